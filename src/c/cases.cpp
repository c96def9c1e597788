// Lists, from text in any form or from columns of the caller.
#include <waitlist/io/case_form.h>
#include <waitlist/io/case_mapping.h>
#include <waitlist/io/case_reader.h>
#include <waitlist/io/encoded_text.h>
#include <waitlist/io/workbook_reader.h>

#include "c/read.h"

namespace waitlist::c {
namespace {

Rejected refused_option(const char* option, std::string_view found, const char* reason) {
  return Rejected{
      {{ErrorCode::inconsistent, "options", 0, 0, option, clipped(found), std::string{reason}}}};
}

CaseForm form_of(std::string_view bytes, std::int32_t form) {
  switch (form) {
    case WL_BY_BYTES: return form_of_cases(bytes);
    case WL_CASES_CSV: return CaseForm::csv;
    case WL_CASES_JSON: return CaseForm::json;
    case WL_CASES_JSON_LINES: return CaseForm::json_lines;
    case WL_CASES_WORKBOOK: return CaseForm::workbook;
    default: throw Misuse{"options", "have a form that there is not"};
  }
}

FaultyRows faulty_of(std::int32_t faulty) {
  require(faulty == WL_REFUSE || faulty == WL_SET_APART, "options",
          "have a word on faulty rows that there is not");
  return faulty == WL_SET_APART ? FaultyRows::set_apart : FaultyRows::refuse;
}

CaseReadOptions reader_options(const wl_case_options& options, const FactSchema& schema) {
  CaseReadOptions read;
  read.threads = options.threads;
  read.faulty = faulty_of(options.faulty);
  read.sheet = text_of(options.sheet, options.sheet_size, "options");
  const std::string_view mapping = text_of(options.mapping, options.mapping_size, "options");
  if (options.mapping != nullptr) read.mapping = value_of(read_case_mapping(mapping, schema));
  return read;
}

/// The bytes in UTF-8, which `made` holds where they had to be made.
std::string_view in_utf8(std::string_view bytes,
                         const wl_case_options& options,
                         std::string& made) {
  const std::string_view name = text_of(options.encoding, options.encoding_size, "options");
  if (name.empty()) return bytes;
  if (is_workbook(bytes)) {
    throw refused_option("encoding", name, "a workbook says itself how it is encoded");
  }
  const auto encoding = parse_text_encoding(name);
  if (!encoding) {
    throw refused_option("encoding", name, "use utf-8, utf-16, utf-16le, utf-16be or windows-1252");
  }
  made = value_of(
      text_in_utf8(bytes, *encoding, source_of(options.source, options.source_size, "cases")));
  return made;
}

Result<CaseList> read_as(CaseForm form,
                         std::string_view text,
                         const FactSchema& schema,
                         const std::string& source,
                         const CaseReadOptions& options) {
  switch (form) {
    case CaseForm::csv: break;
    case CaseForm::json: return read_case_list_json(text, schema, source, options);
    case CaseForm::json_lines: return read_case_list_json_lines(text, schema, source, options);
    case CaseForm::workbook: return read_case_list_workbook(text, schema, source, options);
  }
  return read_case_list_csv(text, schema, source, options);
}

void add_cell(std::string& csv, std::string_view cell) {
  csv += '"';
  for (const char c : cell) {
    if (c == '"') csv += '"';
    csv += c;
  }
  csv += '"';
}

std::string csv_of(const wl_column* columns, std::size_t count, std::size_t rows) {
  std::string csv;
  for (std::size_t column = 0; column < count; ++column) {
    const wl_column& one = columns[column];
    if (rows > 0) {
      given(one.texts, "columns");
      given(one.sizes, "columns");
    }
    if (column > 0) csv += ',';
    add_cell(csv, text_of(one.name, one.name_size, "columns"));
  }
  csv += '\n';
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t column = 0; column < count; ++column) {
      const wl_column& one = columns[column];
      if (column > 0) csv += ',';
      const std::string_view cell = text_of(one.texts[row], one.sizes[row], "columns");
      // Cells that are empty stay so for a column of one: a line without a cell is no row.
      if (!cell.empty() || count == 1) add_cell(csv, cell);
    }
    csv += '\n';
  }
  return csv;
}

}  // namespace

wl_cases read_list(std::string_view bytes,
                   const FactSchema& schema,
                   const wl_case_options& options) {
  const CaseReadOptions read = reader_options(options, schema);
  std::string made;
  const std::string_view text = in_utf8(bytes, options, made);
  const CaseForm form = form_of(text, options.form);
  if (!read.sheet.empty() && form != CaseForm::workbook) {
    throw refused_option("sheet", read.sheet, "only a workbook has sheets");
  }
  if (read.mapping && (form == CaseForm::json || form == CaseForm::json_lines)) {
    throw refused_option("mapping", "",
                         "a mapping reads exports in CSV and workbooks; JSON has the form of case "
                         "files already");
  }
  const std::string source = source_of(options.source, options.source_size, "cases");
  return {value_of(read_as(form, text, schema, source, read)), read.faulty};
}

}  // namespace waitlist::c

using namespace waitlist::c;  // NOLINT(google-build-using-namespace): the work of this file

int32_t wl_read_cases(const char* bytes,
                      size_t size,
                      const wl_facts* facts,
                      const wl_case_options* options,
                      wl_cases** cases,
                      wl_errors** errors) {
  clear(cases);
  return guarded("wl_read_cases", errors, [&] {
    given(cases, "cases");
    given(bytes, "bytes");
    give(cases, read_list(text_of(bytes, size, "bytes"), given(facts, "facts").schema,
                          options_of(options)));
  });
}

int32_t wl_cases_from_columns(const wl_column* columns,
                              size_t column_count,
                              size_t rows,
                              const wl_facts* facts,
                              const wl_case_options* options,
                              wl_cases** cases,
                              wl_errors** errors) {
  clear(cases);
  return guarded("wl_cases_from_columns", errors, [&] {
    given(cases, "cases");
    given(columns, "columns");
    wl_case_options own = options_of(options);
    own.form = WL_CASES_CSV;
    own.encoding = nullptr;
    own.encoding_size = 0;
    give(cases, read_list(csv_of(columns, column_count, rows), given(facts, "facts").schema, own));
  });
}

void wl_cases_free(wl_cases* cases) { delete cases; }

int32_t wl_cases_count(const wl_cases* cases, size_t* sound, size_t* faulty, wl_errors** errors) {
  clear(sound);
  clear(faulty);
  return guarded("wl_cases_count", errors, [&] {
    given(sound, "sound");
    given(faulty, "faulty");
    const waitlist::CaseList& list = given(cases, "cases").list;
    *sound = list.cases.size();
    *faulty = list.faulty.size();
  });
}

int32_t wl_cases_faults(const wl_cases* cases, wl_errors** faults, wl_errors** errors) {
  clear(faults);
  return guarded("wl_cases_faults", errors, [&] {
    given(faults, "faults");
    waitlist::Errors all;
    for (const waitlist::FaultyCase& row : given(cases, "cases").list.faulty) {
      all.insert(all.end(), row.faults.begin(), row.faults.end());
    }
    *faults = kept(std::move(all)).release();
  });
}
