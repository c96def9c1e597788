// `[practitioners]` of a scenario: posts and places or a roster, leave, turnover.
#pragma once

#include <waitlist/simulation/area_scenario.h>

#include "io/toml_table.h"

namespace waitlist {

inline constexpr std::int64_t kPractitionersMost = 10'000;

[[nodiscard]] Practitioners read_practitioners(TomlTable& row);

/// A date that is required.
[[nodiscard]] Day read_day(TomlTable& row, std::string_view key);

}  // namespace waitlist
