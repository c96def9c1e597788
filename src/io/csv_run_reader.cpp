#include "io/csv_run_reader.h"

#include <waitlist/base/limits.h>

#include "cases/case_rules.h"
#include "io/csv_columns.h"
#include "io/mapping/cell_rewriter.h"
#include "io/text_encoding.h"

#include <algorithm>
#include <string>
#include <utility>

namespace waitlist {
CsvRunReader::CsvRunReader(std::string_view text, const CsvPlan& plan)
    : text_{text},
      plan_{plan},
      blocks_{text, plan.delimiter},
      lexer_{text, plan.delimiter},
      columns_{std::make_shared<CaseTable::Columns>(plan.schema)},
      writer_{*columns_},
      draft_{plan.schema},
      codes_(plan.schema.facts().size()),
      answers_(plan.schema.facts().size()),
      rewritten_(plan.rules == nullptr ? 0 : plan.columns.size()) {}

bool CsvRunReader::read(std::size_t begin, std::size_t end) {
  at_ = begin;
  blocks_.move_to(begin);
  while (true) {
    for (; at_ < end && ends_line(text_[at_]); ++at_) static_cast<void>(blocks_.next());
    if (at_ >= end) break;
    if (!read_row()) return false;
  }
  return !blocks_.seen_odd() || is_utf8(text_.substr(begin, at_ - begin));
}

void CsvRunReader::clear() {
  draft_.clear();
  std::ranges::fill(codes_, kNotAskedCode);
  has_others_ = false;
}

bool CsvRunReader::read_row() {
  clear();
  // What nobody else can see may stay in registers.
  CsvBlocks blocks = blocks_;
  const std::string_view text = text_;
  const char delimiter = plan_.delimiter;
  AnswerCode* const codes = codes_.data();
  std::size_t begin = at_;
  const CsvPlan::Column* const last = &plan_.columns.back();
  for (const CsvPlan::Column& column : plan_.columns) {
    const std::size_t end = blocks.next();
    const char ends = end < text.size() ? text[end] : '\n';
    const bool plain = &column == last ? ends_line(ends) : ends == delimiter;
    if (!plain) {
      blocks_ = blocks;
      return read_general_row();
    }
    const std::string_view cell{text.data() + begin, end - begin};
    if (column.is_fact && cell.size() <= ShortWords::kLongest && begin + 8 <= text.size()) {
      // One way for nothing, "no" and every other short word, in no order that could be foreseen.
      const std::uint8_t code = column.quick.find(cell.data(), cell.size());
      if (code != ShortWords::kNone) {
        codes[column.fact] = code;
      } else if (!read_cell(column, cell)) {
        return false;
      }
    } else if (!cell.empty() && !read_cell(column, cell)) {
      return false;
    }
    begin = end + 1;
  }
  blocks_ = blocks;
  // Empty rows are skipped; which rows count as empty is decided in is_blank() alone.
  if (draft_.case_id().empty()) return read_general_row();
  const bool pair = begin < text.size() && text[begin - 1] == '\r' && text[begin] == '\n';
  if (pair) begin = blocks_.next() + 1;
  at_ = std::min(begin, text.size());
  return keep();
}

/// A row with quotes, or with another number of cells than the first line has names.
bool CsvRunReader::read_general_row() {
  const std::size_t begin = at_;
  lexer_.move_to(begin);
  if (!lexer_.next_row(cells_)) return false;
  at_ = lexer_.at();
  blocks_.move_to(at_);
  if (!is_utf8(text_.substr(begin, at_ - begin))) return false;
  if (is_blank(cells_)) return true;
  if (cells_.size() != plan_.columns.size()) return false;
  clear();
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (cells_[i].fault != CsvFault::none) return false;
    if (!read_general_cell(plan_.columns[i], cells_[i].text)) return false;
  }
  return keep();
}

bool CsvRunReader::read_cell(const CsvPlan::Column& column, std::string_view cell) {
  // Looking a word up reads eight bytes, and so may look beyond its cell.
  const auto left = static_cast<std::size_t>(text_.data() + text_.size() - cell.data());
  if (cell.size() > WordCodes::kLongest || left < 8) return read_general_cell(column, cell);
  const std::uint8_t code = column.words.find(cell.data(), cell.size());
  if (code == WordCodes::kNone) return read_general_cell(column, cell);
  if (column.is_fact) {
    codes_[column.fact] = code;
  } else {
    draft_.set_status(static_cast<CaseStatus>(code));
  }
  return true;
}

bool CsvRunReader::read_general_cell(const CsvPlan::Column& column, std::string_view cell) {
  if (column.mapped != nullptr) return read_rewritten_cell(column, cell);
  return column.skips || read_text(column, text_of_cell(cell));
}

bool CsvRunReader::read_text(const CsvPlan::Column& column, std::string_view text) {
  if (text.empty()) return true;
  if (text.size() > limits::kCellBytesMax) return false;
  if (column.is_record) {
    return draft_.read_record(column.fact, column.record_part, text, fault_);
  }
  if (!column.is_fact) return draft_.read(column.field, text, fault_);
  const FactIndex fact = column.fact;
  if (!parse_answer(plan_.schema.fact(fact), text, answers_[fact], fault_)) return false;
  codes_[fact] = code_of(answers_[fact]);
  has_others_ = has_others_ || codes_[fact] == kOtherCode;
  return true;
}

bool CsvRunReader::read_rewritten_cell(const CsvPlan::Column& column, std::string_view cell) {
  std::string& text = rewritten_[static_cast<std::size_t>(&column - plan_.columns.data())];
  text.clear();
  const bool rewritten = rewrite_cell(*plan_.rules, *column.mapped, cell, text, fault_);
  return rewritten && read_text(column, text);
}

bool CsvRunReader::read_constants() {
  return std::ranges::all_of(plan_.constants, [this](const CsvPlan::Constant& constant) {
    return read_text(constant.column, constant.text);
  });
}

/// Keeps the row when it is right as a whole. Its answers are: each was read by its fact.
bool CsvRunReader::keep() {
  static const std::string no_source;
  if (!plan_.constants.empty() && !read_constants()) return false;
  if (!draft_.missing().empty()) return false;
  const CaseView& fields = draft_.fields();
  if (!fields.records.empty()) draft_.judge_with(all_answers());
  check_case(fields, plan_.schema, {no_source, 0, fields.case_id}, faults_);
  if (!faults_.empty()) return false;
  others_.clear();
  for (std::size_t fact = 0; has_others_ && fact < codes_.size(); ++fact) {
    if (codes_[fact] == kOtherCode) others_.push_back(answers_[fact]);
  }
  writer_.append(fields, codes_, others_);
  return columns_->size() <= limits::kCasesMax;
}

std::span<const Answer> CsvRunReader::all_answers() {
  all_answers_.clear();
  for (std::size_t fact = 0; fact < codes_.size(); ++fact) {
    all_answers_.push_back(codes_[fact] == kOtherCode ? answers_[fact] : answer_of(codes_[fact]));
  }
  return all_answers_;
}

}  // namespace waitlist
