#include "policy/conditions/condition_kind.h"

namespace waitlist {

void check_test(const FactAnyOf& test, const ConditionCheck& check) {
  FaultCollector& to = check.to;
  const FactDefinition* found = to.fact(test.fact, check.place, check.field + ".fact");
  if (found == nullptr) return;
  const bool choice = found->kind == FactKind::choice;
  if (!choice && found->kind != FactKind::checklist) {
    to.add(ErrorCode::wrong_type, check.place, check.field, test.fact,
           "`any_of` is for a checklist or a choice");
    return;
  }
  const std::string field = check.field + ".any_of";
  if (test.markers.empty()) {
    to.add(ErrorCode::missing_value, check.place, field, "",
           choice ? "name at least one level" : "name at least one marker");
  }
  for (const std::string& marker : test.markers) {
    if (find_level(*found, marker)) continue;
    to.add(ErrorCode::unknown_reference, check.place, field, marker,
           (choice ? "not a level of " : "not a marker of ") + found->id +
               did_you_mean(marker, ids_of(found->levels)));
  }
}

ConditionTable compile_test(const FactAnyOf& test, const NameResolver& names) {
  const FactIndex of = names.fact(test.fact);
  std::uint32_t markers = 0;
  for (const std::string& marker : test.markers) markers |= 1U << names.level(of, marker);
  ConditionTable table;
  table.test = names.schema().fact(of).kind == FactKind::choice ? ConditionTable::Test::any_level
                                                                : ConditionTable::Test::any_marker;
  table.fact = of;
  table.markers = markers;
  return table;
}

std::string_view fact_of(const FactAnyOf& test) noexcept { return test.fact; }

bool is_about_age(const FactAnyOf& /*test*/) noexcept { return false; }

}  // namespace waitlist
