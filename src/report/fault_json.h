// A fault as data.
#pragma once

#include <waitlist/base/error.h>

#include "report/json_parts.h"

namespace waitlist {

/// What is wrong and in which field. Of which row stands around it.
[[nodiscard]] OrderedJson json_of_cell_fault(const Error& fault);

/// All that is known of it, and its message; null for what is not.
[[nodiscard]] OrderedJson json_of_fault(const Error& fault);

}  // namespace waitlist
