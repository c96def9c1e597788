#include "report/html/board_rows.h"

#include <embedded/board_row_mustache.h>

#include "report/plain_words.h"
#include "scoring/answer_words.h"
#include "scoring/unit_ages.h"

#include <algorithm>
#include <array>
#include <vector>

namespace waitlist::html {
namespace {

constexpr std::size_t kDrivers = 3;
constexpr std::size_t kChased = 2;

/// `MARAC in the last year 40 · Time on the list 46.592`: the largest parts of the sum.
std::string drivers_in_words(const Explanation& explanation) {
  std::vector<const Contribution*> parts;
  for (const Contribution& part : explanation.contributions) {
    if (part.points > Points{0}) parts.push_back(&part);
  }
  std::ranges::stable_sort(parts, std::greater{}, &Contribution::points);
  std::string words;
  for (std::size_t i = 0; i < std::min(parts.size(), kDrivers); ++i) {
    words +=
        (i == 0 ? "" : " · ") + std::string{parts[i]->label} + ' ' + short_points(parts[i]->points);
  }
  return words.empty() ? "nothing recorded earns points" : words;
}

std::string chased_in_words(const Explanation& explanation) {
  std::string words;
  for (std::size_t i = 0; i < std::min(explanation.checks.size(), kChased); ++i) {
    const Check& check = explanation.checks[i];
    words += (i == 0 ? "" : "; ") + std::string{check.label} + (check.overdue ? " (overdue)" : "") +
             (check.stale_since ? " (out of date)" : "");
  }
  if (explanation.checks.size() > kChased) {
    words += "; " + std::to_string(explanation.checks.size() - kChased) + " more";
  }
  return words;
}

constexpr std::int64_t kBarDays = 182;

}  // namespace

std::string row_anchor(std::size_t index) { return "case-" + std::to_string(index + 1); }

std::string bar_length(Days waited) {
  return std::to_string(std::clamp<std::int64_t>(waited.count(), 0, kBarDays));
}

std::string wait_bar_style(std::span<const Days> marks) {
  if (std::ranges::equal(marks, DelayRule{}.after_days)) return {};
  const auto percent = [](std::int64_t hundredths) {
    const std::string rest = std::to_string(hundredths % 100);
    return std::to_string(hundredths / 100) + (rest.size() < 2 ? ".0" : ".") + rest + '%';
  };
  constexpr std::int64_t kMarkWidth = 100;
  std::string stops = "transparent";
  std::int64_t end = 0;
  for (const Days mark : marks) {
    if (mark.count() >= kBarDays) break;
    const std::int64_t begin = std::max(end, mark.count() * 10'000 / kBarDays);
    end = begin + kMarkWidth;
    stops += ' ' + percent(begin) + ", var(--mark) " + percent(begin) + ' ' + percent(end) +
             ", transparent " + percent(end);
  }
  return ".bar { background: " + (end == 0 ? "none" : "linear-gradient(90deg, " + stops + ")") +
         "; }\n";
}

std::string youngest_in_words(const CaseTable& cases, CaseRow row, Day as_of) {
  std::optional<Day> youngest;
  bool any = false;
  for (const Child& child : cases.children(row)) {
    if (!counts_on(child, as_of)) continue;
    if (child.expected) return "expected, due " + long_date(*child.born);
    any = true;
    if (child.born && (!youngest || *child.born > *youngest)) youngest = child.born;
  }
  if (!any) return "none recorded";
  return youngest ? age_in_words(completed_months(*youngest, as_of).count()) : "not known";
}

BoardRows::BoardRows(const Ranking& ranking,
                     std::span<const Place> shown,
                     std::size_t explained,
                     const CertainMarks& certain,
                     const LikelyDays& likely)
    : ranking_{ranking},
      shown_{shown},
      explained_{explained},
      certain_{certain},
      likely_{likely},
      case_explained_{ranking},
      row_{embedded::board_row_mustache()} {
  for (const Place& place : shown) {
    areas_.try_emplace(std::string{ranking.cases().area(place.row)}, 0);
    teams_.try_emplace(std::string{ranking.cases().team(place.row)}, 0);
  }
  for (Choices* choices : {&areas_, &teams_}) {
    std::size_t next = 0;
    for (auto& choice : *choices) choice.second = next++;
  }
}

std::string BoardRows::text() {
  std::string all;
  Template head{
      "<section class=\"tier\" aria-labelledby=\"tier-{{n}}\">\n"
      "<h3 id=\"tier-{{n}}\"><bdi>{{tier}}</bdi>: {{count}}</h3>\n"
      "{{#beside}}<p class=\"soft\">{{beside}}</p>\n{{/beside}}"
      "<ol class=\"queue\">\n"};
  const CompiledPolicy& policy = ranking_.policy();
  const bool cut = shown_.size() != ranking_.places().size();
  for (std::size_t begin = 0; begin < shown_.size();) {
    const TierIndex tier = tier_of_unit(begin);
    std::size_t end = begin;
    while (end < shown_.size() && tier_of_unit(end) == tier) ++end;
    all +=
        head.filled(Object{{"n", number(tier)},
                           {"tier", html::text(tier_heading(policy, tier))},
                           {"count", html::text(count_of(end - begin, cut ? "case shown" : "case",
                                                         cut ? "cases shown" : "cases"))},
                           {"beside", beside_in_words(begin, end)}});
    for (; begin < end; ++begin) all += row(begin);
    all += "</ol>\n</section>\n";
  }
  return all;
}

Data BoardRows::beside_in_words(std::size_t begin, std::size_t end) const {
  const TierIndex tier = tier_of_unit(begin);
  const auto own = [&](std::span<const Place> places) {
    return static_cast<std::size_t>(std::ranges::count_if(
        places, [&](const Place& place) { return place.score.tier == tier; }));
  };
  const std::size_t here = own(shown_.subspan(begin, end - begin));
  const std::size_t others = end - begin - here;
  const std::size_t elsewhere = own(shown_) - here;
  std::string words;
  if (others != 0) {
    words = count_of(others, "of them is", "of them are") +
            " of another tier, and here because of a linked case that shares the place.";
  }
  if (elsewhere != 0) {
    words += (words.empty() ? "" : " ") + count_of(elsewhere, "more case", "more cases") +
             " of this tier stand" + (elsewhere == 1 ? "s" : "") + " under other headings.";
  }
  const std::size_t due_elsewhere =
      ranking_.policy().find_band(ranking_.policy().tier_id(tier)) ? 0 : due_in_other_tiers(tier);
  if (due_elsewhere != 0) {
    words += (words.empty() ? "" : " ") +
             count_of(due_elsewhere, "case that must be allocated is",
                      "cases that must be allocated are") +
             " of other tiers.";
  }
  return words.empty() ? Data{false} : html::text(words);
}

std::size_t BoardRows::due_in_other_tiers(TierIndex tier) const noexcept {
  return static_cast<std::size_t>(std::ranges::count_if(shown_, [tier](const Place& place) {
    return place.score.must_allocate && place.score.tier != tier;
  }));
}

TierIndex BoardRows::tier_of_unit(std::size_t index) const noexcept {
  return ranking_.unit_of(shown_[index].row).front().score.tier;
}

bool BoardRows::linked(std::size_t index) const noexcept {
  return ranking_.unit_of(shown_[index].row).size() > 1;
}

List BoardRows::tags(std::size_t index) const {
  const Score& score = shown_[index].score;
  const auto band = [&](BandIndex of) { return ranking_.policy().band(of).id; };
  List list{tag(score.band == 0 ? "alarm" : "calm", band(score.band))};
  if (score.must_allocate) list.push_back(tag("alarm", "must be allocated"));
  if (score.provisional()) {
    list.push_back(
        tag("warn", "provisional: " + band(score.band_most) + " to " + band(score.band_least)));
  }
  if (const auto mark = certain_.of(shown_[index].position)) {
    list.push_back(tag(mark->sure ? "calm" : "warn", mark->words));
  }
  if (linked(index)) list.push_back(tag("calm", "linked"));
  if (ranking_.cases().decision(shown_[index].row) != nullptr) {
    list.push_back(tag("calm", "manager's decision"));
  }
  return list;
}

std::string BoardRows::body(std::size_t index, const Explanation& explanation) {
  const Place& place = shown_[index];
  const std::size_t after = static_cast<std::size_t>(&place - ranking_.places().data()) + 1;
  const auto places = ranking_.places();
  return case_explained_.facts(place, explanation) +
         case_explained_.whole(place, explanation,
                               after < places.size() ? &places[after] : nullptr);
}

std::string BoardRows::row(std::size_t index) {
  const Place& place = shown_[index];
  const CaseTable& cases = ranking_.cases();
  const Explanation explanation = explain(cases, ranking_.policy(), place.row, ranking_.as_of());
  const std::string chase = place.score.provisional() ? chased_in_words(explanation) : "";
  const auto area = areas_.find(cases.area(place.row));
  const auto team = teams_.find(cases.team(place.row));
  return row_.filled(Object{
      {"anchor", html::text(row_anchor(index))},
      {"case_id", html::text(cases.case_id(place.row))},
      {"band_index", number(place.score.band)},
      {"area_index", number(area->second)},
      {"team_index", number(team->second)},
      {"position", number(place.position)},
      {"tags", tags(index)},
      {"points", html::text(to_text(place.score.points.used))},
      {"waited", html::text(count_of(place.score.waited.count(), "day", "days"))},
      {"bar", html::text(bar_length(place.score.waited))},
      {"child", html::text(youngest_in_words(cases, place.row, ranking_.as_of()))},
      {"drivers", html::text(drivers_in_words(explanation))},
      {"allocate_by",
       explanation.allocate_by ? html::text(long_date(*explanation.allocate_by)) : Data{false}},
      {"chase", chase.empty() ? Data{false} : html::text(chase)},
      {"likely", text_or_none(likely_.of(cases.case_id(place.row)))},
      {"whole", place.position > explained_ ? Data{false} : html::text(body(index, explanation))}});
}

}  // namespace waitlist::html
