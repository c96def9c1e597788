#include "allocation/place_search.h"

#include <algorithm>
#include <functional>

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
  level_.clear();
  now_ = INT64_MIN;
  goal_ = goal;
  limit_ = INT64_MAX;
}

/// Notes a way to a node, if it is shorter than those known. A free place there is seen at once, so
/// that a search ends without looking any further than it must.
inline void PlaceSearch::reach(const PlaceFlow& flow, Node node, std::int64_t distance, Step step) {
  if (distance >= limit_) return;
  if (stamp_[node] == round_) {
    if (distance >= distance_[node]) return;
  } else {
    if (closed_ != nullptr && (*closed_)[node] != 0) return;
    stamp_[node] = round_;
    touched_.push_back(node);
  }
  distance_[node] = distance;
  step_[node] = step;
  if (node == goal_) limit_ = distance;
  if (wanted_ != nullptr && (*wanted_)[node] > 0) {
    limit_ = distance;
    goal_ = node;
  }
  const PractitionerIndex practitioner = flow.practitioner_at(node);
  if (!flow.is_urgent_node(node) && flow.has_free(practitioner)) {
    reach_sink(distance + flow.potential(node) + flow.next_price(practitioner), node);
  }
  if (distance == now_) {
    level_.push_back(node);  // as near as can be: needs no heap
    return;
  }
  heap_.emplace_back(distance, node);
  std::ranges::push_heap(heap_, std::greater<>{});
}

void PlaceSearch::reach_sink(std::int64_t distance, Node from) {
  const auto sink = static_cast<Node>(stamp_.size() - 1);
  if (distance >= limit_ || (stamp_[sink] == round_ && distance >= distance_[sink])) return;
  stamp_[sink] = round_;
  distance_[sink] = distance;
  step_[sink] = {from};
  if (goal_ == sink) {
    limit_ = distance;
    return;
  }
  heap_.emplace_back(distance, sink);
  std::ranges::push_heap(heap_, std::greater<>{});
}

void PlaceSearch::expand(PlaceFlow& flow, Node node) {
  const PractitionerIndex practitioner = flow.practitioner_at(node);
  const Node urgent = flow.urgent_node(practitioner);
  const std::int64_t from = now_ + flow.potential(node);
  if (node == urgent) {
    if (flow.urgent_has_free(practitioner)) {
      reach(flow, practitioner,
            from + flow.next_urgent_price(practitioner) - flow.potential(practitioner), {node});
    }
  } else if (flow.urgent_at(practitioner) > 0) {
    reach(flow, urgent, from - flow.last_urgent_price(practitioner) - flow.potential(urgent),
          {node});
  }
  if (now_ >= limit_) return;
  flow.for_each_move(node, [&](const PlaceFlow::Move& move) {
    reach(flow, move.to, from + move.extra - flow.potential(move.to), {node, move.unit});
  });
}

void PlaceSearch::expand_sink(const PlaceFlow& flow) {
  for (PractitionerIndex p{0}; p < flow.practitioners(); ++p) {
    if (flow.taken(p) == 0) continue;
    reach(flow, p, now_ - flow.last_price(p) - flow.potential(p), {flow.sink()});
  }
}

bool PlaceSearch::run(PlaceFlow& flow, bool through_sink) {
  for (;;) {
    Node node = 0;
    if (!level_.empty()) {
      if (now_ >= limit_) return true;
      node = level_.back();
      level_.pop_back();
    } else {
      if (heap_.empty()) return limit_ != INT64_MAX;
      const auto [distance, next] = heap_.front();
      if (distance >= limit_) return true;
      std::ranges::pop_heap(heap_, std::greater<>{});
      heap_.pop_back();
      node = next;
      if (distance != distance_[node]) continue;
      now_ = distance;
    }
    if (node != flow.sink()) {
      expand(flow, node);
    } else if (through_sink) {
      expand_sink(flow);
    }
  }
}

bool PlaceSearch::from_unit(PlaceFlow& flow, QueuedUnit unit) {
  return from_unit_to(flow, unit, flow.sink());
}

bool PlaceSearch::from_unit_to(PlaceFlow& flow, QueuedUnit unit, Node target) {
  begin(target);
  for (const PlaceFlow::Pair& pair : flow.pairs(unit)) {
    reach(flow, pair.node, pair.cost - flow.potential(pair.node), {PlaceFlow::kNowhere, unit});
  }
  return run(flow, false);
}

bool PlaceSearch::from_node_to_any(PlaceFlow& flow,
                                   Node node,
                                   const std::vector<std::uint32_t>& wanted) {
  begin(PlaceFlow::kNowhere);
  wanted_ = &wanted;
  reach(flow, node, -flow.potential(node), {});
  const bool found = run(flow, false);
  wanted_ = nullptr;
  return found;
}

bool PlaceSearch::from_node(PlaceFlow& flow, Node node) {
  begin(flow.sink());
  reach(flow, node, -flow.potential(node), {});
  return run(flow, false);
}

bool PlaceSearch::from_sink_to(PlaceFlow& flow, Node target) {
  begin(target);
  reach_sink(0, PlaceFlow::kNowhere);
  return run(flow, true);
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
