// A law of durations as a scenario writes it: `{ law = "erlang", mean_days = 84, stages = 4 }`.
#pragma once

#include <waitlist/simulation/duration.h>

#include "io/toml_table.h"

namespace waitlist {

/// Reads the keys of a law from a table that may have others; finish() is left to the caller.
[[nodiscard]] DurationLaw read_duration(TomlTable& row);

/// The law under a key of its own, or nullopt when the key is absent.
[[nodiscard]] std::optional<DurationLaw> read_duration(TomlTable& row, std::string_view key);

}  // namespace waitlist
