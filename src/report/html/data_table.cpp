#include "report/html/data_table.h"

#include <embedded/chart_figure_mustache.h>
#include <embedded/data_table_mustache.h>

#include "base/check.h"

namespace waitlist::html {

namespace {

/// The text as HTML that may break after an underscore: ids are long.
Data breakable(std::string_view words) {
  std::string html;
  for (const char letter : kainjow::mustache::html_escape(std::string{words})) {
    html += letter;
    if (letter == '_') html += "<wbr>";
  }
  return text(html);
}

}  // namespace

DataTables::DataTables()
    : table_{embedded::data_table_mustache()}, chart_{embedded::chart_figure_mustache()} {}

std::string DataTables::html(const DataTable& table) {
  const auto is_number = [&table](std::size_t column) {
    return Data{table.columns[column].kind == CellKind::number};
  };
  List head;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    head.push_back(Object{{"title", breakable(table.columns[i].title)},
                          {"number", i == 0 ? false : is_number(i)}});
  }
  List rows;
  for (const DataRow& row : table.rows) {
    WAITLIST_CHECK(row.cells.size() + 1 == table.columns.size());
    List cells;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const DataCell& cell = row.cells[i];
      cells.push_back(Object{{"label", text(table.columns[i + 1].title)},
                             {"text", text(cell.text)},
                             {"number", is_number(i + 1)},
                             {"below", cell.below.empty() ? Data{false} : text(cell.below)}});
    }
    rows.push_back(Object{{"name", breakable(row.name)}, {"cells", cells}});
  }
  return table_.filled(Object{{"caption", text(table.caption)},
                              {"first", text(table.columns.front().title)},
                              {"head", head},
                              {"rows", rows}});
}

std::string DataTables::html(const ChartHead& head,
                             const std::string& svg,
                             const DataTable& table) {
  return chart_.filled(Object{{"title", text(head.title)},
                              {"note", head.note.empty() ? Data{false} : text(head.note)},
                              {"svg", text(svg)},
                              {"table", text(html(table))}});
}

}  // namespace waitlist::html
