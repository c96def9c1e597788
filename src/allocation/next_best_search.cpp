#include "allocation/next_best_search.h"

#include <algorithm>
#include <functional>

namespace waitlist {
namespace {

using Node = PlaceFlow::Node;

constexpr std::int64_t kUnreached = INT64_MAX;

}  // namespace

NextBestSearch::NextBestSearch(const PlaceFlow& flow)
    : flow_{flow},
      graph_{flow, ResidualGraph::Direction::backwards},
      distance_(flow.nodes() + 1, kUnreached),
      wanted_(flow.nodes() + 1, 0) {}

/// Marks where the units at a node may go, and counts these nodes.
std::size_t NextBestSearch::want_from(Node node) {
  std::ranges::fill(wanted_, 0);
  std::size_t count = 0;
  for (const QueuedUnit unit : flow_.held(node)) {
    for (const PlaceFlow::Pair& pair : flow_.pairs(unit)) {
      if (pair.node == node || wanted_[pair.node] != 0) continue;
      wanted_[pair.node] = 1;
      ++count;
    }
  }
  return count;
}

void NextBestSearch::reach(std::int64_t distance, Node node) {
  if (distance >= distance_[node]) return;
  distance_[node] = distance;
  heap_.emplace_back(distance, node);
  std::ranges::push_heap(heap_, std::greater<>{});
}

void NextBestSearch::look_from(Node node) {
  std::size_t wanted = want_from(node);
  std::ranges::fill(distance_, kUnreached);
  heap_.clear();
  if (wanted > 0) reach(0, node);
  while (!heap_.empty()) {
    const auto [distance, here] = heap_.front();
    std::ranges::pop_heap(heap_, std::greater<>{});
    heap_.pop_back();
    if (distance != distance_[here]) continue;
    if (wanted_[here] != 0 && --wanted == 0) return;
    for (const ResidualGraph::Edge& edge : graph_.of(here)) {
      reach(distance + edge.reduced, edge.node);
    }
  }
}

std::optional<NextBest> NextBestSearch::of(QueuedUnit unit) const {
  const Node here = flow_.node_of(unit);
  std::optional<NextBest> best;
  for (const PlaceFlow::Pair& pair : flow_.pairs(unit)) {
    if (pair.node == here || distance_[pair.node] == kUnreached) continue;
    const std::int64_t way =
        distance_[pair.node] - flow_.potential(pair.node) + flow_.potential(here);
    const NextBest one{flow_.practitioner_at(pair.node),
                       Cost{pair.cost + way - flow_.cost_of(unit)}};
    const bool better = !best || one.extra < best->extra ||
                        (one.extra == best->extra && one.practitioner < best->practitioner);
    if (better) best = one;
  }
  return best;
}

}  // namespace waitlist
