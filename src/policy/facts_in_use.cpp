#include "policy/facts_in_use.h"

#include "policy/conditions/condition_kind.h"
#include "policy/point_reach.h"

namespace waitlist {
namespace {

void note_facts(const When& when, std::set<std::string>& used) {
  for (const auto* part : {&when.all, &when.any}) {
    for (const Condition& condition : *part) {
      const auto fact = [](const auto& test) { return fact_of(test); };
      used.emplace(std::visit(fact, condition.test));  // empty: no fact, and none has that id
    }
  }
}

}  // namespace

std::set<std::string> facts_in_use(const Policy& policy,
                                   const std::function<bool(std::size_t)>& counts) {
  std::set<std::string> used;
  for (std::size_t i = 0; i < policy.criteria.size(); ++i) {
    if (!counts(i)) continue;
    used.insert(policy.criteria[i].fact);
    if (const auto* by = std::get_if<ByTwoFacts>(&policy.criteria[i].scale)) {
      used.insert(by->table.other);
    }
    note_facts(policy.criteria[i].when, used);
  }
  if (policy.age) {
    for (const AgePoints& row : policy.age->points) note_facts(row.when, used);
  }
  if (policy.filing) {
    for (const SlackPoints& row : policy.filing->slack) note_facts(row.when, used);
  }
  for (const FloorRule& floor : policy.floors) {
    note_facts(floor.when, used);
    if (floor.by) used.insert({floor.by->fact, floor.by->table.other});
  }
  for (const CeilingRule& ceiling : policy.ceilings) note_facts(ceiling.when, used);
  if (policy.cannot_tell) {
    used.insert(policy.cannot_tell->facts.begin(), policy.cannot_tell->facts.end());
  }
  if (policy.waiting) {
    for (const FasterWaiting& faster : policy.waiting->faster) note_facts(faster.when, used);
  }
  for (const auto* order : orders_of(policy)) {
    for (const OrderKey& key : *order) {
      if (key.kind == OrderKey::date) used.insert(key.subject);
    }
  }
  return used;
}

}  // namespace waitlist
