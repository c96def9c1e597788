/// \file small_cells.h
/// \brief Which counts of a table to hide so that no small one can be read or worked out.
/// Layer: equality (may use base to queue).
/// Source: Gusfield 1988 (what a table with hidden cells gives away); docs/reference/equality.md.
/// Ranges: counts below 2^62 in all.  Errors: none.  Threads: pure.
/// Complexity: hide_cells() O(cells^2) at most.
#pragma once

#include <waitlist/base/export.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace waitlist {

/// Values that a reader must be left with for each hidden count, at least.
inline constexpr std::uint64_t kValuesLeft = 3;

/// Hides counts from 1 to `smallest` - 1 of a row whose total is known, and more, the smallest
/// first, until those hidden come to at least `smallest` together, and a reader who knows that
/// rule is left with kValuesLeft values for each of them, or all are hidden.
/// `also` (empty: none): marks of counts to hide whatever they are.
[[nodiscard]] WAITLIST_EXPORT std::vector<bool> hide_counts(std::span<const std::uint64_t> counts,
                                                            std::uint64_t smallest,
                                                            const std::vector<bool>& also = {});

/// Counts in rows and columns. The totals of rows and columns are known to the reader.
struct CountTable {
  std::size_t columns = 1;
  std::vector<std::uint64_t> counts;  ///< row by row

  [[nodiscard]] std::size_t rows() const noexcept { return counts.size() / columns; }

  [[nodiscard]] std::uint64_t at(std::size_t row, std::size_t column) const noexcept {
    return counts[row * columns + column];
  }
};

/// What the totals leave of a hidden count.
struct CountRange {
  std::uint64_t least = 0;
  std::uint64_t most = 0;
};

/// The least and the most that each cell can hold for a reader who sees those not hidden and all
/// totals: its own count where it is shown. Marks and ranges stand row by row.
[[nodiscard]] WAITLIST_EXPORT std::vector<CountRange> ranges_of(const CountTable& table,
                                                                const std::vector<bool>& hidden);

/// Marks of the hidden cells that can be worked out, if all hidden ones hold something: those that
/// are a bridge between their row and their column.
[[nodiscard]] WAITLIST_EXPORT std::vector<bool> given_away(const CountTable& table,
                                                           const std::vector<bool>& hidden);

/// Hides counts from 1 to `smallest` - 1, and more, until none is given away and each leaves
/// kValuesLeft values, or all are hidden: beside those given away, cells that close a ring of
/// hidden ones first, then those of least count. `also` as above.
[[nodiscard]] WAITLIST_EXPORT std::vector<bool> hide_cells(const CountTable& table,
                                                           std::uint64_t smallest,
                                                           const std::vector<bool>& also = {});

}  // namespace waitlist
