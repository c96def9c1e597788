#include <waitlist/robustness/swap_values.h>

#include "policy/policy_numbers.h"
#include "robustness/three_cases.h"
#include "support/small_draws.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

/// What moving one number does to two neighbours; nullptr: nothing.
const NumberSwap* swap_of(const SwapValues& values,
                          std::size_t pair,
                          const std::string& rule,
                          const std::string& part) {
  for (const NumberSwap& swap : values.pairs[pair].numbers) {
    const VariedNumber& number = values.reach.numbers()[swap.number];
    if (number.rule == rule && number.part == part) return &swap;
  }
  return nullptr;
}

/// Points of a few thousandths, so that every value of a number can be tried.
CompiledPolicy tiny_policy() {
  Policy policy = world::random_policy();
  each_number(policy, [](const NumberName& name, Points& points) {
    const bool falls = points < Points{};
    points = Points{world::draw(0, name.kind == VariedKind::waiting ? 3 : 12) * (falls ? -1 : 1)};
  });
  const std::size_t bands = policy.bands.size();
  for (std::size_t i = 0; i < bands; ++i) {
    policy.bands[i].from = Points{static_cast<std::int64_t>(bands - 1 - i) * 9};
  }
  for (GroupRule& group : policy.groups) {
    if (group.cap) group.cap = Points{world::draw(4, 20)};
  }
  for (CriterionRule& rule : policy.criteria) {
    if (auto* markers = std::get_if<ByMarker>(&rule.scale); markers != nullptr) {
      if (markers->maximum) markers->maximum = Points{world::draw(4, 20)};
    }
    rule.unknown = world::chance(50) ? std::optional{Points{}} : std::nullopt;
  }
  auto compiled = compile(policy, world::schema());
  RC_PRE(compiled.has_value());  // some rates are too fine to be counted
  return *std::move(compiled);
}

/// The nearest value by trying one after the other.
std::optional<Points> tried(const Ranking& ranking,
                            const VariedPolicy& reach,
                            std::uint32_t number,
                            const NeighbourSwaps& pair,
                            std::int64_t way) {
  const VariedNumber& moved = reach.numbers()[number];
  std::vector<Points> values = reach.written();
  for (Points at = moved.written + Points{way}; at >= moved.least && at <= moved.most;
       at += Points{way}) {
    values[number] = at;
    const auto again = rank(ranking.cases(), *reach.compiled(values), ranking.as_of());
    const auto place = [&](CaseRow row) {
      return again->find(ranking.cases().case_id(row))->position;
    };
    if (place(pair.lower) < place(pair.upper)) return at;
  }
  return std::nullopt;
}

/// Whether the format takes every value: some rates are too fine to be counted.
bool takes_all(const VariedPolicy& reach, std::uint32_t number) {
  const VariedNumber& moved = reach.numbers()[number];
  std::vector<Points> values = reach.written();
  for (values[number] = moved.least; values[number] <= moved.most; values[number] += Points{1}) {
    if (!reach.compiled(values)) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("Each number has the swap values that were worked out with a pencil") {
  const Ranking ranking = three_cases::ranked(three_cases::kPolicy, three_cases::kList);
  const auto values = swap_values(ranking, 2);
  REQUIRE(values.has_value());
  REQUIRE(values->pairs.size() == 2);

  struct Row {
    std::size_t pair;  // A above C, C above B
    const char* rule;
    const char* part;
    std::optional<Points> below, above;
  };

  const std::optional<Points> none;
  // With as many points A stands before C, and B before C.
  const std::array rows{
      Row{0, "k1", "high", Points{16'999}, none}, Row{0, "k2", "high", none, Points{15'001}},
      Row{0, "k3", "low", Points{999}, none},     Row{0, "k3", "high", none, Points{12'001}},
      Row{1, "k1", "low", none, Points{9'000}},   Row{1, "k3", "high", Points{8'000}, none},
  };
  for (const Row& row : rows) {
    CAPTURE(row.rule);
    CAPTURE(row.part);
    const NumberSwap* const swap = swap_of(*values, row.pair, row.rule, row.part);
    REQUIRE(swap != nullptr);
    CHECK(swap->below.at == row.below);
    CHECK(swap->above.at == row.above);
    CHECK_FALSE(swap->below.given_up);
    CHECK_FALSE(swap->above.given_up);
  }
  CHECK(values->pairs[0].numbers.size() == 4);
  CHECK(values->pairs[1].numbers.size() == 2);
  CHECK(values->pairs[0].position == 1);
  CHECK(ranking.cases().case_id(values->pairs[1].upper) == "C");
  CHECK(ranking.cases().case_id(values->pairs[1].lower) == "B");
}

TEST_CASE("A rate swaps two cases where the days between them outweigh their points") {
  const std::string waiting =
      three_cases::kPolicy + "[waiting]\nrates = [{ from_day = 0, points = 1, days = 7 }]\n";
  // A earns 24 points and 31/7, C 21 points and 51/7: alike at 3 points in 20/7 weeks.
  const Ranking ranking = three_cases::ranked(waiting,
                                              "case_id,listed_on,k1,k2,k3\n"
                                              "A,2026-01-01,high,no,low\n"
                                              "C,2025-12-12,no,high,high\n");
  const auto values = swap_values(ranking, 1);
  REQUIRE(values.has_value());
  const NumberSwap* const swap = swap_of(*values, 0, "waiting", "from 0");
  REQUIRE(swap != nullptr);
  CHECK(swap->above.at == Points{1'051});  // 1.050 is alike, and A stands first
  CHECK_FALSE(swap->below.at.has_value());
}

TEST_CASE("A swap value is the nearest of all that trying one after the other finds") {
  CHECK(rc::check("swap values by trying", [] {
    const CompiledPolicy policy = tiny_policy();
    const CaseTable cases = world::table_of(world::random_cases(8));
    const auto ranking = rank(cases, policy, world::as_of());
    RC_PRE(ranking.has_value() && ranking->unit_count() > 1);
    const auto values = swap_values(*ranking, static_cast<std::uint32_t>(world::draw(1, 4)));
    RC_PRE(values.has_value() && !values->unproved);
    const auto count = static_cast<std::int64_t>(values->reach.numbers().size());
    for (std::int64_t i = 0; i < std::min<std::int64_t>(count, 8); ++i) {
      const auto number = static_cast<std::uint32_t>(world::draw(0, count - 1));
      if (!takes_all(values->reach, number)) continue;
      for (const NeighbourSwaps& pair : values->pairs) {
        const auto at = std::ranges::find(pair.numbers, number, &NumberSwap::number);
        const NumberSwap said = at == pair.numbers.end() ? NumberSwap{} : *at;
        const auto below = tried(*ranking, values->reach, number, pair, -1);
        const auto above = tried(*ranking, values->reach, number, pair, 1);
        RC_ASSERT(!said.below.given_up);
        RC_ASSERT(!said.above.given_up);
        RC_ASSERT(said.below.at == below);
        RC_ASSERT(said.above.at == above);
      }
    }
  }));
}

TEST_CASE("Nothing is searched where more points can put a case lower") {
  const auto values =
      swap_values(three_cases::ranked(three_cases::slower_in_band(), three_cases::kList), 2);
  REQUIRE(values.has_value());
  CHECK(values->unproved.has_value());
  CHECK(values->pairs.empty());
}
