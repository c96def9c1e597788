#include <waitlist/base/limits.h>
#include <waitlist/io/workbook_reader.h>

#include "io/workbook/sheet_data.h"
#include "io/workbook/workbook_parts.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

std::string sheet_names(const std::vector<SheetPart>& sheets) {
  constexpr std::size_t kTold = 30;
  std::string names;
  for (std::size_t i = 0; i < std::min(sheets.size(), kTold); ++i) {
    if (i > 0) names += ", ";
    ((names += '"') += clipped(sheets[i].name)) += '"';
    if (sheets[i].hidden) names += " (hidden)";
    if (!sheets[i].has_cells) names += " (no cells)";
  }
  return sheets.size() > kTold ? names + " and more" : names;
}

Error choice_fault(const std::string& source,
                   ErrorCode code,
                   const std::string& found,
                   std::string reason) {
  return {code, source, 0, 0, found.empty() ? "" : "sheet", clipped(found), std::move(reason)};
}

/// The sheet that is asked for, or the only one that it can be.
Result<SheetPart> chosen_sheet(ZipArchive& archive,
                               const std::vector<SheetPart>& sheets,
                               const SharedStrings& strings,
                               const std::string& wanted,
                               const std::string& source) {
  if (!wanted.empty()) {
    const auto named = std::ranges::find(sheets, wanted, &SheetPart::name);
    if (named == sheets.end() || !named->has_cells) {
      return failed(choice_fault(
          source, ErrorCode::unknown_name, wanted,
          "the workbook has no sheet of cells with this name; it has " + sheet_names(sheets)));
    }
    return *named;
  }
  std::vector<const SheetPart*> shown;
  for (const SheetPart& sheet : sheets) {
    if (!sheet.hidden && sheet.has_cells) shown.push_back(&sheet);
  }
  if (shown.size() > 1) {
    std::erase_if(shown, [&](const SheetPart* sheet) {
      return is_empty_sheet(archive, sheet->part, strings);
    });
  }
  if (shown.size() == 1) return *shown.front();
  return failed(choice_fault(source, ErrorCode::missing_name, "",
                             (shown.empty() ? "no sheet of this workbook shows and holds something"
                                            : "several sheets of this workbook hold something") +
                                 std::string{"; say which is read (--sheet NAME): "} +
                                 sheet_names(sheets)));
}

/// What is wrong with bytes that no packed file begins with; nullopt: they may be one.
std::optional<Error> no_archive(std::string_view bytes, const std::string& source) {
  if (bytes.size() > limits::kInputBytesMax) {
    return Error{ErrorCode::too_large,
                 source,
                 0,
                 0,
                 "",
                 std::to_string(bytes.size()) + " bytes",
                 "at most " + std::to_string(limits::kInputBytesMax) + " bytes"};
  }
  if (bytes.starts_with("PK\x03\x04")) return std::nullopt;
  return Error{
      ErrorCode::wrong_encoding,
      source,
      0,
      0,
      "",
      "",
      bytes.starts_with("\xD0\xCF\x11\xE0")
          ? "a workbook that is locked by a password or in the form of before 2007 (.xls); "
            "save it as .xlsx without a password"
          : "no workbook, whatever its name says; name an .xlsx, .csv or .json file as "
            "what it is"};
}

}  // namespace

Result<WorkbookSheet> read_workbook_sheet(std::string_view bytes,
                                          const std::string& sheet,
                                          const std::string& source) {
  if (auto fault = no_archive(bytes, source)) return failed(*std::move(fault));
  auto archive = ZipArchive::open(bytes, source);
  if (!archive) return failed(std::move(archive.error()));
  const auto outline = read_outline(*archive);
  if (!outline) return failed(outline.error());
  const auto parts = read_parts(*archive, *outline);
  if (!parts) return failed(parts.error());
  const auto chosen = chosen_sheet(*archive, outline->sheets, parts->strings, sheet, source);
  if (!chosen) return failed(chosen.error());
  auto data = std::make_shared<SheetData>();
  data->source = source;
  data->name = chosen->name;
  if (auto fault = read_sheet_rows(*archive, chosen->part, *parts, *data)) {
    return failed(*std::move(fault));
  }
  if (chosen->hidden) {
    data->notes.push_back("Sheet \"" + chosen->name + "\" is hidden in the workbook and read.");
  }
  for (const SheetPart& other : outline->sheets) {
    if (!other.hidden || other.name == chosen->name) continue;
    data->notes.push_back("Sheet \"" + other.name + "\" is hidden in the workbook and not read.");
  }
  return WorkbookSheet{std::move(data)};
}

}  // namespace waitlist
