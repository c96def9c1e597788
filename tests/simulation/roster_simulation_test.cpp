#include <waitlist/report/simulation_report.h>
#include <waitlist/simulation/area_simulation.h>

#include "simulation/area_model.h"
#include "support/sample_allocation.h"
#include "support/small_area.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;
using shipped::practitioner;
using small_area::figure;
using small_area::first_come;
using small_area::waiting_case;

AreaRoster roster_of(std::vector<Practitioner> people, std::vector<TravelTime> travel = {}) {
  return {Roster::make(std::move(people), std::move(travel)).value(), {}, {}, {}};
}

/// Nobody comes; work takes five days, unless said otherwise.
AreaScenario quiet_area(std::int64_t days = 30) {
  AreaScenario scenario = small_area::area(days);
  scenario.plan.replications = 1;
  scenario.streams.front().per_working_day = 0.0;
  scenario.start = "start.csv";
  scenario.work.otherwise.kind = DurationKind::fixed;
  scenario.work.otherwise.mean_days = 5.0;
  scenario.work.otherwise.recorded_days = {5.0};
  scenario.practitioners = {};
  scenario.practitioners.from_roster = RosterPlan{};
  scenario.practitioners.from_roster->urgent_tiers = 0;
  return scenario;
}

/// One replication under first come first served.
struct Lived {
  Families families;
  std::vector<FamilyOutcome> outcomes;

  [[nodiscard]] const FamilyOutcome& of(const std::string& id) const {
    return outcomes[families.by_id.at(id)];
  }

  /// `b@3`: the second practitioner, on day 3; `-` when not allocated.
  [[nodiscard]] std::string place(const std::string& id) const {
    const FamilyOutcome& one = of(id);
    if (!one.practitioner) return "-";
    return std::string(1, static_cast<char>('a' + *one.practitioner)) + '@' +
           std::to_string(one.day);
  }
};

Lived lived(const AreaScenario& scenario, const AreaLists& lists, std::uint32_t replication = 0) {
  const std::vector policies{first_come()};
  const Errors faults = area_faults(scenario, lists, policies);
  if (!faults.empty()) FAIL(to_text(faults.front()));
  const AreaModel model{scenario, lists, policies};
  Lived lived{model.families(replication), {}};
  AreaRun run = model.run_of(0, lived.families, replication);
  run.run();
  lived.outcomes = run.outcomes();
  return lived;
}

AreaLists waiting(std::vector<Case> start, AreaRoster roster) {
  return {world::table_of(start), {}, std::move(roster)};
}

Case case_in(const std::string& id,
             std::int64_t days,
             const std::string& area,
             std::optional<std::uint32_t> harm = std::nullopt) {
  Case one = waiting_case(id, days);
  one.area = area;
  one.answers.assign(world::kFacts, Answer::no());
  if (harm) one.answers[world::kHarm] = Answer::level(*harm);
  return one;
}

/// What spoils a scenario with a roster, and what its fault says.
struct Refusal {
  const char* name;
  std::function<void(AreaScenario&, AreaLists&)> spoil;
  const char* says;
};

std::vector<Refusal> refusals() {
  return {
      {"no roster is given", [](AreaScenario&, AreaLists& lists) { lists.roster.reset(); },
       "practitioners.roster: the roster that the scenario names is needed"},
      {"a roster that nothing asks for",
       [](AreaScenario& scenario, AreaLists&) {
         scenario.practitioners.from_roster.reset();
         scenario.practitioners.count = 1;
         scenario.practitioners.caseload = 1;
       },
       "practitioners.roster: the roster that the scenario names is needed, and none other"},
      {"posts beside a roster",
       [](AreaScenario& scenario, AreaLists&) { scenario.practitioners.count = 7; },
       "practitioners.count \"7\": the roster says who works there"},
      {"a target like nobody there",
       [](AreaScenario& scenario, AreaLists&) {
         scenario.target = CapacityTarget{TargetKind::backlog_gone, 1, 0, 950, 1};
         scenario.target->like = {"b"};
       },
       "target.like \"b\": nobody on the roster has this id"},
      {"nobody", [](AreaScenario&, AreaLists& lists) { lists.roster = roster_of({}); },
       "there is nobody on the roster"},
      {"a competence that nobody has",
       [](AreaScenario&, AreaLists& lists) {
         lists.roster->needs = {{"hram", {"", "harm", {"grave"}}}};
       },
       "practitioners.work \"hram\": nobody on the roster has this competence, so these cases "
       "would wait for good; correct the word, or give the competence to somebody; did you mean "
       "\"harm\"?"},
      {"an unknown fact",
       [](AreaScenario&, AreaLists& lists) {
         lists.roster->needs = {{"harm", {"", "hamr", {"grave"}}}};
       },
       "fact \"hamr\": the fact schema has no fact of this id"},
      {"an unknown case",
       [](AreaScenario&, AreaLists& lists) {
         lists.roster->instructions = {
             {InstructionKind::pin, "sim-1", "a", "knows the court", "M1"}};
       },
       "case_id \"sim-1\": no case of the list has this id"},
      {"an unknown practitioner",
       [](AreaScenario&, AreaLists& lists) {
         lists.roster->instructions = {{InstructionKind::pin, "w", "z", "knows it", "M1"}};
       },
       "practitioner_id \"z\": no practitioner of the roster has this id"},
      {"more places than are drawn",
       [](AreaScenario&, AreaLists& lists) {
         Practitioner one = practitioner("a", 9);
         one.held_load = 70'000;
         lists.roster = roster_of({one});
       },
       "practitioner a: held_load \"70000\": in a simulation one practitioner holds at most"},
  };
}

}  // namespace

TEST_SUITE("roster simulation") {
  TEST_CASE("roster simulation: area and competence decide, and whoever cannot go waits aside") {
    Practitioner north = practitioner("a", 1);
    north.areas = {"north"};
    Practitioner skilled = practitioner("b", 1);
    skilled.areas = {"south"};
    skilled.competences = {"harm"};
    AreaLists lists = waiting(
        {case_in("nobody", 50, "north", 3), case_in("n1", 40, "north"),
         case_in("s1", 30, "south", 3), case_in("n2", 20, "north"), case_in("s2", 10, "south")},
        roster_of({north, skilled}));
    lists.roster->needs = {{"harm", {"", "harm", {"grave"}}}};
    const Lived run = lived(quiet_area(), lists);
    CHECK(run.place("n1") == "a@0");
    CHECK(run.place("s1") == "b@0");
    CHECK(run.place("n2") == "a@7");  // a Monday: five days are over on the Saturday before
    CHECK(run.place("s2") == "b@7");
    CHECK(run.of("nobody").end == FamilyEnd::waiting);
    CHECK(run.of("nobody").unassignable);
    CHECK_FALSE(run.of("n1").unassignable);

    const auto result = simulate(quiet_area(), lists, std::vector{first_come()}).value();
    CHECK(figure(result, 0, "all", "nobody_may_take").value.mean == doctest::Approx(0.2));
    REQUIRE(result.warnings.size() == 1);
    CHECK(result.warnings.front().find("20.0 % of all are never allocated") != std::string::npos);
    const std::string text = render_text(result);
    CHECK(text.find("nobody") != std::string::npos);
    CHECK(render_json(result).find("\"unit\": \"minutes\"") != std::string::npos);
  }

  TEST_CASE("roster simulation: what a case asks for follows what is known of it") {
    Practitioner plain = practitioner("a", 1);
    Practitioner skilled = practitioner("b", 1);
    skilled.competences = {"harm"};
    skilled.absences = {{{world::as_of(), std::nullopt}, "leave"}};
    AreaScenario scenario = quiet_area();
    scenario.start_mix = 0;
    CaseMix& mix = scenario.mixes.front();
    mix = {};
    AreaLists lists = waiting({case_in("first", 9, ""), case_in("gets_worse", 8, "", 0)},
                              roster_of({plain, skilled}));
    lists.roster->needs = {{"harm", {"", "harm", {"grave"}}}};
    CHECK(lived(scenario, lists).place("gets_worse") == "a@7");
    mix.changes = {{world::kHarm, Answer::level(3), 30.0, MixCondition{world::kHarm, 0}}};
    CHECK(lived(scenario, lists).place("gets_worse") == "-");
    CHECK_FALSE(lived(scenario, lists).of("gets_worse").unassignable);  // `b` may, and is away
  }

  TEST_CASE("roster simulation: earlier work goes elsewhere only within one day") {
    // The first case could go to both; it makes room for the second, which has to go to `a`. On a
    // later day what was given stays, although `b` would be free.
    Practitioner a = practitioner("a", 1);
    a.areas = {"north", "south"};
    a.base = "north";
    Practitioner b = practitioner("b", 1);
    b.areas = {"north"};
    b.base = "south";
    const std::vector<TravelTime> travel{{"north", "south", 30}};
    AreaLists lists = waiting({case_in("first", 50, "north"), case_in("second", 40, "south")},
                              roster_of({a, b}, travel));
    const Lived together = lived(quiet_area(), lists);
    CHECK(together.place("first") == "b@0");
    CHECK(together.place("second") == "a@0");
    CHECK(lived(quiet_area(), waiting({case_in("first", 50, "north")}, roster_of({a, b}, travel)))
              .place("first") == "a@0");
    const auto result = simulate(quiet_area(), lists, std::vector{first_come()}).value();
    CHECK(figure(result, 0, "all", "travel").value.mean == 30.0);  // both have to travel
  }

  TEST_CASE("roster simulation: what is held at first takes places until its work ends") {
    Practitioner busy = practitioner("a", 2);
    busy.held = {"x", "y"};
    const Lived full = lived(quiet_area(), waiting({waiting_case("w", 9)}, roster_of({busy})));
    CHECK(full.of("w").day > 0);
    CHECK(full.of("w").day <= 7);  // the first working day after at most five days
    busy.held_load = 1;
    CHECK(lived(quiet_area(), waiting({waiting_case("w", 9)}, roster_of({busy}))).place("w") ==
          "a@0");
  }

  TEST_CASE("roster simulation: absences, reductions and hours are those of the day") {
    Practitioner one = practitioner("a", 2);
    const Day from = world::as_of();
    const std::vector<Case> three{waiting_case("u", 9), waiting_case("v", 8), waiting_case("w", 7)};
    one.absences = {{{from, from + Days{3}}, "leave"}};
    const Lived away = lived(quiet_area(), waiting(three, roster_of({one})));
    CHECK(away.place("u") == "a@3");
    CHECK(away.place("v") == "a@3");
    one.absences.clear();
    one.reductions = {{{from, from + Days{1}}, 50, "court duty"}};
    const Lived half = lived(quiet_area(), waiting(three, roster_of({one})));
    CHECK(half.place("u") == "a@0");
    CHECK(half.place("v") == "a@1");
    CHECK(half.place("w") == "a@7");
  }

  TEST_CASE("roster simulation: a family known from work in the simulation is worth a journey") {
    Practitioner near = practitioner("a", 3);
    near.base = "north";
    Practitioner far = practitioner("b", 3);
    far.base = "south";
    far.past_families = {{"old", world::as_of() - Days{10}}};
    Case kin = case_in("kin", 9, "north");
    kin.linked_to = {"old"};
    AreaScenario scenario = quiet_area();
    const AreaRoster roster = roster_of({near, far}, {{"north", "south", 30}});
    const Lived run = lived(scenario, waiting({kin, case_in("other", 8, "north")}, roster));
    CHECK(run.place("kin") == "b@0");
    CHECK(run.place("other") == "a@0");
    // A case that comes later and is linked to one that `b` works on.
    scenario.streams.front().recorded = "recorded.csv";
    AreaLists lists = waiting({case_in("one", 9, "south")}, roster);
    Case later = case_in("later", -3, "north");
    later.linked_to = {"one"};
    lists.recorded = {CaseTable::make(world::schema(), std::vector{later}).value()};
    const Lived linked = lived(scenario, lists);
    CHECK(linked.place("one") == "b@0");
    CHECK(linked.place("later") == "b@3");
  }

  TEST_CASE("roster simulation: limits on urgent cases free up as urgent work ends") {
    Practitioner one = practitioner("a", 5);
    one.urgent_limit = 1;
    AreaScenario scenario = quiet_area();
    scenario.practitioners.from_roster->urgent_tiers = 1;  // the only tier there is
    const AreaLists lists = waiting({waiting_case("u", 9), waiting_case("v", 8)}, roster_of({one}));
    const Lived run = lived(scenario, lists);
    CHECK(run.place("u") == "a@0");
    CHECK(run.place("v") == "a@7");
    const auto result = simulate(scenario, lists, std::vector{first_come()}).value();
    REQUIRE(result.warnings.size() == 1);
    CHECK(result.warnings.front().find("Every case is urgent under first_come") !=
          std::string::npos);
  }

  TEST_CASE("roster simulation: with cases counted, a family takes a place for each load") {
    AreaScenario scenario = quiet_area();
    Case child = waiting_case("child", 9);
    child.linked_to = {"sibling"};
    AreaLists lists = waiting({child, waiting_case("sibling", 9), case_in("single", 8, "")},
                              roster_of({practitioner("a", 2), practitioner("b", 1)}));
    // Counted as units: one place each, though the two cases are held as two from then on.
    const Lived units = lived(scenario, lists);
    CHECK(units.place("child") == units.place("sibling"));
    CHECK(units.of("single").day == 0);
    scenario.practitioners.from_roster->count = LoadCount::cases;
    const Lived cases = lived(scenario, lists);
    CHECK(cases.place("child") == "a@0");
    CHECK(cases.place("sibling") == "a@0");
    CHECK(cases.place("single") == "b@0");
    lists.roster->loads = {{3, {"child", "", {}}}};
    const Lived heavy = lived(scenario, lists);
    CHECK(heavy.of("child").end == FamilyEnd::waiting);  // four places, which nobody has
    CHECK(heavy.of("child").unassignable);
    CHECK(heavy.of("single").day == 0);
  }

  TEST_CASE("roster simulation: a leaver's cases go to colleagues, a manager's word with nobody") {
    Practitioner a = practitioner("a", 2);
    a.conflicts = {"w"};
    AreaScenario scenario = quiet_area(200);
    scenario.work.otherwise.mean_days = 400.0;  // nothing ends
    scenario.work.otherwise.recorded_days = {400.0};
    scenario.practitioners.turnover_per_year = 10.0;
    scenario.practitioners.vacant_for = {1, 1};
    // `a` alone, in conflict with the case, leaves soon: whoever comes next is another person.
    const Lived conflict = lived(scenario, waiting({waiting_case("w", 9)}, roster_of({a})));
    CHECK(conflict.of("w").end == FamilyEnd::allocated);
    CHECK(conflict.of("w").day > 0);
    scenario.practitioners.turnover_per_year = 0.0;
    scenario.practitioners.vacant_for = {};
    const Lived stays = lived(scenario, waiting({waiting_case("w", 9)}, roster_of({a})));
    CHECK(stays.of("w").unassignable);

    // Places that a leaver's work takes are full with a colleague, or kept for whoever comes next.
    scenario.practitioners.turnover_per_year = 10.0;
    scenario.practitioners.vacant_for = {1, 1};
    a.conflicts.clear();
    const Lived kept =
        lived(scenario, waiting({waiting_case("u", 9), waiting_case("v", 8), waiting_case("w", 7)},
                                roster_of({a})));
    CHECK(kept.of("v").day == 0);
    CHECK(kept.of("w").end == FamilyEnd::waiting);
    const AreaRoster pinned = [&] {
      AreaRoster roster = roster_of({practitioner("a", 1), practitioner("b", 9)});
      roster.instructions = {{InstructionKind::exclude, "w", "b", "asked for another", "M1"},
                             {InstructionKind::pin, "u", "a", "knows the court", "M1"}};
      return roster;
    }();
    const Lived told =
        lived(scenario, waiting({waiting_case("u", 9), waiting_case("w", 7)}, pinned));
    CHECK(told.place("u") == "a@0");
    CHECK(told.of("w").practitioner == 1);  // once somebody else holds that post, or `a` has room
    CHECK(told.of("w").day > 0);
  }

  TEST_CASE("roster simulation: leave falls to so many, drawn, and to nobody twice") {
    AreaScenario scenario = quiet_area();
    scenario.practitioners.leave = {{scenario.from, scenario.from + Days{7}, 2},
                                    {scenario.from, scenario.from + Days{7}, 1}};
    std::vector<Practitioner> people;
    for (const char* id : {"a", "b", "c", "d"}) people.push_back(practitioner(id, 1));
    std::vector<Case> start;
    for (const char* id : {"u", "v", "w", "x"}) start.push_back(waiting_case(id, 9));
    std::vector<PractitionerIndex> there;
    for (std::uint32_t replication = 0; replication < 20; ++replication) {
      const Lived run = lived(scenario, waiting(start, roster_of(people)), replication);
      CHECK(run.of("u").day == 0);
      CHECK(run.of("v").day == 7);
      there.push_back(*run.of("u").practitioner);
    }
    std::ranges::sort(there);
    CHECK(std::unique(there.begin(), there.end()) - there.begin() == 4);
  }

  TEST_CASE("roster simulation: where anybody may take anything, it is the plain pool") {
    CHECK(rc::check([] {
      AreaScenario plain = small_area::area(90);
      plain.plan.seed = *rc::gen::arbitrary<std::uint32_t>();
      plain.mixes.front().linked = 0;
      plain.practitioners.count = *rc::gen::inRange(1U, 7U);
      plain.practitioners.caseload = *rc::gen::inRange(1U, 5U);
      const bool in_hand = *rc::gen::arbitrary<bool>();
      plain.practitioners.in_hand = in_hand ? 1000 : 0;
      AreaScenario scenario = plain;
      scenario.practitioners = {};
      scenario.practitioners.from_roster = RosterPlan{};
      std::vector<Practitioner> people;
      for (std::uint32_t i = 0; i < plain.practitioners.count; ++i) {
        people.push_back(practitioner("p" + std::to_string(i), plain.practitioners.caseload));
        people.back().held_load = in_hand ? plain.practitioners.caseload : 0;
      }
      AreaLists lists;
      lists.roster = roster_of(people);
      const std::vector policies{world::compiled(world::random_policy())};
      const AreaLists no_lists;
      const AreaModel anybody{plain, no_lists, policies};
      const AreaModel from_roster{scenario, lists, policies};
      const Families families = anybody.families(0);
      AreaRun expected = anybody.run_of(0, families, 0);
      AreaRun found = from_roster.run_of(0, families, 0);
      expected.run();
      found.run();
      RC_ASSERT(found.list() == expected.list());
      for (std::size_t i = 0; i < families.all.size(); ++i) {
        RC_ASSERT(found.outcomes()[i].end == expected.outcomes()[i].end);
        RC_ASSERT(found.outcomes()[i].day == expected.outcomes()[i].day);
      }
    }));
  }

  TEST_CASE("roster simulation: threads change no byte, and a roster changes nobody's lot") {
    AreaScenario scenario = small_area::area(120);
    scenario.plan.replications = 4;
    scenario.practitioners = {};
    scenario.practitioners.from_roster = RosterPlan{};
    scenario.practitioners.turnover_per_year = 1.0;
    scenario.practitioners.vacant_for = {3, 9};
    Practitioner skilled = practitioner("a", 6);
    skilled.competences = {"harm"};
    AreaLists lists;
    lists.roster = roster_of({skilled, practitioner("b", 6), practitioner("c", 3)});
    lists.roster->needs = {{"harm", {"", "harm", {"grave"}}}};
    const std::vector policies{first_come(), world::compiled([] {
                                 Policy policy = first_come().written();
                                 policy.id = "by_id";
                                 policy.order = {OrderKey::case_id};
                                 return policy;
                               }())};
    SimulationOptions two;
    two.threads = 2;
    const auto one_thread = simulate(scenario, lists, policies).value();
    CHECK(render_json(one_thread) == render_json(simulate(scenario, lists, policies, two).value()));
    CHECK(figure(one_thread, 1, "all", "cases").difference.mean == 0.0);

    AreaLists fewer;
    fewer.roster = roster_of({practitioner("z", 2)});
    const AreaModel model{scenario, lists, policies};
    const AreaModel other{scenario, fewer, policies};
    const Families families = model.families(2);
    const Families same = other.families(2);
    REQUIRE(families.all.size() == same.all.size());
    REQUIRE(families.events.size() == same.events.size());
    for (std::size_t i = 0; i < families.all.size(); ++i) {
      CHECK(families.all[i].listed_as == same.all[i].listed_as);
      CHECK(families.all[i].work_days == same.all[i].work_days);
    }
    for (std::size_t i = 0; i < families.events.size(); ++i) {
      CHECK(families.events[i].day == same.events[i].day);
      CHECK(families.events[i].family == same.events[i].family);
    }
  }

  TEST_CASE("roster simulation: what does not fit is refused with the reason, all at once") {
    const std::vector<Refusal> rows = refusals();
    Practitioner skilled = practitioner("a", 9);
    skilled.competences = {"harm"};
    const AreaLists good = waiting({waiting_case("w", 9)}, roster_of({skilled}));
    const std::vector policies{first_come()};
    CHECK(simulate(quiet_area(), good, policies).has_value());
    for (const Refusal& row : rows) {
      CAPTURE(row.name);
      AreaScenario scenario = quiet_area();
      AreaLists lists = good;
      row.spoil(scenario, lists);
      const auto result = simulate(scenario, lists, policies);
      REQUIRE_FALSE(result.has_value());
      REQUIRE(result.error().size() == 1);
      const std::string text = to_text(result.error().front());
      CAPTURE(text);
      CHECK(text.find(row.says) != std::string::npos);
    }
    AreaScenario scenario = quiet_area();
    AreaLists lists = good;
    rows[2].spoil(scenario, lists);
    rows[5].spoil(scenario, lists);
    CHECK(simulate(scenario, lists, policies).error().size() == 2);
  }
}
