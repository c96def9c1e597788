#include "policy/conditions/bounds.h"

namespace waitlist {

void check_test(const FactAtMost& test, const ConditionCheck& check) {
  const FactDefinition* found = check.to.fact(test.fact, check.place, check.field + ".fact");
  if (found == nullptr) return;
  if (found->kind == FactKind::date) {
    check.to.add(ErrorCode::wrong_type, check.place, check.field, test.fact,
                 "a date is tested with `older_than_days`");
    return;
  }
  static_cast<void>(checked_bound(test.bound, *found, 0, check, check.field + ".at_most"));
}

ConditionTable compile_test(const FactAtMost& test, const NameResolver& names) {
  ConditionTable table = bound_table(test.fact, test.bound, names);
  table.to = table.bound;
  table.bound = 0;
  table.no_meets = true;
  return table;
}

std::string_view fact_of(const FactAtMost& test) noexcept { return test.fact; }

bool is_about_age(const FactAtMost& /*test*/) noexcept { return false; }

}  // namespace waitlist
