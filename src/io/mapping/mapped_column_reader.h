// The columns of a mapping, with their words and days.
#pragma once

#include "io/mapping/mapping_rules.h"
#include "io/toml_table.h"

#include <string_view>
#include <vector>

namespace waitlist {

/// The columns of an export that a key names.
[[nodiscard]] std::vector<TheirColumn> their_columns(TomlTable& table,
                                                     std::string_view key,
                                                     Need need = Need::optional);

/// Reads `[columns]`, `[constants]`, `[words.…]`, `[dates]` and `[dates_of.…]`, behind `[lists]`
/// and
/// `[numbers]`.
void read_columns(TomlTable& root, MappingRules& rules);

}  // namespace waitlist
