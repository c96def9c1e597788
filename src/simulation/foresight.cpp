#include <waitlist/base/share_interval.h>
#include <waitlist/simulation/foresight.h>

#include "base/fault_list.h"
#include "simulation/area_tally.h"
#include "simulation/order_statistics.h"
#include "simulation/replications.h"
#include "simulation/run_setting.h"
#include "simulation/scenario_notes.h"
#include "simulation/varied_area.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace waitlist {
namespace {

/// What became of one case in one future, as figures of a replication hold it.
struct Fate {
  static constexpr double kMet = 0.0;
  static constexpr double kMissed = 1.0;
  static constexpr double kOpen = 2.0;

  double end = 0.0;  ///< FamilyEnd
  double day = 0.0;  ///< of the end
  double filed = kOpen;

  static constexpr std::size_t kFigures = 3;
};

double filed(const AreaScenario& scenario, const Family& family, const FamilyOutcome& outcome) {
  if (!family.listed_as.filing_date) return Fate::kOpen;
  const std::int64_t filing = (*family.listed_as.filing_date - scenario.from).count();
  switch (outcome.end) {
    case FamilyEnd::allocated:
      return outcome.day + family.work_days <= filing ? Fate::kMet : Fate::kMissed;
    case FamilyEnd::withdrawn: return Fate::kMet;
    case FamilyEnd::waiting: return filing <= outcome.day ? Fate::kMissed : Fate::kOpen;
  }
  return Fate::kOpen;
}

/// The fates of the cases of today under every policy, in the order of the starting list.
void add_fates(const AreaModel& model,
               std::uint32_t future,
               const StopSign& stopped,
               Figures& figures) {
  const Families families = model.ungrouped_families(future);
  for (std::size_t policy = 0; policy < model.policies().size(); ++policy) {
    AreaRun run = model.run_of(policy, families, future);
    run.stop_when_start_is_gone();
    run.stop_when(stopped);
    run.run();
    if (stopped) return;
    for (std::size_t i = 0; i < families.all.size(); ++i) {
      if (!families.all[i].from_start) continue;
      const FamilyOutcome& outcome = run.outcomes()[i];
      figures.push_back(static_cast<double>(outcome.end));
      figures.push_back(static_cast<double>(outcome.day));
      figures.push_back(filed(model.scenario(), families.all[i], outcome));
    }
  }
}

Chance chance(std::uint32_t come_true, std::uint32_t open, std::size_t futures) {
  const auto of = static_cast<std::uint32_t>(futures);
  return {of,
          come_true,
          open,
          {share_interval(come_true, of).least, share_interval(come_true + open, of).most}};
}

class Foreseeing {
 public:
  Foreseeing(const VariedArea& area, const CaseTable& start, std::span<const Figures> done)
      : area_{area}, scenario_{area.as_it_stands().scenario()}, start_{start}, done_{done} {
    for (CaseRow row = 0; row < start.size(); ++row) {
      if (start.status(row) == CaseStatus::awaiting) rows_.push_back(row);
    }
  }

  std::vector<PolicyForesight> policies(Days limit, std::size_t tail) {
    limit_ = limit.count();
    tail_ = tail;
    std::vector<PolicyForesight> found;
    const auto policies = area_.as_it_stands().policies();
    for (std::size_t policy = 0; policy < policies.size(); ++policy) {
      PolicyForesight& one = found.emplace_back();
      one.policy = policies[policy].stamp();
      one.title = policies[policy].written().title;
      const auto queue = LiveQueue::make(start_, policies[policy], scenario_.from).value();
      queue.visit([&](const QueuePlace& place) {
        const CaseRow row = *start_.find(place.case_id);
        const auto at = std::ranges::find(rows_, row);
        CaseForesight& made =
            one.cases.emplace_back(foreseen(policy, static_cast<std::size_t>(at - rows_.begin())));
        made.position = place.position;
        made.tier = policies[policy].tier_id(place.tier);
        return true;
      });
    }
    return found;
  }

 private:
  [[nodiscard]] Fate fate(const Figures& one,
                          std::size_t area,
                          std::size_t policy,
                          std::size_t at) const {
    const std::size_t policies = area_.as_it_stands().policies().size();
    const std::size_t number = (area * policies + policy) * rows_.size() + at;
    const auto figure = one.begin() + static_cast<std::ptrdiff_t>(number * Fate::kFigures);
    return {figure[0], figure[1], figure[2]};
  }

  static bool is(const Fate& fate, FamilyEnd end) { return fate.end == static_cast<double>(end); }

  [[nodiscard]] Chance over_limit(std::size_t area, std::size_t policy, std::size_t at) const {
    const auto listed = (start_.listed_on(rows_[at]) - scenario_.from).count();
    std::uint32_t over = 0;
    std::uint32_t open = 0;
    for (const Figures& one : done_) {
      const Fate fate = this->fate(one, area, policy, at);
      const bool passed = fate.day - static_cast<double>(listed) > static_cast<double>(limit_);
      over += passed ? 1U : 0U;
      open += !passed && is(fate, FamilyEnd::waiting) ? 1U : 0U;
    }
    return chance(over, open, done_.size());
  }

  [[nodiscard]] CaseForesight foreseen(std::size_t policy, std::size_t at) const {
    const CaseRow row = rows_[at];
    CaseForesight made;
    made.case_id = start_.case_id(row);
    made.waited = (scenario_.from - start_.listed_on(row)).count();
    made.filing_date = start_.at(row).filing_date;
    std::vector<double> days;
    std::uint32_t withdrawn = 0;
    std::uint32_t unfinished = 0;
    std::uint32_t missed = 0;
    std::uint32_t open = 0;
    for (const Figures& one : done_) {
      const Fate fate = this->fate(one, 0, policy, at);
      const bool allocated = is(fate, FamilyEnd::allocated);
      days.push_back(allocated ? fate.day : std::numeric_limits<double>::infinity());
      withdrawn += is(fate, FamilyEnd::withdrawn) ? 1U : 0U;
      unfinished += is(fate, FamilyEnd::waiting) ? 1U : 0U;
      missed += fate.filed == Fate::kMissed ? 1U : 0U;
      open += fate.filed == Fate::kOpen ? 1U : 0U;
    }
    std::ranges::sort(days);
    if (tail_ > 0) {
      const OrderInterval interval = order_interval(days, tail_);
      made.earliest = day(interval.earliest);
      made.latest = day(interval.latest);
    }
    if (!days.empty()) made.middle = day(days[days.size() / 2]);
    made.over_limit = over_limit(0, policy, at);
    if (made.filing_date) made.filing_missed = chance(missed, open, done_.size());
    made.withdrawn = chance(withdrawn, unfinished, done_.size());
    const std::vector<AreaVariant>& variants = scenario_.variants;
    for (std::size_t i = 0; i < variants.size(); ++i) {
      made.variants.push_back({variants[i].id, variants[i].title, over_limit(i + 1, policy, at)});
    }
    return made;
  }

  [[nodiscard]] std::optional<Day> day(double number) const {
    if (number == std::numeric_limits<double>::infinity()) return std::nullopt;
    return scenario_.from + Days{static_cast<std::int64_t>(number)};
  }

  const VariedArea& area_;
  const AreaScenario& scenario_;
  const CaseTable& start_;
  std::span<const Figures> done_;
  std::vector<CaseRow> rows_;  ///< those that wait, as families are made of them
  std::int64_t limit_ = 0;
  std::size_t tail_ = 0;
};

Errors foresight_faults(const AreaScenario& scenario,
                        const AreaLists& lists,
                        std::span<const CompiledPolicy> policies) {
  Errors errors = area_faults(scenario, lists, policies);
  if (errors.empty()) errors = variant_faults(scenario, lists, policies);
  const auto add = [&errors](std::string field, std::string reason) {
    errors.push_back(
        {ErrorCode::missing_value, "scenario", 0, 0, std::move(field), "", std::move(reason)});
  };
  if (scenario.start.empty()) add("start", "name the list whose cases are to be foreseen");
  if (scenario.warm_up_days > 0) add("time.warm_up_days", "foreseeing begins with today's list");
  if (scenario.record) {
    errors.push_back({ErrorCode::inconsistent, "scenario", 0, 0, "record.outcomes",
                      clipped(scenario.record->outcomes),
                      "what became of the cases is not to be foreseen; leave [record] out"});
  }
  return first_faults(std::move(errors));
}

std::string stamp_in_words(const PolicyStamp& stamp) {
  return stamp.id + ' ' + stamp.version + " (digest " + stamp.digest.hex() + ')';
}

/// Why the policy of a ranking is none of these, and what to do about it.
std::string reason_for_policy(const PolicyStamp& wanted, std::span<const CompiledPolicy> policies) {
  const auto same_name = std::ranges::find(
      policies, wanted.id, [](const CompiledPolicy& policy) { return policy.stamp().id; });
  std::string reason = "the list is ranked under " + stamp_in_words(wanted);
  if (same_name == policies.end()) return reason + "; name its file among the policies";
  return reason + ", and the scenario names " + stamp_in_words(same_name->stamp()) +
         "; use one file for both";
}

/// What makes the beginning of the scenario another list than the one that is ranked.
Errors list_faults(const Ranking& ranking,
                   const AreaScenario& scenario,
                   const AreaLists& lists,
                   std::span<const CompiledPolicy> policies) {
  Errors errors;
  const auto add = [&errors](std::string field, const std::string& found, std::string reason) {
    errors.push_back({ErrorCode::inconsistent, "scenario", 0, 0, std::move(field), clipped(found),
                      std::move(reason)});
  };
  if (scenario.from != ranking.as_of()) {
    add("time.from", scenario.from.text(),
        "the list is ranked as of " + ranking.as_of().text() +
            "; the scenario must begin on the same day");
  }
  if (lists.start && lists.start->digest() != ranking.cases().digest()) {
    add("start.cases", scenario.start,
        "its cases have the digest " + lists.start->digest().hex() + ", those that are ranked " +
            ranking.cases().digest().hex() +
            "; the scenario must begin with the very list that is ranked (rows set apart and "
            "clocks kept from an earlier list make it another one)");
  }
  const bool named = std::ranges::any_of(policies, [&ranking](const CompiledPolicy& policy) {
    return policy.stamp() == ranking.policy().stamp();
  });
  if (!named) {
    std::string ids;
    for (const CompiledPolicy& policy : policies) {
      ids += (ids.empty() ? "" : ", ") + policy.stamp().id;
    }
    add("policies", ids, reason_for_policy(ranking.policy().stamp(), policies));
  }
  return errors;
}

}  // namespace

Result<Foresight> foresee(const AreaScenario& whole,
                          const AreaLists& lists,
                          std::span<const CompiledPolicy> policies,
                          const SimulationOptions& options) {
  AreaScenario scenario = whole;
  scenario.attribution.reset();
  scenario.target.reset();
  Errors errors = foresight_faults(scenario, lists, policies);
  if (!errors.empty()) return failed(std::move(errors));
  const VariedArea area{scenario, lists, policies};
  const std::vector<Figures> done = run_replications(
      scenario.plan.replications, options, [&](std::uint32_t future, const StopSign& stopped) {
        Figures figures;
        add_fates(area.as_it_stands(), future, stopped, figures);
        for (const AreaModel& variant : area.variants())
          add_fates(variant, future, stopped, figures);
        if (figures.empty()) figures.push_back(0.0);  // nobody waits; the future is done
        return figures;
      });
  Foresight found;
  found.plan = scenario.plan;
  found.setting = setting_of(scenario, lists);
  found.futures = static_cast<std::uint32_t>(done.size());
  found.limit = *std::ranges::max_element(policies.front().delay_marks());
  const std::size_t tail = tail_of(done.size());
  found.interval_share = interval_share(done.size(), tail);
  found.warnings = scenario_notes(scenario, lists, policies.front().calendar());
  found.policies = Foreseeing{area, *lists.start, done}.policies(found.limit, tail);
  return found;
}

Result<Foresight> foresee_ranked(const Ranking& ranking,
                                 const AreaScenario& whole,
                                 const AreaLists& lists,
                                 std::span<const CompiledPolicy> policies,
                                 const SimulationOptions& options) {
  Errors errors = list_faults(ranking, whole, lists, policies);
  const Errors others = foresight_faults(whole, lists, policies);
  errors.insert(errors.end(), others.begin(), others.end());
  if (!errors.empty()) return failed(first_faults(std::move(errors)));
  AreaScenario scenario = whole;
  scenario.variants.clear();
  scenario.bands_of.clear();  // it may be of a policy that is left out, and no group is reported
  AreaLists start = lists;
  start.variant_rosters.clear();
  return foresee(scenario, start, {&ranking.policy(), 1}, options);
}

ShareInterval share_interval(std::uint32_t count, std::uint32_t of) {
  if (of == 0) return {0.0, 1.0};
  const Between found = clopper_pearson({count, of});
  return {found.lower, found.upper};
}

}  // namespace waitlist
