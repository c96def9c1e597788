#include "allocation/place_gains.h"

#include "allocation/load_fit.h"
#include "allocation/load_packing.h"
#include "allocation/weighted_search.h"

#include <algorithm>
#include <cstdint>

namespace waitlist {
namespace {

constexpr std::int64_t kSteps = 200'000'000;  ///< of each kind, for all questions together

/// The problem with one more place of one practitioner.
AssignmentProblem with_one_more(const AssignmentProblem& problem, PractitionerIndex practitioner) {
  AssignmentProblem changed;
  changed.reserve(problem.unit_count(), problem.pair_count());
  for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
    PractitionerPlaces one = problem.places(p);
    if (p == practitioner) ++one.places;
    changed.add_practitioner(one);
  }
  changed.limit_kinds_like(problem);
  for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
    changed.add_unit_like(problem, unit);
  }
  return changed;
}

class PlaceGains {
 public:
  PlaceGains(const AssignmentProblem& problem, const WeightedAssignment& now)
      : problem_{problem}, now_{now}, hopeful_(problem.practitioner_count()) {}

  std::vector<std::optional<QueuedUnit>> take() {
    find_hopeful();
    std::vector<std::optional<QueuedUnit>> bought;
    bought.reserve(hopeful_.size());
    for (PractitionerIndex p{0}; p < hopeful_.size(); ++p) bought.push_back(first_at(p));
    return bought;
  }

 private:
  /// A place with somebody whom not even shared units of those before it could make room at helps
  /// no unit.
  void find_hopeful() {
    const LoadFit fit{problem_};
    LoadPacking before{problem_};
    for (QueuedUnit unit{0}; unit < problem_.unit_count(); ++unit) {
      if (const auto at = now_.practitioner[unit]) {
        before.put(unit, *at);
        continue;
      }
      for (const PractitionerIndex p : fit.helpers(before, unit)) hopeful_[p].push_back(unit);
    }
  }

  std::optional<QueuedUnit> first_at(PractitionerIndex practitioner) {
    if (hopeful_[practitioner].empty()) return std::nullopt;
    const AssignmentProblem changed = with_one_more(problem_, practitioner);
    LoadFit fit{changed, fit_steps_};
    LoadPacking before{changed};
    std::optional<QueuedUnit> first;
    QueuedUnit next{0};
    for (const QueuedUnit unit : hopeful_[practitioner]) {
      for (; next < unit; ++next) {
        // Nothing moves while units are found not to fit.
        if (const auto at = now_.practitioner[next]) before.put(next, *at);
      }
      const FitAnswer answer = fit_anyhow(before, fit, unit, gathering_steps_);
      if (answer == FitAnswer::impossible) continue;
      if (answer == FitAnswer::found) first = unit;
      break;
    }
    fit_steps_ = fit.steps_left();
    return first;
  }

  const AssignmentProblem& problem_;
  const WeightedAssignment& now_;
  std::vector<std::vector<QueuedUnit>> hopeful_;  ///< by practitioner, units a place may help
  std::int64_t fit_steps_ = kSteps;
  std::int64_t gathering_steps_ = kSteps;
};

}  // namespace

std::vector<std::optional<QueuedUnit>> one_more_place_buys(const AssignmentProblem& problem,
                                                           const WeightedAssignment& now) {
  return PlaceGains{problem, now}.take();
}

}  // namespace waitlist
