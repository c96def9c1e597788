// Tables of figures, and charts with the table of their figures behind them.
#pragma once

#include "report/html/template.h"

#include <string>
#include <vector>

namespace waitlist::html {

/// How the cells of a column stand: words to the left, numbers to the right.
enum class CellKind : bool { words, number };

struct DataColumn {
  std::string title;
  CellKind kind = CellKind::number;
};

struct DataCell {
  std::string text;
  std::string below = {};  ///< a second line, less loud; empty: none
};

/// A row with its name, which heads it, and a cell for each column after the first.
struct DataRow {
  std::string name;
  std::vector<DataCell> cells;
};

struct DataTable {
  std::string caption;
  std::vector<DataColumn> columns;  ///< the first is that of the names
  std::vector<DataRow> rows;
};

/// What stands above a chart: its name, and a sentence on how to read it.
struct ChartHead {
  std::string title;
  std::string note;
};

/// Fills the templates of tables and charts; they are read once.
class DataTables {
 public:
  DataTables();

  /// The table in a box that scrolls by itself.
  [[nodiscard]] std::string html(const DataTable& table);

  /// The chart, and its figures to open.
  [[nodiscard]] std::string html(const ChartHead& head,
                                 const std::string& svg,
                                 const DataTable& table);

 private:
  Template table_;
  Template chart_;
};

}  // namespace waitlist::html
