#include "report/plain_words.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace waitlist {
namespace {

bool is_whole_weeks(Days days) { return days.count() >= 14 && days.count() % 7 == 0; }

}  // namespace

std::string long_date(Day day) {
  static constexpr std::array<std::string_view, 12> kMonths{
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  return std::to_string(day.day_of_month()) + ' ' + std::string(kMonths[day.month() - 1]) + ' ' +
         std::to_string(day.year());
}

std::string days_in_words(Days days) {
  const std::string text = count_of(days.count(), "day", "days");
  return is_whole_weeks(days) ? text + " (" + weeks_or_days(days) + ")" : text;
}

std::string weeks_or_days(Days days) {
  return is_whole_weeks(days) ? std::to_string(days.count() / 7) + " weeks"
                              : count_of(days.count(), "day", "days");
}

std::string weeks_or_days(std::span<const Days> days) {
  const bool all_weeks = std::ranges::all_of(days, is_whole_weeks);
  std::vector<std::string> words;
  words.reserve(days.size());
  for (const Days one : days) {
    words.push_back(all_weeks ? std::to_string(one.count() / 7) : weeks_or_days(one));
  }
  return listed(words) + (all_weeks ? " weeks" : "");
}

std::string short_points(Points points) {
  std::string text = to_text(points);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string listed(const std::vector<std::string>& items, std::string_view last) {
  const std::vector<std::string_view> views(items.begin(), items.end());
  std::string text;
  append_listed(text, views, last);
  return text;
}

void append_listed(std::string& out,
                   std::span<const std::string_view> items,
                   std::string_view last) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += i + 1 == items.size() ? last : std::string_view{", "};
    out += items[i];
  }
}

std::string capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text;
}

std::string sentence(std::string text) {
  if (text.empty()) return text;
  constexpr std::string_view kEnds = ".!?:";
  if (kEnds.find(text.back()) == std::string_view::npos) text += '.';
  return text;
}

std::string tier_in_words(const CompiledPolicy& policy, std::string_view id) {
  if (const auto band = policy.find_band(id)) {
    const BandRule& rule = policy.band(*band);
    return rule.label.empty() || rule.label == rule.id ? rule.id
                                                       : rule.id + " (" + rule.label + ')';
  }
  if (id == "must_allocate") return "must_allocate (must be allocated)";
  return std::string(id);
}

std::string tier_heading(const CompiledPolicy& policy, std::string_view id) {
  return policy.find_band(id) ? tier_in_words(policy, id) : "Must be allocated";
}

std::string tier_heading(const CompiledPolicy& policy, TierIndex tier) {
  return tier_heading(policy, policy.tier_id(tier));
}

std::string provenance_in_words(Provenance provenance) {
  switch (provenance) {
    case Provenance::unstated: return {};
    case Provenance::reconstruction:
      return "a reconstruction of the national criteria of 2009, which are lost (N)";
    case Provenance::time_and_age_gap:
      return "a gap that Ofsted named in 2009: time on the list and the child's age (O1)";
    case Provenance::police_and_marac:
      return "what Ofsted found in 2009 on police and MARAC information (O2)";
    case Provenance::later_practice: return "later practice (L)";
    case Provenance::published_rule: return "the published rule itself (R)";
  }
  return {};
}

}  // namespace waitlist
