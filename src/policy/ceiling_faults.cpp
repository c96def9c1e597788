#include "policy/ceiling_faults.h"

#include <waitlist/base/limits.h>

#include <set>
#include <string_view>
#include <type_traits>

namespace waitlist {
namespace {

void check_limit(const CeilingRule& rule, const std::string& field, FaultCollector& to) {
  std::visit(
      [&](const auto& limit) {
        if constexpr (std::is_same_v<std::decay_t<decltype(limit)>, BandCeiling>) {
          to.check_band(limit.band, rule.place, field + ".band");
        } else {
          to.check_group(limit.group, rule.place, field + ".group");
          to.check_points(limit.at_most, rule.place, field + ".at_most");
        }
      },
      rule.limit);
}

}  // namespace

void check_ceilings(FaultCollector& to) {
  const auto& ceilings = to.policy().ceilings;
  if (ceilings.size() > limits::kCeilingsMax) {
    to.add(ErrorCode::too_large, to.policy().id_place, "ceiling", std::to_string(ceilings.size()),
           "at most " + std::to_string(limits::kCeilingsMax) + " ceilings");
  }
  std::set<std::string_view> ids;
  for (std::size_t i = 0; i < ceilings.size(); ++i) {
    const CeilingRule& rule = ceilings[i];
    const std::string field = numbered("ceiling", i);
    if (!is_policy_id(rule.id)) {
      to.add(ErrorCode::unknown_word, rule.place, field + ".id", rule.id,
             "1 to 64 letters, digits, `_`, `.` and `-`");
    } else if (!ids.insert(rule.id).second) {
      to.add(ErrorCode::duplicate_name, rule.place, field + ".id", rule.id,
             "an earlier ceiling has this id");
    }
    check_limit(rule, field, to);
    to.check_when(rule.when, rule.place, field, WhenOf::ceiling);
    to.check_origin(rule.origin, rule.place, field);
  }
}

void check_cannot_tell(FaultCollector& to) {
  if (!to.policy().cannot_tell) return;
  const CannotTellRule& rule = *to.policy().cannot_tell;
  to.check_band(rule.band, rule.place, "cannot_tell.band");
  to.check_origin(rule.origin, rule.place, "cannot_tell");
  const std::string field = "cannot_tell.facts";
  if (rule.facts.empty()) {
    to.add(ErrorCode::missing_value, rule.place, field, "",
           "name the facts without which the band cannot be told");
  }
  std::set<std::string_view> seen;
  for (const std::string& fact : rule.facts) {
    const bool known = to.fact(fact, rule.place, field) != nullptr;
    if (known && !seen.insert(fact).second) {
      to.add(ErrorCode::duplicate_name, rule.place, field, fact, "this fact is named already");
    }
  }
}

}  // namespace waitlist
