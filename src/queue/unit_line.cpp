#include "queue/unit_line.h"

#include "queue/order_keys.h"
#include "scoring/trajectory_of.h"

#include <algorithm>
#include <utility>

namespace waitlist {

MadeLine LineMaker::make(const CaseTable& cases,
                         const CompiledPolicy& policy,
                         UnitIndex unit,
                         Day as_of,
                         OrderPlan& plan,
                         LineMemory& memory) {
  cases_ = &cases;
  policy_ = &policy;
  plan_ = &plan;
  unit_ = unit;
  as_of_ = as_of;
  members_.clear();
  made_ = {};
  cause_ = {};
  UnitReader reader{cases, policy, as_of};
  reader.read(unit);
  if (reader.facts().ranked.empty()) {
    look_at_listings();
    return made_;
  }
  for (const CaseRow row : reader.facts().ranked) add_member(reader, row);
  if (members_.size() > 1) {
    std::ranges::sort(members_, [this](const Member& a, const Member& b) {
      if (a.keys != b.keys) return a.keys < b.keys;
      return cases_->case_id(a.row) < cases_->case_id(b.row);
    });
    look_at_passing();
  }
  made_.line(written(plan, memory));
  return made_;
}

void LineMaker::look(Day on, ChangeCause cause) {
  if (on <= as_of_ || on >= Day::last() || on.days_since_epoch() >= made_.look) return;
  made_.look = on.days_since_epoch();
  cause_ = cause;
}

void LineMaker::look_at_listings() {
  for (const CaseRow row : cases_->members(unit_)) {
    if (cases_->status(row) == CaseStatus::awaiting) {
      look(cases_->listed_on(row), ChangeCause::listing);
    }
  }
}

void LineMaker::add_member(const UnitReader& reader, CaseRow row) {
  const FollowedCase one = followed(reader.ranked(row), *policy_, reader.facts(), as_of_);
  Member& member = members_.emplace_back(Member{row, one.line, {}});
  const Place scored{row, 0, one.score};
  const OrderTable& keys = plan_->keys();
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const KeyTable& key = keys.at(i, one.score.tier);
    member.keys[i] = order_value(key, scored, *cases_, *policy_, as_of_);
  }
  if (one.line.next) look(one.line.next->on, one.line.next->cause);
}

/// The order within a unit changes first between neighbours: when the one behind gains faster.
void LineMaker::look_at_passing() {
  for (std::size_t i = 1; i < members_.size(); ++i) {
    const Member& ahead = members_[i - 1];
    const Member& behind = members_[i];
    const std::int64_t gains = (behind.slope() - ahead.slope()).count();
    const std::int64_t gap = (ahead.points() - behind.points()).count();
    if (gains <= 0 || gap < 0) continue;
    const std::int64_t days = std::max<std::int64_t>((gap + gains - 1) / gains, 1);
    look(as_of_ + Days{days}, ChangeCause::waiting_rate);
  }
}

const UnitLine* LineMaker::written(OrderPlan& plan, LineMemory& memory) {
  const Trajectory& first = members_.front().line;
  const ClassIndex line_class =
      plan.class_of({first.tier, members_.front().slope(), first.waiting});
  OrderKeyValues values = members_.front().keys;
  const auto keys = std::span{values}.first(plan.keys().size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    keys[i] -= plan.daily(line_class, i) * as_of_.days_since_epoch();
  }
  lines_.clear();
  for (const Member& member : members_) {
    const Trajectory& line = member.line;
    lines_.push_back({cases_->case_id(member.row),
                      member.points() - member.slope() * as_of_.days_since_epoch(), member.slope(),
                      line.tier, line.band, line.must_allocate});
  }
  const auto count = static_cast<std::uint32_t>(members_.size());
  return plan.write({unit_, line_class, count}, keys, lines_, cause_, memory);
}

}  // namespace waitlist
