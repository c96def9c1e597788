#include "io/workbook/sheet_reader.h"

#include <waitlist/base/limits.h>

#include "base/cell_name.h"
#include "io/blank_text.h"
#include "io/workbook/sheet_rows.h"
#include "io/workbook/xml_part.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace waitlist {
namespace {

constexpr std::size_t kMergedMax = 65'536;

/// Rows or columns that do not show, as `3`, `5 to 9`.
class HiddenRuns {
 public:
  void add(std::uint32_t first, std::uint32_t last) {
    if (!runs_.empty() && runs_.back().second + 1 == first) {
      runs_.back().second = last;
    } else {
      runs_.emplace_back(first, last);
    }
  }

  template <class Shown>
  [[nodiscard]] std::string words(Shown shown) const {
    constexpr std::size_t kTold = 5;
    std::string text;
    for (std::size_t i = 0; i < std::min(kTold, runs_.size()); ++i) {
      if (i > 0) text += ", ";
      text += shown(runs_[i].first);
      if (runs_[i].second != runs_[i].first) (text += " to ") += shown(runs_[i].second);
    }
    return runs_.size() > kTold ? text + " and more" : text;
  }

  [[nodiscard]] bool empty() const noexcept { return runs_.empty(); }

  [[nodiscard]] bool is_one() const noexcept {
    return runs_.size() == 1 && runs_[0].first == runs_[0].second;
  }

 private:
  std::vector<std::pair<std::uint32_t, std::uint32_t>> runs_;
};

std::uint32_t whole_number_of(std::string_view text) {
  std::uint32_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? number : 0;
}

std::string_view without_xml_blanks(std::string_view text) {
  if (!text.empty() && text.front() > ' ' && text.back() > ' ') return text;
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t begin = std::min(text.find_first_not_of(kBlanks), text.size());
  const std::size_t end = text.find_last_not_of(kBlanks);
  return end == std::string_view::npos ? "" : text.substr(begin, end + 1 - begin);
}

/// What kind of value a cell holds.
enum class CellKind : std::uint8_t { number, shared, text, written, boolean, day, error };

CellKind kind_of(std::string_view type) {
  if (type.empty() || type == "n") return CellKind::number;
  if (type == "s") return CellKind::shared;
  if (type == "str") return CellKind::text;
  if (type == "inlineStr") return CellKind::written;
  if (type == "b") return CellKind::boolean;
  if (type == "d") return CellKind::day;
  return CellKind::error;
}

class SheetHandler final : public XmlHandler {
 public:
  SheetHandler(const ZipArchive& archive,
               std::string_view part,
               const WorkbookParts& parts,
               SheetData& sheet)
      : archive_{archive},
        part_{part},
        parts_{parts},
        sheet_{sheet},
        shared_cells_(parts.strings.size()) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name.size() == 1) {
      start_short(name.front(), attributes);
    } else if (name == "row") {
      start_row(attributes);
    } else if (name == "rPh") {
      phonetic_ = true;
    } else if (name == "col" && is_set(attributes.get("hidden"))) {
      const std::uint32_t first = whole_number_of(attributes.get("min"));
      // The rest of a sheet, hidden so that it looks tidy, is no news.
      constexpr std::uint32_t kLast = 16'384;
      const std::uint32_t last = whole_number_of(attributes.get("max"));
      if (first != 0 && last < kLast) hidden_columns_.emplace_back(first, last);
    } else if (name == "mergeCell") {
      add_merged(attributes.get("ref"));
    }
  }

  void text(std::string_view text) override {
    if (!collects_) return;
    // More than any reader takes is told by that reader.
    constexpr std::size_t kKept = std::size_t{1} << 16U;
    if (piece_.size() < kKept) piece_ += text;
  }

  void end(std::string_view name) override {
    if (name == "rPh") phonetic_ = false;
    if (name.size() != 1) return;
    const char letter = name.front();
    if (letter == 'c') {
      end_cell();
    } else if (letter == 'v' || letter == 't') {
      if (collects_) {
        const std::string_view text =
            keeps_blanks_ ? std::string_view{piece_} : without_xml_blanks(piece_);
        if (kind_ == CellKind::shared) {
          value_ += text;  // a number
        } else {
          append_unescaped(value_, text);
        }
      }
      collects_ = false;
    }
  }

  void finish_sheet() {
    if (rows_.width() > limits::kColumnsMax) {
      Error fault =
          broken("a sheet has at most " + std::to_string(limits::kColumnsMax) +
                 " columns that hold something; this one has " + std::to_string(rows_.width()));
      fault.code = ErrorCode::too_large;
      refuse(std::move(fault));
      return;
    }
    rows_.write(std::move(merged_), sheet_);
    const auto told = [this](const HiddenRuns& runs, const std::string& what, auto shown) {
      if (runs.empty()) return;
      sheet_.notes.push_back((runs.is_one() ? what : what + "s") + " " + runs.words(shown) +
                             " of sheet \"" + sheet_.name + "\" " + (runs.is_one() ? "is" : "are") +
                             " hidden in the workbook and read.");
    };
    told(hidden_rows_, "Row", [](std::uint32_t row) { return std::to_string(row); });
    HiddenRuns columns;
    for (const auto& [first, last] : hidden_columns_) {
      if (first <= rows_.width()) columns.add(first, std::min(last, rows_.width()));
    }
    told(columns, "Column", column_letters);
  }

 private:
  /// The elements of which a sheet has millions: a cell, its value, text or formula.
  void start_short(char letter, const XmlAttributes& attributes) {
    if (letter == 'c') {
      start_cell(attributes);
    } else if (letter == 'v' || letter == 't') {
      collects_ = in_cell_ && (letter == 'v' || !phonetic_);
      keeps_blanks_ = attributes.get("xml:space") == "preserve";
      has_value_ = has_value_ || collects_;
      piece_.clear();
    } else if (letter == 'f') {
      has_formula_ = true;
    }
  }

  [[nodiscard]] Error broken(std::string reason) const {
    Error fault = archive_.fault(ErrorCode::malformed_text, "", std::move(reason));
    fault.sheet = sheet_.name;
    fault.line = row_;
    return fault;
  }

  void start_row(const XmlAttributes& attributes) {
    const std::string_view said = attributes.get("r");
    const std::uint32_t row = said.empty() ? row_ + 1 : whole_number_of(said);
    if (row <= row_ || row > limits::kSheetRowsMax) {
      refuse(broken("the row below this one says that it is row \"" + clipped(said) +
                    "\"; save the workbook again"));
      return;
    }
    row_ = row;
    column_ = 0;
    row_is_hidden_ = is_set(attributes.get("hidden"));
    rows_.begin_row(row);
  }

  void start_cell(const XmlAttributes& attributes) {
    const std::string_view name = attributes.get("r");
    const auto place =
        name.empty() ? CellPlace{row_, column_ + 1} : parse_cell_name(name).value_or(CellPlace{});
    if (place.row != row_ || place.column <= column_ || row_ == 0) {
      refuse(broken("a cell in this row says that it is \"" + clipped(name) +
                    "\"; save the workbook again"));
      return;
    }
    column_ = place.column;
    kind_ = kind_of(attributes.get("t"));
    const std::uint32_t style = whole_number_of(attributes.get("s"));
    format_ = style < parts_.formats.size() ? parts_.formats[style] : NumberFormat{};
    in_cell_ = true;
    has_formula_ = false;
    has_value_ = false;
    value_.clear();
  }

  void end_cell() {
    in_cell_ = false;
    if (has_formula_ && value_.empty() && kind_ != CellKind::text) {
      add_trouble({"",
                   "a formula without the value that it had; open the workbook in a "
                   "spreadsheet program and save it again"});
      return;
    }
    if (!has_value_) return;
    switch (kind_) {
      case CellKind::text:
      case CellKind::written: add(value_); break;
      case CellKind::shared: add_shared(); break;
      case CellKind::boolean: add(is_set(value_) ? "TRUE" : "FALSE"); break;
      case CellKind::day: {
        constexpr std::size_t kDateBytes = 10;
        const bool has_time = value_.size() > kDateBytes && value_[kDateBytes] == 'T';
        add(std::string_view{value_}.substr(0, has_time ? kDateBytes : value_.size()));
        break;
      }
      case CellKind::error:
        add_trouble({value_,
                     "a formula came to this error, so the cell says nothing; put it right "
                     "in the workbook"});
        break;
      case CellKind::number:
        shown_.clear();
        append_number(shown_, value_, format_, parts_.days);
        add(shown_);
        break;
    }
  }

  void add_shared() {
    std::size_t index = 0;
    const auto read = std::from_chars(value_.data(), value_.data() + value_.size(), index);
    if (read.ec != std::errc{} || index >= parts_.strings.size()) {
      refuse(broken("cell " + column_letters(column_) + std::to_string(row_) +
                    " refers to a text that is not there; save the workbook again"));
      return;
    }
    std::optional<std::string>& cell = shared_cells_[index];
    if (!cell) cell = csv_cell_of(parts_.strings[index]);
    add_cell(*cell);
  }

  void add(std::string_view text) { add_cell(csv_cell_of(text)); }

  void add_cell(std::string_view cell) {
    rows_.add(column_, cell);
    if (!row_is_hidden_ || last_hidden_ == row_) return;
    last_hidden_ = row_;
    hidden_rows_.add(row_, row_);
  }

  void add_trouble(CellTrouble trouble) {
    const auto told = std::ranges::find(sheet_.troubles, trouble);
    const auto index = static_cast<std::size_t>(told - sheet_.troubles.begin());
    constexpr std::size_t kKinds = 64;
    if (told == sheet_.troubles.end() && index < kKinds) {
      trouble.found = clipped(trouble.found);
      sheet_.troubles.push_back(std::move(trouble));
    }
    add(std::string{kTroubleMark} + std::to_string(std::min(index, kKinds - 1)));
  }

  void add_merged(std::string_view range) {
    const std::size_t colon = range.find(':');
    const auto first = parse_cell_name(range.substr(0, colon));
    const auto last =
        colon == std::string_view::npos ? first : parse_cell_name(range.substr(colon + 1));
    if (!first || !last || last->row < first->row || last->column < first->column ||
        merged_.size() == kMergedMax) {
      refuse(broken("merged cells that nobody can make out: \"" + clipped(range) + '"'));
      return;
    }
    merged_.push_back({first->row, first->column, last->row, last->column});
  }

  const ZipArchive& archive_;
  std::string_view part_;
  const WorkbookParts& parts_;
  SheetData& sheet_;
  SheetRows rows_;
  std::vector<std::optional<std::string>> shared_cells_;  ///< of the texts that were met
  std::vector<MergedCells> merged_;
  HiddenRuns hidden_rows_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> hidden_columns_;
  std::uint32_t row_ = 0;
  std::uint32_t column_ = 0;
  std::uint32_t last_hidden_ = 0;
  CellKind kind_ = CellKind::number;
  NumberFormat format_;
  bool row_is_hidden_ = false;
  bool in_cell_ = false;
  bool has_formula_ = false;
  bool has_value_ = false;
  bool collects_ = false;
  bool keeps_blanks_ = false;
  bool phonetic_ = false;
  std::string piece_;
  std::string value_;
  std::string shown_;
};

/// Looks for the first cell that holds something.
class FirstValue final : public XmlHandler {
 public:
  explicit FirstValue(const SharedStrings& strings) : strings_{strings} {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    inside_ = name == "v" || name == "t";
    if (name == "c") shared_ = attributes.get("t") == "s";
    if (name == "f") found();
  }

  void text(std::string_view text) override {
    if (!inside_) return;
    if (shared_) {
      const std::uint32_t index = whole_number_of(text);
      if (index < strings_.size()) text = strings_[index];
    }
    if (!without_blanks(without_xml_blanks(text)).empty()) found();
  }

  void end(std::string_view /*name*/) override { inside_ = false; }

  [[nodiscard]] bool is_found() const noexcept { return found_; }

 private:
  void found() noexcept {
    found_ = true;
    finish();
  }

  const SharedStrings& strings_;
  bool shared_ = false;
  bool inside_ = false;
  bool found_ = false;
};

}  // namespace

std::optional<Error> read_sheet_rows(ZipArchive& archive,
                                     std::string_view part,
                                     const WorkbookParts& parts,
                                     SheetData& sheet) {
  SheetHandler handler{archive, part, parts, sheet};
  if (auto fault = read_xml(archive, part, handler)) return fault;
  handler.finish_sheet();
  return handler.take_fault();
}

bool is_empty_sheet(ZipArchive& archive, std::string_view part, const SharedStrings& strings) {
  FirstValue handler{strings};
  const auto fault = read_xml(archive, part, handler);
  return !fault && !handler.is_found();
}

std::optional<CellPlace> parse_cell_name(std::string_view name) {
  constexpr std::size_t kLettersMax = 3;
  constexpr std::size_t kDigitsMax = 7;
  CellPlace place;
  std::size_t at = 0;
  for (; at < name.size() && name[at] >= 'A' && name[at] <= 'Z' && at <= kLettersMax; ++at) {
    place.column = place.column * 26 + static_cast<std::uint32_t>(name[at] - 'A' + 1);
  }
  const std::size_t digits = name.size() - at;
  if (at == 0 || at > kLettersMax || digits == 0 || digits > kDigitsMax) return std::nullopt;
  place.row = whole_number_of(name.substr(at));
  if (place.row == 0) return std::nullopt;
  return place;
}

void append_unescaped(std::string& out, std::string_view text) {
  constexpr std::size_t kBytes = 7;  // _x000A_
  while (true) {
    const std::size_t at = text.find("_x");
    out += text.substr(0, at);
    if (at == std::string_view::npos) return;
    text.remove_prefix(at);
    std::uint32_t code = 0;
    const char* const digits = text.data() + 2;
    const bool whole = text.size() >= kBytes && text[kBytes - 1] == '_';
    const auto read = whole ? std::from_chars(digits, digits + 4, code, 16)
                            : std::from_chars_result{digits, std::errc::invalid_argument};
    constexpr std::uint32_t kAsciiEnd = 0x80;
    if (read.ec == std::errc{} && read.ptr == digits + 4 && code < kAsciiEnd && code != 0) {
      out += static_cast<char>(code);
      text.remove_prefix(kBytes);
    } else {
      out += text.substr(0, 2);
      text.remove_prefix(2);
    }
  }
}

}  // namespace waitlist
