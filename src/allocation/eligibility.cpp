#include "allocation/eligibility.h"

#include <algorithm>
#include <utility>

namespace waitlist {

Eligibility::Eligibility(Roster roster, const AllocationRules& rules)
    : roster_{std::move(roster)}, weights_{rules.prices}, given_pairs_{!rules.pairs.empty()} {
  const auto practitioners = roster_.practitioners();
  for (PractitionerIndex p{0}; p < practitioners.size(); ++p) {
    for (const std::string& id : practitioners[p].conflicts) conflicts_[id].push_back(p);
  }
}

bool Eligibility::works_in(PractitionerIndex practitioner, const CaseAsks& one) const {
  const auto& areas = roster_.practitioners()[practitioner].areas;
  if (areas.empty() || one.place().empty()) return true;
  return std::ranges::any_of(
      areas, [&](const std::string& area) { return area == one.team || area == one.area; });
}

bool Eligibility::in_conflict(PractitionerIndex practitioner, std::string_view case_id) const {
  const auto found = conflicts_.find(case_id);
  return found != conflicts_.end() && std::ranges::count(found->second, practitioner) != 0;
}

template <class Found>
void Eligibility::visit_failures(PractitionerIndex practitioner,
                                 std::span<const CaseAsks> cases,
                                 Found found) const {
  for (const CaseAsks& one : cases) {
    if (!in_conflict(practitioner, one.case_id)) continue;
    if (!found(Requirement::conflict, one.case_id)) return;
  }
  for (const CaseAsks& one : cases) {
    for (const ManagerWord& word : one.exclusions) {
      if (word.practitioner != practitioner) continue;
      if (!found(Requirement::excluded, word.reason)) return;
    }
  }
  const auto pinned =
      std::ranges::find_if(cases, [](const CaseAsks& one) { return one.pin != nullptr; });
  if (pinned != cases.end()) {
    const ManagerWord& pin = *pinned->pin;
    if (pin.practitioner != practitioner) found(Requirement::pinned_elsewhere, pin.reason);
    return;  // a manager's word stands above areas, competences and pairs
  }
  if (given_pairs_) {
    for (const CaseAsks& one : cases) {
      const bool listed =
          std::ranges::binary_search(one.prices, practitioner, {}, &EligiblePair::practitioner);
      if (!listed && !found(Requirement::not_listed, one.case_id)) return;
    }
    return;
  }
  if (!works_in(practitioner, cases.front())) {
    if (!found(Requirement::area, cases.front().place())) return;
  }
  const auto& competences = roster_.practitioners()[practitioner].competences;
  for (const CaseAsks& one : cases) {
    for (const std::string_view needed : one.competences) {
      if (std::ranges::count(competences, needed) != 0) continue;
      if (!found(Requirement::competence, needed)) return;
    }
  }
}

bool Eligibility::may_take(PractitionerIndex practitioner,
                           std::span<const CaseAsks> cases,
                           bool but_conflicts) const {
  bool may = true;
  visit_failures(practitioner, cases, [&](Requirement requirement, std::string_view) {
    if (but_conflicts && requirement == Requirement::conflict) return true;
    may = false;
    return false;
  });
  return may;
}

std::vector<Removal> Eligibility::against(PractitionerIndex practitioner,
                                          std::span<const CaseAsks> cases) const {
  std::vector<Removal> removals;
  visit_failures(practitioner, cases, [&](Requirement requirement, std::string_view detail) {
    const auto same = [&](const Removal& one) {
      return one.requirement == requirement && one.detail == detail;
    };
    if (std::ranges::none_of(removals, same)) {
      removals.push_back({practitioner, requirement, std::string{detail}});
    }
    return true;
  });
  return removals;
}

PairParts Eligibility::parts(PractitionerIndex practitioner,
                             std::span<const CaseAsks> cases) const {
  PairParts parts;
  if (given_pairs_) {
    for (const CaseAsks& one : cases) {
      const auto price =
          std::ranges::lower_bound(one.prices, practitioner, {}, &EligiblePair::practitioner);
      const bool listed = price != one.prices.end() && price->practitioner == practitioner;
      if (listed) parts.given += price->cost;  // a pin needs no price
    }
    return parts;
  }
  const std::string& base = roster_.practitioners()[practitioner].base;
  const std::string_view to = cases.front().place();
  if (!base.empty() && !to.empty()) {
    const auto minutes = roster_.minutes(base, to);
    parts.travel = minutes ? weights_.travel_minute * *minutes : weights_.unknown_travel;
  }
  return parts;
}

bool Eligibility::anybody_may_take(std::span<const CaseAsks> cases, bool but_conflicts) const {
  const auto count = static_cast<PractitionerIndex>(roster_.practitioners().size());
  for (PractitionerIndex p{0}; p < count; ++p) {
    if (may_take(p, cases, but_conflicts)) return true;
  }
  return false;
}

std::vector<std::vector<std::size_t>> Eligibility::parted(std::span<const CaseAsks> cases) const {
  std::vector<std::vector<std::size_t>> groups;
  const bool whole =
      cases.size() == 1 || anybody_may_take(cases, false) || !anybody_may_take(cases, true);
  std::vector<std::vector<CaseAsks>> asks;  // of each group
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto joins = std::ranges::find_if(asks, [&](std::vector<CaseAsks> group) {
      group.push_back(cases[i]);
      return whole || anybody_may_take(group, false);
    });
    const auto at = static_cast<std::size_t>(joins - asks.begin());
    if (joins == asks.end()) {
      asks.emplace_back();
      groups.emplace_back();
    }
    asks[at].push_back(cases[i]);
    groups[at].push_back(i);
  }
  return groups;
}

}  // namespace waitlist
