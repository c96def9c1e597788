#include "allocation/place_search.h"

#include <algorithm>
#include <functional>

namespace waitlist {

PlaceSearch::PlaceSearch(const PlaceFlow& flow)
    : distance_(flow.nodes() + 1, kFar), step_(flow.nodes() + 1) {}

void PlaceSearch::use_closed(const std::vector<std::uint8_t>* closed) {
  closed_ = closed;
  std::ranges::fill(distance_, kFar);
  touched_.clear();
}

void PlaceSearch::begin(Node goal) {
  for (const Node node : touched_) distance_[node] = kFar;
  distance_.back() = kFar;
  touched_.clear();
  heap_.clear();
  level_.clear();
  level_at_ = 0;
  now_ = INT64_MIN;
  goal_ = goal;
  ahead_ = 0;
  limit_ = kFar;
  passed_over_ = kFar;
  second_way_ = kFar;
  looked_at_ = 0;
}

/// Notes a way to a node, if it is shorter than those known.
inline void PlaceSearch::reach(const PlaceFlow& flow, Node node, std::int64_t distance, Step step) {
  if (distance >= limit_) {
    if (distance < passed_over_ && distance < distance_[node]) passed_over_ = distance;
  } else if (distance < distance_[node]) {
    note(flow, node, distance, step);
  }
}

/// A free place at the node is seen at once, so that a search ends without looking any further
/// than it must.
void PlaceSearch::note(const PlaceFlow& flow, Node node, std::int64_t distance, Step step) {
  if (distance_[node] == kFar) {
    if (closed_ != nullptr && (*closed_)[node] != 0) {
      distance_[node] = kClosed;
      return;
    }
    touched_.push_back(node);
  }
  distance_[node] = distance;
  step_[node] = step;
  if (node == goal_ || (wanted_ != nullptr && (*wanted_)[node] > 0)) {
    goal_ = node;
    limit_ = distance;
  }
  const std::int64_t open = flow.open_price(node);
  if (open != PlaceFlow::kNoPlace) {
    const std::int64_t way = distance + flow.potential(node) + open;
    if (way < second_way_) reach_sink(way, node);
  }
  if (distance == now_) {
    level_.push_back(node);  // as near as can be: needs no heap
    return;
  }
  heap_.emplace_back(distance, node);
  std::ranges::push_heap(heap_, std::greater<>{});
}

void PlaceSearch::reach_sink(std::int64_t distance, Node from) {
  const auto sink = static_cast<Node>(distance_.size() - 1);
  second_way_ = std::min(second_way_, std::max(distance, distance_[sink]));
  if (distance >= distance_[sink]) return;
  distance_[sink] = distance;
  step_[sink] = {from};
  if (goal_ == sink) {
    limit_ = distance - ahead_;
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
  // As reach() does, with what each of many moves needs at hand. Few moves lead anywhere, and which
  // ones the processor cannot guess: so one branch, seldom taken, and a mask where compilers would
  // put another.
  const std::int64_t* const potential = flow.potentials().data();
  const std::int64_t* const distances = distance_.data();
  std::int64_t passed_over = passed_over_;
  const std::span<const PlaceFlow::Move> moves = flow.moves(node);
  for (const PlaceFlow::Move *move = moves.data(), *end = move + moves.size(); move != end;) {
    const std::int64_t limit = limit_;
    for (; move != end; ++move) {
      const std::int64_t distance = from + move->extra - potential[move->to];
      const std::int64_t longer = -static_cast<std::int64_t>(distance >= distances[move->to]);
      const std::int64_t shorter = (distance & ~longer) | (kFar & longer);
      if (shorter < limit) break;
      passed_over = std::min(passed_over, shorter);
    }
    if (move == end) break;
    note(flow, move->to, from + move->extra - potential[move->to], {node, move->unit});
    ++move;
  }
  passed_over_ = passed_over;
}

void PlaceSearch::expand_sink(const PlaceFlow& flow) {
  for (PractitionerIndex p{0}; p < flow.practitioners(); ++p) {
    if (flow.taken(p) == 0) continue;
    reach(flow, p, now_ - flow.last_price(p) - flow.potential(p), {flow.sink()});
  }
}

/// Most searches end after a few nodes. One that does not asks once how far any way goes on.
void PlaceSearch::look_ahead(const PlaceFlow& flow) {
  constexpr std::uint32_t kFewNodes = 4;
  if (++looked_at_ != kFewNodes || goal_ != flow.sink()) return;
  ahead_ = flow.least_last_step();
  if (limit_ != kFar) limit_ -= ahead_;
}

bool PlaceSearch::run(PlaceFlow& flow, bool through_sink) {
  for (;;) {
    Node node = 0;
    if (level_at_ < level_.size()) {
      if (now_ >= limit_) return true;
      node = level_[level_at_++];
    } else {
      if (heap_.empty()) return limit_ != kFar;
      const auto [distance, next] = heap_.front();
      if (distance >= limit_) return true;
      std::ranges::pop_heap(heap_, std::greater<>{});
      heap_.pop_back();
      node = next;
      if (distance != distance_[node]) continue;
      now_ = distance;
    }
    look_ahead(flow);
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

/// How far potentials may fall once a unit has the nearest free place: all nodes nearer than this
/// have been looked at, and no free place is nearer from them, the next at the same practitioner's
/// neither. The next search in the same area then need not find that out again.
std::int64_t PlaceSearch::known_up_to(const PlaceFlow& flow) const {
  if (now_ >= limit_) return limit_;  // not all that are as near were looked at
  const PractitionerIndex last = flow.practitioner_at(step_[flow.sink()].from);
  std::int64_t way = second_way_;
  if (flow.taken(last) + 1 < flow.places(last)) {
    const std::int64_t more = flow.price_after_next(last) - flow.next_price(last);
    way = std::min(way, distance_[flow.sink()] + more);
  }
  if (way != kFar) way -= ahead_;
  const std::int64_t node = heap_.empty() ? kFar : heap_.front().first;
  const std::int64_t known = std::min({way, node, passed_over_});
  return known == kFar ? limit_ : std::max(known, limit_);
}

void PlaceSearch::apply(PlaceFlow& flow, Node end) {
  const bool to_sink = end == flow.sink();
  const std::int64_t length = to_sink ? known_up_to(flow) : distance_[end];
  for (const Node node : touched_) {
    if (distance_[node] < length) flow.add_potential(node, distance_[node] - length);
  }
  if (to_sink && ahead_ > 0) flow.lower_potentials(ahead_);
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
