#include "support/assignment_oracle.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace waitlist::assignment_oracle {
namespace {

/// What is taken of each practitioner.
struct Taken {
  explicit Taken(const AssignmentProblem& problem)
      : problem_{problem},
        all(problem.practitioner_count(), 0),
        urgent(problem.practitioner_count(), 0) {}

  [[nodiscard]] bool fits(QueuedUnit unit, PractitionerIndex p) const {
    const PractitionerPlaces& places = problem_.places(p);
    const std::uint32_t load = problem_.load(unit);
    return all[p] + load <= places.places &&
           (!problem_.urgent(unit) || urgent[p] + load <= places.urgent_places);
  }

  void add(QueuedUnit unit, PractitionerIndex p, bool there) {
    const std::uint32_t load = problem_.load(unit);
    all[p] = there ? all[p] + load : all[p] - load;
    if (problem_.urgent(unit)) urgent[p] = there ? urgent[p] + load : urgent[p] - load;
  }

  const AssignmentProblem& problem_;
  std::vector<std::uint64_t> all, urgent;
};

std::int64_t price_of(const PlacePrice& price, std::uint64_t taken) {
  std::int64_t sum = 0;
  for (std::uint64_t k = 0; k < taken; ++k) {
    sum += price.first.count() + price.rise.count() * static_cast<std::int64_t>(k);
  }
  return sum;
}

class BruteForce {
 public:
  explicit BruteForce(const AssignmentProblem& problem)
      : problem_{problem}, taken_{problem}, now_(problem.unit_count()) {}

  Best run() {
    try_unit(0);
    return *best_;
  }

 private:
  void try_unit(QueuedUnit unit) {
    if (unit == problem_.unit_count()) {
      look();
      return;
    }
    for (const EligiblePair& pair : problem_.eligible(unit)) {
      if (!taken_.fits(unit, pair.practitioner)) continue;
      taken_.add(unit, pair.practitioner, true);
      now_[unit] = pair.practitioner;
      try_unit(unit.next());
      taken_.add(unit, pair.practitioner, false);
    }
    now_[unit].reset();
    try_unit(unit.next());
  }

  void look() {
    const std::int64_t total = total_of(problem_, now_);
    if (!best_) {
      best_ = Best{now_, total};
      return;
    }
    const std::vector<bool> set = placed_of(now_);
    const std::vector<bool> best_set = placed_of(best_->places);
    if (set != best_set) {
      if (set > best_set) best_ = Best{now_, total};
    } else if (total < best_->total || (total == best_->total && now_ < best_->places)) {
      best_ = Best{now_, total};
    }
  }

  const AssignmentProblem& problem_;
  Taken taken_;
  Places now_;
  std::optional<Best> best_;
};

}  // namespace

Best brute_force(const AssignmentProblem& problem) { return BruteForce{problem}.run(); }

Places places_of(const Assignment& assignment) {
  Places places;
  for (QueuedUnit unit{0}; unit < assignment.unit_count(); ++unit) {
    places.push_back(assignment.practitioner_of(unit));
  }
  return places;
}

std::vector<bool> placed_of(const Places& places) {
  std::vector<bool> placed;
  placed.reserve(places.size());
  for (const auto& place : places) placed.push_back(place.has_value());
  return placed;
}

std::int64_t total_of(const AssignmentProblem& problem, const Places& places) {
  std::int64_t total = 0;
  Taken taken{problem};
  for (QueuedUnit unit{0}; unit < places.size(); ++unit) {
    if (!places[unit]) continue;
    for (const EligiblePair& pair : problem.eligible(unit)) {
      if (pair.practitioner == places[unit]) total += pair.cost.count();
    }
    taken.add(unit, *places[unit], true);
  }
  for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
    total += price_of(problem.places(p).price, taken.all[p]);
    total += price_of(problem.places(p).urgent_price, taken.urgent[p]);
  }
  return total;
}

std::string faults_of(const AssignmentProblem& problem, const Places& places) {
  Taken taken{problem};
  for (QueuedUnit unit{0}; unit < places.size(); ++unit) {
    if (!places[unit]) continue;
    const auto eligible = problem.eligible(unit);
    if (std::ranges::count(eligible, *places[unit], &EligiblePair::practitioner) != 1) {
      return "unit " + std::to_string(unit) + " is with somebody who is not eligible";
    }
    if (!taken.fits(unit, *places[unit])) {
      return "practitioner " + std::to_string(*places[unit]) + " has more than there are places";
    }
    taken.add(unit, *places[unit], true);
  }
  return "";
}

std::string broken_promise(const AssignmentProblem& problem, const Places& places) {
  // Augmenting paths over single places: an urgent unit needs a pair of places, which is why
  // places of a practitioner are looked at as a whole.
  const auto units = static_cast<QueuedUnit>(places.size());
  for (QueuedUnit unit{0}; unit < units; ++unit) {
    if (places[unit]) continue;
    // Only those before it keep their places.
    Places now = places;
    for (QueuedUnit behind = unit; behind < units; ++behind) now[behind].reset();
    std::set<std::pair<PractitionerIndex, bool>> seen;
    const std::function<bool(QueuedUnit)> can_go = [&](QueuedUnit one) {
      for (const EligiblePair& pair : problem.eligible(one)) {
        const PractitionerIndex p = pair.practitioner;
        if (now[one] == p) continue;
        std::uint64_t all = 0;
        std::uint64_t urgent = 0;
        for (QueuedUnit other{0}; other < units; ++other) {
          if (now[other] != p) continue;
          ++all;
          if (problem.urgent(other)) ++urgent;
        }
        const bool urgent_full = problem.urgent(one) && urgent >= problem.places(p).urgent_places;
        if (!urgent_full && all < problem.places(p).places) return true;
        if (!seen.insert({p, urgent_full}).second) continue;
        for (QueuedUnit other{0}; other < units; ++other) {
          if (now[other] != p) continue;
          if (urgent_full && !problem.urgent(other)) continue;
          if (can_go(other)) return true;
        }
      }
      return false;
    };
    if (can_go(unit)) return "unit " + std::to_string(unit) + " was passed over";
  }
  return "";
}

std::string faults_of(const AssignmentProblem& problem,
                      const Places& places,
                      QueuedUnit unit,
                      const TightSet& set) {
  std::set<PractitionerIndex> all;
  std::set<PractitionerIndex> urgent_only;
  for (const FullPlaces& full : set.full) {
    (full.kind == PlaceKind::all ? all : urgent_only).insert(full.practitioner);
  }
  const auto closed_to = [&](QueuedUnit one) {
    return std::ranges::all_of(problem.eligible(one), [&](const EligiblePair& pair) {
      return all.contains(pair.practitioner) ||
             (problem.urgent(one) && urgent_only.contains(pair.practitioner));
    });
  };
  if (!closed_to(unit)) return "the unit could go outside the places that are named";
  std::uint64_t places_there = 0;
  for (const PractitionerIndex p : all) places_there += problem.places(p).places;
  for (const PractitionerIndex p : urgent_only) places_there += problem.places(p).urgent_places;
  if (places_there != set.holders.size()) return "the holders do not fill the places";
  const std::set<QueuedUnit> holders(set.holders.begin(), set.holders.end());
  if (holders.size() != set.holders.size()) return "a holder stands twice";
  for (const QueuedUnit holder : holders) {
    if (holder >= unit) return "a holder does not stand before the unit";
    if (!places[holder]) return "a holder is not placed";
    const bool there = all.contains(*places[holder]) ||
                       (problem.urgent(holder) && urgent_only.contains(*places[holder]));
    if (!there) return "a holder is not at these places";
    if (!closed_to(holder)) return "a holder could go elsewhere";
  }
  return "";
}

}  // namespace waitlist::assignment_oracle
