// How often a gap that is there is told apart: the figures of docs/reference/equality.md.
#include <waitlist/equality/permutation_test.h>

#include "base/keyed_draws.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <numeric>
#include <utility>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

/// Gaps in percent of the list: by so many places the group stands lower than the others.
constexpr std::array<int, 6> kGapsInPercent{0, 5, 10, 15, 20, 30};
/// How far a value must be moved, in standard deviations, for the group to stand lower than another
/// unit in 50 + gap of 100 pairs: the square root of 2 times the normal quantile.
constexpr std::array<double, 6> kMoves{0.0, 0.17771, 0.35829, 0.54493, 0.74161, 1.19023};

#ifdef __OPTIMIZE__
constexpr int kPowerLists = 400;
#else
constexpr int kPowerLists = 100;
#endif

struct PowerRow {
  std::size_t units = 0;
  std::size_t group = 0;
  std::array<double, 6> told_apart{};  ///< in 100 lists, as the page says
};

/// Two draws of a normal distribution (Box and Muller).
std::pair<double, double> normal_pair(const KeyedDraws& draws, std::uint64_t number) {
  constexpr std::int64_t kFine = 1'000'000'000;
  const auto first = static_cast<double>(draws.below(2 * number, kFine) + 1) / (kFine + 1.0);
  const auto second = static_cast<double>(draws.below(2 * number + 1, kFine)) / kFine;
  const double far = std::sqrt(-2 * std::log(first));
  const double turn = 2 * std::numbers::pi * second;
  return {far * std::cos(turn), far * std::sin(turn)};
}

/// Four groups, the others of three sizes; only the first stands lower.
DealtList list_with_gap(const PowerRow& row, double move, std::uint64_t number) {
  DealtList list;
  list.labels.emplace_back(row.units);
  std::vector<double> values(row.units);
  const KeyedDraws draws{2010, number};
  const std::size_t others = row.units - row.group;
  for (std::size_t i = 0; i < row.units; ++i) {
    values[i] = normal_pair(draws, i).first;
    if (i < row.group) {
      values[i] += move;
      continue;
    }
    const std::size_t of_others = i - row.group;
    list.labels[0][i] = of_others < others / 2 ? 1U : of_others < others * 4 / 5 ? 2U : 3U;
  }
  std::vector<std::size_t> order(row.units);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&values](std::size_t i) { return values[i]; });
  list.outcomes.emplace_back(row.units);
  for (std::size_t place = 0; place < order.size(); ++place) {
    list.outcomes[0][order[place]] = static_cast<std::int64_t>(place + 1);
  }
  return list;
}

double told_apart_in_100(const PowerRow& row, double move) {
  const std::vector<ComparedGroup> compared{{0, 0, 0}, {0, 0, 1}, {0, 0, 2}, {0, 0, 3}};
  int found = 0;
  for (int i = 0; i < kPowerLists; ++i) {
    DealOptions options;
    options.deals = 199;
    options.seed = static_cast<std::uint64_t>(i);
    const DealtList list = list_with_gap(row, move, static_cast<std::uint64_t>(i));
    const FamilyTest test = test_family(list, compared, options);
    found += test.p(test.gaps[0]) <= 0.05 ? 1 : 0;
  }
  return 100.0 * found / kPowerLists;
}

}  // namespace

TEST_CASE("A gap that is there is told apart as often as the page on equality says") {
  const PowerRow rows[] = {{60, 10, {1, 3, 8, 16, 29, 76}},
                           {100, 20, {1, 4, 13, 35, 63, 97}},
                           {400, 20, {1, 5, 16, 44, 74, 99}},
                           {400, 100, {1, 17, 72, 99, 100, 100}},
                           {1000, 100, {1, 21, 83, 100, 100, 100}}};
  for (const PowerRow& row : rows) {
    for (std::size_t i = 0; i < kGapsInPercent.size(); ++i) {
      CAPTURE(row.units);
      CAPTURE(row.group);
      CAPTURE(kGapsInPercent[i]);
      const double share = row.told_apart[i] / 100;
      const double found = told_apart_in_100(row, kMoves[i]);
      const double room = 100 * 4.5 * std::sqrt(std::max(share * (1 - share), 0.01) / kPowerLists);
      CHECK(std::abs(found - row.told_apart[i]) <= room + 1);
    }
  }
}
