// A list in whatever file it comes.
#pragma once

#include <waitlist/waitlist.h>

#include "cli/files.h"

#include <optional>
#include <string>

namespace waitlist::cli {

struct ListInput {
  std::string path;
  std::string text;                    ///< empty of a workbook
  std::optional<WorkbookSheet> sheet;  ///< of a workbook alone
  CaseForm form = CaseForm::csv;

  /// Rows of cells, from CSV or a sheet.
  [[nodiscard]] const std::string& rows() const { return sheet ? sheet->text() : text; }
};

/// What the command line says about the files of lists; each may be empty.
struct ListFormat {
  std::string sheet;     ///< of a workbook; empty: the only one that there can be
  std::string encoding;  ///< of texts; empty: UTF-8
};

/// Reads a file. Its name says what it is, or of a workbook its first bytes, of standard input the
/// first bytes always. Throws Rejected.
[[nodiscard]] ListInput load_input(Files& files,
                                   const std::string& path,
                                   const ListFormat& format = {});

/// The same, where a sheet that is named must be one of a workbook, and an encoding that of a text.
[[nodiscard]] ListInput load_named_input(Files& files,
                                         const std::string& path,
                                         const ListFormat& format);

[[nodiscard]] Result<CaseList> read_list(const ListInput& input,
                                         const FactSchema& schema,
                                         const CaseReadOptions& options);

/// A list that must be without a faulty row.
[[nodiscard]] CaseTable load_cases(Files& files,
                                   const std::string& path,
                                   const FactSchema& schema,
                                   const std::optional<CaseMapping>& mapping,
                                   const ListFormat& format = {});

}  // namespace waitlist::cli
