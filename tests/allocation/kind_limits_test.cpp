// Limits on kinds of work: a trainee has at most two of rule 16.4.
#include <waitlist/allocation/allocation.h>
#include <waitlist/allocation/allocation_outlook.h>
#include <waitlist/allocation/weighted_assignment.h>
#include <waitlist/io/allocation_rules_reader.h>
#include <waitlist/report/allocation_report.h>

#include "support/assignment_worlds.h"
#include "support/sample_allocation.h"
#include "support/shipped.h"
#include "support/slow_packing.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

using shipped::holder;
using text_checks::has;

Practitioner limited_to(std::string id, std::uint32_t caseload, std::vector<KindLimit> limits) {
  Practitioner one = shipped::practitioner(std::move(id), caseload);
  one.kind_limits = std::move(limits);
  return one;
}

AllocationRules kinds_by(const std::string& work, LoadCount count = LoadCount::units) {
  AllocationRules rules;
  WorkRules read = *read_work_csv("case_id,fact,answers,kind\n" + work);
  rules.kinds = std::move(read.kinds);
  rules.count = count;
  return rules;
}

const char* const kGuardian = ",work_type,rule_16_4,rule_16_4\n";

Ranking queue_of(const std::string& rows) {
  return shipped::first_come_order("case_id,listed_on,linked_to,work_type,da.reported\n" + rows);
}

/// A world that trying everything can answer: places, urgent places and kinds cross each other.
AssignmentProblem world_of_kinds(std::mt19937& draws, unsigned units_max) {
  const auto below = [&draws](unsigned most) { return static_cast<unsigned>(draws() % most); };
  AssignmentProblem problem;
  const unsigned people = 1 + below(4);
  const unsigned load_max = below(2) == 0 ? 1 : 4;
  for (unsigned p = 0; p < people; ++p) {
    PractitionerPlaces places;
    places.places = below(load_max * 5 + 1);
    if (below(3) == 0) places.urgent_places = below(5);
    if (below(2) == 0) places.price = {Cost{below(5)}, Cost{below(4)}};
    problem.add_practitioner(places);
  }
  const unsigned kinds = 1 + below(3);
  for (unsigned p = 0; p < people; ++p) {
    for (unsigned kind = 0; kind < kinds; ++kind) {
      if (below(2) == 0) problem.limit_kind(PractitionerIndex{p}, LimitedKind{kind}, below(4));
    }
  }
  const unsigned units = 1 + below(units_max);
  for (unsigned unit = 0; unit < units; ++unit) {
    std::vector<EligiblePair> pairs;
    for (unsigned p = 0; p < people; ++p) {
      if (below(4) != 0) pairs.push_back({PractitionerIndex{p}, Cost{below(30)}});
    }
    const unsigned load = 1 + below(load_max);
    const QueuedUnit added = problem.add_unit(pairs, below(3) == 0, load);
    for (unsigned kind = 0; kind < kinds; ++kind) {
      if (below(2) == 0) problem.add_kind(added, {LimitedKind{kind}, 1 + below(load)});
    }
  }
  return problem;
}

/// What somebody has too much of, counted from the answer alone.
std::string passed_limits(const AssignmentProblem& problem, const WeightedAssignment& answer) {
  std::string faults;
  for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
    std::uint64_t all = 0;
    std::uint64_t urgent = 0;
    std::vector<std::uint64_t> kinds(problem.kind_count(), 0);
    for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
      if (answer.practitioner[unit] != p) continue;
      all += problem.load(unit);
      if (problem.urgent(unit)) urgent += problem.load(unit);
      for (const KindCount& one : problem.kinds(unit)) {
        if (one.kind < kinds.size()) kinds[one.kind] += one.count;
      }
    }
    if (all > problem.places(p).places) faults += "places ";
    if (urgent > problem.places(p).urgent_places) faults += "urgent ";
    for (LimitedKind kind{0}; kind < kinds.size(); ++kind) {
      if (kinds[kind] > problem.kind_limit(p, kind)) faults += "kind ";
    }
  }
  return faults;
}

/// Three to eight cases, of which some count as a kind or as two.
template <class Below>
std::string random_rows(Below below) {
  std::string rows;
  const unsigned units = 3 + below(6);
  for (unsigned i = 0; i < units; ++i) {
    const char* const answers[] = {"rule_16_4", "s7", "unknown", "rule_16_4"};
    rows += "C" + std::to_string(i) + ",2009-01-0" + std::to_string(i + 1) + ",," +
            answers[below(4)] + (below(3) == 0 ? ",severe\n" : ",no\n");
  }
  return rows;
}

}  // namespace

TEST_SUITE("limits on kinds of work") {
  TEST_CASE("kinds: the set is the one that trying everything finds, the price within its bound") {
    std::mt19937 draws{164};
    int waiting = 0;
    int with_limits = 0;
    for (int world = 0; world < 600; ++world) {
      const AssignmentProblem problem = world_of_kinds(draws, world % 20 == 0 ? 13 : 9);
      INFO(assignment_worlds::text_of(problem));
      const auto answer = solve_weighted(problem);
      REQUIRE(answer);
      CHECK(answer->undecided.empty());
      std::vector<bool> set;
      for (const auto& at : answer->practitioner) set.push_back(at.has_value());
      REQUIRE(set == slow_packing::promised_set(problem));
      CHECK(passed_limits(problem, *answer) == "");
      const std::int64_t least = slow_packing::least_total(problem, set);
      CHECK(answer->total.count() >= least);
      CHECK(answer->bound.count() <= least);
      if (answer->proved) CHECK(answer->total.count() == least);
      waiting += static_cast<int>(std::ranges::count(set, false));
      with_limits += problem.has_kinds() ? 1 : 0;
    }
    CHECK(waiting > 300);
    CHECK(with_limits > 300);
  }

  TEST_CASE("kinds: of 200 units and 20 practitioners no question stays open") {
    std::mt19937 draws{3};
    const auto below = [&draws](unsigned most) { return static_cast<unsigned>(draws() % most); };
    AssignmentProblem problem;
    for (unsigned p = 0; p < 20; ++p) problem.add_practitioner({28 + below(3), 12});
    for (PractitionerIndex p{0}; p < 20; ++p) {
      for (LimitedKind kind{0}; kind < 3; ++kind) {
        if (below(3) == 0) problem.limit_kind(p, kind, below(4));
      }
    }
    for (unsigned unit = 0; unit < 200; ++unit) {
      std::vector<EligiblePair> pairs;
      for (PractitionerIndex p{0}; p < 20; ++p) {
        if (below(3) != 0) pairs.push_back({p, Cost{below(3000)}});
      }
      const QueuedUnit added = problem.add_unit(pairs, below(5) == 0, 1 + below(6));
      for (LimitedKind kind{0}; kind < 3; ++kind) {
        if (below(3) == 0) problem.add_kind(added, {kind, 1});
      }
    }
    const auto answer = solve_weighted(problem);
    REQUIRE(answer);
    CHECK(answer->undecided.empty());
    CHECK(passed_limits(problem, *answer) == "");
    CHECK(answer->bound <= answer->total);
  }

  TEST_CASE("kinds: solve() and wrong counts are refused") {
    AssignmentProblem problem;
    problem.add_practitioner({3});
    problem.limit_kind(0, 0, 1);
    const EligiblePair pair{};
    problem.add_unit({&pair, 1});
    CHECK_FALSE(Assignment::solve(problem));
    CHECK(solve_weighted(problem));
    problem.add_kind(0, {LimitedKind{0}, 0});
    CHECK_FALSE(solve_weighted(problem));
  }

  TEST_CASE("kinds: a trainee has at most two of rule 16.4, those held counted") {
    const Ranking ranking = queue_of(
        "A,2009-01-01,,rule_16_4,\nB,2009-01-02,,rule_16_4,\nC,2009-01-03,,s7,\n"
        "D,2009-01-04,,rule_16_4,\nE,2009-01-05,,no,\n");
    const auto roster =
        shipped::roster_of({limited_to("P1", 9, {{"rule_16_4", 3, 1}, {"night", 0, 0}})});
    const std::string work = std::string{kGuardian} + "E,,,night\n";
    const Allocation allocation = shipped::allocated(ranking, roster, kinds_by(work));
    CHECK(holder(allocation, "A") == "P1");
    CHECK(holder(allocation, "B") == "P1");
    CHECK(holder(allocation, "C") == "P1");
    CHECK(holder(allocation, "D").empty());
    CHECK_FALSE(allocation.exact());
    CHECK(allocation.undecided().empty());
    CHECK(allocation.loads()[0].of_kinds == std::vector<std::uint32_t>{2, 0});
    const QueuedUnit waiting = *allocation.find("D");
    CHECK(allocation.why_unplaced(waiting) == UnplacedReason::no_room);
    CHECK(why_in_words(allocation, waiting) ==
          "no room for 1 place: those who may take it are full or at a limit: P1 (rule_16_4: at "
          "most 3, 1 held); the room they had for such work goes to A and B, all before it in the "
          "queue, and leaves less than it takes");
    const QueuedUnit never = *allocation.find("E");
    CHECK(allocation.why_unplaced(never) == UnplacedReason::kind_full);
    CHECK(why_in_words(allocation, never) ==
          "it counts as night, for which P1 (night: at most 0, 0 held) has no room");
    CHECK(has(render_table(allocation), "P1: at most 3 of rule_16_4; 1 held, 2 given."));
    CHECK(has(render_csv(allocation), ",urgent_price,kinds\n"));
    const auto json = nlohmann::json::parse(render_json(allocation));
    CHECK(json["practitioners"][0]["kinds"][0]["given"] == 2);
    CHECK(json["units"][0]["kinds"][0]["kind"] == "rule_16_4");
    CHECK(json["proofs"][0]["full"][0]["kind"] == "rule_16_4");
    CHECK(has(render_html(allocation), "<h3>Limits on kinds of work</h3>"));
  }

  TEST_CASE("kinds: a family counts once, or with cases counted once for each of its cases") {
    const Ranking ranking = queue_of(
        "A,2009-01-01,,rule_16_4,\nA2,2009-01-01,A,rule_16_4,\nA3,2009-01-01,A,s7,\n"
        "B,2009-01-02,,rule_16_4,\n");
    const auto roster = shipped::roster_of({limited_to("P1", 9, {{"rule_16_4", 2, 0}})});
    const Allocation units = shipped::allocated(ranking, roster, kinds_by(kGuardian));
    CHECK(holder(units, "A") == "P1");
    CHECK(holder(units, "B") == "P1");
    const Allocation cases =
        shipped::allocated(ranking, roster, kinds_by(kGuardian, LoadCount::cases));
    CHECK(holder(cases, "A") == "P1");
    CHECK(holder(cases, "B").empty());
    CHECK(cases.loads()[0].of_kinds == std::vector<std::uint32_t>{2});
  }

  TEST_CASE("kinds: an answer that is not there counts as the kind, unless a row names the state") {
    const Ranking ranking = queue_of(
        "A,2009-01-01,,unknown,\nB,2009-01-02,,pending "
        "2009-01-02,\nC,2009-01-03,,no,\nD,2009-01-04,,s7,\n");
    const auto roster = shipped::roster_of({limited_to("P1", 9, {{"rule_16_4", 1, 0}})});
    const Allocation safe = shipped::allocated(ranking, roster, kinds_by(kGuardian));
    CHECK(holder(safe, "A") == "P1");
    CHECK(holder(safe, "B").empty());
    CHECK(holder(safe, "C") == "P1");
    CHECK(holder(safe, "D") == "P1");
    CHECK(has(why_in_words(safe, 0), "work_type of A is unknown, so it counts as rule_16_4"));
    const Allocation told = shipped::allocated(
        ranking, roster, kinds_by(std::string{kGuardian} + ",work_type,pending,elsewhere\n"));
    CHECK(holder(told, "B") == "P1");
    CHECK(told.units()[1].provisional.empty());
  }

  TEST_CASE("kinds: random lists, against trying everything, and one place more really added") {
    std::mt19937 draws{2009};
    const auto below = [&draws](unsigned most) { return static_cast<unsigned>(draws() % most); };
    int bought_any = 0;
    for (int world = 0; world < 120; ++world) {
      CAPTURE(world);
      const std::string rows = random_rows(below);
      std::vector<Practitioner> people;
      for (unsigned p = 0; p < 3; ++p) {
        std::vector<KindLimit> limits;
        if (below(2) == 0) limits.push_back({"rule_16_4", 1 + below(3), below(2)});
        if (below(3) == 0) limits.push_back({"severe", below(3), 0});
        people.push_back(limited_to("P" + std::to_string(p), below(4), std::move(limits)));
      }
      const AllocationRules rules =
          kinds_by(std::string{kGuardian} + ",da.reported,severe,severe\n");
      const Ranking ranking = queue_of(rows);
      const Allocation allocation = shipped::allocated(ranking, shipped::roster_of(people), rules);
      const auto problem_with = [&](std::optional<unsigned> more) {
        AssignmentProblem problem;
        for (unsigned p = 0; p < 3; ++p) {
          problem.add_practitioner({people[p].caseload + (more == p ? 1U : 0U)});
        }
        for (unsigned p = 0; p < 3; ++p) {
          for (const KindLimit& limit : people[p].kind_limits) {
            const unsigned kind = limit.kind == "severe" ? 1 : 0;
            problem.limit_kind(PractitionerIndex{p}, LimitedKind{kind},
                               limit.most - std::min(limit.most, limit.held));
          }
        }
        const CaseTable& cases = ranking.cases();
        const std::vector<EligiblePair> all{{PractitionerIndex{0}, Cost{}},
                                            {PractitionerIndex{1}, Cost{}},
                                            {PractitionerIndex{2}, Cost{}}};
        for (const AllocationUnit& unit : allocation.units()) {
          const QueuedUnit added = problem.add_unit(all);
          const auto work = cases.answer(unit.rows[0], *cases.schema().find("work_type"));
          const auto da = cases.answer(unit.rows[0], *cases.schema().find("da.reported"));
          const auto& levels = cases.schema().fact(*cases.schema().find("da.reported")).levels;
          if (!work.given() ? work.state() == AnswerState::unknown : work.value() == 4) {
            problem.add_kind(added, {LimitedKind{0}, 1});
          }
          if (da.given() && levels[da.value()].id == "severe") {
            problem.add_kind(added, {LimitedKind{1}, 1});
          }
        }
        return slow_packing::promised_set(problem);
      };
      const std::vector<bool> set = problem_with(std::nullopt);
      for (QueuedUnit unit{0}; unit < set.size(); ++unit) {
        CHECK(allocation.units()[unit].practitioner.has_value() == set[unit]);
        CHECK_FALSE(why_in_words(allocation, unit).empty());
      }
      if (allocation.exact()) continue;
      const auto bought = allocation.one_more_place_buys();
      for (unsigned p = 0; p < 3; ++p) {
        const std::vector<bool> then = problem_with(p);
        std::optional<QueuedUnit> first;
        for (QueuedUnit unit{0}; unit < set.size() && !first; ++unit) {
          if (then[unit] && !set[unit]) first = unit;
        }
        CHECK(bought[p] == first);
        bought_any += first ? 1 : 0;
      }
    }
    CHECK(bought_any > 20);
  }

  TEST_CASE("kinds: what would come later keeps to them, and nobody without room is a near miss") {
    const Ranking ranking = queue_of("A,2009-01-01,,rule_16_4,\nB,2009-01-02,,rule_16_4,\n");
    Practitioner full = limited_to("P1", 2, {{"rule_16_4", 1, 0}});
    full.held = {"H1", "H2"};
    full.come_free = {{shipped::as_of() + Days{3}, 2}};
    AllocationRules rules = kinds_by(kGuardian);
    rules.horizon = Days{7};
    const Allocation later = shipped::allocated(ranking, shipped::roster_of({full}), rules);
    const AllocationOutlook outlook = later.outlook();
    REQUIRE(outlook.prospects.size() == 1);
    CHECK(outlook.prospects[0].unit == 0U);

    rules = kinds_by(kGuardian);
    rules.needs.push_back({"language_pl", {"A", "", {}}});
    const Allocation near = shipped::allocated(
        ranking, shipped::roster_of({limited_to("P1", 5, {{"rule_16_4", 1, 0}})}), rules);
    CHECK(holder(near, "B") == "P1");
    CHECK_FALSE(near.nearest_miss(*near.find("A")));
  }

  TEST_CASE("kinds: a limit on what no row names is refused, and the stamps know them") {
    const Ranking ranking = queue_of("A,2009-01-01,,rule_16_4,\n");
    const auto roster = shipped::roster_of({limited_to("P1", 5, {{"rule_164", 1, 0}})});
    const auto refused = allocate(ranking, roster, kinds_by(kGuardian));
    REQUIRE_FALSE(refused);
    const std::string lines = shipped::lines_of(refused.error());
    CHECK(has(lines, "practitioner P1: kind_limits"));
    CHECK(has(lines, "did you mean \"rule_16_4\"?"));
    const auto plain = shipped::roster_of({limited_to("P1", 5, {})});
    const auto one = shipped::roster_of({limited_to("P1", 5, {{"rule_16_4", 1, 0}})});
    const auto two = shipped::roster_of({limited_to("P1", 5, {{"rule_16_4", 2, 0}})});
    CHECK(plain.digest() != one.digest());
    CHECK(one.digest() != two.digest());
    const Allocation without = shipped::allocated(ranking, plain);
    const Allocation with = shipped::allocated(ranking, plain, kinds_by(kGuardian));
    CHECK(without.rules_digest() != with.rules_digest());
    CHECK(with.exact());
  }

  TEST_CASE("kinds: a work row has one of four things") {
    const auto both = read_work_csv("competence,case_id,kind\nspeaks_pl,A,rule_16_4\n");
    REQUIRE_FALSE(both);
    CHECK(has(shipped::lines_of(both.error()), "or a kind of work"));
    const Ranking ranking = queue_of("A,2009-01-01,,s7,\n");
    const auto blank = allocate(ranking, shipped::roster_of({}), kinds_by("A,,,two words\n"));
    REQUIRE_FALSE(blank);
    CHECK(has(shipped::lines_of(blank.error()), "a kind of work is 1 to 64 visible characters"));
  }
}
