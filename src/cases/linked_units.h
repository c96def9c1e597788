// Which cases are ranked together: the connected components of the links between cases.
#pragma once

#include "cases/case_columns.h"

namespace waitlist {

/// Fills unit, unit_members and unit_cases. Requires by_id.
void assign_units(CaseTable::Columns& columns);

}  // namespace waitlist
