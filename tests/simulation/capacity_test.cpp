#include <waitlist/report/simulation_report.h>
#include <waitlist/simulation/area_simulation.h>

#include "simulation/area_model.h"
#include "simulation/practitioner_pool.h"
#include "simulation/share_test.h"
#include "support/small_area.h"
#include "support/small_world.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;
using small_area::area;
using small_area::first_come;
using small_area::waiting_case;

/// Whether a whole replication with so many practitioners meets the target, judged day by day.
bool meets_target(const AreaModel& model, std::uint32_t replication, std::uint32_t practitioners) {
  const CapacityTarget& target = *model.scenario().target;
  const Families families = model.families(replication);
  AreaRun run = model.run_of(0, families, replication, practitioners);
  const std::int64_t last = run.run();
  if (target.kind == TargetKind::backlog_gone) {
    for (std::int64_t day = 0; day <= std::min<std::int64_t>(last, target.days); ++day) {
      if (run.list()[static_cast<std::size_t>(day)] <= target.list) return true;
    }
    return false;
  }
  for (std::size_t i = 0; i < families.all.size(); ++i) {
    const FamilyOutcome& outcome = run.outcomes()[i];
    if (families.all[i].counts && outcome.day - families.all[i].listed > target.days) return false;
  }
  return true;
}

/// Whether a trial of the search is what trying that number one repetition after the other gives.
void check_trial(const AreaModel& model, const CapacityTrial& trial, double error) {
  ShareTest test{static_cast<double>(model.scenario().target->met_in) / 1000.0, error};
  while (test.count() < trial.replications) {
    CHECK(test.verdict() == TargetVerdict::too_close);
    test.note(meets_target(model, test.count(), trial.practitioners));
  }
  CHECK(test.met() == trial.met);
  CHECK(test.verdict() == trial.verdict);
  CHECK(test.interval().least == trial.share.least);
  CHECK(test.interval().most == trial.share.most);
}

}  // namespace

TEST_SUITE("area simulation") {
  TEST_CASE("area simulation: the search says of each number what trying it one by one says") {
    AreaScenario scenario = area(70);
    CapacityTarget target;
    target.met_in = 750;
    target.most = 40;
    target.replications = 300;
    int too_few = 0;
    for (const TargetKind kind : {TargetKind::nobody_over, TargetKind::backlog_gone}) {
      target.kind = kind;
      target.days = kind == TargetKind::nobody_over ? 10 : 40;
      target.list = 2;
      scenario.target = target;
      scenario.start = kind == TargetKind::nobody_over ? "" : "start.csv";
      AreaLists lists;
      if (kind == TargetKind::backlog_gone) {
        std::vector<Case> start;
        for (int i = 0; i < 30; ++i) start.push_back(waiting_case("w" + std::to_string(i), i));
        lists.start = world::table_of(start);
      }
      const std::vector policies{first_come()};
      const auto result = simulate(scenario, lists, policies).value();
      REQUIRE(result.capacity.size() == 1);
      const CapacityFound& found = result.capacity.front();
      REQUIRE(found.enough.has_value());
      CHECK(found.enough->verdict == TargetVerdict::met);
      if (found.too_few) {
        ++too_few;
        CHECK(found.too_few->verdict == TargetVerdict::not_met);
        CHECK(found.too_few->practitioners < found.enough->practitioners);
      }
      REQUIRE(found.one_fewer.has_value());
      CHECK(found.one_fewer->practitioners + 1 == found.enough->practitioners);
      CHECK(found.one_fewer->verdict != TargetVerdict::met);
      REQUIRE(found.one_more.has_value());
      CHECK(found.one_more->practitioners == found.enough->practitioners + 1);
      const AreaModel model{scenario, lists, policies};
      constexpr double kTrials = 8.0;  // six bits of 40, and two
      for (const auto& trial : {found.enough, found.too_few, found.one_fewer, found.one_more}) {
        if (trial) check_trial(model, *trial, kCapacityError / kTrials);
      }
      const std::string text = render_text(result);
      CHECK(text.find("Least number of practitioners") != std::string::npos);
      CHECK(text.find("start without cases") != std::string::npos);
    }
    CHECK(too_few > 0);
    target.kind = TargetKind::nobody_over;
    target.days = 0;
    target.most = 1;
    scenario.start.clear();
    scenario.target = target;
    const auto hopeless = simulate(scenario, {}, std::vector{first_come()}).value();
    CHECK_FALSE(hopeless.capacity.front().enough.has_value());
    CHECK(hopeless.capacity.front().most.verdict == TargetVerdict::not_met);
  }

  TEST_CASE("area simulation: twenty repetitions cannot show that a target is met in 95 of 100") {
    AreaScenario scenario = area(40);
    scenario.practitioners.in_hand = 0;
    scenario.target = CapacityTarget{TargetKind::nobody_over, 30, 0, 950, 40, 20};
    const CapacityFound found =
        simulate(scenario, {}, std::vector{first_come()}).value().capacity.front();
    CHECK_FALSE(found.enough.has_value());
    CHECK(found.most.met == 20);
    CHECK(found.most.verdict == TargetVerdict::too_close);
    CHECK(found.most.share.least < 0.95);
  }

  TEST_CASE("area simulation: a search that is stopped answers nothing, and says so") {
    AreaScenario scenario = area(40);
    scenario.plan.replications = 3;
    scenario.target = CapacityTarget{TargetKind::nobody_over, 30, 0, 950, 40, 20};
    SimulationOptions options;
    options.progress = [](std::uint32_t, std::uint32_t of) { return of == 3; };
    const auto stopped = simulate(scenario, {}, std::vector{first_come()}, options).value();
    CHECK(stopped.replications == 3);
    CHECK(stopped.capacity.empty());
    CHECK(std::ranges::any_of(stopped.warnings, [](const std::string& warning) {
      return warning.starts_with("The search for practitioners was stopped");
    }));
    options.progress = [](std::uint32_t, std::uint32_t) { return true; };
    const auto whole = simulate(scenario, {}, std::vector{first_come()}, options).value();
    CHECK(whole.capacity.size() == 1);
  }

  TEST_CASE("area simulation: who is added starts without cases, or as busy as everybody else") {
    AreaScenario scenario = area(60);
    scenario.practitioners.in_hand = 1000;
    scenario.target = CapacityTarget{TargetKind::nobody_over, 30, 0, 950, 40, 20};
    const std::uint32_t more = scenario.practitioners.count + 3;
    const auto free_places = [&](AddedPosts added) {
      scenario.target->added = added;
      return PractitionerPool{scenario, more, 1}.free_places();
    };
    CHECK(free_places(AddedPosts::as_now) == 0);
    CHECK(free_places(AddedPosts::empty) == 3 * scenario.practitioners.caseload);
  }
}
