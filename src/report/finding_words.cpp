#include "report/finding_words.h"

#include "report/plain_words.h"

#include <vector>

namespace waitlist {
std::string finding_in_words(FindingKind kind) {
  switch (kind) {
    case FindingKind::birth_date_unknown: return "date of birth not known";
    case FindingKind::no_child_recorded: return "no child recorded";
    case FindingKind::turned_18: return "a child has turned 18";
    case FindingKind::linked_case_absent: return "linked case not on this list";
    case FindingKind::filing_date_passed: return "filing date has passed";
    case FindingKind::hold_ended: return "hold has ended";
    case FindingKind::decision_expired: return "manager's decision has expired";
    case FindingKind::decision_without_effect: return "manager's decision changes nothing";
    case FindingKind::check_overdue: return "check overdue";
    case FindingKind::pending_in_future: return "asked for after the as-of date";
    case FindingKind::answer_in_future: return "date after the as-of date";
    case FindingKind::contradiction: return "answers contradict each other";
  }
  return {};
}

std::string summary_counts(const Summary& summary) {
  std::string text = count_of(summary.ranked, "case", "cases") + " ranked";
  if (summary.units != summary.ranked) {
    text += " in " + count_of(summary.units, "place", "places") + " (linked cases share one)";
  }
  std::vector<std::string> apart;
  for (std::size_t i = 0; i < summary.apart.size(); ++i) {
    if (summary.apart[i] == 0) continue;
    apart.push_back(std::to_string(summary.apart[i]) + " " +
                    std::string{to_text(static_cast<ApartReason>(i))});
  }
  if (!apart.empty()) text += "; listed apart: " + listed(apart);
  return text + ".";
}

}  // namespace waitlist
