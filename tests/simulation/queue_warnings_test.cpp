#include <waitlist/simulation/queue_simulation.h>

#include "support/small_world.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;
using text_checks::has;

/// A queue of classes with so many arrivals a day, and so many days of work each.
QueueScenario queue_of(const std::vector<std::pair<double, double>>& classes) {
  QueueScenario scenario;
  scenario.ticks_per_day = 1000;
  scenario.cases = 200;
  scenario.plan.replications = 2;
  for (const auto& [arrivals, work] : classes) {
    QueueClass one{"c" + std::to_string(scenario.classes.size()), "C", arrivals, {}, {}, {}};
    one.work.emplace();
    one.work->mean_days = work;
    one.answers.assign(world::schema().facts().size(), Answer::no());
    scenario.classes.push_back(one);
  }
  return scenario;
}

SimulationResult simulated(const QueueScenario& scenario) {
  Policy policy = world::bare_policy("first_come", "First come");
  policy.bands = {{"ALL", "All", "", Points{}, {}}};
  policy.order = {OrderKey::longest_wait, OrderKey::case_id};
  const auto result = simulate(scenario, std::vector{world::compiled(policy)});
  REQUIRE(result.has_value());
  return *result;
}

std::string queue_warnings(const QueueScenario& scenario) {
  std::string all;
  for (const std::string& one : simulated(scenario).warnings) all += one + '\n';
  return all;
}

}  // namespace

TEST_SUITE("queue warnings") {
  TEST_CASE("queue warnings: a load of 1 is one, however its sum is rounded") {
    // 0.7 + 0.1 + 0.2 is less than 1 in doubles, 0.1 + 0.2 + 0.7 is not.
    for (const auto& rates : {std::vector{0.7, 0.1, 0.2}, std::vector{0.1, 0.2, 0.7}}) {
      const std::string warnings =
          queue_warnings(queue_of({{rates[0], 1.0}, {rates[1], 1.0}, {rates[2], 1.0}}));
      CHECK(has(warnings, "the load is 1, so that the list has no typical length"));
      CHECK_FALSE(has(warnings, "without bound"));
    }
    CHECK(queue_warnings(queue_of({{0.9, 1.0}})).empty());
  }

  TEST_CASE("queue warnings: how fast the list grows is said where no policy can change it") {
    CHECK(has(queue_warnings(queue_of({{1.5, 1.0}, {0.5, 1.0}})),
              "by about 30 cases in 30 days, under every policy"));
    const std::string differs = queue_warnings(queue_of({{1.0, 0.2}, {1.0, 1.3}}));
    CHECK(has(differs,
              "the load is 1.5. The list grows without bound; how fast depends on which "
              "cases are taken first"));
    CHECK_FALSE(has(differs, "in 30 days"));
  }

  TEST_CASE("queue warnings: work of few ticks is named, as it is rounded to other work") {
    QueueScenario scenario = queue_of({{0.5, 0.6}, {0.1, 30.0}});
    scenario.servers = 9;
    CHECK(queue_warnings(scenario).empty());
    scenario.ticks_per_day = 1;
    const std::string warnings = queue_warnings(scenario);
    CHECK(has(warnings, "The work of c0 is rounded to whole ticks, and its mean is 0.6"));
    CHECK_FALSE(has(warnings, "The work of c1"));
  }

  TEST_CASE(
      "queue warnings: a wait of exactly a mark is not longer, and marks have their own ids") {
    QueueScenario scenario = queue_of({{0.9, 1.0}});
    scenario.ticks_per_day = 100;
    scenario.cases = 20'000;
    scenario.plan.replications = 1;
    // As a double 0.29 times 100 is a little less than 29.
    scenario.over_days = {0.28, 0.29, 1234567, 1234568};
    const SimulationResult result = simulated(scenario);
    const auto share = [&result](const char* id) {
      const auto at = std::ranges::find(result.measures, id, &Measure::id);
      REQUIRE(at != result.measures.end());
      const auto& figures = result.policies.front().groups.front().figures;
      return figures[static_cast<std::size_t>(at - result.measures.begin())].value.mean;
    };
    CHECK(share("over_0.28") > share("over_0.29"));
    CHECK(share("over_1234567") == 0.0);
    CHECK(share("over_1234568") == 0.0);
  }
}
