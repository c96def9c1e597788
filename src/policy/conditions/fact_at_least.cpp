#include "policy/conditions/bounds.h"

namespace waitlist {

void check_test(const FactAtLeast& test, const ConditionCheck& check) {
  const FactDefinition* found = check.to.fact(test.fact, check.place, check.field + ".fact");
  if (found == nullptr) return;
  if (found->kind == FactKind::date) {
    check.to.add(ErrorCode::wrong_type, check.place, check.field, test.fact,
                 "a date is tested with `within_days`");
    return;
  }
  // Every answer is at least 0, `no` included, so that 0 asks nothing.
  static_cast<void>(checked_bound(test.bound, *found, 1, check, check.field + ".at_least"));
}

ConditionTable compile_test(const FactAtLeast& test, const NameResolver& names) {
  return bound_table(test.fact, test.bound, names);
}

std::string_view fact_of(const FactAtLeast& test) noexcept { return test.fact; }

bool is_about_age(const FactAtLeast& /*test*/) noexcept { return false; }

}  // namespace waitlist
