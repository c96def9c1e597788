#include "simulation/day_match.h"

#include <waitlist/allocation/assignment.h>
#include <waitlist/allocation/weighted_assignment.h>

#include "base/check.h"

#include <algorithm>

namespace waitlist {

void DayMatch::open(std::vector<PractitionerPlaces> places, const WorkKinds& kinds) {
  places_ = std::move(places);
  practitioner_.assign(places_.size(), 0);
  post_.clear();
  free_ = 0;
  problem_ = {};
  for (PractitionerIndex post{0}; post < places_.size(); ++post) {
    if (places_[post].places == 0) continue;
    practitioner_[post] = problem_.add_practitioner(places_[post]);
    post_.push_back(post);
    free_ += places_[post].places;
  }
  kinds_.assign(2 * kinds.size(), {});
  unit_loads_ = true;
  look_at_ = free_;
  solution_.clear();
  taken_ = 0;
}

bool DayMatch::counts(std::uint32_t kind, bool urgent, const WorkKinds& kinds) {
  if (kinds_.size() < 2 * kinds.size()) kinds_.resize(2 * kinds.size());
  KindOfDay& one = kinds_[2 * kind + (urgent ? 1 : 0)];
  const WorkKind& work = kinds[kind];
  if (!one.known) {
    one.known = true;
    for (const PractitionerIndex post : work.posts) {
      const PractitionerPlaces& places = places_[post];
      one.room += urgent ? std::min(places.places, places.urgent_places) : places.places;
    }
  }
  if ((one.units + 1) * work.load > one.room) return false;
  ++one.units;
  return true;
}

void DayMatch::add(std::span<const EligiblePair> pairs, bool urgent, std::uint32_t load) {
  pairs_.clear();
  for (const EligiblePair& pair : pairs) {
    if (places_[pair.practitioner].places == 0) continue;
    pairs_.push_back({practitioner_[pair.practitioner], pair.cost});
  }
  problem_.add_unit(pairs_, urgent, load);
  unit_loads_ = unit_loads_ && load == 1;
}

bool DayMatch::full() {
  if (problem_.unit_count() < look_at_) return false;
  solve();
  look_at_ = 2 * problem_.unit_count();
  return taken_ == free_;
}

std::vector<std::optional<PractitionerIndex>> DayMatch::posts() {
  if (solution_.size() < problem_.unit_count()) solve();
  std::vector<std::optional<PractitionerIndex>> posts;
  posts.reserve(solution_.size());
  for (const auto& practitioner : solution_) {
    posts.push_back(practitioner ? std::optional{post_[*practitioner]} : std::nullopt);
  }
  return posts;
}

void DayMatch::solve() {
  if (unit_loads_) {
    const auto solved = Assignment::solve(problem_);
    WAITLIST_CHECK(solved.has_value());  // simulate() has tried the rules
    solution_.clear();
    for (QueuedUnit unit{0}; unit < problem_.unit_count(); ++unit) {
      solution_.push_back(solved->practitioner_of(unit));
    }
  } else {
    auto solved = solve_weighted(problem_);
    WAITLIST_CHECK(solved.has_value());
    solution_ = std::move(solved->practitioner);
  }
  taken_ = 0;
  for (QueuedUnit unit{0}; unit < problem_.unit_count(); ++unit) {
    if (solution_[unit]) taken_ += problem_.load(unit);
  }
}

}  // namespace waitlist
