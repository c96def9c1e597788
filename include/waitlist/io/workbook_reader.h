/// \file workbook_reader.h
/// \brief A sheet of an `.xlsx` workbook as the rows of a case file or an export, and its cases.
/// Layer: io (may use base, cases).  Format: docs/reference/cases.md, "Workbooks".
/// A sheet becomes the rows that its CSV file would have, and everything after is the one reader of
/// those; faults name sheet and cell. Days are read by the format of their cells, formulas by the
/// values that were saved with them. Nothing in the file is run, and nothing outside it is opened.
/// Ranges: limits.h (kWorkbook…).  Errors: as of CSV, each with Error::sheet; 301 to 304 of the
/// file as a whole.  Complexity: O(inflated bytes of the sheet), read in pieces.  Threads: pure.
/// Built without WAITLIST_WORKBOOKS every call fails with an error that says so.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/case_list.h>
#include <waitlist/cases/case_table.h>
#include <waitlist/io/case_reader.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

struct SheetData;  // src/io/workbook/sheet_data.h

/// One sheet of a workbook, as rows of text. Copies share one value.
class WAITLIST_EXPORT WorkbookSheet {
 public:
  [[nodiscard]] const std::string& name() const noexcept;

  /// The rows as CSV with commas: a line for each row of the sheet, from its first. For
  /// suggest_case_mapping(). A cell that cannot be read holds a mark that every reader refuses.
  [[nodiscard]] const std::string& text() const noexcept;

  /// What people who look at the workbook do not see or may not expect, a sentence each: hidden
  /// rows and columns that were read, hidden sheets that were not.
  [[nodiscard]] const std::vector<std::string>& notes() const noexcept;

  [[nodiscard]] const SheetData& data() const noexcept { return *data_; }

 private:
  friend WAITLIST_EXPORT Result<WorkbookSheet> read_workbook_sheet(std::string_view bytes,
                                                                   const std::string& sheet,
                                                                   const std::string& source);
  explicit WorkbookSheet(std::shared_ptr<const SheetData> data) noexcept;
  std::shared_ptr<const SheetData> data_;
};

/// Whether bytes begin as a workbook does, or as an older one that nothing here reads.
[[nodiscard]] WAITLIST_EXPORT bool is_workbook(std::string_view bytes) noexcept;

/// Reads the sheet of this name; of an empty name the only sheet that shows and holds something.
/// Errors: no workbook, not a sound one, a bomb; no such sheet, or several: all are named.
[[nodiscard]] WAITLIST_EXPORT Result<WorkbookSheet> read_workbook_sheet(
    std::string_view bytes, const std::string& sheet, const std::string& source = "workbook");

/// The cases of a sheet, as read_case_list_csv() reads those of a text.
[[nodiscard]] WAITLIST_EXPORT Result<CaseList> read_case_list_sheet(
    const WorkbookSheet& sheet,
    const FactSchema& schema,
    const std::string& source = "workbook",
    const CaseReadOptions& options = {});

/// Both in one, of the sheet CaseReadOptions::sheet.
[[nodiscard]] WAITLIST_EXPORT Result<CaseList> read_case_list_workbook(
    std::string_view bytes,
    const FactSchema& schema,
    const std::string& source = "workbook",
    const CaseReadOptions& options = {});

[[nodiscard]] WAITLIST_EXPORT Result<CaseTable> read_cases_workbook(
    std::string_view bytes,
    const FactSchema& schema,
    const std::string& source = "workbook",
    const CaseReadOptions& options = {});

}  // namespace waitlist
