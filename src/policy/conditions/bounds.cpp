#include "policy/conditions/bounds.h"

#include <waitlist/base/limits.h>

#include "cases/number_words.h"

namespace waitlist {
namespace {

std::int64_t most_of(DateUnit unit) noexcept {
  switch (unit) {
    case DateUnit::days: return limits::kDaysMax;
    case DateUnit::months: return limits::kMonthsMax;
    case DateUnit::years: return limits::kYearsMax;
  }
  return 0;
}

}  // namespace

std::optional<std::int64_t> checked_bound(const ConditionBound& bound,
                                          const FactDefinition& fact,
                                          std::int64_t least,
                                          const ConditionCheck& check,
                                          const std::string& field) {
  FaultCollector& to = check.to;
  const auto* level = std::get_if<std::string>(&bound);
  const Decimal number = level != nullptr ? Decimal{} : std::get<Decimal>(bound);
  if (fact.kind == FactKind::choice) {
    if (level == nullptr) {
      to.add(ErrorCode::wrong_type, check.place, field, number.text(),
             "a choice is compared with a level, in quotes");
      return std::nullopt;
    }
    const auto place = find_level(fact, *level);
    if (place) return *place;
    to.add(ErrorCode::unknown_reference, check.place, field, *level,
           "not a level of " + fact.id + did_you_mean(*level, ids_of(fact.levels)));
    return std::nullopt;
  }
  const std::int64_t most =
      fact.kind == FactKind::count ? fact.count_max : static_cast<std::int64_t>(fact.levels.size());
  if (level != nullptr) {
    to.add(ErrorCode::wrong_type, check.place, field, *level,
           "a count or checklist is compared with a number");
    return std::nullopt;
  }
  const auto units = number_of(fact, number);
  if (!units) {
    to.add(ErrorCode::not_exact, check.place, field, number.text(), more_decimals(fact));
    return std::nullopt;
  }
  if (*units >= least && *units <= most) return units;
  to.add(ErrorCode::out_of_range, check.place, field, number.text(),
         number_text(fact, least) + " to " + number_text(fact, most));
  return std::nullopt;
}

void check_span(const std::string& fact,
                std::int64_t number,
                DateUnit unit,
                const std::string& key,
                const ConditionCheck& check) {
  FaultCollector& to = check.to;
  const FactDefinition* found = to.fact(fact, check.place, check.field + ".fact");
  if (found != nullptr && found->kind != FactKind::date) {
    to.add(ErrorCode::wrong_type, check.place, check.field, fact, '`' + key + "` is for a date");
  }
  if (number < 0 || number > most_of(unit)) {
    to.add(ErrorCode::out_of_range, check.place, check.field + '.' + key, std::to_string(number),
           std::string{to_text(unit)} + ", 0 to " + std::to_string(most_of(unit)));
  }
}

ConditionTable bound_table(const std::string& fact,
                           const ConditionBound& bound,
                           const NameResolver& names) {
  using Test = ConditionTable::Test;
  ConditionTable table;
  table.fact = names.fact(fact);
  if (const auto* id = std::get_if<std::string>(&bound)) {
    table.test = Test::level;
    table.bound = names.level(table.fact, *id);
    return table;
  }
  const FactDefinition& definition = names.schema().fact(table.fact);
  table.test = definition.kind == FactKind::count ? Test::number : Test::marker_count;
  table.bound = number_of(definition, std::get<Decimal>(bound)).value_or(0);
  return table;
}

ConditionTable span_table(const std::string& fact,
                          std::int64_t number,
                          DateUnit unit,
                          MeasuredTo measured,
                          const NameResolver& names) {
  ConditionTable table;
  table.test =
      unit == DateUnit::days ? ConditionTable::Test::within : ConditionTable::Test::within_months;
  table.fact = names.fact(fact);
  table.bound = unit == DateUnit::years ? number * 12 : number;
  table.to_as_of = measured == MeasuredTo::as_of;
  return table;
}

}  // namespace waitlist
