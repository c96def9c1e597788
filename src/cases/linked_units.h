// Which cases are ranked together: the connected components of the links between cases.
#pragma once

#include <waitlist/base/error.h>

#include "cases/case_columns.h"

#include <span>
#include <string>
#include <vector>

namespace waitlist {

/// Fills `units`. Requires all other columns. The rows of the first unit that has more than
/// limits::kUnitCasesMax cases; empty: none has.
[[nodiscard]] std::vector<CaseRow> assign_units(CaseTable::Columns& columns);

/// The fault of such a unit: it names the id that most of these rows link to.
[[nodiscard]] Error too_many_linked(const CaseTable::Columns& columns,
                                    std::span<const CaseRow> together,
                                    const std::string& source);

}  // namespace waitlist
