// What is left of a list when some of its cases are set apart.
#pragma once

#include <waitlist/cases/case_list.h>

#include <vector>

namespace waitlist {

/// The table without the rows that are `dropped`, the others in their order. Requires a mark for
/// each row.
[[nodiscard]] CaseTable table_without(const CaseTable& cases, const std::vector<bool>& dropped);

/// A case of the table as a faulty one, as yet without a fault.
[[nodiscard]] FaultyCase faulty_case_of(const CaseTable& cases, CaseRow row, std::uint32_t index);

/// For each row of a table the index of its case in an input of which these rows, in the order of
/// the input, are not in the table.
[[nodiscard]] std::vector<std::uint32_t> indices_in_input(const CaseTable& cases,
                                                          const std::vector<FaultyCase>& faulty);

}  // namespace waitlist
