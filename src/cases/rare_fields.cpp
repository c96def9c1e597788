#include "cases/rare_fields.h"

#include <algorithm>

namespace waitlist {

void RareFields::mark(CaseRow row) {
  if (row >= has_.size()) has_.resize(std::size_t{row} + 1);
  has_[row] = true;
}

void RareFields::clear(CaseRow row) noexcept {
  if (!has(row)) return;
  has_[row] = false;
  pauses_.erase(row);
  holds_.erase(row);
  decisions_.erase(row);
  links_.erase(row);
  child_refs_.erase(row);
  records_.erase(row);
  duty_from_.erase(row);
  relisted_reasons_.erase(row);
}

void RareFields::put(CaseRow row, const CaseView& fields) {
  clear(row);
  if (!fields.pauses.empty()) {
    mark(row);
    pauses_[row].assign(fields.pauses.begin(), fields.pauses.end());
  }
  if (fields.has_hold) {
    mark(row);
    holds_.insert_or_assign(
        row, Hold{std::string{fields.hold_reason}, fields.hold_until, fields.hold_from});
  }
  if (fields.decision != nullptr) {
    mark(row);
    decisions_.insert_or_assign(row, *fields.decision);
  }
  if (!fields.linked_to.empty()) {
    mark(row);
    links_[row].assign(fields.linked_to.begin(), fields.linked_to.end());
  }
  if (!fields.child_refs.empty()) {
    mark(row);
    child_refs_[row].assign(fields.child_refs.begin(), fields.child_refs.end());
  }
  if (!fields.records.empty()) {
    mark(row);
    records_[row].assign(fields.records.begin(), fields.records.end());
  }
  if (fields.duty_from) {
    mark(row);
    duty_from_.insert_or_assign(row, *fields.duty_from);
  }
  if (!fields.relisted_reason.empty()) {
    mark(row);
    relisted_reasons_[row].assign(fields.relisted_reason);
  }
}

void RareFields::prepare_swap(CaseRow a, CaseRow b) {
  const std::size_t rows = std::size_t{std::max(a, b)} + 1;
  if ((has(a) || has(b)) && rows > has_.size()) has_.resize(rows);
}

/// No table grows: each holds as many values after it as before.
template <class Value>
void RareFields::swap_in(ByRow<Value>& values, CaseRow a, CaseRow b) noexcept {
  auto of_a = values.extract(a);
  auto of_b = values.extract(b);
  if (!of_a.empty()) {
    of_a.key() = b;
    values.insert(std::move(of_a));
  }
  if (!of_b.empty()) {
    of_b.key() = a;
    values.insert(std::move(of_b));
  }
}

void RareFields::swap(CaseRow a, CaseRow b) noexcept {
  const bool of_a = has(a);
  const bool of_b = has(b);
  if (!of_a && !of_b) return;
  swap_in(pauses_, a, b);
  swap_in(holds_, a, b);
  swap_in(decisions_, a, b);
  swap_in(links_, a, b);
  swap_in(child_refs_, a, b);
  swap_in(records_, a, b);
  swap_in(duty_from_, a, b);
  swap_in(relisted_reasons_, a, b);
  has_[a] = of_b;
  has_[b] = of_a;
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
  take_over(child_refs_, more.child_refs_, offset);
  take_over(records_, more.records_, offset);
  take_over(duty_from_, more.duty_from_, offset);
  take_over(relisted_reasons_, more.relisted_reasons_, offset);
}

}  // namespace waitlist
