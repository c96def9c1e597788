// Every day of random areas with a roster, held against allocate() on the list ranked from scratch.
#include <waitlist/allocation/allocation.h>
#include <waitlist/cases/working_calendar.h>
#include <waitlist/queue/ranking.h>

#include "simulation/area_model.h"
#include "support/assignment_oracle.h"
#include "support/small_area.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

std::int64_t draw(std::int64_t from, std::int64_t to) {
  return *rc::gen::inRange<std::int64_t>(from, to + 1);
}

bool chance(int percent) { return draw(1, 100) <= percent; }

std::vector<std::string> some_of(const std::vector<std::string>& words, int percent) {
  std::vector<std::string> some;
  for (const std::string& word : words) {
    if (chance(percent)) some.push_back(word);
  }
  return some;
}

Practitioner random_practitioner(std::size_t number) {
  Practitioner one;
  one.practitioner_id = "p" + std::to_string(number);
  one.base = chance(80) ? (chance(50) ? "north" : "south") : "";
  one.areas = some_of({"north", "south"}, 75);
  one.competences = some_of({"harm", "worries"}, 60);
  one.caseload = static_cast<std::uint32_t>(draw(0, 4));
  if (chance(50)) one.held = {"old" + std::to_string(number)};
  if (chance(50)) one.held_load = static_cast<std::uint32_t>(draw(1, 3));
  const auto held = one.held_load.value_or(static_cast<std::uint32_t>(one.held.size()));
  if (chance(40)) one.urgent_limit = static_cast<std::uint32_t>(draw(0, 2));
  one.urgent_held = static_cast<std::uint32_t>(draw(0, held));
  for (std::int64_t i = draw(0, 2); i > 0; --i) {
    one.conflicts.push_back("c" + std::to_string(2 * i + draw(0, 1)));
  }
  if (chance(50))
    one.past_families = {{"c" + std::to_string(draw(0, 5)), world::as_of() - Days{9}}};
  const Day day = world::as_of() + Days{draw(0, 20)};
  if (chance(40)) one.absences = {{{day, day + Days{draw(1, 20)}}, "leave"}};
  if (chance(40)) one.reductions = {{{day, std::nullopt}, 50, "court duty"}};
  return one;
}

AreaRoster random_roster() {
  std::vector<Practitioner> people;
  for (std::int64_t i = draw(1, 4); i > 0; --i) {
    people.push_back(random_practitioner(static_cast<std::size_t>(i)));
  }
  // Somebody has each competence, so that the roster is not refused.
  if (people.front().competences.size() < 2) people.front().competences = {"harm", "worries"};
  AreaRoster made{Roster::make(people, {{"north", "south", 40}}).value(), {}, {}, {}};
  if (chance(85)) made.needs.push_back({"harm", {"", "harm", {"high", "grave"}}});
  if (chance(50)) made.needs.push_back({"worries", {"", "worries", {"a", "c"}}});
  if (chance(30)) made.needs.push_back({"worries", {"c1", "", {}}});
  if (chance(40)) {
    made.instructions.push_back({chance(50) ? InstructionKind::pin : InstructionKind::exclude, "c0",
                                 "p1", "knows the children", "M1"});
  }
  return made;
}

/// Cases of the beginning; some are two of a family, each linked to the other.
std::vector<Case> random_start() {
  std::vector<Case> start = world::random_cases(10);
  for (std::size_t i = 0; i < start.size(); ++i) {
    Case& one = start[i];
    one.decision.reset();
    one.status = CaseStatus::awaiting;
    one.hold.reset();
    one.duty_from.reset();
    one.listed_on = std::min(one.listed_on, world::as_of());
    one.linked_to.clear();
    if (chance(80)) one.area = chance(50) ? "north" : "south";
    if (i % 2 == 0 || !chance(40)) continue;
    one.linked_to = {start[i - 1].case_id};
    start[i - 1].linked_to = {one.case_id};
  }
  if (!start.empty() && chance(50)) start.front().linked_to.push_back("old1");
  return start;
}

AreaScenario random_scenario() {
  AreaScenario scenario = small_area::area(45);
  scenario.plan.seed = *rc::gen::arbitrary<std::uint32_t>();
  scenario.start = "start.csv";
  CaseMix& mix = scenario.mixes.front();
  mix.linked = 500;
  mix.changes = {{world::kHarm, Answer::level(3), 2.0, std::nullopt}};
  scenario.streams.front().per_working_day = 0.6;
  scenario.streams.front().area = "north";
  scenario.streams.push_back(scenario.streams.front());
  scenario.streams.back().id = "south";
  scenario.streams.back().area = "south";
  scenario.practitioners = {};
  RosterPlan plan;
  plan.roster = "roster.csv";
  plan.urgent_tiers = static_cast<std::uint32_t>(draw(0, 2));
  scenario.practitioners.from_roster = plan;
  return scenario;
}

/// Goes through the days of a run once more: ranks from scratch, allocates to the roster as it
/// stands that day, and compares who got what.
class SlowRosterArea {
 public:
  SlowRosterArea(const AreaScenario& scenario,
                 const AreaLists& lists,
                 const CompiledPolicy& policy,
                 const Families& families,
                 std::uint64_t seed)
      : scenario_{scenario}, lists_{lists}, policy_{policy}, families_{families} {
    const DurationDraw law{scenario.work.otherwise, 1};
    const auto people = lists.roster->roster.practitioners();
    for (std::uint32_t p = 0; p < people.size(); ++p) {
      const std::uint32_t held = capacity_on(people[p], scenario.from).held;
      for (std::uint32_t place = 0; place < held; ++place) {
        const std::int64_t ends = end_in_hand(law, draws_of_place(seed, p, place));
        const bool named = place < people[p].held.size();
        works_.push_back({ends, p, place < people[p].urgent_held,
                          named ? people[p].held[place] : std::string{}});
      }
    }
    for (std::size_t i = 0; i < families.all.size(); ++i) {
      if (families.all[i].from_start) waiting_.emplace(i, families.all[i].listed_as);
    }
  }

  void compare(const std::vector<FamilyOutcome>& outcomes) {
    for (today_ = 0; today_ < scenario_.horizon_days; ++today_) {
      for (const FamilyEvent& event : families_.events) {
        if (event.day == today_) meet(event, outcomes);
      }
      if (WorkingCalendar::england_and_wales().is_working_day(date())) compare_day(outcomes);
    }
    for (const auto& [family, one] : waiting_) {
      RC_ASSERT(outcomes[family].end == FamilyEnd::waiting);
      RC_ASSERT(outcomes[family].unassignable == nobody_.contains(one.case_id));
    }
  }

 private:
  struct Work {
    std::int64_t ends = 0;
    std::uint32_t practitioner = 0;
    bool urgent = false;
    std::string case_id;
  };

  [[nodiscard]] Day date() const { return scenario_.from + Days{today_}; }

  void meet(const FamilyEvent& event, const std::vector<FamilyOutcome>& outcomes) {
    if (event.kind == FamilyEventKind::listed) {
      waiting_.emplace(event.family, families_.all[event.family].listed_as);
      return;
    }
    const auto at = waiting_.find(event.family);
    if (at == waiting_.end()) return;
    if (event.kind == FamilyEventKind::withdrawn) {
      RC_ASSERT(outcomes[event.family].end == FamilyEnd::withdrawn);
      RC_ASSERT(outcomes[event.family].day == today_);
      waiting_.erase(at);
      return;
    }
    small_area::hear(at->second.answers[event.fact], event.answer);
  }

  /// The roster with what is held today, and everything that has ended as past.
  [[nodiscard]] Roster roster_of_today() const {
    const auto first = lists_.roster->roster.practitioners();
    std::vector<Practitioner> people{first.begin(), first.end()};
    for (Practitioner& one : people) {
      one.held.clear();
      one.held_load = 0;
      one.urgent_held = 0;
    }
    for (const Work& work : works_) {
      Practitioner& one = people[work.practitioner];
      if (work.ends > today_) {
        ++*one.held_load;
        if (work.urgent) ++one.urgent_held;
        if (!work.case_id.empty()) one.held.push_back(work.case_id);
      } else if (!work.case_id.empty()) {
        one.past_families.push_back({work.case_id, scenario_.from + Days{work.ends}});
      }
    }
    return Roster::make(people, {{"north", "south", 40}}).value();
  }

  void compare_day(const std::vector<FamilyOutcome>& outcomes) {
    std::vector<Case> cases;
    for (const auto& [family, one] : waiting_) cases.push_back(one);
    const auto table = CaseTable::make(world::schema(), cases).value();
    const Ranking ranking = rank(table, policy_, date()).value();
    AllocationRules rules;
    rules.urgent_tiers = scenario_.practitioners.from_roster->urgent_tiers;
    for (const CompetenceNeed& need : lists_.roster->needs) {
      const std::string& id = need.cases.case_id;
      if (id.empty() || table.find(id)) rules.needs.push_back(need);
    }
    for (const Instruction& one : lists_.roster->instructions) {
      if (table.find(one.case_id)) rules.instructions.push_back(one);
    }
    const Roster roster = roster_of_today();
    const Allocation allocation = allocate(ranking, roster, rules).value();
    std::vector<Work> begun;
    assignment_oracle::Places places;
    nobody_.clear();
    for (QueuedUnit unit{0}; unit < allocation.units().size(); ++unit) {
      const AllocationUnit& one = allocation.units()[unit];
      for (const CaseRow row : one.rows) {
        const std::uint32_t family = families_.by_id.at(table.case_id(row));
        const FamilyOutcome& outcome = outcomes[family];
        const bool now = outcome.end == FamilyEnd::allocated && outcome.day == today_;
        RC_ASSERT(now == one.practitioner.has_value());
        if (now) RC_ASSERT(outcome.practitioner == one.practitioner);
        const bool nobody = !one.practitioner &&
                            (allocation.why_unplaced(unit) == UnplacedReason::nobody_eligible ||
                             !has_a_place(allocation.removals(unit), roster));
        if (nobody) nobody_.emplace(table.case_id(row));
        if (now) {
          begun.push_back({today_ + families_.all[family].work_days, *one.practitioner, one.urgent,
                           std::string{table.case_id(row)}});
          waiting_.erase(family);
        }
      }
      const CaseRow first = one.rows.front();
      places.push_back(outcomes[families_.by_id.at(table.case_id(first))].practitioner);
      if (!one.practitioner) places.back().reset();
    }
    check_promise(allocation, roster, places);
    works_.insert(works_.end(), begun.begin(), begun.end());
  }

  /// Whether any of those who are left has a place at all, were nothing held or reduced.
  [[nodiscard]] bool has_a_place(const std::vector<Removal>& removals, const Roster& roster) const {
    const auto people = roster.practitioners();
    for (PractitionerIndex p{0}; p < people.size(); ++p) {
      if (std::ranges::count(removals, p, &Removal::practitioner) != 0) continue;
      Practitioner one = people[p];
      one.reductions.clear();
      if (capacity_on(one, date()).caseload > 0) return true;
    }
    return false;
  }

  /// The promise, by a judge that shares nothing with the solver.
  void check_promise(const Allocation& allocation,
                     const Roster& roster,
                     const assignment_oracle::Places& places) const {
    AssignmentProblem problem;
    for (const Practitioner& one : roster.practitioners()) {
      const Capacity capacity = capacity_on(one, date());
      problem.add_practitioner(
          {capacity.free, capacity.urgent_free.value_or(PractitionerPlaces::kNoLimit)});
    }
    for (QueuedUnit unit{0}; unit < allocation.units().size(); ++unit) {
      const std::vector<Removal> removals = allocation.removals(unit);
      std::vector<EligiblePair> pairs;
      for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
        if (std::ranges::count(removals, p, &Removal::practitioner) == 0) pairs.push_back({p, {}});
      }
      problem.add_unit(pairs, allocation.units()[unit].urgent);
    }
    RC_ASSERT(assignment_oracle::faults_of(problem, places) == "");
    RC_ASSERT(assignment_oracle::broken_promise(problem, places) == "");
  }

  const AreaScenario& scenario_;
  const AreaLists& lists_;
  const CompiledPolicy& policy_;
  const Families& families_;
  std::int64_t today_ = 0;
  std::vector<Work> works_;
  std::map<std::size_t, Case> waiting_;
  std::set<std::string> nobody_;  ///< of the last working day
};

}  // namespace

TEST_SUITE("roster promise") {
  TEST_CASE("roster promise: every day's work goes where allocate() would give it") {
    CHECK(rc::check([] {
      const AreaScenario scenario = random_scenario();
      AreaLists lists{world::table_of(random_start()), {}};
      lists.roster = random_roster();
      const std::vector policies{world::compiled(world::random_policy())};
      const Errors faults = area_faults(scenario, lists, policies);
      RC_PRE(faults.empty());  // a pin of a case that the start has not
      const AreaModel model{scenario, lists, policies};
      const Families families = model.families(0);
      AreaRun run = model.run_of(0, families, 0);
      run.run();
      const std::uint64_t seed = KeyedDraws{scenario.plan.seed, 0}.bits(2);
      SlowRosterArea{scenario, lists, policies.front(), families, seed}.compare(run.outcomes());
    }));
  }
}
