#include "policy/fault_collector.h"

#include <waitlist/base/limits.h>

#include "base/points_text.h"
#include "policy/conditions/condition_kind.h"

#include <algorithm>
#include <utility>

namespace waitlist {
std::string numbered(std::string_view name, std::size_t index) {
  return std::string{name} + '[' + std::to_string(index + 1) + ']';
}

bool is_policy_id(std::string_view id) {
  constexpr std::size_t kIdBytesMax = 64;
  return !id.empty() && id.size() <= kIdBytesMax && std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
  });
}

FaultCollector::FaultCollector(const Policy& policy, const FactSchema& schema, std::string source)
    : policy_{policy}, schema_{schema}, source_{std::move(source)} {}

void FaultCollector::add(ErrorCode code,
                         TextPlace place,
                         std::string field,
                         std::string_view found,
                         std::string reason) {
  if (errors_.size() >= limits::kErrorsMax) return;
  errors_.push_back({code, source_, place.line, place.column, std::move(field), clipped(found),
                     std::move(reason)});
}

std::string FaultCollector::near(std::string_view word,
                                 const std::vector<std::string>& known) const {
  // Past the limit a fault is not kept, and what it says not worth the search.
  return errors_.size() < limits::kErrorsMax ? did_you_mean(word, known) : std::string{};
}

void FaultCollector::check_points(Points points, TextPlace place, const std::string& field) {
  if (points.count() < 0 || points.count() > limits::kPointsMax) {
    std::string found;
    append_points(found, points);
    add(ErrorCode::out_of_range, place, field, found, "points are 0 to 1000000");
  }
}

void FaultCollector::check_group(const std::string& group,
                                 TextPlace place,
                                 const std::string& field) {
  const auto ids = ids_of(policy_.groups);
  if (std::ranges::count(ids, group) != 0) return;
  add(ErrorCode::unknown_reference, place, field, group,
      "no [[group]] has this id" + near(group, ids));
}

void FaultCollector::check_band(const std::string& band,
                                TextPlace place,
                                const std::string& field) {
  const auto ids = ids_of(policy_.bands);
  if (std::ranges::count(ids, band) != 0) return;
  add(ErrorCode::unknown_reference, place, field, band,
      "no [[band]] has this id" + near(band, ids));
}

void FaultCollector::check_origin(const Origin& origin, TextPlace place, const std::string& field) {
  std::vector<std::string> keys;
  for (const PolicySource& source : policy_.sources) keys.push_back(source.key);
  for (const std::string& key : origin.sources) {
    if (std::ranges::count(keys, key) != 0) continue;
    add(ErrorCode::unknown_reference, place, field + ".sources", key,
        "no [[source]] has this key" + near(key, keys));
  }
}

const FactDefinition* FaultCollector::fact(const std::string& id,
                                           TextPlace place,
                                           const std::string& field) {
  const auto index = schema_.find(id);
  if (!index) {
    add(ErrorCode::unknown_reference, place, field, id,
        "the fact schema " + schema_.id() + " has no such fact" +
            near(id, ids_of(schema_.facts())));
    return nullptr;
  }
  const FactDefinition& found = schema_.fact(*index);
  if (found.monitoring_only) {
    add(ErrorCode::monitoring_only, place, field, id,
        "this fact is recorded for equality monitoring and must not decide anybody's place");
    return nullptr;
  }
  return &found;
}

void FaultCollector::check_conditions(const When& when, const std::string& field, WhenOf rule) {
  for (const auto& [conditions, name] : {std::pair{&when.all, ".all"}, {&when.any, ".any"}}) {
    for (std::size_t i = 0; i < conditions->size(); ++i) {
      const Condition& condition = (*conditions)[i];
      const ConditionCheck check{*this, condition.place, numbered(field + name, i), rule,
                                 condition.negated};
      std::visit([&check](const auto& test) { check_test(test, check); }, condition.test);
    }
  }
}

void FaultCollector::check_when(const When& when,
                                TextPlace place,
                                const std::string& field,
                                WhenOf rule) {
  if (when.empty()) {
    add(ErrorCode::missing_value, place, field, "",
        "needs at least one condition in `all` or `any`");
  }
  check_conditions(when, field, rule);
}

}  // namespace waitlist
