#include "simulation/long_run.h"

#include "simulation/replications.h"

#include <algorithm>
#include <numeric>

namespace waitlist {
namespace {

constexpr std::int64_t kTimes = 10;
/// Whole years in the second half: a list goes up and down with the months.
constexpr std::int64_t kDaysLeast = 1461;
constexpr std::int64_t kDaysMost = 36'500;
/// Of one repetition: each takes a kilobyte or so.
constexpr std::int64_t kCasesMost = 200'000;
/// A list that settles slowly rises like a square root: in the second half by 0.4 to 0.6 of what it
/// rose in the first.
constexpr double kNearlyAsFast = 0.75;

bool is_recorded(const AreaScenario& scenario) {
  return scenario.record || std::ranges::any_of(scenario.streams, [](const ArrivalStream& one) {
           return !one.recorded.empty();
         });
}

/// Days that can be simulated, filing dates and all, before the calendar ends.
std::int64_t days_covered(const AreaModel& model) {
  const AreaScenario& scenario = model.scenario();
  std::int64_t filing = 0;
  for (const CaseMix& mix : scenario.mixes) filing = std::max(filing, mix.filing_after.to);
  const Day last = model.policies().front().calendar().last_day();
  return (last - scenario.from).count() - filing;
}

/// Days in which no more cases come than fit.
std::int64_t days_that_fit(const AreaModel& model) {
  const auto cases = static_cast<std::int64_t>(model.ungrouped_families(0).all.size());
  return kCasesMost * model.scenario().horizon_days / std::max<std::int64_t>(1, cases);
}

AreaScenario prolonged(const AreaScenario& scenario, std::int64_t days, bool with_withdrawals) {
  AreaScenario longer = scenario;
  longer.horizon_days = days;
  longer.plan.replications = kLongRepetitions;
  longer.variants.clear();
  longer.attribution.reset();
  longer.target.reset();
  longer.groups.clear();
  if (!with_withdrawals) {
    for (CaseMix& mix : longer.mixes) mix.withdrawn_per_30_days = 0.0;
  }
  return longer;
}

/// The list week by week; behind it the cases referred and allocated in the second half.
Figures course_of(const AreaModel& model,
                  std::size_t policy,
                  std::uint32_t replication,
                  const StopSign& stopped) {
  const Families families = model.ungrouped_families(replication);
  AreaRun run = model.run_of(policy, families, replication);
  run.stop_when(stopped);
  run.run();
  const std::int64_t days = model.scenario().horizon_days;
  Figures figures;
  figures.reserve(static_cast<std::size_t>(days / 7 + 3));
  for (std::size_t day = 0; day < run.list().size(); day += 7) figures.push_back(run.list()[day]);
  double referred = 0.0;
  double allocated = 0.0;
  for (std::size_t i = 0; i < families.all.size(); ++i) {
    const FamilyOutcome& outcome = run.outcomes()[i];
    referred += families.all[i].listed >= days / 2 ? 1.0 : 0.0;
    allocated += outcome.end == FamilyEnd::allocated && outcome.day >= days / 2 ? 1.0 : 0.0;
  }
  figures.push_back(referred);
  figures.push_back(allocated);
  return figures;
}

/// The mean of an eighth of the weeks, of which `middle` is the middle.
double mean_about(std::span<const double> weeks, double middle) {
  const auto size = static_cast<double>(weeks.size());
  const auto from = static_cast<std::size_t>(std::max(0.0, (middle - 1.0 / 16.0) * size));
  const auto count = std::min(weeks.size() - from, weeks.size() / 8);
  const auto part = weeks.subspan(from, count);
  return std::accumulate(part.begin(), part.end(), 0.0) / static_cast<double>(part.size());
}

void judge(std::span<const std::vector<double>> weeks, LongRun& found) {
  double first = 0.0;
  double middle = 0.0;
  double last = 0.0;
  for (const std::vector<double>& one : weeks) {
    first += mean_about(one, 1.0 / 16.0);
    middle += mean_about(one, 0.5);
    last += mean_about(one, 15.0 / 16.0);
  }
  found.list_at_end = last / static_cast<double>(weeks.size());
  if (!found.growth.rises()) {
    found.course = LongCourse::settles;
  } else if (last - middle >= kNearlyAsFast * (middle - first)) {
    found.course = LongCourse::grows;
  }
}

}  // namespace

std::optional<LongRun> long_run(const AreaModel& model,
                                std::size_t policy,
                                bool with_withdrawals,
                                const SimulationOptions& options) {
  const AreaScenario& scenario = model.scenario();
  if (is_recorded(scenario)) return std::nullopt;
  const std::int64_t days = std::min({std::max(kTimes * scenario.horizon_days, kDaysLeast),
                                      kDaysMost, days_covered(model), days_that_fit(model)});
  if (days < 2 * scenario.horizon_days || days < kDaysLeast) return std::nullopt;
  const AreaScenario longer = prolonged(scenario, days, with_withdrawals);
  const AreaModel on{longer, model.lists(), model.policies()};
  SimulationOptions silent;
  silent.threads = options.threads;
  if (options.progress) {
    silent.progress = [&options, of = scenario.plan.replications](std::uint32_t, std::uint32_t) {
      return options.progress(of, of);
    };
  }
  const auto done = run_replications(kLongRepetitions, silent,
                                     [&](std::uint32_t replication, const StopSign& stopped) {
                                       return course_of(on, policy, replication, stopped);
                                     });
  if (done.size() < kLongRepetitions) return std::nullopt;
  LongRun found;
  found.last = scenario.from + Days{days - 1};
  const std::int64_t first_half = days / 2;
  const double months = static_cast<double>(days - first_half) / kDaysInAMonth * kLongRepetitions;
  std::vector<std::vector<double>> weeks;
  for (const Figures& one : done) {
    weeks.emplace_back(one.begin(), one.end() - 2);
    found.referred += one[one.size() - 2] / months;
    found.allocated += one.back() / months;
  }
  found.growth = list_growth(weeks).value();
  judge(weeks, found);
  return found;
}

}  // namespace waitlist
