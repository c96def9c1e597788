/// \file assignment.h
/// \brief Who takes which unit: the queue's promise first, then the least price; with proofs.
/// Layer: allocation (may use base).  Theory: docs/background/allocation.md.
/// Promise: no unit is passed over for a lower one that used a place it could have had. The set of
/// units placed is the lexicographically best in queue order, and the price the least over that
/// set. Equal optima are made one: the first unit goes to the earliest practitioner that any
/// optimum gives it, then the second, and so on.
/// Errors: those of AssignmentProblem::check(), a load other than 1, a limit on a kind of work.
/// Complexity: for P practitioners, one search over at most 2 P nodes for each unit that is placed;
/// a unit whose practitioners are known to be full costs its pairs.  Memory O(pairs),
/// and P^2 / 2 bytes while equal optima are made one.
/// Threads: const members may be called by several at once.
#pragma once

#include <waitlist/allocation/assignment_problem.h>
#include <waitlist/base/export.h>
#include <waitlist/base/result.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace waitlist {

/// Which places of a practitioner are meant.
enum class PlaceKind : std::uint8_t {
  all,     ///< every place
  urgent,  ///< the places for urgent units
  kind,    ///< as many of a kind of work as the practitioner may have
};

struct FullPlaces {
  PractitionerIndex practitioner;
  PlaceKind kind = PlaceKind::all;
  LimitedKind work{};  ///< read with PlaceKind::kind alone

  friend bool operator==(const FullPlaces&, const FullPlaces&) = default;
};

/// Why a unit is not placed. These places are full; the units that hold them all stand before it in
/// the queue, and none of them, nor the unit, could go anywhere else. Anybody can check that by
/// counting, without trusting the solver. Both lists are empty when nobody is eligible.
struct TightSet {
  std::vector<FullPlaces> full;     ///< by practitioner
  std::vector<QueuedUnit> holders;  ///< in queue order
};

/// The proofs of all units without a place. Many units have the same; each stands once.
struct TightSets {
  std::vector<TightSet> sets;                      ///< in the order of the first unit of each
  std::vector<std::optional<std::size_t>> set_of;  ///< of each unit; nullopt: placed, or nobody may
};

/// One unit that goes from one practitioner to another; nullopt: is not placed.
struct UnitMove {
  QueuedUnit unit;
  std::optional<PractitionerIndex> from;
  std::optional<PractitionerIndex> to;

  friend bool operator==(const UnitMove&, const UnitMove&) = default;
};

/// The practitioner a unit would go to if not to its own.
struct NextBest {
  PractitionerIndex practitioner;
  Cost extra;  ///< total price afterwards less total price now, all others re-arranged
  /// How many cases more would not be with whom an earlier proposal had them; 0 without one.
  std::int64_t changes = 0;
  std::int64_t less_of_shares = 0;  ///< places by which least shares are met less; 0 without any

  friend bool operator==(const NextBest&, const NextBest&) = default;
};

/// What one more urgent place would change.
struct UrgentGain {
  QueuedUnit placed;
  std::optional<QueuedUnit> displaced;

  friend bool operator==(const UrgentGain&, const UrgentGain&) = default;
};

/// What giving a unit to a practitioner would do, all others re-arranged at the least price.
struct WhatIf {
  PractitionerIndex practitioner;
  Cost extra;                           ///< total price afterwards less total price now
  std::vector<UnitMove> moves;          ///< this unit's first
  std::optional<QueuedUnit> displaced;  ///< the unit that would lose its place
};

/// An optimal assignment, which can be asked why, and repaired when something changes.
class WAITLIST_EXPORT Assignment {
 public:
  [[nodiscard]] static Result<Assignment> solve(const AssignmentProblem& problem);

  [[nodiscard]] std::size_t unit_count() const noexcept;
  [[nodiscard]] std::size_t practitioner_count() const noexcept;
  [[nodiscard]] std::size_t placed_count() const noexcept;
  [[nodiscard]] std::optional<PractitionerIndex> practitioner_of(QueuedUnit unit) const noexcept;
  [[nodiscard]] std::uint32_t places_taken(PractitionerIndex practitioner) const noexcept;
  [[nodiscard]] std::uint32_t urgent_taken(PractitionerIndex practitioner) const noexcept;
  /// Prices of all pairs and places taken.
  [[nodiscard]] Cost total() const noexcept;
  /// Units first in the queue first: the order of their numbers until one is inserted or removed.
  [[nodiscard]] std::vector<QueuedUnit> queue() const;

  /// Requires that the unit is not placed.
  [[nodiscard]] TightSet why_unplaced(QueuedUnit unit) const;
  /// The same of all units that are not placed. O(pairs), and the sets.
  [[nodiscard]] TightSets tight_sets() const;

  /// For each practitioner: the unit that one more place would bring a place (to somebody);
  /// nullopt: none. All from one walk through what could be re-arranged.
  [[nodiscard]] std::vector<std::optional<QueuedUnit>> one_more_place_buys() const;
  /// The same for one more urgent place within the places there are: an urgent unit may then take
  /// the place of a lower one.
  [[nodiscard]] std::vector<std::optional<UrgentGain>> one_more_urgent_place_buys() const;

  /// The cheapest way to have a placed unit with another practitioner, all now placed staying
  /// placed; of equally cheap ones the first practitioner. nullopt: there is none. Requires that
  /// the unit is placed. O(pairs).
  [[nodiscard]] std::optional<NextBest> next_best(QueuedUnit unit) const;
  /// The same of every unit; nullopt, too, of those that are not placed. One search for each
  /// practitioner, not one for each unit.
  [[nodiscard]] std::vector<std::optional<NextBest>> next_bests() const;

  /// What giving the unit to the practitioner would do; nullopt: not eligible, or no place there
  /// at all. Where no place can be made free, the lowest unit that makes room is displaced, even
  /// when it stands before this one: a manager may decide so. O(pairs).
  [[nodiscard]] std::optional<WhatIf> what_if(QueuedUnit unit,
                                              PractitionerIndex practitioner) const;

  /// Adds a unit to the queue directly before `before` (unit_count(): at the end) and repairs the
  /// assignment: promise and least price hold again; among equal optima the nearest is kept.
  /// Errors, which change nothing: those of AssignmentProblem::check().
  [[nodiscard]] Result<QueuedUnit> insert(QueuedUnit before,
                                          std::span<const EligiblePair> eligible,
                                          bool urgent = false);

  /// Takes a unit out of the queue for good, keeping its number, and repairs: its place goes to
  /// the first unit that can use it. Requires a unit that has not been removed.
  void remove(QueuedUnit unit);

  /// Takes one place away from a practitioner and repairs: promise and least price hold again.
  /// Requires a practitioner with a place left.
  void take_place(PractitionerIndex practitioner);

  /// Takes all places of a practitioner away and repairs.
  void withdraw(PractitionerIndex practitioner);

  /// From now on repairs move as few units as can be from where they are now, and count prices
  /// only among repairs with as few moves, least shares not at all; the promise stays first.
  /// Errors: prices so large that a move could not be told from a price.
  [[nodiscard]] Errors keep_where_they_are();

  Assignment(const Assignment&);
  Assignment& operator=(const Assignment&);
  Assignment(Assignment&&) noexcept;
  Assignment& operator=(Assignment&&) noexcept;
  ~Assignment();

  struct State;  // src/allocation/assignment_state.h
  explicit Assignment(std::unique_ptr<State> state) noexcept;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace waitlist
