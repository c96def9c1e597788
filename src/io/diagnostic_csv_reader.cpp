#include "io/diagnostic_csv_reader.h"

#include "base/fault_list.h"
#include "cases/case_table_builder.h"
#include "io/case_draft.h"
#include "io/csv_columns.h"
#include "io/csv_rows.h"
#include "io/text_encoding.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

/// Names of the columns that may go with those of facts: two for each.
std::vector<std::string> record_names(const FactSchema& schema) {
  std::vector<std::string> names;
  names.reserve(2 * schema.facts().size());
  for (const FactDefinition& fact : schema.facts()) {
    names.push_back(name_of(fact.id, RecordPart::received_on));
    names.push_back(name_of(fact.id, RecordPart::source));
  }
  return names;
}

/// The columns of a case file: those of every file, one for each fact, then those beside facts.
std::vector<NamedColumn> columns_of(const FactSchema& schema,
                                    const std::vector<std::string>& records) {
  std::vector<NamedColumn> columns;
  for (const auto& name : case_columns()) columns.push_back({name});
  for (const CaseField field : {CaseField::case_id, CaseField::listed_on}) {
    columns[static_cast<std::size_t>(field)].required = true;
  }
  for (const FactDefinition& fact : schema.facts()) columns.push_back({fact.id});
  for (const std::string& name : records) columns.push_back({name});
  return columns;
}

class CsvCaseReader {
 public:
  CsvCaseReader(std::string_view text,
                const FactSchema& schema,
                const std::string& source,
                FaultyRows faulty_rows,
                std::span<const std::uint32_t> lines)
      : source_{source},
        builder_{schema, source, faulty_rows},
        draft_{schema},
        facts_{schema.facts().size()},
        record_names_{record_names(schema)},
        columns_{columns_of(schema, record_names_)},
        rows_{
            text,
            columns_,
            source,
            builder_.faults(),
            {"no fact of the schema and no column of every case file has this name; beside a "
             "fact may stand its id with @received_on or @source; a mapping can leave it out",
             "; if another program wrote this file, a mapping reads it as it is (waitlist mapping "
             "suggest)"},
            lines} {
    // A row is seldom shorter than two bytes a column, so this is seldom too little by much.
    builder_.reserve(std::min(text.size() / (2 * rows_.width() + 1), text.size() / 40) + 1);
  }

  Result<CaseTable> read() {
    read_rows();
    return builder_.finish();
  }

  Result<CaseList> read_list() {
    read_rows();
    return builder_.finish_list();
  }

 private:
  static constexpr auto kListedOn = static_cast<std::size_t>(CaseField::listed_on);

  void read_rows() {
    builder_.refuse_for_faults();  // those of the first line
    while (rows_.next()) read_row();
  }

  void read_row() {
    draft_.clear();
    for (const std::size_t column : rows_.present()) {
      const std::string_view text = rows_.cell(column);
      if (text.empty() || read_cell(column, text)) continue;
      rows_.report(column, fault_.code, fault_.found, std::move(fault_.reason));
    }
    for (const CaseDraft::Missing& missing : draft_.missing()) {
      const auto column = static_cast<std::size_t>(missing.field);
      if (column == kListedOn && !rows_.has(column)) continue;
      rows_.report_row(name_of(missing.field), missing.code, missing.reason);
    }
    if (!builder_.add(draft_.view(), rows_.line()) && rows_.may_hold_rows()) refuse_row();
  }

  /// A row that cannot be set apart: with it other rows might disappear.
  void refuse_row() {
    builder_.refuse_for_last_row();
    builder_.faults().add(
        {ErrorCode::malformed_text, source_, rows_.line(), 0, "", "",
         "this row cannot be set apart: a cell in quotes goes over the end of its line, so other "
         "rows may be inside it"});
    builder_.refuse_for_faults();
  }

  bool read_cell(std::size_t column, std::string_view text) {
    const std::size_t fields = case_columns().size();
    if (column < fields) return draft_.read(static_cast<CaseField>(column), text, fault_);
    column -= fields;
    if (column < facts_) return draft_.read_fact(static_cast<FactIndex>(column), text, fault_);
    column -= facts_;
    const auto part = static_cast<RecordPart>(column % 2);
    return draft_.read_record(static_cast<FactIndex>(column / 2), part, text, fault_);
  }

  const std::string& source_;
  CaseTableBuilder builder_;
  CaseDraft draft_;
  std::size_t facts_;
  std::vector<std::string> record_names_;
  std::vector<NamedColumn> columns_;
  CsvRows rows_;
  CellFault fault_;  ///< of the cell last read; kept, so that a right cell makes no text
};

/// What `read` makes of a text. Faults of its bytes stand among the others.
template <class Read>
auto read_encoded(std::string_view text, const std::string& source, Read read)
    -> decltype(read(text)) {
  FaultList encoding;
  const bool readable = check_list_encoding(text, source, encoding);
  if (!readable) return failed(encoding.take());
  auto cases = read(without_byte_order_mark(text));
  if (encoding.empty()) return cases;
  // Both lists by line: what is not UTF-8 often explains what could not be read.
  FaultList all;
  for (Error& error : encoding.take()) all.add(std::move(error));
  if (!cases) {
    for (Error& error : cases.error()) all.add(std::move(error));
  }
  return failed(all.take());
}

}  // namespace

Result<CaseTable> read_csv_with_diagnosis(std::string_view text,
                                          const FactSchema& schema,
                                          const std::string& source,
                                          std::span<const std::uint32_t> lines) {
  return read_encoded(text, source, [&](std::string_view rows) {
    return CsvCaseReader{rows, schema, source, FaultyRows::refuse, lines}.read();
  });
}

Result<CaseList> read_csv_setting_apart(std::string_view text,
                                        const FactSchema& schema,
                                        const std::string& source,
                                        std::span<const std::uint32_t> lines) {
  return read_encoded(text, source, [&](std::string_view rows) {
    return CsvCaseReader{rows, schema, source, FaultyRows::set_apart, lines}.read_list();
  });
}

}  // namespace waitlist
