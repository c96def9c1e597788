#include <waitlist/base/limits.h>

#include "policy/conditions/condition_kind.h"

namespace waitlist {

void check_test(const YoungestUnder& test, const ConditionCheck& check) {
  if (check.rule == WhenOf::age_row || check.rule == WhenOf::slack_row) {
    check.to.add(ErrorCode::inconsistent, check.place, check.field + ".youngest_under_months",
                 std::to_string(test.months.count()),
                 "a row asks for facts of the case itself alone");
  }
  if (test.months.count() < 1 || test.months.count() > limits::kAdultMonths) {
    check.to.add(ErrorCode::out_of_range, check.place, check.field + ".youngest_under_months",
                 std::to_string(test.months.count()), "1 to 216 months");
  }
}

ConditionTable compile_test(const YoungestUnder& test, const NameResolver& /*names*/) {
  ConditionTable table;
  table.test = ConditionTable::Test::age;
  table.bound = test.months.count();
  return table;
}

std::string_view fact_of(const YoungestUnder& /*test*/) noexcept { return {}; }

bool is_about_age(const YoungestUnder& /*test*/) noexcept { return true; }

}  // namespace waitlist
