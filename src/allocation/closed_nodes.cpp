#include "allocation/closed_nodes.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

using Node = PlaceFlow::Node;

constexpr std::uint32_t kNotSeen = 0;
constexpr std::uint32_t kNoKnot = UINT32_MAX;

}  // namespace

ClosedNodes::ClosedNodes(const PlaceFlow& flow)
    : flow_{flow},
      graph_{flow, ResidualGraph::Direction::forwards},
      knot_of_(flow.nodes(), kNoKnot),
      seen_at_(flow.nodes(), kNotSeen),
      lowest_(flow.nodes(), 0) {
  tie_knots();
  note_edges();
}

void ClosedNodes::tie_knots() {
  for (Node node = 0; node < flow_.nodes(); ++node) {
    if (seen_at_[node] == kNotSeen) tie_from(node);
  }
}

/// Tarjan's way to find what can all reach each other (1972), without recursion. The sink is left
/// out: what a unit without a place can reach has no way there.
void ClosedNodes::tie_from(Node first) {
  std::vector<std::pair<Node, std::size_t>> path;  // a node, and how many of its edges are done
  const auto enter = [&](Node node) {
    seen_at_[node] = lowest_[node] = ++seen_;
    open_.push_back(node);
    path.emplace_back(node, 0);
  };
  enter(first);
  while (!path.empty()) {
    const Node node = path.back().first;
    const auto edges = graph_.of(node);
    if (path.back().second < edges.size()) {
      const Node to = edges[path.back().second++].node;
      if (to == flow_.sink()) continue;
      if (seen_at_[to] == kNotSeen) {
        enter(to);
      } else if (knot_of_[to] == kNoKnot) {
        lowest_[node] = std::min(lowest_[node], seen_at_[to]);
      }
      continue;
    }
    path.pop_back();
    if (!path.empty()) {
      const Node before = path.back().first;
      lowest_[before] = std::min(lowest_[before], lowest_[node]);
    }
    if (lowest_[node] != seen_at_[node]) continue;
    std::vector<Node>& knot = knots_.emplace_back();
    while (knot_of_[node] == kNoKnot) {
      knot.push_back(open_.back());
      knot_of_[open_.back()] = static_cast<Knot>(knots_.size() - 1);
      open_.pop_back();
    }
  }
}

void ClosedNodes::note_edges() {
  beyond_.resize(knots_.size());
  for (Knot knot = 0; knot < knots_.size(); ++knot) {
    std::vector<Knot>& beyond = beyond_[knot];
    for (const Node node : knots_[knot]) {
      for (const ResidualGraph::Edge& edge : graph_.of(node)) {
        if (edge.node != flow_.sink() && knot_of_[edge.node] != knot) {
          beyond.push_back(knot_of_[edge.node]);
        }
      }
    }
    std::ranges::sort(beyond);
    beyond.erase(std::unique(beyond.begin(), beyond.end()), beyond.end());
  }
}

std::vector<ClosedNodes::Knot> ClosedNodes::reached_from(std::vector<Knot> knots) const {
  std::vector<std::uint8_t> seen(knots_.size(), 0);
  for (const Knot knot : knots) seen[knot] = 1;
  std::size_t next = 0;  // the list grows while it is worked off
  while (next < knots.size()) {
    const Knot now = knots[next++];
    for (const Knot knot : beyond_[now]) {
      if (seen[knot] != 0) continue;
      seen[knot] = 1;
      knots.push_back(knot);
    }
  }
  std::ranges::sort(knots);
  return knots;
}

std::size_t ClosedNodes::set_of(QueuedUnit unit) {
  std::vector<Knot> entries;
  entries.reserve(flow_.pairs(unit).size());
  for (const PlaceFlow::Pair& pair : flow_.pairs(unit)) entries.push_back(knot_of_[pair.node]);
  std::ranges::sort(entries);
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
  const auto known = set_of_entries_.find(entries);
  if (known != set_of_entries_.end()) return known->second;
  std::vector<Knot> knots = reached_from(entries);
  const auto [at, is_new] = set_of_knots_.try_emplace(knots, sets_.size());
  if (is_new) sets_.push_back(std::move(knots));
  set_of_entries_.emplace(std::move(entries), at->second);
  return at->second;
}

std::vector<Node> ClosedNodes::nodes(std::size_t set) const {
  std::vector<Node> nodes;
  for (const Knot knot : sets_[set]) {
    nodes.insert(nodes.end(), knots_[knot].begin(), knots_[knot].end());
  }
  return nodes;
}

}  // namespace waitlist
