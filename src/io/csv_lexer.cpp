#include "io/csv_lexer.h"

#include "io/blank_text.h"
#include "io/cell_parser.h"

#include <algorithm>
#include <array>

namespace waitlist {
bool is_blank(std::span<const CsvCell> cells) {
  return std::ranges::all_of(cells, [](const CsvCell& cell) {
    return cell.fault == CsvFault::none && trimmed(cell.text).empty();
  });
}

bool is_text_formula(std::string_view cell) noexcept {
  return cell.size() >= 3 && cell.starts_with("=\"") && cell.find('"', 2) == cell.size() - 1;
}

char separator_line(std::string_view text) noexcept {
  std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  if (line.size() >= 2 && line.front() == '"' && line.back() == '"') {
    line = line.substr(1, line.size() - 2);
  }
  constexpr std::string_view kBegin = "sep=";
  if (line.size() != kBegin.size() + 1) return '\0';
  const bool is_sign = std::string_view{",;|\t"}.find(line.back()) != std::string_view::npos;
  const bool says_so = std::ranges::equal(line.substr(0, kBegin.size()), kBegin, {}, ascii_lower);
  return is_sign && says_so ? line.back() : '\0';
}

char detect_delimiter(std::string_view text) {
  if (const char said = separator_line(text); said != '\0') return said;
  constexpr std::array<char, 4> kDelimiters{',', ';', '\t', '|'};
  std::array<std::size_t, kDelimiters.size()> seen{};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (ends_line(c)) break;
    for (std::size_t i = 0; i < kDelimiters.size(); ++i) {
      if (c == kDelimiters[i]) ++seen[i];
    }
  }
  return kDelimiters[static_cast<std::size_t>(std::ranges::max_element(seen) - seen.begin())];
}

CsvLexer::CsvLexer(std::string_view text, char delimiter) : text_{text}, delimiter_{delimiter} {
  for (const char c : {delimiter, '\n', '\r', '"'}) special_[static_cast<unsigned char>(c)] = true;
}

bool CsvLexer::end_line() {
  if (at_ >= text_.size() || !ends_line(text_[at_])) return false;
  const bool pair = text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
  at_ += pair ? 2 : 1;
  ++line_;
  line_begin_ = at_;
  return true;
}

bool CsvLexer::next_row(std::vector<CsvCell>& cells) {
  cells.clear();
  unescaped_.clear();
  while (end_line()) {
  }
  if (at_ >= text_.size()) return false;
  row_line_ = line_;
  while (true) {
    CsvCell& cell = cells.emplace_back();
    cell.column = column();
    const bool quoted = at_ < text_.size() && text_[at_] == '"';
    quoted ? read_quoted(cell) : read_plain(cell);
    if (at_ >= text_.size() || end_line()) return true;
    ++at_;  // the delimiter
  }
}

void CsvLexer::read_plain(CsvCell& cell) {
  const char* const begin = text_.data() + at_;
  const char* const end = text_.data() + text_.size();
  const char* at = begin;
  bool has_quote = false;
  while (at != end && (!is_special(*at) || *at == '"')) {
    has_quote = has_quote || *at == '"';
    ++at;
  }
  const auto bytes = static_cast<std::size_t>(at - begin);
  at_ += bytes;
  cell.text = {begin, bytes};
  if (has_quote && !is_text_formula(cell.text)) cell.fault = CsvFault::quote_inside;
}

void CsvLexer::read_unclosed(CsvCell& cell) {
  // Go on behind the line, so that the faults of the lines below are found as well.
  read_plain(cell);
  if (--unclosed_left_ == 0) at_ = text_.size();
  cell.text.remove_prefix(1);
  cell.fault = CsvFault::unclosed_quote;
}

void CsvLexer::read_quoted(CsvCell& cell) {
  const std::size_t open = at_;
  bool doubled = false;
  std::size_t close = text_.find('"', open + 1);
  while (close != std::string_view::npos && close + 1 < text_.size() && text_[close + 1] == '"') {
    doubled = true;
    close = text_.find('"', close + 2);
  }
  if (close == std::string_view::npos) return read_unclosed(cell);
  const std::string_view inside = text_.substr(open + 1, close - open - 1);
  const bool ends_cell =
      close + 1 == text_.size() || text_[close + 1] == delimiter_ || ends_line(text_[close + 1]);
  // A quote further down that closes nothing there is more likely another cell's.
  if (!ends_cell && inside.find_first_of("\r\n") != std::string_view::npos) {
    return read_unclosed(cell);
  }
  count_lines(open, close);
  at_ = close + 1;
  if (!ends_cell) read_plain(cell);
  cell.text = doubled ? unescaped(inside) : inside;
  cell.fault = ends_cell ? CsvFault::none : CsvFault::text_after_quote;
}

std::string_view CsvLexer::unescaped(std::string_view inside) {
  std::string& plain = unescaped_.emplace_back();
  for (std::size_t i = 0; i < inside.size(); ++i) {
    plain += inside[i];
    if (inside[i] == '"') ++i;
  }
  return plain;
}

void CsvLexer::count_lines(std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) {
    const bool pair = text_[i] == '\r' && text_[i + 1] == '\n';
    if (!ends_line(text_[i]) || pair) continue;
    ++line_;
    line_begin_ = i + 1;
  }
}

}  // namespace waitlist
