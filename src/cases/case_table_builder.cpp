#include "cases/case_table_builder.h"

#include <waitlist/base/limits.h>

#include "base/check.h"
#include "cases/case_columns.h"
#include "cases/case_list.h"
#include "cases/case_rules.h"
#include "cases/id_order.h"
#include "cases/linked_units.h"
#include "cases/shared_ids.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace waitlist {

struct CaseTableBuilder::State {
  State(FactSchema schema, std::string name, FaultyRows faulty_rows)
      : columns{std::make_shared<CaseTable::Columns>(std::move(schema))},
        writer{*columns},
        source{std::move(name)},
        sets_apart{faulty_rows == FaultyRows::set_apart} {}

  std::shared_ptr<CaseTable::Columns> columns;
  ColumnWriter writer;
  std::string source;
  bool sets_apart;
  FaultList faults;              ///< where rows are set apart, of one row
  std::size_t faults_named = 0;  ///< of `faults`: those of rows before
  FaultList faults_of_input;     ///< only where rows are set apart
  std::vector<FaultyCase> faulty;
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

  [[nodiscard]] std::size_t rows() const noexcept { return columns->size() + faulty.size(); }

  /// Whether there is no room for another row; says so once.
  bool is_full(std::uint32_t line);
  /// What the reader has told since the row before is of this case, but for what is of the head.
  void name_case(std::string_view case_id, std::uint32_t line);
  void report_duplicates();
  void set_apart(const CaseView& fields, std::uint32_t line);
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

void CaseTableBuilder::State::set_apart(const CaseView& fields, std::uint32_t line) {
  FaultyCase& row = faulty.emplace_back();
  row.case_id = fields.case_id;
  row.line = line;
  row.index = static_cast<std::uint32_t>(rows() - 1);
  row.faults = faults.take();
  faults_named = 0;
  row.linked_to.assign(fields.linked_to.begin(), fields.linked_to.end());
}

CaseTableBuilder::CaseTableBuilder(FactSchema schema, std::string source, FaultyRows rows)
    : state_{std::make_unique<State>(std::move(schema), std::move(source), rows)} {}

CaseTableBuilder::~CaseTableBuilder() = default;
CaseTableBuilder::CaseTableBuilder(CaseTableBuilder&&) noexcept = default;
CaseTableBuilder& CaseTableBuilder::operator=(CaseTableBuilder&&) noexcept = default;

void CaseTableBuilder::reserve(std::size_t cases) {
  cases = std::min(cases, limits::kCasesMax);
  state_->columns->reserve(cases);
  state_->lines.reserve(cases);
}

bool CaseTableBuilder::State::is_full(std::uint32_t line) {
  if (rows() < limits::kCasesMax) return false;
  FaultList& told = sets_apart ? faults_of_input : faults;
  if (told.empty()) {
    told.add({ErrorCode::too_large, source, line, 0, "", "",
              "a list has at most " + std::to_string(limits::kCasesMax) + " cases"});
  }
  return true;
}

void CaseTableBuilder::State::name_case(std::string_view case_id, std::uint32_t line) {
  faults.name_case(std::exchange(faults_named, faults.kept()), case_id, [line](const Error& error) {
    return line != 0 ? error.line >= line : error.field.starts_with("cases[");
  });
}

bool CaseTableBuilder::add(const CaseView& fields, std::uint32_t line) {
  State& state = *state_;
  if (state.is_full(line)) return true;
  state.name_case(fields.case_id, line);
  check_case(fields, state.columns->schema, {state.source, line, fields.case_id}, state.faults);
  if (state.sets_apart && !state.faults.empty()) {
    state.set_apart(fields, line);
    return false;
  }
  state.lines.push_back(line);
  const CaseRow row = state.writer.append(fields);
  if (fields.case_id.size() > limits::kCaseIdBytesMax) state.long_ids.emplace(row, fields.case_id);
  return true;
}

void CaseTableBuilder::add_unreadable(std::uint32_t line) {
  if (state_->sets_apart && !state_->is_full(line)) state_->set_apart({}, line);
}

FaultList& CaseTableBuilder::faults() noexcept { return state_->faults; }

void CaseTableBuilder::refuse_for_faults() {
  State& state = *state_;
  if (!state.sets_apart || state.faults.empty()) return;
  for (Error& error : state.faults.take()) state.faults_of_input.add(std::move(error));
}

void CaseTableBuilder::refuse_for_last_row() {
  State& state = *state_;
  for (const Error& error : state.faulty.back().faults) state.faults_of_input.add(error);
}

Result<CaseTable> CaseTableBuilder::finish() {
  State& state = *state_;
  WAITLIST_CHECK(!state.sets_apart);
  state.columns->by_id =
      rows_by_id(state.columns->size(), [&state](CaseRow row) { return state.id(row); });
  state.report_duplicates();
  if (!state.faults.empty()) return failed(state.faults.take());
  if (const auto large = assign_units(*state.columns); !large.empty()) {
    return failed({too_many_linked(*state.columns, large, state.source)});
  }
  return CaseTable{std::move(state.columns)};
}

Result<CaseList> CaseTableBuilder::finish_list() {
  State& state = *state_;
  WAITLIST_CHECK(state.sets_apart);
  refuse_for_faults();
  if (!state.faults_of_input.empty()) return failed(state.faults_of_input.take());
  CaseTable::Columns& columns = *state.columns;
  columns.by_id =
      rows_by_id(columns.size(), [&columns](CaseRow row) { return columns.case_id(row); });
  const CaseTable sound{std::move(state.columns)};
  const std::vector<bool> dropped =
      set_shared_ids_apart(sound, state.lines, state.source, state.faulty);
  if (!dropped.empty()) return CaseList{table_without(sound, dropped), std::move(state.faulty)};
  if (const auto large = assign_units(columns); !large.empty()) {
    return failed({too_many_linked(columns, large, state.source)});
  }
  return CaseList{sound, std::move(state.faulty)};
}

std::optional<CaseTable> table_of_checked(std::shared_ptr<CaseTable::Columns> columns) {
  const auto id = [&columns](CaseRow row) { return columns->case_id(row); };
  columns->by_id = rows_by_id(columns->size(), id);
  for (std::size_t i = 1; i < columns->size(); ++i) {
    if (id(columns->row_by_id(i - 1)) == id(columns->row_by_id(i))) return std::nullopt;
  }
  if (!assign_units(*columns).empty()) return std::nullopt;
  return CaseTable{std::move(columns)};
}

}  // namespace waitlist
