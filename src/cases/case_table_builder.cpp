#include "cases/case_table_builder.h"

#include <waitlist/base/limits.h>

#include "base/check.h"
#include "cases/case_columns.h"
#include "cases/case_rules.h"
#include "cases/id_order.h"
#include "cases/linked_units.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace waitlist {

struct CaseTableBuilder::State {
  State(FactSchema schema, Day day, std::string name)
      : columns{std::make_shared<CaseTable::Columns>(std::move(schema))},
        writer{*columns},
        as_of{day},
        source{std::move(name)} {}

  std::shared_ptr<CaseTable::Columns> columns;
  ColumnWriter writer;
  Day as_of;
  std::string source;
  FaultList faults;
  std::vector<std::uint32_t> lines;
  /// Ids past the limit, whole: they are faults, but two that differ are no duplicates.
  std::unordered_map<CaseRow, std::string> long_ids;

  [[nodiscard]] std::string_view id(CaseRow row) const noexcept {
    if (!long_ids.empty()) {
      const auto at = long_ids.find(row);
      if (at != long_ids.end()) return at->second;
    }
    return columns->case_id(row);
  }

  void report_duplicates();
};

void CaseTableBuilder::State::report_duplicates() {
  for (std::size_t i = 1; i < columns->size(); ++i) {
    const CaseRow row = columns->row_by_id(i);
    const CaseRow before = columns->row_by_id(i - 1);
    const std::string_view one = id(row);
    if (one.empty() || id(before) != one) continue;
    add_fault(faults, {source, lines[row], one}, ErrorCode::duplicate_name, "case_id", one,
              lines[before] != 0
                  ? "the case of line " + std::to_string(lines[before]) + " has this id too"
                  : "an earlier case has this id too");
  }
}

CaseTableBuilder::CaseTableBuilder(FactSchema schema, Day as_of, std::string source)
    : state_{std::make_unique<State>(std::move(schema), as_of, std::move(source))} {}

CaseTableBuilder::~CaseTableBuilder() = default;
CaseTableBuilder::CaseTableBuilder(CaseTableBuilder&&) noexcept = default;
CaseTableBuilder& CaseTableBuilder::operator=(CaseTableBuilder&&) noexcept = default;

void CaseTableBuilder::reserve(std::size_t cases) {
  cases = std::min(cases, limits::kCasesMax);
  state_->columns->reserve(cases);
  state_->lines.reserve(cases);
}

void CaseTableBuilder::add(const CaseView& fields, std::uint32_t line) {
  State& state = *state_;
  if (state.columns->size() >= limits::kCasesMax) {
    if (state.columns->size() == limits::kCasesMax && state.faults.empty()) {
      state.faults.add({ErrorCode::too_large, state.source, line, 0, "", "",
                        "a list has at most " + std::to_string(limits::kCasesMax) + " cases"});
    }
    return;
  }
  check_case(fields, state.columns->schema, state.as_of, {state.source, line, fields.case_id},
             state.faults);
  state.lines.push_back(line);
  const CaseRow row = state.writer.append(fields);
  if (fields.case_id.size() > limits::kCaseIdBytesMax) state.long_ids.emplace(row, fields.case_id);
}

FaultList& CaseTableBuilder::faults() noexcept { return state_->faults; }

Result<CaseTable> CaseTableBuilder::finish() {
  State& state = *state_;
  state.columns->by_id =
      rows_by_id(state.columns->size(), [&state](CaseRow row) { return state.id(row); });
  state.report_duplicates();
  if (!state.faults.empty()) return failed(state.faults.take());
  assign_units(*state.columns);
  return CaseTable{std::move(state.columns)};
}

std::optional<CaseTable> table_of_checked(std::shared_ptr<CaseTable::Columns> columns) {
  const auto id = [&columns](CaseRow row) { return columns->case_id(row); };
  columns->by_id = rows_by_id(columns->size(), id);
  for (std::size_t i = 1; i < columns->size(); ++i) {
    if (id(columns->row_by_id(i - 1)) == id(columns->row_by_id(i))) return std::nullopt;
  }
  assign_units(*columns);
  return CaseTable{std::move(columns)};
}

}  // namespace waitlist
