// The scale of a criterion, told by its key: `levels`, `ranges` or `markers`.
#pragma once

#include "io/toml_table.h"

namespace waitlist {

/// Reads the scale into `rule`; its other members are read elsewhere.
void read_scale(TomlTable& row, CriterionRule& rule);

}  // namespace waitlist
