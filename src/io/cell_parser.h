// One cell of a case file to one value, or to what is wrong with it. Shared by CSV and JSON.
#pragma once

#include <waitlist/base/error.h>
#include <waitlist/cases/case.h>
#include <waitlist/cases/fact_schema.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waitlist {

/// What is wrong with a cell.
struct CellFault {
  ErrorCode code{};
  std::string found;
  std::string reason;
};

// Each answers nullopt or false after filling `fault`.

[[nodiscard]] std::optional<Day> parse_day(std::string_view cell, CellFault& fault);
[[nodiscard]] std::optional<CaseStatus> parse_status(std::string_view cell, CellFault& fault);
/// `no`, `unknown`, `not_asked`, `pending DATE`, or a value as the kind of the fact asks for.
[[nodiscard]] bool parse_answer(const FactDefinition& fact,
                                std::string_view cell,
                                Answer& answer,
                                CellFault& fault);
/// Dates of birth, `due` and a date, or `unknown`, `;` between.
[[nodiscard]] bool parse_children(std::string_view cell,
                                  std::vector<Child>& children,
                                  CellFault& fault);
/// Ids of cases or references of children, `;` between.
void parse_ids(std::string_view cell, std::vector<std::string_view>& ids);
/// `2009-06-01/2009-07-01 reason`, the end left out while it runs, `;` between.
[[nodiscard]] bool parse_pauses(std::string_view cell,
                                std::vector<Pause>& pauses,
                                CellFault& fault);
/// `raise P1`, `lower P3`.
[[nodiscard]] std::optional<std::pair<DecisionDirection, std::string_view>> parse_decision(
    std::string_view cell, CellFault& fault);
/// `raise`, `lower`.
[[nodiscard]] std::optional<DecisionDirection> parse_direction(std::string_view cell);

/// The text without blanks at its ends.
[[nodiscard]] inline std::string_view trimmed(std::string_view text) noexcept {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace waitlist
