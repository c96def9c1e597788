#include "io/mapping/cell_rewriter.h"

#include "io/blank_text.h"

#include <algorithm>
#include <array>

namespace waitlist {
namespace {

bool is_word(std::string_view text, std::string_view word) {
  return std::ranges::equal(text, word, {}, ascii_lower);
}

/// Whether a column of days may say this in place of a day.
bool stays(std::string_view text) {
  constexpr std::array<std::string_view, 4> kWords{"unknown", "none", "no", "not_asked"};
  return std::ranges::any_of(kWords, [text](std::string_view word) { return text == word; });
}

class CellRewriter {
 public:
  CellRewriter(const MappingRules& rules,
               const MappedColumn& column,
               std::string& out,
               CellFault& fault)
      : rules_{rules}, column_{column}, out_{out}, fault_{fault} {}

  bool rewrite(std::string_view cell) {
    const bool plain_day = column_.has_days && column_.words.empty();
    if (plain_day && append_common_day(column_.days, cell, out_)) return true;
    const std::string_view text = without_blanks(text_of_cell(cell));
    if (!column_.words.empty()) {
      if (const std::string* ours = column_.words.find(text)) {
        out_ += *ours;
        return true;
      }
    }
    if (text.empty()) return true;
    switch (column_.form) {
      case CellForm::text:
      case CellForm::status:
      case CellForm::choice: out_ += text; return true;
      case CellForm::day: return write_day(text);
      case CellForm::children:
        return write_parts(text, [this](std::string_view part) { return write_child(part); });
      case CellForm::ids:
        return write_parts(text, [this](std::string_view part) {
          out_ += part;
          return true;
        });
      case CellForm::checklist:
        return write_parts(text, [this](std::string_view part) {
          const std::string* ours = column_.words.find(part);
          out_ += ours != nullptr ? std::string_view{*ours} : part;
          return true;
        });
      case CellForm::number: return write_number(text);
    }
    return true;
  }

 private:
  template <class Write>
  bool write_parts(std::string_view text, Write write) {
    bool first = true;
    while (true) {
      const std::size_t end =
          std::min({text.find(';'), text.find(rules_.list_separator), text.size()});
      const std::string_view part = without_blanks(text.substr(0, end));
      // A separator at the end is the habit of many programs; an empty part inside a list is not.
      const bool last = end == text.size();
      if (!last || !part.empty() || first || keeps_places()) {
        if (!first) out_ += ';';
        if (!write(part)) return false;
      }
      first = false;
      if (last) return true;
      text.remove_prefix(end + 1);
    }
  }

  /// Whether parts stand for what is in the same place elsewhere.
  [[nodiscard]] bool keeps_places() const {
    const auto* field = std::get_if<CaseField>(&column_.column);
    return field != nullptr && *field == CaseField::child_refs;
  }

  bool write_child(std::string_view part) {
    if (part.empty() || part == "unknown") {
      out_ += part;
      return true;
    }
    if (const std::string* ours = column_.words.find(part)) {
      out_ += *ours;
      return true;
    }
    constexpr std::string_view kDue = "due ";
    if (is_word(part.substr(0, kDue.size()), kDue)) {
      out_ += kDue;
      part = without_blanks(part.substr(kDue.size()));
    }
    return write_written_day(part);
  }

  bool write_day(std::string_view text) {
    if (stays(text)) {
      out_ += text;
      return true;
    }
    constexpr std::string_view kPending = "pending ";
    if (is_word(text.substr(0, kPending.size()), kPending)) {
      out_ += kPending;
      text = without_blanks(text.substr(kPending.size()));
    }
    return write_written_day(text);
  }

  bool write_written_day(std::string_view text) {
    if (!column_.has_days) {
      out_ += text;
      return true;
    }
    if (append_common_day(column_.days, text, out_)) return true;
    const auto day = read_written_day(column_.days, text, fault_);
    if (day) append(*day);
    return day.has_value();
  }

  void append(Day day) {
    const int year = day.year();
    const unsigned month = day.month();
    const unsigned date = day.day_of_month();
    const auto digit = [](unsigned number) { return static_cast<char>('0' + number % 10); };
    const auto whole = static_cast<unsigned>(year);
    const std::array<char, 10> text{digit(whole / 1000),
                                    digit(whole / 100),
                                    digit(whole / 10),
                                    digit(whole),
                                    '-',
                                    digit(month / 10),
                                    digit(month),
                                    '-',
                                    digit(date / 10),
                                    digit(date)};
    out_.append(text.data(), text.size());
  }

  bool write_number(std::string_view text) {
    const bool number = text.find_first_not_of("0123456789,.-+") == std::string_view::npos;
    if (!rules_.decimal_comma || !number) {
      out_ += text;
      return true;
    }
    if (text.find('.') != std::string_view::npos || std::ranges::count(text, ',') > 1) {
      fault_ = {ErrorCode::not_a_number, std::string{text},
                "the mapping says that decimals stand behind a comma, so a point or a second comma "
                "leaves in doubt which number this is"};
      return false;
    }
    std::ranges::replace_copy(text, std::back_inserter(out_), ',', '.');
    return true;
  }

  const MappingRules& rules_;
  const MappedColumn& column_;
  std::string& out_;
  CellFault& fault_;
};

}  // namespace

bool rewrite_cell(const MappingRules& rules,
                  const MappedColumn& column,
                  std::string_view cell,
                  std::string& out,
                  CellFault& fault) {
  return CellRewriter{rules, column, out, fault}.rewrite(cell);
}

}  // namespace waitlist
