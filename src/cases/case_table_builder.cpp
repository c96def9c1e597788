#include "cases/case_table_builder.h"

#include <waitlist/base/limits.h>

#include "base/check.h"
#include "cases/case_columns.h"
#include "cases/case_rules.h"
#include "cases/linked_units.h"

#include <algorithm>
#include <utility>

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

  void report_duplicates();
};

namespace {

/// An id as two numbers that sort like its first 16 bytes, so that most comparisons of ids need no
/// look at the ids.
struct IdKey {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
  CaseRow row = 0;
};

std::uint64_t eight_bytes(std::string_view id, std::size_t from) {
  std::uint64_t number = 0;
  for (std::size_t i = from; i < from + 8; ++i) {
    number = number << 8U | (i < id.size() ? static_cast<unsigned char>(id[i]) : 0U);
  }
  return number;
}

/// Rows in byte order of their ids; rows with equal ids by row.
std::vector<CaseRow> sorted_by_id(const CaseTable::Columns& columns) {
  std::vector<IdKey> keys(columns.size());
  for (CaseRow row = 0; row < keys.size(); ++row) {
    const std::string_view id = columns.case_id(row);
    keys[row] = {eight_bytes(id, 0), eight_bytes(id, 8), row};
  }
  const auto by_id = [&columns](const IdKey& a, const IdKey& b) {
    if (a.first != b.first) return a.first < b.first;
    if (a.second != b.second) return a.second < b.second;
    const int order = columns.case_id(a.row).compare(columns.case_id(b.row));
    return order != 0 ? order < 0 : a.row < b.row;
  };
  // Lists are often exported in the order of their ids, or nearly: merging makes use of that.
  if (!std::is_sorted(keys.begin(), keys.end(), by_id)) {
    std::stable_sort(keys.begin(), keys.end(), by_id);
  }
  std::vector<CaseRow> rows;
  rows.reserve(keys.size());
  for (const IdKey& key : keys) rows.push_back(key.row);
  return rows;
}

}  // namespace

void CaseTableBuilder::State::report_duplicates() {
  const auto& rows = columns->by_id;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::string_view id = columns->case_id(rows[i]);
    if (id.empty() || columns->case_id(rows[i - 1]) != id) continue;
    const std::uint32_t earlier = lines[rows[i - 1]];
    add_fault(faults,
              {source, lines[rows[i]], id},
              ErrorCode::duplicate_name,
              "case_id",
              id,
              earlier != 0 ? "the case of line " + std::to_string(earlier) + " has this id too"
                           : "an earlier case has this id too");
  }
}

CaseTableBuilder::CaseTableBuilder(FactSchema schema, Day as_of, std::string source)
    : state_{std::make_unique<State>(std::move(schema), as_of, std::move(source))} {}

CaseTableBuilder::~CaseTableBuilder() = default;
CaseTableBuilder::CaseTableBuilder(CaseTableBuilder&&) noexcept = default;
CaseTableBuilder& CaseTableBuilder::operator=(CaseTableBuilder&&) noexcept = default;

void CaseTableBuilder::reserve(std::size_t cases) {
  CaseTable::Columns& to = *state_->columns;
  cases = std::min(cases, limits::kCasesMax);
  to.id.reserve(cases);
  to.area.reserve(cases);
  to.team.reserve(cases);
  to.status.reserve(cases);
  to.listed_on.reserve(cases);
  to.filing_date.reserve(cases);
  to.child.reserve(cases);
  to.children.reserve(cases + cases / 2);
  to.answers.reserve(cases * to.schema.facts().size());
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
  state.writer.append(fields);
}

FaultList& CaseTableBuilder::faults() noexcept { return state_->faults; }

Result<CaseTable> CaseTableBuilder::finish() {
  State& state = *state_;
  state.columns->by_id = sorted_by_id(*state.columns);
  state.report_duplicates();
  if (!state.faults.empty()) return failed(state.faults.take());
  assign_units(*state.columns);
  return CaseTable{std::move(state.columns)};
}

}  // namespace waitlist
