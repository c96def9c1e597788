#include "io/mapping/written_day.h"

#include "io/blank_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <string>

namespace waitlist {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays{"thursday", "friday",  "saturday", "sunday",
                                                    "monday",   "tuesday", "wednesday"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Which name a word of three letters or more stands for, from 1; 0: none.
template <std::size_t N>
unsigned named(const std::array<std::string_view, N>& names, std::string_view word) {
  if (word.size() < 3) return 0;
  for (unsigned i = 0; i < N; ++i) {
    const std::string_view name = names[i].substr(0, word.size());
    if (std::ranges::equal(word, name, {}, ascii_lower)) return i + 1;
  }
  return word.size() == 4 && std::ranges::equal(word, std::string_view{"sept"}, {}, ascii_lower)
             ? 9
             : 0;
}

struct Number {
  int value = 0;
  std::size_t digits = 0;
};

/// Year, month and day as they stand; the year with its digits.
struct Parts {
  Number year;
  Number month;
  Number day;
};

/// Reads one cell from its begin to its end.
class DayText {
 public:
  DayText(const DayRules& rules, std::string_view cell, CellFault& fault)
      : rules_{rules}, cell_{cell}, rest_{cell}, fault_{fault} {}

  std::optional<Day> read() {
    if (is_serial()) return read_serial();
    const unsigned weekday = take_weekday();
    Parts parts;
    if (!take_day(parts) || !take_time()) return std::nullopt;
    if (!whole_year(parts.year)) return std::nullopt;
    const auto day = Day::from_ymd(parts.year.value, static_cast<unsigned>(parts.month.value),
                                   static_cast<unsigned>(parts.day.value));
    if (!day) return refuse(no_such_day(parts));
    const auto falls_on = static_cast<unsigned>((day->days_since_epoch() % 7 + 7) % 7) + 1;
    if (weekday == 0 || weekday == falls_on) return day;
    const std::string_view name = kWeekdays[falls_on - 1];
    return refuse("that day is a " + std::string{name} + "; which is right?");
  }

 private:
  std::nullopt_t refuse(std::string reason) {
    fault_ = {ErrorCode::not_a_date, std::string{cell_}, std::move(reason)};
    return std::nullopt;
  }

  Number take_number() {
    Number number;
    while (number.digits < rest_.size() && is_digit(rest_[number.digits])) ++number.digits;
    const bool fits = number.digits > 0 && number.digits <= 8;
    if (fits) std::from_chars(rest_.data(), rest_.data() + number.digits, number.value);
    rest_.remove_prefix(number.digits);
    return number;
  }

  std::string_view take_word() {
    std::size_t letters = 0;
    while (letters < rest_.size() && is_letter(rest_[letters])) ++letters;
    const std::string_view word = rest_.substr(0, letters);
    rest_.remove_prefix(letters);
    return word;
  }

  void skip(std::string_view any_of) {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(any_of), rest_.size()));
  }

  unsigned take_weekday() {
    const std::string_view all = rest_;
    const unsigned weekday = named(kWeekdays, take_word());
    if (weekday == 0) {
      rest_ = all;
      return 0;
    }
    skip(",. ");
    return weekday;
  }

  [[nodiscard]] bool is_serial() const {
    return rules_.excel_serials != 0 && cell_.size() >= 5 &&
           std::all_of(cell_.begin(), cell_.begin() + 5, is_digit) &&
           (cell_.size() == 5 || cell_[5] == '.');
  }

  std::optional<Day> read_serial() {
    const std::int64_t serial = take_number().value;
    if (!rest_.empty()) {
      rest_.remove_prefix(1);
      const bool has_time = rest_.find_first_not_of('0') != std::string_view::npos;
      take_number_of_any_length();
      if (!rest_.empty()) return refuse("not a day as spreadsheets count them");
      if (has_time && !rules_.drop_times) return refuse(has_a_time());
    }
    constexpr std::int64_t kEpoch1900 = 25'569;  // the serial of 1970-01-01
    constexpr std::int64_t kEpoch1904 = 24'107;
    const auto day = Day::from_days_since_epoch(
        serial - (rules_.excel_serials == 1900 ? kEpoch1900 : kEpoch1904));
    if (!day) return refuse("there is no such day between 1900 and 2199");
    return day;
  }

  void take_number_of_any_length() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of("0123456789"), rest_.size()));
  }

  bool take_day(Parts& parts) {
    if (!rest_.empty() && is_letter(rest_.front())) return take_month_first(parts);
    const Number first = take_number();
    if (first.digits == 0) return not_a_day();
    if (first.digits == 8) return split_digits(first.value, parts);
    const std::string_view after = rest_;
    const std::string_view ordinal = take_word();
    if (!ordinal.empty() && !is_ordinal(ordinal)) rest_ = after;
    skip(" -/.,");
    if (!rest_.empty() && is_letter(rest_.front())) return take_day_first(first, parts);
    rest_ = after;
    return take_numbers(first, parts);
  }

  static bool is_ordinal(std::string_view word) {
    return word == "st" || word == "nd" || word == "rd" || word == "th";
  }

  bool take_month_first(Parts& parts) {
    parts.month.value = static_cast<int>(named(kMonths, take_word()));
    if (parts.month.value == 0) return not_a_day();
    skip(" -/.");
    parts.day = take_number();
    if (parts.day.digits == 0 || parts.day.digits > 2) return not_a_day();
    const std::string_view after = rest_;
    if (!is_ordinal(take_word())) rest_ = after;
    const std::string_view between = rest_;
    skip(" -/.,");
    parts.year = take_number();
    return (parts.year.digits != 0 && between.data() + parts.year.digits != rest_.data()) ||
           not_a_day();
  }

  bool take_day_first(Number first, Parts& parts) {
    parts.day = first;
    parts.month.value = static_cast<int>(named(kMonths, take_word()));
    if (parts.month.value == 0 || first.digits > 2) return not_a_day();
    skip(" -/.,");
    parts.year = take_number();
    return parts.year.digits != 0 || not_a_day();
  }

  bool take_numbers(Number first, Parts& parts) {
    std::array<Number, 3> numbers{first, {}, {}};
    const char between = rest_.empty() ? '\0' : rest_.front();
    if (between == '\0' || std::string_view{"/-. "}.find(between) == std::string_view::npos) {
      return not_a_day();
    }
    for (std::size_t i = 1; i < numbers.size(); ++i) {
      if (rest_.empty() || rest_.front() != between) return not_a_day();
      rest_.remove_prefix(1);
      numbers[i] = take_number();
      if (numbers[i].digits == 0) return not_a_day();
    }
    const bool iso = between == '-' && numbers[0].digits == 4 && numbers[1].digits == 2 &&
                     numbers[2].digits == 2;
    return put_in_order(numbers, iso ? DayOrder::year_month_day : rules_.order, parts);
  }

  bool put_in_order(const std::array<Number, 3>& numbers, DayOrder order, Parts& parts) {
    switch (order) {
      case DayOrder::unsaid:
        refuse(
            "which part is the day and which the month? say it in [dates] of the mapping: order = "
            "\"day/month/year\"");
        return false;
      case DayOrder::day_month_year: parts = {numbers[2], numbers[1], numbers[0]}; break;
      case DayOrder::month_day_year: parts = {numbers[2], numbers[0], numbers[1]}; break;
      case DayOrder::year_month_day: parts = {numbers[0], numbers[1], numbers[2]}; break;
    }
    if (parts.month.digits <= 2 && parts.day.digits <= 2) return true;
    refuse("not written as " + order_words() + ", as [dates] of the mapping says");
    return false;
  }

  bool split_digits(int digits, Parts& parts) {
    const auto number = [](int value, std::size_t count) { return Number{value, count}; };
    if (rules_.order == DayOrder::year_month_day) {
      parts = {number(digits / 10000, 4), number(digits / 100 % 100, 2), number(digits % 100, 2)};
      return true;
    }
    const std::array<Number, 3> numbers{number(digits / 1'000'000, 2),
                                        number(digits / 10000 % 100, 2), number(digits % 10000, 4)};
    return put_in_order(numbers, rules_.order, parts);
  }

  /// What may stand behind the day. False: it is no time of day, or none may stand there.
  bool take_time() {
    if (rest_.empty()) return true;
    const std::string_view before = rest_;
    skip(" ,");
    if (before.size() == rest_.size()) {
      if (rest_.front() != 'T' && rest_.front() != 't') return not_a_day();
      rest_.remove_prefix(1);
    }
    if (!take_clock()) return not_a_day();
    if (!rest_.empty()) {
      refuse("a time with a zone; the day may be another one here: export days, or local times");
      return false;
    }
    if (rules_.drop_times) return true;
    refuse(has_a_time());
    return false;
  }

  /// `14:30`, `14:30:05.123`, `2:30 pm`; what is left is a zone or nothing.
  bool take_clock() {
    const Number hour = take_number();
    if (hour.digits == 0 || hour.digits > 2 || hour.value > 23 || !take_minutes()) return false;
    if (rest_.starts_with(':') && !take_minutes()) return false;
    if (rest_.starts_with('.') || rest_.starts_with(',')) {
      rest_.remove_prefix(1);
      take_number_of_any_length();
    }
    const std::string_view after = rest_;
    skip(" ");
    const std::string_view half = take_word();
    const bool am_or_pm = half.size() == 2 && ascii_lower(half[1]) == 'm' &&
                          (ascii_lower(half[0]) == 'a' || ascii_lower(half[0]) == 'p');
    if (!am_or_pm) rest_ = after;
    return rest_.empty() || rest_ == "Z" || rest_ == "z" || is_zone();
  }

  [[nodiscard]] bool is_zone() const {
    const std::size_t sign = rest_.find_first_not_of(' ');
    return sign != std::string_view::npos &&
           (rest_[sign] == '+' || rest_[sign] == '-' || is_letter(rest_[sign]));
  }

  bool take_minutes() {
    if (!rest_.starts_with(':')) return false;
    rest_.remove_prefix(1);
    const Number number = take_number();
    return number.digits == 2 && number.value < 60;
  }

  bool whole_year(Number& year) {
    if (year.digits == 4) return true;
    if (year.digits != 2) return not_a_day();
    if (!rules_.two_digit_years_from) {
      refuse(
          "a year of two digits; say in [dates] of the mapping from which year they count: "
          "two_digit_years_from = 1980");
      return false;
    }
    const int from = *rules_.two_digit_years_from;
    year.value += from / 100 * 100;
    if (year.value < from) year.value += 100;
    return true;
  }

  [[nodiscard]] std::string order_words() const {
    return rules_.order == DayOrder::unsaid ? "YYYY-MM-DD" : std::string{to_text(rules_.order)};
  }

  [[nodiscard]] std::string no_such_day(const Parts& parts) const {
    const bool turned = parts.month.value > 12 && parts.day.value <= 12;
    return "there is no such day between 1900 and 2199, read as " + order_words() +
           (turned ? "; is the order in [dates] of the mapping right?" : "");
  }

  static std::string has_a_time() {
    return "a time of day behind the day; if it can be left out, say so in [dates] of the mapping: "
           "times = \"drop\"";
  }

  bool not_a_day() {
    const bool digits = !cell_.empty() && std::ranges::all_of(cell_, is_digit);
    std::string reason = "not a day as [dates] of the mapping says they are written";
    if (rules_.order != DayOrder::unsaid) reason += ": " + order_words();
    if (digits && cell_.size() == 5) {
      reason += "; if it is a spreadsheet's number of a day, say so there: excel_serials = 1900";
    }
    refuse(std::move(reason));
    return false;
  }

  const DayRules& rules_;
  std::string_view cell_;
  std::string_view rest_;
  CellFault& fault_;
};

}  // namespace

std::string_view to_text(DayOrder order) noexcept {
  switch (order) {
    case DayOrder::unsaid: break;
    case DayOrder::day_month_year: return "day/month/year";
    case DayOrder::month_day_year: return "month/day/year";
    case DayOrder::year_month_day: return "year/month/day";
  }
  return "";
}

std::optional<Day> read_written_day(const DayRules& rules,
                                    std::string_view cell,
                                    CellFault& fault) {
  return DayText{rules, cell, fault}.read();
}

bool append_common_day(const DayRules& rules, std::string_view cell, std::string& out) {
  if (rules.order != DayOrder::day_month_year || cell.size() != 10 || cell[2] != cell[5] ||
      (cell[2] != '/' && cell[2] != '.')) {
    return false;
  }
  const auto two = [cell](std::size_t at) {
    const auto tens = static_cast<unsigned>(cell[at] - '0');
    const auto ones = static_cast<unsigned>(cell[at + 1] - '0');
    return tens > 9 || ones > 9 ? 100U : tens * 10 + ones;
  };
  const unsigned date = two(0);
  const unsigned month = two(3);
  const unsigned century = two(6);
  // Later days of a month are looked up with more care.
  if (date < 1 || date > 28 || month < 1 || month > 12 || century < 19 || century > 21 ||
      two(8) > 99) {
    return false;
  }
  const std::array<char, 10> day{cell[6], cell[7], cell[8], cell[9], '-',
                                 cell[3], cell[4], '-',     cell[0], cell[1]};
  out.append(day.data(), day.size());
  return true;
}

}  // namespace waitlist
