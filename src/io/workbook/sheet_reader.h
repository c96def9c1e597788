// The cells of one sheet as rows of text.
#pragma once

#include "io/workbook/cell_formats.h"
#include "io/workbook/sheet_data.h"
#include "io/workbook/zip_archive.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// Texts that cells share, one behind the other.
class SharedStrings {
 public:
  void add(std::string_view text) {
    text_ += text;
    ends_.push_back(text_.size());
  }

  [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }

  [[nodiscard]] std::string_view operator[](std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view{text_}.substr(begin, ends_[index] - begin);
  }

 private:
  std::string text_;
  std::vector<std::size_t> ends_;
};

/// What the cells of all sheets refer to.
struct WorkbookParts {
  SharedStrings strings;
  std::vector<NumberFormat> formats;  ///< by the style of a cell
  DaySystem days = DaySystem::from_1900;
};

/// Fills text, troubles and notes of a sheet from its part.
[[nodiscard]] std::optional<Error> read_sheet_rows(ZipArchive& archive,
                                                   std::string_view part,
                                                   const WorkbookParts& parts,
                                                   SheetData& sheet);

/// Whether a sheet holds nothing but blanks.
[[nodiscard]] bool is_empty_sheet(ZipArchive& archive,
                                  std::string_view part,
                                  const SharedStrings& strings);

/// `C7` as row 7 and column 3; nullopt: no name of a cell.
struct CellPlace {
  std::uint32_t row = 0;     ///< from 1
  std::uint32_t column = 0;  ///< from 1
};

[[nodiscard]] std::optional<CellPlace> parse_cell_name(std::string_view name);

/// `_x000A_` and its like as the characters that they stand for.
void append_unescaped(std::string& out, std::string_view text);

}  // namespace waitlist
