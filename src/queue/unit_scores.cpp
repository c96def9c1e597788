#include "queue/unit_scores.h"

#include "base/parallel.h"
#include "policy/policy_tables.h"
#include "scoring/fact_score.h"
#include "scoring/unit_ages.h"

#include <algorithm>

namespace waitlist {

void score_unit(const CaseTable& cases,
                const CompiledPolicy& policy,
                Day as_of,
                UnitIndex unit,
                std::vector<Scored>& scored) {
  const UnitFacts facts = unit_facts(cases, policy, unit, as_of);
  // Once for the unit: each case reading the children of all would be quadratic in linked cases.
  const UnitAges ages = unit_ages(cases, policy.tables(), facts.ranked, as_of);
  for (const CaseRow row : facts.ranked) {
    const FactScore undated =
        fact_score({cases, policy.tables(), row, ages, std::nullopt}, policy, as_of);
    scored.push_back({row, unit, score_on(policy, undated, facts, as_of)});
  }
}

void score_unit(const CaseTable& cases,
                const CompiledPolicy& policy,
                Day as_of,
                UnitIndex unit,
                ContributionKeeper& keeper,
                std::vector<Scored>& scored) {
  const UnitFacts facts = unit_facts(cases, policy, unit, as_of);
  for (const CaseRow row : facts.ranked) {
    scored.push_back({row, unit, keeper.score(cases, row, facts, as_of)});
  }
  for (const CaseRow row : cases.members(unit)) {
    if (std::ranges::find(facts.ranked, row) == facts.ranked.end()) keeper.leave_out(row);
  }
}

std::vector<Scored> score_all(const CaseTable& cases,
                              const CompiledPolicy& policy,
                              Day as_of,
                              unsigned threads,
                              ContributionKeeper* keeper) {
  const auto units = static_cast<UnitIndex>(cases.unit_count());
  const unsigned runs = std::clamp<UnitIndex>(threads, 1, std::max<UnitIndex>(units, 1));
  std::vector<std::vector<Scored>> parts(runs);
  run_parts(runs, [&](unsigned part) {
    const UnitIndex end = part_begin(units, part + 1, runs);
    for (UnitIndex unit = part_begin(units, part, runs); unit < end; ++unit) {
      if (keeper == nullptr) {
        score_unit(cases, policy, as_of, unit, parts[part]);
      } else {
        score_unit(cases, policy, as_of, unit, *keeper, parts[part]);
      }
    }
  });
  if (runs == 1) return std::move(parts.front());
  std::vector<Scored> all;
  all.reserve(cases.size());
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace waitlist
