#include <waitlist/report/simulation_report.h>
#include <waitlist/simulation/area_simulation.h>

#include "simulation/added_practitioners.h"
#include "simulation/area_model.h"
#include "simulation/share_test.h"
#include "support/shipped.h"
#include "support/small_area.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

Practitioner of_area(const char* id, const char* area) {
  Practitioner one;
  one.practitioner_id = id;
  one.areas = {area};
  one.competences = {"court"};
  one.caseload = 3;
  one.held_load = 0;
  return one;
}

/// Two areas with a list each, of which the south has more cases than one practitioner can take.
struct TwoAreas {
  AreaScenario scenario = small_area::area(70);
  AreaLists lists;
  std::vector<CompiledPolicy> policies{small_area::first_come()};

  TwoAreas() {
    scenario.start = "start.csv";
    scenario.plan.replications = 2;
    scenario.streams.front().area = "north";
    scenario.streams.front().per_working_day = 0.02;
    scenario.practitioners = {};
    RosterPlan plan;
    plan.roster = "roster.csv";
    scenario.practitioners.from_roster = plan;
    scenario.target = CapacityTarget{TargetKind::backlog_gone, 10, 2, 750, 12, 200};
    std::vector<Case> start;
    for (int i = 0; i < 14; ++i) {
      start.push_back(small_area::waiting_case("w" + std::to_string(i), i));
      start.back().area = i < 2 ? "north" : "south";
    }
    lists.start = world::table_of(start);
    set_people({of_area("N1", "north"), of_area("N2", "north"), of_area("S1", "south")});
  }

  void set_people(std::vector<Practitioner> people) {
    lists.roster = AreaRoster{Roster::make(std::move(people), {}).value(), {}, {}, {}};
  }

  [[nodiscard]] std::vector<CapacityFound> found() const {
    return simulate(scenario, lists, policies).value().capacity;
  }
};

/// The verdict on a roster that was written by hand, tried one repetition after the other.
void check_by_hand(const TwoAreas& world, const CapacityTrial& trial, double error) {
  const AreaModel model{world.scenario, world.lists, world.policies};
  const CapacityTarget& target = *world.scenario.target;
  ShareTest test{static_cast<double>(target.met_in) / 1000.0, error};
  while (test.count() < trial.replications) {
    CHECK(test.verdict() == TargetVerdict::too_close);
    const Families families = model.families(test.count());
    AreaRun run = model.run_of(0, families, test.count());
    run.run();
    const auto first = run.list().begin();
    test.note(std::any_of(first, first + target.days + 1,
                          [&target](std::uint32_t waiting) { return waiting <= target.list; }));
  }
  CHECK(test.met() == trial.met);
  CHECK(test.verdict() == trial.verdict);
}

}  // namespace

TEST_SUITE("roster capacity") {
  TEST_CASE("roster capacity: the area that is short of people is the one to add to") {
    const TwoAreas area;
    const std::vector<CapacityFound> found = area.found();
    REQUIRE(found.size() == 2);
    REQUIRE(found[0].kind.has_value());
    CHECK(found[0].kind->like == "N1");
    CHECK(found[0].kind->areas == std::vector<std::string>{"north"});
    CHECK_FALSE(found[0].enough.has_value());
    CHECK(found[0].most.practitioners == 12);
    CHECK(found[0].most.verdict == TargetVerdict::not_met);
    REQUIRE(found[1].kind.has_value());
    CHECK(found[1].kind->like == "S1");
    REQUIRE(found[1].enough.has_value());
    // Twelve wait in the south, three a person, and two may be left.
    CHECK(found[1].enough->practitioners <= 3);
    CHECK(found[1].enough->practitioners >= 1);
    const SimulationResult result = simulate(area.scenario, area.lists, area.policies).value();
    const std::string text = render_text(result);
    CHECK(text.find("Least number of practitioners to add so that") != std::string::npos);
    CHECK(text.find("more like S1.") != std::string::npos);
    CHECK(text.find("like N1 (north; court)") != std::string::npos);
    const auto json = nlohmann::json::parse(render_json(result));
    REQUIRE(json["capacity"].size() == 2);
    CHECK(json["capacity"][1]["like"]["practitioner_id"] == "S1");
    CHECK(json["capacity"][1]["like"]["areas"] == nlohmann::json{"south"});
    CHECK(json["capacity"][1]["enough"]["practitioners"] == found[1].enough->practitioners);
    const std::string page = render_html(result);
    CHECK(page.find("like S1 (south; court)") != std::string::npos);
    CHECK(page.find("more like S1.</p>") != std::string::npos);
  }

  TEST_CASE("roster capacity: each number says what a roster written by hand says") {
    for (const AddedPosts added : {AddedPosts::empty, AddedPosts::as_now}) {
      TwoAreas area;
      std::vector<Practitioner> people{of_area("N1", "north"), of_area("S1", "south")};
      people.back().held_load = 1;
      people.back().held = {"old"};
      people.back().conflicts = {"w5"};
      area.set_people(people);
      area.scenario.target->added = added;
      area.scenario.target->like = {"S1"};
      const std::vector<CapacityFound> found = area.found();
      REQUIRE(found.size() == 1);
      REQUIRE(found[0].enough.has_value());
      REQUIRE(found[0].one_fewer.has_value());
      constexpr double kTrials = 4.0 + 2.0 + 1.0;  // four bits of 12, and three
      for (const auto& trial : {found[0].enough, found[0].one_fewer, found[0].one_more}) {
        if (!trial) continue;
        TwoAreas by_hand = area;
        std::vector<Practitioner> more = people;
        for (std::uint32_t i = 0; i < trial->practitioners; ++i) {
          more.push_back(of_area(("T" + std::to_string(10 + i)).c_str(), "south"));
          more.back().held_load = added == AddedPosts::as_now ? 1 : 0;
        }
        by_hand.set_people(more);
        check_by_hand(by_hand, *trial, kCapacityError / kTrials);
      }
    }
  }

  TEST_CASE("roster capacity: where the roster is enough nobody is added") {
    TwoAreas area;
    area.set_people({of_area("N1", "north"), of_area("S1", "south"), of_area("S2", "south"),
                     of_area("S3", "south"), of_area("S4", "south")});
    const SimulationResult result = simulate(area.scenario, area.lists, area.policies).value();
    REQUIRE(result.capacity.size() == 2);
    for (const CapacityFound& one : result.capacity) {
      REQUIRE(one.enough.has_value());
      CHECK(one.enough->practitioners == 0);
      CHECK_FALSE(one.one_fewer.has_value());
    }
    const std::string text = render_text(result);
    CHECK(text.find("nobody more is needed") != std::string::npos);
    CHECK(text.find("as the roster stands it is met in") != std::string::npos);
  }

  TEST_CASE("roster capacity: kinds differ by areas and competences, in whatever order") {
    std::vector<Practitioner> people{of_area("A", "north"), of_area("B", "north"),
                                     of_area("C", "north"), of_area("D", "north")};
    people[1].competences = {"court", "baby"};
    people[2].competences = {"baby", "court"};
    people[3].areas = {};
    const Roster roster = Roster::make(people, {}).value();
    std::vector<std::string> ids;
    for (const PractitionerIndex p : kinds_to_add({}, roster)) {
      ids.push_back(roster.practitioners()[p].practitioner_id);
    }
    CHECK(ids == std::vector<std::string>{"A", "B", "D"});
  }

  TEST_CASE("roster capacity: those who are added stand behind all others, with ids of their own") {
    for (const char* last : {"Z9", "~", "~1000002", "\xC3\x84rger"}) {
      CAPTURE(last);
      const Roster roster =
          Roster::make({of_area("A", "north"), of_area(last, "south")}, {}).value();
      const Roster more =
          with_more(roster, PractitionerIndex{0}, 12, AddedPosts::empty, world::as_of());
      REQUIRE(more.practitioners().size() == 14);
      CHECK(more.practitioners()[0].practitioner_id == "A");
      const bool ascii = static_cast<unsigned char>(last[0]) < 0x80;
      if (ascii) CHECK(more.practitioners()[1].practitioner_id == last);
    }
  }

  TEST_CASE("roster capacity: nobody of that id, the same twice, or too many kinds are refused") {
    TwoAreas area;
    area.scenario.target->like = {"S2", "N1", "N1"};
    const auto refused = simulate(area.scenario, area.lists, area.policies);
    REQUIRE_FALSE(refused.has_value());
    const std::string lines = shipped::lines_of(refused.error());
    CHECK(lines.find("target.like \"S2\": nobody on the roster has this id") != std::string::npos);
    CHECK(lines.find("target.like \"N1\": is named twice") != std::string::npos);
    area.scenario.target->like.clear();
    std::vector<Practitioner> people;
    for (int i = 0; i < 33; ++i) {
      people.push_back(of_area(("P" + std::to_string(10 + i)).c_str(), "north"));
      people.back().competences = {"c" + std::to_string(i)};
    }
    area.set_people(people);
    const auto many = simulate(area.scenario, area.lists, area.policies);
    REQUIRE_FALSE(many.has_value());
    CHECK(shipped::lines_of(many.error()).find("33 kinds of practitioner") != std::string::npos);
  }
}
