#include "allocation/eligibility.h"

#include <algorithm>
#include <utility>

namespace waitlist {

Eligibility::Eligibility(const Ranking& ranking, Roster roster, const AllocationRules& rules,
                         CaseRulesLookup lookup)
    : cases_{ranking.cases()},
      roster_{std::move(roster)},
      weights_{rules.prices},
      given_pairs_{!rules.pairs.empty()},
      as_of_{ranking.as_of()},
      lookup_{std::move(lookup)} {
  const auto practitioners = roster_.practitioners();
  for (PractitionerIndex p = 0; p < practitioners.size(); ++p) {
    for (const std::string& id : practitioners[p].conflicts) {
      if (const auto row = cases_.find(id)) conflicts_[*row].push_back(p);
    }
  }
  learn_families();
}

void Eligibility::learn_families() {
  // Links name cases that have left the list; whoever worked with those knows the family.
  for (CaseRow row = 0; row < cases_.size(); ++row) {
    for (const std::string& id : cases_.linked_to(row)) {
      if (!cases_.find(id)) absent_.emplace(id, cases_.unit(row));
    }
  }
  const auto practitioners = roster_.practitioners();
  for (PractitionerIndex p = 0; p < practitioners.size(); ++p) {
    for (const std::string& id : practitioners[p].held) learn_family(p, id, weights_.continuity);
    const std::int64_t fade = weights_.continuity_days;
    for (const PastFamily& family : practitioners[p].past_families) {
      const std::int64_t days = std::max<std::int64_t>(0, (as_of_ - family.last_worked).count());
      if (days >= fade) continue;
      learn_family(p, family.case_id, weights_.continuity * (fade - days) / fade);
    }
  }
}

void Eligibility::learn_family(PractitionerIndex practitioner, const std::string& case_id,
                               std::int64_t worth) {
  const auto row = cases_.find(case_id);
  const auto absent = absent_.find(case_id);
  if (!row && absent == absent_.end()) return;
  std::int64_t& known = families_[row ? cases_.unit(*row) : absent->second][practitioner];
  known = std::max(known, worth);
}

std::string_view Eligibility::place(CaseRow row) const {
  return cases_.team(row).empty() ? cases_.area(row) : cases_.team(row);
}

const CaseRulesLookup::Word* Eligibility::pin_of(std::span<const CaseRow> rows) const {
  for (const CaseRow row : rows) {
    if (const auto* pin = lookup_.pin(row)) return pin;
  }
  return nullptr;
}

bool Eligibility::works_in(PractitionerIndex practitioner, CaseRow row) const {
  const auto& areas = roster_.practitioners()[practitioner].areas;
  if (areas.empty() || place(row).empty()) return true;
  return std::ranges::any_of(areas, [&](const std::string& area) {
    return area == cases_.team(row) || area == cases_.area(row);
  });
}

bool Eligibility::in_conflict(PractitionerIndex practitioner, CaseRow row) const {
  const auto found = conflicts_.find(row);
  return found != conflicts_.end() && std::ranges::count(found->second, practitioner) != 0;
}

template <class Found>
void Eligibility::visit_failures(PractitionerIndex practitioner, std::span<const CaseRow> rows,
                                 Found found) const {
  for (const CaseRow row : rows) {
    if (!in_conflict(practitioner, row)) continue;
    if (!found(Requirement::conflict, cases_.case_id(row))) return;
  }
  for (const CaseRow row : rows) {
    for (const CaseRulesLookup::Word& word : lookup_.exclusions(row)) {
      if (word.practitioner != practitioner) continue;
      if (!found(Requirement::excluded, word.reason)) return;
    }
  }
  const CaseRulesLookup::Word* pin = pin_of(rows);
  if (pin != nullptr) {
    if (pin->practitioner != practitioner) found(Requirement::pinned_elsewhere, pin->reason);
    return;  // a manager's word stands above areas, competences and pairs
  }
  if (given_pairs_) {
    for (const CaseRow row : rows) {
      const auto prices = lookup_.prices(row);
      const bool listed = std::ranges::binary_search(prices, practitioner, {},
                                                     &CaseRulesLookup::Price::practitioner);
      if (!listed && !found(Requirement::not_listed, cases_.case_id(row))) return;
    }
    return;
  }
  if (!works_in(practitioner, rows.front())) {
    if (!found(Requirement::area, place(rows.front()))) return;
  }
  const auto& competences = roster_.practitioners()[practitioner].competences;
  for (const CaseRow row : rows) {
    for (const std::string& needed : lookup_.competences(row)) {
      if (std::ranges::count(competences, needed) != 0) continue;
      if (!found(Requirement::competence, needed)) return;
    }
  }
}

bool Eligibility::may_take(PractitionerIndex practitioner, std::span<const CaseRow> rows,
                           bool but_conflicts) const {
  bool may = true;
  visit_failures(practitioner, rows, [&](Requirement requirement, std::string_view) {
    if (but_conflicts && requirement == Requirement::conflict) return true;
    may = false;
    return false;
  });
  return may;
}

std::vector<Removal> Eligibility::against(PractitionerIndex practitioner,
                                          std::span<const CaseRow> rows) const {
  std::vector<Removal> removals;
  visit_failures(practitioner, rows, [&](Requirement requirement, std::string_view detail) {
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

PairParts Eligibility::parts(PractitionerIndex practitioner, std::span<const CaseRow> rows) const {
  PairParts parts;
  if (given_pairs_) {
    for (const CaseRow row : rows) {
      const auto prices = lookup_.prices(row);
      const auto price = std::ranges::lower_bound(prices, practitioner, {},
                                                  &CaseRulesLookup::Price::practitioner);
      const bool listed = price != prices.end() && price->practitioner == practitioner;
      if (listed) parts.given += price->cost;  // a pin needs no price
    }
    return parts;
  }
  const std::string& base = roster_.practitioners()[practitioner].base;
  const std::string_view to = place(rows.front());
  if (!base.empty() && !to.empty()) {
    const auto minutes = roster_.minutes(base, to);
    parts.travel = Cost{minutes ? weights_.travel_minute * *minutes : weights_.unknown_travel};
  }
  const auto family = families_.find(cases_.unit(rows.front()));
  if (family != families_.end()) {
    const auto known = family->second.find(practitioner);
    if (known != family->second.end()) parts.continuity = Cost{-known->second};
  }
  return parts;
}

}  // namespace waitlist
