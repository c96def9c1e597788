#include <waitlist/io/workbook_reader.h>

#include "io/workbook/sheet_data.h"

#include <string>
#include <utility>

namespace waitlist {

WorkbookSheet::WorkbookSheet(std::shared_ptr<const SheetData> data) noexcept
    : data_{std::move(data)} {}

const std::string& WorkbookSheet::name() const noexcept { return data_->name; }

const std::string& WorkbookSheet::text() const noexcept { return data_->text; }

const std::vector<std::string>& WorkbookSheet::notes() const noexcept { return data_->notes; }

bool is_workbook(std::string_view bytes) noexcept {
  return bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0");
}

Result<CaseList> read_case_list_sheet(const WorkbookSheet& sheet,
                                      const FactSchema& schema,
                                      const std::string& source,
                                      const CaseReadOptions& options) {
  auto list = read_case_list_csv(sheet.text(), schema, source, options);
  if (!list) return failed(placed_in_sheet(std::move(list.error()), sheet.data()));
  for (FaultyCase& faulty : list->faulty) {
    faulty.faults = placed_in_sheet(std::move(faulty.faults), sheet.data());
    // A cell that says nothing is the id of no case.
    const auto is_trouble = [](const std::string& id) {
      return id.find(kTroubleMark) != std::string::npos;
    };
    if (is_trouble(faulty.case_id)) faulty.case_id.clear();
    std::erase_if(faulty.linked_to, is_trouble);
  }
  return list;
}

Result<CaseList> read_case_list_workbook(std::string_view bytes,
                                         const FactSchema& schema,
                                         const std::string& source,
                                         const CaseReadOptions& options) {
  const auto sheet = read_workbook_sheet(bytes, options.sheet, source);
  if (!sheet) return failed(sheet.error());
  return read_case_list_sheet(*sheet, schema, source, options);
}

Result<CaseTable> read_cases_workbook(std::string_view bytes,
                                      const FactSchema& schema,
                                      const std::string& source,
                                      const CaseReadOptions& options) {
  CaseReadOptions refusing = options;
  refusing.faulty = FaultyRows::refuse;
  return read_case_list_workbook(bytes, schema, source, refusing).map([](CaseList&& list) {
    return std::move(list.cases);
  });
}

}  // namespace waitlist
