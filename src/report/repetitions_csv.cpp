#include <waitlist/report/simulation_report.h>

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace waitlist {

std::string render_repetitions_csv(const SimulationResult& result) {
  std::string text = "repetition,variant,policy,group,measure,value\n";
  if (result.policies.empty()) return text;
  std::vector<std::string> areas{""};
  for (const VariantOutcome& variant : result.variants) areas.push_back(variant.id);
  const std::vector<GroupOutcome>& groups = result.policies.front().groups;
  for (std::size_t number = 0; number < result.repetitions.size(); ++number) {
    auto value = result.repetitions[number].begin();
    for (const std::string& area : areas) {
      for (const PolicyOutcome& outcome : result.policies) {
        for (const GroupOutcome& group : groups) {
          for (const Measure& measure : result.measures) {
            fmt::format_to(std::back_inserter(text), "{},{},{},{},{},", number + 1, area,
                           outcome.policy.id, group.id, measure.id);
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
