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

void append_padded(std::string& line,
                   const std::string& text,
                   Align align,
                   std::size_t width,
                   std::string_view colour) {
  const std::string padding(width - std::min(width, display_width(text)), ' ');
  if (align == Align::right) line += padding;
  if (!colour.empty() && !text.empty()) {
    line.append(colour).append(text).append("\x1b[0m");
  } else {
    line += text;
  }
  if (align == Align::left) line += padding;
}

void trim_end(std::string& line) { line.erase(line.find_last_not_of(' ') + 1); }

}  // namespace

std::size_t display_width(std::string_view text) noexcept {
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
      line,
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; },
      ' ');
  // The control characters U+0080 to U+009F, which some terminals obey like an escape.
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    if (line[i] == '\xC2' && static_cast<unsigned char>(line[i + 1]) < 0xA0) {
      line.replace(i, 2, " ");
    }
  }
  return line;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  const std::string clean = one_line(text);
  std::string_view rest = clean;
  std::vector<std::string> lines;
  while (display_width(rest) > width) {
    std::size_t end = bytes_within(rest, width);
    // A blank just behind the line is a fine place to break, too.
    const std::size_t blank = rest.substr(0, end + 1).rfind(' ');
    const bool at_blank = blank != std::string_view::npos && blank > 0;
    if (at_blank) end = blank;
    lines.emplace_back(rest.substr(0, end));
    trim_end(lines.back());
    rest.remove_prefix(end);
    if (at_blank) rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  }
  if (!rest.empty() || lines.empty()) lines.emplace_back(rest);
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
  const std::size_t indent = display_width(first);
  std::string result;
  bool begun = false;
  for (const std::string& line : wrapped(text, kProseWidth - std::min(kProseWidth - 20, indent))) {
    result += begun ? std::string(indent, ' ') : std::string(first);
    result += line;
    trim_end(result);
    result += '\n';
    begun = true;
  }
  return result;
}

TextTable::TextTable(std::vector<TableColumn> columns) : columns_{std::move(columns)} {}

void TextTable::add(std::vector<TableCell> row) {
  row.resize(std::min(row.size(), columns_.size()));
  for (TableCell& cell : row) cell.text = one_line(cell.text);
  rows_.push_back(std::move(row));
}

std::vector<std::size_t> TextTable::widths() const {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::size_t width = display_width(columns_[i].title);
    for (const std::vector<TableCell>& row : rows_) {
      if (i < row.size()) width = std::max(width, display_width(row[i].text));
    }
    widths.push_back(std::max<std::size_t>(1, std::min(width, columns_[i].width_max)));
  }
  return widths;
}

std::string TextTable::text(bool colour, std::size_t indent) const {
  const std::vector<std::size_t> width = widths();
  std::string result;
  const auto append_row = [&](const std::vector<TableCell>& row) {
    std::vector<std::vector<std::string>> cells;
    std::size_t height = 1;
    for (std::size_t i = 0; i < row.size(); ++i) {
      cells.push_back(wrapped(row[i].text, width[i]));
      height = std::max(height, cells.back().size());
    }
    for (std::size_t line_number = 0; line_number < height; ++line_number) {
      std::string line(indent, ' ');
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (i > 0) line += kGap;
        const bool has_line = line_number < cells[i].size();
        append_padded(line, has_line ? cells[i][line_number] : std::string{}, columns_[i].align,
                      width[i], colour ? colour_code(row[i].emphasis) : std::string_view{});
      }
      trim_end(line);
      result += line + '\n';
    }
  };

  std::vector<TableCell> titles;
  for (const TableColumn& column : columns_) {
    titles.push_back({column.title, colour ? Emphasis::faint : Emphasis::none});
  }
  append_row(titles);
  for (const std::vector<TableCell>& row : rows_) append_row(row);
  return result;
}

}  // namespace waitlist
