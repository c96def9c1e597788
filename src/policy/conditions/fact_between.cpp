#include "policy/conditions/bounds.h"

namespace waitlist {

void check_test(const FactBetween& test, const ConditionCheck& check) {
  const FactDefinition* found = check.to.fact(test.fact, check.place, check.field + ".fact");
  if (found == nullptr) return;
  const std::string field = check.field + ".between";
  if (found->kind == FactKind::date) {
    check.to.add(ErrorCode::wrong_type, check.place, check.field, test.fact,
                 "a date is tested with `within_days` and `older_than_days`");
    return;
  }
  const auto from = checked_bound(test.from, *found, 0, check, field);
  const auto to = checked_bound(test.to, *found, 0, check, field);
  if (!from || !to || *from <= *to) return;
  check.to.add(ErrorCode::inconsistent, check.place, field, "",
               "the lower one stands first, so that some answer lies between");
}

ConditionTable compile_test(const FactBetween& test, const NameResolver& names) {
  ConditionTable table = bound_table(test.fact, test.from, names);
  table.to = bound_table(test.fact, test.to, names).bound;
  table.no_meets = table.test != ConditionTable::Test::level && table.bound == 0;
  return table;
}

std::string_view fact_of(const FactBetween& test) noexcept { return test.fact; }

bool is_about_age(const FactBetween& /*test*/) noexcept { return false; }

}  // namespace waitlist
