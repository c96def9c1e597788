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
  std::span<const Child> children;
  std::span<const std::string_view> linked_to;
  bool has_hold = false;
  std::string_view hold_reason;
  std::optional<Day> hold_until;
  std::span<const Pause> pauses;
  const ManagerDecision* decision = nullptr;  ///< null: none
  std::span<const Answer> answers;            ///< one for each fact; shorter: the rest not_asked
};

/// The view of a Case. `links` holds what the view refers to beside the case.
[[nodiscard]] CaseView view_of(const Case& one, std::vector<std::string_view>& links);

}  // namespace waitlist
