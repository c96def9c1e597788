#include <waitlist/equality/gap_by_rule.h>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

/// Every order in which the players can come: what each adds when it comes, over all orders.
std::vector<std::int64_t> by_all_orders(const std::vector<std::int64_t>& values,
                                        std::size_t players) {
  std::vector<std::size_t> order(players);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<std::int64_t> parts(players);
  do {
    std::size_t set = 0;
    for (const std::size_t player : order) {
      const std::size_t with = set | (std::size_t{1} << player);
      parts[player] += values[with] - values[set];
      set = with;
    }
  } while (std::next_permutation(order.begin(), order.end()));
  return parts;
}

}  // namespace

TEST_CASE("Shares of Shapley come out as published and as worked out") {
  struct Row {
    const char* what;
    std::vector<std::int64_t> values;
    std::vector<std::int64_t> times;  ///< by the number of orders
  };

  const Row rows[] = {
      {"costs of three towns", {0, 88, 92, 100, 70, 119, 112, 120}, {249, 240, 231}},
      {"one right and two left gloves", {0, 0, 0, 0, 0, 1, 1, 1}, {1, 1, 4}},
      // Three times the gap of places: nothing, H, W, HW, F, HF, WF, HWF.
      {"places by harm, waiting and filing", {-9, -3, 5, 7, -5, -1, 3, 9}, {30, 66, 12}},
      {"a capped sum", {0, 5, 10, 0}, {-5, 5}},
      {"nobody", {7}, {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    CHECK(shapley_numerators(row.values) == row.times);
  }
  CHECK(shapley_denominator(8) == 40'320);
}

TEST_CASE("Shares of Shapley are what each adds over all orders, and add up") {
  CHECK(rc::check("shapley", [] {
    const auto players = *rc::gen::inRange<std::size_t>(0, 6);
    const auto values = *rc::gen::container<std::vector<std::int64_t>>(
        std::size_t{1} << players, rc::gen::inRange<std::int64_t>(-1000, 1000));
    const auto parts = shapley_numerators(values);
    RC_ASSERT(parts == by_all_orders(values, players));
    const std::int64_t sum = std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
    RC_ASSERT(sum == shapley_denominator(players) * (values.back() - values.front()));
  }));
}

TEST_CASE("Rounded parts add up to the rounded sum, each within one of its own") {
  CHECK(parts_that_add_up(std::vector<std::int64_t>{5'000, 10'000, -15'000, -32'000, 0}, 3) ==
        std::vector<std::int64_t>{1'667, 3'333, -5'000, -10'667, 0});
  CHECK(parts_that_add_up(std::vector<std::int64_t>{1, 1, 1}, 3) ==
        std::vector<std::int64_t>{1, 0, 0});
  CHECK(parts_that_add_up(std::vector<std::int64_t>{1}, 2) == std::vector<std::int64_t>{1});
  CHECK(parts_that_add_up(std::vector<std::int64_t>{-1}, 2) == std::vector<std::int64_t>{0});
  CHECK(parts_that_add_up(std::vector<std::int64_t>{}, 2).empty());
  CHECK(rc::check("parts", [] {
    const auto denominator = *rc::gen::inRange<std::int64_t>(1, 5000);
    const auto numerators = *rc::gen::container<std::vector<std::int64_t>>(
        rc::gen::inRange<std::int64_t>(-90'000, 90'000));
    const auto parts = parts_that_add_up(numerators, denominator);
    const std::int64_t all = std::accumulate(numerators.begin(), numerators.end(), std::int64_t{0});
    const std::int64_t sum = std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
    const std::int64_t twice = 2 * (sum * denominator - all);  // within half, halves up
    RC_ASSERT(twice <= denominator);
    RC_ASSERT(twice > -denominator);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      RC_ASSERT(std::abs(parts[i] * denominator - numerators[i]) < denominator);
    }
  }));
}
