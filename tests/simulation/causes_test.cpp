#include <waitlist/simulation/causes.h>

#include "simulation/estimates.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

/// The mean over all orders, one by one.
std::vector<double> by_orders(const std::vector<double>& values, std::size_t causes) {
  std::vector<std::size_t> order(causes);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<double> sums(causes, 0.0);
  double orders = 0.0;
  do {
    std::size_t set = 0;
    for (const std::size_t cause : order) {
      const std::size_t with = set | std::size_t{1} << cause;
      sums[cause] += values[with] - values[set];
      set = with;
    }
    ++orders;
  } while (std::ranges::next_permutation(order).found);
  for (double& sum : sums) sum /= orders;
  return sums;
}

/// Five repetitions with the causes D, V and L: ∅, D, V, DV, L, DL, VL, DVL.
const std::array<std::vector<double>, 5> kWorked{{{40, 52, 55, 78, 43, 57, 60, 86},
                                                  {44, 58, 61, 88, 47, 64, 66, 98},
                                                  {37, 47, 50, 69, 39, 51, 54, 75},
                                                  {47, 63, 66, 97, 51, 70, 73, 109},
                                                  {42, 54, 58, 83, 45, 59, 63, 92}}};

}  // namespace

TEST_SUITE("causes") {
  TEST_CASE("causes: the parts are those worked out by hand, in sixths") {
    const std::array<std::array<double, 3>, 5> sixths{
        {{113, 131, 32}, {136, 151, 37}, {93, 111, 24}, {154, 172, 46}, {121, 145, 34}}};
    for (std::size_t i = 0; i < kWorked.size(); ++i) {
      const std::vector<double> parts = shapley_parts(kWorked[i]);
      REQUIRE(parts.size() == 3);
      for (std::size_t cause = 0; cause < 3; ++cause) {
        CHECK(parts[cause] * 6.0 == doctest::Approx(sixths[i][cause]).epsilon(1e-12));
      }
      CHECK(std::accumulate(parts.begin(), parts.end(), 0.0) ==
            doctest::Approx(kWorked[i].back() - kWorked[i].front()).epsilon(1e-12));
    }
  }

  TEST_CASE("causes: means, errors and intervals come from the parts of the repetitions") {
    std::array<std::vector<double>, 3> parts;
    for (const std::vector<double>& values : kWorked) {
      const std::vector<double> own = shapley_parts(values);
      for (std::size_t cause = 0; cause < 3; ++cause) parts[cause].push_back(own[cause]);
    }

    struct Row {
      double mean, error, low, high;
    };

    const std::array<Row, 3> rows{{{20.567, 1.721, 15.788, 25.346},
                                   {23.667, 1.696, 18.957, 28.377},
                                   {5.767, .595, 4.114, 7.420}}};
    for (std::size_t cause = 0; cause < 3; ++cause) {
      const Estimate found = estimate(parts[cause]);
      CHECK(std::abs(found.mean - rows[cause].mean) < 0.0006);
      CHECK(std::abs(found.standard_error - rows[cause].error) < 0.0006);
      CHECK(std::abs(found.mean - found.half_width - rows[cause].low) < 0.0006);
      CHECK(std::abs(found.mean + found.half_width - rows[cause].high) < 0.0006);
    }
    // The intervals of D and V overlap, and V is greater all the same.
    std::vector<double> apart;
    for (std::size_t i = 0; i < 5; ++i) apart.push_back(parts[1][i] - parts[0][i]);
    const Estimate found = estimate(apart);
    CHECK(std::abs(found.mean - 3.100) < 0.0006);
    CHECK(std::abs(found.standard_error - .245) < 0.0006);
    CHECK(std::abs(found.mean - found.half_width - 2.420) < 0.0006);
    CHECK(std::abs(found.mean + found.half_width - 3.780) < 0.0006);
    CHECK(estimate(apart, 0.05 / 3.0).half_width > found.half_width);
  }

  TEST_CASE("causes: published games") {
    // Costs of three that share a service, and a game of gloves.
    const std::vector<double> costs =
        shapley_parts(std::vector<double>{0, 88, 92, 100, 70, 119, 112, 120});
    CHECK(costs[0] == doctest::Approx(41.5));
    CHECK(costs[1] == doctest::Approx(40.0));
    CHECK(costs[2] == doctest::Approx(38.5));
    const std::vector<double> gloves = shapley_parts(std::vector<double>{0, 0, 0, 0, 0, 1, 1, 1});
    CHECK(gloves[0] == doctest::Approx(1.0 / 6.0));
    CHECK(gloves[1] == doctest::Approx(1.0 / 6.0));
    CHECK(gloves[2] == doctest::Approx(2.0 / 3.0));
  }

  TEST_CASE("causes: the parts are the means over all orders, and add up to the whole") {
    CHECK(rc::check([] {
      const auto causes = *rc::gen::inRange<std::size_t>(0, 7);
      const auto values = *rc::gen::container<std::vector<int>>(std::size_t{1} << causes,
                                                                rc::gen::inRange(-1000, 1000));
      const std::vector<double> doubles(values.begin(), values.end());
      const std::vector<double> parts = shapley_parts(doubles);
      const std::vector<double> slow = by_orders(doubles, causes);
      RC_ASSERT(parts.size() == causes);
      double sum = 0.0;
      for (std::size_t i = 0; i < causes; ++i) {
        RC_ASSERT(std::abs(parts[i] - slow[i]) < 1e-9);
        sum += parts[i];
      }
      RC_ASSERT(std::abs(sum - (doubles.back() - doubles.front())) < 1e-9);
    }));
  }

  TEST_CASE("causes: what is no value for every set of causes has no parts") {
    CHECK(shapley_parts(std::vector<double>{}).empty());
    CHECK(shapley_parts(std::vector<double>{1, 2, 3}).empty());
    CHECK(shapley_parts(std::vector<double>{1}).empty());
    CHECK(shapley_parts(std::vector<double>{1, 4}) == std::vector<double>{3});
  }
}
