#include "support/sample_allocation.h"

#include <waitlist/io/allocation_rules_reader.h>
#include <waitlist/io/roster_reader.h>

#include "support/shipped.h"

#include <doctest/doctest.h>

#include <utility>

namespace waitlist::shipped {
namespace {

std::string sample_text(const std::string& name) {
  return text_of("examples/data/staffordshire_" + name + ".csv");
}

}  // namespace

AllocationRules sample_rules() {
  AllocationRules rules;
  WorkRules work = *read_work_csv(sample_text("work"));
  rules.needs = std::move(work.needs);
  rules.loads = std::move(work.loads);
  rules.instructions = *read_instructions_csv(sample_text("instructions"));
  return rules;
}

Roster sample_roster() { return *read_roster_csv(sample_text("roster"), sample_text("travel")); }

Practitioner practitioner(std::string id, std::uint32_t caseload) {
  Practitioner one;
  one.practitioner_id = std::move(id);
  one.caseload = caseload;
  return one;
}

Ranking first_come_order(const std::string& csv) {
  return *rank(cases(csv), policy("first_come_first_served"), as_of());
}

std::string holder(const Allocation& allocation, std::string_view case_id) {
  const auto& unit = allocation.units()[allocation.find(case_id).value()];
  if (!unit.practitioner) return "";
  return allocation.roster().practitioners()[*unit.practitioner].practitioner_id;
}

Allocation allocated(const Ranking& ranking, const Roster& roster, const AllocationRules& rules) {
  auto allocation = allocate(ranking, roster, rules);
  if (!allocation) FAIL(lines_of(allocation.error()));
  return *std::move(allocation);
}

Roster roster_of(std::vector<Practitioner> practitioners, std::vector<TravelTime> travel) {
  auto roster = Roster::make(std::move(practitioners), std::move(travel));
  if (!roster) FAIL(lines_of(roster.error()));
  return *std::move(roster);
}

const Allocation& sample_allocation() {
  static const Allocation allocation =
      allocated(ranked_sample("staffordshire_2009"), sample_roster(), sample_rules());
  return allocation;
}

}  // namespace waitlist::shipped
