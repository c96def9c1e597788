// The rules of a policy: what earns points, and what moves a case between tiers.
#pragma once

#include "io/toml_table.h"

namespace waitlist {

/// Reads criteria, age, unknown, waiting, filing, floors, promotion, must_allocate, decisions
/// delays, and what is watched of cases apart and of reviews.
void read_rules(TomlTable& root, Policy& policy);

}  // namespace waitlist
