#include "simulation/replay.h"

#include <waitlist/report/simulation_report.h>
#include <waitlist/simulation/area_simulation.h>

#include "simulation/area_model.h"
#include "simulation/posts.h"
#include "simulation/recorded_outcomes.h"
#include "support/small_area.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;
using small_area::area;
using small_area::first_come;
using small_area::waiting_case;

Day replay_day(std::int64_t day) { return world::as_of() + Days{day}; }

/// Cases withdraw, and nothing becomes known of them while they wait.
CaseMix silent_mix() {
  CaseMix mix;
  mix.id = "mix";
  mix.withdrawn_per_30_days = 0.4;
  return mix;
}

/// A history and the lists that it begins with: cases that arrive as they are in a list.
struct History {
  AreaScenario scenario;
  AreaLists lists;
  std::vector<CompiledPolicy> policies;
};

/// Cases of an area that were drawn, as a list of cases under other ids.
std::vector<Case> drawn_arrivals(std::int64_t days) {
  AreaScenario scenario = area(days);
  scenario.plan.seed = *rc::gen::arbitrary<std::uint32_t>();
  const std::vector policies{first_come()};
  const AreaLists lists;
  std::vector<Case> cases;
  for (const Family& family : AreaModel{scenario, lists, policies}.families(0).all) {
    Case one = family.listed_as;
    one.case_id.replace(0, 4, "new-");
    for (std::string& linked : one.linked_to) linked.replace(0, 4, "new-");
    cases.push_back(std::move(one));
  }
  return cases;
}

History random_history() {
  History made{area(50), {}, {world::compiled(world::random_policy())}};
  AreaScenario& scenario = made.scenario;
  scenario.plan.seed = *rc::gen::arbitrary<std::uint32_t>();
  scenario.mixes = {silent_mix()};
  scenario.start = "start.csv";
  scenario.start_mix = 0;
  scenario.streams.front().per_working_day = 0.0;
  scenario.streams.front().recorded = "cases.csv";
  scenario.practitioners.leave = {{replay_day(9), replay_day(20), 2}};
  std::vector<Case> start = world::random_cases(9);
  for (Case& one : start) {
    one.decision.reset();
    one.status = CaseStatus::awaiting;
    one.hold.reset();
    one.duty_from.reset();
    one.listed_on = std::min(one.listed_on, world::as_of());
  }
  made.lists.start = world::table_of(start);
  made.lists.recorded.push_back(world::table_of(drawn_arrivals(50)));
  return made;
}

/// What happened in a run, as a record that ends on a day has it.
CaseOutcomes written_down(const Families& families,
                          const std::vector<FamilyOutcome>& outcomes,
                          Day until) {
  CaseOutcomes written;
  for (std::size_t i = 0; i < families.all.size(); ++i) {
    CaseOutcome& one = written.rows.emplace_back();
    one.case_id = families.all[i].listed_as.case_id;
    const Day day = replay_day(outcomes[i].day);
    if (outcomes[i].end == FamilyEnd::withdrawn) one.withdrawn_on = day;
    if (outcomes[i].end != FamilyEnd::allocated) continue;
    one.allocated_on = day;
    const Day closed = day + Days{families.all[i].work_days};
    if (closed <= until) one.closed_on = closed;
  }
  return written;
}

CaseOutcome held_until(std::string id, std::int64_t ends, Day until) {
  CaseOutcome one{std::move(id), replay_day(-3), std::nullopt, std::nullopt};
  if (replay_day(ends) <= until) one.closed_on = replay_day(ends);
  return one;
}

std::uint64_t staff_seed(const AreaScenario& scenario) {
  return KeyedDraws{scenario.plan.seed, 0}.bits(2);
}

/// Runs the history, has its record written, and replays that under another seed: true where every
/// wait ends as it did.
bool comes_back(History history,
                Day until,
                const std::function<void(AreaScenario&, CaseOutcomes&)>& add_held) {
  const AreaModel lived{history.scenario, history.lists, history.policies};
  const Families families = lived.families(0);
  AreaRun first = lived.run_of(0, families, 0);
  first.run();
  History again{history.scenario, history.lists, history.policies};
  again.lists.outcomes = written_down(families, first.outcomes(), until);
  again.scenario.record = RecordPlan{"outcomes.csv", until, {}};
  add_held(again.scenario, *again.lists.outcomes);
  again.scenario.plan.seed += 1;
  const Errors faults = area_faults(again.scenario, again.lists, again.policies);
  if (!faults.empty()) RC_FAIL(to_text(faults.front()));
  const AreaModel model{again.scenario, again.lists, again.policies};
  const Families same = model.families(0);
  AreaRun second = model.run_of(0, same, 0);
  second.run();
  const auto recorded = outcomes_as_recorded(model, same);
  for (std::size_t i = 0; i < families.all.size(); ++i) {
    const FamilyOutcome& expected = first.outcomes()[i];
    if (second.outcomes()[i].end != expected.end) return false;
    if (second.outcomes()[i].day != expected.day) return false;
    if (recorded[i].end != expected.end || recorded[i].day != expected.day) return false;
  }
  return true;
}

/// Monday, 5 October 2009: two cases wait, two are in hand, three come.
History five_cases() {
  History made{area(30), {}, {first_come()}};
  AreaScenario& scenario = made.scenario;
  scenario.plan.replications = 3;
  scenario.mixes = {silent_mix()};
  scenario.start = "start.csv";
  scenario.streams.front().per_working_day = 0.0;
  scenario.streams.front().recorded = "cases.csv";
  scenario.practitioners.count = 1;
  scenario.practitioners.caseload = 2;
  scenario.practitioners.in_hand_recorded = true;
  scenario.work.otherwise = {};
  scenario.work.otherwise.kind = DurationKind::fixed;
  scenario.work.otherwise.mean_days = 100.0;
  scenario.record = RecordPlan{"outcomes.csv", replay_day(40), {}};
  made.lists.start = world::table_of({waiting_case("A", 10), waiting_case("B", 5)});
  made.lists.recorded.push_back(
      world::table_of({waiting_case("C", -1), waiting_case("D", -2), waiting_case("E", -3)}));
  const auto row = [](std::string id, std::int64_t allocated, std::optional<std::int64_t> closed) {
    CaseOutcome one{std::move(id), replay_day(allocated), std::nullopt, std::nullopt};
    if (closed) one.closed_on = replay_day(*closed);
    return one;
  };
  CaseOutcomes& outcomes = made.lists.outcomes.emplace();
  outcomes.rows = {row("H1", -40, 3), row("H2", -9, 7), row("gone", -90, 0),
                   row("A", 3, 10),   row("B", 7, 17),  {"C", {}, {}, replay_day(8)},
                   row("D", 10, 15),  row("E", 15, {})};
  return made;
}

/// `A0 B0 C-`: the days of allocation, `-` where there is none.
std::string allocation_days(const History& history, std::uint32_t replication) {
  const AreaModel model{history.scenario, history.lists, history.policies};
  const Families families = model.families(replication);
  AreaRun run = model.run_of(0, families, replication);
  run.run();
  std::map<std::string, std::string> days;
  for (std::size_t i = 0; i < families.all.size(); ++i) {
    const FamilyOutcome& one = run.outcomes()[i];
    days[families.all[i].listed_as.case_id] =
        one.end == FamilyEnd::allocated ? std::to_string(one.day) : "-";
  }
  std::string text;
  for (const auto& [id, day] : days) text += (text.empty() ? "" : " ") + id + day;
  return text;
}

std::string replay_faults(const History& history) {
  const auto result = simulate(history.scenario, history.lists, history.policies);
  std::string all;
  if (result) return all;
  for (const Error& error : result.error()) all += to_text(error) + '\n';
  return all;
}

std::string replay_warnings(const History& history) {
  std::string all;
  const auto result = simulate(history.scenario, history.lists, history.policies).value();
  for (const std::string& one : result.warnings) all += one + '\n';
  return all;
}

CaseOutcome& row_of(History& history, std::string_view id) {
  return *std::ranges::find(history.lists.outcomes->rows, id, &CaseOutcome::case_id);
}

}  // namespace

TEST_SUITE("replay") {
  TEST_CASE("replay: a history under its own policy and people comes back day by day") {
    CHECK(rc::check([] {
      const History history = random_history();
      const Day until = replay_day(*rc::gen::inRange<std::int64_t>(49, 120));
      RC_ASSERT(comes_back(history, until, [&](AreaScenario& scenario, CaseOutcomes& outcomes) {
        // Each place was taken, so the first case of everybody comes before the second of anybody.
        scenario.practitioners.in_hand_recorded = true;
        const DurationDraw law{scenario.work.otherwise, 1};
        for (std::uint32_t place = 0; place < scenario.practitioners.caseload; ++place) {
          for (std::uint32_t post = 0; post < scenario.practitioners.count; ++post) {
            const auto draws = draws_of_place(staff_seed(scenario), post, place);
            outcomes.rows.push_back(
                held_until("held-" + std::to_string(place) + '-' + std::to_string(post),
                           end_in_hand(law, draws), until));
          }
        }
      }));
    }));
  }

  TEST_CASE("replay: from a roster, a history comes back day by day") {
    CHECK(rc::check([] {
      History history = random_history();
      std::vector<Practitioner> people;
      for (const char* id : {"a", "b", "c"}) {
        Practitioner one;
        one.practitioner_id = id;
        one.caseload = 4;
        for (const char* held : {"1", "2", "3"})
          one.held.push_back("held-" + std::string{id} + held);
        people.push_back(std::move(one));
      }
      history.lists.roster = AreaRoster{Roster::make(people, {}).value(), {}, {}, {}};
      history.scenario.practitioners = {};
      history.scenario.practitioners.from_roster.emplace();
      const Day until = replay_day(*rc::gen::inRange<std::int64_t>(49, 120));
      RC_ASSERT(comes_back(history, until, [&](AreaScenario& scenario, CaseOutcomes& outcomes) {
        const DurationDraw law{scenario.work.otherwise, 1};
        for (std::uint32_t post = 0; post < people.size(); ++post) {
          for (std::uint32_t place = 0; place < people[post].held.size(); ++place) {
            const auto draws = draws_of_place(staff_seed(scenario), post, place);
            outcomes.rows.push_back(
                held_until(people[post].held[place], end_in_hand(law, draws), until));
          }
        }
      }));
    }));
  }

  TEST_CASE("replay: five cases by hand, as they went and with one practitioner more") {
    History history = five_cases();
    REQUIRE(replay_faults(history).empty());
    CHECK(allocation_days(history, 0) == "A3 B7 C- D10 E15");
    history.scenario.practitioners.count = 2;
    // A and B go at once and take their 7 and 10 days; C is allocated before it withdraws.
    CHECK(allocation_days(history, 1) == "A0 B0 C3 D7 E7");
  }

  TEST_CASE("replay: the record and its replay are measured alike") {
    const History history = five_cases();
    const auto result = simulate(history.scenario, history.lists, history.policies).value();
    REQUIRE(result.replay);
    const ReplayedWaits& recorded = result.replay->recorded;
    CHECK(result.replay->in_hand == 2);
    CHECK(recorded.policy.empty());
    CHECK(recorded.cases.mean == 5.0);
    CHECK(recorded.allocated.mean == 4.0);
    CHECK(recorded.withdrawn.mean == 1.0);
    CHECK(recorded.waiting.mean == 0.0);
    CHECK(recorded.mean.mean == doctest::Approx(10.4));  // 13, 12, 7, 8 and 12 days
    CHECK(recorded.half_in.mean == 12.0);                // 7 in 12 by then, 3 in 4 by day 13
    CHECK(recorded.nine_tenths_in.replications == 0);
    CHECK(recorded.same_day.mean == 1.0);
    REQUIRE(result.replay->policies.size() == 1);
    const ReplayedWaits& replayed = result.replay->policies.front();
    CHECK(replayed.policy == "first_come");
    CHECK(replayed.mean.mean == doctest::Approx(10.4));
    CHECK(replayed.mean.replications == 3);
    CHECK(replayed.half_in.mean == 12.0);
    CHECK(replayed.same_day.mean == 1.0);
    const std::string text = render_text(result);
    CHECK(text.find("The record and its replay") != std::string::npos);
    CHECK(text.find("not reached") != std::string::npos);
    CHECK(render_json(result).find("\"nine_tenths_in\": null") != std::string::npos);
  }

  TEST_CASE("replay: a wait that had not ended by the last day counts as one that goes on") {
    History history = five_cases();
    history.scenario.horizon_days = 10;  // D and E are allocated later
    const auto result = simulate(history.scenario, history.lists, history.policies).value();
    const ReplayedWaits& recorded = result.replay->recorded;
    CHECK(recorded.allocated.mean == 2.0);
    CHECK(recorded.waiting.mean == 2.0);
    CHECK(recorded.mean.mean == doctest::Approx(9.0));  // 13, 12, 7, 7 and 6 days
    CHECK(result.replay->policies.front().mean.mean == doctest::Approx(9.0));
    // A is known from its tenth day on: when D was allocated on its eighth, B alone waited as long.
    history.scenario.horizon_days = 30;
    std::erase_if(history.lists.outcomes->rows,
                  [](const CaseOutcome& one) { return one.case_id == "C" || one.case_id == "E"; });
    const auto fewer = simulate(history.scenario, history.lists, history.policies).value();
    CHECK(fewer.replay->recorded.half_in.mean == 8.0);
    CHECK(result.replay->policies.front().same_day.mean == 1.0);
  }

  TEST_CASE("replay: variants have rows of their own, and other people other days") {
    History history = five_cases();
    AreaVariant variant{"two",
                        "Two practitioners",
                        history.scenario.mixes,
                        history.scenario.streams,
                        history.scenario.work,
                        history.scenario.practitioners,
                        {}};
    variant.practitioners.count = 2;
    history.scenario.variants = {variant};
    const auto result = simulate(history.scenario, history.lists, history.policies).value();
    REQUIRE(result.replay->variants.size() == 1);
    const ReplayedWaits& two = result.replay->variants.front().front();
    CHECK(two.allocated.mean == 5.0);
    CHECK(two.same_day.mean == 0.0);
    CHECK(two.mean.mean == doctest::Approx(5.2));  // 10, 5, 2, 5 and 4 days
    CHECK(result.replay->policies.front().same_day.mean == 1.0);
    CHECK(render_text(result).find("two: first_come") != std::string::npos);
  }

  TEST_CASE("replay: the same bytes on any number of threads") {
    History history = five_cases();
    history.lists.outcomes->rows.pop_back();  // of E nothing is recorded
    history.scenario.practitioners.turnover_per_year = 3.0;
    history.scenario.practitioners.vacant_for = {2, 9};
    history.scenario.plan.replications = 20;
    SimulationOptions several;
    several.threads = 4;
    const auto one = simulate(history.scenario, history.lists, history.policies).value();
    const auto four = simulate(history.scenario, history.lists, history.policies, several).value();
    CHECK(render_json(one) == render_json(four));
    CHECK(render_text(one) == render_text(four));
  }

  TEST_CASE("replay: work that was open at the end takes at least what was seen of it") {
    History history = five_cases();
    history.scenario.work.otherwise.kind = DurationKind::exponential;
    history.scenario.work.otherwise.mean_days = 10.0;
    std::int64_t longest = 0;
    for (std::uint32_t replication = 0; replication < 40; ++replication) {
      const AreaModel model{history.scenario, history.lists, history.policies};
      const Families families = model.families(replication);
      const std::int64_t days = families.all[families.by_id.at("E")].work_days;
      CHECK(days >= 26);  // from day 15 to day 40
      longest = std::max(longest, days);
      CHECK(families.all[families.by_id.at("A")].work_days == 7);
    }
    CHECK(longest > 26);
    DurationLaw one_day;
    one_day.kind = DurationKind::fixed;
    one_day.mean_days = 1.0;
    const DurationDraw law{one_day, 1};
    CHECK(drawn_at_least(law, KeyedDraws{1, 2}, 0, 9) == 9);
    CHECK(drawn_at_least(law, KeyedDraws{1, 2}, 0, 1) == 1);
  }

  TEST_CASE("replay: what is not recorded is counted, and nothing is said of what is") {
    History history = five_cases();
    CHECK(
        replay_warnings(history) ==
        "How long the work takes is not recorded for 2 of 5 cases, so it is drawn. Of these 1 was "
        "still open on 2009-11-14 and 1 withdrew. What is drawn for an open case is at least as "
        "long as what was seen of it.\n");
    row_of(history, "E").closed_on = replay_day(20);
    row_of(history, "C") = {"C", replay_day(8), replay_day(8), std::nullopt};
    CHECK(replay_warnings(history).empty());
    row_of(history, "H2").closed_on.reset();
    row_of(history, "C") = {"C", std::nullopt, std::nullopt, std::nullopt};
    history.lists.outcomes->rows.pop_back();
    const std::string said = replay_warnings(history);
    CHECK(said.find(
              "for 2 of 5 cases, so it is drawn. Of these 1 still waited and 1 has no row.\n") !=
          std::string::npos);
    CHECK(said.find("Nothing is recorded of 1 of 5 cases: whether they withdraw is drawn, too.") !=
          std::string::npos);
    CHECK(said.find("In hand at first: 1 of 2 cases had no end by 2009-11-14") !=
          std::string::npos);
  }

  TEST_CASE(
      "replay: cases in hand that the scenario does not ask for, or has no room for, are said") {
    History history = five_cases();
    history.scenario.practitioners.in_hand_recorded = false;
    CHECK(replay_warnings(history).find("The record has 2 cases in hand on 2009-10-05, and they "
                                        "are left out.") != std::string::npos);
    history.scenario.practitioners.in_hand_recorded = true;
    history.scenario.practitioners.caseload = 1;
    CHECK(replay_warnings(history).find("The record has 2 cases in hand on 2009-10-05, and there "
                                        "is 1 place.") != std::string::npos);
    // The one place is free once both are closed.
    CHECK(allocation_days(history, 0).starts_with("A7 "));
    history.scenario.mixes.front().changes = {{world::kHarm, Answer::level(3), 0.2, std::nullopt}};
    CHECK(replay_warnings(history).find("What becomes known of a case while it waits") !=
          std::string::npos);
  }

  TEST_CASE("replay: outcomes that cannot be are refused with their row and the remedy") {
    struct Row {
      const char* name;
      std::function<void(History&)> spoil;
      const char* says;
    };

    const std::vector<Row> rows{
        {"no file", [](History& history) { history.lists.outcomes.reset(); },
         "record.outcomes: the outcomes that the scenario names are needed"},
        {"a file that nothing asks for", [](History& history) { history.scenario.record.reset(); },
         "practitioners.in_hand \"recorded\": say in [record] which file has the outcomes"},
        {"a record that ends before the simulation",
         [](History& history) { history.scenario.record->until = replay_day(28); },
         "record.until \"2009-11-02\": the last day that is simulated is 2009-11-03"},
        {"a day after the record",
         [](History& history) { row_of(history, "D").closed_on = replay_day(41); },
         "outcomes: case D: closed_on \"2009-11-15\": after the record ends on 2009-11-14"},
        {"allocated before it was listed",
         [](History& history) { row_of(history, "D").allocated_on = replay_day(1); },
         "outcomes: case D: allocated_on \"2009-10-06\": before the case was listed on 2009-10-07"},
        {"withdrawn before it was listed",
         [](History& history) { row_of(history, "C").withdrawn_on = replay_day(0); },
         "withdrawn_on \"2009-10-05\": before the case was listed on 2009-10-06"},
        {"allocated, and still on the starting list",
         [](History& history) { row_of(history, "A").allocated_on = replay_day(-1); },
         "allocated_on \"2009-10-04\": the case waits in the starting list on 2009-10-05"},
        {"closed before it was allocated",
         [](History& history) { row_of(history, "D").closed_on = replay_day(9); },
         "case D: allocated_on \"2009-10-15\": a case is allocated and later closed, or it "
         "withdraws"},
        {"allocated and withdrawn",
         [](History& history) { row_of(history, "D").withdrawn_on = replay_day(9); },
         "these days do not go together"},
        {"a case twice",
         [](History& history) { history.lists.outcomes->rows.push_back(row_of(history, "D")); },
         "case_id \"D\": another row has this case too"},
        {"nobody's case", [](History& history) { row_of(history, "D").case_id = "DD"; },
         "case_id \"DD\": no list of the scenario has this case, and it was not allocated before"},
        {"a target that begins as now",
         [](History& history) {
           history.scenario.target.emplace();
           history.scenario.target->days = 1;
           history.scenario.target->most = 2;
           history.scenario.target->kind = TargetKind::backlog_gone;
           history.scenario.target->added = AddedPosts::as_now;
         },
         "target.added \"as_now\": the record says which cases are in hand"},
    };
    for (const Row& row : rows) {
      CAPTURE(row.name);
      History history = five_cases();
      row.spoil(history);
      const std::string said = replay_faults(history);
      CAPTURE(said);
      CHECK(said.find(row.says) != std::string::npos);
    }
  }

  TEST_CASE("replay: a roster and a record that contradict each other are refused") {
    History history = five_cases();
    Practitioner one;
    one.practitioner_id = "a";
    one.caseload = 2;
    one.held = {"H1", "gone"};
    history.scenario.practitioners = {};
    history.scenario.practitioners.from_roster.emplace();
    history.lists.roster = AreaRoster{Roster::make({one}, {}).value(), {}, {}, {}};
    CHECK(
        replay_faults(history).find(
            "closed_on \"2009-10-05\": practitioner a of the roster holds the case on 2009-10-05, "
            "so it closed later") != std::string::npos);
    one.held = {"H1", "H2"};
    one.held_load = 2;
    history.lists.roster = AreaRoster{Roster::make({one}, {}).value(), {}, {}, {}};
    CHECK(replay_faults(history).empty());
    CHECK(allocation_days(history, 0) == "A3 B7 C- D10 E15");
    one.held = {"H1"};
    history.lists.roster = AreaRoster{Roster::make({one}, {}).value(), {}, {}, {}};
    CHECK(replay_warnings(history).find("is recorded for 1 of 2 places. For the others it is "
                                        "drawn.") != std::string::npos);
  }
}
