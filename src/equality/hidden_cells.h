// What a table with hidden cells leaves open: rows and columns are nodes, hidden cells lead from
// one to the other.
#pragma once

#include <waitlist/equality/small_cells.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace waitlist {

class HiddenCells {
 public:
  static constexpr std::uint64_t kNoLimit = std::numeric_limits<std::uint64_t>::max();

  HiddenCells(const CountTable& table, const std::vector<bool>& hidden);

  /// Whether row and column of a cell are joined by no other hidden cells.
  [[nodiscard]] bool is_bridge(std::size_t cell) const;

  /// How far the totals let a hidden cell grow, up to `limit`.
  [[nodiscard]] std::uint64_t room_above(std::size_t cell, std::uint64_t limit = kNoLimit) const;
  /// How far they let it shrink.
  [[nodiscard]] std::uint64_t room_below(std::size_t cell, std::uint64_t limit = kNoLimit) const;

 private:
  struct Step {
    std::size_t cell = 0;
    std::size_t from = 0;  ///< node
    bool grows = false;
  };

  [[nodiscard]] std::size_t row_node(std::size_t cell) const { return cell / columns_; }

  [[nodiscard]] std::size_t column_node(std::size_t cell) const { return rows_ + cell % columns_; }

  /// The steps into each node on the way from one to another that leaves out a cell: a hidden cell
  /// grows on the way from row to column and shrinks on the way back. `any_size`: also where it
  /// has nothing left to lose. Empty: there is none.
  [[nodiscard]] std::vector<Step> way(std::size_t from,
                                      std::size_t to,
                                      std::size_t without,
                                      const std::vector<std::uint64_t>& counts,
                                      bool any_size) const;
  [[nodiscard]] std::uint64_t flow(std::size_t from,
                                   std::size_t to,
                                   std::size_t without,
                                   std::uint64_t limit) const;

  std::size_t rows_;
  std::size_t columns_;
  std::vector<std::uint64_t> counts_;
  std::vector<std::vector<std::size_t>> cells_of_;  ///< hidden ones, by node
};

}  // namespace waitlist
