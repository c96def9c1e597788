#include "support/slow_conditions.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace waitlist::slow_oracle {
namespace {

/// Everything that a known answer can be compared by: levels from 1 on, so that `no` stands below.
Decimal position(const AskedAnswer& asked) {
  if (asked.answer.state() == AnswerState::no) return 0;
  if (asked.fact.kind == FactKind::checklist) return asked.answer.marker_count();
  if (asked.fact.kind == FactKind::choice) return std::int64_t{asked.answer.value()} + 1;
  return Decimal::of_units(asked.answer.value(), asked.fact.decimals);
}

Decimal position(const AskedAnswer& asked, const ConditionBound& bound) {
  const auto* level = std::get_if<std::string>(&bound);
  if (level == nullptr) return std::get<Decimal>(bound);
  return *level == "no" ? std::int64_t{0} : std::int64_t{*find_level(asked.fact, *level)} + 1;
}

/// Of a given date: the end is not after the day on which so much time is completed.
bool within(const AskedAnswer& asked, std::int64_t number, DateUnit unit, MeasuredTo measured) {
  const Day end = measured == MeasuredTo::as_of ? asked.as_of : asked.listed_on;
  if (unit == DateUnit::days) return asked.answer.day() + Days{number} >= end;
  const std::int64_t months = unit == DateUnit::years ? 12 * number : number;
  // The day before, fewer than that were completed still.
  return asked.answer.day() >= end ||
         completed_months(asked.answer.day(), end - Days{1}).count() < months;
}

bool known_meets(const Condition& condition, const AskedAnswer& asked) {
  const bool given = asked.answer.state() == AnswerState::given;
  if (const auto* test = std::get_if<FactAtLeast>(&condition.test)) {
    return position(asked) >= position(asked, test->bound);
  }
  if (const auto* test = std::get_if<FactAtMost>(&condition.test)) {
    return position(asked) <= position(asked, test->bound);
  }
  if (const auto* test = std::get_if<FactBetween>(&condition.test)) {
    return position(asked) >= position(asked, test->from) &&
           position(asked) <= position(asked, test->to);
  }
  if (const auto* test = std::get_if<FactIs>(&condition.test)) {
    if (test->value == ConditionBound{"no"}) return asked.answer.state() == AnswerState::no;
    return position(asked) == position(asked, test->value);
  }
  if (!given) return false;
  if (const auto* test = std::get_if<FactWithin>(&condition.test)) {
    return within(asked, test->days.count(), DateUnit::days, test->measured);
  }
  if (const auto* test = std::get_if<FactWithinMonths>(&condition.test)) {
    return within(asked, test->number, test->unit, test->measured);
  }
  if (const auto* test = std::get_if<FactOlder>(&condition.test)) {
    return !within(asked, test->number, test->unit, test->measured);
  }
  const auto& any_of = std::get<FactAnyOf>(condition.test);
  return std::ranges::any_of(any_of.markers, [&](const std::string& id) {
    const std::uint32_t place = *find_level(asked.fact, id);
    return asked.fact.kind == FactKind::choice ? asked.answer.value() == place
                                               : (asked.answer.value() >> place) % 2 == 1;
  });
}

}  // namespace

std::string fact_of(const Condition& condition) {
  const auto fact = [](const auto& test) -> std::string {
    if constexpr (requires { test.fact; }) return test.fact;
    return {};
  };
  return std::visit(fact, condition.test);
}

bool plain_fact_holds(const Condition& condition, const AskedAnswer& asked, Reading reading) {
  if (std::holds_alternative<FactIsUnknown>(condition.test)) {
    return !asked.answer.known() && reading != Reading::least;
  }
  if (!asked.answer.known()) return reading == Reading::most;
  if (asked.stale && reading != Reading::used) return reading == Reading::most;
  return known_meets(condition, asked);
}

}  // namespace waitlist::slow_oracle
