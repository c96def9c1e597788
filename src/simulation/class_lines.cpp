#include "simulation/class_lines.h"

#include <algorithm>

namespace waitlist {

void ArrivalLine::grow() {
  std::vector<WaitingCase> larger(cases_.size() * 2);
  for (std::size_t i = first_; i != last_; ++i) larger[i - first_] = cases_[i & mask_];
  last_ -= first_;
  first_ = 0;
  cases_ = std::move(larger);
  mask_ = cases_.size() - 1;
}

std::vector<ClassLines::Key> ClassLines::keys_of(std::span<const OrderKey> order) {
  std::vector<Key> keys;
  for (const OrderKey key : order) {
    switch (key) {
      case OrderKey::tier: keys.push_back(Key::tier); break;
      case OrderKey::points: keys.push_back(Key::points); break;
      case OrderKey::risk_points: keys.push_back(Key::risk); break;
      // Without filing dates a case is overdue from so many days after its listing.
      case OrderKey::overdue:
      case OrderKey::longest_wait: keys.push_back(Key::listed); break;
      // Nobody has a filing date or a child, so these never tell two cases apart.
      case OrderKey::latest_start:
      case OrderKey::filing_date:
      case OrderKey::youngest_child:
      case OrderKey::lottery:
      case OrderKey::case_id: break;
    }
  }
  return keys;
}

ClassLines::ClassLines(std::vector<WaitCourse> courses, const CompiledPolicy& policy)
    : courses_{std::move(courses)},
      keys_{keys_of(policy.written().order)},
      lines_(courses_.size()) {
  if (!keys_.empty()) lead_ = keys_.front();
  const auto& rule = policy.written().must_allocate;
  const TierIndex last = policy.tier(BandIndex{policy.written().bands.size() - 1}, true);
  // No case can be in a tier behind the last band.
  if (!rule || rule->order.empty() || policy.tier_id(last) != "must_allocate") return;
  own_keys_ = keys_of(rule->order);
  own_tier_ = last;
}

}  // namespace waitlist
