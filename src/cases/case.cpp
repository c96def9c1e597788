#include <waitlist/cases/case.h>

#include "base/enumerator_words.h"

namespace waitlist {

std::string_view to_text(CaseStatus status) noexcept {
  switch (status) {
    case CaseStatus::awaiting: return "awaiting";
    case CaseStatus::on_hold: return "on_hold";
    case CaseStatus::duty_allocated: return "duty_allocated";
    case CaseStatus::allocated: return "allocated";
    case CaseStatus::withdrawn: return "withdrawn";
  }
  return "";
}

std::optional<CaseStatus> parse_case_status(std::string_view text) noexcept {
  return enumerator_of<CaseStatus>(text);
}

std::string_view to_text(DecisionDirection direction) noexcept {
  switch (direction) {
    case DecisionDirection::raise: return "raise";
    case DecisionDirection::lower: return "lower";
  }
  return "";
}

}  // namespace waitlist
