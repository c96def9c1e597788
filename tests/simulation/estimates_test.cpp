#include "simulation/estimates.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

TEST_SUITE("estimates") {
  TEST_CASE("estimates: the interval is Student's with one degree of freedom less than figures") {
    // Three figures: mean 2, variance 1; t of 2 degrees at 97.5 % is 4.302653.
    const Estimate three = estimate(std::array{1.0, 2.0, 3.0});
    CHECK(three.replications == 3);
    CHECK(three.mean == doctest::Approx{2.0});
    CHECK(three.standard_error == doctest::Approx{1.0 / std::sqrt(3.0)});
    CHECK(three.half_width == doctest::Approx{4.302653 / std::sqrt(3.0)}.epsilon(1e-6));
    // Two figures: t of 1 degree is 12.706205.
    const Estimate two = estimate(std::array{4.0, kNoFigure, 6.0});
    CHECK(two.replications == 2);
    CHECK(two.half_width == doctest::Approx{12.706205}.epsilon(1e-6));
    const Estimate one = estimate(std::array{4.0});
    CHECK(one.replications == 1);
    CHECK(one.half_width == estimate(std::array{kNoFigure}).half_width);
  }
}
