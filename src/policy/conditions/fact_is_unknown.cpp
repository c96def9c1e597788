#include "policy/conditions/condition_kind.h"

namespace waitlist {

void check_test(const FactIsUnknown& test, const ConditionCheck& check) {
  static_cast<void>(check.to.fact(test.fact, check.place, check.field + ".fact"));
  if (check.rule != WhenOf::ceiling || check.negated) return;
  check.to.add(ErrorCode::inconsistent, check.place, check.field, test.fact,
               "a ceiling never holds because an answer is not known");
}

ConditionTable compile_test(const FactIsUnknown& test, const NameResolver& names) {
  ConditionTable table;
  table.test = ConditionTable::Test::not_known;
  table.fact = names.fact(test.fact);
  return table;
}

std::string_view fact_of(const FactIsUnknown& test) noexcept { return test.fact; }

bool is_about_age(const FactIsUnknown& /*test*/) noexcept { return false; }

}  // namespace waitlist
