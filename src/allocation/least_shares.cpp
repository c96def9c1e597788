#include "allocation/least_shares.h"

#include "allocation/load_packing.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace waitlist {
namespace {

class ShareRaiser {
 public:
  ShareRaiser(const AssignmentProblem& problem,
              std::span<const PractitionerLoad> loads,
              const ChangesOf& changes,
              const LoadWith& load_with,
              const WeightedAssignment& placed)
      : problem_{problem},
        loads_{loads},
        changes_{changes},
        load_with_{load_with},
        packing_{problem},
        taken_(loads.size(), 0) {
    for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
      if (const auto at = placed.practitioner[unit]) {
        packing_.put(unit, *at);
        taken_[*at] += load_with(unit, *at);
      }
    }
  }

  void raise() {
    // Each move brings the least shares nearer together, so there is an end.
    for (bool moved = true; moved;) {
      moved = false;
      for (PractitionerIndex p{0}; p < loads_.size(); ++p) {
        while (missing(p, taken_[p]) > 0 && bring_one(p)) moved = true;
      }
    }
  }

  void write(WeightedAssignment& placed) const {
    for (QueuedUnit unit{0}; unit < problem_.unit_count(); ++unit) {
      if (packing_.placed(unit)) placed.practitioner[unit] = packing_.at(unit);
    }
    for (PractitionerIndex p{0}; p < loads_.size(); ++p) {
      placed.taken[p] = packing_.taken(p);
      placed.urgent_taken[p] = packing_.urgent_taken(p);
    }
    placed.total = Cost{packing_.total()};
    placed.proved = false;
  }

 private:
  /// Places that a least share lacks with so many of the problem's taken.
  [[nodiscard]] std::uint32_t missing(PractitionerIndex p, std::uint32_t taken) const {
    const std::uint32_t has = loads_[p].appointed + taken;
    return loads_[p].least > has ? loads_[p].least - has : 0;
  }

  /// What the whole costs more with the unit there; nullopt: it may not or should not go there.
  [[nodiscard]] std::optional<std::int64_t> extra(QueuedUnit unit, PractitionerIndex to) const {
    const PractitionerIndex from = packing_.at(unit);
    if (from == to) return std::nullopt;
    const auto cost = packing_.cost(unit, to);
    if (!cost || !packing_.fits(unit, to) || changes_(unit, to) > changes_(unit, from)) {
      return std::nullopt;
    }
    const std::uint32_t load = problem_.load(unit);
    const std::uint32_t urgent = problem_.urgent(unit) ? load : 0;
    const std::uint32_t left = packing_.taken(from) - load;
    const std::uint32_t after = taken_[from] - load_with_(unit, from);
    if (missing(from, after) > missing(from, taken_[from])) return std::nullopt;
    return *cost - *packing_.cost(unit, from) +
           packing_.place_cost(from, left, packing_.urgent_taken(from) - urgent) -
           packing_.place_cost(from) +
           packing_.place_cost(to, packing_.taken(to) + load, packing_.urgent_taken(to) + urgent) -
           packing_.place_cost(to);
  }

  bool bring_one(PractitionerIndex to) {
    std::optional<QueuedUnit> best;
    std::int64_t least = INT64_MAX;
    for (QueuedUnit unit{0}; unit < problem_.unit_count(); ++unit) {
      if (!packing_.placed(unit)) continue;
      const auto more = extra(unit, to);
      if (!more || *more >= least) continue;
      least = *more;
      best = unit;
    }
    if (!best) return false;
    taken_[packing_.at(*best)] -= load_with_(*best, packing_.at(*best));
    packing_.take(*best);
    packing_.put(*best, to);
    taken_[to] += load_with_(*best, to);
    return true;
  }

  const AssignmentProblem& problem_;
  std::span<const PractitionerLoad> loads_;
  const ChangesOf& changes_;
  const LoadWith& load_with_;
  LoadPacking packing_;
  std::vector<std::uint32_t> taken_;  ///< places of each practitioner, as they count with them
};

}  // namespace

void raise_least_shares(const AssignmentProblem& problem,
                        std::span<const PractitionerLoad> loads,
                        const ChangesOf& changes,
                        const LoadWith& load_with,
                        WeightedAssignment& placed) {
  const bool any = std::ranges::any_of(
      loads, [](const PractitionerLoad& load) { return load.least > load.appointed; });
  if (!any) return;
  ShareRaiser raiser{problem, loads, changes, load_with, placed};
  raiser.raise();
  raiser.write(placed);
}

}  // namespace waitlist
