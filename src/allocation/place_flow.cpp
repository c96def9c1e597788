#include "allocation/place_flow.h"

#include "allocation/place_price.h"

#include <algorithm>
#include <cstdlib>

namespace waitlist {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;

}  // namespace

PlaceFlow::PlaceFlow(const AssignmentProblem& problem) {
  const auto count = static_cast<PractitionerIndex>(problem.practitioner_count());
  places_.reserve(count);
  for (PractitionerIndex i{0}; i < count; ++i) {
    const PractitionerPlaces& places = problem.places(i);
    places_.push_back(places);
    limited_.push_back(
        places.urgent_places <= places.places || places.urgent_price != PlacePrice{} ? 1 : 0);
  }
  taken_.assign(count, 0);
  open_price_.assign(nodes(), kNoPlace);
  for (PractitionerIndex p{0}; p < count; ++p) see_open(p);
  held_.resize(nodes());
  rows_.resize(nodes());
  stale_.assign(nodes(), 1);
  best_.assign(nodes(), kNone);
  row_.resize(nodes());
  const std::size_t units = problem.unit_count();
  begin_.reserve(units + 1);
  pairs_.reserve(problem.pair_count());
  urgent_.reserve(units);
  node_.reserve(units);
  cost_.reserve(units);
  slot_.reserve(units);
  for (QueuedUnit unit{0}; unit < units; ++unit) {
    add_unit(problem.eligible(unit), problem.urgent(unit));
  }
  start_potentials();
}

QueuedUnit PlaceFlow::add_unit(std::span<const EligiblePair> eligible, bool urgent) {
  for (const EligiblePair& pair : eligible) {
    pairs_.push_back({pair.cost.count(), node_for(urgent, pair.practitioner)});
    if (!written_.empty()) written_.push_back(pair.cost.count());
  }
  begin_.push_back(pairs_.size());
  urgent_.push_back(urgent ? 1 : 0);
  node_.push_back(kNowhere);
  cost_.push_back(0);
  slot_.push_back(0);
  return static_cast<QueuedUnit>(node_.size() - 1);
}

void PlaceFlow::start_potentials() {
  potential_.resize(nodes());
  for (PractitionerIndex p{0}; p < practitioners(); ++p) {
    potential_[p] = has_free(p) || taken(p) == 0 ? -next_price(p) : -last_price(p);
    const bool any_urgent = urgent_at(p) > 0;
    potential_[urgent_node(p)] =
        potential_[p] - (any_urgent ? last_urgent_price(p) : next_urgent_price(p));
  }
}

std::int64_t PlaceFlow::least_last_step() const noexcept {
  std::int64_t least = INT64_MAX;
  for (PractitionerIndex p{0}; p < practitioners(); ++p) {
    if (open_price_[p] != kNoPlace) least = std::min(least, potential_[p] + open_price_[p]);
  }
  return least == INT64_MAX ? 0 : least;
}

void PlaceFlow::lower_potentials(std::int64_t by) noexcept {
  for (std::int64_t& potential : potential_) potential -= by;
}

std::int64_t PlaceFlow::written_cost(QueuedUnit unit, Node node) const noexcept {
  std::size_t at = begin_[unit];
  while (pairs_[at].node != node) ++at;
  return written_.empty() ? pairs_[at].cost : written_[at];
}

std::int64_t PlaceFlow::total() const noexcept {
  std::int64_t sum = 0;
  for (QueuedUnit unit{0}; unit < node_.size(); ++unit) {
    if (node_[unit] != kNowhere) sum += written_cost(unit, node_[unit]);
  }
  for (PractitionerIndex p{0}; p < practitioners(); ++p) {
    sum += sum_of_places(places_[p].price, taken(p));
    sum -= places_[p].below_least.count() * std::min(taken(p), places_[p].least);
    sum += sum_of_places(places_[p].urgent_price, urgent_at(p));
  }
  return sum;
}

void PlaceFlow::leave(QueuedUnit unit) {
  const Node node = node_[unit];
  if (node == kNowhere) return;
  std::vector<QueuedUnit>& list = held_[node];
  const QueuedUnit last = list.back();
  list[slot_[unit]] = last;
  slot_[last] = slot_[unit];
  list.pop_back();
  --taken_[practitioner_at(node)];
  see_open(practitioner_at(node));
  node_[unit] = kNowhere;
  stale_[node] = 1;
}

void PlaceFlow::place(QueuedUnit unit, Node node, std::int64_t cost) {
  leave(unit);
  slot_[unit] = static_cast<std::uint32_t>(held_[node].size());
  held_[node].push_back(unit);
  ++taken_[practitioner_at(node)];
  see_open(practitioner_at(node));
  node_[unit] = node;
  cost_[unit] = cost;
  stale_[node] = 1;
}

void PlaceFlow::unplace(QueuedUnit unit) {
  leave(unit);
  cost_[unit] = 0;
}

void PlaceFlow::make_row(Node node) {
  std::uint32_t* const best = best_.data();
  Move* const row = row_.data();
  std::uint32_t size = 0;
  for (const QueuedUnit unit : held_[node]) {
    const std::int64_t here = cost_[unit];
    for (const Pair& pair : pairs(unit)) {
      const std::int64_t extra = pair.cost - here;
      const std::uint32_t at = best[pair.node];
      if (at == kNone) {
        best[pair.node] = size;
        row[size++] = {extra, pair.node, unit};
      } else if (extra < row[at].extra) {
        row[at] = {extra, pair.node, unit};
      }
    }
  }
  rows_[node].assign(row, row + size);
  for (const Move& move : rows_[node]) best[move.to] = kNone;
  stale_[node] = 0;
}

void PlaceFlow::price_moves(std::int64_t move) {
  for (PractitionerIndex p{0}; p < practitioners(); ++p) {
    places_[p].least = 0;
    see_open(p);
  }
  if (written_.empty()) {
    for (const Pair& pair : pairs_) written_.push_back(pair.cost);
  }
  for (QueuedUnit unit{0}; unit < node_.size(); ++unit) {
    if (node_[unit] == kNowhere) continue;
    const std::int64_t here = written_cost(unit, node_[unit]);
    for (std::size_t at = begin_[unit]; at < begin_[unit + 1]; ++at) {
      const bool stays = pairs_[at].node == node_[unit];
      pairs_[at].cost = stays ? 0 : move + written_[at] - here;
    }
    cost_[unit] = 0;
  }
  stale_.assign(nodes(), 1);
  start_potentials();
}

std::int64_t PlaceFlow::largest_price() const noexcept {
  std::int64_t most = 1;
  for (const Pair& pair : pairs_) most = std::max(most, std::abs(pair.cost));
  for (const PractitionerPlaces& places : places_) {
    for (const PlacePrice& one : {places.price, places.urgent_price}) {
      most = std::max({most, std::abs(one.first.count()), std::abs(price(one, places.places))});
    }
  }
  return most;
}

}  // namespace waitlist
