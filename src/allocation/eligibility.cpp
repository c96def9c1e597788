#include "allocation/eligibility.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace waitlist {

Eligibility::Eligibility(Roster roster, const AllocationRules& rules)
    : roster_{std::move(roster)}, weights_{rules.prices}, given_pairs_{rules.has_own_pairs()} {
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

void Eligibility::note_conflicts(std::span<const std::string_view> kin, CaseAsks& asks) const {
  for (const std::string_view id : kin) {
    const auto found = conflicts_.find(id);
    if (found == conflicts_.end()) continue;
    for (const PractitionerIndex p : found->second) asks.conflicts.push_back({p, found->first});
  }
}

template <class Found>
void Eligibility::visit_failures(PractitionerIndex practitioner,
                                 std::span<const CaseAsks> cases,
                                 Found found) const {
  for (const CaseAsks& one : cases) {
    for (const FamilyConflict& conflict : one.conflicts) {
      if (conflict.practitioner != practitioner) continue;
      if (!found(Requirement::conflict, conflict.case_id)) return;
    }
  }
  for (const CaseAsks& one : cases) {
    for (const ManagerWord& word : one.exclusions) {
      if (word.practitioner != practitioner) continue;
      if (!found(Requirement::excluded, word.reason)) return;
    }
  }
  if (const ManagerWord* word = pin_among(cases)) {
    const ManagerWord& pin = *word;
    if (pin.practitioner != practitioner) {
      found(pin.appointed ? Requirement::appointed_elsewhere : Requirement::pinned_elsewhere,
            pin.reason);
    }
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
  if (roster_.practitioners()[practitioner].urgent_only && !cases.front().urgent) {
    if (!found(Requirement::urgent_only, "")) return;
  }
  const auto& competences = roster_.practitioners()[practitioner].competences;
  for (const CaseAsks& one : cases) {
    for (const std::string_view needed : one.competences) {
      if (std::ranges::count(competences, needed) != 0) continue;
      if (!found(Requirement::competence, needed)) return;
    }
    for (const std::string_view word : one.barred) {
      if (std::ranges::count(competences, word) == 0) continue;
      if (!found(Requirement::may_not_take, word)) return;
    }
  }
}

bool Eligibility::may_take(PractitionerIndex practitioner, std::span<const CaseAsks> cases) const {
  bool may = true;
  visit_failures(practitioner, cases, [&](Requirement, std::string_view) {
    may = false;
    return false;
  });
  return may;
}

bool Eligibility::may_be_second(PractitionerIndex practitioner,
                                std::span<const CaseAsks> cases,
                                std::span<const std::string> competences) const {
  const Practitioner& one = roster_.practitioners()[practitioner];
  const auto has = [&one](std::string_view word) {
    return std::ranges::count(one.competences, word) != 0;
  };
  if (!std::ranges::all_of(competences, has) || !works_in(practitioner, cases.front()))
    return false;
  if (one.urgent_only && !cases.front().urgent) return false;
  return std::ranges::none_of(cases, [&](const CaseAsks& asks) {
    return std::ranges::count(asks.conflicts, practitioner, &FamilyConflict::practitioner) != 0 ||
           std::ranges::count(asks.exclusions, practitioner, &ManagerWord::practitioner) != 0 ||
           std::ranges::any_of(asks.barred, has);
  });
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
    parts.way_unknown = !minutes;
    parts.travel = minutes ? weights_.travel_minute * *minutes : weights_.unknown_travel;
  }
  const auto lacks = static_cast<std::int64_t>(lacking(practitioner, cases).size());
  if (lacks > 0) parts.preference = weights_.preference * lacks;
  return parts;
}

std::vector<std::string_view> Eligibility::lacking(PractitionerIndex practitioner,
                                                   std::span<const CaseAsks> cases) const {
  std::vector<std::string_view> lacks;
  const auto& competences = roster_.practitioners()[practitioner].competences;
  for (const CaseAsks& one : cases) {
    for (const std::string_view word : one.preferred) {
      if (std::ranges::count(competences, word) == 0) lacks.push_back(word);
    }
  }
  return lacks;
}

const ManagerWord* pin_among(std::span<const CaseAsks> cases) {
  const ManagerWord* pin = nullptr;
  for (const CaseAsks& one : cases) {
    if (one.pin == nullptr) continue;
    if (pin == nullptr || (one.pin->appointed && !pin->appointed)) pin = one.pin;
  }
  return pin;
}

std::vector<std::vector<std::size_t>> parted(std::span<const CaseAsks> cases) {
  constexpr std::size_t kNone = SIZE_MAX;
  std::vector<std::vector<std::size_t>> groups;
  std::vector<std::optional<PractitionerIndex>> pinned;  // of each group
  std::vector<std::size_t> group_of(cases.size(), kNone);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (cases[i].apart) {
      group_of[i] = pinned.size();
      pinned.emplace_back();
    } else if (cases[i].pin != nullptr) {
      const auto with = std::ranges::find(pinned, std::optional{cases[i].pin->practitioner});
      group_of[i] = static_cast<std::size_t>(with - pinned.begin());
      if (with == pinned.end()) pinned.emplace_back(cases[i].pin->practitioner);
    }
  }
  const auto first = std::ranges::find_if(pinned, [](const auto& pin) { return pin.has_value(); });
  const auto rest = static_cast<std::size_t>(first - pinned.begin());
  groups.resize(pinned.size() + 1);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    groups[group_of[i] == kNone ? rest : group_of[i]].push_back(i);
  }
  std::erase_if(groups, [](const auto& group) { return group.empty(); });
  std::ranges::sort(groups);  // by the first case of each
  return groups;
}

}  // namespace waitlist
