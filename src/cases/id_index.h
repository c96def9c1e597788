// Rows found by the id of their case: some six bytes a case.
#pragma once

#include <waitlist/cases/case_table.h>

#include "base/big_memory.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace waitlist {

/// An open table of rows. The ids stay in the columns, which every call is given.
class IdIndex {
 public:
  void reserve(std::size_t rows, const CaseTable::Columns& columns);

  [[nodiscard]] std::size_t size() const noexcept { return size_; }

  /// Asks for the memory where a search for this id begins.
  void prefetch(std::string_view id) const noexcept;

  /// The row that has this id if any has: its id has not been looked at.
  [[nodiscard]] std::optional<CaseRow> likely(std::string_view id) const noexcept;

  [[nodiscard]] std::optional<CaseRow> find(std::string_view id,
                                            const CaseTable::Columns& columns) const noexcept;

  /// Requires that no row of this id is there.
  void insert(CaseRow row, const CaseTable::Columns& columns);

  /// Requires that the row is there, under the id that it has now.
  void erase(CaseRow row, const CaseTable::Columns& columns) noexcept;

 private:
  using Slot = std::uint32_t;  ///< a row, and above it some bits of the hash of its id

  [[nodiscard]] std::size_t home(std::uint64_t hash) const noexcept;

  [[nodiscard]] std::size_t after(std::size_t at) const noexcept {
    return at + 1 == slots_.size() ? 0 : at + 1;
  }

  void place(CaseRow row, std::uint64_t hash) noexcept;
  void rebuild(std::size_t slots, const CaseTable::Columns& columns);

  BigVector<Slot> slots_;
  std::size_t size_ = 0;
};

}  // namespace waitlist
