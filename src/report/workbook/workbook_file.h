// A workbook while it is written: sheets with a head that stays, rows from above, texts that are
// texts.
#pragma once

#include <waitlist/base/day.h>
#include <waitlist/base/result.h>
#include <waitlist/base/whole.h>

#include <xlsxwriter.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace waitlist {

struct SheetColumn {
  const char* name;
  double width;  ///< in characters
};

/// One sheet, written cell by cell and row by row.
class SheetWriter {
 public:
  SheetWriter(lxw_worksheet* sheet, lxw_format* day, lxw_format* points)
      : sheet_{sheet}, day_{day}, points_{points} {}

  /// An empty text leaves the cell empty.
  void text(std::string_view text, lxw_format* format = nullptr);
  void whole(std::int64_t number);
  void points(Points points);
  void day(const std::optional<Day>& day);

  void skip() { ++column_; }

  void end_row();

  [[nodiscard]] std::uint32_t rows() const noexcept { return row_; }

 private:
  lxw_worksheet* sheet_;
  lxw_format* day_;
  lxw_format* points_;
  std::uint32_t row_ = 1;
  std::uint16_t column_ = 0;
};

class WorkbookFile {
 public:
  /// `as_of` stands for the day on which the workbook was made, so that its bytes say no other.
  WorkbookFile(const std::string& title, Day as_of);
  WorkbookFile(const WorkbookFile&) = delete;
  WorkbookFile& operator=(const WorkbookFile&) = delete;
  ~WorkbookFile();

  /// A sheet with a first line that names its columns and stays in sight. `name` needs no quotes.
  [[nodiscard]] SheetWriter add(const char* name, std::span<const SheetColumn> columns);

  /// The same without such a line, for words about the others.
  [[nodiscard]] SheetWriter add_words(const char* name, double width);

  /// Lets people filter the rows that were written.
  void add_filter(const char* name, const SheetWriter& sheet, std::size_t columns);

  /// The colours of a band: 0 is the most urgent.
  [[nodiscard]] lxw_format* band(std::size_t index) const;

  [[nodiscard]] lxw_format* strong() const noexcept { return strong_; }

  /// Errors: the file could not be made.
  [[nodiscard]] Result<std::string> bytes();

 private:
  lxw_format* new_format();

  static constexpr std::size_t kBandColours = 5;

  std::string path_;
  lxw_workbook* book_ = nullptr;
  lxw_format* heading_ = nullptr;
  lxw_format* strong_ = nullptr;
  lxw_format* day_ = nullptr;
  lxw_format* points_ = nullptr;
  std::array<lxw_format*, kBandColours> bands_{};
};

}  // namespace waitlist
