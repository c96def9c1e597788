// The layout of a CaseTable: one array for each kind of value, one row for each case.
#pragma once

#include <waitlist/base/limits.h>
#include <waitlist/cases/case_table.h>

#include "base/big_memory.h"
#include "base/prefetch.h"
#include "cases/answer_rows.h"
#include "cases/case_view.h"
#include "cases/optional_days.h"
#include "cases/rare_fields.h"
#include "cases/row_lists.h"
#include "cases/unit_list.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace waitlist {

static_assert(limits::kCasesMax * limits::kCaseIdBytesMax <= UINT32_MAX);
static_assert(limits::kCasesMax * limits::kChildrenPerCaseMax <= UINT32_MAX);

struct CaseTable::Columns {
  explicit Columns(FactSchema facts) : schema{std::move(facts)}, answers{schema.facts().size()} {}

  /// Area and team of a case, as places in `names`.
  struct Place {
    std::uint32_t area = 0;
    std::uint32_t team = 0;

    friend bool operator==(const Place&, const Place&) = default;
  };

  FactSchema schema;

  RowLists<char> ids;
  std::vector<std::string> names;  ///< distinct names of areas and teams
  std::vector<Place> places;       ///< distinct
  BigVector<std::uint32_t> place;
  BigVector<CaseStatus> status;
  BigVector<std::int32_t> listed_on;
  BigVector<std::int32_t> filing_date;  ///< kNoDay: not recorded; kKnownNone: there is none
  RowLists<Child> children;
  AnswerRows answers;

  OptionalDays reviewed_on;
  RareFields rare;

  std::vector<CaseRow> by_id;  ///< rows in byte order of case id; empty: in the order of rows
  UnitList units;

  /// Both lie behind every day.
  static constexpr std::int32_t kNoDay = INT32_MAX;
  static constexpr std::int32_t kKnownNone = kNoDay - 1;

  [[nodiscard]] std::size_t size() const noexcept { return status.size(); }

  /// Room for this many cases; a hint.
  void reserve(std::size_t cases);

  [[nodiscard]] std::string_view case_id(CaseRow row) const noexcept {
    const auto id = ids.of(row);
    return {id.data(), id.size()};
  }

  [[nodiscard]] std::string_view area(CaseRow row) const noexcept {
    return names[places[place[row]].area];
  }

  [[nodiscard]] std::string_view team(CaseRow row) const noexcept {
    return names[places[place[row]].team];
  }

  /// The row whose id has so many before it.
  [[nodiscard]] CaseRow row_by_id(std::size_t before) const noexcept {
    return by_id.empty() ? CaseRow{before} : by_id[before];
  }

  [[nodiscard]] std::optional<CaseRow> find(std::string_view wanted) const noexcept;

  /// Asks for what is held of a case, so that several reads from memory are under way at once.
  void prefetch(CaseRow row) const noexcept {
    ids.prefetch_place(row);
    children.prefetch_place(row);
    units.prefetch(row);
    answers.prefetch(row);
    prefetch_bytes(&status[row], sizeof(CaseStatus));
    prefetch_bytes(&listed_on[row], sizeof(std::int32_t));
    prefetch_bytes(&filing_date[row], sizeof(std::int32_t));
    prefetch_bytes(&place[row], sizeof(std::uint32_t));
  }

  /// And, when that is here, for what it leads to.
  void prefetch_lists(CaseRow row) const noexcept {
    ids.prefetch_list(row);
    children.prefetch_list(row);
    answers.prefetch_others(row);
    units.prefetch_members(row);
  }
};

/// Writes cases into rows. One writer for each Columns, for as long as it grows. What is past a
/// limit of a case is left out: such a case is refused before anybody reads it.
class ColumnWriter {
 public:
  explicit ColumnWriter(CaseTable::Columns& columns);

  /// Writes a case as a new row. Units are somebody else's concern.
  CaseRow append(const CaseView& fields);

  /// The same with answers that are encoded already, as AnswerRows::add_row() takes them.
  CaseRow append(const CaseView& fields,
                 std::span<const AnswerCode> codes,
                 std::span<const Answer> others);

  /// Adds the rows of other columns of the same schema, which are then spent.
  void append(CaseTable::Columns&& more);

  /// Adds a row that is nobody's yet; all rows are as they were when memory runs out.
  CaseRow add_empty_row();

  /// Writes a case over a row that is nobody's. When memory runs out, anything may stand there.
  void overwrite(CaseRow row, const CaseView& fields);

  /// The same but for the id.
  void overwrite_fields(CaseRow row, const CaseView& fields);

  /// Makes swap_fields() of these rows possible.
  void prepare_swap(CaseRow a, CaseRow b);

  /// Gives each of two rows what the other holds, but for the id and the unit. Requires
  /// prepare_swap() since the last change.
  void swap_fields(CaseRow a, CaseRow b) noexcept;

  /// Leaves nothing of a case in its row, which then counts for nobody.
  void clear(CaseRow row) noexcept;

 private:
  CaseRow append_without_answers(const CaseView& fields);
  std::uint32_t place(std::string_view area, std::string_view team);
  std::uint32_t name(std::string_view text);

  CaseTable::Columns& columns_;
  std::unordered_map<std::string, std::uint32_t> number_of_name_;
  std::unordered_map<std::uint64_t, std::uint32_t> number_of_place_;
  std::array<std::uint32_t, 64> lately_{};  ///< places, by a little of their names
};

}  // namespace waitlist
