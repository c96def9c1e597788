// What each column of a case file holds, as its first line names them.
#pragma once

#include <waitlist/cases/fact_schema.h>

#include "io/case_draft.h"

#include <string_view>
#include <variant>

namespace waitlist {

/// What a column holds; monostate: nothing that we know.
using CsvColumn = std::variant<std::monostate, CaseField, FactIndex>;

[[nodiscard]] CsvColumn column_named(const FactSchema& schema, std::string_view name);

[[nodiscard]] std::string_view name_of(CaseField field);

/// What a cell says: without blanks at its ends, and without the `'` that a writer put before what
/// a spreadsheet would take for a formula.
[[nodiscard]] std::string_view text_of_cell(std::string_view cell);

}  // namespace waitlist
