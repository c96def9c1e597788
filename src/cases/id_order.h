// Rows in the byte order of their case ids.
#pragma once

#include <waitlist/cases/case_table.h>

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace waitlist {

/// The id of a row.
using IdOfRow = std::function<std::string_view(CaseRow)>;

/// The rows 0 to `count` - 1 in the byte order of their ids, rows of equal ids by row; empty when
/// that is 0, 1, 2 …, as in a list that was exported in order, which costs one look at each id.
[[nodiscard]] std::vector<CaseRow> rows_by_id(std::size_t count, const IdOfRow& id);

}  // namespace waitlist
