#include "io/two_facts_reader.h"

namespace waitlist {

TwoFacts read_by(TomlTable& row) {
  if (!row.has("by")) return {};
  const std::vector<std::string> facts = row.texts("by");
  if (facts.size() == 2) return {facts.front(), facts.back()};
  row.fault(ErrorCode::out_of_range, "by", std::to_string(facts.size()),
            "names two facts: that of the rows, then that of the columns");
  return {};
}

TwoFactTable<std::string> read_words_table(TomlTable& row) {
  TwoFactTable<std::string> table{{}, row.texts("columns"), {}};
  if (!row.has("columns")) {
    row.fault(ErrorCode::missing_name, "columns", "", "name the levels of the second fact");
  }
  auto rows = row.table("rows", Need::required);
  if (!rows) return table;
  for (const std::string& level : rows->keys()) {
    table.rows.push_back({level, rows->texts(level), rows->place_of(level)});
  }
  return table;
}

}  // namespace waitlist
