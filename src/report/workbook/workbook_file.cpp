#include "report/workbook/workbook_file.h"

#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkstemp is POSIX
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace waitlist {
namespace {

/// A new empty file for us alone; empty where none can be made.
std::string temporary_file() {
  std::error_code none;
  const auto folder = std::filesystem::temp_directory_path(none);
  if (none) return {};
  std::string path = (folder / "waitlist-XXXXXX").string();
  const int file = ::mkstemp(path.data());
  if (file < 0) return {};
  ::close(file);
  return path;
}

bool is_hexadecimal(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/// Whether readers of workbooks would take what begins here for an escaped character.
bool looks_escaped(std::string_view text) {
  constexpr std::size_t kBytes = 7;  // _x000A_
  return text.size() >= kBytes && text.starts_with("_x") && text[kBytes - 1] == '_' &&
         std::ranges::all_of(text.substr(2, 4), is_hexadecimal);
}

/// A text that a cell can hold and that comes back as it is.
std::string for_cell(std::string_view text) {
  constexpr std::size_t kBytesMax = 32'000;
  constexpr std::string_view kNoCharacter = "\xEF\xBF";  // then BE or BF
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
    if (begins && i >= kBytesMax) return out + "… (cut)";
    const std::string_view rest = text.substr(i);
    if (looks_escaped(rest)) out += "_x005F";
    const bool none = rest.starts_with(kNoCharacter) && rest.size() > 2 &&
                      static_cast<unsigned char>(rest[2]) >= 0xBEU;
    if (none) {
      out += "\xEF\xBF\xBD";
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

constexpr std::array<lxw_color_t, 5> kBandBack{0x9C1C1C, 0xF4B183, 0xFFE699, 0xDDEBF7, 0xF2F2F2};
constexpr lxw_color_t kWhite = 0xFFFFFF;
constexpr lxw_color_t kHeadBack = 0x1F3864;

}  // namespace

void SheetWriter::text(std::string_view text, lxw_format* format) {
  if (!text.empty()) {
    worksheet_write_string(sheet_, row_, column_, for_cell(text).c_str(), format);
  }
  ++column_;
}

void SheetWriter::whole(std::int64_t number) {
  worksheet_write_number(sheet_, row_, column_, static_cast<double>(number), nullptr);
  ++column_;
}

void SheetWriter::points(Points points) {
  constexpr double kParts = 1000;
  worksheet_write_number(sheet_, row_, column_, static_cast<double>(points.count()) / kParts,
                         points_);
  ++column_;
}

void SheetWriter::day(const std::optional<Day>& day) {
  if (day) {
    constexpr std::int64_t kEpoch = 25'569;  // the serial of 1970-01-01
    constexpr std::int64_t kNeverWas = 61;   // of the day behind 29 February 1900
    std::int64_t serial = day->days_since_epoch() + kEpoch;
    if (serial < kNeverWas) --serial;
    worksheet_write_number(sheet_, row_, column_, static_cast<double>(serial), day_);
  }
  ++column_;
}

void SheetWriter::end_row() {
  ++row_;
  column_ = 0;
}

WorkbookFile::WorkbookFile(const std::string& title, Day as_of) : path_{temporary_file()} {
  if (path_.empty()) return;
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  book_ = workbook_new_opt(path_.c_str(), &options);
  if (book_ == nullptr) return;
  lxw_doc_properties about{};
  std::string shown = title;
  about.title = shown.data();
  constexpr std::int64_t kSeconds = 86'400;
  constexpr std::int64_t kNoon = kSeconds / 2;  // 0 would stand for the clock
  about.created = as_of.days_since_epoch() * kSeconds + kNoon;
  workbook_set_properties(book_, &about);
  heading_ = new_format();
  format_set_bold(heading_);
  format_set_font_color(heading_, kWhite);
  format_set_bg_color(heading_, kHeadBack);
  format_set_text_wrap(heading_);
  format_set_align(heading_, LXW_ALIGN_VERTICAL_TOP);
  strong_ = new_format();
  format_set_bold(strong_);
  day_ = new_format();
  format_set_num_format(day_, "d mmm yyyy");
  format_set_align(day_, LXW_ALIGN_RIGHT);
  points_ = new_format();
  format_set_num_format(points_, "0.000");
  for (std::size_t i = 0; i < bands_.size(); ++i) {
    bands_[i] = new_format();
    format_set_bg_color(bands_[i], kBandBack[i]);
    if (i > 0) continue;
    format_set_bold(bands_[i]);
    format_set_font_color(bands_[i], kWhite);
  }
}

WorkbookFile::~WorkbookFile() {
  if (book_ != nullptr) static_cast<void>(workbook_close(book_));
  if (!path_.empty()) std::remove(path_.c_str());
}

lxw_format* WorkbookFile::new_format() { return workbook_add_format(book_); }

SheetWriter WorkbookFile::add(const char* name, std::span<const SheetColumn> columns) {
  if (book_ == nullptr) return {nullptr, nullptr, nullptr};
  lxw_worksheet* sheet = workbook_add_worksheet(book_, name);
  std::uint16_t column = 0;
  for (const SheetColumn& each : columns) {
    worksheet_set_column(sheet, column, column, each.width, nullptr);
    ++column;
  }
  column = 0;
  for (const SheetColumn& each : columns) {
    worksheet_write_string(sheet, 0, column++, each.name, heading_);
  }
  worksheet_freeze_panes(sheet, 1, 0);
  worksheet_repeat_rows(sheet, 0, 0);
  constexpr std::uint8_t kA4 = 9;
  worksheet_set_paper(sheet, kA4);
  worksheet_set_landscape(sheet);
  worksheet_fit_to_pages(sheet, 1, 0);
  return {sheet, day_, points_};
}

SheetWriter WorkbookFile::add_words(const char* name, double width) {
  if (book_ == nullptr) return {nullptr, nullptr, nullptr};
  lxw_worksheet* sheet = workbook_add_worksheet(book_, name);
  worksheet_set_column(sheet, 0, 0, width / 4, nullptr);
  worksheet_set_column(sheet, 1, 1, width, nullptr);
  return {sheet, day_, points_};
}

void WorkbookFile::add_filter(const char* name, const SheetWriter& sheet, std::size_t columns) {
  if (book_ == nullptr) return;
  worksheet_autofilter(workbook_get_worksheet_by_name(book_, name), 0, 0,
                       std::max(sheet.rows() - 1, 1U), static_cast<lxw_col_t>(columns - 1));
}

lxw_format* WorkbookFile::band(std::size_t index) const {
  return bands_[std::min(index, bands_.size() - 1)];
}

Result<std::string> WorkbookFile::bytes() {
  const Error fault{ErrorCode::file_unwritable,
                    "",
                    0,
                    0,
                    "",
                    "",
                    "the workbook could not be made in the folder for temporary files"};
  if (book_ == nullptr) return failed(fault);
  const lxw_error state = workbook_close(book_);
  book_ = nullptr;
  if (state != LXW_NO_ERROR) return failed(fault);
  std::ifstream file{path_, std::ios::binary};
  std::string bytes{std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
  if (!file || bytes.empty()) return failed(fault);
  return bytes;
}

}  // namespace waitlist
