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

ClassLines::ClassLines(std::vector<WaitCourse> courses, const CompiledPolicy& policy)
    : courses_{std::move(courses)}, lines_(courses_.size()) {
  for (const OrderKey key : policy.written().order) {
    switch (key) {
      case OrderKey::tier: keys_.push_back(Key::tier); break;
      case OrderKey::points: keys_.push_back(Key::points); break;
      case OrderKey::risk_points: keys_.push_back(Key::risk); break;
      case OrderKey::longest_wait: keys_.push_back(Key::listed); break;
      // Nobody has a filing date or a child, so these never tell two cases apart.
      case OrderKey::latest_start:
      case OrderKey::filing_date:
      case OrderKey::youngest_child:
      case OrderKey::lottery:
      case OrderKey::case_id: break;
    }
  }
  if (!keys_.empty()) lead_ = keys_.front();
}

}  // namespace waitlist
