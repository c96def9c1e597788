// A TOML text, bounded before it is parsed.
#pragma once

#include "io/toml_table.h"

#include <optional>
#include <string_view>

namespace waitlist {

/// The root table, or nullopt after noting why the text cannot be read.
[[nodiscard]] std::optional<toml::table> parse_toml(std::string_view text, TomlFaults& faults);

}  // namespace waitlist
