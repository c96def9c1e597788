#include "base/canonical_text.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

TEST_SUITE("base") {
  TEST_CASE("digested text: the same digest as of the whole text, wherever its blocks end") {
    const std::size_t block = DigestedText::kBlock;
    for (const std::size_t size : {std::size_t{0}, std::size_t{9}, std::size_t{10}, block - 10,
                                   block - 2, block - 1, block, block + 1, 3 * block}) {
      CAPTURE(size);
      const std::string part(size, 'x');
      std::string whole;
      DigestedText text;
      for (const std::int64_t number :
           {std::int64_t{0}, std::int64_t{-1}, std::int64_t{INT32_MAX}, std::int64_t{INT64_MIN}}) {
        append_part(whole, part);
        text.add_part(part);
        append_part(whole, std::to_string(number));
        text.add_number(number);
        whole += '|';
        text.add('|');
      }
      CHECK(text.finish() == sha256(whole));
    }
  }
}
