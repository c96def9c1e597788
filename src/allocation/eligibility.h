// Who may take which cases together, what stands against the others, and what a pair is worth.
#pragma once

#include <waitlist/allocation/allocation.h>

#include "allocation/case_rules.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace waitlist {

class Eligibility {
 public:
  Eligibility(Roster roster, const AllocationRules& rules);

  /// Whether nothing stands against it; with `but_conflicts`, nothing but a conflict.
  [[nodiscard]] bool may_take(PractitionerIndex practitioner,
                              std::span<const CaseAsks> cases,
                              bool but_conflicts = false) const;
  /// Every requirement that stands against it.
  [[nodiscard]] std::vector<Removal> against(PractitionerIndex practitioner,
                                             std::span<const CaseAsks> cases) const;
  /// Everything but continuity, which hangs on the day. Requires may_take().
  [[nodiscard]] PairParts parts(PractitionerIndex practitioner,
                                std::span<const CaseAsks> cases) const;

  /// The cases of a family that go to one practitioner, each as places in `cases`. They stay
  /// together, unless conflicts alone leave nobody who may take all of them: then they are parted
  /// into as few groups as come of adding each case to the first that it can join.
  [[nodiscard]] std::vector<std::vector<std::size_t>> parted(std::span<const CaseAsks> cases) const;

 private:
  /// Calls `found` with each requirement that fails, until it answers false.
  template <class Found>
  void visit_failures(PractitionerIndex practitioner,
                      std::span<const CaseAsks> cases,
                      Found found) const;
  [[nodiscard]] bool anybody_may_take(std::span<const CaseAsks> cases, bool but_conflicts) const;
  [[nodiscard]] bool works_in(PractitionerIndex practitioner, const CaseAsks& one) const;
  [[nodiscard]] bool in_conflict(PractitionerIndex practitioner, std::string_view case_id) const;

  Roster roster_;
  PriceWeights weights_;
  bool given_pairs_;
  std::unordered_map<std::string_view, std::vector<PractitionerIndex>> conflicts_;
};

}  // namespace waitlist
