#include "simulation/varied_area.h"

#include "base/fault_list.h"
#include "simulation/area_tally.h"
#include "simulation/report_groups.h"

#include <algorithm>
#include <bit>

namespace waitlist {
namespace {

/// The lists as a variant sees them.
AreaLists lists_in(const AreaLists& lists, std::size_t variant) {
  AreaLists own{lists.start, lists.recorded, lists.roster};
  own.outcomes = lists.outcomes;
  if (variant < lists.variant_rosters.size() && lists.variant_rosters[variant]) {
    own.roster = lists.variant_rosters[variant];
  }
  return own;
}

void add_faults(Errors found, const std::string& where, Errors& errors) {
  for (Error& error : found) {
    error.reason = where + ": " + error.reason;
    errors.push_back(std::move(error));
  }
}

void check_attribution(const AreaScenario& scenario,
                       const AreaLists& lists,
                       std::span<const CompiledPolicy> policies,
                       Errors& errors) {
  const Attribution& asked = *scenario.attribution;
  const auto add = [&errors](std::string field, std::string_view found, std::string reason) {
    errors.push_back({ErrorCode::inconsistent, "scenario", 0, 0, std::move(field), clipped(found),
                      std::move(reason)});
  };
  const std::size_t causes = asked.causes.size();
  if (causes == 0 || causes > Attribution::kCausesMost ||
      asked.settings.size() + 1 != std::size_t{1} << causes) {
    add("attribution.cause", std::to_string(causes),
        "1 to 6 causes, and a setting for every set of them but that of all");
    return;
  }
  const auto known =
      area_measures(scenario, lists.roster.has_value(), policies.front().delay_marks());
  for (const std::string& id : asked.measures) {
    const bool compares = id == "shorter" || id == "longer" || id.starts_with("wait_gap");
    if (std::ranges::count(known, id, &Measure::id) > 0 && !compares) continue;
    std::vector<std::string> ids;
    ids.reserve(known.size());
    for (const Measure& one : known) ids.push_back(one.id);
    add("attribution.measures", id,
        "write a measure of all cases, as docs/reference/simulation-output.md names them" +
            did_you_mean(id, ids));
  }
  if (asked.measures.empty()) add("attribution.measures", "", "name at least one measure");
  for (std::size_t set = 0; set < asked.settings.size(); ++set) {
    const auto away = causes - static_cast<std::size_t>(std::popcount(set));
    if (away != 1 && away != causes) continue;
    add_faults(area_faults(as_in(scenario, asked.settings[set]), lists, policies),
               away == 1 ? "without one of the causes" : "without any of the causes", errors);
  }
}

}  // namespace

AreaScenario as_in(const AreaScenario& scenario, const AreaVariant& variant) {
  AreaScenario changed = scenario;
  changed.mixes = variant.mixes;
  changed.streams = variant.streams;
  changed.work = variant.work;
  changed.practitioners = variant.practitioners;
  changed.areas = reported_areas(scenario);
  changed.variants.clear();
  changed.attribution.reset();
  changed.target.reset();
  return changed;
}

Errors variant_faults(const AreaScenario& scenario,
                      const AreaLists& lists,
                      std::span<const CompiledPolicy> policies) {
  Errors errors;
  for (std::size_t i = 0; i < scenario.variants.size(); ++i) {
    const AreaVariant& variant = scenario.variants[i];
    add_faults(area_faults(as_in(scenario, variant), lists_in(lists, i), policies),
               "in the variant " + variant.id, errors);
    const bool from_roster = variant.practitioners.from_roster.has_value();
    if (from_roster == scenario.practitioners.from_roster.has_value()) continue;
    errors.push_back({ErrorCode::inconsistent, "scenario", variant.place.line, variant.place.column,
                      "variant.practitioners", variant.id, "a roster in all variants, or in none"});
  }
  if (const std::size_t areas = reported_areas(scenario).size(); areas > kAreasMost) {
    errors.push_back({ErrorCode::too_large, "scenario", 0, 0, "arrivals",
                      std::to_string(areas) + " areas",
                      "at most 16 areas in the scenario and its variants together"});
  }
  if (scenario.attribution) check_attribution(scenario, lists, policies, errors);
  return first_faults(std::move(errors));
}

VariedArea::VariedArea(const AreaScenario& scenario,
                       const AreaLists& lists,
                       std::span<const CompiledPolicy> policies)
    : as_it_stands_{scenario, lists, policies} {
  for (std::size_t i = 0; i < scenario.variants.size(); ++i) {
    const AreaScenario& own = scenarios_.emplace_back(as_in(scenario, scenario.variants[i]));
    variants_.emplace_back(own, lists_.emplace_back(lists_in(lists, i)), policies);
  }
  if (!scenario.attribution) return;
  for (const AreaVariant& setting : scenario.attribution->settings) {
    settings_.emplace_back(scenarios_.emplace_back(as_in(scenario, setting)), lists, policies);
  }
}

}  // namespace waitlist
