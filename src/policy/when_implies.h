// Whether one condition holds wherever another does, as far as that can be told from the two alone.
#pragma once

#include "policy/rule_tables.h"

namespace waitlist {

/// Whether `then` holds in every case, and in every reading, in which `when` does. False where it
/// cannot be told.
[[nodiscard]] bool implies(const WhenTable& when, const WhenTable& then);

}  // namespace waitlist
