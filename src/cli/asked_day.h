// The day of --as-of.
#pragma once

#include <waitlist/base/day.h>

#include <string>

namespace waitlist::cli {

/// `today` asks the clock of the machine, and nothing else does. Throws Rejected.
[[nodiscard]] Day day_of(const std::string& text);

}  // namespace waitlist::cli
