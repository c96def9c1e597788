#include <waitlist/report/simulation_report.h>
#include <waitlist/simulation/causes.h>
#include <waitlist/simulation/queue_simulation.h>

#include "simulation/estimates.h"
#include "support/queue_theory.h"
#include "support/small_area.h"
#include "support/small_world.h"
#include "support/textbook.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
using small_area::area;
using small_area::figure;
using small_area::first_come;
using small_area::waiting_case;

SimulationOptions kept() {
  SimulationOptions options;
  options.keep_repetitions = true;
  return options;
}

textbook::Row busy_servers(double arrivals, int servers) {
  textbook::Row row;
  row.name = "busy";
  row.queue.arrivals = {arrivals};
  row.queue.servers = servers;
  row.queue.work = theory::exponential_work(1.0);
  row.work = "{ law = \"exponential\", mean_days = 1 }";
  return row;
}

}  // namespace

TEST_SUITE("repetitions") {
  TEST_CASE("repetitions: every figure is the mean of those of the repetitions") {
    AreaScenario scenario = area(60);
    scenario.plan.replications = 5;
    AreaVariant more{
        "more", "More", scenario.mixes, scenario.streams, scenario.work, scenario.practitioners,
        {}};
    more.practitioners.count = 6;
    scenario.variants = {more};
    const std::vector policies{first_come()};
    CHECK(simulate(scenario, {}, policies).value().repetitions.empty());
    const auto result = simulate(scenario, {}, policies, kept()).value();
    REQUIRE(result.repetitions.size() == 5);
    const auto& groups = result.policies.front().groups;
    const std::size_t measures = result.measures.size();
    for (const RepetitionFigures& one : result.repetitions) {
      REQUIRE(one.size() == 2 * groups.size() * measures);
    }
    for (std::size_t in = 0; in < 2; ++in) {
      const PolicyOutcome& outcome =
          in == 0 ? result.policies.front() : result.variants.front().policies.front();
      for (std::size_t group = 0; group < groups.size(); ++group) {
        for (std::size_t measure = 0; measure < measures; ++measure) {
          std::vector<double> own;
          for (const RepetitionFigures& one : result.repetitions) {
            own.push_back(one[(in * groups.size() + group) * measures + measure]);
          }
          const Estimate found = estimate(own);
          const Estimate& told = outcome.groups[group].figures[measure].value;
          CHECK(found.mean == told.mean);
          CHECK(found.half_width == told.half_width);
          CHECK(found.replications == told.replications);
        }
      }
    }
    const std::string csv = render_repetitions_csv(result);
    CHECK(
        csv.starts_with("repetition,variant,policy,group,measure,value\n1,,first_come,all,cases,"));
    CHECK(std::ranges::count(csv, '\n') ==
          static_cast<std::ptrdiff_t>(1 + 5 * 2 * groups.size() * measures));
    CHECK(csv.find("\n5,more,first_come,all,wait_mean,") != std::string::npos);
    CHECK(csv.find("1,,first_come,all,wait_gap,\n") != std::string::npos);  // nobody else
  }

  TEST_CASE("repetitions: places are taken by work in hand and work that is given") {
    AreaScenario scenario = area(40);
    scenario.streams.front().per_working_day = 0.0;
    scenario.mixes.front().withdrawn_per_30_days = 0.0;
    scenario.work.otherwise.kind = DurationKind::fixed;
    scenario.work.otherwise.mean_days = 1000.0;
    scenario.practitioners.in_hand = 0;
    const auto taken = [&](const AreaLists& lists) {
      const auto result = simulate(scenario, lists, std::vector{first_come()}).value();
      return figure(result, 0, "all", "places_taken").value.mean;
    };
    CHECK(taken({}) == 0.0);
    // Six of fifteen places from the first day on, which is a working day.
    scenario.from = Day::parse("2009-10-05").value();
    scenario.start = "start.csv";
    std::vector<Case> six;
    for (int i = 0; i < 6; ++i) {
      six.push_back(waiting_case("w" + std::to_string(i), 0));
      six.back().listed_on = scenario.from - Days{3};
    }
    const AreaLists lists{small_world::table_of(six), {}};
    CHECK(taken(lists) == doctest::Approx(0.4));
    scenario.practitioners.other_work = 400;  // nine places are left
    CHECK(taken(lists) == doctest::Approx(6.0 / 9.0));
  }

  TEST_CASE("repetitions: the 99th of a hundred waits is told") {
    AreaScenario scenario = area(3);
    scenario.plan.replications = 1;
    scenario.streams.front().per_working_day = 0.0;
    scenario.start = "start.csv";
    std::vector<Case> waiting;
    for (int i = 1; i <= 200; ++i) {
      waiting.push_back(waiting_case("w" + std::to_string(1000 + i), i));
    }
    scenario.work.otherwise.mean_days = 90'000.0;  // nobody is allocated
    scenario.work.otherwise.kind = DurationKind::fixed;
    const AreaLists lists{small_world::table_of(waiting), {}};
    const auto result = simulate(scenario, lists, std::vector{first_come()}).value();
    CHECK(figure(result, 0, "all", "wait_p99").value.mean == 198.0 + 2.0);
    CHECK(figure(result, 0, "all", "wait_longest").value.mean == 200.0 + 2.0);
  }

  TEST_CASE("repetitions: what demand and empty posts add is what theory says, within its error") {
    // M/M/c: with both causes 3.4 a day at four servers; without, 3.0 a day at five.
    struct Setting {
      double arrivals;
      int servers;
    };

    const std::vector<Setting> settings{{3.0, 5}, {3.4, 5}, {3.0, 4}, {3.4, 4}};
    const textbook::Effort effort{20, 40'000, 500.0};
    std::vector<std::vector<double>> waits;  // by setting, repetition by repetition
    std::vector<double> theory;
    for (const Setting& setting : settings) {
      const textbook::Row row = busy_servers(setting.arrivals, setting.servers);
      theory.push_back(theory::first_come_wait(row.queue));
      const SimulationResult result = textbook::simulated(row, effort, 1.0, kept());
      std::vector<double>& own = waits.emplace_back();
      for (const RepetitionFigures& one : result.repetitions) own.push_back(one[1]);
      REQUIRE(result.measures[1].id == "wait_mean");
    }
    const std::vector<double> expected = shapley_parts(theory);
    std::vector<std::vector<double>> parts(2);
    std::vector<double> sums;
    for (std::size_t i = 0; i < effort.replications; ++i) {
      std::vector<double> values;
      for (const std::vector<double>& own : waits) values.push_back(own[i]);
      const std::vector<double> own = shapley_parts(values);
      parts[0].push_back(own[0]);
      parts[1].push_back(own[1]);
      CHECK(own[0] + own[1] == doctest::Approx(values[3] - values[0]).epsilon(1e-12));
    }
    for (std::size_t cause = 0; cause < 2; ++cause) {
      const Estimate found = estimate(parts[cause]);
      CAPTURE(found.mean);
      CAPTURE(expected[cause]);
      CHECK(std::abs(found.mean - expected[cause]) < 4.0 * found.standard_error);
      CHECK(found.standard_error < 0.05 * expected[cause]);
    }
  }
}
