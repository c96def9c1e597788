// A sheet as rows of text, with what of its cells could not be made text.
#pragma once

#include <waitlist/base/error.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// Why a cell says nothing.
struct CellTrouble {
  std::string found;
  std::string reason;

  friend bool operator==(const CellTrouble&, const CellTrouble&) = default;
};

struct SheetData {
  std::string source;
  std::string name;
  std::string text;                   ///< CSV; line i is row i of the sheet
  std::vector<CellTrouble> troubles;  ///< that cells with a mark stand for
  std::vector<std::string> notes;
};

/// Begins the text of a cell that says nothing; the number of its trouble follows. No reader takes
/// it: it holds a control character, and one that is none.
inline constexpr std::string_view kTroubleMark = "\x01\xEF\xBF\xBF";

/// Stands in a cell where its text goes on in a new line: rows of the text stay rows of the sheet.
inline constexpr std::string_view kLineInCell = "\xE2\x80\xA8";

/// The faults of readers of `sheet.text`, told of the cells of the sheet.
[[nodiscard]] Errors placed_in_sheet(Errors errors, const SheetData& sheet);

}  // namespace waitlist
