// A waiting list that changes: cases are put, put again and taken away, and linked units follow.
// One writer; nobody reads while it writes.
#pragma once

#include <waitlist/cases/case_table.h>

#include "cases/case_columns.h"
#include "cases/id_index.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace waitlist {

class CaseStore {
 public:
  /// A copy of the list, to be changed.
  explicit CaseStore(const CaseTable& cases);
  CaseStore(const CaseStore&) = delete;
  CaseStore& operator=(const CaseStore&) = delete;

  /// The list as it stands, for scoring: rows, units and their members. Its find(), size() and
  /// digest() know nothing of changes. It changes with the store, so it stays inside the library.
  [[nodiscard]] const CaseTable& table() const noexcept { return table_; }

  [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }

  /// The row of a case, or nullopt. O(1).
  [[nodiscard]] std::optional<CaseRow> find(std::string_view case_id) const;

  /// Steps that ask for the memory of a case before it is looked at, so that several reads are
  /// under way at once: where its id is found, what its row holds, and what that leads to.
  void prefetch_id(std::string_view case_id) const noexcept { rows_.prefetch(case_id); }

  /// The row of a case if it has one; which id the row has is not looked at.
  [[nodiscard]] std::optional<CaseRow> likely_row(std::string_view case_id) const noexcept {
    return rows_.likely(case_id);
  }

  void prefetch_row(CaseRow row) const noexcept { columns_->prefetch(row); }

  void prefetch_lists(CaseRow row) const noexcept { columns_->prefetch_lists(row); }

  /// Whether the row holds exactly this.
  [[nodiscard]] bool holds(CaseRow row, const CaseView& fields) const;

  /// The units that put() of this case would take apart or enlarge. `known` is its row.
  [[nodiscard]] std::vector<UnitIndex> units_touched(std::optional<CaseRow> known,
                                                     const CaseView& fields) const;

  /// Writes a case, new or known, and gives the units that now hold the cases of units_touched()
  /// and this one. Requires fields that check_case() accepts.
  std::vector<UnitIndex> put(std::optional<CaseRow> known, const CaseView& fields);

  /// Takes a case away and gives the units that hold the other cases of its unit.
  std::vector<UnitIndex> take(CaseRow row);

 private:
  CaseRow new_row(const CaseView& fields);
  void note_links(CaseRow row);
  void forget_links(CaseRow row);
  [[nodiscard]] std::vector<CaseRow> rows_naming(std::string_view case_id) const;
  [[nodiscard]] bool links_differ(CaseRow row, const CaseView& fields) const;
  [[nodiscard]] std::vector<CaseRow> neighbours(CaseRow row) const;
  void dissolve(UnitIndex unit, std::vector<CaseRow>& rows);
  std::vector<UnitIndex> form_units(const std::vector<CaseRow>& rows);

  std::shared_ptr<CaseTable::Columns> columns_;
  CaseTable table_;
  ColumnWriter writer_;
  IdIndex rows_;
  /// Rows by the hash of each id that their links name.
  std::unordered_multimap<std::size_t, CaseRow> named_by_;
  std::vector<CaseRow> free_rows_;
};

}  // namespace waitlist
