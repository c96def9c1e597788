#include <waitlist/allocation/weighted_assignment.h>

#include "allocation/exact_packing.h"
#include "allocation/load_class.h"
#include "allocation/load_fit.h"
#include "allocation/load_packing.h"
#include "allocation/pair_exchange.h"
#include "allocation/room_gathering.h"
#include "allocation/shared_bound.h"
#include "allocation/weighted_search.h"

#include <algorithm>
#include <random>
#include <utility>

namespace waitlist {
namespace {

constexpr std::int64_t kGatheringSteps = 300'000'000;
constexpr std::size_t kDisturbances = 300;
constexpr std::size_t kDisturbedUnitsMax = 300'000;  ///< disturbances times units: a bound on time

class WeightedSearch {
 public:
  explicit WeightedSearch(const AssignmentProblem& problem)
      : problem_{problem},
        units_{static_cast<QueuedUnit>(problem.unit_count())},
        small_{problem.unit_count() <= kExactUnitsMax},
        proved_{small_},
        undecided_(problem.unit_count(), 0),
        fit_{problem},
        packing_{problem} {}

  /// The set alone, wherever its units are.
  WeightedAssignment run_set() {
    for (QueuedUnit unit{0}; unit < units_; ++unit) fit(unit);
    return answer(0);
  }

  WeightedAssignment run() {
    // Prices fall while there is room to move; later, every place is taken.
    const std::uint32_t step = std::max(8U, units_ / 30U);
    for (QueuedUnit unit{0}; unit < units_; ++unit) {
      fit(unit);
      if (!small_ && unit % step == step - 1) lower(packing_);
    }
    SharedBound bound = shared_bound(problem_, placed());
    for (;;) {
      start_from(bound);
      if (!small_ && packing_.total() > bound.bound) disturb();
      if (small_) pack_cheapest();
      if (!keep_promise()) break;
      bound = shared_bound(problem_, placed());
    }
    return answer(bound.bound);
  }

 private:
  [[nodiscard]] std::vector<bool> placed() const {
    std::vector<bool> placed(units_);
    for (QueuedUnit unit{0}; unit < units_; ++unit) placed[unit] = packing_.placed(unit);
    return placed;
  }

  [[nodiscard]] std::vector<QueuedUnit> placed_units() const {
    std::vector<QueuedUnit> units;
    for (QueuedUnit unit{0}; unit < units_; ++unit) {
      if (packing_.placed(unit)) units.push_back(unit);
    }
    return units;
  }

  /// Requires that nobody behind the unit is placed, or that it does not matter.
  void fit(QueuedUnit unit) {
    const FitAnswer answer = fit_anyhow(packing_, fit_, unit, gathering_steps_);
    undecided_[unit] = answer == FitAnswer::stopped ? 1 : 0;
  }

  void pack_cheapest() {
    if (pack_exactly(packing_, placed_units(), false) == ExactAnswer::too_long) proved_ = false;
  }

  static bool share_out(LoadPacking& packing) {
    return PairExchange{packing}.run(
        std::vector<std::uint8_t>(packing.problem().practitioner_count(), 1));
  }

  static void lower(LoadPacking& packing) {
    for (bool better = true; better;) {
      better = packing.improve();
      better = share_out(packing) || better;
      better = rearrange_classes(packing) || better;
    }
  }

  /// Gives one unit to another practitioner, whoever has to leave finds a place elsewhere, and
  /// prices fall again from there; kept where that is no worse.
  void disturb() {
    const std::vector<QueuedUnit> units = placed_units();
    if (units.empty()) return;
    std::minstd_rand draws{2009};
    const auto drawn = [&draws](std::size_t below) { return draws() % below; };
    std::int64_t total = packing_.total();
    const std::size_t rounds = std::min(kDisturbances, kDisturbedUnitsMax / units.size());
    for (std::size_t round = 0; round < rounds; ++round) {
      const QueuedUnit unit = units[drawn(units.size())];
      const auto eligible = problem_.eligible(unit);
      const PractitionerIndex to = eligible[drawn(eligible.size())].practitioner;
      if (to == packing_.at(unit)) continue;
      LoadPacking other = packing_;
      std::vector<std::uint8_t> changed(problem_.practitioner_count(), 0);
      changed[to] = changed[packing_.at(unit)] = 1;
      other.take(unit);
      std::vector<QueuedUnit> leaving;
      while (!other.fits(unit, to) && !other.held(to).empty()) {
        leaving.push_back(other.held(to)[drawn(other.held(to).size())]);
        other.take(leaving.back());
      }
      if (!other.fits(unit, to)) continue;
      other.put(unit, to);
      const bool all_fit =
          std::ranges::all_of(leaving, [&other](QueuedUnit one) { return other.fit_in(one); });
      if (!all_fit) continue;
      for (const QueuedUnit one : leaving) changed[other.at(one)] = 1;
      PairExchange{other}.run(std::move(changed));
      const std::int64_t then = other.total();
      if (then > total) continue;
      total = then;
      packing_ = std::move(other);
    }
    lower(packing_);
  }

  /// Starts again from the units that the bound leaves whole, fitting in the others, heaviest
  /// first; unless they do not all fit in, or what comes of it costs more.
  void start_from(const SharedBound& bound) {
    lower(packing_);
    LoadPacking other{problem_};
    std::vector<QueuedUnit> shared;
    for (const QueuedUnit unit : placed_units()) {
      // Only a limit on a kind of work, which the bound does not count, can stand against it.
      const bool whole = bound.whole[unit] != SharedBound::kShared;
      if (whole && other.fits(unit, bound.whole[unit])) {
        other.put(unit, bound.whole[unit]);
      } else {
        shared.push_back(unit);
      }
    }
    std::ranges::stable_sort(shared, std::ranges::greater{},
                             [this](QueuedUnit unit) { return problem_.load(unit); });
    for (const QueuedUnit unit : shared) {
      if (!fit_by_rearranging(other, unit, bound.sharers[unit]) && !other.fit_in(unit)) return;
      share_out(other);
    }
    lower(other);
    if (other.total() < packing_.total()) packing_ = std::move(other);
  }

  /// Whether some unit of which that is not known yet fits among those before it, as they stand
  /// now, by a move or a swap. It is then placed, and those behind it that have lost their room are
  /// fitted in again.
  bool keep_promise() {
    for (QueuedUnit unit{0}; unit < units_; ++unit) {
      if (undecided_[unit] == 0) continue;
      LoadPacking before = packing_;
      std::vector<std::pair<QueuedUnit, PractitionerIndex>> behind;
      for (QueuedUnit other = unit.next(); other < units_; ++other) {
        if (!before.placed(other)) continue;
        behind.emplace_back(other, before.at(other));
        before.take(other);
      }
      if (!before.fit_in_by_two(unit)) continue;
      packing_ = std::move(before);
      undecided_[unit] = 0;
      auto next = behind.begin();
      for (QueuedUnit other = unit.next(); other < units_; ++other) {
        const bool was_placed = next != behind.end() && next->first == other;
        const PractitionerIndex was_at = was_placed ? (next++)->second : LoadPacking::kNobody;
        if (was_placed && packing_.fits(other, was_at)) {
          packing_.put(other, was_at);
          undecided_[other] = 0;
        } else {
          fit(other);
        }
      }
      return true;
    }
    return false;
  }

  [[nodiscard]] WeightedAssignment answer(std::int64_t bound) const {
    WeightedAssignment answer;
    for (QueuedUnit unit{0}; unit < units_; ++unit) {
      answer.practitioner.push_back(packing_.placed(unit) ? std::optional{packing_.at(unit)}
                                                          : std::nullopt);
    }
    for (PractitionerIndex p{0}; p < problem_.practitioner_count(); ++p) {
      answer.taken.push_back(packing_.taken(p));
      answer.urgent_taken.push_back(packing_.urgent_taken(p));
    }
    answer.total = Cost{packing_.total()};
    answer.bound = Cost{bound};
    for (QueuedUnit unit{0}; unit < units_; ++unit) {
      if (undecided_[unit] != 0) answer.undecided.push_back(unit);
    }
    answer.proved = proved_ && answer.undecided.empty();
    return answer;
  }

  const AssignmentProblem& problem_;
  QueuedUnit units_;
  bool small_;
  bool proved_;
  std::vector<std::uint8_t> undecided_;  ///< waits, and whether it must is not known
  LoadFit fit_;
  std::int64_t gathering_steps_ = kGatheringSteps;
  LoadPacking packing_;
};

}  // namespace

FitAnswer fit_anyhow(LoadPacking& packing,
                     LoadFit& fit,
                     QueuedUnit unit,
                     std::int64_t& gathering_steps) {
  if (packing.put_where_cheapest(unit)) return FitAnswer::found;
  if (!fit.may_fit(packing, unit)) return FitAnswer::impossible;
  if (packing.fit_in(unit)) return FitAnswer::found;
  // Gathering counts places alone.
  const bool gathers = !packing.problem().has_kinds();
  if (gathers && RoomGathering{packing}.fit(unit, gathering_steps)) return FitAnswer::found;
  return fit.fit(packing, unit);
}

WeightedAssignment promised_units(const AssignmentProblem& problem) {
  return WeightedSearch{problem}.run_set();
}

Result<WeightedAssignment> solve_weighted(const AssignmentProblem& problem) {
  Errors errors = problem.check();
  if (!errors.empty()) return failed(std::move(errors));
  return WeightedSearch{problem}.run();
}

}  // namespace waitlist
