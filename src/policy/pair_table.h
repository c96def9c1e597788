// Two choices looked up together: a cell for each pair of answers that are known.
#pragma once

#include <waitlist/cases/answer.h>
#include <waitlist/cases/fact_schema.h>
#include <waitlist/policy/two_facts.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace waitlist {

/// The answers to one of the two facts that are possible: places from 0 for `no`, then the levels.
struct PlaceRange {
  std::size_t first = 0;
  std::size_t end = 0;
};

/// One of the two facts.
struct PairSide {
  FactIndex fact = 0;
  std::uint16_t places = 0;  ///< its levels and `no`
  bool no_is_answer = true;

  [[nodiscard]] PlaceRange all() const noexcept { return {no_is_answer ? 0U : 1U, places}; }

  /// Of an answer that is known.
  [[nodiscard]] static PlaceRange only(Answer answer) noexcept {
    const std::size_t place = answer.given() ? answer.value() + 1 : 0;
    return {place, place + 1};
  }
};

template <class Cell>
struct PairTable {
  PairSide first, other;
  std::vector<Cell> cells;  ///< by place of the first, then of the other

  [[nodiscard]] const Cell& at(std::size_t of_first, std::size_t of_other) const noexcept {
    return cells[of_first * other.places + of_other];
  }

  /// Calls `visit(cell)` for each that is possible.
  template <class Visit>
  void each(const PlaceRange& of_first, const PlaceRange& of_other, Visit visit) const {
    for (std::size_t row = of_first.first; row < of_first.end; ++row) {
      for (std::size_t column = of_other.first; column < of_other.end; ++column) {
        visit(at(row, column));
      }
    }
  }
};

[[nodiscard]] inline PairSide pair_side(FactIndex fact, const FactSchema& schema) {
  const FactDefinition& definition = schema.fact(fact);
  return {fact, static_cast<std::uint16_t>(definition.levels.size() + 1), definition.no_is_answer};
}

/// The place of a level's id; that of `no` is 0.
[[nodiscard]] inline std::size_t place_of_level(const FactDefinition& fact, const std::string& id) {
  const auto level = find_level(fact, id);
  return level ? *level + std::size_t{1} : std::size_t{0};
}

/// The table of two choices without faults; `cell_of(written cell)` compiles one, and `otherwise`
/// stands where `no` has no row or column.
template <class Cell, class Written, class CellOf>
[[nodiscard]] PairTable<Cell> pair_table(FactIndex first,
                                         FactIndex other,
                                         const TwoFactTable<Written>& written,
                                         const FactSchema& schema,
                                         Cell otherwise,
                                         CellOf cell_of) {
  PairTable<Cell> table{pair_side(first, schema), pair_side(other, schema), {}};
  table.cells.assign(std::size_t{table.first.places} * table.other.places, otherwise);
  for (const TwoFactRow<Written>& row : written.rows) {
    const std::size_t of_first = place_of_level(schema.fact(first), row.level);
    for (std::size_t column = 0; column < written.columns.size(); ++column) {
      const std::size_t of_other = place_of_level(schema.fact(other), written.columns[column]);
      table.cells[of_first * table.other.places + of_other] = cell_of(row.cells[column]);
    }
  }
  return table;
}

}  // namespace waitlist
