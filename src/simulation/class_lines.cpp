#include "simulation/class_lines.h"

#include "policy/policy_tables.h"

#include <utility>

namespace waitlist {

void ArrivalLine::grow() {
  std::vector<WaitingCase> larger(cases_.size() * 2);
  for (std::size_t i = first_; i != last_; ++i) larger[i - first_] = cases_[i & mask_];
  last_ -= first_;
  first_ = 0;
  cases_ = std::move(larger);
  mask_ = cases_.size() - 1;
}

std::vector<ClassLines::Key> ClassLines::keys_of(const OrderTable& table, std::size_t order) {
  std::vector<Key> keys;
  for (std::size_t place = 0; place < table.size(); ++place) {
    const KeyTable& key = table.of_order(order, place);
    switch (key.kind) {
      case OrderKey::tier: keys.push_back({Key::tier}); break;
      case OrderKey::points: keys.push_back({Key::points}); break;
      case OrderKey::risk_points: keys.push_back({Key::risk}); break;
      case OrderKey::group: keys.push_back({Key::group, key.subject}); break;
      // Without filing dates a case is overdue from so many days after its listing.
      case OrderKey::overdue:
      case OrderKey::longest_wait: keys.push_back({Key::listed}); break;
      // Nobody has a date or a child, so these never tell two cases apart.
      case OrderKey::latest_start:
      case OrderKey::filing_date:
      case OrderKey::youngest_child:
      case OrderKey::lottery:
      case OrderKey::date:
      case OrderKey::case_id: break;
    }
  }
  return keys;
}

ClassLines::ClassLines(std::vector<WaitCourse> courses, const CompiledPolicy& policy)
    : courses_{std::move(courses)}, lines_(courses_.size()) {
  const OrderTable& table = policy.tables().order;
  for (std::size_t order = 0; order < table.order_count(); ++order) {
    orders_.push_back(keys_of(table, order));
  }
  if (!orders_.front().empty()) lead_ = orders_.front().front();
  for (TierIndex tier = 0; tier < policy.tier_count(); ++tier) {
    order_of_tier_.push_back(table.order_of(tier));
  }
}

}  // namespace waitlist
