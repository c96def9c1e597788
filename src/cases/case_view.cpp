#include "cases/case_view.h"

#include <algorithm>
#include <iterator>

namespace waitlist {

CaseView view_of(const Case& one, CaseTexts& texts) {
  texts.links.assign(one.linked_to.begin(), one.linked_to.end());
  texts.child_refs.clear();
  const auto is_empty = [](const std::string& ref) { return ref.empty(); };
  if (!std::ranges::all_of(one.child_refs, is_empty)) {
    texts.child_refs.assign(one.child_refs.begin(), one.child_refs.end());
  }
  const auto says_something = [](const AnswerRecord& record) {
    return record.received_on || !record.source.empty();
  };
  texts.records.clear();
  std::ranges::copy_if(one.records, std::back_inserter(texts.records), says_something);
  std::ranges::stable_sort(texts.records, {}, &AnswerRecord::fact);
  CaseView view;
  view.case_id = one.case_id;
  view.area = one.area;
  view.team = one.team;
  view.status = one.status;
  view.listed_on = one.listed_on;
  view.filing_date = one.filing_date;
  view.no_filing_date = one.no_filing_date;
  view.children = one.children;
  view.child_refs = texts.child_refs;
  view.linked_to = texts.links;
  view.has_hold = one.hold.has_value();
  if (one.hold) {
    view.hold_reason = one.hold->reason;
    view.hold_until = one.hold->until;
    view.hold_from = one.hold->from;
  }
  view.pauses = one.pauses;
  view.decision = one.decision ? &*one.decision : nullptr;
  view.duty_from = one.duty_from;
  view.reviewed_on = one.reviewed_on;
  view.relisted_reason = one.relisted_reason;
  view.answers = one.answers;
  view.records = texts.records;
  return view;
}

}  // namespace waitlist
