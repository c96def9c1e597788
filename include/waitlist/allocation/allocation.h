/// \file allocation.h
/// \brief A proposal who takes which case, for every unit of the queue, and why.
/// Layer: allocation (may use base to queue).  It proposes; a named manager decides.
/// Promise and proofs: assignment.h; docs/background/allocation.md.
/// Source: Ofsted C4 001 (October 2009): consistent allocation, taking account of children's ages
/// and time awaiting service.
/// Errors: instructions, needs and pairs that name what is not there: all at once.
/// Complexity: O(units * practitioners) and the search of assignment.h.
/// Threads: immutable; copies share one value; share freely.
#pragma once

#include <waitlist/allocation/allocation_rules.h>
#include <waitlist/allocation/assignment.h>
#include <waitlist/allocation/roster.h>
#include <waitlist/base/digest.h>
#include <waitlist/base/export.h>
#include <waitlist/base/index.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/answer.h>
#include <waitlist/queue/position.h>
#include <waitlist/queue/ranking.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// Why a practitioner may not take a unit.
enum class Requirement : std::uint8_t {
  conflict,             ///< a conflict of interest with a case of the family
  excluded,             ///< a manager's exclusion
  pinned_elsewhere,     ///< a manager wants somebody else
  not_listed,           ///< the host's list of pairs does not have it
  area,                 ///< the practitioner does not work there
  competence,           ///< the work asks for what the practitioner has not
  may_not_take,         ///< the practitioner has what may not take the work
  urgent_only,          ///< the practitioner is on duty, and the unit is not urgent
  appointed_elsewhere,  ///< somebody else is appointed to the family
};

/// What a unit costs with its practitioner, by part; the sums of all units are total().
struct PairParts {
  Cost travel;
  Cost continuity;  ///< 0 or less: a known family makes a pair cheaper
  Cost given;       ///< the host's own price
  Cost load;        ///< the unit's places; those before it in the queue take the cheaper ones
  Cost urgent;      ///< of an urgent unit: its urgent places, in the same way
  bool way_unknown = false;  ///< the way is not written down, so `travel` is unknown_travel
  Cost preference;           ///< competences that its cases prefer and the practitioner lacks

  [[nodiscard]] Cost sum() const noexcept {
    return travel + continuity + given + load + urgent + preference;
  }
};

/// A competence that is asked for, or kept from, or a kind of work that a case counts as, because
/// nobody knows the answer yet.
struct ProvisionalNeed {
  std::string competence;     ///< or the kind
  bool may_not_take = false;  ///< whoever has it may not take the case
  std::string case_id;
  std::string fact;  ///< the one without an answer
  AnswerState state = AnswerState::not_asked;
  bool kind = false;    ///< a kind of work that somebody has a limit on
  bool second = false;  ///< a second worker has to have the competence
};

/// Who works on a unit beside its practitioner: found when all else is settled, in the order of the
/// queue and each at the least price then, so no part of the promise, the optimum or the price.
struct SecondWorker {
  std::vector<std::string> competences;           ///< what has to be theirs, each once
  std::optional<PractitionerIndex> practitioner;  ///< nullopt: none was found
  bool any_may = false;  ///< somebody else may be it, with a place or without
  Cost price;            ///< of the way, a known family and the next place; not in any total
};

/// Where a case was in an earlier proposal.
struct EarlierHolder {
  CaseRow row = 0;
  std::string practitioner_id;
  std::optional<PractitionerIndex> practitioner;  ///< nullopt: is not on the roster
};

/// What became of the cases of an earlier proposal.
struct EarlierOutcome {
  std::uint64_t stay = 0;  ///< are with the same practitioner
  std::uint64_t move = 0;  ///< are with somebody else, though the practitioner is on the roster
  std::uint64_t left = 0;  ///< are with somebody else, since the practitioner is not on the roster
  std::uint64_t wait = 0;  ///< have no place now
  std::uint64_t gone = 0;  ///< are not among the ranked cases
};

/// Cases that go to one practitioner together.
struct AllocationUnit {
  Position position = 0;      ///< in the queue
  std::vector<CaseRow> rows;  ///< in the order of the queue
  bool split = false;         ///< a manager keeps it apart from the rest of its family
  /// Its practitioner is the family's already, and has it before anything else is given.
  bool appointed = false;
  bool urgent = false;
  std::uint32_t load = 1;       ///< with its practitioner; while it waits the least with anybody
  std::uint32_t most_load = 1;  ///< the most with anybody who may take it
  std::string place;            ///< team, or else area, of its first case
  /// Who may take it is provisional: it hangs on answers that are not there.
  std::vector<ProvisionalNeed> provisional;
  std::vector<KindCount> kinds;        ///< numbers of kinds()
  std::vector<EarlierHolder> earlier;  ///< in the order of `rows`
  std::optional<PractitionerIndex> practitioner;
  PairParts parts;                     ///< with its practitioner
  std::optional<SecondWorker> second;  ///< nullopt: it needs none, or waits
  std::vector<std::string>
      lacks;  ///< competences it prefers that the practitioner lacks, each once
};

/// Why a unit is not placed.
enum class UnplacedReason : std::uint8_t {
  nobody_eligible,
  places_full,    ///< the proof is a TightSet
  too_large,      ///< it takes more places than anybody who may take it has free
  kind_full,      ///< whoever has the places has as many of a kind of work as they may
  no_room,        ///< it and those before it do not fit together (several places, or kinds)
  no_room_found,  ///< the same units: a search found no room, and stopped early
};

struct Removal {
  PractitionerIndex practitioner;
  Requirement requirement{};
  std::string detail;  ///< the competence, the case, or the manager's reason
};

/// Practitioners whom one requirement keeps from a unit.
struct Barrier {
  Requirement requirement{};
  std::string detail;                            ///< as of a Removal
  std::vector<PractitionerIndex> practitioners;  ///< by number
};

/// Number of a barrier among all that an allocation has.
using BarrierIndex = Index<struct BarrierTag>;

/// Number of a proof among all that an allocation has.
using ProofIndex = Index<struct ProofTag>;

/// Somebody whom one requirement alone keeps from a unit, and who has the places for it.
struct NearMiss {
  PractitionerIndex practitioner;
  BarrierIndex barrier;
  std::optional<Day> back;  ///< is away, has the places then; nullopt: has them today
};

/// What one more place in an area would change.
struct AreaGain {
  std::string area;
  std::optional<QueuedUnit> unit;  ///< the unit that would be placed
};

/// Something to be looked at.
enum class AllocationFindingKind : std::uint8_t {
  unknown_conflict,     ///< a conflict with a case that nothing on the list knows
  unknown_past_family,  ///< a family worked with that nothing on the list knows
  appointed_conflict,   ///< is appointed to a case, and has a conflict with its family
  appointed_excluded,   ///< is appointed to a case, and a manager keeps them from the family
  appointed_away,       ///< is appointed to a case, and away or about to leave
  come_free_unheld,     ///< within the horizon more places come free than are held
};

/// One finding. Ids that are unknown change nothing, nor do places above those that are held; of an
/// appointment that is named here a pin is left.
struct AllocationFinding {
  AllocationFindingKind kind{};
  PractitionerIndex practitioner;
  std::string case_id;  ///< empty where it is about no case
};

/// A practitioner's load before and after.
struct PractitionerLoad {
  Capacity before;          ///< nothing is free with somebody whose leave begins within the horizon
  std::uint32_t given = 0;  ///< places taken by this proposal
  std::uint32_t urgent_given = 0;
  std::uint32_t units = 0;
  std::optional<Day> leaves_on;         ///< leave that begins within the horizon
  std::vector<std::uint32_t> of_kinds;  ///< given, of each kind of Practitioner::kind_limits
  std::uint32_t appointed = 0;          ///< of `given`: taken by units they are appointed to
  std::uint32_t urgent_appointed = 0;   ///< of `urgent_given`
  std::vector<std::uint32_t> appointed_of_kinds{};  ///< of `of_kinds`
  std::uint32_t second = 0;  ///< places taken as a second worker, beside `given`
  std::uint32_t least = 0;   ///< of `given`, what their least share still asks for

  /// Places that are held and given beyond the caseload, by appointments alone.
  [[nodiscard]] std::uint32_t above_caseload() const noexcept;

  /// Places that are missing from their least share.
  [[nodiscard]] std::uint32_t short_of_least() const noexcept {
    return least > given ? least - given : 0;
  }

  /// Free places that appointments leave.
  [[nodiscard]] std::uint32_t free_beside_appointed() const noexcept {
    return before.free > appointed ? before.free - appointed : 0;
  }
};

struct AllocationOutlook;  // allocation_outlook.h

/// A move that a change would bring.
struct CaseMove {
  QueuedUnit unit;  ///< index into units()
  std::optional<PractitionerIndex> from;
  std::optional<PractitionerIndex> to;
};

/// What giving a case to somebody, or losing somebody, would do.
struct Impact {
  Cost extra;
  std::vector<CaseMove> moves;
  std::vector<QueuedUnit> displaced;  ///< units that lose their place, in queue order
  std::int64_t changes = 0;           ///< as of a NextBest
  std::int64_t less_of_shares = 0;    ///< the same
};

class WAITLIST_EXPORT Allocation {
 public:
  [[nodiscard]] const Ranking& ranking() const noexcept;
  [[nodiscard]] const Roster& roster() const noexcept;
  [[nodiscard]] const AllocationRules& rules() const noexcept;
  /// SHA-256 of the rules: needs, loads, instructions, pairs, weights and options.
  [[nodiscard]] const Digest& rules_digest() const noexcept;

  /// In queue order; the parts of a split unit follow each other.
  [[nodiscard]] std::span<const AllocationUnit> units() const noexcept;
  [[nodiscard]] std::span<const PractitionerLoad> loads() const noexcept;  ///< by practitioner
  [[nodiscard]] Cost total() const noexcept;
  /// No allocation of these units costs less than this; equal to total() when units take one place.
  [[nodiscard]] Cost bound() const noexcept;
  /// Every unit takes one place, with whomever, and nobody has a limit on a kind of work.
  [[nodiscard]] bool exact() const noexcept;
  /// Whether units may take other places with one practitioner than with another.
  [[nodiscard]] bool has_pair_loads() const noexcept;
  /// Places that a unit takes with a practitioner.
  [[nodiscard]] std::uint32_t load_with(QueuedUnit unit, PractitionerIndex practitioner) const;
  /// Kinds of work that somebody has a limit on, in byte order; a LimitedKind is a number of them.
  [[nodiscard]] std::span<const std::string> kinds() const noexcept;
  /// Of the cases of AllocationRules::earlier.
  [[nodiscard]] EarlierOutcome earlier_outcome() const;
  /// Units that wait though it is not certain that they must: WeightedAssignment::undecided. While
  /// there are none, no unit is passed over for a lower one that uses a place it could have had.
  [[nodiscard]] std::span<const QueuedUnit> undecided() const noexcept;

  /// Appointments that cannot be kept, in queue order; then ids of the roster's conflicts and past
  /// families that are no case of the list, linked to none and held by nobody, by practitioner: a
  /// mistyped one would be without effect.
  [[nodiscard]] std::span<const AllocationFinding> findings() const noexcept;

  [[nodiscard]] std::optional<QueuedUnit> find(std::string_view case_id) const noexcept;

  // Of an unplaced unit:
  [[nodiscard]] UnplacedReason why_unplaced(QueuedUnit unit) const;
  /// For places_full; `holders` are indices into units(). For no_room the holders leave fewer
  /// places than the unit takes, or the set is empty: then counting proves nothing.
  [[nodiscard]] TightSet tight_set(QueuedUnit unit) const;
  /// Everybody who may not take the unit, and each requirement that says so.
  [[nodiscard]] std::vector<Removal> removals(QueuedUnit unit) const;

  // The same shared: what many units have in common stands once. The first question about a kind
  // finds the answers for all units.
  /// The sets that are not empty, in the order of the first unit of each.
  [[nodiscard]] std::span<const TightSet> proofs() const;
  [[nodiscard]] std::optional<ProofIndex> proof_of(QueuedUnit unit) const;
  /// Of all units, placed ones too, in the order of the first unit that meets each.
  [[nodiscard]] std::span<const Barrier> barriers() const;
  [[nodiscard]] std::span<const BarrierIndex> barriers_of(QueuedUnit unit) const;

  /// Whom an area, a competence or an exclusion alone keeps from the unit: first somebody with the
  /// places today, beside what is proposed, then whoever is back first with them. nullopt: nobody.
  [[nodiscard]] std::optional<NearMiss> nearest_miss(QueuedUnit unit) const;
  /// Who knows the family best, if it is not with them and cannot be: they have not the places,
  /// are away or leave, or may not take it. nullopt: nobody such.
  [[nodiscard]] std::optional<PractitionerIndex> known_to(QueuedUnit unit) const;

  /// Of a placed unit; nullopt: nobody else without another unit losing its place. Where units take
  /// several places, the cheapest way that moves the unit alone or one other with it, so the whole
  /// could be had for no more; nullopt: no such way, or units times practitioners are over a
  /// million.
  [[nodiscard]] std::optional<NextBest> next_best(QueuedUnit unit) const;

  /// For each practitioner the first unit that one more free place would bring a place; with
  /// has_pair_loads() it is not sought, unless exact(). nullopt:
  /// none, or the practitioner is away, or appointments take more than is free, and would not have
  /// it. Where units take several places
  /// nullopt, too, if the search stopped, or units times practitioners are over a million.
  [[nodiscard]] std::vector<std::optional<QueuedUnit>> one_more_place_buys() const;

  /// The same for one more free place with any practitioner of an area: every area that the roster
  /// names, in byte order.
  [[nodiscard]] std::vector<AreaGain> one_more_place_in_area_buys() const;

  /// What giving a case's unit to somebody would do; nullopt: may not have it, or has no place.
  /// With units of several places an arrangement that search has found, not always the cheapest.
  [[nodiscard]] std::optional<Impact> what_if(QueuedUnit unit,
                                              PractitionerIndex practitioner) const;
  /// What is left when a practitioner gives up everything of this proposal: the fewest moves that
  /// keep the promise; with units of several places few moves, found by search.
  [[nodiscard]] std::optional<Impact> without(PractitionerIndex practitioner) const;

  /// What the days until the horizon bring.
  [[nodiscard]] AllocationOutlook outlook() const;

  struct Data;  // src/allocation/allocation_data.h
  explicit Allocation(std::shared_ptr<const Data> data) noexcept;

 private:
  std::shared_ptr<const Data> data_;
};

/// Errors: of rules that were read, at their line of `work`, `instructions` or `pairs`; of others
/// in `allocation rules`.
[[nodiscard]] WAITLIST_EXPORT Result<Allocation> allocate(const Ranking& ranking,
                                                          const Roster& roster,
                                                          const AllocationRules& rules = {});

[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(Requirement requirement) noexcept;
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(AllocationFindingKind kind) noexcept;
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(UnplacedReason reason) noexcept;

}  // namespace waitlist
