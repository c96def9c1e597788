/// \file assignment_problem.h
/// \brief Units in queue order, practitioners with places, and the price of each eligible pair.
/// Layer: allocation (may use base).  Knows nothing of cases: simulation and hosts use it too.
/// Units: Cost is in whatever unit the caller prices in; only sums and comparisons are made.
/// Ranges: limits.h; prices from -limits::kPairCostMax to limits::kPairCostMax, so that no sum of
/// prices overflows 64 bits.  Errors: all faults at once, when the problem is solved.
/// Complexity: O(1) a pair; 16 bytes a pair.  Threads: a value; const members may be shared.
#pragma once

#include <waitlist/allocation/practitioner_index.h>
#include <waitlist/base/export.h>
#include <waitlist/base/index.h>
#include <waitlist/base/result.h>
#include <waitlist/base/whole.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace waitlist {

namespace limits {
inline constexpr std::uint32_t kLimitedKindsMax = 32;  ///< kinds of work with a limit
}  // namespace limits

/// What giving a unit to a practitioner costs, in the caller's unit. Less is better.
using Cost = Whole<struct CostUnit>;

/// Number of a unit in a problem: the order in which they were added.
using QueuedUnit = Index<struct QueuedUnitTag>;

/// A practitioner who may take a unit, and at what price.
struct EligiblePair {
  PractitionerIndex practitioner;
  Cost cost;

  friend bool operator==(const EligiblePair&, const EligiblePair&) = default;
};

/// How the price of a place rises as places are taken: the k-th taken (from 0) costs
/// `first + rise * k`. A rise spreads work evenly at the least total price.
struct PlacePrice {
  Cost first;
  Cost rise;  ///< not negative

  friend bool operator==(const PlacePrice&, const PlacePrice&) = default;
};

/// Number of a kind of work of which a practitioner may have at most so many.
using LimitedKind = Index<struct LimitedKindTag>;

/// How many of a kind a unit counts as.
struct KindCount {
  LimitedKind kind;
  std::uint32_t count = 1;

  friend auto operator<=>(const KindCount&, const KindCount&) = default;
};

/// The places of one practitioner. Urgent units take a place of both limits.
struct PractitionerPlaces {
  static constexpr std::uint32_t kNoLimit = UINT32_MAX;

  std::uint32_t places = 0;                ///< free places, in units of load
  std::uint32_t urgent_places = kNoLimit;  ///< of them, at most so many for urgent units
  PlacePrice price{};                      ///< of every place
  PlacePrice urgent_price{};               ///< of a place taken by an urgent unit, beside `price`
  /// The first so many places cost `below_least` less each, not below 0; solve() alone reads it.
  std::uint32_t least = 0;
  Cost below_least{};

  friend bool operator==(const PractitionerPlaces&, const PractitionerPlaces&) = default;
};

/// A problem, put together piece by piece and then solved: assignment.h for units that take one
/// place each, weighted_assignment.h for units that may take several.
class WAITLIST_EXPORT AssignmentProblem {
 public:
  /// Adds a practitioner, whose number is the count of those before. Among equally cheap answers,
  /// earlier practitioners are preferred.
  PractitionerIndex add_practitioner(const PractitionerPlaces& places);

  /// Adds a unit behind all units so far: it yields to them. `load` is the places it takes.
  QueuedUnit add_unit(std::span<const EligiblePair> eligible,
                      bool urgent = false,
                      std::uint32_t load = 1);

  /// Adds a unit like one of another problem, with its pairs, load and kinds.
  QueuedUnit add_unit_like(const AssignmentProblem& other, QueuedUnit unit);

  /// At most so many of a kind with one practitioner, beside what the places allow. Requires a
  /// practitioner of this problem and a kind below limits::kLimitedKindsMax.
  void limit_kind(PractitionerIndex practitioner, LimitedKind kind, std::uint32_t most);

  /// The limits of another problem with the same practitioners.
  void limit_kinds_like(const AssignmentProblem& other) { kind_limits_ = other.kind_limits_; }

  /// The unit counts as so many of a kind. Requires a unit of this problem, and each kind once.
  void add_kind(QueuedUnit unit, KindCount kind);

  void reserve(std::size_t units, std::size_t pairs);

  [[nodiscard]] std::size_t practitioner_count() const noexcept { return places_.size(); }

  [[nodiscard]] std::size_t unit_count() const noexcept { return load_.size(); }

  [[nodiscard]] std::size_t pair_count() const noexcept { return pairs_.size(); }

  [[nodiscard]] const PractitionerPlaces& places(PractitionerIndex practitioner) const noexcept {
    return places_[practitioner];
  }

  [[nodiscard]] std::span<const EligiblePair> eligible(QueuedUnit unit) const noexcept {
    return std::span{pairs_}.subspan(begin_[unit], begin_[unit + 1] - begin_[unit]);
  }

  [[nodiscard]] std::uint32_t load(QueuedUnit unit) const noexcept { return load_[unit]; }

  [[nodiscard]] bool urgent(QueuedUnit unit) const noexcept { return urgent_[unit] != 0; }

  /// Whether anybody has a limit on a kind: then solve_weighted() is asked, whatever the loads.
  [[nodiscard]] bool has_kinds() const noexcept { return !kind_limits_.empty(); }

  /// Kinds with a limit are numbered below this.
  [[nodiscard]] std::size_t kind_count() const noexcept { return kind_limits_.size(); }

  /// PractitionerPlaces::kNoLimit: none.
  [[nodiscard]] std::uint32_t kind_limit(PractitionerIndex practitioner,
                                         LimitedKind kind) const noexcept {
    const auto& limits = kind_limits_[kind];
    return practitioner < limits.size() ? limits[practitioner] : PractitionerPlaces::kNoLimit;
  }

  /// By kind. Kinds that nobody has a limit on are among them.
  [[nodiscard]] std::span<const KindCount> kinds(QueuedUnit unit) const noexcept {
    if (unit >= kinds_.size()) return {};
    return kinds_[unit];
  }

  /// Whether the unit would fit with the practitioner if nobody else were there.
  [[nodiscard]] bool fits_alone(QueuedUnit unit, PractitionerIndex practitioner) const noexcept;

  /// Every fault: a pair that names no practitioner, or one twice; a price or a load outside its
  /// limits; more pairs or units than limits.h allows. `field` names the unit or practitioner by
  /// number.
  [[nodiscard]] Errors check() const;

 private:
  std::vector<PractitionerPlaces> places_;
  std::vector<std::size_t> begin_{0};
  std::vector<EligiblePair> pairs_;
  std::vector<std::uint32_t> load_;
  std::vector<std::uint8_t> urgent_;
  std::vector<std::vector<std::uint32_t>> kind_limits_;  ///< by kind and practitioner
  std::vector<std::vector<KindCount>> kinds_;            ///< by unit, as far as units have kinds
};

}  // namespace waitlist
