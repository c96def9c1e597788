#include "report/foresight_words.h"

#include <waitlist/report/foresight_report.h>

#include "report/plain_words.h"
#include "report/simulation_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace waitlist {
namespace {

bool at_risk(const CaseForesight& one) { return one.over_limit.share() >= kChanceToActOn; }

std::string day_in_words(const std::optional<Day>& day) {
  return day ? long_date(*day) : "later than can be told, or never";
}

}  // namespace

std::string chance_in_figures(const Chance& chance) {
  if (chance.futures == 0) return "–";
  return (chance.open > 0 ? "≥" : "") + fmt::format("{:.1f}%", 100.0 * chance.share());
}

std::size_t cases_at_risk(const PolicyForesight& policy) {
  return static_cast<std::size_t>(std::ranges::count_if(policy.cases, at_risk));
}

std::vector<Brought> brought_under(const PolicyForesight& policy) {
  std::vector<Brought> all;
  if (policy.cases.empty()) return all;
  for (std::size_t i = 0; i < policy.cases.front().variants.size(); ++i) {
    const VariantChance& variant = policy.cases.front().variants[i];
    Brought& one = all.emplace_back(Brought{variant.id, variant.title, {}});
    for (const CaseForesight& found : policy.cases) {
      const Chance& then = found.variants[i].over_limit;
      const bool under = then.open == 0 && then.interval.most < kChanceToActOn;
      if (at_risk(found) && under) one.cases.push_back(found.case_id);
    }
  }
  return all;
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
    words += fmt::format(
        " With a probability of at least {:.1f} %, if what comes is like the futures, a case is "
        "allocated on one of the days from \"from\" to \"to\".",
        100.0 * foresight.interval_share);
  } else {
    words += " Fewer than nine futures give no interval.";
  }
  const Day last =
      *foresight.setting.from + Days{static_cast<std::int64_t>(foresight.setting.days) - 1};
  return words + " \"middle\" is the middle one of the futures. – is later than " +
         long_date(last) + ", the last day that is simulated, or never. \"over\" is the share of " +
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
