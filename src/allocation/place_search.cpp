#include "allocation/place_search.h"

#include <algorithm>
#include <functional>
#include <type_traits>

namespace waitlist {

PlaceSearch::PlaceSearch(const PlaceFlow& flow)
    : distance_(flow.nodes() + 1), step_(flow.nodes() + 1), stamp_(flow.nodes() + 1, 0) {}

void PlaceSearch::begin(Node goal) {
  ++round_;
  if (round_ == 0) {  // after four thousand million searches
    std::ranges::fill(stamp_, 0);
    round_ = 1;
  }
  touched_.clear();
  heap_.clear();
  goal_ = goal;
  limit_ = INT64_MAX;
}

void PlaceSearch::reach(Node node, std::int64_t distance, Step step) {
  if (distance >= limit_) return;
  if (stamp_[node] == round_) {
    if (distance >= distance_[node]) return;
  } else {
    if (closed_ != nullptr && (*closed_)[node] != 0) return;
    stamp_[node] = round_;
    if (node + 1 != stamp_.size()) touched_.push_back(node);
  }
  distance_[node] = distance;
  step_[node] = step;
  if (node == goal_) limit_ = distance;
  heap_.emplace_back(distance, node);
  std::ranges::push_heap(heap_, std::greater<>{});
}

template <class Flow>
void PlaceSearch::expand(Flow& flow, Node node, std::int64_t distance) {
  const PractitionerIndex practitioner = flow.practitioner_at(node);
  const Node urgent = flow.urgent_node(practitioner);
  const std::int64_t from = distance + flow.potential(node);
  if (node == urgent) {
    if (flow.urgent_has_free(practitioner)) {
      reach(practitioner,
            from + flow.next_urgent_price(practitioner) - flow.potential(practitioner), {node});
    }
  } else {
    if (flow.has_free(practitioner)) {
      reach(flow.sink(), from + flow.next_price(practitioner), {node});
    }
    if (flow.urgent_at(practitioner) > 0) {
      reach(urgent, from - flow.last_urgent_price(practitioner) - flow.potential(urgent), {node});
    }
  }
  const auto row = [&] {
    if constexpr (std::is_const_v<Flow>) {
      return flow.fresh_row(node);
    } else {
      return flow.row(node);
    }
  }();
  for (const PlaceFlow::Move& move : row) {
    reach(move.to, from + move.extra - flow.potential(move.to), {node, move.unit});
  }
}

void PlaceSearch::expand_sink(const PlaceFlow& flow, std::int64_t distance) {
  for (PractitionerIndex p = 0; p < flow.practitioners(); ++p) {
    if (flow.taken(p) == 0) continue;
    reach(p, distance - flow.last_price(p) - flow.potential(p), {flow.sink()});
  }
}

template <class Flow>
bool PlaceSearch::run(Flow& flow, bool through_sink) {
  while (!heap_.empty()) {
    const auto [distance, node] = heap_.front();
    if (distance >= limit_) return true;
    std::ranges::pop_heap(heap_, std::greater<>{});
    heap_.pop_back();
    if (distance != distance_[node]) continue;
    if (node != flow.sink()) {
      expand(flow, node, distance);
    } else if (through_sink) {
      expand_sink(flow, distance);
    }
  }
  return limit_ != INT64_MAX;
}

bool PlaceSearch::from_unit(PlaceFlow& flow, QueuedUnit unit) {
  begin(flow.sink());
  for (const PlaceFlow::Pair& pair : flow.pairs(unit)) {
    reach(pair.node, pair.cost - flow.potential(pair.node), {PlaceFlow::kNowhere, unit});
  }
  return run(flow, false);
}

bool PlaceSearch::from_node(PlaceFlow& flow, Node node) {
  begin(flow.sink());
  reach(node, -flow.potential(node), {});
  return run(flow, false);
}

bool PlaceSearch::from_sink_to(PlaceFlow& flow, Node target) {
  begin(target);
  reach(flow.sink(), 0, {});
  return run(flow, true);
}

bool PlaceSearch::out_of_place(const PlaceFlow& flow, QueuedUnit unit) {
  const Node here = flow.node_of(unit);
  begin(here);
  for (const PlaceFlow::Pair& pair : flow.pairs(unit)) {
    if (pair.node == here) continue;
    reach(pair.node, pair.cost - flow.potential(pair.node), {PlaceFlow::kNowhere, unit});
  }
  return run(flow, true);
}

std::int64_t PlaceSearch::distance(const PlaceFlow& flow, Node node) const noexcept {
  return distance_[node] + (node == flow.sink() ? 0 : flow.potential(node));
}

PlaceSearch::Node PlaceSearch::first_node(Node end) const noexcept {
  while (step_[end].from != PlaceFlow::kNowhere) end = step_[end].from;
  return end;
}

void PlaceSearch::move_along(PlaceFlow& flow, Node end) {
  // From the end on, so that nobody enters a node before somebody has left it.
  for (Node at = end;;) {
    const Step step = step_[at];
    if (step.unit != kNoUnit) {
      const auto pairs = flow.pairs(step.unit);
      const auto pair = std::ranges::find(pairs, at, &PlaceFlow::Pair::node);
      flow.place(step.unit, at, pair->cost);
    }
    if (step.from == PlaceFlow::kNowhere) return;
    at = step.from;
  }
}

void PlaceSearch::apply(PlaceFlow& flow, Node end) {
  const std::int64_t length = distance_[end];
  for (const Node node : touched_) {
    if (distance_[node] < length) flow.add_potential(node, distance_[node] - length);
  }
  move_along(flow, end);
}

void PlaceSearch::apply_from_sink(PlaceFlow& flow, Node end) {
  const std::int64_t length = distance_[end];
  for (Node node = 0; node < flow.nodes(); ++node) {
    flow.add_potential(node, was_reached(node) ? std::min(distance_[node], length) : length);
  }
  move_along(flow, end);
}

}  // namespace waitlist
