#include "policy/ceiling_doubts.h"

#include "policy/point_reach.h"

#include <utility>

namespace waitlist {
namespace {

class CeilingReview {
 public:
  explicit CeilingReview(const CompiledPolicy& policy)
      : policy_{policy.written()}, tables_{policy.tables()} {}

  std::vector<Doubt> build() {
    for (std::size_t i = 0; i < tables_.ceilings.size(); ++i) {
      const CeilingRule& rule = policy_.ceilings[i];
      if (tables_.ceilings[i].band) {
        look_at_band(rule, *tables_.ceilings[i].band);
      } else {
        look_at_group(rule, tables_.ceilings[i]);
      }
    }
    return std::move(doubts_);
  }

 private:
  void add(DoubtKind kind, const CeilingRule& rule, std::string text) {
    doubts_.push_back({kind, rule.place, rule.id, std::move(text)});
  }

  void look_at_band(const CeilingRule& rule, BandIndex band) {
    if (band == BandIndex{0} || !orders_by(policy_, OrderKey::tier)) {
      add(DoubtKind::no_effect, rule,
          "This ceiling can never change the order: no band is above its own, or the order does "
          "not look at tiers.");
      return;
    }
    add(DoubtKind::ceiling, rule,
        "Where this ceiling holds, a case stands no higher than `" + policy_.bands[band].id +
            "`, however many points it has and whatever floor holds that has no "
            "`whatever_else = true`. A concern that is found later can be hidden so.");
  }

  void look_at_group(const CeilingRule& rule, const CeilingTable& table) {
    if (table.at_most >= most_of_group(tables_, table.group)) {
      add(DoubtKind::no_effect, rule,
          "This ceiling can never change anything: the group cannot come to more points.");
      return;
    }
    add(DoubtKind::ceiling, rule,
        "Where this ceiling holds, the group `" + policy_.groups[table.group].id +
            "` comes to no more than " + to_text(table.at_most) +
            " points, whatever its answers say. A concern that is found later can be hidden so.");
  }

  const Policy& policy_;
  const PolicyTables& tables_;
  std::vector<Doubt> doubts_;
};

}  // namespace

std::vector<Doubt> doubts_about_ceilings(const CompiledPolicy& policy) {
  return CeilingReview{policy}.build();
}

}  // namespace waitlist
