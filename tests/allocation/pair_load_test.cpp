// Loads that hang on the practitioner: used for the places there are, and told.
#include <waitlist/allocation/allocation.h>
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

Ranking order_of(const std::string& rows) {
  return shipped::first_come_order("case_id,listed_on\n" + rows);
}

struct PairWorld {
  std::vector<std::uint32_t> places;
  std::vector<std::uint32_t> urgent_places;
  std::vector<std::uint32_t> least;
  std::vector<bool> urgent;  ///< of each unit
  /// By unit and practitioner: the price and the places; nullopt: may not.
  std::vector<std::vector<std::optional<std::pair<std::int64_t, std::uint32_t>>>> pair;
  std::vector<std::optional<std::size_t>> appointed;

  [[nodiscard]] bool fits(const std::vector<std::optional<std::size_t>>& at) const {
    std::vector<std::uint32_t> taken(places.size(), 0);
    std::vector<std::uint32_t> urgent_taken(places.size(), 0);
    std::vector<std::uint32_t> own(places.size(), 0);
    std::vector<std::uint32_t> urgent_own(places.size(), 0);
    for (std::size_t unit = 0; unit < at.size(); ++unit) {
      if (!at[unit]) continue;
      const std::uint32_t load = pair[unit][*at[unit]]->second;
      taken[*at[unit]] += load;
      if (urgent[unit]) urgent_taken[*at[unit]] += load;
      if (!appointed[unit]) continue;
      own[*at[unit]] += load;
      if (urgent[unit]) urgent_own[*at[unit]] += load;
    }
    for (std::size_t p = 0; p < places.size(); ++p) {
      if (taken[p] > std::max(own[p], places[p])) return false;
      if (urgent_taken[p] > std::max(urgent_own[p], urgent_places[p])) return false;
    }
    return true;
  }

  /// The lexicographically best set, by trying everything.
  [[nodiscard]] std::vector<bool> best_set() const {
    std::vector<bool> best(pair.size(), false);
    std::vector<std::optional<std::size_t>> at(pair.size());
    const std::function<void(std::size_t)> go = [&](std::size_t unit) {
      if (unit == pair.size()) {
        std::vector<bool> placed;
        placed.reserve(at.size());
        for (const auto& one : at) placed.push_back(one.has_value());
        if (placed > best && fits(at)) best = placed;
        return;
      }
      for (std::size_t p = 0; p < places.size(); ++p) {
        if (!pair[unit][p] || (appointed[unit] && *appointed[unit] != p)) continue;
        at[unit] = p;
        go(unit + 1);
      }
      at[unit].reset();
      if (!appointed[unit]) go(unit + 1);
    };
    go(0);
    return best;
  }
};

PairWorld drawn_pairs(std::mt19937& draws) {
  const auto below = [&draws](unsigned most) { return static_cast<unsigned>(draws() % most); };
  PairWorld world;
  for (unsigned p = 0; p < 3; ++p) {
    world.places.push_back(below(7));
    world.urgent_places.push_back(below(3) == 0 ? below(4) : 99);
    world.least.push_back(below(3) == 0 ? below(4) : 0);
  }
  const unsigned units = 1 + below(6);
  for (unsigned unit = 0; unit < units; ++unit) {
    world.urgent.push_back(below(3) == 0);
    auto& pairs = world.pair.emplace_back();
    for (unsigned p = 0; p < 3; ++p) {
      if (below(4) == 0) {
        pairs.emplace_back();
      } else {
        pairs.emplace_back(std::pair{std::int64_t{below(9)}, 1 + below(4)});
      }
    }
    world.appointed.emplace_back();
    const unsigned to = below(3);
    if (below(6) == 0 && pairs[to]) world.appointed.back() = to;
  }
  return world;
}

Allocation allocated_pairs(const PairWorld& world) {
  AllocationRules rules;
  rules.only_pairs = true;
  rules.count = LoadCount::cases;
  std::string rows;
  std::uint32_t urgent = 0;
  for (std::size_t unit = 0; unit < world.pair.size(); ++unit) {
    const std::string id = "C" + std::to_string(unit);
    rows += id + ",2009-01-0" + std::to_string(unit + 1) + "\n";
    urgent += world.urgent[unit] ? 1U : 0U;
    for (std::size_t p = 0; p < world.places.size(); ++p) {
      const auto& pair = world.pair[unit][p];
      if (!pair) continue;
      rules.pairs.push_back({id, "P" + std::to_string(p), Cost{pair->first}, {}, pair->second});
    }
    if (world.appointed[unit]) {
      rules.instructions.push_back(
          {InstructionKind::appointed, id, "P" + std::to_string(*world.appointed[unit]), "r", "M"});
    }
  }
  rules.urgent_tiers = urgent > 0 ? 1U : 0U;
  std::vector<Practitioner> people;
  for (std::size_t p = 0; p < world.places.size(); ++p) {
    people.push_back(practitioner("P" + std::to_string(p), world.places[p]));
    if (world.urgent_places[p] < 99) people.back().urgent_limit = world.urgent_places[p];
    people.back().new_least = world.least[p];
  }
  return shipped::allocated(order_of(rows), shipped::roster_of(std::move(people)), rules);
}

}  // namespace

TEST_SUITE("pair loads") {
  TEST_CASE("pair loads: the set is the best, no limit is passed, and everything adds up") {
    std::mt19937 draws{1975};
    int waiting = 0;
    int too_large = 0;
    for (int i = 0; i < 800; ++i) {
      CAPTURE(i);
      PairWorld world = drawn_pairs(draws);
      // One policy has one tier: all units are urgent, or none.
      const bool all_urgent = i % 3 == 0;
      world.urgent.assign(world.urgent.size(), all_urgent);
      const Allocation allocation = allocated_pairs(world);
      REQUIRE(allocation.undecided().empty());
      const std::vector<bool> best = world.best_set();
      std::vector<std::optional<std::size_t>> at;
      std::vector<std::uint32_t> given(world.places.size(), 0);
      std::int64_t total = 0;
      for (QueuedUnit unit{0}; unit < best.size(); ++unit) {
        const AllocationUnit& one = allocation.units()[unit];
        CHECK(one.practitioner.has_value() == best[unit]);
        at.emplace_back();
        if (!one.practitioner) {
          ++waiting;
          too_large += allocation.why_unplaced(unit) == UnplacedReason::too_large ? 1 : 0;
          for (std::size_t p = 0; p < world.places.size(); ++p) {
            if (!world.pair[unit][p]) continue;
            CHECK(world.pair[unit][p]->second >= one.load);
            CHECK(world.pair[unit][p]->second <= one.most_load);
            if (allocation.why_unplaced(unit) != UnplacedReason::too_large) continue;
            const std::uint32_t own = allocation.loads()[p].appointed;
            CHECK(world.pair[unit][p]->second + own >
                  std::min(world.places[p], all_urgent ? world.urgent_places[p] : 99));
          }
          if (!allocation.exact()) CHECK_FALSE(allocation.proof_of(unit));
          continue;
        }
        at.back() = *one.practitioner;
        const auto& pair = world.pair[unit][*one.practitioner];
        REQUIRE(pair);
        CHECK(one.load == pair->second);
        given[*one.practitioner] += one.load;
        total += pair->first;
      }
      CHECK(world.fits(at));
      CHECK(allocation.total().count() == total);
      CHECK(allocation.bound() <= allocation.total());
      for (std::size_t p = 0; p < given.size(); ++p) {
        CHECK(allocation.loads()[p].given == given[p]);
        if (!allocation.exact()) CHECK_FALSE(allocation.one_more_place_buys()[p]);
      }
      CHECK(has(render_json(allocation), "\"units\""));
    }
    CHECK(waiting > 300);
    CHECK(too_large > 20);
  }

  TEST_CASE("pair loads: what if and without stay within all places, and tell the price") {
    std::mt19937 draws{1976};
    for (int i = 0; i < 300; ++i) {
      CAPTURE(i);
      PairWorld world = drawn_pairs(draws);
      world.urgent.assign(world.urgent.size(), false);
      const Allocation allocation = allocated_pairs(world);
      const auto look = [&](const std::optional<Impact>& impact) {
        if (!impact) return;
        std::vector<std::optional<std::size_t>> at;
        std::int64_t total = 0;
        for (const AllocationUnit& unit : allocation.units()) {
          at.emplace_back();
          if (unit.practitioner) at.back() = *unit.practitioner;
        }
        for (const CaseMove& move : impact->moves) {
          at[move.unit].reset();
          if (move.to) at[move.unit] = *move.to;
        }
        for (std::size_t unit = 0; unit < at.size(); ++unit) {
          if (at[unit]) total += world.pair[unit][*at[unit]]->first;
        }
        CHECK(world.fits(at));
        CHECK(total == allocation.total().count() + impact->extra.count());
      };
      for (PractitionerIndex p{0}; p < world.places.size(); ++p) {
        look(allocation.without(p));
        for (QueuedUnit unit{0}; unit < allocation.units().size(); ++unit) {
          look(allocation.what_if(unit, p));
        }
      }
    }
  }

  TEST_CASE("pair loads: words, files and what is refused") {
    const auto read = read_pairs_csv("case_id,practitioner_id,cost,load\nA,P1,5,3\nA,P2,7,\n");
    REQUIRE(read);
    CHECK(read->front().load == 3U);
    CHECK_FALSE(read->back().load);
    CHECK_FALSE(read_pairs_csv("case_id,practitioner_id,cost,load\nA,P1,5,0\n"));
    CHECK_FALSE(read_pairs_csv("case_id,practitioner_id,cost,load\nA,P1,5,1001\n"));
    AllocationRules rules;
    rules.only_pairs = true;
    rules.pairs = *read;
    const Ranking ranking = order_of("A,2009-01-01\n");
    const auto with = [&](std::uint32_t first, std::uint32_t second) {
      return shipped::allocated(
          ranking, shipped::roster_of({practitioner("P1", first), practitioner("P2", second)}),
          rules);
    };
    CHECK(holder(with(2, 0), "A") == "P1");  // a unit counts once, whatever its cases take
    CHECK_FALSE(with(2, 0).has_pair_loads());
    rules.count = LoadCount::cases;
    CHECK(holder(with(3, 1), "A") == "P1");
    CHECK(holder(with(2, 1), "A") == "P2");
    const Allocation waits = with(2, 0);
    CHECK(holder(waits, "A").empty());
    CHECK(has(render_csv(waits),
              "it takes 1 to 3 places, with each who may take it more than they have free today"));
    CHECK(nlohmann::json::parse(render_json(waits))["units"][0]["most_load"] == 3);
    CHECK(has(render_html(waits), "it is not sought."));
    const auto digest = waits.rules_digest();
    rules.pairs.front().load = 2;
    CHECK(with(2, 0).rules_digest() != digest);
    rules.horizon = Days{3};
    const auto ahead = allocate(
        ranking, shipped::roster_of({practitioner("P1", 1), practitioner("P2", 1)}), rules);
    REQUIRE_FALSE(ahead);
    CHECK(has(shipped::lines_of(ahead.error()), "the days ahead are not looked at"));
    rules.horizon.reset();
    rules.pairs.front().load = 0;
    CHECK_FALSE(allocate(
        ranking, shipped::roster_of({practitioner("P1", 1), practitioner("P2", 1)}), rules));
  }

  TEST_CASE("pair loads: more practitioners with loads of their own than can be are refused") {
    AllocationRules rules;
    rules.only_pairs = true;
    rules.count = LoadCount::cases;
    std::vector<Practitioner> people;
    for (int p = 0; p < 34; ++p) {
      const std::string id = "P" + std::to_string(10 + p);
      people.push_back(practitioner(id, 4));
      rules.pairs.push_back({"A", id, Cost{1}, {}, p == 0 ? 1U : 2U});
    }
    const Ranking ranking = order_of("A,2009-01-01\n");
    const auto made = allocate(ranking, shipped::roster_of(people), rules);
    REQUIRE_FALSE(made);
    CHECK(has(shipped::lines_of(made.error()), "give fewer practitioners loads of their own"));
    people.pop_back();
    rules.pairs.pop_back();
    CHECK(allocate(ranking, shipped::roster_of(people), rules).has_value());
  }
}
