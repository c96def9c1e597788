#include "policy/conditions/bounds.h"

namespace waitlist {

void check_test(const FactWithin& test, const ConditionCheck& check) {
  check_span(test.fact, test.days.count(), DateUnit::days, "within_days", check);
}

ConditionTable compile_test(const FactWithin& test, const NameResolver& names) {
  return span_table(test.fact, test.days.count(), DateUnit::days, test.measured, names);
}

std::string_view fact_of(const FactWithin& test) noexcept { return test.fact; }

bool is_about_age(const FactWithin& /*test*/) noexcept { return false; }

void check_test(const FactWithinMonths& test, const ConditionCheck& check) {
  check_span(test.fact, test.number, test.unit, "within_" + std::string{to_text(test.unit)}, check);
}

ConditionTable compile_test(const FactWithinMonths& test, const NameResolver& names) {
  return span_table(test.fact, test.number, test.unit, test.measured, names);
}

std::string_view fact_of(const FactWithinMonths& test) noexcept { return test.fact; }

bool is_about_age(const FactWithinMonths& /*test*/) noexcept { return false; }

}  // namespace waitlist
