// Tables of two facts as people read them, rows and columns in the order of the schema.
#pragma once

#include <waitlist/policy/compiled_policy.h>

#include <string>
#include <vector>

namespace waitlist {

/// A level of a table, or `no`.
struct MatrixLevel {
  std::string id;
  std::string label;   ///< what people call it
  std::size_t at = 0;  ///< its place in the table
};

/// The levels that a table has, in the order of the schema, `no` first.
[[nodiscard]] std::vector<MatrixLevel> levels_in_order(const FactDefinition& fact,
                                                       const std::vector<std::string>& ids);

/// Those of its rows.
template <class Cell>
[[nodiscard]] std::vector<MatrixLevel> rows_in_order(const FactDefinition& fact,
                                                     const TwoFactTable<Cell>& table) {
  std::vector<std::string> ids;
  ids.reserve(table.rows.size());
  for (const TwoFactRow<Cell>& row : table.rows) ids.push_back(row.level);
  return levels_in_order(fact, ids);
}

struct MatrixRow {
  std::string label;  ///< what people call it
  std::vector<std::string> cells;
};

struct Matrix {
  std::string rows_of, columns_of;  ///< labels of the two facts
  std::vector<std::string> columns;
  std::vector<MatrixRow> rows;
};

/// Points as they are written.
[[nodiscard]] Matrix matrix_of(const CompiledPolicy& policy,
                               const CriterionRule& rule,
                               const ByTwoFacts& scale);

/// Bands by id; `–` where none is lifted.
[[nodiscard]] Matrix matrix_of(const CompiledPolicy& policy, const BandByTwoFacts& by);

/// `High and Low: P1; High and High: P1`: the pairs for which a floor holds.
[[nodiscard]] std::string pairs_in_words(const CompiledPolicy& policy, const BandByTwoFacts& by);

/// The table as text, indented.
[[nodiscard]] std::string matrix_text(const Matrix& matrix, std::size_t indent);

}  // namespace waitlist
