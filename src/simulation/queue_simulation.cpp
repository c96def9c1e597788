#include <waitlist/simulation/queue_simulation.h>

#include "simulation/queue_model.h"
#include "simulation/replications.h"
#include "simulation/wait_histogram.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <optional>
#include <string_view>

namespace waitlist {
namespace {

/// What is counted of one class in one replication.
struct ClassTally {
  std::uint64_t cases = 0;
  std::uint64_t waited = 0;
  std::int64_t longest = 0;
  double ticks = 0.0;  ///< of all waits; a sum of whole numbers, exact up to 2^53
  WaitHistogram waits;
  std::vector<std::uint64_t> over;

  void add(const ClassTally& other) {
    cases += other.cases;
    waited += other.waited;
    longest = std::max(longest, other.longest);
    ticks += other.ticks;
    waits.add(other.waits);
    over.resize(other.over.size());
    for (std::size_t i = 0; i < over.size(); ++i) over[i] += other.over[i];
  }
};

/// Watches a run.
class QueueTally {
 public:
  QueueTally(std::size_t classes, std::vector<std::int64_t> over)
      : over_{std::move(over)}, tallies_(classes) {
    for (ClassTally& tally : tallies_) tally.over.resize(over_.size());
  }

  void listed(std::size_t, std::int64_t) {}

  void begun(std::size_t line, std::int64_t listed, std::int64_t now, std::int64_t) {
    add(tallies_[line], now - listed);
  }

  void left(std::size_t line, std::int64_t listed, std::int64_t now) {
    begun(line, listed, now, 0);
  }

  void closed(std::int64_t tick) { closed_ = tick; }

  [[nodiscard]] std::int64_t closed_on() const noexcept { return closed_; }

  /// All classes first, as the groups are reported.
  template <class Visit>
  void visit(Visit visit) const {
    ClassTally all;
    for (const ClassTally& tally : tallies_) all.add(tally);
    visit(all);
    std::ranges::for_each(tallies_, visit);
  }

 private:
  void add(ClassTally& tally, std::int64_t wait) {
    ++tally.cases;
    tally.waited += static_cast<std::uint64_t>(wait > 0);
    tally.longest = std::max(tally.longest, wait);
    tally.ticks += static_cast<double>(wait);
    tally.waits.add(wait);
    for (std::size_t i = 0; i < over_.size(); ++i) {
      tally.over[i] += static_cast<std::uint64_t>(wait > over_[i]);
    }
  }

  std::vector<std::int64_t> over_;
  std::vector<ClassTally> tallies_;
  std::int64_t closed_ = 0;
};

std::string short_number(double number) {
  std::array<char, 32> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.6g", number);
  return {text.data(), static_cast<std::size_t>(length)};
}

std::vector<Measure> measures_of(const QueueScenario& scenario) {
  std::vector<Measure> measures{
      {"cases", "cases", MeasureUnit::cases},
      {"wait_mean", "mean wait", MeasureUnit::days},
      {"waited", "waited at all", MeasureUnit::share},
      {"list", "waiting at a time", MeasureUnit::cases},
      {"wait_p25", "1 of 4 waits at most", MeasureUnit::days},
      {"wait_median", "median wait", MeasureUnit::days},
      {"wait_p75", "3 of 4 wait at most", MeasureUnit::days},
      {"wait_p90", "9 of 10 wait at most", MeasureUnit::days},
      {"wait_p95", "19 of 20 wait at most", MeasureUnit::days},
      {"wait_p99", "99 of 100 wait at most", MeasureUnit::days},
      {"wait_longest", "longest wait", MeasureUnit::days},
  };
  for (const double days : scenario.over_days) {
    // The shortest that is no other number, so that no two marks have one id.
    const std::string number = fmt::format("{}", days);
    measures.push_back({"over_" + number, "over " + number + " days", MeasureUnit::share});
  }
  return measures;
}

class QueueReplication {
 public:
  QueueReplication(const QueueScenario& scenario,
                   const QueueModel& model,
                   std::span<const CompiledPolicy> policies,
                   const std::vector<std::vector<WaitCourse>>& courses)
      : scenario_{scenario}, model_{model}, policies_{policies}, courses_{courses} {}

  [[nodiscard]] Figures run(std::uint32_t replication) const {
    Figures figures;
    const KeyedDraws draws{scenario_.plan.seed, replication};
    for (std::size_t i = 0; i < policies_.size(); ++i) {
      QueueTally tally{model_.classes.size(), ticks_over()};
      QueueEngine engine{model_, ClassLines{courses_[i], policies_[i]}, draws, tally};
      engine.run();
      const auto window = static_cast<double>(tally.closed_on() - model_.warm_up);
      tally.visit([&](const ClassTally& one) { add(figures, one, window); });
    }
    return figures;
  }

 private:
  [[nodiscard]] std::vector<std::int64_t> ticks_over() const {
    std::vector<std::int64_t> ticks;
    for (const double days : scenario_.over_days) {
      // A wait of exactly so many days is not longer, although 0.29 has no exact double.
      const double exact = days * static_cast<double>(scenario_.ticks_per_day);
      ticks.push_back(static_cast<std::int64_t>(exact + 1e-6));
    }
    return ticks;
  }

  void add(Figures& figures, const ClassTally& tally, double window) const {
    const auto cases = static_cast<double>(tally.cases);
    const auto day = static_cast<double>(scenario_.ticks_per_day);
    const auto share = [&](std::uint64_t number) {
      return tally.cases == 0 ? kNoFigure : static_cast<double>(number) / cases;
    };
    const auto percentile = [&](std::int64_t hundredths) {
      return tally.cases == 0 ? kNoFigure
                              : static_cast<double>(tally.waits.percentile(hundredths)) / day;
    };
    figures.insert(figures.end(), {cases, tally.cases == 0 ? kNoFigure : tally.ticks / cases / day,
                                   share(tally.waited), tally.ticks / window, percentile(25),
                                   percentile(50), percentile(75), percentile(90), percentile(95),
                                   percentile(99), static_cast<double>(tally.longest) / day});
    for (const std::uint64_t number : tally.over) figures.push_back(share(number));
  }

  const QueueScenario& scenario_;
  const QueueModel& model_;
  std::span<const CompiledPolicy> policies_;
  const std::vector<std::vector<WaitCourse>>& courses_;
};

/// Where all classes take as long, by how many cases the list grows in 30 days under any policy;
/// else that depends on which class is taken first.
std::optional<double> growth_in_30_days(const QueueScenario& scenario, double load) {
  double arrivals = 0.0;
  double least = std::numeric_limits<double>::infinity();
  double most = 0.0;
  for (const QueueClass& one : scenario.classes) {
    if (one.arrivals_per_day <= 0.0) continue;
    const double work = one.work.value_or(scenario.work).mean_days;
    arrivals += one.arrivals_per_day;
    least = std::min(least, work);
    most = std::max(most, work);
  }
  if (least < most) return std::nullopt;
  return (arrivals - arrivals / load) * 30.0;
}

void warn_of_growth(const QueueScenario& scenario, SimulationResult& result) {
  constexpr double kRounding = 1e-9;  // of sums of numbers as they are written
  const double found = load(scenario);
  if (found < 1.0 - kRounding) return;
  constexpr std::string_view kTail =
      " Waits depend on how long the simulation runs; cases still waiting at its end are counted "
      "with their wait so far.";
  if (found <= 1.0 + kRounding) {
    result.warnings.push_back(
        "As much work arrives as the servers can do: the load is 1, so that the list has no "
        "typical length." +
        std::string{kTail});
    return;
  }
  const auto growth = growth_in_30_days(scenario, found);
  result.warnings.push_back(
      "More work arrives than the servers can do: the load is " + short_number(found) +
      ". The list grows without bound" +
      (growth ? ", by about " + short_number(*growth) + " cases in 30 days, under every policy."
              : "; how fast depends on which cases are taken first.") +
      std::string{kTail});
}

/// Work is a whole number of ticks; where those are coarse, it is other work than was written.
void warn_of_ticks(const QueueScenario& scenario, SimulationResult& result) {
  constexpr double kFine = 20.0;  // ticks of a mean, so that rounding takes at most 2.5 % of it
  for (const QueueClass& one : scenario.classes) {
    const double ticks =
        one.work.value_or(scenario.work).mean_days * static_cast<double>(scenario.ticks_per_day);
    if (ticks >= kFine || one.arrivals_per_day <= 0.0) continue;
    result.warnings.push_back("The work of " + one.id +
                              " is rounded to whole ticks, and its mean is " + short_number(ticks) +
                              " of them: waits and load may be others than the written mean says. "
                              "Write more `ticks_per_day`.");
  }
}

}  // namespace

Result<SimulationResult> simulate(const QueueScenario& scenario,
                                  std::span<const CompiledPolicy> policies,
                                  const SimulationOptions& options) {
  Errors errors;
  std::vector<std::vector<WaitCourse>> courses;
  if (policies.empty()) {
    errors.push_back(
        {ErrorCode::missing_value, "scenario", 0, 0, "policies", "", "name at least one policy"});
  }
  for (const CompiledPolicy& policy : policies) {
    if (policy.schema().digest() != policies.front().schema().digest()) {
      errors.push_back({ErrorCode::inconsistent, policy.stamp().id, 0, 0, "facts",
                        policy.schema().id(),
                        "all policies of a scenario score the same facts; the first uses " +
                            policies.front().schema().id()});
      continue;
    }
    auto compiled = class_courses(scenario, policy);
    if (compiled)
      courses.push_back(*std::move(compiled));
    else
      errors.insert(errors.end(), compiled.error().begin(), compiled.error().end());
  }
  if (!errors.empty()) return failed(std::move(errors));

  const QueueModel model = queue_model(scenario);
  const QueueReplication one{scenario, model, policies, courses};
  const std::vector<Figures> done = run_replications(
      scenario.plan.replications, options,
      [&](std::uint32_t replication, const StopSign&) { return one.run(replication); });

  SimulationResult result;
  result.plan = scenario.plan;
  result.setting.days = scenario.cases > 0 ? 0.0 : scenario.warm_up_days + scenario.horizon_days;
  result.setting.warm_up_days = scenario.warm_up_days;
  result.setting.cases = scenario.cases;
  result.replications = static_cast<std::uint32_t>(done.size());
  result.measures = measures_of(scenario);
  if (options.keep_repetitions) result.repetitions = done;
  warn_of_growth(scenario, result);
  warn_of_ticks(scenario, result);
  std::vector<GroupOutcome> groups{{"all", "all cases", {}}};
  for (const QueueClass& one_class : scenario.classes) {
    groups.push_back({one_class.id, one_class.label, {}, "class"});
  }
  auto outcomes =
      group_outcomes(FigureTable{done}, policies.size(), groups, result.measures.size());
  for (std::size_t i = 0; i < policies.size(); ++i) {
    PolicyOutcome& outcome = result.policies.emplace_back();
    outcome.policy = policies[i].stamp();
    outcome.title = policies[i].written().title;
    outcome.groups = std::move(outcomes[i]);
  }
  return result;
}

}  // namespace waitlist
