// Collects the faults of a policy: the names that rules may refer to, and where each rule stands.
#pragma once

#include <waitlist/base/error.h>
#include <waitlist/cases/fact_schema.h>
#include <waitlist/policy/policy.h>

#include "base/fault_list.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// The rule that a condition stands on. Not every condition can stand on each.
enum class WhenOf : std::uint8_t { criterion, age_row, slack_row, floor, ceiling, faster };

class FaultCollector {
 public:
  FaultCollector(const Policy& policy, const FactSchema& schema, std::string source);

  void add(ErrorCode code,
           TextPlace place,
           std::string field,
           std::string_view found,
           std::string reason);

  /// Points of a rule that may not be negative.
  void check_points(Points points, TextPlace place, const std::string& field);
  void check_group(const std::string& group, TextPlace place, const std::string& field);
  void check_band(const std::string& band, TextPlace place, const std::string& field);
  void check_origin(const Origin& origin, TextPlace place, const std::string& field);
  /// Of a rule that may do without one: an empty one is no fault.
  void check_conditions(const When& when, const std::string& field, WhenOf rule);
  /// Of a rule that needs one.
  void check_when(const When& when, TextPlace place, const std::string& field, WhenOf rule);
  /// The fact of this id; null after reporting that there is none or that it is for monitoring
  /// only.
  const FactDefinition* fact(const std::string& id, TextPlace place, const std::string& field);

  [[nodiscard]] const Policy& policy() const noexcept { return policy_; }

  [[nodiscard]] const FactSchema& schema() const noexcept { return schema_; }

  [[nodiscard]] Errors take() { return std::move(errors_); }

 private:
  /// did_you_mean() of a fault that is kept.
  [[nodiscard]] std::string near(std::string_view word,
                                 const std::vector<std::string>& known) const;

  const Policy& policy_;
  const FactSchema& schema_;
  std::string source_;
  Errors errors_;
};

/// `band[2]` for the second band.
[[nodiscard]] std::string numbered(std::string_view name, std::size_t index);

template <class Rules>
[[nodiscard]] std::vector<std::string> ids_of(const Rules& rules) {
  std::vector<std::string> ids;
  ids.reserve(rules.size());
  for (const auto& rule : rules) ids.push_back(rule.id);
  return ids;
}

/// 1 to 64 letters, digits, `_`, `.` and `-`.
[[nodiscard]] bool is_policy_id(std::string_view id);

}  // namespace waitlist
