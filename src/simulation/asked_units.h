// What the units of the queue ask for, worked out once and again only when something changes.
#pragma once

#include "allocation/eligibility.h"
#include "simulation/known_cases.h"
#include "simulation/work_kinds.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace waitlist {

/// Cases of a unit that go to one practitioner; only a manager divides a unit.
struct AskedPart {
  std::vector<std::uint32_t> families;
  std::vector<std::uint32_t> loads;   ///< places of each of them while it is worked on
  std::vector<EligiblePair> pairs;    ///< at the price of travel; empty: nobody may take it
  std::vector<std::string_view> kin;  ///< cases of the family, here and gone
  std::uint32_t kind = 0;
};

class AskedUnits {
 public:
  /// `start` is the list of the beginning: its links say who is family.
  AskedUnits(const Families& families, CaseTable start, LoadCount count);

  /// From now on these rules hold.
  void change_rules(CaseRules rules, Eligibility eligibility);

  /// An answer of the case has changed.
  void forget(std::uint32_t family);

  /// The parts of a unit in order; valid until the next change.
  [[nodiscard]] const std::vector<AskedPart>& of(std::span<const std::uint32_t> unit,
                                                 const KnownCases& known,
                                                 std::uint32_t practitioners,
                                                 WorkKinds& kinds);

 private:
  struct Unit {
    std::vector<std::uint32_t> families;
    std::vector<AskedPart> parts;
  };

  void work_out(Unit& unit,
                const KnownCases& known,
                std::uint32_t practitioners,
                WorkKinds& kinds) const;
  void add_kin(std::uint32_t family, std::vector<std::string_view>& kin) const;

  const Families& families_;
  CaseTable start_;
  LoadCount count_;
  std::unique_ptr<CaseRules> rules_;
  std::unique_ptr<Eligibility> eligibility_;
  std::vector<Unit> units_;           ///< by the first family of the unit
  std::vector<std::uint32_t> first_;  ///< of each family: that of the unit worked out last
};

}  // namespace waitlist
