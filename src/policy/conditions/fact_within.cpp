#include <waitlist/base/limits.h>

#include "policy/conditions/condition_kind.h"

namespace waitlist {

void check_test(const FactWithin& test, const ConditionCheck& check) {
  FaultCollector& to = check.to;
  const FactDefinition* found = to.fact(test.fact, check.place, check.field + ".fact");
  if (found != nullptr && found->kind != FactKind::date) {
    to.add(ErrorCode::wrong_type, check.place, check.field, test.fact,
           "`within_days` is for a date");
  }
  if (test.days.count() < 0 || test.days.count() > limits::kDaysMax) {
    to.add(ErrorCode::out_of_range, check.place, check.field + ".within_days",
           std::to_string(test.days.count()), "days, 0 to " + std::to_string(limits::kDaysMax));
  }
}

ConditionTable compile_test(const FactWithin& test, const NameResolver& names) {
  return {ConditionTable::Test::within, names.fact(test.fact), test.days.count(), 0,
          test.measured == MeasuredTo::as_of};
}

std::string_view fact_of(const FactWithin& test) noexcept { return test.fact; }

bool is_about_age(const FactWithin& /*test*/) noexcept { return false; }

}  // namespace waitlist
