#include <waitlist/equality/planned_groups.h>

#include "equality/equality_work.h"

#include <cmath>
#include <limits>
#include <utility>

namespace waitlist {
namespace {

/// Units whose first case both policies rank, and their places.
struct PlannedUnits {
  MeasuredUnits measured;  ///< of the ranking after; only its first cases are used
  std::vector<std::int64_t> before, falls;
};

PlannedUnits units_of(const PolicyPlan& plan) {
  std::vector<const PlannedCase*> of_row(plan.after.cases().size());
  for (const PlannedCase& one : plan.cases) of_row[one.after.row] = &one;
  PlannedUnits units{MeasuredUnits{plan.after}, {}, {}};
  const std::vector<CaseRow> leads = std::exchange(units.measured.leads, {});
  for (const CaseRow lead : leads) {
    const PlannedCase* const one = of_row[lead];
    if (one == nullptr) continue;
    units.measured.leads.push_back(lead);
    units.before.push_back(std::uint32_t{one->before.position});
    units.falls.push_back(one->falls_by());
  }
  return units;
}

/// Means of a group and of the rest.
PlannedGroup moved(const PlannedUnits& units, const FactWork& work, std::size_t group) {
  std::int64_t before = 0;
  std::int64_t falls = 0;
  std::int64_t others = 0;
  for (std::size_t unit = 0; unit < units.falls.size(); ++unit) {
    const bool in_group = work.labels.of_unit[unit] == group;
    before += in_group ? units.before[unit] : 0;
    (in_group ? falls : others) += units.falls[unit];
  }
  const auto size = static_cast<double>(work.size(group));
  const double rest = static_cast<double>(units.falls.size()) - size;
  PlannedGroup found;
  found.group = group;
  found.before = static_cast<double>(before) / size;
  found.falls_by = static_cast<double>(falls) / size;
  found.after = static_cast<double>(before + falls) / size;
  found.rest = static_cast<double>(others) / rest;
  found.gap = found.falls_by - found.rest;
  found.told_apart_above = std::numeric_limits<double>::infinity();
  return found;
}

/// What is compared, and with which row of which fact.
struct GroupsToTest {
  DealtList list;
  std::vector<ComparedGroup> compared;
  std::vector<PlannedGroup*> found;
};

void test_moves(GroupsToTest& asked, PlannedGroups& report) {
  const FamilyTest test = test_family(asked.list, asked.compared, report.options.deals);
  report.exact = test.exact;
  report.deals = test.deals;
  for (std::size_t i = 0; i < asked.found.size(); ++i) {
    PlannedGroup& one = *asked.found[i];
    one.p = test.p(test.gaps[i]);
    one.told_apart = one.p <= report.options.deals.level * (1 + 1e-9);
    one.told_apart_above = test.told_apart_above_gap(test.gaps[i]);
  }
}

}  // namespace

Result<PlannedGroups> planned_groups(const PolicyPlan& plan, const EqualityOptions& options) {
  PlannedUnits units = units_of(plan);
  std::vector<FactWork> facts = monitored_facts(plan.after, units.measured, options);
  Errors errors = faults_of(plan.after, options, units.measured, facts);
  if (!errors.empty()) return failed(std::move(errors));
  PlannedGroups report;
  report.options = options;
  report.units = units.measured.size();
  report.nobody_moves = units.falls.empty() || !differs(units.falls);
  std::erase_if(facts, [](const FactWork& work) { return !work.found.compared; });
  GroupsToTest asked;
  asked.list.outcomes.push_back(units.falls);
  for (const FactWork& work : facts) {
    PlannedFact& fact = report.facts.emplace_back();
    fact.id = work.found.id;
    fact.label = work.found.label;
    fact.groups = work.found.groups;
    for (std::size_t group = 0; group < fact.groups.size(); ++group) {
      if (work.is_compared(group)) fact.moves.push_back(moved(units, work, group));
    }
  }
  for (std::size_t fact = 0; fact < facts.size(); ++fact) {
    asked.list.labels.push_back(facts[fact].labels.of_unit);
    for (PlannedGroup& one : report.facts[fact].moves) {
      asked.compared.push_back({0, fact, static_cast<std::uint32_t>(one.group)});
      asked.found.push_back(&one);
    }
  }
  if (!report.nobody_moves && !asked.found.empty()) test_moves(asked, report);
  return report;
}

}  // namespace waitlist
