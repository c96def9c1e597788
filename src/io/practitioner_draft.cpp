#include "io/practitioner_draft.h"

#include <waitlist/base/limits.h>

#include <array>
#include <charconv>

namespace waitlist {
namespace {

constexpr std::array<std::string_view, 22> kColumns{
    "practitioner_id", "base",      "areas",         "competences", "contracted_hours",
    "available_hours", "caseload",  "held",          "held_load",   "urgent_limit",
    "urgent_held",     "conflicts", "past_families", "absences",    "reductions",
    "new_limit",       "new_taken", "urgent_only",   "come_free",   "kind_limits",
    "other_work",      "new_least"};

std::vector<std::string> parse_list(std::string_view cell) {
  std::vector<std::string_view> parts;
  parse_ids(cell, parts);
  return {parts.begin(), parts.end()};
}

/// `37`, `18.5`, `37.25`: hundredths of an hour.
std::optional<std::uint32_t> parse_hours(std::string_view cell, CellFault& fault) {
  const std::size_t dot = std::min(cell.find('.'), cell.size());
  const std::string_view whole = cell.substr(0, dot);
  std::string part{dot == cell.size() ? std::string_view{"0"} : cell.substr(dot + 1)};
  const auto is_number = [](std::string_view text) {
    return !text.empty() && text.size() <= 3 &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (is_number(whole) && is_number(part) && part.size() <= 2) {
    if (part.size() == 1) part += '0';
    return static_cast<std::uint32_t>(std::stoul(std::string{whole}) * 100 + std::stoul(part));
  }
  fault = {ErrorCode::not_a_number, std::string{cell},
           "write hours a week with at most two decimals: 37 or 18.5"};
  return std::nullopt;
}

bool parse_families(std::string_view cell, std::vector<PastFamily>& families, CellFault& fault) {
  for (const std::string& part : parse_list(cell)) {
    const std::size_t blank = part.find(' ');
    const auto day = blank == std::string::npos
                         ? std::nullopt
                         : Day::parse(trimmed(std::string_view{part}.substr(blank)));
    if (!day) {
      fault = {ErrorCode::not_a_date, part,
               "write the case and the day it was last worked on: SM-0012 2009-05-01"};
      return false;
    }
    families.push_back({part.substr(0, blank), *day});
  }
  return true;
}

bool parse_absences(std::string_view cell, std::vector<Absence>& absences, CellFault& fault) {
  std::vector<Pause> ranges;
  if (!parse_pauses(cell, ranges, fault)) {
    fault.reason = "write from/to and the reason: 2009-10-05/2009-10-19 annual leave";
    return false;
  }
  for (Pause& range : ranges) {
    absences.push_back({{range.from, range.to}, std::move(range.reason)});
  }
  return true;
}

bool parse_reductions(std::string_view cell,
                      std::vector<CaseloadReduction>& reductions,
                      CellFault& fault) {
  constexpr const char* kForm =
      "write from/to, the part and the reason: 2009-09-01/2009-12-01 20% newly qualified";
  std::vector<Pause> ranges;
  if (!parse_pauses(cell, ranges, fault)) {
    fault.reason = kForm;
    return false;
  }
  for (const Pause& range : ranges) {
    std::uint32_t percent = 0;
    const char* const begin = range.reason.data();
    const char* const end = begin + range.reason.size();
    const auto [stop, failed] = std::from_chars(begin, end, percent);
    if (failed != std::errc{} || stop == end || *stop != '%') {
      fault = {ErrorCode::not_a_number, range.reason, kForm};
      return false;
    }
    const std::string_view reason{stop + 1, static_cast<std::size_t>(end - stop - 1)};
    reductions.push_back({{range.from, range.to}, percent, std::string{trimmed(reason)}});
  }
  return true;
}

template <class To>
bool set_count(std::string_view cell, To& to, CellFault& fault) {
  const auto count = parse_count(cell, limits::kPlacesMax, fault);
  if (count) to = *count;
  return count.has_value();
}

bool set_yes(std::string_view cell, bool& to, CellFault& fault) {
  to = cell == "yes";
  if (to || cell == "no") return true;
  fault = {ErrorCode::unknown_word, std::string{cell}, "write yes or no"};
  return false;
}

bool parse_come_free(std::string_view cell, std::vector<PlacesComeFree>& to, CellFault& fault) {
  for (const std::string& part : parse_list(cell)) {
    const std::size_t blank = std::min(part.find(' '), part.size());
    const auto day = Day::parse(part.substr(0, blank));
    CellFault count_fault;
    const auto places =
        parse_count(trimmed(std::string_view{part}.substr(blank)), limits::kPlacesMax, count_fault);
    if (!day || !places) {
      fault = {day ? count_fault.code : ErrorCode::not_a_date, part,
               "write the day and how many places come free on it: 2009-10-19 2"};
      return false;
    }
    to.push_back({*day, *places});
  }
  return true;
}

/// The words of an item, blanks between.
std::vector<std::string_view> words_of(std::string_view item) {
  std::vector<std::string_view> words;
  while (!item.empty()) {
    const std::size_t blank = std::min(item.find(' '), item.size());
    if (blank > 0) words.push_back(item.substr(0, blank));
    item.remove_prefix(std::min(blank + 1, item.size()));
  }
  return words;
}

bool parse_kind_limits(std::string_view cell, std::vector<KindLimit>& to, CellFault& fault) {
  for (const std::string& part : parse_list(cell)) {
    const std::vector<std::string_view> words = words_of(part);
    CellFault count_fault{ErrorCode::not_a_number, part, ""};
    std::optional<std::uint32_t> most;
    std::optional<std::uint32_t> held{0};
    if (words.size() == 2 || words.size() == 3) {
      most = parse_count(words[1], limits::kPlacesMax, count_fault);
      if (words.size() == 3) held = parse_count(words[2], limits::kPlacesMax, count_fault);
    }
    if (!most || !held) {
      fault = {count_fault.code, part,
               "write the kind, how many at most and, if any, how many are held: rule_16_4 2 1"};
      return false;
    }
    to.push_back({std::string{words[0]}, *most, *held});
  }
  return true;
}

bool parse_other_work(std::string_view cell, std::vector<OtherWork>& to, CellFault& fault) {
  for (const std::string& part : parse_list(cell)) {
    const std::vector<std::string_view> words = words_of(part);
    CellFault count_fault{ErrorCode::not_a_number, part, ""};
    std::optional<std::uint32_t> places;
    if (words.size() == 2) places = parse_count(words[1], limits::kPlacesMax, count_fault);
    if (!places) {
      fault = {count_fault.code, part,
               "write the stream of work and the places it takes: public_law 8"};
      return false;
    }
    to.push_back({std::string{words[0]}, *places});
  }
  return true;
}

bool set_hours(std::string_view cell, WeekHours& to, CellFault& fault) {
  const auto hours = parse_hours(cell, fault);
  if (hours) to = WeekHours{*hours};
  return hours.has_value();
}

}  // namespace

std::span<const std::string_view> practitioner_columns() noexcept { return kColumns; }

std::optional<std::uint32_t> parse_count(std::string_view cell,
                                         std::uint32_t most,
                                         CellFault& fault) {
  std::uint32_t number = 0;
  const char* const end = cell.data() + cell.size();
  const auto [stop, failed] = std::from_chars(cell.data(), end, number);
  if (failed == std::errc{} && stop == end && number <= most) return number;
  const bool is_number = failed != std::errc::invalid_argument && stop == end;
  fault = {is_number ? ErrorCode::out_of_range : ErrorCode::not_a_number, std::string{cell},
           "expected a whole number from 0 to " + std::to_string(most)};
  return std::nullopt;
}

bool read_practitioner(PractitionerField field,
                       std::string_view cell,
                       Practitioner& to,
                       CellFault& fault) {
  switch (field) {
    case PractitionerField::practitioner_id: to.practitioner_id = cell; return true;
    case PractitionerField::base: to.base = cell; return true;
    case PractitionerField::areas: to.areas = parse_list(cell); return true;
    case PractitionerField::competences: to.competences = parse_list(cell); return true;
    case PractitionerField::contracted_hours: return set_hours(cell, to.contracted_hours, fault);
    case PractitionerField::available_hours: return set_hours(cell, to.available_hours, fault);
    case PractitionerField::caseload: return set_count(cell, to.caseload, fault);
    case PractitionerField::held: to.held = parse_list(cell); return true;
    case PractitionerField::held_load: return set_count(cell, to.held_load, fault);
    case PractitionerField::urgent_limit: return set_count(cell, to.urgent_limit, fault);
    case PractitionerField::urgent_held: return set_count(cell, to.urgent_held, fault);
    case PractitionerField::conflicts: to.conflicts = parse_list(cell); return true;
    case PractitionerField::past_families: return parse_families(cell, to.past_families, fault);
    case PractitionerField::absences: return parse_absences(cell, to.absences, fault);
    case PractitionerField::reductions: return parse_reductions(cell, to.reductions, fault);
    case PractitionerField::new_limit: return set_count(cell, to.new_limit, fault);
    case PractitionerField::new_taken: return set_count(cell, to.new_taken, fault);
    case PractitionerField::urgent_only: return set_yes(cell, to.urgent_only, fault);
    case PractitionerField::come_free: return parse_come_free(cell, to.come_free, fault);
    case PractitionerField::kind_limits: return parse_kind_limits(cell, to.kind_limits, fault);
    case PractitionerField::new_least: return set_count(cell, to.new_least, fault);
    case PractitionerField::other_work: return parse_other_work(cell, to.other_work, fault);
  }
  return true;
}

}  // namespace waitlist
