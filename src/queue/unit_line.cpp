#include "queue/unit_line.h"

#include "queue/order_keys.h"
#include "scoring/trajectory_of.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

/// A ranked case of a unit while its line is made.
struct Member {
  CaseRow row = 0;
  Trajectory line;
  std::vector<std::int64_t> keys;  ///< on the day, smaller first
};

class LineMaker {
 public:
  LineMaker(const CaseTable& cases,
            const CompiledPolicy& policy,
            UnitIndex unit,
            Day as_of,
            OrderPlan& plan,
            std::pmr::memory_resource& memory)
      : cases_{cases}, policy_{policy}, unit_{unit}, as_of_{as_of}, plan_{plan}, memory_{&memory} {}

  MadeLine make() {
    const UnitFacts facts = unit_facts(cases_, policy_, unit_, as_of_);
    if (facts.ranked.empty()) {
      look_at_listings();
      return made_;
    }
    for (const CaseRow row : facts.ranked) add_member(row, facts);
    std::ranges::sort(members_, [this](const Member& a, const Member& b) {
      if (a.keys != b.keys) return a.keys < b.keys;
      return cases_.case_id(a.row) < cases_.case_id(b.row);
    });
    look_at_passing();
    made_.line = build();
    return made_;
  }

 private:
  void look(Day on, ChangeCause cause) {
    if (on <= as_of_ || on >= Day::last() || on.days_since_epoch() >= made_.look) return;
    made_.look = on.days_since_epoch();
    made_.cause = cause;
  }

  void look_at_listings() {
    for (const CaseRow row : cases_.members(unit_)) {
      if (cases_.status(row) == CaseStatus::awaiting) {
        look(cases_.listed_on(row), ChangeCause::listing);
      }
    }
  }

  void add_member(CaseRow row, const UnitFacts& facts) {
    const FollowedCase one = followed(cases_, policy_, row, facts, as_of_);
    Member member{row, one.line, {}};
    const Scored scored{row, unit_, one.score};
    member.keys.reserve(plan_.keys().size());
    for (const OrderKey key : plan_.keys()) {
      member.keys.push_back(order_value(key, scored, cases_, policy_, as_of_));
    }
    if (one.line.next) look(one.line.next->on, one.line.next->cause);
    members_.push_back(std::move(member));
  }

  /// The order within a unit changes first between neighbours: when the one behind gains faster.
  void look_at_passing() {
    for (std::size_t i = 1; i < members_.size(); ++i) {
      const Trajectory& ahead = members_[i - 1].line;
      const Trajectory& behind = members_[i].line;
      const std::int64_t gains = (behind.slope - ahead.slope).count();
      const std::int64_t gap = (ahead.points - behind.points).count();
      if (gains <= 0 || gap < 0) continue;
      const std::int64_t days = std::max<std::int64_t>((gap + gains - 1) / gains, 1);
      look(as_of_ + Days{days}, ChangeCause::waiting_rate);
    }
  }

  const UnitLine* build() {
    const Trajectory& first = members_.front().line;
    UnitLine line;
    line.unit = unit_;
    line.line_class = plan_.class_of({first.tier, first.slope, first.waiting});
    line.case_count = static_cast<std::uint32_t>(members_.size());
    auto* keys = memory_.allocate_object<std::int64_t>(plan_.keys().size());
    for (std::size_t i = 0; i < plan_.keys().size(); ++i) {
      keys[i] =
          members_.front().keys[i] - plan_.daily(line.line_class, i) * as_of_.days_since_epoch();
    }
    line.keys = keys;
    auto* cases = memory_.allocate_object<CaseLine>(members_.size());
    std::ranges::transform(members_, cases, [this](const Member& member) { return of(member); });
    line.cases = cases;
    return memory_.new_object<UnitLine>(line);
  }

  CaseLine of(const Member& member) {
    CaseLine line;
    const std::string_view id = cases_.case_id(member.row);
    char* text = memory_.allocate_object<char>(id.size());
    std::ranges::copy(id, text);
    line.id = text;
    line.id_bytes = static_cast<std::uint8_t>(id.size());
    line.slope = member.line.slope;
    line.at_zero = member.line.points - line.slope * as_of_.days_since_epoch();
    line.row = member.row;
    line.tier = member.line.tier;
    line.band = member.line.band;
    line.must_allocate = member.line.must_allocate;
    return line;
  }

  const CaseTable& cases_;
  const CompiledPolicy& policy_;
  UnitIndex unit_;
  Day as_of_;
  OrderPlan& plan_;
  std::pmr::polymorphic_allocator<> memory_;
  std::vector<Member> members_;
  MadeLine made_;
};

}  // namespace

OrderPlan::OrderPlan(const CompiledPolicy& policy) {
  const auto keys = keys_before_id(policy);
  keys_.assign(keys.begin(), keys.end());
  while (lead_ < keys_.size() && keys_[lead_] == OrderKey::tier) ++lead_;
}

ClassIndex OrderPlan::class_of(const LineClass& wanted) {
  const auto at = std::ranges::find(classes_, wanted);
  if (at != classes_.end()) return static_cast<ClassIndex>(at - classes_.begin());
  classes_.push_back(wanted);
  return static_cast<ClassIndex>(classes_.size() - 1);
}

std::int64_t OrderPlan::daily(ClassIndex index, std::size_t key) const noexcept {
  if (keys_[key] == OrderKey::points) return -classes_[index].slope.count();
  if (keys_[key] == OrderKey::longest_wait) return -classes_[index].waiting;
  return 0;
}

MadeLine make_line(const CaseTable& cases,
                   const CompiledPolicy& policy,
                   UnitIndex unit,
                   Day as_of,
                   OrderPlan& plan,
                   std::pmr::memory_resource& memory) {
  return LineMaker{cases, policy, unit, as_of, plan, memory}.make();
}

const UnitLine* copied(const UnitLine& line,
                       const OrderPlan& plan,
                       std::pmr::memory_resource& memory) {
  std::pmr::polymorphic_allocator<> to{&memory};
  auto* keys = to.allocate_object<std::int64_t>(plan.keys().size());
  std::copy_n(line.keys, plan.keys().size(), keys);
  auto* cases = to.allocate_object<CaseLine>(line.case_count);
  std::ranges::copy(line.all(), cases);
  for (CaseLine& one : std::span{cases, line.case_count}) {
    char* text = to.allocate_object<char>(one.id_bytes);
    std::ranges::copy(one.case_id(), text);
    one.id = text;
  }
  UnitLine copy = line;
  copy.keys = keys;
  copy.cases = cases;
  return to.new_object<UnitLine>(copy);
}

}  // namespace waitlist
