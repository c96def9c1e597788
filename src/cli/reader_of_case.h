// Which options go with whom a case is explained to.
#pragma once

#include "cli/commands.h"

namespace waitlist::cli {

/// A family is told of their own case alone, as it is now; nobody else has a page of it. Throws
/// Rejected.
void refuse_for_reader(const ExplainArguments& arguments);

}  // namespace waitlist::cli
