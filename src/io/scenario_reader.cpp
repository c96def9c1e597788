#include <waitlist/io/scenario_reader.h>

#include "base/fault_list.h"
#include "io/area_scenario_reader.h"
#include "io/queue_scenario_reader.h"
#include "io/run_plan_reader.h"
#include "io/scenario_variants.h"
#include "io/toml_document.h"

#include <algorithm>

namespace waitlist {
namespace {

enum class ScenarioKind : std::uint8_t { unreadable, queue, service_area };

std::string_view to_text(ScenarioKind kind) noexcept {
  switch (kind) {
    case ScenarioKind::unreadable: return "";
    case ScenarioKind::queue: return "queue";
    case ScenarioKind::service_area: return "service_area";
  }
  return "";
}

}  // namespace

Result<std::vector<std::string>> policies_named_by(std::string_view scenario_toml,
                                                   const std::string& source) {
  TomlFaults faults{source};
  const auto document = parse_toml(scenario_toml, faults);
  if (!document) return failed(first_faults(faults.take()));
  TomlTable root{*document, "", faults};
  std::vector<std::string> policies = root.texts("policies");
  if (policies.empty()) {
    root.fault(ErrorCode::missing_value, "policies", "", "name at least one policy file");
  }
  if (!faults.empty()) return failed(first_faults(faults.take()));
  return policies;
}

Result<Scenario> read_scenario(std::string_view toml,
                               const FactSchema& schema,
                               const std::string& source) {
  TomlFaults faults{source};
  const auto document = parse_toml(toml, faults);
  if (!document) return failed(first_faults(faults.take()));
  TomlTable root{*document, "", faults};
  Scenario scenario;
  const auto kind = root.word("kind", ScenarioKind::unreadable, Need::required);
  RunPlan plan = read_run_plan(root, toml);
  switch (kind) {
    case ScenarioKind::unreadable: break;
    case ScenarioKind::queue: scenario = read_queue_scenario(root, schema, std::move(plan)); break;
    case ScenarioKind::service_area:
      scenario = read_area_scenario(root, schema, std::move(plan));
      if (faults.empty()) read_variants(toml, schema, root, std::get<AreaScenario>(scenario));
      break;
  }
  if (!faults.empty()) return failed(first_faults(faults.take()));
  return scenario;
}

}  // namespace waitlist
