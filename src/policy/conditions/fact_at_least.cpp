#include "cases/number_words.h"
#include "policy/conditions/condition_kind.h"

namespace waitlist {

void check_test(const FactAtLeast& test, const ConditionCheck& check) {
  FaultCollector& to = check.to;
  const FactDefinition* found = to.fact(test.fact, check.place, check.field + ".fact");
  if (found == nullptr) return;
  const std::string field = check.field + ".at_least";
  const auto* level = std::get_if<std::string>(&test.bound);
  const Decimal number = level != nullptr ? Decimal{} : std::get<Decimal>(test.bound);
  switch (found->kind) {
    case FactKind::choice:
      if (level == nullptr) {
        to.add(ErrorCode::wrong_type, check.place, field, number.text(),
               "a choice is compared with a level, in quotes");
      } else if (!find_level(*found, *level)) {
        to.add(ErrorCode::unknown_reference, check.place, field, *level,
               "not a level of " + found->id + did_you_mean(*level, ids_of(found->levels)));
      }
      return;
    case FactKind::count:
    case FactKind::checklist: {
      const std::int64_t most = found->kind == FactKind::count
                                    ? found->count_max
                                    : static_cast<std::int64_t>(found->levels.size());
      if (level != nullptr) {
        to.add(ErrorCode::wrong_type, check.place, field, *level,
               "a count or checklist is compared with a number");
        return;
      }
      const auto units = number_of(*found, number);
      if (!units) {
        to.add(ErrorCode::not_exact, check.place, field, number.text(), more_decimals(*found));
      } else if (*units < 1 || *units > most) {
        to.add(ErrorCode::out_of_range, check.place, field, number.text(),
               number_text(*found, 1) + " to " + number_text(*found, most));
      }
      return;
    }
    case FactKind::date:
      to.add(ErrorCode::wrong_type, check.place, check.field, test.fact,
             "a date is tested with `within_days`");
      return;
  }
}

ConditionTable compile_test(const FactAtLeast& test, const NameResolver& names) {
  using Test = ConditionTable::Test;
  const FactIndex of = names.fact(test.fact);
  if (const auto* id = std::get_if<std::string>(&test.bound)) {
    return {Test::level, of, std::int64_t{names.level(of, *id)}, 0};
  }
  const FactDefinition& fact = names.schema().fact(of);
  return {fact.kind == FactKind::count ? Test::number : Test::marker_count, of,
          number_of(fact, std::get<Decimal>(test.bound)).value_or(0), 0};
}

std::string_view fact_of(const FactAtLeast& test) noexcept { return test.fact; }

bool is_about_age(const FactAtLeast& /*test*/) noexcept { return false; }

}  // namespace waitlist
