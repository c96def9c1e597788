#include "report/matrix_words.h"

#include "report/plain_words.h"
#include "report/text_table.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

constexpr const char* kNoBand = "\u2013";

const FactDefinition& fact_of_matrix(const CompiledPolicy& policy, const std::string& id) {
  return policy.schema().fact(policy.schema().find(id).value_or(0));
}

template <class Cell, class InWords>
Matrix matrix_with(const CompiledPolicy& policy,
                   const std::string& fact,
                   const TwoFactTable<Cell>& table,
                   InWords in_words) {
  const FactDefinition& of_rows = fact_of_matrix(policy, fact);
  const FactDefinition& of_columns = fact_of_matrix(policy, table.other);
  Matrix matrix{of_rows.label, of_columns.label, {}, {}};
  const std::vector<MatrixLevel> columns = levels_in_order(of_columns, table.columns);
  for (const MatrixLevel& column : columns) matrix.columns.push_back(column.label);
  for (const MatrixLevel& level : rows_in_order(of_rows, table)) {
    MatrixRow row{level.label, {}};
    for (const MatrixLevel& column : columns) {
      row.cells.push_back(in_words(table.rows[level.at].cells[column.at]));
    }
    matrix.rows.push_back(std::move(row));
  }
  return matrix;
}

}  // namespace

std::vector<MatrixLevel> levels_in_order(const FactDefinition& fact,
                                         const std::vector<std::string>& ids) {
  std::vector<MatrixLevel> levels;
  const auto add = [&](const std::string& id, const std::string& label) {
    const auto at = std::ranges::find(ids, id);
    if (at != ids.end()) levels.push_back({id, label, static_cast<std::size_t>(at - ids.begin())});
  };
  add(kNoLevel, "checked: no");
  for (const FactLevel& level : fact.levels) add(level.id, level.label);
  return levels;
}

Matrix matrix_of(const CompiledPolicy& policy, const CriterionRule& rule, const ByTwoFacts& scale) {
  return matrix_with(policy, rule.fact, scale.table, [](Points points) { return to_text(points); });
}

Matrix matrix_of(const CompiledPolicy& policy, const BandByTwoFacts& by) {
  return matrix_with(policy, by.fact, by.table,
                     [](const std::string& band) { return band.empty() ? kNoBand : band; });
}

std::string pairs_in_words(const CompiledPolicy& policy, const BandByTwoFacts& by) {
  const Matrix matrix = matrix_of(policy, by);
  std::vector<std::string> pairs;
  for (const MatrixRow& row : matrix.rows) {
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
      if (row.cells[column] == kNoBand) continue;
      pairs.push_back("\"" + row.label + "\" and \"" + matrix.columns[column] +
                      "\": " + row.cells[column]);
    }
  }
  return matrix.rows_of + " and " + matrix.columns_of + ": " +
         (pairs.empty() ? "no band" : listed(pairs, "; "));
}

std::string matrix_text(const Matrix& matrix, std::size_t indent) {
  constexpr std::size_t kColumnsAbreast = 5;
  if (matrix.columns.size() > kColumnsAbreast) {
    TextTable pairs{
        {{matrix.rows_of, Align::left, 45}, {matrix.columns_of, Align::left, 45}, {""}}};
    for (const MatrixRow& row : matrix.rows) {
      for (std::size_t column = 0; column < row.cells.size(); ++column) {
        pairs.add({{row.label}, {matrix.columns[column]}, {row.cells[column]}});
      }
    }
    return pairs.text(false, indent);
  }
  std::vector<TableColumn> columns{
      {matrix.rows_of + " (down), " + matrix.columns_of + " (across)", Align::left, 34}};
  for (const std::string& column : matrix.columns) columns.push_back({column, Align::right, 14});
  TextTable table{columns};
  for (const MatrixRow& row : matrix.rows) {
    std::vector<TableCell> cells{{row.label}};
    for (const std::string& cell : row.cells) cells.push_back({cell});
    table.add(cells);
  }
  return table.text(false, indent);
}

}  // namespace waitlist
