// What each column of a case file holds, as its first line names them.
#pragma once

#include <waitlist/cases/fact_schema.h>

#include "io/case_draft.h"

#include <string>
#include <string_view>
#include <variant>

namespace waitlist {

/// A column that goes with that of a fact.
struct RecordColumn {
  FactIndex fact = 0;
  RecordPart part{};

  friend bool operator==(const RecordColumn&, const RecordColumn&) = default;
};

/// What a column holds; monostate: nothing that we know.
using CsvColumn = std::variant<std::monostate, CaseField, FactIndex, RecordColumn>;

/// `da.dash@received_on`, `da.dash@source`.
[[nodiscard]] std::string name_of(std::string_view fact, RecordPart part);

[[nodiscard]] CsvColumn column_named(const FactSchema& schema, std::string_view name);

[[nodiscard]] std::string_view name_of(CaseField field);

/// What a cell says: without blanks at its ends, without the `'` that a writer put before what a
/// spreadsheet would take for a formula, and of `="0017"` the text that it stands for.
[[nodiscard]] std::string_view text_of_cell(std::string_view cell);

}  // namespace waitlist
