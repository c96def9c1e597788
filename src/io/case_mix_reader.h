// `[[mix]]` of a scenario: what newly listed cases are like.
#pragma once

#include <waitlist/simulation/case_mix.h>

#include "io/toml_table.h"

namespace waitlist {

[[nodiscard]] CaseMix read_case_mix(TomlTable& row, const FactSchema& schema);

/// `[from, to]` in whole days; both 0 when the key is absent.
[[nodiscard]] DelayRange read_delay_range(TomlTable& row, std::string_view key, std::int64_t most);

/// The fact that a key names, or nullopt after a fault.
[[nodiscard]] std::optional<FactIndex> read_fact(TomlTable& row,
                                                 std::string_view key,
                                                 const FactSchema& schema);

/// `at_least` of a fact that is not a date: a level by its id, or a number.
[[nodiscard]] std::int64_t read_at_least(TomlTable& row, const FactDefinition& fact);

}  // namespace waitlist
