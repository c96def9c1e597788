#include "allocation/room_gathering.h"

#include <algorithm>

namespace waitlist {
namespace {

constexpr int kGatheringRounds = 150;
constexpr std::size_t kSharedMax = 250;           ///< units of two practitioners
constexpr std::size_t kSharedTableMax = 100'000;  ///< places times urgent places
constexpr std::uint8_t kNothing = 255;
constexpr std::uint8_t kStartOfTable = 254;

}  // namespace

RoomGathering::Room RoomGathering::room(PractitionerIndex p) const {
  const PractitionerPlaces& places = packing_.problem().places(p);
  const std::int64_t all = std::int64_t{places.places} - packing_.taken(p);
  return {all, std::min(all, std::int64_t{places.urgent_places} - packing_.urgent_taken(p))};
}

std::int64_t RoomGathering::worth(const Room& room) const {
  const std::int64_t most = load_;
  return urgent_ ? 1'000 * std::min(most, room.urgent) + std::min(most, room.all)
                 : std::min(most, room.all);
}

bool RoomGathering::fit(QueuedUnit unit, std::int64_t& steps) {
  unit_ = unit;
  load_ = packing_.problem().load(unit);
  urgent_ = packing_.problem().urgent(unit);
  draws_.seed(static_cast<std::uint32_t>(unit) + 1);
  steps_ = steps;
  const LoadPacking before = packing_;
  bool found = false;
  for (int round = 0; round < kGatheringRounds && !found && steps_ > 0; ++round) {
    for (const EligiblePair& pair : packing_.problem().eligible(unit)) {
      found = packing_.could_fit(unit, pair.practitioner) && gather_at(pair.practitioner);
      if (found || steps_ <= 0) break;
    }
    if (!found) disturb();
  }
  steps = steps_;
  if (!found) packing_ = before;
  return found;
}

/// Those who hold what this one may take, or may take what this one holds; then those beyond.
void RoomGathering::walk_from(PractitionerIndex to) {
  const std::size_t people = packing_.problem().practitioner_count();
  seen_.assign(people, 0);
  parent_.assign(people, to);
  reached_.assign(1, to);
  seen_[to] = 1;
  for (std::size_t next = 0; next < reached_.size(); ++next) {
    const PractitionerIndex p = reached_[next];
    for (const QueuedUnit held : packing_.held(p)) {
      for (const EligiblePair& pair : packing_.problem().eligible(held)) {
        if (seen_[pair.practitioner] != 0) continue;
        seen_[pair.practitioner] = 1;
        parent_[pair.practitioner] = p;
        reached_.push_back(pair.practitioner);
      }
      steps_ -= static_cast<std::int64_t>(packing_.problem().eligible(held).size());
    }
  }
}

bool RoomGathering::gather_at(PractitionerIndex to) {
  walk_from(to);
  for (std::size_t i = reached_.size(); i-- > 1;) {
    if (steps_ <= 0) return false;
    const PractitionerIndex from = reached_[i];
    if (room(from).all > 0 || urgent_) share(parent_[from], from, false);
    if (!packing_.fits(unit_, to)) continue;
    packing_.put(unit_, to);
    return true;
  }
  return false;
}

void RoomGathering::disturb() {
  if (reached_.size() < 2) return;
  for (std::size_t i = 0; i < reached_.size(); ++i) {
    const PractitionerIndex one = reached_[draws_() % reached_.size()];
    const PractitionerIndex other = reached_[draws_() % reached_.size()];
    if (one != other) share(one, other, true);
  }
}

void RoomGathering::collect(PractitionerIndex to, PractitionerIndex from) {
  shared_.clear();
  for (const PractitionerIndex p : {to, from}) {
    const PractitionerIndex other = p == to ? from : to;
    for (const QueuedUnit unit : packing_.held(p)) {
      if (packing_.cost(unit, other)) shared_.push_back(unit);
    }
    steps_ -= static_cast<std::int64_t>(packing_.held(p).size());
  }
  std::ranges::sort(shared_);
  if (shared_.size() > kSharedMax) shared_.resize(kSharedMax);
  std::shuffle(shared_.begin(), shared_.end(), draws_);
}

bool RoomGathering::fill_table() {
  std::size_t loads = 0;
  std::size_t urgents = 0;
  const AssignmentProblem& problem = packing_.problem();
  for (const QueuedUnit unit : shared_) {
    loads += problem.load(unit);
    if (problem.urgent(unit)) urgents += problem.load(unit);
  }
  loads_ = loads + 1;
  urgents_ = urgents + 1;
  if (loads_ * urgents_ > kSharedTableMax) return false;
  last_.assign(loads_ * urgents_, kNothing);
  last_[0] = kStartOfTable;
  for (std::size_t i = 0; i < shared_.size(); ++i) {
    const std::size_t load = problem.load(shared_[i]);
    const std::size_t step = load * urgents_ + (problem.urgent(shared_[i]) ? load : 0);
    for (std::size_t state = last_.size(); state-- > step;) {
      const bool new_here = last_[state] == kNothing && last_[state - step] != kNothing;
      if (new_here) last_[state] = static_cast<std::uint8_t>(i);
    }
  }
  steps_ -= static_cast<std::int64_t>(last_.size() * shared_.size() / 8);
  return true;
}

/// What the two hold apart from what is shared.
RoomGathering::Room RoomGathering::room_without_shared(PractitionerIndex p) const {
  const PractitionerPlaces& places = packing_.problem().places(p);
  Room free{std::int64_t{places.places} - packing_.taken(p),
            std::int64_t{places.urgent_places} - packing_.urgent_taken(p)};
  for (const QueuedUnit unit : shared_) {
    if (packing_.at(unit) != p) continue;
    free.all += packing_.problem().load(unit);
    if (packing_.problem().urgent(unit)) free.urgent += packing_.problem().load(unit);
  }
  return free;
}

/// The state, among those with the most room for the first, that a draw decides for.
std::size_t RoomGathering::best_state(PractitionerIndex to, PractitionerIndex from, bool any) {
  const Room free_to = room_without_shared(to);
  const Room free_from = room_without_shared(from);
  const auto all = static_cast<std::int64_t>(loads_ - 1);
  const auto all_urgent = static_cast<std::int64_t>(urgents_ - 1);
  std::size_t best = last_.size();
  std::int64_t most = 0;
  std::uint32_t ways = 0;
  for (std::size_t state = 0; state < last_.size(); ++state) {
    if (last_[state] == kNothing) continue;
    const auto load = static_cast<std::int64_t>(state / urgents_);
    const auto urgent = static_cast<std::int64_t>(state % urgents_);
    if (load > free_from.all || urgent > free_from.urgent) continue;
    const Room then{free_to.all - (all - load), free_to.urgent - (all_urgent - urgent)};
    if (then.all < 0 || then.urgent < 0) continue;
    const std::int64_t value = any ? 0 : worth({then.all, std::min(then.all, then.urgent)});
    if (ways > 0 && value < most) continue;
    ways = ways > 0 && value == most ? ways + 1 : 1;
    if (ways > 1 && draws_() % ways != 0) continue;
    best = state;
    most = value;
  }
  return best;
}

void RoomGathering::share(PractitionerIndex to, PractitionerIndex from, bool any) {
  collect(to, from);
  if (shared_.empty() || !fill_table()) return;
  const std::size_t state = best_state(to, from, any);
  if (state < last_.size()) hand_out(to, from, state);
}

void RoomGathering::hand_out(PractitionerIndex to, PractitionerIndex from, std::size_t state) {
  const AssignmentProblem& problem = packing_.problem();
  std::vector<std::uint8_t> with_second(shared_.size(), 0);
  while (state != 0) {
    const std::uint8_t i = last_[state];
    with_second[i] = 1;
    const std::size_t load = problem.load(shared_[i]);
    state -= load * urgents_ + (problem.urgent(shared_[i]) ? load : 0);
  }
  for (std::size_t i = 0; i < shared_.size(); ++i) {
    const PractitionerIndex there = with_second[i] != 0 ? from : to;
    if (packing_.at(shared_[i]) == there) continue;
    packing_.take(shared_[i]);
    packing_.put(shared_[i], there);
  }
}

}  // namespace waitlist
