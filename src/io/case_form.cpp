#include <waitlist/io/case_form.h>
#include <waitlist/io/workbook_reader.h>

#include "io/text_encoding.h"

#include <algorithm>

namespace waitlist {
namespace {

std::string_view behind_white(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
}

}  // namespace

CaseForm form_of_cases(std::string_view bytes) noexcept {
  if (is_workbook(bytes)) return CaseForm::workbook;
  const std::string_view text = behind_white(without_byte_order_mark(bytes));
  if (text.starts_with('[')) return CaseForm::json;
  if (!text.starts_with('{')) return CaseForm::csv;
  const std::string_view key = behind_white(text.substr(1));
  const bool is_document = key.empty() || key.starts_with('}') || key.starts_with("\"format\"") ||
                           key.starts_with("\"cases\"");
  return is_document ? CaseForm::json : CaseForm::json_lines;
}

}  // namespace waitlist
