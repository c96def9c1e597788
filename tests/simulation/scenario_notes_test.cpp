#include "simulation/scenario_notes.h"

#include <waitlist/simulation/area_simulation.h>

#include "simulation/share_test.h"
#include "support/small_area.h"
#include "support/small_world.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;
using small_area::area;
using small_area::first_come;
using small_area::waiting_case;

/// Ten days from Monday, 5 October 2009.
AreaScenario ten_days() {
  AreaScenario scenario = area(10);
  scenario.from = Day::parse("2009-10-05").value();
  return scenario;
}

std::string notes_on(const AreaScenario& scenario, const AreaLists& lists = {}) {
  std::string all;
  for (const std::string& note :
       scenario_notes(scenario, lists, WorkingCalendar::england_and_wales())) {
    all += note + '\n';
  }
  return all;
}

std::string faults_of(const AreaScenario& scenario, const AreaLists& lists = {}) {
  const auto result = simulate(scenario, lists, std::vector{first_come()});
  std::string all;
  if (result) return all;
  for (const Error& error : result.error()) all += error.field + ": " + error.reason + '\n';
  return all;
}

Day on(std::string_view day) { return Day::parse(day).value(); }

}  // namespace

TEST_SUITE("scenario notes") {
  TEST_CASE("scenario notes: a rule that never holds is named, one that does is not") {
    struct Row {
      std::function<void(AreaScenario&)> change;
      std::string says;  ///< empty: nothing
    };

    const auto shock = [](std::string_view from, std::optional<Day> until) {
      return [from, until](AreaScenario& scenario) {
        scenario.streams.front().shocks = {{on(from), until, 2.0}};
      };
    };
    const auto leave = [](std::string_view from, std::string_view until) {
      return [from, until](AreaScenario& scenario) {
        scenario.practitioners.leave = {{on(from), on(until), 1}};
      };
    };
    const auto change = [](std::string_view from) {
      return [from](AreaScenario& scenario) { scenario.practitioners.changes = {{on(from), 7}}; };
    };
    const std::string end = "the last day that is simulated is 2009-10-14";
    const std::string never = "changes nothing";
    const std::vector<Row> rows{
        {shock("2009-10-14", std::nullopt), ""},
        {shock("2009-10-15", std::nullopt), "The shock of new from 2009-10-15 on " + never},
        {shock("2009-10-01", on("2009-10-06")), never},  // nobody is drawn on the first day
        {shock("2009-10-01", on("2009-10-07")), ""},
        {shock("2009-10-10", on("2009-10-12")), never},  // a weekend
        {leave("2009-10-14", "2009-11-01"), ""},
        {leave("2009-10-15", "2009-11-01"), "The leave from 2009-10-15 until 2009-11-01 " + never},
        {leave("2009-10-01", "2009-10-05"), never},
        {leave("2009-10-01", "2009-10-06"), ""},
        {change("2009-10-14"), ""},
        {change("2009-10-15"), "The change to 7 practitioners from 2009-10-15 on is left out"},
        {change("2009-10-15"), end},
    };
    for (const Row& row : rows) {
      AreaScenario scenario = ten_days();
      row.change(scenario);
      const std::string notes = notes_on(scenario);
      CAPTURE(notes);
      CAPTURE(row.says);
      if (row.says.empty())
        CHECK(notes.empty());
      else
        CHECK(notes.find(row.says) != std::string::npos);
    }
  }

  TEST_CASE("scenario notes: recorded cases that are left out are counted and named") {
    AreaScenario scenario = ten_days();
    scenario.start = "start.csv";
    scenario.streams.front().recorded = "recorded.csv";
    const auto listed = [&scenario](const std::string& id, std::int64_t day) {
      Case one = waiting_case(id, 0);
      one.listed_on = scenario.from + Days{day};
      return one;
    };
    const std::vector recorded{listed("a", -9),  listed("b", -8),   listed("c", -7),
                               listed("d", -1),  listed("both", 0), listed("first", 0),
                               listed("last", 9)};
    const AreaLists lists{world::table_of({listed("both", 0)}), {world::table_of(recorded)}};
    CHECK(faults_of(scenario, lists).empty());
    const std::string notes = notes_on(scenario, lists);
    CAPTURE(notes);
    CHECK(notes.find("4 of the 7 cases of recorded.csv left out as listed before 2009-10-05, the "
                     "first day: a, b, c and 1 more.") != std::string::npos);
    CHECK(notes.find("1 of the 7 cases of recorded.csv stand in the starting list too") !=
          std::string::npos);
    const auto result = simulate(scenario, lists, std::vector{first_come()}).value();
    CHECK(small_area::figure(result, 0, "all", "cases").value.mean == 3.0);
    CHECK(std::ranges::count_if(result.warnings, [](const std::string& warning) {
            return warning.find("recorded.csv") != std::string::npos;
          }) == 2);
    const AreaLists late{lists.start, {world::table_of({listed("late", 10)})}};
    CHECK(faults_of(scenario, late).find("after the last day 2009-10-14") != std::string::npos);
  }

  TEST_CASE("scenario notes: shares that do not add up, and changes too early, are refused") {
    AreaScenario scenario = ten_days();
    scenario.mixes.front().ages = {{Months{12}, 300}};
    CHECK(faults_of(scenario).find("mix.ages: each child is of some age") != std::string::npos);
    scenario.mixes.front().ages = {{Months{12}, 300}, {Months{216}, 600}};
    CHECK(faults_of(scenario).find("mix.ages") != std::string::npos);
    scenario.mixes.front().ages = {{Months{12}, 300}, {Months{216}, 700}};
    CHECK(faults_of(scenario).empty());
    scenario.mixes.front().children = {600, 500};
    CHECK(faults_of(scenario).find("mix.children") != std::string::npos);
    scenario.mixes.front().children.clear();
    scenario.practitioners.changes = {{scenario.from, 7}};
    CHECK(faults_of(scenario).find("changes begin after the first day") != std::string::npos);
    scenario.practitioners.changes = {{scenario.from + Days{1}, 7}};
    CHECK(faults_of(scenario).empty());
  }

  TEST_CASE("scenario notes: a target that is missed on the first day is refused") {
    AreaScenario scenario = ten_days();
    scenario.start = "start.csv";
    scenario.target = CapacityTarget{TargetKind::nobody_over, 8, 0, 500, 2, 20};
    const auto waiting = [&scenario](std::int64_t days) {
      Case one = waiting_case("old", 0);
      one.listed_on = scenario.from - Days{days};
      return AreaLists{world::table_of({one}), {}};
    };
    CHECK(faults_of(scenario, waiting(8)).empty());
    CHECK(faults_of(scenario, waiting(9)).find("the case old of the starting list has waited 9") !=
          std::string::npos);
    AreaLists held = waiting(9);
    Case one = held.start->at(CaseRow{0});
    one.status = CaseStatus::on_hold;
    one.hold = Hold{"waiting for court", std::nullopt};
    held.start = world::table_of({one});
    CHECK(faults_of(scenario, held).empty());
    scenario.warm_up_days = 1;
    CHECK(faults_of(scenario, waiting(9)).empty());
  }

  TEST_CASE("scenario notes: a target that is met before anybody works is named") {
    AreaScenario scenario = ten_days();
    scenario.target = CapacityTarget{TargetKind::backlog_gone, 8, 2, 500, 2, 200};
    CHECK(notes_on(scenario).find("on the first day no case waits, and 2 are few enough") !=
          std::string::npos);
    scenario.start = "start.csv";
    const auto waiting = [](int cases) {
      std::vector<Case> all;
      for (int i = 0; i < cases; ++i) all.push_back(waiting_case("w" + std::to_string(i), 1));
      return AreaLists{world::table_of(all), {}};
    };
    CHECK(notes_on(scenario, waiting(1)).find("1 case waits") != std::string::npos);
    CHECK(notes_on(scenario, waiting(2)).find("2 cases wait") != std::string::npos);
    CHECK(notes_on(scenario, waiting(3)).empty());
  }

  TEST_CASE("scenario notes: too few repetitions for any answer are named") {
    AreaScenario scenario = ten_days();
    scenario.target = CapacityTarget{TargetKind::nobody_over, 8, 0, 950, 200, 145};
    CHECK(notes_on(scenario).find("145 repetitions of each are too few, 146 the least") !=
          std::string::npos);
    scenario.target->replications = 146;
    CHECK(notes_on(scenario).empty());
    CHECK(fewest_to_show(0.95, 0.05) == 93);
  }

  TEST_CASE("scenario notes: a group's gap is its mean wait less that of everybody else") {
    AreaScenario scenario = area(80);
    scenario.plan.replications = 1;
    scenario.start = "start.csv";
    std::vector<Case> start;
    for (int i = 0; i < 12; ++i) start.push_back(waiting_case("w" + std::to_string(i), 5 * i));
    const AreaLists lists{world::table_of(start), {}};
    const auto result = simulate(scenario, lists, std::vector{first_come()}).value();
    const auto value = [&result](const std::string& group, const std::string& measure) {
      return small_area::figure(result, 0, group, measure).value;
    };
    const double all = value("all", "cases").mean;
    const double all_days = all * value("all", "wait_mean").mean;
    CHECK(value("all", "wait_gap").replications == 0);
    CHECK(value("start", "wait_gap_new").replications == 0);
    int groups = 0;
    for (const GroupOutcome& group : result.policies.front().groups) {
      const double cases = value(group.id, "cases").mean;
      if (cases == 0.0 || cases == all) continue;
      const double mean = value(group.id, "wait_mean").mean;
      CHECK(value(group.id, "wait_gap").mean ==
            doctest::Approx(mean - (all_days - cases * mean) / (all - cases)));
      ++groups;
    }
    CHECK(groups > 4);
    // Without the starting list the new cases are everybody.
    const double old = value("start", "cases").mean;
    const double young = value("age.1_to_4", "cases").mean;  // nobody's age is known at first
    const double young_days = young * value("age.1_to_4", "wait_mean").mean;
    const double new_days = all_days - old * value("start", "wait_mean").mean;
    CHECK(value("age.1_to_4", "wait_gap_new").mean ==
          doctest::Approx(young_days / young - (new_days - young_days) / (all - old - young)));
    scenario.warm_up_days = 1;
    const auto from_empty = simulate(scenario, lists, std::vector{first_come()}).value();
    for (const Measure& measure : from_empty.measures) {
      CHECK(measure.id != "wait_gap_new");
    }
  }
}
