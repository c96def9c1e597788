// The layout of a CaseTable: one array for each kind of value, one row for each case.
#pragma once

#include <waitlist/cases/case_table.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace waitlist {

/// Where a row's items begin in a shared array; row r has those of [begin[r], begin[r + 1]).
using Offsets = std::vector<std::uint32_t>;

struct CaseTable::Columns {
  explicit Columns(FactSchema facts) : schema{std::move(facts)} {}

  FactSchema schema;

  std::string ids;  ///< all case ids, one after the other
  std::vector<std::uint64_t> id_begin{0};
  std::vector<std::string> places;  ///< distinct area and team names
  std::vector<std::uint32_t> area, team;
  std::vector<CaseStatus> status;
  std::vector<std::int32_t> listed_on;
  std::vector<std::int32_t> filing_date;  ///< kNoDay: none
  std::vector<Child> children;
  Offsets child_begin{0};
  std::vector<Answer> answers;  ///< by row, then fact: a case is scored whole

  // Few cases have these, so they are kept by row.
  std::unordered_map<CaseRow, std::vector<Pause>> pauses;
  std::unordered_map<CaseRow, Hold> holds;
  std::unordered_map<CaseRow, ManagerDecision> decisions;
  std::unordered_map<CaseRow, std::vector<std::string>> links;

  std::vector<CaseRow> by_id;  ///< rows in byte order of case id
  std::vector<UnitIndex> unit;
  std::vector<CaseRow> unit_members;  ///< by unit, then byte order of id
  Offsets unit_begin{0};

  static constexpr std::int32_t kNoDay = INT32_MAX;

  [[nodiscard]] std::size_t size() const noexcept { return status.size(); }

  [[nodiscard]] std::string_view case_id(CaseRow row) const noexcept {
    return std::string_view{ids}.substr(id_begin[row], id_begin[row + 1] - id_begin[row]);
  }

  [[nodiscard]] std::span<const Answer> answers_of(CaseRow row) const noexcept {
    const std::size_t facts = schema.facts().size();
    return std::span{answers}.subspan(row * facts, facts);
  }

  [[nodiscard]] const CaseRow* find(std::string_view wanted) const noexcept;
};

}  // namespace waitlist
