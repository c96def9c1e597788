#include <waitlist/scoring/explanation.h>

#include "scoring/explained_case.h"

namespace waitlist {

GroupsRead read_groups(const ScoredCase& scored) {
  const PolicyTables& tables = scored.tables;
  GroupsRead read{std::vector<GroupPoints>(tables.groups.size()),
                  std::vector<Points>(tables.criteria.size())};
  const auto notes = [&](std::uint16_t index) {
    const std::vector<std::uint16_t>& criteria = tables.groups[index].criteria;
    return [&read, next = criteria.begin(), end = criteria.end()](Points number) mutable {
      if (next != end) read.in_use[*next++] = number;
    };
  };
  visit_groups(scored, notes, [&read](std::uint16_t index, const GroupPoints& points) {
    read.groups[index] = points;
  });
  return read;
}

std::vector<FloorHold> floor_holds(const ScoredCase& scored) {
  std::vector<FloorHold> found;
  found.reserve(scored.tables.floors.size());
  for (const FloorTable& rule : scored.tables.floors) found.push_back(floor_hold(rule, scored));
  return found;
}

std::vector<Truth> ceiling_truths(const ScoredCase& scored) {
  std::vector<Truth> truths;
  truths.reserve(scored.tables.ceilings.size());
  for (const CeilingTable& rule : scored.tables.ceilings) {
    truths.push_back(holds_of_ceiling(rule.when, scored));
  }
  return truths;
}

namespace {

bool is_certain(const Score& score) {
  const auto certain = [](const PointsRange& range) {
    return range.least == range.used && range.most == range.used;
  };
  return certain(score.points) && certain(score.risk) && !score.provisional();
}

}  // namespace

Explanation explain(const CaseTable& cases, const CompiledPolicy& policy, CaseRow row, Day as_of) {
  const auto texts = std::make_shared<ExplanationTexts>(policy);
  const ExplainedCase explained{cases, policy, row, as_of, *texts};
  Explanation explanation;
  explanation.texts = texts;
  explanation.case_id = cases.case_id(row);
  explanation.as_of = as_of;
  explanation.policy = policy.stamp();
  explanation.status = cases.status(row);
  for (const CaseRow other : explained.unit.ranked) {
    if (other != row) explanation.linked_with.emplace_back(cases.case_id(other));
  }
  explanation.score = explained.score;
  explanation.contributions = contributions(explained);
  explanation.steps = band_steps(explained);
  explanation.checks = open_checks(explained);
  explanation.settled = explanation.checks.empty() && is_certain(explained.score);
  find_coming_change(explained, explanation);
  find_allocation_day(explained, explanation);
  return explanation;
}

std::string_view to_text(ContributionKind kind) noexcept {
  switch (kind) {
    case ContributionKind::answer: return "answer";
    case ContributionKind::unknown: return "unknown";
    case ContributionKind::constant: return "constant";
    case ContributionKind::age: return "age";
    case ContributionKind::more_children: return "more_children";
    case ContributionKind::overlap: return "overlap";
    case ContributionKind::cap: return "cap";
    case ContributionKind::ceiling: return "ceiling";
    case ContributionKind::unknown_limit: return "unknown_limit";
    case ContributionKind::waiting: return "waiting";
    case ContributionKind::filing: return "filing";
  }
  return "";
}

}  // namespace waitlist
