#include "policy/conditions/bounds.h"

namespace waitlist {
namespace {

bool is_no(const ConditionBound& value) noexcept {
  const auto* word = std::get_if<std::string>(&value);
  return word != nullptr && *word == "no";
}

}  // namespace

void check_test(const FactIs& test, const ConditionCheck& check) {
  const FactDefinition* found = check.to.fact(test.fact, check.place, check.field + ".fact");
  if (found == nullptr) return;
  const std::string field = check.field + ".is";
  if (is_no(test.value)) {
    if (found->no_is_answer) return;
    check.to.add(ErrorCode::inconsistent, check.place, field, "no",
                 "`no` is no answer to " + found->id);
    return;
  }
  switch (found->kind) {
    case FactKind::choice:
    case FactKind::count:
      static_cast<void>(checked_bound(test.value, *found, 0, check, field));
      return;
    case FactKind::checklist:
    case FactKind::date:
      check.to.add(ErrorCode::wrong_type, check.place, field, test.fact,
                   "of a checklist or date, `is` takes \"no\" alone");
      return;
  }
}

ConditionTable compile_test(const FactIs& test, const NameResolver& names) {
  if (is_no(test.value)) {
    // No given answer is from 1 to 0.
    ConditionTable none;
    none.test = ConditionTable::Test::level;
    none.fact = names.fact(test.fact);
    none.bound = 1;
    none.to = 0;
    none.no_meets = true;
    return none;
  }
  ConditionTable table = bound_table(test.fact, test.value, names);
  table.to = table.bound;
  table.no_meets = table.test != ConditionTable::Test::level && table.bound == 0;
  return table;
}

std::string_view fact_of(const FactIs& test) noexcept { return test.fact; }

bool is_about_age(const FactIs& /*test*/) noexcept { return false; }

}  // namespace waitlist
