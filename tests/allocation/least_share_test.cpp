// Least shares: new places that somebody is given at least, before prices count.
#include <waitlist/allocation/allocation.h>
#include <waitlist/io/roster_reader.h>
#include <waitlist/report/allocation_report.h>

#include "support/sample_allocation.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
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

Ranking share_queue_of(const std::string& rows) {
  return shipped::first_come_order("case_id,listed_on\n" + rows);
}

/// Changes, places that least shares lack, price: what is compared, in this order.
using ShareAims = std::array<std::int64_t, 3>;

struct SharedWorld {
  std::vector<std::uint32_t> places;
  std::vector<std::uint32_t> least;
  std::vector<std::uint32_t> load;
  std::vector<std::vector<std::optional<std::int64_t>>> price;  ///< by unit and practitioner
  std::vector<std::optional<std::size_t>> earlier;              ///< by unit

  [[nodiscard]] std::int64_t lacking(const std::vector<std::uint32_t>& given) const {
    std::int64_t all = 0;
    for (std::size_t p = 0; p < given.size(); ++p) {
      all += least[p] > given[p] ? least[p] - given[p] : 0;
    }
    return all;
  }

  /// The best of all ways to place exactly these units; `elsewhere` may not be where it is named.
  [[nodiscard]] std::optional<ShareAims> best(
      const std::vector<bool>& placed,
      std::optional<std::pair<std::size_t, std::size_t>> elsewhere = std::nullopt) const {
    std::optional<ShareAims> found;
    std::vector<std::uint32_t> given(places.size(), 0);
    const std::function<void(std::size_t, std::int64_t, std::int64_t)> go =
        [&](std::size_t unit, std::int64_t changes, std::int64_t sum) {
          if (unit == placed.size()) {
            const ShareAims aims{changes, lacking(given), sum};
            if (!found || aims < *found) found = aims;
            return;
          }
          if (!placed[unit]) return go(unit + 1, changes, sum);
          for (std::size_t p = 0; p < places.size(); ++p) {
            if (!price[unit][p] || given[p] + load[unit] > places[p]) continue;
            if (elsewhere == std::pair{unit, p}) continue;
            given[p] += load[unit];
            const bool changed = earlier[unit] && *earlier[unit] != p;
            go(unit + 1, changes + (changed ? 1 : 0), sum + *price[unit][p]);
            given[p] -= load[unit];
          }
        };
    go(0, 0, 0);
    return found;
  }
};

SharedWorld drawn_shares(std::mt19937& draws, bool several) {
  const auto below = [&draws](unsigned most) { return static_cast<unsigned>(draws() % most); };
  SharedWorld world;
  for (unsigned p = 0; p < 3; ++p) {
    world.places.push_back(below(several ? 7 : 4));
    world.least.push_back(below(3) == 0 ? 0 : below(4));
  }
  const unsigned units = 1 + below(6);
  const bool keeps = below(2) == 0;
  for (unsigned unit = 0; unit < units; ++unit) {
    world.load.push_back(several ? 1 + below(3) : 1);
    std::vector<std::optional<std::int64_t>> prices;
    for (unsigned p = 0; p < 3; ++p) {
      prices.push_back(below(4) == 0 ? std::nullopt
                                     : std::optional{static_cast<std::int64_t>(below(9)) - 3});
    }
    world.price.push_back(std::move(prices));
    world.earlier.push_back(!keeps || below(3) == 0 ? std::nullopt
                                                    : std::optional<std::size_t>{below(3)});
  }
  return world;
}

Allocation allocated_shares(const SharedWorld& world, bool with_shares = true) {
  AllocationRules rules;
  rules.only_pairs = true;
  rules.count = LoadCount::cases;
  std::string rows;
  for (std::size_t unit = 0; unit < world.price.size(); ++unit) {
    const std::string id = "C" + std::to_string(unit);
    rows += id + ",2009-01-0" + std::to_string(unit + 1) + "\n";
    if (world.load[unit] > 1) rules.loads.push_back({world.load[unit], {id, "", {}}});
    for (std::size_t p = 0; p < world.places.size(); ++p) {
      if (!world.price[unit][p]) continue;
      rules.pairs.push_back({id, "P" + std::to_string(p), Cost{*world.price[unit][p]}});
    }
    if (world.earlier[unit]) {
      rules.earlier.push_back({id, "P" + std::to_string(*world.earlier[unit])});
    }
  }
  std::vector<Practitioner> people;
  for (std::size_t p = 0; p < world.places.size(); ++p) {
    people.push_back(practitioner("P" + std::to_string(p), world.places[p]));
    if (with_shares) people.back().new_least = world.least[p];
  }
  return shipped::allocated(share_queue_of(rows), shipped::roster_of(std::move(people)), rules);
}

std::vector<bool> placed_units(const Allocation& allocation) {
  std::vector<bool> placed;
  placed.reserve(allocation.units().size());
  for (const AllocationUnit& unit : allocation.units()) {
    placed.push_back(unit.practitioner.has_value());
  }
  return placed;
}

std::int64_t lacking_in(const Allocation& allocation) {
  std::int64_t all = 0;
  for (const PractitionerLoad& load : allocation.loads()) all += load.short_of_least();
  return all;
}

/// The price of all pairs after some moves.
std::int64_t price_after(const SharedWorld& world,
                         const Allocation& allocation,
                         const std::vector<CaseMove>& moves) {
  std::int64_t sum = allocation.total().count();
  for (const CaseMove& move : moves) {
    if (move.from) sum -= *world.price[move.unit][*move.from];
    if (move.to) sum += *world.price[move.unit][*move.to];
  }
  return sum;
}

/// Whether a unit that fits could move to somebody who is short, at nobody's cost.
bool one_move_is_left(const SharedWorld& world, const Allocation& allocation) {
  for (std::size_t unit = 0; unit < world.load.size(); ++unit) {
    const auto from = allocation.units()[unit].practitioner;
    if (!from) continue;
    for (std::size_t p = 0; p < world.places.size(); ++p) {
      const PractitionerLoad& load = allocation.loads()[p];
      if (p == *from || !world.price[unit][p] || load.short_of_least() == 0) continue;
      if (load.given + world.load[unit] > world.places[p]) continue;
      if (world.earlier[unit] && *world.earlier[unit] == *from) continue;
      const PractitionerLoad& other = allocation.loads()[*from];
      if (other.given - world.load[unit] >= other.least) return true;
    }
  }
  return false;
}

}  // namespace

TEST_SUITE("least share") {
  TEST_CASE("least share: fewest changes, then the shares, then the price, as trying all finds") {
    std::mt19937 draws{1948};
    int lacking = 0;
    int dearer = 0;
    int next_bests = 0;
    for (int i = 0; i < 700; ++i) {
      CAPTURE(i);
      const SharedWorld world = drawn_shares(draws, false);
      const Allocation allocation = allocated_shares(world);
      const Allocation blind = allocated_shares(world, false);
      const std::vector<bool> placed = placed_units(allocation);
      CHECK(placed == placed_units(blind));
      const auto best = world.best(placed);
      REQUIRE(best);
      CHECK(ShareAims{static_cast<std::int64_t>(allocation.earlier_outcome().move),
                      lacking_in(allocation), allocation.total().count()} == *best);
      lacking += lacking_in(allocation) > 0 ? 1 : 0;
      dearer += allocation.total() > blind.total() ? 1 : 0;
      for (QueuedUnit unit{0}; unit < placed.size(); ++unit) {
        if (!placed[unit]) continue;
        const std::size_t here = *allocation.units()[unit].practitioner;
        const auto then = world.best(placed, std::pair{std::size_t{unit}, here});
        const auto next = allocation.next_best(unit);
        REQUIRE(next.has_value() == then.has_value());
        if (!next) continue;
        ++next_bests;
        CHECK(ShareAims{next->changes, next->less_of_shares, next->extra.count()} ==
              ShareAims{(*then)[0] - (*best)[0], (*then)[1] - (*best)[1], (*then)[2] - (*best)[2]});
      }
    }
    CHECK(lacking > 50);
    CHECK(dearer > 50);
    CHECK(next_bests > 300);
  }

  TEST_CASE("least share: what if and without tell price and shares apart, whatever the loads") {
    std::mt19937 draws{1949};
    for (int i = 0; i < 400; ++i) {
      CAPTURE(i);
      const SharedWorld world = drawn_shares(draws, i % 2 == 1);
      const Allocation allocation = allocated_shares(world);
      const auto look = [&](const std::optional<Impact>& impact) {
        if (!impact) return;
        CHECK(price_after(world, allocation, impact->moves) ==
              allocation.total().count() + impact->extra.count());
        std::vector<std::uint32_t> given;
        given.reserve(allocation.loads().size());
        for (const PractitionerLoad& load : allocation.loads()) given.push_back(load.given);
        std::int64_t before = world.lacking(given);
        for (const CaseMove& move : impact->moves) {
          if (move.from) given[*move.from] -= world.load[move.unit];
          if (move.to) given[*move.to] += world.load[move.unit];
        }
        CHECK(impact->less_of_shares == world.lacking(given) - before);
      };
      for (PractitionerIndex p{0}; p < world.places.size(); ++p) {
        look(allocation.without(p));
        for (QueuedUnit unit{0}; unit < allocation.units().size(); ++unit) {
          look(allocation.what_if(unit, p));
        }
      }
    }
  }

  TEST_CASE("least share: with units of several places no single move is left that would help") {
    std::mt19937 draws{1950};
    int raised = 0;
    for (int i = 0; i < 600; ++i) {
      CAPTURE(i);
      const SharedWorld world = drawn_shares(draws, true);
      const Allocation allocation = allocated_shares(world);
      const Allocation blind = allocated_shares(world, false);
      CHECK(placed_units(allocation) == placed_units(blind));
      CHECK(allocation.bound() <= allocation.total());
      CHECK_FALSE((!allocation.exact() && one_move_is_left(world, allocation)));
      CHECK(allocation.earlier_outcome().move <= blind.earlier_outcome().move);
      std::vector<std::uint32_t> given;
      given.reserve(blind.loads().size());
      for (const PractitionerLoad& load : blind.loads()) given.push_back(load.given);
      CHECK(lacking_in(allocation) <= world.lacking(given));
      raised += lacking_in(allocation) < world.lacking(given) ? 1 : 0;
      for (std::size_t p = 0; p < world.places.size(); ++p) {
        CHECK(allocation.loads()[p].given <= world.places[p]);
      }
    }
    CHECK(raised > 50);
  }

  TEST_CASE(
      "least share: who is short, and what is in the way, is told in every format that has "
      "loads") {
    const Ranking ranking = share_queue_of("A,2009-01-01\nB,2009-01-02\nC,2009-01-03\n");
    Practitioner first = practitioner("P1", 9);
    first.base = "Stoke";
    Practitioner second = practitioner("P2", 9);
    second.new_least = 3;
    second.new_taken = 1;
    const auto told = [&](const AllocationRules& rules) {
      return shipped::allocated(ranking, shipped::roster_of({first, second}), rules);
    };
    const Allocation met = told({});
    CHECK(has(render_table(met), "P2: at least 3 new places, 1 given before; 2 given."));
    CHECK(has(render_html(met), "meets the least shares best, and of these it is the cheapest"));
    AllocationRules rules;
    for (const char* id : {"A", "B"}) {
      rules.instructions.push_back({InstructionKind::exclude, id, "P2", "r", "M"});
    }
    const Allocation less = told(rules);
    CHECK(holder(less, "C") == "P2");
    CHECK(has(render_table(less),
              "P2: at least 3 new places, 1 given before; 1 given, so 1 short. "
              "Nothing else that has a"));
    const auto json = nlohmann::json::parse(render_json(less));
    CHECK(json["practitioners"][1]["least_share"]["short"] == 1);
    CHECK(json["practitioners"][1]["least_share"]["why"] ==
          "nothing else that has a place may go to them");
    CHECK_FALSE(json["practitioners"][0].contains("least_share"));
    rules.instructions.push_back({InstructionKind::exclude, "C", "P2", "r", "M"});
    CHECK(has(render_json(told(rules)), "nothing that has a place may go to them"));
    second.held_load = 8;
    CHECK(has(render_json(told({})), "only 1 free place"));
    second.held_load = 9;
    CHECK(has(render_json(told({})), "no free place"));
    second.absences = {{{shipped::as_of(), std::nullopt}, "leave"}};
    CHECK(has(render_table(told({})), "0 given, so 2 short. Away."));
    second = practitioner("P2", 9);
    second.new_least = 2;
    first.new_least = 2;
    const Allocation both = told({});
    CHECK(lacking_in(both) == 1);
    CHECK(has(render_json(both), "more would take from another least share"));
    const Allocation plain = shipped::allocated(
        ranking, shipped::roster_of({practitioner("P1", 9), practitioner("P2", 9)}));
    CHECK_FALSE(has(render_json(plain), "least"));
    CHECK_FALSE(has(render_table(plain), "Least shares"));
  }

  TEST_CASE("least share: the roster reads it, has it in its digest, and refuses what cannot be") {
    const auto rows = [](const std::string& line) {
      return read_roster_csv("practitioner_id,caseload,new_least,new_limit,new_taken\n" + line, "");
    };
    const auto one = rows("P,9,3,4,1\n");
    REQUIRE(one);
    CHECK(one->practitioners().front().new_least == 3);
    const auto json = read_roster_json(
        R"({"format": 1, "practitioners": [{"practitioner_id": "P", "caseload": 9, "new_least": 3,
            "new_limit": 4, "new_taken": 1}]})");
    REQUIRE(json);
    CHECK(json->digest() == one->digest());
    CHECK(rows("P,9,2,4,1\n")->digest() != one->digest());
    CHECK(rows("P,9,0,4,1\n")->digest() == rows("P,9,,4,1\n")->digest());
    const auto above = rows("P,9,5,4,1\n");
    REQUIRE_FALSE(above);
    CHECK(has(shipped::lines_of(above.error()), "a least share above the limit on new work"));
    CHECK_FALSE(rows("P,9,x,,\n"));
    CHECK_FALSE(rows("P,9,2000000,,\n"));
  }
}
