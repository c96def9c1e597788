#include <waitlist/base/limits.h>
#include <waitlist/io/case_mapping.h>

#include "base/fault_list.h"
#include "io/blank_text.h"
#include "io/case_draft.h"
#include "io/csv_lexer.h"
#include "io/mapping/export_layout.h"
#include "io/mapping/mapping_rules.h"
#include "io/mapping/name_guess.h"
#include "io/text_encoding.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

constexpr std::size_t kRowsSeen = 2000;
constexpr std::size_t kWordsShown = 24;

/// A text as TOML writes it.
std::string quoted(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      (out += '\\') += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      ((out += "\\u00") += kHex[byte >> 4U]) += kHex[byte & 15U];
    } else {
      out += c;
    }
  }
  return out += '"';
}

bool is_plain_key(std::string_view key) {
  return std::ranges::all_of(key, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

std::string key_of(std::string_view key) {
  return is_plain_key(key) ? std::string{key} : quoted(key);
}

/// How the days of an export seem to be written.
struct DayShapes {
  bool sloped = false;  ///< three numbers
  bool first_over_12 = false;
  bool second_over_12 = false;
  bool two_digits = false;
  bool times = false;
  bool serials = false;

  void add(std::string_view cell) {
    const auto all_digits = [](std::string_view text) {
      return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
    };
    const std::string_view whole = cell.substr(0, cell.find('.'));
    if (whole.size() == 5 && all_digits(whole)) serials = true;
    if (cell.find(':') != std::string_view::npos) times = true;
    const std::string_view day = cell.substr(0, cell.find_first_of(" T"));
    const std::size_t first = day.find_first_of("/.-");
    const std::size_t second =
        first == std::string_view::npos ? first : day.find_first_of("/.-", first + 1);
    if (second == std::string_view::npos) return;
    const std::string_view a = day.substr(0, first);
    const std::string_view b = day.substr(first + 1, second - first - 1);
    const std::string_view c = day.substr(second + 1);
    if (c.size() == 2 && a.size() <= 2) two_digits = true;
    if (!all_digits(a) || !all_digits(b) || !all_digits(c) || a.size() > 2 || b.size() > 2) return;
    sloped = true;
    first_over_12 = first_over_12 || (a.size() == 2 && a > "12");
    second_over_12 = second_over_12 || (b.size() == 2 && b > "12");
  }
};

struct Guess {
  std::string ours;
  std::vector<std::size_t> theirs;
};

class Suggestion {
 public:
  Suggestion(std::string_view text, const FactSchema& schema) : text_{text}, schema_{schema} {
    read();
    guess_columns();
    for (const Guess& guess : guesses_) look_at(guess);
  }

  [[nodiscard]] bool has_columns() const noexcept { return names_.size() > 1; }

  [[nodiscard]] std::string toml() {
    out_ =
        "# A first mapping of an export, made from its header line and values. Each line with\n"
        "# \"guess\" is a guess: look at it, mend it, and take the word away.\n"
        "# Format: docs/reference/mapping-format.md\n"
        "format = 1\n";
    write_file();
    write_columns();
    write_words();
    write_days();
    return std::move(out_);
  }

 private:
  void read() {
    find_header();
    CsvLexer lexer{text_.substr(header_at_), delimiter_};
    std::vector<CsvCell> cells;
    if (!lexer.next_row(cells)) return;
    for (const CsvCell& cell : cells) names_.emplace_back(without_blanks(cell.text));
    names_.resize(std::min(names_.size(), limits::kColumnsMax));
    while (rows_.size() < kRowsSeen && lexer.next_row(cells)) {
      auto& row = rows_.emplace_back(names_.size());
      for (std::size_t i = 0; i < std::min(row.size(), cells.size()); ++i) {
        row[i] = without_blanks(cells[i].text);
      }
    }
  }

  /// The first line of as many cells as most lines have, nearly all of them filled.
  void find_header() {
    delimiter_ = detect_delimiter(most_divided_line());
    std::map<std::size_t, std::size_t> lines_with;
    std::size_t most_filled = 0;
    CsvLexer lexer{text_, delimiter_};
    std::vector<CsvCell> cells;
    for (std::size_t i = 0; i < kRowsSeen && lexer.next_row(cells); ++i) {
      ++lines_with[cells.size()];
      most_filled = std::max(most_filled, filled(cells));
    }
    const auto most = std::ranges::max_element(lines_with, {}, [](const auto& each) {
      return std::pair{each.second, each.first};
    });
    if (most == lines_with.end()) return;
    CsvLexer again{text_, delimiter_};
    for (std::size_t at = 0; again.next_row(cells); at = again.at()) {
      header_at_ = at;
      header_line_ = again.row_line();
      if (cells.size() == most->first && filled(cells) * 4 >= most_filled * 3) return;
    }
  }

  [[nodiscard]] static std::size_t filled(const std::vector<CsvCell>& cells) {
    return static_cast<std::size_t>(std::ranges::count_if(
        cells, [](const CsvCell& cell) { return !without_blanks(cell.text).empty(); }));
  }

  /// Of the first lines, the one in which separators stand most often: a title has few.
  [[nodiscard]] std::string_view most_divided_line() const {
    std::string_view best;
    std::ptrdiff_t most = -1;
    std::string_view rest = text_;
    for (int i = 0; i < 30 && !rest.empty(); ++i) {
      const std::size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
      const std::string_view line = rest.substr(0, end);
      const auto signs = std::ranges::count_if(
          line, [](char c) { return std::string_view{",;\t|"}.find(c) != std::string_view::npos; });
      if (signs > most) {
        most = signs;
        best = line;
      }
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return best;
  }

  void guess_columns() {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const std::string ours = guessed_column(schema_, names_[i]);
      const auto same = std::ranges::find(guesses_, ours, &Guess::ours);
      const bool joins = ours == "child_dobs" || ours == "linked_to";
      if (ours.empty() || (same != guesses_.end() && !joins)) {
        others_.push_back(i);
      } else if (same == guesses_.end()) {
        guesses_.push_back({ours, {i}});
      } else {
        same->theirs.push_back(i);
      }
    }
    drop_references();
    std::ranges::stable_sort(guesses_, {}, [](const Guess& guess) {
      return std::ranges::find(case_columns(), guess.ours) - case_columns().begin();
    });
    const Guess* id = find("case_id");
    const Guess* births = find("child_dobs");
    std::set<std::string> ids;
    for (const auto& row : rows_) {
      if (id == nullptr || row[id->theirs.front()].empty()) continue;
      repeats_ids_ = !ids.insert(row[id->theirs.front()]).second || repeats_ids_;
    }
    row_is_child_ = repeats_ids_ && births != nullptr && births->theirs.size() == 1;
  }

  /// References of children need as many columns as their dates of birth.
  void drop_references() {
    const Guess* births = find("child_dobs");
    const auto refs = std::ranges::find(guesses_, "child_refs", &Guess::ours);
    if (refs == guesses_.end()) return;
    if (births != nullptr && births->theirs.size() == refs->theirs.size()) return;
    others_.insert(others_.end(), refs->theirs.begin(), refs->theirs.end());
    guesses_.erase(refs);
  }

  [[nodiscard]] const Guess* find(std::string_view ours) const {
    const auto found = std::ranges::find(guesses_, ours, &Guess::ours);
    return found == guesses_.end() ? nullptr : &*found;
  }

  [[nodiscard]] bool holds_days(const std::string& ours) const {
    const auto fact = schema_.find(ours);
    if (fact) return schema_.fact(*fact).kind == FactKind::date;
    return ours == "child_dobs" || ours == "filing_date" || ours.ends_with("_on") ||
           ours.ends_with("_from") || ours.ends_with("_until");
  }

  [[nodiscard]] bool is_accepted(const std::string& ours, const std::string& cell) const {
    CaseDraft draft{schema_};
    CellFault fault;
    const CsvColumn column = column_named(schema_, ours);
    if (const auto* field = std::get_if<CaseField>(&column)) return draft.read(*field, cell, fault);
    const auto* fact = std::get_if<FactIndex>(&column);
    return fact == nullptr || draft.read_fact(*fact, cell, fault);
  }

  /// What the values of a column show.
  void look_at(const Guess& guess) {
    const bool days = holds_days(guess.ours);
    for (const auto& row : rows_) {
      for (const std::size_t theirs : guess.theirs) {
        const std::string& cell = row[theirs];
        if (cell.empty()) continue;
        if (days) shapes_.add(cell);
        const bool is_day = days && cell.find_first_of("0123456789") != std::string::npos;
        if (is_day || is_accepted(guess.ours, cell)) continue;
        auto& words = words_[guess.ours];
        const bool seen = std::ranges::any_of(
            words, [&cell](const std::string& word) { return word_key(word) == word_key(cell); });
        if (!seen && words.size() < kWordsShown && cell.size() <= 60) words.push_back(cell);
      }
    }
  }

  /// A column of the export as a mapping names it.
  [[nodiscard]] std::string named(std::size_t theirs) const {
    const std::string& name = names_[theirs];
    const bool once = !name.empty() && std::ranges::count(names_, name) == 1;
    return once ? quoted(name) : std::to_string(theirs + 1);
  }

  void write_file() {
    out_ += "\n[file]\n";
    const char* const separator = delimiter_ == '\t'  ? "tab"
                                  : delimiter_ == ';' ? ";"
                                  : delimiter_ == '|' ? "|"
                                                      : ",";
    ((out_ += "separator = \"") += separator) += "\"  # guess\n";
    ((out_ += "header_line = ") += std::to_string(header_line_)) += "  # guess\n";
    if (row_is_child_) {
      out_ += "rows = \"child\"  # guess: ids stand in several rows\n";
    } else if (repeats_ids_) {
      out_ += "# rows = \"child\"  # ids stand in several rows: is each row a child?\n";
    }
    if (others_.empty()) return;
    out_ += "# guess: nothing of ours has a name like these\nignore = [\n";
    for (const std::size_t theirs : others_) ((out_ += "  ") += named(theirs)) += ",\n";
    out_ += "]\n";
  }

  void write_columns() {
    out_ += "\n[columns]\n";
    for (const char* required : {"case_id", "listed_on"}) {
      if (find(required) != nullptr) continue;
      (out_ += required) += " = \"\"  # which column? every case needs it\n";
    }
    for (const Guess& guess : guesses_) {
      (out_ += key_of(guess.ours)) += " = ";
      std::string list;
      for (const std::size_t theirs : guess.theirs) {
        (list += list.empty() ? "" : ", ") += named(theirs);
      }
      const bool one = guess.theirs.size() == 1;
      (out_ += one ? list : '[' + list + ']') += "  # guess: by its name\n";
    }
  }

  void write_words() {
    for (const auto& [ours, words] : words_) {
      if (words.empty()) continue;
      ((out_ += "\n[words.") += key_of(ours)) += "]\n";
      for (const std::string& word : words) {
        const std::string meaning = guessed_word(schema_, ours, word);
        if (meaning.empty() || !is_accepted(ours, meaning)) {
          ((out_ += "# ") += quoted(word)) += " = \"\"  # what does it mean?\n";
        } else {
          (((out_ += quoted(word)) += " = ") += quoted(meaning)) += "  # guess\n";
        }
      }
    }
  }

  void write_days() {
    if (!shapes_.sloped && !shapes_.two_digits && !shapes_.times && !shapes_.serials) return;
    out_ += "\n[dates]\n";
    if (shapes_.first_over_12 && shapes_.second_over_12) {
      out_ += "# order = \"day/month/year\"  # both orders stand in this export: which is right?\n";
    } else if (shapes_.sloped) {
      out_ += shapes_.second_over_12 ? "order = \"month/day/year\"" : "order = \"day/month/year\"";
      out_ += shapes_.first_over_12 || shapes_.second_over_12
                  ? "  # guess: some numbers are over 12\n"
                  : "  # guess: no number over 12 shows which is the day\n";
    }
    if (shapes_.two_digits) {
      out_ += "two_digit_years_from = 1980  # guess: 80 is 1980 and 79 is 2079\n";
    }
    if (shapes_.times) out_ += "times = \"drop\"  # guess: the day alone counts\n";
    if (shapes_.serials) {
      out_ += "excel_serials = 1900  # guess: some days are numbers of a spreadsheet\n";
    }
  }

  std::string_view text_;
  const FactSchema& schema_;
  char delimiter_ = ',';
  std::size_t header_at_ = 0;
  std::uint32_t header_line_ = 1;
  std::vector<std::string> names_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<Guess> guesses_;
  std::vector<std::size_t> others_;
  std::map<std::string, std::vector<std::string>> words_;
  DayShapes shapes_;
  bool repeats_ids_ = false;
  bool row_is_child_ = false;
  std::string out_;
};

}  // namespace

Result<std::string> suggest_case_mapping(std::string_view text,
                                         const FactSchema& schema,
                                         const std::string& source) {
  FaultList encoding;
  static_cast<void>(check_list_encoding(text, source, encoding));
  if (!encoding.empty()) return failed(encoding.take());
  Suggestion suggestion{without_byte_order_mark(text), schema};
  if (suggestion.has_columns()) return suggestion.toml();
  return failed(
      Error{ErrorCode::missing_name, source, 0, 0, "", "",
            "no line names columns; a mapping is for a table with a header line, in CSV"});
}

}  // namespace waitlist
