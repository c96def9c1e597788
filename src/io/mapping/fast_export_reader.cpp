#include "io/mapping/fast_export_reader.h"

#include "io/csv_parts.h"
#include "io/fast_csv_reader.h"

#include <algorithm>
#include <memory>

namespace waitlist {
namespace {

bool is_plain(const MappingRules& rules, const ExportLayout& layout) {
  return !rules.row_is_child && rules.skips.empty() && rules.fill_down.empty() &&
         std::ranges::all_of(layout.from, [](const auto& columns) { return columns.size() == 1; });
}

/// The columns of the export as those of a case file, with what has to be done about each.
CsvPlan plan_of(const MappingRules& rules, const ExportLayout& layout) {
  CsvPlan plan{rules.schema, layout.delimiter, {}, {}, &rules};
  CsvPlan::Column unread;
  unread.skips = true;
  plan.columns.assign(layout.width(), unread);
  for (std::size_t i = 0; i < rules.columns.size(); ++i) {
    const MappedColumn& ours = rules.columns[i];
    CsvPlan::Column& column = plan.columns[layout.from[i].front()];
    column = planned(rules.schema, ours.column);
    if (!ours.converts) continue;
    column.mapped = &ours;
    // Its words are those of the export.
    column.words = WordCodes{0};
    column.quick = ShortWords{{}};
  }
  for (const MappedConstant& constant : rules.constants) {
    plan.constants.push_back(
        {planned(rules.schema, column_named(rules.schema, constant.name)), constant.text});
  }
  return plan;
}

}  // namespace

std::optional<CaseTable> read_export_fast(std::string_view text,
                                          const MappingRules& rules,
                                          const ExportLayout& layout,
                                          unsigned parts) {
  if (!is_plain(rules, layout)) return std::nullopt;
  const CsvPlan plan = plan_of(rules, layout);
  return CsvParts{text, layout.rows_at,
                  [text, &plan] { return std::make_unique<CsvRunReader>(text, plan); }}
      .read(parts);
}

}  // namespace waitlist
