// An earlier proposal that is kept as far as the promise allows, before prices count.
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
#include <cstdlib>
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

Ranking waiting_list(const std::string& rows) {
  return shipped::first_come_order("case_id,listed_on,linked_to\n" + rows);
}

/// Changes, then price: what is compared.
using Aims = std::pair<std::int64_t, std::int64_t>;

/// Small lists with prices of their own, tried out whole.
struct PricedWorld {
  std::vector<std::uint32_t> places;
  std::vector<std::vector<std::optional<std::int64_t>>> price;  ///< by unit and practitioner
  std::vector<std::optional<std::size_t>> earlier;              ///< by unit

  /// The least of all ways to place exactly these units; `elsewhere` may not be where it is named.
  [[nodiscard]] std::optional<Aims> least(
      const std::vector<bool>& placed,
      std::optional<std::pair<std::size_t, std::size_t>> elsewhere = std::nullopt) const {
    std::optional<Aims> best;
    std::vector<std::uint32_t> taken(places.size(), 0);
    const std::function<void(std::size_t, Aims)> go = [&](std::size_t unit, Aims so_far) {
      if (unit == placed.size()) {
        if (!best || so_far < *best) best = so_far;
        return;
      }
      if (!placed[unit]) return go(unit + 1, so_far);
      for (std::size_t p = 0; p < places.size(); ++p) {
        if (!price[unit][p] || taken[p] == places[p]) continue;
        if (elsewhere == std::pair{unit, p}) continue;
        ++taken[p];
        const bool changed = earlier[unit] && *earlier[unit] != p;
        go(unit + 1, {so_far.first + (changed ? 1 : 0), so_far.second + *price[unit][p]});
        --taken[p];
      }
    };
    go(0, {0, 0});
    return best;
  }
};

PricedWorld drawn_world(std::mt19937& draws) {
  const auto below = [&draws](unsigned most) { return static_cast<unsigned>(draws() % most); };
  PricedWorld world;
  for (unsigned p = 0; p < 3; ++p) world.places.push_back(below(4));
  const unsigned units = 1 + below(6);
  for (unsigned unit = 0; unit < units; ++unit) {
    std::vector<std::optional<std::int64_t>> prices;
    for (unsigned p = 0; p < 3; ++p) {
      prices.push_back(below(4) == 0 ? std::nullopt
                                     : std::optional{static_cast<std::int64_t>(below(9)) - 3});
    }
    world.price.push_back(std::move(prices));
    world.earlier.push_back(below(3) == 0 ? std::nullopt : std::optional<std::size_t>{below(3)});
  }
  return world;
}

AllocationRules rules_of_world(const PricedWorld& world) {
  AllocationRules rules;
  rules.only_pairs = true;
  for (std::size_t unit = 0; unit < world.price.size(); ++unit) {
    const std::string id = "C" + std::to_string(unit);
    for (std::size_t p = 0; p < world.places.size(); ++p) {
      if (!world.price[unit][p]) continue;
      rules.pairs.push_back({id, "P" + std::to_string(p), Cost{*world.price[unit][p]}});
    }
    if (world.earlier[unit]) {
      rules.earlier.push_back({id, "P" + std::to_string(*world.earlier[unit])});
    }
  }
  return rules;
}

Allocation allocated_world(const PricedWorld& world) {
  std::string rows;
  for (std::size_t unit = 0; unit < world.price.size(); ++unit) {
    rows += "C" + std::to_string(unit) + ",2009-01-0" + std::to_string(unit + 1) + ",\n";
  }
  std::vector<Practitioner> people;
  for (std::size_t p = 0; p < world.places.size(); ++p) {
    people.push_back(practitioner("P" + std::to_string(p), world.places[p]));
  }
  return shipped::allocated(waiting_list(rows), shipped::roster_of(std::move(people)),
                            rules_of_world(world));
}

}  // namespace

TEST_SUITE("earlier proposal") {
  TEST_CASE("earlier: fewest changes, then least price, as trying everything finds") {
    std::mt19937 draws{2010};
    int with_changes = 0;
    int next_bests = 0;
    for (int i = 0; i < 400; ++i) {
      CAPTURE(i);
      const PricedWorld world = drawn_world(draws);
      const Allocation allocation = allocated_world(world);
      PricedWorld blind = world;
      blind.earlier.assign(blind.earlier.size(), std::nullopt);
      const Allocation cheapest = allocated_world(blind);
      std::vector<bool> placed;
      for (QueuedUnit unit{0}; unit < allocation.units().size(); ++unit) {
        placed.push_back(allocation.units()[unit].practitioner.has_value());
        CHECK(cheapest.units()[unit].practitioner.has_value() == placed.back());
      }
      const auto least = world.least(placed);
      REQUIRE(least);
      const EarlierOutcome outcome = allocation.earlier_outcome();
      CHECK(static_cast<std::int64_t>(outcome.move) == least->first);
      CHECK(allocation.total().count() == least->second);
      CHECK(allocation.bound() == allocation.total());
      CHECK(outcome.stay + outcome.move + outcome.wait ==
            static_cast<std::uint64_t>(std::ranges::count_if(
                world.earlier, [](const auto& one) { return one.has_value(); })));
      with_changes += least->first > 0 ? 1 : 0;
      for (QueuedUnit unit{0}; unit < placed.size(); ++unit) {
        if (!placed[unit]) continue;
        const auto next = allocation.next_best(unit);
        const std::size_t here = *allocation.units()[unit].practitioner;
        const auto then = world.least(placed, std::pair{std::size_t{unit}, here});
        REQUIRE(next.has_value() == then.has_value());
        if (!next) continue;
        ++next_bests;
        CHECK(Aims{next->changes, next->extra.count()} ==
              Aims{then->first - least->first, then->second - least->second});
      }
    }
    CHECK(with_changes > 30);
    CHECK(next_bests > 100);
  }

  TEST_CASE("earlier: what if and without count changes and price apart") {
    PricedWorld world{{1, 1, 1}, {{0, 5, 9}, {0, 2, 1}}, {0, 1}};
    const Allocation allocation = allocated_world(world);
    CHECK(holder(allocation, "C0") == "P0");
    CHECK(holder(allocation, "C1") == "P1");
    const auto moved = allocation.what_if(*allocation.find("C1"), 2);
    REQUIRE(moved);
    CHECK(moved->changes == 1);
    CHECK(moved->extra == Cost{-1});
    CHECK(has(render_text(*moved, allocation, "If"),
              "cost 1 less, with 1 more case moved from the earlier proposal."));
    const auto gone = allocation.without(1);
    REQUIRE(gone);
    CHECK(gone->changes == 1);
    CHECK(gone->extra == Cost{-1});
    CHECK(nlohmann::json::parse(render_json(gone, allocation, "If"))["changes"] == 1);
  }

  TEST_CASE("earlier: a proposal read back changes nothing, whatever the prices have become") {
    const Allocation first = shipped::sample_allocation();
    const auto read = read_earlier_csv(render_csv(first));
    REQUIRE(read);
    AllocationRules rules = shipped::sample_rules();
    rules.earlier = *read;
    rules.prices.continuity = Cost{0};
    rules.prices.travel_minute = Cost{3};
    const Allocation again = shipped::allocated(first.ranking(), shipped::sample_roster(), rules);
    CHECK(again.earlier_outcome().move == 0);
    CHECK(again.earlier_outcome().stay == read->size());
    for (QueuedUnit unit{0}; unit < first.units().size(); ++unit) {
      CHECK(first.units()[unit].practitioner == again.units()[unit].practitioner);
    }
    CHECK(read_earlier_csv(render_csv(again))->size() == read->size());
  }

  TEST_CASE("earlier: the promise stands first; those who wait, have left or are gone are told") {
    const Ranking ranking = waiting_list("A,2009-01-01,\nB,2009-01-02,\nC,2009-01-03,\n");
    AllocationRules rules;
    rules.earlier = {{"B", "P1"}, {"C", "P1"}, {"A", "GONE"}, {"Z", "P1"}, {"B", "P1"}};
    const Allocation allocation = shipped::allocated(
        ranking, shipped::roster_of({practitioner("P1", 1), practitioner("P2", 1)}), rules);
    CHECK(holder(allocation, "A") == "P2");
    CHECK(holder(allocation, "B") == "P1");
    CHECK(holder(allocation, "C").empty());
    const EarlierOutcome outcome = allocation.earlier_outcome();
    CHECK(outcome.stay == 1);
    CHECK(outcome.left == 1);
    CHECK(outcome.wait == 1);
    CHECK(outcome.gone == 1);
    const std::string table = render_table(allocation);
    CHECK(has(table,
              "Of 4 cases of the earlier proposal 1 stays with the same practitioner, 1 had "
              "a practitioner who is not on the roster, and goes to somebody else, 1 waits "
              "and 1 is not ranked now."));
    CHECK(has(why_in_words(allocation, 0), "in the earlier proposal: GONE"));
    CHECK(has(why_in_words(allocation, 1), "with the same practitioner in the earlier proposal"));
    const auto json = nlohmann::json::parse(render_json(allocation));
    CHECK(json["earlier"]["stay"] == 1);
    CHECK(json["units"][2]["earlier"][0]["practitioner_id"] == "P1");
    CHECK(has(render_csv(allocation), ",urgent_price,earlier\n"));
    CHECK(has(render_html(allocation), "changes the fewest cases of the earlier one"));
  }

  TEST_CASE("earlier: of a family each case counts") {
    const Ranking ranking = waiting_list("A,2009-01-01,\nA2,2009-01-01,A\nA3,2009-01-01,A\n");
    AllocationRules rules;
    rules.earlier = {{"A", "P1"}, {"A2", "P2"}, {"A3", "P2"}};
    const auto roster = shipped::roster_of({practitioner("P1", 5), practitioner("P2", 5)});
    const Allocation allocation = shipped::allocated(ranking, roster, rules);
    CHECK(holder(allocation, "A") == "P2");
    CHECK(allocation.earlier_outcome().move == 1);
    CHECK(has(why_in_words(allocation, 0), "in the earlier proposal: A P1;A2 P2;A3 P2"));
  }

  TEST_CASE("earlier: with units of several places the price stays within its bound") {
    std::mt19937 draws{7};
    for (int world = 0; world < 40; ++world) {
      std::string rows;
      AllocationRules rules;
      rules.count = LoadCount::cases;
      for (int i = 0; i < 20; ++i) {
        const std::string id = "C" + std::to_string(i);
        rows += id + ",2009-01-" + std::to_string(10 + i) + ",\n";
        rules.loads.push_back({static_cast<std::uint32_t>(1 + draws() % 3), {id, "", {}}});
        rules.earlier.push_back({id, "P" + std::to_string(draws() % 5)});
      }
      std::vector<Practitioner> people;
      for (int p = 0; p < 4; ++p) people.push_back(practitioner("P" + std::to_string(p), 9));
      const Allocation allocation =
          shipped::allocated(waiting_list(rows), shipped::roster_of(std::move(people)), rules);
      CHECK(allocation.undecided().empty());
      CHECK(allocation.bound() <= allocation.total());
      Cost sum;
      for (const AllocationUnit& unit : allocation.units()) sum = sum + unit.parts.sum();
      CHECK(sum == allocation.total());
      CHECK(has(render_table(allocation), "that they are the fewest is not established"));
      for (QueuedUnit unit{0}; unit < allocation.units().size(); ++unit) {
        const auto next = allocation.next_best(unit);
        if (!next) continue;
        const auto impact = allocation.what_if(unit, next->practitioner);
        REQUIRE(impact);
        CHECK(std::abs(next->extra.count()) <= 2 * allocation.total().count() + 100'000);
      }
    }
  }

  TEST_CASE("earlier: faults of the file and of the rules, each with its place") {
    const auto unnamed = read_earlier_csv("case_id,practitioner_id\n,P1\nA,\n");
    REQUIRE_FALSE(unnamed);
    CHECK(unnamed.error().size() == 1);
    CHECK(unnamed.error().front().line == 2);
    CHECK_FALSE(read_earlier_csv("case_id\nA\n"));
    const Ranking ranking = waiting_list("A,2009-01-01,\n");
    const auto roster = shipped::roster_of({practitioner("P1", 1), practitioner("P2", 1)});
    AllocationRules rules;
    rules.earlier = {{"A", "P1"}, {"A", "P2"}};
    const auto twice = allocate(ranking, roster, rules);
    REQUIRE_FALSE(twice);
    CHECK(has(shipped::lines_of(twice.error()),
              "this case stands here with two practitioners, P1 and P2"));
    CHECK(twice.error().front().line == 0);
    rules.earlier = read_earlier_csv("case_id,practitioner_id\nA,P1\nA,P1\n\nA,P2\n").value();
    const auto read_twice = allocate(ranking, roster, rules);
    REQUIRE_FALSE(read_twice);
    CHECK(read_twice.error().size() == 1);
    CHECK(has(shipped::lines_of(read_twice.error()),
              "earlier proposal:5: case_id \"A\": this case stands here with two practitioners, "
              "P1 (line 2) and P2; keep one of the two"));
    rules.earlier = {{"A", "P1"}};
    rules.pairs = {{"A", "P1", Cost{-9'000'000'000}}, {"A", "P2", Cost{9'000'000'000}}};
    const auto large = allocate(ranking, roster, rules);
    REQUIRE_FALSE(large);
    CHECK(has(shipped::lines_of(large.error()), "prices differ by too much for counting changes"));
    rules.pairs.clear();
    const auto stamped = allocate(ranking, roster, rules);
    REQUIRE(stamped);
    CHECK(stamped->rules_digest() != shipped::allocated(ranking, roster).rules_digest());
  }
}
