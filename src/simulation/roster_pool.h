// Work allocated from a roster, day by day: those who stand there, what the queue asks of them, and
// the match of the two. Work that has been given stays where it is.
#pragma once

#include <waitlist/policy/compiled_policy.h>
#include <waitlist/simulation/area_simulation.h>

#include "simulation/asked_units.h"
#include "simulation/day_match.h"
#include "simulation/roster_posts.h"

#include <cstdint>
#include <span>
#include <vector>

namespace waitlist {

/// Everything that makes an allocation from the roster impossible. Empty: RosterPool may be made.
[[nodiscard]] Errors roster_faults(const AreaScenario& scenario,
                                   const AreaLists& lists,
                                   const FactSchema& schema);

class RosterPool {
 public:
  /// A case that is given away, and to whom.
  struct Given {
    std::uint32_t family = 0;
    PractitionerIndex practitioner;
  };

  RosterPool(const AreaScenario& scenario,
             const AreaLists& lists,
             const Families& families,
             const CaseTable& start,
             std::uint64_t seed,
             std::span<const HeldWork> held);

  /// Goes to a later day: work ends, people leave, posts are filled.
  void pass_to(std::int64_t day);

  /// An answer of a waiting case has changed.
  void forget(std::uint32_t family) { asked_.forget(family); }

  /// Begins to allocate. False: nobody has a free place.
  bool open();

  /// Puts forward the next unit of the queue. False: no further unit can have a place.
  bool offer(std::span<const std::uint32_t> unit, TierIndex tier, const KnownCases& known);

  [[nodiscard]] PlacesInUse in_use() const { return posts_.in_use(); }

  /// Gives away what can be given of the units put forward, under the promise of assignment.h.
  std::vector<Given> close();

  /// The cases of a unit that nobody on the roster may take, there or away, or that are more than
  /// anybody who may has places for.
  [[nodiscard]] std::vector<std::uint32_t> unassignable(std::span<const std::uint32_t> unit,
                                                        const KnownCases& known);

 private:
  /// A part of a unit that was added to the match.
  struct Offered {
    std::vector<std::uint32_t> families, loads;
    std::uint32_t kind = 0;
    bool urgent = false;
  };

  void change_rules();
  bool offer(const AskedPart& part, bool urgent);
  [[nodiscard]] const std::vector<AskedPart>& parts(std::span<const std::uint32_t> unit,
                                                    const KnownCases& known);
  [[nodiscard]] bool fits_somebody(const AskedPart& part) const;
  [[nodiscard]] std::span<const EligiblePair> priced(const AskedPart& part);

  const AreaLists& lists_;
  const Families& families_;
  FactSchema schema_;
  AllocationRules rules_;
  WorkKinds kinds_;
  RosterPosts posts_;
  AskedUnits asked_;
  DayMatch match_;
  std::int64_t today_ = 0;
  std::vector<Offered> offered_;
  std::vector<EligiblePair> pairs_;
};

}  // namespace waitlist
