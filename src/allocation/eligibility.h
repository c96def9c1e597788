// Who may take which cases together, what stands against the others, and what a pair is worth.
#pragma once

#include <waitlist/allocation/allocation.h>

#include "allocation/case_rules_lookup.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace waitlist {

class Eligibility {
 public:
  Eligibility(const Ranking& ranking,
              Roster roster,
              const AllocationRules& rules,
              CaseRulesLookup lookup);

  /// Whether nothing stands against it; with `but_conflicts`, nothing but a conflict.
  [[nodiscard]] bool may_take(PractitionerIndex practitioner,
                              std::span<const CaseRow> rows,
                              bool but_conflicts = false) const;
  /// Every requirement that stands against it.
  [[nodiscard]] std::vector<Removal> against(PractitionerIndex practitioner,
                                             std::span<const CaseRow> rows) const;
  /// Requires may_take().
  [[nodiscard]] PairParts parts(PractitionerIndex practitioner,
                                std::span<const CaseRow> rows) const;

  [[nodiscard]] std::uint32_t load(CaseRow row) const { return lookup_.load(row); }
  /// Team, or else area, of a case: where the practitioner has to go.
  [[nodiscard]] std::string_view place(CaseRow row) const;

 private:
  /// Calls `found` with each requirement that fails, until it answers false.
  template <class Found>
  void visit_failures(PractitionerIndex practitioner,
                      std::span<const CaseRow> rows,
                      Found found) const;
  [[nodiscard]] const CaseRulesLookup::Word* pin_of(std::span<const CaseRow> rows) const;
  [[nodiscard]] bool works_in(PractitionerIndex practitioner, CaseRow row) const;
  [[nodiscard]] bool in_conflict(PractitionerIndex practitioner, CaseRow row) const;
  void learn_families();
  void learn_family(PractitionerIndex practitioner, const std::string& case_id, std::int64_t worth);

  const CaseTable cases_;
  const Roster roster_;
  const PriceWeights weights_;
  const bool given_pairs_;
  const Day as_of_;
  const CaseRulesLookup lookup_;
  std::unordered_map<CaseRow, std::vector<PractitionerIndex>> conflicts_;
  /// What a family is worth to a practitioner who knows it.
  std::unordered_map<UnitIndex, std::unordered_map<PractitionerIndex, std::int64_t>> families_;
  std::unordered_map<std::string_view, UnitIndex> absent_;  ///< cases known by links alone
};

}  // namespace waitlist
