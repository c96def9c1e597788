// A waiting list that changes: cases are put, put again and taken away, and linked units follow.
// One writer; nobody reads while it writes. A change is written into a spare row and beside the
// units of before, so that it can be taken back without memory.
#pragma once

#include <waitlist/cases/case_table.h>

#include "cases/case_columns.h"
#include "cases/id_index.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
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

  /// The list as it stands, in the byte order of ids, which no later change touches.
  [[nodiscard]] CaseTable copy() const;

  /// The fault of a unit that is too large to be ranked; nullopt: none of these is.
  [[nodiscard]] std::optional<Error> fault_of_units(std::span<const UnitIndex> units,
                                                    const std::string& source) const;

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

  /// A change that is made, and is taken back unless it is settled. One at a time.
  class Change {
   public:
    Change(Change&& other) noexcept
        : store_{std::exchange(other.store_, nullptr)},
          row_{other.row_},
          step_{other.step_},
          links_noted_{other.links_noted_},
          relinked_{other.relinked_},
          touched_{std::move(other.touched_)},
          formed_{std::move(other.formed_)} {}

    Change& operator=(Change&&) = delete;

    ~Change() {
      if (store_ != nullptr) revert();
    }

    /// The units that now hold the cases of those touched. A unit that is touched and not formed is
    /// gone.
    [[nodiscard]] std::span<const UnitIndex> formed() const noexcept { return formed_; }

    void settle() noexcept;

   private:
    friend class CaseStore;

    /// What has been done, and so what is to be undone.
    enum class Step : std::uint8_t { nothing, swapped, added, taking };

    explicit Change(CaseStore& store) noexcept : store_{&store} {}

    void revert() noexcept;

    CaseStore* store_;  ///< null: nothing is left to be done
    CaseRow row_ = 0;
    Step step_ = Step::nothing;
    std::size_t links_noted_ = 0;  ///< of the links that the case has now
    bool relinked_ = false;
    std::vector<UnitIndex> touched_;  ///< that others were formed from; empty: it stays
    std::vector<UnitIndex> formed_;
  };

  /// Writes a case, new or known. `touched` are units_touched(). Requires fields that check_case()
  /// accepts.
  [[nodiscard]] Change put(std::optional<CaseRow> known,
                           const CaseView& fields,
                           std::span<const UnitIndex> touched);

  /// Takes a case away.
  [[nodiscard]] Change take(CaseRow row);

 private:
  using Links = std::span<const std::string>;

  void add_spare_row();
  void swap_with_spare(Change& change);
  void note_link(CaseRow row, std::string_view link);
  void forget_link(CaseRow row, std::string_view link) noexcept;
  void forget_links(CaseRow row, Links links) noexcept;
  [[nodiscard]] std::vector<CaseRow> rows_naming(std::string_view case_id) const;
  [[nodiscard]] bool links_differ(CaseRow row, const CaseView& fields) const;
  [[nodiscard]] std::vector<CaseRow> neighbours(CaseRow row) const;
  void form_units(std::span<const UnitIndex> touched,
                  std::optional<CaseRow> added,
                  std::optional<CaseRow> taken,
                  Change& change);

  std::shared_ptr<CaseTable::Columns> columns_;
  CaseTable table_;
  ColumnWriter writer_;
  IdIndex rows_;
  /// Rows by the hash of each id that their links name.
  std::unordered_multimap<std::size_t, CaseRow> named_by_;
  std::vector<CaseRow> free_rows_;  ///< the last one is the spare, in which a change is written
};

}  // namespace waitlist
