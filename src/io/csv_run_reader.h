// Reads a run of rows without a fault, straight into columns. At anything that is not right it
// gives up: what a fault is called, and where it stands, is for the diagnostic reader to say.
#pragma once

#include "cases/case_columns.h"
#include "io/case_draft.h"
#include "io/csv_blocks.h"
#include "io/csv_lexer.h"
#include "io/mapping/mapping_rules.h"
#include "io/word_codes.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// What the first line and the schema say about every row; made once for all runs.
struct CsvPlan {
  struct Column {
    bool is_fact = false;
    FactIndex fact = 0;
    CaseField field{};       ///< of a column that is no fact
    bool is_record = false;  ///< `fact` and `record_part` count
    RecordPart record_part{};
    WordCodes words{0};                    ///< none for a column of free text
    ShortWords quick{{}};                  ///< of a fact
    bool skips = false;                    ///< nobody reads this column
    const MappedColumn* mapped = nullptr;  ///< its cells are rewritten before they are read
  };

  struct Constant {
    Column column;
    std::string_view text;
  };

  const FactSchema& schema;
  char delimiter = ',';
  std::vector<Column> columns;
  std::vector<Constant> constants;      ///< stand in every row
  const MappingRules* rules = nullptr;  ///< of an export
};

class CsvRunReader {
 public:
  CsvRunReader(std::string_view text, const CsvPlan& plan);

  /// Reads the rows that begin from `begin` to before `end`. False: something is not right, or too
  /// unusual to be judged here. Requires that `begin` is the begin of a line outside quotes.
  [[nodiscard]] bool read(std::size_t begin, std::size_t end);

  /// Where the last row that was read ends: `end`, unless a quoted cell reaches beyond it.
  [[nodiscard]] std::size_t stopped() const noexcept { return at_; }

  /// The rows. The reader is then spent.
  [[nodiscard]] std::shared_ptr<CaseTable::Columns> take() { return std::move(columns_); }

  void reserve(std::size_t cases) { columns_->reserve(cases); }

  void append(CsvRunReader& more) { writer_.append(std::move(*more.columns_)); }

 private:
  [[nodiscard]] bool read_row();
  [[nodiscard]] bool read_general_row();
  [[nodiscard]] bool read_cell(const CsvPlan::Column& column, std::string_view cell);
  [[nodiscard]] bool read_general_cell(const CsvPlan::Column& column, std::string_view cell);
  [[nodiscard]] bool read_text(const CsvPlan::Column& column, std::string_view text);
  [[nodiscard]] bool read_rewritten_cell(const CsvPlan::Column& column, std::string_view cell);
  [[nodiscard]] bool read_constants();
  [[nodiscard]] bool keep();
  [[nodiscard]] std::span<const Answer> all_answers();
  void clear();

  std::string_view text_;
  const CsvPlan& plan_;
  CsvBlocks blocks_;
  CsvLexer lexer_;
  std::shared_ptr<CaseTable::Columns> columns_;
  ColumnWriter writer_;
  std::size_t at_ = 0;

  // Of one row; kept, so that a right row makes no text and no list.
  CaseDraft draft_;
  std::vector<AnswerCode> codes_;
  std::vector<Answer> answers_;  ///< those that have no code of their own
  std::vector<Answer> others_;
  std::vector<Answer> all_answers_;  ///< of a row with records
  std::vector<CsvCell> cells_;
  std::vector<std::string> rewritten_;  ///< cells of each column; what is read looks into them
  CellFault fault_;
  FaultList faults_;
  bool has_others_ = false;
};

}  // namespace waitlist
