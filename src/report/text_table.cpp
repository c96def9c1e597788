#include "report/text_table.h"

#include <algorithm>
#include <array>
#include <utility>

namespace waitlist {
namespace {

constexpr std::string_view kGap = "  ";

struct CodeRange {
  char32_t first, last;
};

// Marks that stand on the letter before them, joiners and variation selectors (Unicode 14, Mn, Cf).
constexpr std::array<CodeRange, 8> kNoWidth{{{0x0300, 0x036F},
                                             {0x0483, 0x0489},
                                             {0x0591, 0x05BD},
                                             {0x1AB0, 0x1AFF},
                                             {0x200B, 0x200F},
                                             {0x20D0, 0x20FF},
                                             {0xFE00, 0xFE0F},
                                             {0xFE20, 0xFE2F}}};

// East Asian Width W and F, by blocks.
constexpr std::array<CodeRange, 10> kTwoColumns{{{0x1100, 0x115F},
                                                 {0x2E80, 0x303E},
                                                 {0x3041, 0xA4CF},
                                                 {0xAC00, 0xD7A3},
                                                 {0xF900, 0xFAFF},
                                                 {0xFE30, 0xFE6F},
                                                 {0xFF00, 0xFF60},
                                                 {0x1F300, 0x1F64F},
                                                 {0x1F900, 0x1F9FF},
                                                 {0x20000, 0x3FFFD}}};

template <std::size_t N>
bool within(const std::array<CodeRange, N>& ranges, char32_t code) noexcept {
  return std::ranges::any_of(
      ranges, [code](CodeRange range) { return range.first <= code && code <= range.last; });
}

/// One character of UTF-8 text; a byte that belongs to none stands for itself.
struct Character {
  std::size_t bytes = 1;
  std::size_t columns = 1;
};

Character character_at(std::string_view text) noexcept {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0xC0) return {};
  const std::size_t bytes = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() < bytes) return {};
  char32_t code = lead & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    code = (code << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  return {bytes, within(kNoWidth, code) ? 0U : within(kTwoColumns, code) ? 2U : 1U};
}

/// Bytes of the longest beginning of `text` that takes at most `width` columns; at least one
/// character, so that every call gets on.
std::size_t bytes_within(std::string_view text, std::size_t width) noexcept {
  std::size_t bytes = 0;
  std::size_t columns = 0;
  while (bytes < text.size()) {
    const Character next = character_at(text.substr(bytes));
    if (bytes > 0 && columns + next.columns > width) break;
    bytes += next.bytes;
    columns += next.columns;
  }
  return bytes;
}

std::string_view colour_code(Emphasis emphasis) noexcept {
  switch (emphasis) {
    case Emphasis::none: return "";
    case Emphasis::strong: return "\x1b[1;31m";
    case Emphasis::warning: return "\x1b[33m";
    case Emphasis::faint: return "\x1b[2m";
  }
  return "";
}

/// Whether every byte is a letter, a sign or a blank of ASCII: one column each, none to replace.
bool is_plain(std::string_view text) noexcept {
  unsigned odd = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    odd |= static_cast<unsigned>(byte < 0x20U) | static_cast<unsigned>(byte > 0x7EU);
  }
  return odd == 0;
}

void trim_end(std::string& line) { line.erase(line.find_last_not_of(' ') + 1); }

/// The lines of a clean text, one after the other; no text is one empty line.
class WrappedLines {
 public:
  WrappedLines(std::string_view clean, std::size_t width, bool plain) noexcept
      : rest_{clean}, width_{width}, plain_{plain} {}

  [[nodiscard]] bool done() const noexcept { return done_; }

  /// Columns that a part of this text takes.
  [[nodiscard]] std::size_t columns(std::string_view part) const noexcept {
    return plain_ ? part.size() : display_width(part);
  }

  std::string_view next() noexcept {
    if (columns(rest_) <= width_) {
      done_ = true;
      return rest_;
    }
    std::size_t end = plain_ ? std::max<std::size_t>(width_, 1) : bytes_within(rest_, width_);
    // A blank just behind the line is a fine place to break, too.
    const std::size_t blank = rest_.substr(0, end + 1).rfind(' ');
    const bool at_blank = blank != std::string_view::npos && blank > 0;
    if (at_blank) end = blank;
    std::string_view line = rest_.substr(0, end);
    line = line.substr(0, line.find_last_not_of(' ') + 1);
    rest_.remove_prefix(end);
    if (at_blank) rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size()));
    done_ = rest_.empty();
    return line;
  }

 private:
  std::string_view rest_;
  std::size_t width_;
  bool plain_;
  bool done_ = false;
};

void append_coloured(std::string& out, std::string_view text, std::string_view colour) {
  if (colour.empty() || text.empty()) {
    out += text;
  } else {
    out.append(colour).append(text).append("\x1b[0m");
  }
}

}  // namespace

std::size_t display_width(std::string_view text) noexcept {
  if (is_plain(text)) return text.size();
  std::size_t width = 0;
  while (!text.empty()) {
    const Character next = character_at(text);
    width += next.columns;
    text.remove_prefix(next.bytes);
  }
  return width;
}

std::string one_line(std::string_view text) {
  std::string line{text};
  std::ranges::replace_if(
      line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; }, ' ');
  // The control characters U+0080 to U+009F, which some terminals obey like an escape.
  std::size_t kept = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool control =
        line[i] == '\xC2' && i + 1 < line.size() && static_cast<unsigned char>(line[i + 1]) < 0xA0;
    line[kept++] = control ? ' ' : line[i];
    if (control) ++i;
  }
  line.resize(kept);
  return line;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  const std::string clean = one_line(text);
  std::vector<std::string> lines;
  WrappedLines rest{clean, width, is_plain(clean)};
  while (!rest.done()) lines.emplace_back(rest.next());
  return lines;
}

std::string fitted(std::string_view text, std::size_t width) {
  std::string clean = one_line(text);
  if (display_width(clean) <= width) return clean;
  std::string cut = clean.substr(0, bytes_within(clean, width > 0 ? width - 1 : 0));
  trim_end(cut);
  return cut + "…";
}

std::string paragraph(std::string_view first, std::string_view text) {
  std::string result;
  append_paragraph(result, first, text);
  return result;
}

void append_paragraph(std::string& out, std::string_view first, std::string_view text) {
  const std::size_t indent = display_width(first);
  const std::size_t width = kProseWidth - std::min(kProseWidth - 20, indent);
  const bool plain = is_plain(text);
  const std::string cleaned = plain ? std::string{} : one_line(text);
  out += first;
  for (WrappedLines rest{plain ? text : cleaned, width, plain}; !rest.done();) {
    out += rest.next();
    trim_end(out);
    out += '\n';
    if (!rest.done()) out.append(indent, ' ');
  }
}

TextTable::TextTable(const std::vector<TableColumn>& columns) {
  columns_.reserve(columns.size());
  for (const TableColumn& column : columns) {
    columns_.push_back({column.align, column.width_max, 1});
    add_cell(column.title, Emphasis::faint);
  }
  end_row();
}

void TextTable::add(const std::vector<TableCell>& row) {
  for (const TableCell& cell : row) add_cell(cell.text, cell.emphasis);
  end_row();
}

void TextTable::add_cell(std::string_view text, Emphasis emphasis) {
  const std::size_t at = cells_.size() - (row_ends_.empty() ? 0 : row_ends_.back());
  if (at >= columns_.size()) return;
  Cell cell{words_.size(), 0, emphasis, is_plain(text)};
  if (cell.plain) {
    words_ += text;
  } else {
    words_ += one_line(text);
  }
  cell.size = words_.size() - cell.begin;
  const std::size_t wide = cell.plain ? cell.size : display_width(words_of(cell));
  columns_[at].width = std::max(columns_[at].width, std::min(wide, columns_[at].width_max));
  cells_.push_back(cell);
}

std::string TextTable::text(bool colour, std::size_t indent) const {
  std::string result;
  append_to(result, colour, indent);
  return result;
}

void TextTable::append_to(std::string& out, bool colour, std::size_t indent) const {
  std::vector<WrappedLines> rests;
  const auto append_line = [&](const Cell* cell) {
    out.append(indent, ' ');
    for (std::size_t i = 0; i < rests.size(); ++i) {
      if (i > 0) out += kGap;
      const std::string_view line = rests[i].done() ? std::string_view{} : rests[i].next();
      const std::size_t padding =
          columns_[i].width - std::min(columns_[i].width, rests[i].columns(line));
      if (columns_[i].align == Align::right) out.append(padding, ' ');
      append_coloured(out, line, colour ? colour_code(cell[i].emphasis) : std::string_view{});
      if (columns_[i].align == Align::left) out.append(padding, ' ');
    }
    trim_end(out);
    out += '\n';
  };

  std::size_t begin = 0;
  for (const std::size_t end : row_ends_) {
    rests.clear();
    for (std::size_t i = begin; i < end; ++i) {
      rests.emplace_back(words_of(cells_[i]), columns_[i - begin].width, cells_[i].plain);
    }
    do {
      append_line(cells_.data() + begin);
    } while (!std::ranges::all_of(rests, &WrappedLines::done));
    begin = end;
  }
}

}  // namespace waitlist
