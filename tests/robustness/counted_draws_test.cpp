#include <waitlist/robustness/counted_draws.h>

#include "robustness/exact_shares.h"
#include "robustness/philox.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
using exact_shares::agrees;

constexpr std::uint64_t kManyDraws = 200'000;

}  // namespace

TEST_CASE("Philox gives the known answers of its authors") {
  struct Row {
    const char* name;
    PhiloxCounter counter;
    PhiloxKey key;
    PhiloxCounter drawn;
  };

  constexpr std::uint32_t kOnes = 0xffffffffU;
  const std::array rows{
      Row{"all bits 0", {0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
      Row{"all bits 1",
          {kOnes, kOnes, kOnes, kOnes},
          {kOnes, kOnes},
          {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
      Row{"digits of pi",
          {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
          {0xa4093822, 0x299f31d0},
          {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(philox(row.counter, row.key) == row.drawn);
  }
  static_assert(philox({0, 0, 0, 0}, {0, 0})[0] == 0x6627e8d5);
}

TEST_CASE("A drawn number is a function of seed, draw and number alone") {
  CHECK(drawn_bits(0, 0, 0) == 0xe169c58d6627e8d5U);
  const std::vector<std::uint64_t> others{drawn_bits(1, 0, 0), drawn_bits(0, 1, 0),
                                          drawn_bits(0, 0, 1), drawn_bits(1ULL << 32U, 0, 0),
                                          drawn_bits(0, 1ULL << 32U, 0)};
  for (const std::uint64_t other : others) {
    CHECK(other != drawn_bits(0, 0, 0));
    CHECK(std::ranges::count(others, other) == 1);
  }
}

TEST_CASE("Every whole number between the ends is drawn as often, and none outside") {
  constexpr std::int64_t kSides = 6;
  std::array<std::uint64_t, kSides> times{};
  for (std::uint64_t draw = 0; draw < kManyDraws; ++draw) {
    const std::int64_t side = drawn_between(9, draw, 0, -2, kSides - 3);
    REQUIRE(side >= -2);
    REQUIRE(side <= kSides - 3);
    ++times[static_cast<std::size_t>(side + 2)];
  }
  for (const std::uint64_t count : times) CHECK(agrees(count, kManyDraws, 1.0 / kSides));
  CHECK(drawn_between(1, 2, 3, 7, 7) == 7);
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  CHECK(drawn_between(0, 0, 0, kLeast, kMost) ==
        static_cast<std::int64_t>(drawn_bits(0, 0, 0) - (1ULL << 63U)));
}

TEST_CASE("Drawn weights add up, and are spread evenly over all that do") {
  CHECK(drawn_weights(1, 1, 0).empty());
  CHECK(drawn_weights(1, 1, 1) == std::vector<std::int64_t>{kWeightsWhole});
  constexpr std::size_t kCriteria = 3;
  std::uint64_t some_above_half = 0;
  std::array<double, kCriteria> sums{};
  double squares = 0;
  for (std::uint64_t draw = 0; draw < kManyDraws; ++draw) {
    const std::vector<std::int64_t> weights = drawn_weights(3, draw, kCriteria);
    REQUIRE(weights.size() == kCriteria);
    REQUIRE(std::accumulate(weights.begin(), weights.end(), std::int64_t{0}) == kWeightsWhole);
    REQUIRE(std::ranges::min(weights) >= 0);
    some_above_half += std::ranges::max(weights) > kWeightsWhole / 2 ? 1U : 0U;
    for (std::size_t k = 0; k < kCriteria; ++k) {
      sums[k] += static_cast<double>(weights[k]) / static_cast<double>(kWeightsWhole);
    }
    const double first = static_cast<double>(weights[0]) / static_cast<double>(kWeightsWhole);
    squares += first * first;
  }
  // Numbers divided by their sum would have one above a half in only half of the draws.
  CHECK(agrees(some_above_half, kManyDraws, 0.75));
  constexpr double kVariance = 2.0 / (9.0 * 4.0);
  const double error = 5 * std::sqrt(kVariance / static_cast<double>(kManyDraws));
  for (const double sum : sums) {
    CHECK(std::abs(sum / static_cast<double>(kManyDraws) - 1.0 / 3.0) < error);
  }
  CHECK(std::abs(squares / static_cast<double>(kManyDraws) - (kVariance + 1.0 / 9.0)) < 0.002);
}
