#include <waitlist/base/limits.h>

#include "policy/conditions/condition_kind.h"

namespace waitlist {

void check_test(const YoungestUnder& test, const ConditionCheck& check) {
  if (test.months.count() < 1 || test.months.count() > limits::kAdultMonths) {
    check.to.add(ErrorCode::out_of_range, check.place, check.field + ".youngest_under_months",
                 std::to_string(test.months.count()), "1 to 216 months");
  }
}

ConditionTable compile_test(const YoungestUnder& test, const NameResolver& /*names*/) {
  return {ConditionTable::Test::age, 0, test.months.count(), 0};
}

std::string_view fact_of(const YoungestUnder& /*test*/) noexcept { return {}; }

bool is_about_age(const YoungestUnder& /*test*/) noexcept { return true; }

}  // namespace waitlist
