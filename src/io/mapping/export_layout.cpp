#include "io/mapping/export_layout.h"

#include <waitlist/base/limits.h>

#include "base/fault_list.h"
#include "io/blank_text.h"
#include "io/csv_lexer.h"
#include "io/workbook/sheet_data.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace waitlist {
namespace {

struct Line {
  std::size_t at = 0;
  std::uint32_t number = 1;
};

/// The next line, or the end of the text.
Line after(std::string_view text, Line line) {
  const std::size_t end = text.find_first_of("\r\n", line.at);
  if (end == std::string_view::npos) return {text.size(), line.number + 1};
  const bool pair = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
  return {end + (pair ? 2 : 1), line.number + 1};
}

std::string_view text_at(std::string_view text, Line line) {
  const std::size_t end = std::min(text.find_first_of("\r\n", line.at), text.size());
  return text.substr(line.at, end - line.at);
}

/// A name that goes over lines in its cell of a sheet.
std::string on_one_line(std::string_view name) {
  std::string text{name};
  for (std::size_t at = text.find(kLineInCell); at != std::string::npos;
       at = text.find(kLineInCell, at)) {
    text.replace(at, kLineInCell.size(), " ");
  }
  return text;
}

/// Whether a line has no cell that says something: blanks and separators alone.
bool says_nothing(std::string_view line) {
  return std::ranges::all_of(line,
                             [](char c) {
                               return std::string_view{",;|\t"}.find(c) != std::string_view::npos ||
                                      c == ' ';
                             }) ||
         without_blanks(line).empty();
}

std::string shown(char separator) { return separator == '\t' ? "tab" : std::string{separator}; }

class Layouter {
 public:
  Layouter(std::string_view text, const MappingRules& rules, const std::string& source)
      : text_{text}, rules_{rules}, source_{source} {}

  Result<ExportLayout> run() {
    if (find_header() && read_names()) {
      for (const MappedColumn& column : rules_.columns) {
        layout_.from.emplace_back();
        for (const TheirColumn& theirs : column.from) use(theirs, layout_.from.back());
      }
      for (const TheirColumn& theirs : rules_.fill_down) use(theirs, layout_.fill_down);
      for (const SkippedRows& skipped : rules_.skips) use(skipped.column, layout_.skip_by);
      check_used_once();
      check_all_used();
    }
    if (!faults_.empty()) return failed(faults_.take());
    return std::move(layout_);
  }

 private:
  void add(ErrorCode code,
           std::string field,
           std::string_view found,
           std::string reason,
           std::uint32_t column = 0) {
    faults_.add({code, source_, layout_.header_line, column, std::move(field), clipped(found),
                 std::move(reason)});
  }

  bool find_header() {
    Line line;
    const char said = separator_line(text_);
    if (said != '\0' && rules_.separator != '\0' && said != rules_.separator) {
      add(ErrorCode::inconsistent, "sep", shown(said),
          "the mapping says that the separator is \"" + shown(rules_.separator) + '"');
      return false;
    }
    if (rules_.header_line != 0) {
      while (line.number < rules_.header_line && line.at < text_.size()) line = after(text_, line);
    } else {
      while (line.at < text_.size() &&
             (says_nothing(text_at(text_, line)) || (line.number == 1 && said != '\0'))) {
        line = after(text_, line);
      }
    }
    layout_.header_line = line.number;
    layout_.header_at = line.at;
    if (line.at >= text_.size() || without_blanks(text_at(text_, line)).empty()) {
      add(ErrorCode::missing_name, "", "",
          rules_.header_line != 0 ? "there is no header line here, as header_line of the mapping "
                                    "says"
                                  : "the file is empty; one line names the columns");
      return false;
    }
    layout_.delimiter = rules_.separator != '\0' ? rules_.separator
                        : said != '\0'           ? said
                                                 : detect_delimiter(text_.substr(line.at));
    return true;
  }

  bool read_names() {
    CsvLexer lexer{text_.substr(layout_.header_at), layout_.delimiter};
    static_cast<void>(lexer.next_row(cells_));
    layout_.rows_at = layout_.header_at + lexer.at();
    if (cells_.size() > limits::kColumnsMax) {
      add(ErrorCode::too_large, "", "",
          "a file has at most " + std::to_string(limits::kColumnsMax) + " columns; this one has " +
              std::to_string(cells_.size()));
      return false;
    }
    for (const CsvCell& cell : cells_) {
      layout_.names.push_back(on_one_line(without_blanks(cell.text)));
      if (cell.fault == CsvFault::none) continue;
      add(ErrorCode::malformed_text, "column", cell.text,
          "a quote stands wrong in the line that names the columns", cell.column);
    }
    used_.assign(layout_.width(), false);
    const char found = detect_delimiter(text_.substr(layout_.header_at));
    if (layout_.width() > 1 || found == layout_.delimiter ||
        layout_.names.front().find(found) == std::string::npos) {
      return true;
    }
    add(ErrorCode::malformed_text, "", layout_.names.front(),
        "no \"" + shown(layout_.delimiter) +
            "\" stands in the line that names the columns; the "
            "cells seem to be separated by \"" +
            shown(found) +
            "\": write that in [file] of the "
            "mapping");
    return false;
  }

  void use(const TheirColumn& theirs, std::vector<std::size_t>& to) {
    if (const auto index = find(theirs)) {
      used_[*index] = true;
      to.push_back(*index);
    } else {
      to.push_back(0);  // a fault is told
    }
  }

  std::optional<std::size_t> find(const TheirColumn& theirs) {
    if (theirs.place != 0) {
      if (theirs.place <= layout_.width()) return theirs.place - 1;
      add(ErrorCode::unknown_name, theirs.key, std::to_string(theirs.place),
          "the mapping (line " + std::to_string(theirs.at.line) + ") takes column " +
              std::to_string(theirs.place) + ", and the export has " +
              std::to_string(layout_.width()) + " columns");
      return std::nullopt;
    }
    const auto first = std::ranges::find(layout_.names, theirs.name);
    const auto index = static_cast<std::size_t>(first - layout_.names.begin());
    if (first == layout_.names.end()) {
      add(ErrorCode::missing_name, theirs.key, theirs.name,
          "the mapping (line " + std::to_string(theirs.at.line) +
              ") takes this column, and the line that names the columns lacks it" +
              did_you_mean(theirs.name, layout_.names));
      return std::nullopt;
    }
    const auto second = std::find(first + 1, layout_.names.end(), theirs.name);
    if (second == layout_.names.end()) return index;
    const auto other = static_cast<std::size_t>(second - layout_.names.begin());
    add(ErrorCode::duplicate_name, theirs.key, theirs.name,
        "this name stands at columns " + std::to_string(index + 1) + " and " +
            std::to_string(other + 1) + "; write the place in the mapping (line " +
            std::to_string(theirs.at.line) + ") in place of the name");
    return std::nullopt;
  }

  /// A column may be named once by its name and once by its place.
  void check_used_once() {
    if (!faults_.empty()) return;
    std::vector<const MappedColumn*> user(layout_.width(), nullptr);
    for (std::size_t i = 0; i < rules_.columns.size(); ++i) {
      for (const std::size_t index : layout_.from[i]) {
        if (user[index] != nullptr) {
          add(ErrorCode::duplicate_name, "columns." + rules_.columns[i].name, layout_.names[index],
              "this column is " + user[index]->name + " already");
        }
        user[index] = &rules_.columns[i];
      }
    }
  }

  void check_all_used() {
    if (rules_.ignore_others) return;
    for (const TheirColumn& ignored : rules_.ignored) {
      for (std::size_t i = 0; i < layout_.width(); ++i) {
        const bool is_it =
            ignored.place != 0 ? ignored.place == i + 1 : ignored.name == layout_.names[i];
        if (is_it) used_[i] = true;
      }
    }
    for (std::size_t i = 0; i < layout_.width(); ++i) {
      if (used_[i]) continue;
      const std::string place = std::to_string(i + 1);
      add(ErrorCode::unknown_name, "column " + place, layout_.names[i],
          layout_.names[i].empty()
              ? "this column has no name and the mapping does not speak of it; write " + place +
                    " in [columns] or among those that [file] ignores"
              : "the mapping does not speak of this column; give it to one of ours in [columns], "
                "or write it among those that [file] ignores",
          cells_[i].column);
    }
  }

  std::string_view text_;
  const MappingRules& rules_;
  const std::string& source_;
  ExportLayout layout_;
  std::vector<CsvCell> cells_;
  std::vector<bool> used_;
  FaultList faults_;
};

}  // namespace

Result<ExportLayout> layout_of(std::string_view text,
                               const MappingRules& rules,
                               const std::string& source) {
  return Layouter{text, rules, source}.run();
}

}  // namespace waitlist
