#include <waitlist/report/simulation_report.h>

#include "base/csv_text.h"
#include "report/simulation_words.h"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <iterator>
#include <string>
#include <vector>

namespace waitlist {

std::string render_repetitions_csv(const SimulationResult& result) {
  std::string text = "repetition,variant,policy,group,measure,value\n";
  if (result.policies.empty()) return text;
  std::vector<std::string> areas{""};
  for (const VariantOutcome& variant : result.variants) areas.push_back(variant.id);
  std::vector<std::string> policies(result.policies.size());
  for (std::size_t i = 0; i < policies.size(); ++i) {
    append_csv_cell(policies[i], policy_label(result, i));
  }
  const std::vector<GroupOutcome>& groups = result.policies.front().groups;
  for (std::size_t number = 0; number < result.repetitions.size(); ++number) {
    auto value = result.repetitions[number].begin();
    for (const std::string& area : areas) {
      for (const std::string& policy : policies) {
        for (const GroupOutcome& group : groups) {
          for (const Measure& measure : result.measures) {
            fmt::format_to(std::back_inserter(text), "{},{},{},{},{},", number + 1, area, policy,
                           group.id, measure.id);
            // The shortest decimals that give back the same number.
            if (!std::isnan(*value)) fmt::format_to(std::back_inserter(text), "{}", *value);
            text += '\n';
            ++value;
          }
        }
      }
    }
  }
  return text;
}

}  // namespace waitlist
