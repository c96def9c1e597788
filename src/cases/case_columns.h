// The layout of a CaseTable: one array for each kind of value, one row for each case.
#pragma once

#include <waitlist/base/limits.h>
#include <waitlist/cases/case_table.h>

#include "cases/case_view.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace waitlist {

/// Where a row's items lie in a shared array.
struct Slice {
  std::uint32_t begin = 0;
  std::uint32_t count = 0;
};

static_assert(limits::kCasesMax * limits::kCaseIdBytesMax <= UINT32_MAX);
static_assert(limits::kCasesMax * limits::kChildrenPerCaseMax <= UINT32_MAX);

struct CaseTable::Columns {
  explicit Columns(FactSchema facts) : schema{std::move(facts)} {}

  FactSchema schema;

  std::string ids;  ///< the texts of all case ids
  std::vector<Slice> id;
  std::vector<std::string> places;  ///< distinct area and team names
  std::vector<std::uint32_t> area, team;
  std::vector<CaseStatus> status;
  std::vector<std::int32_t> listed_on;
  std::vector<std::int32_t> filing_date;  ///< kNoDay: none
  std::vector<Child> children;
  std::vector<Slice> child;
  std::vector<Answer> answers;  ///< by row, then fact: a case is scored whole

  // Few cases have these, so they are kept by row.
  std::unordered_map<CaseRow, std::vector<Pause>> pauses;
  std::unordered_map<CaseRow, Hold> holds;
  std::unordered_map<CaseRow, ManagerDecision> decisions;
  std::unordered_map<CaseRow, std::vector<std::string>> links;

  std::vector<CaseRow> by_id;  ///< rows in byte order of case id
  std::vector<UnitIndex> unit;
  std::vector<CaseRow> unit_members;  ///< of each unit in byte order of id
  std::vector<Slice> unit_cases;

  static constexpr std::int32_t kNoDay = INT32_MAX;

  [[nodiscard]] std::size_t size() const noexcept { return status.size(); }

  [[nodiscard]] std::string_view case_id(CaseRow row) const noexcept {
    return std::string_view{ids}.substr(id[row].begin, id[row].count);
  }

  [[nodiscard]] std::span<const Answer> answers_of(CaseRow row) const noexcept {
    const std::size_t facts = schema.facts().size();
    return std::span{answers}.subspan(row * facts, facts);
  }

  [[nodiscard]] const CaseRow* find(std::string_view wanted) const noexcept;
};

/// Writes cases into rows. One writer for each Columns, for as long as it grows.
class ColumnWriter {
 public:
  explicit ColumnWriter(CaseTable::Columns& columns);

  /// Writes a case as a new row. Units are somebody else's concern.
  CaseRow append(const CaseView& fields);

  /// Writes a case over a row, which keeps its id.
  void overwrite(CaseRow row, const CaseView& fields);

 private:
  void write(CaseRow row, const CaseView& fields);
  void write_children(CaseRow row, std::span<const Child> children);
  void write_answers(CaseRow row, std::span<const Answer> answers);
  void write_rare(CaseRow row, const CaseView& fields);
  std::uint32_t place(std::string_view name, std::uint32_t before);

  CaseTable::Columns& columns_;
  std::unordered_map<std::string, std::uint32_t> place_of_name_;
};

}  // namespace waitlist
