// Which cases are ranked together: the connected components of the links between cases.
#pragma once

#include "cases/case_columns.h"

namespace waitlist {

/// Fills `units`. Requires all other columns.
void assign_units(CaseTable::Columns& columns);

}  // namespace waitlist
