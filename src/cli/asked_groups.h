// What is asked of groups, as the library takes it.
#pragma once

#include <waitlist/equality/order_equality.h>

#include "cli/commands.h"

namespace waitlist::cli {

[[nodiscard]] EqualityOptions asked_groups(const GroupArguments& arguments, unsigned threads);

}  // namespace waitlist::cli
