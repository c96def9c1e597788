#include "cases/rare_fields.h"

namespace waitlist {

void RareFields::mark(CaseRow row) {
  if (row >= has_.size()) has_.resize(std::size_t{row} + 1);
  has_[row] = true;
}

void RareFields::clear(CaseRow row) {
  if (row >= has_.size() || !has_[row]) return;
  has_[row] = false;
  pauses_.erase(row);
  holds_.erase(row);
  decisions_.erase(row);
  links_.erase(row);
}

void RareFields::put(CaseRow row, const CaseView& fields) {
  clear(row);
  if (!fields.pauses.empty()) {
    mark(row);
    pauses_[row].assign(fields.pauses.begin(), fields.pauses.end());
  }
  if (fields.has_hold) {
    mark(row);
    holds_.insert_or_assign(row, Hold{std::string{fields.hold_reason}, fields.hold_until});
  }
  if (fields.decision != nullptr) {
    mark(row);
    decisions_.insert_or_assign(row, *fields.decision);
  }
  if (!fields.linked_to.empty()) {
    mark(row);
    links_[row].assign(fields.linked_to.begin(), fields.linked_to.end());
  }
}

template <class Value>
void RareFields::take_over(ByRow<Value>& to, ByRow<Value>& more, std::size_t offset) {
  while (!more.empty()) {
    auto one = more.extract(more.begin());
    one.key() = CaseRow{one.key() + offset};
    mark(one.key());
    to.insert(std::move(one));
  }
}

void RareFields::append(RareFields&& more, std::size_t offset) {
  take_over(pauses_, more.pauses_, offset);
  take_over(holds_, more.holds_, offset);
  take_over(decisions_, more.decisions_, offset);
  take_over(links_, more.links_, offset);
}

}  // namespace waitlist
