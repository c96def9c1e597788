#include "support/small_conditions.h"

#include "support/small_draws.h"

#include <variant>
#include <vector>

namespace waitlist::small_world {

std::string random_band(const Policy& policy) {
  const auto last = static_cast<std::int64_t>(policy.bands.size()) - 1;
  return policy.bands[static_cast<std::size_t>(draw(0, last))].id;
}

/// Rules that a date leaves behind as time passes are not monotone.
MeasuredTo random_measure(PolicyShape shape) {
  const bool today = shape == PolicyShape::anything && chance(40);
  return today ? MeasuredTo::as_of : MeasuredTo::listed;
}

namespace {

ConditionBound random_level() {
  return schema().fact(kHarm).levels[static_cast<std::size_t>(draw(0, 3))].id;
}

FactBetween random_between() {
  switch (draw(0, 2)) {
    case 0: {
      const auto from = static_cast<std::size_t>(draw(0, 3));
      const auto to = static_cast<std::size_t>(draw(static_cast<std::int64_t>(from), 3));
      const auto& levels = schema().fact(kHarm).levels;
      return {"harm", levels[from].id, levels[to].id};
    }
    case 1: {
      const std::int64_t from = draw(0, 10);
      return {"police", from, from + draw(0, 250)};
    }
    default: {
      const std::int64_t from = draw(0, 3);
      return {"worries", from, draw(from, 5)};
    }
  }
}

FactIs random_is() {
  if (chance(30)) {
    return {schema().fact(static_cast<FactIndex>(draw(0, kFacts - 2))).id, std::string{"no"}};
  }
  if (chance(50)) return {"harm", random_level()};
  return {"police", draw(0, 20)};
}

/// Conditions that worse answers need not meet.
Condition random_free_condition() {
  const auto unit = static_cast<DateUnit>(draw(0, 2));
  const std::int64_t number = unit == DateUnit::days     ? rule_days(0, 400)
                              : unit == DateUnit::months ? draw(0, 14)
                                                         : draw(0, 2);
  const MeasuredTo measured = random_measure(PolicyShape::anything);
  switch (draw(0, 8)) {
    case 0: return {FactAtMost{"harm", random_level()}};
    case 1: return {FactAtMost{"police", draw(0, 20)}};
    case 2: return {FactAtMost{"worries", draw(0, 5)}};
    case 3: return {random_between()};
    case 4: return {random_is()};
    case 5: return {FactAnyOf{"harm", {"low", "high"}}};
    case 6: return {FactOlder{"heard_on", number, unit, measured}};
    case 7:
      if (unit == DateUnit::days) return {FactWithin{"heard_on", Days{number}, measured}};
      return {FactWithinMonths{"heard_on", number, unit, measured}};
    default: return {FactIsUnknown{schema().fact(static_cast<FactIndex>(draw(0, kFacts - 2))).id}};
  }
}

Condition random_plain_condition(const Policy& policy, bool in_waiting, PolicyShape shape) {
  switch (draw(0, in_waiting ? 7 : 6)) {
    case 0: {
      const auto& level = schema().fact(kHarm).levels[static_cast<std::size_t>(draw(0, 3))];
      return {FactAtLeast{"harm", level.id}, {}};
    }
    case 1: return {FactAtLeast{"police", chance(20) ? draw(250, 254) : draw(1, 20)}, {}};
    case 2: return {FactAtLeast{"worries", draw(1, 5)}, {}};
    case 3: return {FactAnyOf{"worries", {"b", "d"}}, {}};
    case 4: return {FactWithin{"heard_on", Days{rule_days(0, 400)}, random_measure(shape)}, {}};
    case 5: return {YoungestUnder{Months{draw(1, 120)}}, {}};
    case 6: return {FactAtLeast{"blood", Decimal::of_units(draw(1, 25), 1)}, {}};
    default: return {BandAtLeast{random_band(policy)}, {}};
  }
}

Condition random_condition(const Policy& policy, bool in_waiting, PolicyShape shape) {
  const bool free = shape == PolicyShape::anything;
  Condition condition = free && chance(40) ? random_free_condition()
                                           : random_plain_condition(policy, in_waiting, shape);
  condition.negated = free && chance(20);
  return condition;
}

}  // namespace

When random_when(const Policy& policy, bool in_waiting, PolicyShape shape) {
  When when;
  for (std::int64_t i = draw(0, 2); i > 0; --i) {
    when.all.push_back(random_condition(policy, in_waiting, shape));
  }
  for (std::int64_t i = draw(when.all.empty() ? 1 : 0, 2); i > 0; --i) {
    when.any.push_back(random_condition(policy, in_waiting, shape));
  }
  return when;
}

When random_ceiling_when(const Policy& policy) {
  When when = random_when(policy, false, PolicyShape::anything);
  for (std::vector<Condition>* part : {&when.all, &when.any}) {
    for (Condition& one : *part) {
      if (std::holds_alternative<FactIsUnknown>(one.test)) one.negated = true;
    }
  }
  return when;
}

When random_facts_when(const Policy& policy) {
  const auto is_of_unit = [](const Condition& condition) {
    return std::holds_alternative<YoungestUnder>(condition.test);
  };
  When when = random_when(policy, false, PolicyShape::anything);
  std::erase_if(when.all, is_of_unit);
  std::erase_if(when.any, is_of_unit);
  if (when.empty()) when.all = {{FactAtLeast{"harm", "some"}}};
  return when;
}

}  // namespace waitlist::small_world
