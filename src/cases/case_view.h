// One case as somebody else holds it, while it is checked and copied.
#pragma once

#include <waitlist/cases/case.h>

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace waitlist {

/// Views into a reader's text or a host's Case.
struct CaseView {
  std::string_view case_id, area, team;
  CaseStatus status = CaseStatus::awaiting;
  std::optional<Day> listed_on;  ///< nullopt: absent, or already reported as a fault
  std::optional<Day> filing_date;
  bool no_filing_date = false;
  std::span<const Child> children;
  std::span<const std::string_view> child_refs;
  std::span<const std::string_view> linked_to;
  bool has_hold = false;
  std::string_view hold_reason;
  std::optional<Day> hold_until;
  std::optional<Day> hold_from;
  std::span<const Pause> pauses;
  const ManagerDecision* decision = nullptr;  ///< null: none
  std::optional<Day> duty_from;
  std::optional<Day> reviewed_on;
  std::string_view relisted_reason;
  std::span<const Answer> answers;        ///< one for each fact; shorter: the rest not_asked
  std::span<const AnswerRecord> records;  ///< in the order of facts
};

/// What the view of a Case refers to beside the case.
struct CaseTexts {
  std::vector<std::string_view> links, child_refs;
  std::vector<AnswerRecord> records;
};

[[nodiscard]] CaseView view_of(const Case& one, CaseTexts& texts);

}  // namespace waitlist
