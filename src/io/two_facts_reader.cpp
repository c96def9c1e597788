#include "io/two_facts_reader.h"

namespace waitlist {
namespace {

/// `read_cells(rows, level)` reads those of a row.
template <class Cell, class ReadCells>
TwoFactTable<Cell> read_table(TomlTable& row, ReadCells read_cells) {
  TwoFactTable<Cell> table{{}, row.texts("columns"), {}};
  if (!row.has("columns")) {
    row.fault(ErrorCode::missing_name, "columns", "", "name the levels of the second fact");
  }
  auto rows = row.table("rows", Need::required);
  if (!rows) return table;
  for (const std::string& level : rows->keys()) {
    table.rows.push_back({level, read_cells(*rows, level), rows->place_of(level)});
  }
  return table;
}

}  // namespace

TwoFacts read_by(TomlTable& row) {
  if (!row.has("by")) return {};
  const std::vector<std::string> facts = row.texts("by");
  if (facts.size() == 2) return {facts.front(), facts.back()};
  row.fault(ErrorCode::out_of_range, "by", std::to_string(facts.size()),
            "names two facts: that of the rows, then that of the columns");
  return {};
}

TwoFactTable<std::string> read_words_table(TomlTable& row) {
  return read_table<std::string>(
      row, [](TomlTable& rows, const std::string& level) { return rows.texts(level); });
}

TwoFactTable<Points> read_points_table(TomlTable& row) {
  return read_table<Points>(
      row, [](TomlTable& rows, const std::string& level) { return rows.points_list(level); });
}

}  // namespace waitlist
