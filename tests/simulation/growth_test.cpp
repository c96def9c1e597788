#include "simulation/growth.h"

#include <waitlist/simulation/area_simulation.h>

#include "simulation/area_model.h"
#include "simulation/long_run.h"
#include "support/small_area.h"
#include "support/small_world.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;
using small_area::area;
using small_area::first_come;
using text_checks::has;

std::string warnings_of(const AreaScenario& scenario, const AreaLists& lists = {}) {
  const auto result = simulate(scenario, lists, std::vector{first_come()});
  REQUIRE(result.has_value());
  std::string all;
  for (const std::string& one : result->warnings) all += one + '\n';
  return all;
}

/// Nobody withdraws, nobody is linked; cases and work as they say.
AreaScenario plain_area(double per_working_day, double work_days, std::uint32_t posts) {
  AreaScenario scenario = area(120);
  scenario.plan.replications = 6;
  scenario.streams.front().per_working_day = per_working_day;
  scenario.work.otherwise = {};
  scenario.work.otherwise.mean_days = work_days;
  scenario.work.of_level.clear();
  scenario.practitioners = {};
  scenario.practitioners.count = posts;
  scenario.practitioners.caseload = 4;
  for (CaseMix& mix : scenario.mixes) {
    mix.withdrawn_per_30_days = 0.0;
    mix.linked = 0;
  }
  return scenario;
}

struct GrowthRow {
  const char* name;
  std::function<void(AreaScenario&)> change;
  bool grows;
};

/// The list of one long run, day by day.
std::vector<std::uint32_t> long_list(AreaScenario scenario, std::int64_t days) {
  scenario.horizon_days = days;
  const std::vector policies{first_come()};
  const AreaLists lists;
  const AreaModel model{scenario, lists, policies};
  const Families families = model.families(17);
  AreaRun run = model.run_of(0, families, 17);
  run.run();
  return run.list();
}

double mean_between(const std::vector<std::uint32_t>& list, double from, double to) {
  const auto size = static_cast<double>(list.size());
  double sum = 0.0;
  double count = 0.0;
  for (auto day = static_cast<std::size_t>(from * size); day < static_cast<std::size_t>(to * size);
       ++day) {
    sum += list[day];
    ++count;
  }
  return sum / count;
}

}  // namespace

TEST_SUITE("growth") {
  TEST_CASE("growth: a list grows without bound where it does, and only there") {
    // Eight places, work of 28 days: 8.7 cases a month.
    const GrowthRow rows[] = {
        {"twice as many cases as places",
         [](AreaScenario& s) { s.streams[0].per_working_day = 0.8; }, true},
        {"half as many", [](AreaScenario& s) { s.streams[0].per_working_day = 0.2; }, false},
        {"too few posts in the end",
         [](AreaScenario& s) {
           s.practitioners.count = 40;
           s.practitioners.changes = {{s.from + Days{50}, 1}};
         },
         true},
        {"enough posts in the end",
         [](AreaScenario& s) {
           s.streams[0].per_working_day = 0.8;
           s.practitioners.changes = {{s.from + Days{300}, 40}};
         },
         false},
        {"more referrals for a time that is said",
         [](AreaScenario& s) {
           s.streams[0].per_working_day = 0.2;
           s.streams[0].shocks = {{s.from + Days{20}, s.from + Days{160}, 6.0}};
         },
         false},
        {"more referrals for good",
         [](AreaScenario& s) {
           s.streams[0].per_working_day = 0.2;
           s.streams[0].shocks = {{s.from + Days{20}, std::nullopt, 6.0}};
         },
         true},
        {"families of several cases, which go above the places",
         [](AreaScenario& s) {
           s.streams[0].per_working_day = 0.42;
           s.mixes[0].linked = 600;
         },
         false},
        {"one whole place, though nine tenths are said to be for other work",
         [](AreaScenario& s) {
           s.practitioners.count = 1;
           s.practitioners.caseload = 1;
           s.practitioners.other_work = 900;
           s.streams[0].per_working_day = 0.02;
         },
         false},
    };
    for (const GrowthRow& row : rows) {
      CAPTURE(row.name);
      AreaScenario scenario = plain_area(0.3, 28.0, 2);
      row.change(scenario);
      const std::string warnings = warnings_of(scenario);
      CAPTURE(warnings);
      CHECK(has(warnings, "grows without bound") == row.grows);
      CHECK(has(warnings, "in the second half of that time, it grows by") == row.grows);
      CHECK_FALSE(has(warnings, "withdraw"));
    }
  }

  TEST_CASE("growth: a long list and a single repetition hide no growth") {
    AreaScenario scenario = plain_area(0.8, 28.0, 2);
    scenario.start = "start.csv";
    std::vector<Case> start;
    for (int i = 0; i < 300; ++i) {
      start.push_back(small_area::waiting_case("w" + std::to_string(i), i % 30));
    }
    AreaLists lists;
    lists.start = world::table_of(start);
    CHECK(has(warnings_of(scenario, lists), "grows without bound"));
    scenario.plan.replications = 1;
    CHECK(has(warnings_of(scenario, lists), "grows without bound"));
  }

  TEST_CASE("growth: that only families who give up keep a list short is said where it is so") {
    AreaScenario scenario = plain_area(0.8, 28.0, 2);
    for (CaseMix& mix : scenario.mixes) mix.withdrawn_per_30_days = 0.3;
    const std::string warnings = warnings_of(scenario);
    CAPTURE(warnings);
    CHECK(has(warnings, "settles only because families withdraw"));
    CHECK(has(warnings, "Were it so that nobody withdraws, it would grow without bound"));
    CHECK_FALSE(has(warnings, "The list grows"));
    // Enough places: nobody has to give up.
    scenario.streams[0].per_working_day = 0.2;
    CHECK(warnings_of(scenario).empty());
    // They withdraw too seldom to keep it short.
    scenario.streams[0].per_working_day = 4.0;
    for (CaseMix& mix : scenario.mixes) mix.withdrawn_per_30_days = 0.001;
    CHECK(has(warnings_of(scenario), "grows without bound"));
  }

  TEST_CASE("growth: what is recorded is not simulated on, and no bound is denied") {
    AreaScenario scenario = plain_area(0.8, 28.0, 2);
    const std::vector policies{first_come()};
    const AreaLists lists;
    CHECK(long_run(AreaModel{scenario, lists, policies}, 0, true, {}).has_value());
    scenario.horizon_days = 36'000;
    CHECK_FALSE(long_run(AreaModel{scenario, lists, policies}, 0, true, {}).has_value());
  }

  TEST_CASE(
      "growth: no random area is said to grow that settles, and none that grows fast is missed") {
#ifdef __OPTIMIZE__
    constexpr int kAreas = 40;
#else
    constexpr int kAreas = 16;
#endif
    std::mt19937 draws{2009};  // its numbers are the same everywhere
    const auto one_of = [&draws](auto... values) {
      const std::vector all{values...};
      return all[draws() % all.size()];
    };
    int grew = 0;
    for (int i = 0; i < kAreas; ++i) {
      CAPTURE(i);
      const double per_working_day = one_of(0.1, 0.2, 0.3, 0.6, 0.9);
      const double work_days = one_of(14.0, 28.0, 56.0);
      AreaScenario scenario = plain_area(per_working_day, work_days, 2);
      scenario.plan.seed = static_cast<std::uint64_t>(i);
      scenario.mixes[0].linked = one_of(0, 200, 600);
      scenario.mixes[0].withdrawn_per_30_days = one_of(0.0, 0.0, 0.02, 0.2);
      scenario.practitioners.turnover_per_year = one_of(0.0, 0.5, 2.0);
      scenario.practitioners.vacant_for = {30, 90};
      scenario.practitioners.other_work = one_of(0, 100, 500);
      const std::string warnings = warnings_of(scenario);
      CAPTURE(warnings);
      const bool said = has(warnings, "The list grows without bound");
      const bool unsure = has(warnings, "Whether the list grows without bound cannot be told");
      // Thirty years: what grows without bound is three times as long at their end as at a third.
      const std::vector<std::uint32_t> list = long_list(scenario, 11'000);
      const double third = mean_between(list, 0.30, 0.36);
      const double end = mean_between(list, 0.94, 1.0);
      CAPTURE(third);
      CAPTURE(end);
      // A slower rise than this is lost in chance within the four months of the scenario.
      constexpr double kMonths = 0.64 * 11'000 / 30.4;
      const bool grows = end > 2.0 * third && (end - third) / kMonths > 3.0;
      const bool settles = end < 1.3 * third || end < 30.0;
      if (said) CHECK_FALSE(settles);
      if (grows) CHECK((said || unsure));
      grew += grows ? 1 : 0;
    }
    CHECK(grew > 0);
    CHECK(grew < kAreas);
  }

  TEST_CASE("area simulation: growth is judged over repetitions, each by its own straight line") {
    const std::vector<double> slopes{.31, .12, .44, .05, .27, -.08, .39, .22, .16, .33};
    std::vector<std::vector<double>> lengths;
    constexpr double kWeeksInAMonth = 365.2425 / 12.0 / 7.0;
    for (const double slope : slopes) {
      std::vector<double>& weeks = lengths.emplace_back();
      for (int week = 0; week < 40; ++week) weeks.push_back(10.0 + slope * week / kWeeksInAMonth);
    }
    const ListGrowth growth = list_growth(lengths).value();
    CHECK(growth.per_month.mean == doctest::Approx(0.2210));
    CHECK(growth.per_month.mean - growth.per_month.half_width ==
          doctest::Approx(0.1060).epsilon(0.001));
    CHECK(growth.per_month.mean + growth.per_month.half_width ==
          doctest::Approx(0.3360).epsilon(0.001));
    CHECK_FALSE(growth.shown());  // not a tenth of the list
    for (auto& weeks : lengths) {
      for (double& list : weeks) list -= 9.0;
    }
    CHECK(list_growth(lengths)->shown());
    CHECK_FALSE(growth_of(std::vector<double>{1, 2, 3, 4, 5}).has_value());
  }
}
