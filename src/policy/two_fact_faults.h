// Faults of a table of two facts, whatever stands in its cells.
#pragma once

#include <waitlist/policy/two_facts.h>

#include "policy/fault_collector.h"

#include <string>
#include <vector>

namespace waitlist {

/// A table that is checked; `field` names the rule that it stands on.
struct TwoFactCheck {
  FaultCollector& to;
  const std::string& first;  ///< id of the first fact
  TextPlace place;
  const std::string& field;
};

/// A row as far as its shape goes.
struct RowShape {
  std::string level;
  std::size_t cells = 0;
  TextPlace place;
};

/// Reports what is wrong with the facts, the rows and the columns.
void check_two_facts(const TwoFactCheck& check,
                     const std::string& other,
                     const std::vector<std::string>& columns,
                     const std::vector<RowShape>& rows);

/// The same, and `check_cell(cell, place, field)` for each cell.
template <class Cell, class CheckCell>
void check_table(const TwoFactCheck& check, const TwoFactTable<Cell>& table, CheckCell check_cell) {
  std::vector<RowShape> rows;
  for (const TwoFactRow<Cell>& row : table.rows) {
    rows.push_back({row.level, row.cells.size(), row.place});
    for (const Cell& cell : row.cells) {
      check_cell(cell, row.place, check.field + ".rows." + row.level);
    }
  }
  check_two_facts(check, table.other, table.columns, rows);
}

}  // namespace waitlist
