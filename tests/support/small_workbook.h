// Workbooks made by hand, part by part, to say anything that a file can say.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace waitlist::workbooks {

/// A part of a packed file.
struct PackedPart {
  std::string name;
  std::string bytes;
  bool deflated = false;
  std::uint16_t flags = 0;
  std::uint32_t says_bytes = UINT32_MAX;  ///< in place of the true size; UINT32_MAX: the truth
};

/// The bytes of a packed file with these parts.
[[nodiscard]] std::string packed(const std::vector<PackedPart>& parts);

struct SmallSheet {
  std::string name = "Sheet1";
  std::string rows;         ///< XML between <sheetData> and its end
  std::string behind = "";  ///< XML behind that: merged cells
  std::string before = "";  ///< XML before that: columns
  std::string state = "";   ///< hidden, veryHidden
};

/// What a workbook is made of; every part of it may be changed before it is packed.
struct SmallWorkbook {
  std::vector<SmallSheet> sheets;
  std::string strings = "";           ///< XML inside <sst>
  std::string formats = "";           ///< XML inside <numFmts>
  std::vector<int> styles = {0, 14};  ///< the number format of each style
  bool from_1904 = false;
  std::map<std::string, std::string> parts = {};  ///< in place of those made from the above
  bool deflated = false;

  [[nodiscard]] std::string bytes() const;
};

/// One sheet with these rows, each a text of cells.
[[nodiscard]] std::string workbook_of(const std::vector<std::string>& rows);

/// `<row r="2">…</row>`.
[[nodiscard]] std::string row(int number, const std::string& cells);

/// A cell of text that stands in the cell itself.
[[nodiscard]] std::string text(const std::string& words);

/// A number in a style of SmallWorkbook::styles.
[[nodiscard]] std::string number(const std::string& value, int style = 0);

}  // namespace waitlist::workbooks
