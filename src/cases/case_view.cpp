#include "cases/case_view.h"

namespace waitlist {

CaseView view_of(const Case& one, std::vector<std::string_view>& links) {
  links.assign(one.linked_to.begin(), one.linked_to.end());
  CaseView view;
  view.case_id = one.case_id;
  view.area = one.area;
  view.team = one.team;
  view.status = one.status;
  view.listed_on = one.listed_on;
  view.filing_date = one.filing_date;
  view.children = one.children;
  view.linked_to = links;
  view.has_hold = one.hold.has_value();
  if (one.hold) {
    view.hold_reason = one.hold->reason;
    view.hold_until = one.hold->until;
  }
  view.pauses = one.pauses;
  view.decision = one.decision ? &*one.decision : nullptr;
  view.answers = one.answers;
  return view;
}

}  // namespace waitlist
