#include "io/workbook/sheet_data.h"

#include "io/csv_lexer.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace waitlist {
namespace {

/// `text` with every `from` replaced.
void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
}

class SheetPlaces {
 public:
  explicit SheetPlaces(const SheetData& sheet) : sheet_{sheet} {}

  void place(Error& error) {
    error.sheet = sheet_.name;
    if (error.line != 0) error.column = error.column != 0 ? column_of(error) : named(error.field);
    if (const CellTrouble* trouble = trouble_of(error.found)) {
      error.found = clipped(trouble->found);
      if (error.column != 0) {
        error.code = ErrorCode::inconsistent;
        error.reason = trouble->reason;
      }
    }
    replace_all(error.found, kLineInCell, " ");
  }

 private:
  /// Faults come by lines, mostly upwards.
  std::string_view line_of(std::uint32_t wanted) {
    if (wanted < line_) line_ = 1, at_ = 0;
    for (; line_ < wanted; ++line_) {
      const std::size_t end = sheet_.text.find('\n', at_);
      if (end == std::string::npos) return {};
      at_ = end + 1;
    }
    const std::string_view rest = std::string_view{sheet_.text}.substr(at_);
    return rest.substr(0, rest.find('\n'));
  }

  std::uint32_t column_of(const Error& error) {
    CsvLexer lexer{line_of(error.line), ','};
    if (!lexer.next_row(cells_)) return 0;
    const auto cell = std::ranges::find(cells_, error.column, &CsvCell::column);
    return cell == cells_.end() ? 0 : static_cast<std::uint32_t>(cell - cells_.begin() + 1);
  }

  /// The column of a fault that names one of ours; 0: none.
  std::uint32_t named(const std::string& field) {
    if (field.empty()) return 0;
    if (names_.empty()) {
      CsvLexer lexer{sheet_.text, ','};
      if (!lexer.next_row(cells_)) return 0;
      for (const CsvCell& cell : cells_) names_.emplace_back(cell.text);
    }
    const auto name = std::ranges::find(names_, field);
    return name == names_.end() ? 0 : static_cast<std::uint32_t>(name - names_.begin() + 1);
  }

  [[nodiscard]] const CellTrouble* trouble_of(std::string_view found) const {
    constexpr std::string_view kShown = kTroubleMark.substr(1);  // of a clipped text
    const std::size_t at = found.find(kShown);
    if (at == std::string_view::npos) return nullptr;
    const std::string_view digits = found.substr(at + kShown.size());
    std::size_t number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (read.ec != std::errc{} || number >= sheet_.troubles.size()) return nullptr;
    return &sheet_.troubles[number];
  }

  const SheetData& sheet_;
  std::vector<CsvCell> cells_;
  std::vector<std::string> names_;  ///< of the first line
  std::uint32_t line_ = 1;
  std::size_t at_ = 0;
};

}  // namespace

Errors placed_in_sheet(Errors errors, const SheetData& sheet) {
  SheetPlaces places{sheet};
  for (Error& error : errors) places.place(error);
  // One cell that says nothing may be several faults of a text.
  errors.erase(std::unique(errors.begin(), errors.end()), errors.end());
  return errors;
}

}  // namespace waitlist
