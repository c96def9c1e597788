// A *when*: conditions, each told by the key of its test.
#pragma once

#include "io/toml_table.h"

namespace waitlist {

/// Reads `all` and `any` of a rule.
[[nodiscard]] When read_when(TomlTable& row);

}  // namespace waitlist
