/// \file case_outcome.h
/// \brief What became of cases, as a record has it: allocated, closed or withdrawn on which day.
/// Layer: simulation (may use base to allocation).  Source: docs/reference/scenario-format.md,
/// section 14.  Units: calendar days.  Threads: values; share freely.
#pragma once

#include <waitlist/base/day.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace waitlist {

/// One case. Without any day it still waited when the record ended.
struct CaseOutcome {
  std::string case_id;
  std::optional<Day> allocated_on;
  std::optional<Day> closed_on;     ///< the first day on which its place is free again
  std::optional<Day> withdrawn_on;  ///< while it waited
  std::uint32_t line = 0;           ///< in a file; 0: made by a program
};

/// Each case once; read_outcomes_csv() checks that the days of a case go together.
struct CaseOutcomes {
  std::vector<CaseOutcome> rows;
  std::string source = "outcomes";  ///< named by faults and warnings
};

}  // namespace waitlist
