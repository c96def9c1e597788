#include "io/csv_lexer.h"

#include <algorithm>
#include <array>

namespace waitlist {
namespace {

constexpr bool ends_line(char c) { return c == '\n' || c == '\r'; }

}  // namespace

char detect_delimiter(std::string_view text) {
  constexpr std::array<char, 3> kDelimiters{',', ';', '\t'};
  std::array<std::size_t, 3> seen{};
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
    const std::uint32_t begin = column();
    const bool quoted = at_ < text_.size() && text_[at_] == '"';
    cells.push_back(quoted ? read_quoted(begin) : read_plain(begin));
    if (at_ >= text_.size() || end_line()) return true;
    ++at_;  // the delimiter
  }
}

CsvCell CsvLexer::read_plain(std::uint32_t column) {
  const char* const begin = text_.data() + at_;
  const char* const end = text_.data() + text_.size();
  const char* at = begin;
  bool has_quote = false;
  while (at != end && (!is_special(*at) || *at == '"')) {
    has_quote = has_quote || *at == '"';
    ++at;
  }
  at_ += static_cast<std::size_t>(at - begin);
  return {{begin, static_cast<std::size_t>(at - begin)},
          column,
          has_quote ? CsvFault::quote_inside : CsvFault::none};
}

CsvCell CsvLexer::read_unclosed(std::uint32_t column) {
  // Go on behind the line, so that the faults of the lines below are found as well.
  const CsvCell rest = read_plain(column);
  if (--unclosed_left_ == 0) at_ = text_.size();
  return {rest.text.substr(1), column, CsvFault::unclosed_quote};
}

CsvCell CsvLexer::read_quoted(std::uint32_t column) {
  const std::size_t open = at_;
  bool doubled = false;
  std::size_t close = text_.find('"', open + 1);
  while (close != std::string_view::npos && close + 1 < text_.size() && text_[close + 1] == '"') {
    doubled = true;
    close = text_.find('"', close + 2);
  }
  if (close == std::string_view::npos) return read_unclosed(column);
  const std::string_view inside = text_.substr(open + 1, close - open - 1);
  const bool ends_cell =
      close + 1 == text_.size() || text_[close + 1] == delimiter_ || ends_line(text_[close + 1]);
  // A quote further down that closes nothing there is more likely another cell's.
  if (!ends_cell && inside.find_first_of("\r\n") != std::string_view::npos) {
    return read_unclosed(column);
  }
  CsvCell cell{inside, column, ends_cell ? CsvFault::none : CsvFault::text_after_quote};
  if (doubled) cell.text = unescaped(inside);
  count_lines(open, close);
  at_ = close + 1;
  if (!ends_cell) static_cast<void>(read_plain(column));
  return cell;
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
