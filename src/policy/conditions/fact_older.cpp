#include "policy/conditions/bounds.h"

namespace waitlist {

void check_test(const FactOlder& test, const ConditionCheck& check) {
  check_span(test.fact, test.number, test.unit, "older_than_" + std::string{to_text(test.unit)},
             check);
}

ConditionTable compile_test(const FactOlder& test, const NameResolver& names) {
  ConditionTable table = span_table(test.fact, test.number, test.unit, test.measured, names);
  table.older = true;
  return table;
}

std::string_view fact_of(const FactOlder& test) noexcept { return test.fact; }

bool is_about_age(const FactOlder& /*test*/) noexcept { return false; }

}  // namespace waitlist
