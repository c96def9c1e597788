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

  /// Whether nothing stands against it.
  [[nodiscard]] bool may_take(PractitionerIndex practitioner,
                              std::span<const CaseAsks> cases) const;
  /// Every requirement that stands against it.
  [[nodiscard]] std::vector<Removal> against(PractitionerIndex practitioner,
                                             std::span<const CaseAsks> cases) const;
  /// Everything but continuity, which hangs on the day. Requires may_take().
  [[nodiscard]] PairParts parts(PractitionerIndex practitioner,
                                std::span<const CaseAsks> cases) const;

  /// Competences that the cases prefer and the practitioner lacks, once for each case.
  [[nodiscard]] std::vector<std::string_view> lacking(PractitionerIndex practitioner,
                                                      std::span<const CaseAsks> cases) const;

  /// Whether somebody may work on these cases beside another, with these competences.
  [[nodiscard]] bool may_be_second(PractitionerIndex practitioner,
                                   std::span<const CaseAsks> cases,
                                   std::span<const std::string> competences) const;

  /// Whether anybody has a conflict of interest at all.
  [[nodiscard]] bool has_conflicts() const noexcept { return !conflicts_.empty(); }

  /// Writes down who has a conflict with one of these cases of the family, here or gone.
  void note_conflicts(std::span<const std::string_view> kin, CaseAsks& asks) const;

 private:
  /// Calls `found` with each requirement that fails, until it answers false.
  template <class Found>
  void visit_failures(PractitionerIndex practitioner,
                      std::span<const CaseAsks> cases,
                      Found found) const;
  [[nodiscard]] bool works_in(PractitionerIndex practitioner, const CaseAsks& one) const;

  Roster roster_;
  PriceWeights weights_;
  bool given_pairs_;
  std::unordered_map<std::string_view, std::vector<PractitionerIndex>> conflicts_;
};

/// The word that gives these cases to somebody: an appointment before a pin; nullptr: there is
/// none. Where a family is parted, words of one part name one practitioner.
[[nodiscard]] const ManagerWord* pin_among(std::span<const CaseAsks> cases);

/// The cases of a family that go to one practitioner, each as places in `cases`. They stay together
/// unless a manager parts them: by a word, or by pins to several practitioners. What is pinned to
/// nobody then goes with the first that is.
[[nodiscard]] std::vector<std::vector<std::size_t>> parted(std::span<const CaseAsks> cases);

}  // namespace waitlist
