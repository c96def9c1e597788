#include "cli/list_input.h"

#include "cli/input_files.h"
#include "cli/run.h"

#include <utility>

namespace waitlist::cli {
namespace {

CaseForm form_of(const std::string& path, const std::string& bytes) {
  if (path == "-") return form_of_cases(bytes);
  if (is_workbook(bytes) || path.ends_with(".xlsx") || path.ends_with(".xlsm")) {
    return CaseForm::workbook;
  }
  if (path.ends_with(".jsonl") || path.ends_with(".ndjson")) return CaseForm::json_lines;
  return is_json(path) ? CaseForm::json : CaseForm::csv;
}

Rejected unused(const char* option, const std::string& value, std::string reason) {
  return Rejected{
      {{ErrorCode::inconsistent, "command line", 0, 0, option, clipped(value), std::move(reason)}}};
}

}  // namespace

ListInput load_input(Files& files, const std::string& path, const ListFormat& format) {
  ListInput input{path, value_of(files.read(path)), std::nullopt, CaseForm::csv};
  if (const auto encoding = parse_text_encoding(format.encoding);
      encoding && !is_workbook(input.text)) {
    input.text = value_of(text_in_utf8(input.text, *encoding, path));
  }
  input.form = form_of(path, input.text);
  if (input.form != CaseForm::workbook) return input;
  input.sheet = value_of(read_workbook_sheet(input.text, format.sheet, path));
  input.text = {};
  for (const std::string& note : input.sheet->notes()) say("Note: " + note + "\n");
  return input;
}

ListInput load_named_input(Files& files, const std::string& path, const ListFormat& format) {
  ListInput input = load_input(files, path, format);
  const bool workbook = input.form == CaseForm::workbook;
  if (!format.sheet.empty() && !workbook) {
    throw unused("--sheet", format.sheet, path + " is no workbook, so it has no sheets");
  }
  if (!format.encoding.empty() && workbook) {
    throw unused("--encoding", format.encoding,
                 path +
                     " is a workbook, which says itself how it "
                     "is encoded");
  }
  return input;
}

Result<CaseList> read_list(const ListInput& input,
                           const FactSchema& schema,
                           const CaseReadOptions& options) {
  switch (input.form) {
    case CaseForm::csv: break;
    case CaseForm::json: return read_case_list_json(input.text, schema, input.path, options);
    case CaseForm::json_lines:
      return read_case_list_json_lines(input.text, schema, input.path, options);
    case CaseForm::workbook: return read_case_list_sheet(*input.sheet, schema, input.path, options);
  }
  return read_case_list_csv(input.text, schema, input.path, options);
}

CaseTable load_cases(Files& files,
                     const std::string& path,
                     const FactSchema& schema,
                     const std::optional<CaseMapping>& mapping,
                     const ListFormat& format) {
  const ListInput input = load_input(files, path, format);
  return value_of(read_list(input, schema, {1, FaultyRows::refuse, mapping, {}})).cases;
}

}  // namespace waitlist::cli
