// Where in a workbook its sheets are, and what their cells refer to.
#pragma once

#include "io/workbook/sheet_reader.h"
#include "io/workbook/zip_archive.h"

#include <optional>
#include <string>
#include <vector>

namespace waitlist {

struct SheetPart {
  std::string name;
  std::string part;
  bool hidden = false;
  bool has_cells = true;  ///< false: a chart, a dialogue
};

struct WorkbookOutline {
  std::vector<SheetPart> sheets;  ///< as the workbook orders them
  std::string strings;            ///< parts; empty: there is none
  std::string styles;
  DaySystem days = DaySystem::from_1900;
};

/// Errors: no workbook, or one that names parts outside itself.
[[nodiscard]] Result<WorkbookOutline> read_outline(ZipArchive& archive);

[[nodiscard]] Result<WorkbookParts> read_parts(ZipArchive& archive, const WorkbookOutline& outline);

}  // namespace waitlist
