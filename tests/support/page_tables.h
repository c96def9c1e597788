// The tables of a page as cells of text: what tests hold against the data.
#pragma once

#include "support/html_checks.h"
#include "support/text_checks.h"

#include <string>
#include <string_view>
#include <vector>

namespace waitlist::page_tables {

/// The rows of the first table whose caption begins so: each its cells, the name first. None where
/// there is no such table.
[[nodiscard]] inline std::vector<std::vector<std::string>> rows_of(const std::string& page,
                                                                   std::string_view caption) {
  std::vector<std::vector<std::string>> rows;
  const std::size_t begin = page.find("<caption><bdi>" + std::string{caption});
  if (begin == std::string::npos) return rows;
  const std::string table = page.substr(begin, page.find("</table>", begin) - begin);
  for (const std::string& row : text_checks::all_between(table, "<tr><th scope=\"row\"", "</tr>")) {
    std::vector<std::string> cells;
    for (const std::string& cell : text_checks::all_between(row, "<bdi>", "</bdi>")) {
      cells.push_back(html_checks::words_of(cell));
    }
    rows.push_back(std::move(cells));
  }
  return rows;
}

/// What is wrong with a page that has to stand alone: html_checks, and whatever loads or runs.
[[nodiscard]] inline std::vector<std::string> faults_alone(const std::string& page) {
  std::vector<std::string> faults = html_checks::faults(page);
  for (const char* part : {"<script", "http:", "https:", " src=", "url(", "@import"}) {
    if (text_checks::has(page, part)) faults.push_back(std::string{"holds "} + part);
  }
  return faults;
}

}  // namespace waitlist::page_tables
