// Practitioners who are a family's already: before anything else is given, above the places.
#include <waitlist/allocation/allocation.h>
#include <waitlist/allocation/allocation_outlook.h>
#include <waitlist/io/allocation_rules_reader.h>
#include <waitlist/report/allocation_report.h>

#include "support/sample_allocation.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

using shipped::holder;
using shipped::practitioner;
using text_checks::has;
using text_checks::unbroken;

Ranking listed_in_order(const std::string& rows) {
  return shipped::first_come_order("case_id,listed_on,linked_to\n" + rows);
}

Instruction appointment(std::string case_id, std::string practitioner_id) {
  return {InstructionKind::appointed, std::move(case_id), std::move(practitioner_id),
          "order of 3 May", "M1"};
}

/// Somebody of a small world.
struct Person {
  std::uint32_t caseload = 0;
  std::uint32_t held = 0;

  [[nodiscard]] std::uint32_t free() const { return caseload > held ? caseload - held : 0; }

  /// What a place costs: 6,000 from the first of a caseload to the last.
  [[nodiscard]] std::int64_t price(std::int64_t number) const {
    if (caseload == 0) return 0;
    const std::int64_t all = caseload;
    return 6000 * std::min<std::int64_t>(held, all) / all + 6000 / all * number;
  }
};

struct AppointedWorld {
  std::vector<Person> people;
  std::vector<std::uint32_t> load;                    ///< of each unit
  std::vector<std::vector<bool>> may;                 ///< by unit and person
  std::vector<std::optional<std::size_t>> appointed;  ///< of each unit
  bool several = false;                               ///< cases of a unit count

  [[nodiscard]] std::string id(std::size_t unit) const { return "C" + std::to_string(unit); }
};

AppointedWorld appointed_drawn_world(std::mt19937& draws, bool several) {
  const auto below = [&draws](unsigned most) { return static_cast<unsigned>(draws() % most); };
  AppointedWorld world;
  world.several = several;
  for (unsigned p = 0; p < 3; ++p) world.people.push_back({below(5), below(4)});
  const unsigned units = 1 + below(6);
  for (unsigned unit = 0; unit < units; ++unit) {
    world.load.push_back(several ? 1 + below(3) : 1);
    std::vector<bool> may;
    for (unsigned p = 0; p < 3; ++p) may.push_back(below(3) != 0);
    world.may.push_back(std::move(may));
    world.appointed.push_back(below(3) != 0 ? std::nullopt : std::optional<std::size_t>{below(3)});
  }
  return world;
}

Allocation appointed_allocated_world(const AppointedWorld& world) {
  std::string rows;
  AllocationRules rules;
  rules.urgent_tiers = 0;
  if (world.several) rules.count = LoadCount::cases;
  for (std::size_t unit = 0; unit < world.load.size(); ++unit) {
    rows += world.id(unit) + ",2009-01-0" + std::to_string(unit + 1) + ",\n";
    if (world.load[unit] > 1) rules.loads.push_back({world.load[unit], {world.id(unit), "", {}}});
    for (std::size_t p = 0; p < world.people.size(); ++p) {
      if (world.may[unit][p]) continue;
      if (world.appointed[unit] == p) continue;
      rules.instructions.push_back(
          {InstructionKind::exclude, world.id(unit), "P" + std::to_string(p), "r", "M"});
    }
    if (world.appointed[unit]) {
      rules.instructions.push_back(
          appointment(world.id(unit), "P" + std::to_string(*world.appointed[unit])));
    }
  }
  std::vector<Practitioner> people;
  for (std::size_t p = 0; p < world.people.size(); ++p) {
    people.push_back(practitioner("P" + std::to_string(p), world.people[p].caseload));
    people.back().held_load = world.people[p].held;
  }
  return shipped::allocated(listed_in_order(rows), shipped::roster_of(std::move(people)), rules);
}

/// Everything tried: the best set, then the least price of places.
struct AppointedBest {
  std::vector<bool> placed;
  std::int64_t total = 0;
};

AppointedBest best_of(const AppointedWorld& world) {
  const std::size_t units = world.load.size();
  std::vector<std::int64_t> given(world.people.size(), 0);
  for (std::size_t unit = 0; unit < units; ++unit) {
    if (world.appointed[unit]) given[*world.appointed[unit]] += world.load[unit];
  }
  std::optional<AppointedBest> best;
  std::vector<bool> placed(units, false);
  const std::function<void(std::size_t)> go = [&](std::size_t unit) {
    if (unit == units) {
      std::int64_t total = 0;
      for (std::size_t p = 0; p < given.size(); ++p) {
        for (std::int64_t k = 0; k < given[p]; ++k) total += world.people[p].price(k);
      }
      if (!best || placed > best->placed || (placed == best->placed && total < best->total)) {
        best = AppointedBest{placed, total};
      }
      return;
    }
    placed[unit] = true;
    if (world.appointed[unit]) {
      go(unit + 1);
      placed[unit] = false;
      return;
    }
    for (std::size_t p = 0; p < given.size(); ++p) {
      if (!world.may[unit][p]) continue;
      if (given[p] + world.load[unit] > world.people[p].free()) continue;
      given[p] += world.load[unit];
      go(unit + 1);
      given[p] -= world.load[unit];
    }
    placed[unit] = false;
    go(unit + 1);
  };
  go(0);
  return *best;
}

std::vector<bool> appointed_placed_in(const Allocation& allocation) {
  std::vector<bool> placed;
  placed.reserve(allocation.units().size());
  for (const AllocationUnit& unit : allocation.units()) {
    placed.push_back(unit.practitioner.has_value());
  }
  return placed;
}

std::int64_t sum_of_parts(const Allocation& allocation) {
  Cost sum;
  for (const AllocationUnit& unit : allocation.units()) sum += unit.parts.sum();
  return sum.count();
}

}  // namespace

TEST_SUITE("appointed") {
  TEST_CASE("appointed: a full caseload keeps nobody from the family that is theirs already") {
    Practitioner full = practitioner("P1", 2);
    full.held_load = 2;
    AllocationRules rules;
    rules.instructions = {appointment("B", "P1")};
    const Ranking ranking = listed_in_order("A,2009-01-01,\nB,2009-01-02,\n");
    const Allocation allocation =
        shipped::allocated(ranking, shipped::roster_of({full, practitioner("P2", 1)}), rules);
    CHECK(holder(allocation, "A") == "P2");
    CHECK(holder(allocation, "B") == "P1");
    CHECK(allocation.loads()[PractitionerIndex{0}].above_caseload() == 1);
    CHECK(allocation.loads()[PractitionerIndex{1}].above_caseload() == 0);
    const std::string table = unbroken(render_table(allocation));
    CHECK(has(table, "appointed to the family (order of 3 May); P1 is then above caseload by 1;"));
    CHECK(has(table,
              "P1 is appointed to B, so this comes first. The work is then above caseload "
              "by 1."));
    CHECK(has(table,
              "But a unit goes first to whoever is appointed to it, with or without a free "
              "place."));
    const std::string csv = render_csv(allocation);
    CHECK(has(csv, ",appointed,above_caseload\n"));
    CHECK(has(csv, ",order of 3 May,1\n"));
    const auto json = nlohmann::json::parse(render_json(allocation));
    CHECK(json["units"][0]["appointed"] == nullptr);
    CHECK(json["units"][1]["appointed"]["reason"] == "order of 3 May");
    CHECK(json["practitioners"][0]["above"][0]["limit"] == "caseload");
    CHECK(json["practitioners"][0]["above"][0]["by"] == 1);
    const std::string page = render_html(allocation);
    CHECK(has(page, "the case goes to P1, then above caseload by 1"));
    CHECK(has(page, "Whoever is appointed stands above the places, but not while away."));
    const auto again = read_earlier_csv(csv, "");
    REQUIRE(again);
    CHECK(again->size() == 2);
    const Allocation plain = shipped::allocated(ranking, shipped::roster_of({full}), {});
    CHECK_FALSE(has(render_table(plain), "appointed"));
    CHECK_FALSE(has(render_csv(plain), "appointed"));
    CHECK_FALSE(has(render_json(plain), "appointed"));
  }

  TEST_CASE("appointed: every limit that is passed is told, and by how much") {
    Practitioner one = practitioner("P1", 5);
    one.new_limit = 1;
    one.new_taken = 1;
    one.urgent_limit = 1;
    one.urgent_held = 1;
    one.held_load = 1;
    one.kind_limits = {{"guardian", 1, 1}};
    AllocationRules rules;
    rules.urgent_tiers = 1;
    rules.kinds = {{"guardian", {"A", "", {}}}};
    rules.instructions = {appointment("A", "P1")};
    const Allocation allocation =
        shipped::allocated(listed_in_order("A,2009-01-01,\n"), shipped::roster_of({one}), rules);
    CHECK(holder(allocation, "A") == "P1");
    const std::string table = unbroken(render_table(allocation));
    CHECK(has(table,
              "P1 is then above the limit on new work by 1; P1 is then above the limit on "
              "urgent work by 1; P1 is then above the limit on guardian by 1;"));
    CHECK_FALSE(has(table, "above caseload"));
  }

  TEST_CASE("appointed: what takes a free place is told to whoever waits for it") {
    AllocationRules rules;
    rules.instructions = {appointment("B", "P1")};
    const Allocation allocation =
        shipped::allocated(listed_in_order("A,2009-01-01,\nB,2009-01-02,\nC,2009-01-03,\n"),
                           shipped::roster_of({practitioner("P1", 2)}), rules);
    CHECK(holder(allocation, "A") == "P1");
    CHECK(holder(allocation, "C").empty());
    CHECK(has(unbroken(render_table(allocation)),
              "full: P1 (1 free place goes to appointed units); their free places go to A, all "
              "before it in the queue"));
    const std::string page = render_html(allocation);
    CHECK(has(page, "1 practitioner with 1 free place today, held by 1 unit."));
    CHECK(has(page, "Free are the places that appointed units leave."));
    CHECK(allocation.one_more_place_buys()[0] == QueuedUnit{2});
  }

  TEST_CASE("appointed: one more place brings nobody one while appointments take more than that") {
    AllocationRules rules;
    rules.instructions = {appointment("B", "P1"), appointment("C", "P1")};
    const Ranking ranking = listed_in_order("A,2009-01-01,\nB,2009-01-02,\nC,2009-01-03,\n");
    const auto with = [&](std::uint32_t caseload) {
      return shipped::allocated(ranking, shipped::roster_of({practitioner("P1", caseload)}), rules);
    };
    CHECK_FALSE(with(1).one_more_place_buys()[0]);
    CHECK(holder(with(2), "A").empty());
    CHECK(with(2).one_more_place_buys()[0] == QueuedUnit{0});
    CHECK(holder(with(3), "A") == "P1");
  }

  TEST_CASE("appointed: the set and the price are the best beside them, as trying all finds") {
    std::mt19937 draws{1989};
    int appointed = 0;
    int waiting = 0;
    for (int i = 0; i < 600; ++i) {
      CAPTURE(i);
      const AppointedWorld world = appointed_drawn_world(draws, false);
      const Allocation allocation = appointed_allocated_world(world);
      const AppointedBest best = best_of(world);
      CHECK(appointed_placed_in(allocation) == best.placed);
      CHECK(allocation.total().count() == best.total);
      CHECK(sum_of_parts(allocation) == best.total);
      CHECK(allocation.findings().empty());
      for (std::size_t unit = 0; unit < world.load.size(); ++unit) {
        const auto& to = world.appointed[unit];
        appointed += to ? 1 : 0;
        waiting += best.placed[unit] ? 0 : 1;
        CHECK(allocation.units()[unit].appointed == to.has_value());
        if (to) CHECK(holder(allocation, world.id(unit)) == "P" + std::to_string(*to));
      }
      const auto bought = allocation.one_more_place_buys();
      for (std::size_t p = 0; p < world.people.size(); ++p) {
        AppointedWorld more = world;
        // A caseload of one more, or what is held above it taken away: one more free place.
        if (more.people[p].held > more.people[p].caseload) continue;
        ++more.people[p].caseload;
        const std::vector<bool> then = best_of(more).placed;
        const auto first = std::ranges::mismatch(best.placed, then).in1 - best.placed.begin();
        const bool none = first == static_cast<std::ptrdiff_t>(then.size());
        CHECK(bought[p] ==
              (none ? std::nullopt : std::optional{QueuedUnit{static_cast<std::size_t>(first)}}));
      }
    }
    CHECK(appointed > 300);
    CHECK(waiting > 100);
  }

  TEST_CASE("appointed: with units of several places the set is the best, and no limit is passed") {
    std::mt19937 draws{1990};
    int least = 0;
    for (int i = 0; i < 400; ++i) {
      CAPTURE(i);
      const AppointedWorld world = appointed_drawn_world(draws, true);
      const Allocation allocation = appointed_allocated_world(world);
      const AppointedBest best = best_of(world);
      REQUIRE(allocation.undecided().empty());
      CHECK(appointed_placed_in(allocation) == best.placed);
      CHECK(sum_of_parts(allocation) == allocation.total().count());
      CHECK(allocation.bound() <= allocation.total());
      for (std::size_t p = 0; p < world.people.size(); ++p) {
        const PractitionerLoad& load = allocation.loads()[p];
        std::uint32_t own = 0;
        for (std::size_t unit = 0; unit < world.load.size(); ++unit) {
          if (world.appointed[unit] == p) own += world.load[unit];
        }
        CHECK(load.appointed == own);
        CHECK(load.given <= std::max(own, world.people[p].free()));
      }
      least += allocation.bound() == allocation.total() ? 1 : 0;
    }
    CHECK(least > 50);
  }

  TEST_CASE("appointed: what if and without leave appointments as they are, and sum up") {
    std::mt19937 draws{1991};
    for (int i = 0; i < 300; ++i) {
      CAPTURE(i);
      const AppointedWorld world = appointed_drawn_world(draws, i % 2 == 1);
      const Allocation allocation = appointed_allocated_world(world);
      for (PractitionerIndex p{0}; p < world.people.size(); ++p) {
        const auto impact = allocation.without(p);
        REQUIRE(impact);
        for (const CaseMove& move : impact->moves) {
          if (!allocation.units()[move.unit].appointed) continue;
          CHECK(move.from == p);
          CHECK_FALSE(move.to);
        }
        for (QueuedUnit unit{0}; unit < allocation.units().size(); ++unit) {
          const auto given = allocation.what_if(unit, p);
          if (allocation.units()[unit].appointed) {
            CHECK_FALSE(given);
            CHECK_FALSE(allocation.next_best(unit));
          }
          if (!given) continue;
          for (const CaseMove& move : given->moves) {
            CHECK_FALSE(allocation.units()[move.unit].appointed);
          }
        }
      }
    }
  }

  TEST_CASE("appointed: a conflict, an exclusion and an absence stand above it, and are told") {
    const Ranking ranking = listed_in_order("A,2009-01-01,\nB,2009-01-02,A\nC,2009-01-03,\n");
    AllocationRules rules;
    rules.instructions = {appointment("A", "P1")};
    const auto told = [&](const Practitioner& one) {
      const Allocation allocation =
          shipped::allocated(ranking, shipped::roster_of({one, practitioner("P2", 9)}), rules);
      CHECK(holder(allocation, "A").empty());
      REQUIRE(allocation.findings().size() == 1);
      CHECK(allocation.findings().front().case_id == "A");
      return unbroken(render_table(allocation)) + render_json(allocation);
    };
    Practitioner one = practitioner("P1", 9);
    one.conflicts = {"B"};
    const std::string conflict = told(one);
    CHECK(has(conflict,
              "P1 is appointed to A, but has a conflict of interest with B. It waits "
              "until this is settled"));
    CHECK(has(conflict, "appointed_conflict"));
    CHECK(has(conflict, "somebody else is appointed (order of 3 May): P2"));
    one.conflicts.clear();
    one.absences = {{{shipped::as_of(), shipped::as_of() + Days{3}}, "leave"}};
    const std::string away = told(one);
    CHECK(has(away, "P1 is appointed to A, but is away until "));
    CHECK(has(away, ". It waits for them"));
    CHECK(has(away, "appointed_away"));
    rules.horizon = Days{5};
    one.absences = {{{shipped::as_of() + Days{2}, std::nullopt}, "leave"}};
    CHECK(has(told(one), "P1 is appointed to A, but leaves on "));
    rules.horizon.reset();
    one.absences.clear();
    rules.instructions.push_back({InstructionKind::exclude, "B", "P1", "asked for another", "M1"});
    CHECK(has(told(one),
              "P1 is appointed to A. But a manager keeps them from the family (asked "
              "for another)"));
  }

  TEST_CASE("appointed: on a return the family comes first, whoever else waits for the place") {
    const Ranking ranking = listed_in_order("A,2009-01-01,\nB,2009-01-02,\n");
    AllocationRules rules;
    rules.horizon = Days{10};
    rules.instructions = {appointment("B", "P1")};
    Practitioner one = practitioner("P1", 1);
    one.absences = {{{shipped::as_of(), shipped::as_of() + Days{3}}, "leave"}};
    const auto today = shipped::allocated(ranking, shipped::roster_of({one}), rules).outlook();
    REQUIRE(today.prospects.size() == 1);
    CHECK(today.prospects.front().unit == QueuedUnit{1});
    CHECK(today.prospects.front().day == shipped::as_of() + Days{3});
    one.absences.clear();
    const Allocation then = shipped::allocated(ranking, shipped::roster_of({one}), rules);
    CHECK(holder(then, "A").empty());
    CHECK(holder(then, "B") == "P1");
    one.absences = {{{shipped::as_of() + Days{2}, shipped::as_of() + Days{4}}, "leave"}};
    const auto leaves = shipped::allocated(ranking, shipped::roster_of({one}), rules).outlook();
    REQUIRE(leaves.before_leave.size() == 1);
    CHECK(leaves.before_leave.front().unit == QueuedUnit{1});
    CHECK(leaves.before_leave.front().held->day == shipped::as_of() + Days{4});
  }

  TEST_CASE("appointed: it parts a family as a pin does, and stands before a pin to the same one") {
    const Ranking ranking = listed_in_order("A,2009-01-01,\nB,2009-01-02,A\nC,2009-01-03,A\n");
    AllocationRules rules;
    rules.instructions = {appointment("B", "P1"),
                          {InstructionKind::pin, "C", "P2", "r", "M"},
                          {InstructionKind::pin, "B", "P1", "knows the school", "M"}};
    const Allocation allocation = shipped::allocated(
        ranking, shipped::roster_of({practitioner("P1", 0), practitioner("P2", 1)}), rules);
    CHECK(holder(allocation, "A") == "P1");
    CHECK(holder(allocation, "B") == "P1");
    CHECK(holder(allocation, "C") == "P2");
    CHECK(has(unbroken(render_table(allocation)), "appointed to the family (order of 3 May)"));
    CHECK_FALSE(has(render_table(allocation), "knows the school"));
  }

  TEST_CASE("appointed: two to one case, and an exclusion of the same pair, are refused") {
    const auto refused_words = [](std::vector<Instruction> instructions) {
      AllocationRules rules;
      rules.instructions = std::move(instructions);
      const auto made =
          allocate(listed_in_order("A,2009-01-01,\n"),
                   shipped::roster_of({practitioner("P1", 1), practitioner("P2", 1)}), rules);
      return made ? std::string{} : shipped::lines_of(made.error());
    };
    CHECK(has(refused_words({appointment("A", "P1"), appointment("A", "P2")}),
              "this case is given to two practitioners"));
    CHECK(has(refused_words({appointment("A", "P1"), {InstructionKind::pin, "A", "P2", "r", "M"}}),
              "this case is given to two practitioners"));
    CHECK(has(
        refused_words({appointment("A", "P1"), {InstructionKind::exclude, "A", "P1", "r", "M"}}),
        "exclude \"A\": this case is given to the practitioner it is kept from, P1, as "
        "`appointed`; "
        "keep one of the two"));
    CHECK(has(refused_words({{InstructionKind::appointed, "A", "P1", "", "M"}}),
              "an instruction needs a reason"));
    const auto read = read_instructions_csv(
        "instruction,case_id,practitioner_id,reason,made_by\nappointed,A,P1,order of 3 May,M1\n");
    REQUIRE(read);
    CHECK(read->front() == appointment("A", "P1"));
    AllocationRules crossed;
    crossed.instructions = *read_instructions_csv(
        "instruction,case_id,practitioner_id,reason,made_by\nexclude,A,P1,x,M\npart,A,,x,M\n"
        "pin,A,P1,x,M\n");
    const auto refused = allocate(listed_in_order("A,2009-01-01,\n"),
                                  shipped::roster_of({practitioner("P1", 1)}), crossed);
    REQUIRE_FALSE(refused);
    CHECK(shipped::lines_of(refused.error()) ==
          "instructions:2: exclude \"A\": this case is given to the practitioner it is kept from, "
          "P1, as `pin` in line 4; keep one of the two [E316]\n");
    AllocationRules one;
    one.instructions = *read;
    AllocationRules other = one;
    other.instructions.front().kind = InstructionKind::pin;
    const Ranking ranking = listed_in_order("A,2009-01-01,\n");
    const Roster roster = shipped::roster_of({practitioner("P1", 1)});
    CHECK(shipped::allocated(ranking, roster, one).rules_digest() !=
          shipped::allocated(ranking, roster, other).rules_digest());
  }
  TEST_CASE("instructions: an id that nothing has is told with what to do and one that is near") {
    AllocationRules rules;
    rules.instructions = *read_instructions_csv(
        "instruction,case_id,practitioner_id,reason,made_by\npin,SM-0011,P-01,x,M\n"
        "exclude,SM-0010,P-011,x,M\npin,other,somebody,x,M\n");
    const auto refused = allocate(listed_in_order("SM-0010,2009-01-01,\n"),
                                  shipped::roster_of({practitioner("P-01", 1)}), rules);
    REQUIRE_FALSE(refused);
    CHECK(
        shipped::lines_of(refused.error()) ==
        "instructions:2: case_id \"SM-0011\": no case of the list has this id; correct it, or "
        "take this row out; did you mean \"SM-0010\"? [E317]\n"
        "instructions:3: practitioner_id \"P-011\": no practitioner of the roster has this id; "
        "correct it, or take this row out; did you mean \"P-01\"? [E317]\n"
        "instructions:4: case_id \"other\": no case of the list has this id; correct it, or take "
        "this row out [E317]\n"
        "instructions:4: practitioner_id \"somebody\": no practitioner of the roster has this id; "
        "correct it, or take this row out [E317]\n");
  }
}
