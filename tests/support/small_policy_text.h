// Policies as texts, over the facts of small_world.h.
#pragma once

#include <string>

namespace waitlist::small_policy_text {

/// What every policy needs, with two bands: P1 from one point, and P2.
[[nodiscard]] inline std::string head(const std::string& order = R"("tier", "case_id")") {
  return R"(format = 1
id = "test"
version = "1"
title = "Test"
status = "illustrative"
status_line = "A test."
facts = "small.toml"
order = [)" +
         order + R"(]

[[band]]
id = "P1"
label = "One"
from = 1

[[band]]
id = "P2"
label = "Two"
from = 0

)";
}

/// With one floor, to P1, of these conditions.
[[nodiscard]] inline std::string with_floor(const std::string& conditions) {
  return head() + "[[floor]]\nid = \"F\"\nlabel = \"A floor\"\nband = \"P1\"\n" + conditions + "\n";
}

}  // namespace waitlist::small_policy_text
