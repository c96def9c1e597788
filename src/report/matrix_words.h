// Tables of two facts as people read them, rows and columns in the order of the schema.
#pragma once

#include <waitlist/policy/compiled_policy.h>

#include <string>
#include <vector>

namespace waitlist {

struct MatrixRow {
  std::string label;  ///< what people call it
  std::vector<std::string> cells;
};

struct Matrix {
  std::string rows_of, columns_of;  ///< labels of the two facts
  std::vector<std::string> columns;
  std::vector<MatrixRow> rows;
};

/// Bands by id; `–` where none is lifted.
[[nodiscard]] Matrix matrix_of(const CompiledPolicy& policy, const BandByTwoFacts& by);

/// `High and Low: P1; High and High: P1`: the pairs for which a floor holds.
[[nodiscard]] std::string pairs_in_words(const CompiledPolicy& policy, const BandByTwoFacts& by);

/// The table as text, indented.
[[nodiscard]] std::string matrix_text(const Matrix& matrix, std::size_t indent);

}  // namespace waitlist
