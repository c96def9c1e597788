/// \file outcome_reader.h
/// \brief CSV text to what became of cases, or to all of its faults.
/// Layer: io (may use base, simulation).  Format: docs/reference/scenario-format.md, section 14.
/// Ranges: limits.h.  Errors: all faults with line, column name, found text and expected form;
/// whether the cases are known is checked by simulate().  Complexity: O(bytes).  Threads: pure;
/// share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/simulation/case_outcome.h>

#include <string>
#include <string_view>

namespace waitlist {

/// `case_id,allocated_on,closed_on,withdrawn_on`, a case a row; every day may be empty.
[[nodiscard]] WAITLIST_EXPORT Result<CaseOutcomes> read_outcomes_csv(
    std::string_view text, const std::string& source = "outcomes");

}  // namespace waitlist
