#include "policy/fault_collector.h"

#include <waitlist/base/limits.h>

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

template <class Rules>
std::vector<std::string> ids_of(const Rules& rules) {
  std::vector<std::string> ids;
  ids.reserve(rules.size());
  for (const auto& rule : rules) ids.push_back(rule.id);
  return ids;
}

std::vector<std::string> level_ids(const FactDefinition& fact) { return ids_of(fact.levels); }

}  // namespace

std::string numbered(std::string_view name, std::size_t index) {
  return std::string{name} + '[' + std::to_string(index + 1) + ']';
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
  const std::string near = nearest_name(word, known);
  return near.empty() ? std::string{} : "; did you mean \"" + near + "\"?";
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

void FaultCollector::check_points(Points points, TextPlace place, const std::string& field) {
  if (points.count() < 0 || points.count() > limits::kPointsMax) {
    add(ErrorCode::out_of_range, place, field, std::to_string(points.count() / 1000),
        "points are 0 to 1000000");
  }
}

void FaultCollector::check_group(const std::string& group,
                                 TextPlace place,
                                 const std::string& field) {
  const auto ids = ids_of(policy_.groups);
  if (std::ranges::count(ids, group) != 0) return;
  add(ErrorCode::unknown_reference, place, field, group,
      "no [[group]] has this id" + did_you_mean(group, ids));
}

void FaultCollector::check_band(const std::string& band,
                                TextPlace place,
                                const std::string& field) {
  const auto ids = ids_of(policy_.bands);
  if (std::ranges::count(ids, band) != 0) return;
  add(ErrorCode::unknown_reference, place, field, band,
      "no [[band]] has this id" + did_you_mean(band, ids));
}

void FaultCollector::check_origin(const Origin& origin, TextPlace place, const std::string& field) {
  std::vector<std::string> keys;
  for (const PolicySource& source : policy_.sources) keys.push_back(source.key);
  for (const std::string& key : origin.sources) {
    if (std::ranges::count(keys, key) != 0) continue;
    add(ErrorCode::unknown_reference, place, field + ".sources", key,
        "no [[source]] has this key" + did_you_mean(key, keys));
  }
}

const FactDefinition* FaultCollector::fact(const std::string& id,
                                           TextPlace place,
                                           const std::string& field) {
  const auto index = schema_.find(id);
  if (!index) {
    add(ErrorCode::unknown_reference, place, field, id,
        "the fact schema " + schema_.id() + " has no such fact" +
            did_you_mean(id, ids_of(schema_.facts())));
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

void FaultCollector::check_when(const When& when,
                                TextPlace place,
                                const std::string& field,
                                bool in_waiting) {
  if (when.all.empty() && when.any.empty()) {
    add(ErrorCode::missing_value, place, field, "",
        "needs at least one condition in `all` or `any`");
  }
  for (const auto& [conditions, name] : {std::pair{&when.all, ".all"}, {&when.any, ".any"}}) {
    for (std::size_t i = 0; i < conditions->size(); ++i) {
      check_condition((*conditions)[i], field + name + '[' + std::to_string(i + 1) + ']',
                      in_waiting);
    }
  }
}

void FaultCollector::check_condition(const Condition& condition,
                                     const std::string& field,
                                     bool in_waiting) {
  const TextPlace place = condition.place;
  if (const auto* at_least = std::get_if<FactAtLeast>(&condition.test)) {
    check_at_least(*at_least, place, field);
  } else if (const auto* any_of = std::get_if<FactAnyOf>(&condition.test)) {
    check_any_of(*any_of, place, field);
  } else if (const auto* within = std::get_if<FactWithin>(&condition.test)) {
    const FactDefinition* found = fact(within->fact, place, field + ".fact");
    if (found != nullptr && found->kind != FactKind::date) {
      add(ErrorCode::wrong_type, place, field, within->fact, "`within_days` is for a date");
    }
    if (within->days.count() < 0 || within->days.count() > limits::kDaysMax) {
      add(ErrorCode::out_of_range, place, field + ".within_days",
          std::to_string(within->days.count()), "a number of days, 0 or more");
    }
  } else if (const auto* youngest = std::get_if<YoungestUnder>(&condition.test)) {
    if (youngest->months.count() < 1 || youngest->months.count() > limits::kAdultMonths) {
      add(ErrorCode::out_of_range, place, field + ".youngest_under_months",
          std::to_string(youngest->months.count()), "1 to 216 months");
    }
  } else if (const auto* band = std::get_if<BandAtLeast>(&condition.test)) {
    if (!in_waiting) {
      add(ErrorCode::inconsistent, place, field + ".band", band->band,
          "a floor makes the band, so it cannot depend on it; use this in [[waiting.faster]]");
    }
    check_band(band->band, place, field + ".band");
  }
}

void FaultCollector::check_at_least(const FactAtLeast& test,
                                    TextPlace place,
                                    const std::string& field) {
  const FactDefinition* found = fact(test.fact, place, field + ".fact");
  if (found == nullptr) return;
  const auto* level = std::get_if<std::string>(&test.bound);
  const std::int64_t number = level != nullptr ? 0 : std::get<std::int64_t>(test.bound);
  switch (found->kind) {
    case FactKind::choice:
      if (level == nullptr) {
        add(ErrorCode::wrong_type, place, field + ".at_least", std::to_string(number),
            "a choice is compared with a level, in quotes");
      } else if (!find_level(*found, *level)) {
        add(ErrorCode::unknown_reference, place, field + ".at_least", *level,
            "not a level of " + found->id + did_you_mean(*level, level_ids(*found)));
      }
      return;
    case FactKind::count:
    case FactKind::checklist: {
      const std::int64_t most = found->kind == FactKind::count
                                    ? found->count_max
                                    : static_cast<std::int64_t>(found->levels.size());
      if (level != nullptr) {
        add(ErrorCode::wrong_type, place, field + ".at_least", *level,
            "a count or checklist is compared with a whole number");
      } else if (number < 1 || number > most) {
        add(ErrorCode::out_of_range, place, field + ".at_least", std::to_string(number),
            "1 to " + std::to_string(most));
      }
      return;
    }
    case FactKind::date:
      add(ErrorCode::wrong_type, place, field, test.fact, "a date is tested with `within_days`");
      return;
  }
}

void FaultCollector::check_any_of(const FactAnyOf& test,
                                  TextPlace place,
                                  const std::string& field) {
  const FactDefinition* found = fact(test.fact, place, field + ".fact");
  if (found == nullptr) return;
  if (found->kind != FactKind::checklist) {
    add(ErrorCode::wrong_type, place, field, test.fact, "`any_of` is for a checklist");
    return;
  }
  if (test.markers.empty()) {
    add(ErrorCode::missing_value, place, field + ".any_of", "", "name at least one marker");
  }
  for (const std::string& marker : test.markers) {
    if (find_level(*found, marker)) continue;
    add(ErrorCode::unknown_reference, place, field + ".any_of", marker,
        "not a marker of " + found->id + did_you_mean(marker, level_ids(*found)));
  }
}

}  // namespace waitlist
