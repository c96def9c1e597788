#include "io/cell_parser.h"

#include <waitlist/base/limits.h>

#include "base/enumerator_words.h"
#include "base/fault_list.h"
#include "cases/case_rules.h"
#include "cases/number_words.h"
#include "io/blank_text.h"
#include "io/loose_word.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace waitlist {
namespace {

/// Calls `item` for each part between semicolons, blanks trimmed; stops when it answers false.
template <class Item>
bool for_each_part(std::string_view cell, Item item) {
  while (true) {
    const std::size_t end = cell.find(';');
    if (!item(trimmed(cell.substr(0, end)))) return false;
    if (end == std::string_view::npos) return true;
    cell.remove_prefix(end + 1);
  }
}

bool begins_with_digit(std::string_view text) noexcept {
  return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

/// The day meant by `5/10/2009` or `05.10.2009`, read day first as in England.
std::optional<Day> day_first(std::string_view cell) {
  std::array<int, 3> parts{};
  const char* at = cell.data();
  const char* const end = cell.data() + cell.size();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto [stop, failed] = std::from_chars(at, end, parts[i]);
    if (failed != std::errc{} || parts[i] < 0) return std::nullopt;
    at = stop;
    if (i == 2) break;
    if (at == end || (*at != '/' && *at != '.' && *at != '-')) return std::nullopt;
    ++at;
  }
  if (at != end) return std::nullopt;
  return Day::from_ymd(parts[2], static_cast<unsigned>(parts[1]), static_cast<unsigned>(parts[0]));
}

std::string level_list(const FactDefinition& fact) {
  std::string list;
  for (const FactLevel& level : fact.levels) list += (list.empty() ? "" : ", ") + level.id;
  return list;
}

/// Whether people write this word where nothing is known.
bool says_not_known(std::string_view found) {
  constexpr std::array<std::string_view, 18> kWords{
      "unk", "u/k",  "uk",  "nk",   "n/k", "n.k.", "n/a",       "na",        "n.a.",
      "nil", "null", "tbc", "none", "-",   "?",    "not known", "dont know", "don't know"};
  std::string lower{found};
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return std::ranges::find(kWords, lower) != kWords.end();
}

/// What to write instead. Never "no": that nothing is known must not become that nothing is there.
std::string advice_for(const FactDefinition& fact, std::string_view found) {
  if (says_not_known(found)) {
    return "; write unknown when it was asked and nobody knows, not_asked (or nothing) when nobody "
           "has "
           "asked";
  }
  std::vector<std::string> known{"unknown", "pending", "not_asked"};
  for (const FactLevel& level : fact.levels) known.push_back(level.id);
  return did_you_mean(found, known);
}

CellFault unknown_level(const FactDefinition& fact, std::string_view found) {
  return {ErrorCode::unknown_word, std::string{found},
          "expected " + level_list(fact) + (fact.no_is_answer ? ", no" : "") +
              ", unknown, pending YYYY-MM-DD or nothing" + advice_for(fact, found)};
}

/// Place of the level or marker; the number of levels when there is none of that name.
std::uint32_t level_place(const FactDefinition& fact, std::string_view id) {
  std::uint32_t place = 0;
  const auto differs = [id](const std::string& level) {
    return level.size() != id.size() || level.front() != id.front() || level != id;
  };
  while (place < fact.levels.size() && (id.empty() || differs(fact.levels[place].id))) ++place;
  return place;
}

std::optional<Answer> parse_markers(const FactDefinition& fact,
                                    std::string_view cell,
                                    CellFault& fault) {
  std::uint32_t bits = 0;
  const bool read = for_each_part(cell, [&](std::string_view part) {
    std::uint32_t place = level_place(fact, part);
    if (place == fact.levels.size()) {
      const auto meant = loose_level(fact, part);
      if (!meant) {
        fault = unknown_level(fact, part);
        return false;
      }
      place = *meant;
    }
    bits |= 1U << place;
    return true;
  });
  return read ? std::optional{Answer::markers(bits)} : std::nullopt;
}

bool set_answer(Answer& to, Answer answer) {
  to = answer;
  return true;
}

/// Whether a text is a whole number, however many digits it has.
bool is_long_number(std::string_view cell) {
  if (cell.starts_with('-')) cell.remove_prefix(1);
  return !cell.empty() && cell.find_first_not_of("0123456789") == std::string_view::npos;
}

/// What to write in place of `7,1`.
std::string with_a_point(std::string_view cell) {
  const std::size_t comma = cell.find(',');
  if (comma == std::string_view::npos) return "";
  std::string meant{cell};
  meant[comma] = '.';
  return Decimal::parse(meant) ? "; write " + meant + " if that is the number meant" : "";
}

std::optional<Answer> parse_number(const FactDefinition& fact,
                                   std::string_view cell,
                                   CellFault& fault) {
  const auto written = Decimal::parse(cell);
  const auto number = written ? number_of(fact, *written) : std::nullopt;
  if (number && *number >= 0 && *number <= fact.count_max) {
    return Answer::number(static_cast<std::uint32_t>(*number));
  }
  if (written && !number) {
    fault = {ErrorCode::not_exact, std::string{cell}, more_decimals(fact)};
    return std::nullopt;
  }
  const bool is_number = written || is_long_number(cell);
  fault = {is_number ? ErrorCode::out_of_range : ErrorCode::not_a_number, std::string{cell},
           "expected " + accepted_numbers(fact) + ", no, unknown, pending YYYY-MM-DD or nothing" +
               with_a_point(cell)};
  return std::nullopt;
}

/// Answers other than levels, numbers and "no", and what is no answer at all.
std::optional<Answer> parse_other_answer(const FactDefinition& fact,
                                         std::string_view cell,
                                         CellFault& fault) {
  constexpr std::string_view kPending = "pending";
  // Dates and numbers, as most of these are, need no look at any word.
  const bool is_word = !begins_with_digit(cell);
  if (is_word && is_loosely(cell.substr(0, kPending.size()), kPending)) {
    const auto since = Day::parse(trimmed(cell.substr(kPending.size())));
    if (since) return Answer::pending_since(*since);
    fault = {ErrorCode::not_a_date, std::string{cell},
             "write pending and the day it was asked for: pending 2009-10-05"};
    return std::nullopt;
  }
  switch (fact.kind) {
    case FactKind::choice: break;
    case FactKind::checklist: return parse_markers(fact, cell, fault);
    case FactKind::count: return parse_number(fact, cell, fault);
    case FactKind::date: {
      const auto day = parse_day(cell, fault);
      return day ? std::optional{Answer::on(*day)} : std::nullopt;
    }
  }
  fault = unknown_level(fact, cell);
  return std::nullopt;
}

}  // namespace

std::optional<Day> parse_day(std::string_view cell, CellFault& fault) {
  if (const auto day = Day::parse(cell)) return day;
  const auto meant = day_first(cell);
  const bool iso_shape = cell.size() == 10 && cell[4] == '-' && cell[7] == '-';
  fault = {ErrorCode::not_a_date, std::string{cell},
           meant       ? "write " + meant->text() + " if that is the day meant (year-month-day)"
           : iso_shape ? "there is no such day between 1900 and 2199"
                       : "not a day; write YYYY-MM-DD, for example 2009-10-05"};
  return std::nullopt;
}

std::optional<CaseStatus> parse_status(std::string_view cell, CellFault& fault) {
  if (const auto status = parse_case_status(cell)) return status;
  if (const auto meant = loose_status(cell)) return meant;
  fault = {ErrorCode::unknown_word, std::string{cell},
           "expected awaiting, on_hold, duty_allocated, allocated or withdrawn" +
               did_you_mean(cell, enumerator_words<CaseStatus>())};
  return std::nullopt;
}

bool parse_answer(const FactDefinition& fact,
                  std::string_view cell,
                  Answer& answer,
                  CellFault& fault) {
  answer = Answer::not_asked();
  if (cell.empty()) return true;
  // Most cells of a long list are told apart by their first letter.
  const char first = cell.front();
  if (first == 'n' && cell == "no") {
    if (fact.no_is_answer) return set_answer(answer, Answer::no());
    fault = {ErrorCode::out_of_range, "no", kNoIsNoAnswer};
    return false;
  }
  if (first == 'n' && cell == "not_asked") return true;
  if (first == 'u' && cell == "unknown") return set_answer(answer, Answer::unknown());
  if (fact.kind == FactKind::choice) {
    const std::uint32_t level = level_place(fact, cell);
    if (level < fact.levels.size()) return set_answer(answer, Answer::level(level));
  }
  if (const auto other = parse_other_answer(fact, cell, fault)) return set_answer(answer, *other);
  const auto meant = loose_answer(fact, cell);
  if (!meant) return false;
  if (meant->state() != AnswerState::no || fact.no_is_answer) return set_answer(answer, *meant);
  fault = {ErrorCode::out_of_range, std::string{cell}, kNoIsNoAnswer};
  return false;
}

bool parse_children(std::string_view cell, std::vector<Child>& children, CellFault& fault) {
  return for_each_part(cell, [&](std::string_view part) {
    const bool is_word = !begins_with_digit(part);
    if (is_word && is_loosely(part, "unknown")) {
      children.push_back({});
      return true;
    }
    constexpr std::string_view kDue = "due ";
    const bool expected = is_word && is_loosely(part.substr(0, kDue.size()), kDue);
    const auto day = parse_day(expected ? trimmed(part.substr(kDue.size())) : part, fault);
    if (day) children.push_back({day, expected});
    return day.has_value();
  });
}

void parse_ids(std::string_view cell, std::vector<std::string_view>& ids) {
  static_cast<void>(for_each_part(cell, [&ids](std::string_view part) {
    ids.push_back(part);
    return true;
  }));
}

bool parse_pauses(std::string_view cell, std::vector<Pause>& pauses, CellFault& fault) {
  return for_each_part(cell, [&](std::string_view part) {
    const std::size_t slash = part.find('/');
    const std::string_view rest =
        slash == std::string_view::npos ? std::string_view{} : part.substr(slash + 1);
    const std::size_t blank = std::min(rest.find(' '), rest.size());
    const auto from = Day::parse(trimmed(part.substr(0, slash)));
    const std::string_view end = rest.substr(0, blank);
    const auto to = Day::parse(end);
    if (!from || slash == std::string_view::npos || (!to && !end.empty())) {
      fault = {ErrorCode::not_a_date, std::string{part},
               "write a pause as 2009-06-01/2009-07-01 reason, the second date left out while it "
               "runs, and `;` between pauses"};
      return false;
    }
    pauses.push_back({*from, to, std::string{trimmed(rest.substr(blank))}});
    return true;
  });
}

std::optional<std::pair<DecisionDirection, std::string_view>> parse_decision(std::string_view cell,
                                                                             CellFault& fault) {
  const std::size_t blank = std::min(cell.find(' '), cell.size());
  const auto direction = enumerator_of<DecisionDirection>(cell.substr(0, blank));
  const std::string_view band = trimmed(cell.substr(blank));
  if (direction && !band.empty()) return std::pair{*direction, band};
  fault = {ErrorCode::unknown_word, std::string{cell},
           "write `raise` or `lower` and the band: raise P1"};
  return std::nullopt;
}

}  // namespace waitlist
