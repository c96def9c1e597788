#include "report/foresight_words.h"

#include <waitlist/report/foresight_report.h>

#include "report/plain_words.h"
#include "report/simulation_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace waitlist {
namespace {

std::string day_in_words(const std::optional<Day>& day) {
  return day ? long_date(*day) : "later than can be told, or never";
}

/// The date without its year, or without month and year, which follow.
std::string date_without(Day day, bool month, bool year) {
  std::string words = long_date(day);
  if (year) words.resize(words.rfind(' '));
  if (month) words.resize(words.find(' '));
  return words;
}

}  // namespace

std::string chance_in_figures(const Chance& chance) {
  if (chance.futures == 0) return "–";
  return (chance.open > 0 ? "≥" : "") + fmt::format("{:.1f}%", 100.0 * chance.share());
}

bool is_at_risk(const CaseForesight& one) { return one.over_limit.share() >= kChanceToActOn; }

std::string first_ids(const std::vector<std::string>& ids, std::size_t most) {
  if (ids.size() <= most) return listed(ids);
  std::string words;
  for (std::size_t i = 0; i < most; ++i) words += (i == 0 ? "" : ", ") + ids[i];
  return words + " and " + std::to_string(ids.size() - most) + " more";
}

std::size_t cases_at_risk(const PolicyForesight& policy) {
  return static_cast<std::size_t>(std::ranges::count_if(policy.cases, is_at_risk));
}

bool is_brought_under(const Chance& then) { return then.interval.most < kChanceToActOn; }

std::vector<Brought> brought_under(const PolicyForesight& policy) {
  std::vector<Brought> all;
  if (policy.cases.empty()) return all;
  for (std::size_t i = 0; i < policy.cases.front().variants.size(); ++i) {
    const VariantChance& variant = policy.cases.front().variants[i];
    Brought& one = all.emplace_back(Brought{variant.id, variant.title, {}});
    for (const CaseForesight& found : policy.cases) {
      const bool under = is_brought_under(found.variants[i].over_limit);
      if (is_at_risk(found) && under) one.cases.push_back(found.case_id);
    }
  }
  return all;
}

std::string risk_in_words(const PolicyForesight& policy, Days limit) {
  const std::size_t at_risk = cases_at_risk(policy);
  return std::to_string(at_risk) + " of " + count_of(policy.cases.size(), "case", "cases") +
         (at_risk == 1 ? " waits" : " wait") + " longer than " + weeks_or_days(limit) +
         " in 10 % of the futures or more.";
}

std::string open_in_words(const PolicyForesight& policy) {
  const auto open = std::ranges::count_if(
      policy.cases, [](const CaseForesight& one) { return one.over_limit.open > 0; });
  if (open == 0) return {};
  return "There may be more: of " + count_of(open, "case", "cases") +
         " some futures end before it can be told.";
}

std::string policy_label(const Foresight& foresight, const PolicyForesight& policy) {
  const auto alike = std::ranges::count_if(
      foresight.policies,
      [&policy](const PolicyForesight& other) { return other.policy.id == policy.policy.id; });
  return alike > 1 ? policy.policy.id + ' ' + policy.policy.version : policy.policy.id;
}

std::string interval_share_in_words(double share) {
  constexpr double kAskedFor = 0.8;
  if (share >= kAskedFor) return "80 %";
  return fmt::format("{:.1f} %", std::floor(1000.0 * share) / 10.0);
}

std::string futures_in_words(const Foresight& foresight) {
  std::string words = count_of(foresight.futures, "future", "futures");
  if (foresight.futures < foresight.plan.replications) {
    words += " of " + std::to_string(foresight.plan.replications) + " that were asked for";
  }
  return words + " (seed " + std::to_string(foresight.plan.seed) + ")";
}

std::vector<std::string> interval_sentences(const Foresight& foresight) {
  if (foresight.futures == 0) return {"No future was drawn: nothing is known."};
  if (foresight.interval_share <= 0.0) {
    return {"Fewer than nine futures give no interval of days."};
  }
  return {"The chance that a case is allocated on one of its days is at least " +
              interval_share_in_words(foresight.interval_share) + '.',
          "That is said of each case by itself, not of all at once.",
          "This holds if what comes is like the scenario.",
          "“Or never”: the family may withdraw. “Later” may be past " +
              long_date(last_foreseen_day(foresight)) + ", the last day that is simulated."};
}

Day last_foreseen_day(const Foresight& foresight) {
  return *foresight.setting.from + Days{static_cast<std::int64_t>(foresight.setting.days) - 1};
}

std::string span_in_words(Day from, Day to) {
  if (from == to) return long_date(from);
  const bool year = from.year() == to.year();
  const bool month = year && from.month() == to.month();
  return date_without(from, month, year) + " to " + long_date(to);
}

std::string likely_span_in_words(const CaseForesight& one, const Foresight& foresight) {
  if (foresight.futures == 0) return "not known, since no future was drawn";
  std::string later = "later than " + long_date(last_foreseen_day(foresight)) + ", or never";
  if (foresight.interval_share <= 0.0) {
    return "no interval from so few futures; the middle one: " +
           (one.middle ? long_date(*one.middle) : later);
  }
  if (!one.earliest) return later;
  if (!one.latest) return long_date(*one.earliest) + " or later, or never";
  return span_in_words(*one.earliest, *one.latest);
}

std::string foresight_in_words(const Foresight& foresight) {
  std::string words = count_of(foresight.futures, "future", "futures") + " of " +
                      std::to_string(foresight.plan.replications) + ", seed " +
                      std::to_string(foresight.plan.seed) + ". " +
                      capitalised(setting_in_words(foresight.setting)) +
                      " A future is one way in which referrals, work and people go on from that "
                      "day, drawn from the scenario: what is said here is as right as "
                      "the scenario is.";
  if (foresight.interval_share > 0.0) {
    words += " With a probability of at least " +
             interval_share_in_words(foresight.interval_share) +
             ", if what comes is like the futures, a case is allocated on one of the days from "
             "\"from\" to \"to\".";
  } else {
    words += " Fewer than nine futures give no interval.";
  }
  return words + " \"middle\" is the middle one of the futures. – is later than " +
         long_date(last_foreseen_day(foresight)) +
         ", the last day that is simulated, or never. \"over\" is the share of " +
         "futures in which a case waits longer than " + weeks_or_days(foresight.limit) +
         ", \"filed late\" that in which its work does not end by its filing date, \"withdrawn\" "
         "that in which the family withdraws before. ≥: some futures end before it can be told.";
}

std::string likely_day_in_words(const CaseForesight& one) {
  if (!one.middle && !one.earliest) return "allocated " + day_in_words(std::nullopt);
  std::string words = "likely allocated on " + day_in_words(one.middle);
  if (!one.middle) words = "likely allocated " + day_in_words(one.middle);
  if (!one.earliest) return words;
  words += "; from " + long_date(*one.earliest) + " to ";
  return words + (one.latest ? long_date(*one.latest) : day_in_words(one.latest));
}

}  // namespace waitlist
