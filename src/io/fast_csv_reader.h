// Reads a list without faults fast, in parts side by side. At the first fault it gives up, and the
// diagnostic reader says what is wrong.
#pragma once

#include <waitlist/cases/case_table.h>

#include "io/csv_columns.h"
#include "io/csv_run_reader.h"

#include <optional>
#include <string_view>

namespace waitlist {

/// The cases of a text, cut into so many parts; nullopt when there is any fault in it. The result
/// does not depend on the number of parts.
[[nodiscard]] std::optional<CaseTable> read_csv_fast(std::string_view text,
                                                     const FactSchema& schema,
                                                     unsigned parts);

/// What a column of a case file says about its cells.
[[nodiscard]] CsvPlan::Column planned(const FactSchema& schema, const CsvColumn& column);

}  // namespace waitlist
