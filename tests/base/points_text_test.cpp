#include "base/points_text.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

TEST_SUITE("points text") {
  TEST_CASE("points text: thousandths are the last three digits, whatever the sign") {
    for (std::int64_t count = -2'100; count <= 2'100; ++count) {
      std::string digits = std::to_string(std::abs(count));
      if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
      digits.insert(digits.size() - 3, ".");
      const std::string expected = (count < 0 ? "-" : "") + digits;
      CHECK(to_text(Points{count}) == expected);
      CHECK(signed_points(Points{count}) == (count > 0 ? "+" : "") + expected);
    }
    CHECK(to_text(Points{1'234'567'890'123}) == "1234567890.123");
    CHECK(to_text(Points{INT64_MIN}) == "-9223372036854775.808");
  }
}
