#include "report/html/simulated_policies.h"

#include "report/simulation_words.h"

namespace waitlist::html {

std::string policy_name(const SimulationResult& result, std::size_t policy) {
  return std::to_string(policy + 1) + ' ' + result.policies[policy].policy.id;
}

std::vector<DataColumn> policy_columns(const SimulationResult& result, std::string_view first) {
  std::vector<DataColumn> columns{{std::string{first}, CellKind::words}};
  for (std::size_t i = 0; i < result.policies.size(); ++i) {
    columns.push_back({policy_name(result, i), CellKind::number});
  }
  return columns;
}

const std::vector<GroupOutcome>& groups_of(const SimulationResult& result) {
  static const std::vector<GroupOutcome> none;
  return result.policies.empty() ? none : result.policies.front().groups;
}

std::vector<std::size_t> asked_first(const SimulationResult& result) {
  std::vector<std::size_t> measures;
  if (groups_of(result).empty()) return measures;
  const auto mean = place_of(result, "wait_mean");
  if (mean) measures.push_back(*mean);
  for (const KeyMeasure& key : key_measures(result, groups_of(result).front())) {
    const std::string& id = result.measures[key.measure].id;
    if (id != "shorter" && id != "longer") measures.push_back(key.measure);
  }
  return measures;
}

bool has_cases(const SimulationResult& result, const GroupOutcome& group) {
  const auto cases = place_of(result, "cases");
  return !cases || group.figures[*cases].value.mean > 0.0;
}

}  // namespace waitlist::html
