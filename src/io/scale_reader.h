// The scale of a criterion, told by its key: `levels`, `ranges` or `markers`.
#pragma once

#include "io/toml_table.h"

namespace waitlist {

/// Reads the scale into `rule`. Its other members are read before, so that a key which nothing has
/// asked for can be taken for a scale that does not exist.
void read_scale(TomlTable& row, CriterionRule& rule);

}  // namespace waitlist
