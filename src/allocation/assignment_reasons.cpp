// Why, what if, and what one more place would buy: read from what could be re-arranged.
#include <waitlist/allocation/assignment.h>

#include "allocation/assignment_state.h"
#include "allocation/closed_nodes.h"
#include "allocation/next_best_search.h"
#include "allocation/residual_walk.h"
#include "base/check.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

using Node = PlaceFlow::Node;

/// For each node the first unplaced unit of the queue that could use a place there.
std::vector<std::optional<QueuedUnit>> first_users(const PlaceFlow& flow,
                                                   std::span<const QueuedUnit> queue) {
  std::vector<std::optional<QueuedUnit>> first(flow.nodes());
  ResidualWalk<const PlaceFlow> walk{flow};
  for (const QueuedUnit unit : queue) {
    if (flow.node_of(unit) != PlaceFlow::kNowhere) continue;
    for (const Node node : walk.from(unit)) first[node] = unit;
  }
  return first;
}

/// What holds the places at these nodes, all of which are full.
TightSet set_at(const PlaceFlow& flow,
                std::span<const std::uint64_t> rank,
                std::span<const Node> nodes) {
  TightSet set;
  std::vector<std::uint8_t> all_full(flow.practitioners(), 0);
  for (const Node node : nodes) {
    if (!flow.is_urgent_node(node)) all_full[node] = 1;
  }
  for (const Node node : nodes) {
    const auto held = flow.held(node);
    set.holders.insert(set.holders.end(), held.begin(), held.end());
    const PractitionerIndex practitioner = flow.practitioner_at(node);
    if (!flow.is_urgent_node(node)) {
      set.full.push_back({practitioner, PlaceKind::all});
    } else if (all_full[practitioner] == 0) {
      set.full.push_back({practitioner, PlaceKind::urgent});
    }
  }
  std::ranges::sort(set.full, {}, &FullPlaces::practitioner);
  std::ranges::sort(set.holders, {}, [rank](QueuedUnit one) { return rank[one]; });
  return set;
}

}  // namespace

TightSet Assignment::why_unplaced(QueuedUnit unit) const {
  const PlaceFlow& flow = state_->flow;
  WAITLIST_CHECK(flow.node_of(unit) == PlaceFlow::kNowhere);
  ResidualWalk<const PlaceFlow> walk{flow};
  return set_at(flow, state_->rank, walk.from(unit));
}

TightSets Assignment::tight_sets() const {
  const PlaceFlow& flow = state_->flow;
  TightSets all{{}, std::vector<std::optional<std::size_t>>(flow.units())};
  ClosedNodes closed{flow};
  for (const QueuedUnit unit : state_->queue) {
    if (flow.node_of(unit) != PlaceFlow::kNowhere || flow.pairs(unit).empty()) continue;
    all.set_of[unit] = closed.set_of(unit);
  }
  // Nodes that differ in urgent places of which all are full stand for one and the same set.
  std::vector<std::size_t> number(closed.count());
  for (std::size_t set = 0; set < closed.count(); ++set) {
    TightSet one = set_at(flow, state_->rank, closed.nodes(set));
    const auto same = std::ranges::find_if(all.sets, [&one](const TightSet& other) {
      return other.full == one.full && other.holders == one.holders;
    });
    number[set] = static_cast<std::size_t>(same - all.sets.begin());
    if (same == all.sets.end()) all.sets.push_back(std::move(one));
  }
  for (std::optional<std::size_t>& set : all.set_of) {
    if (set) set = number[*set];
  }
  return all;
}

std::vector<std::optional<QueuedUnit>> Assignment::one_more_place_buys() const {
  auto first = first_users(state_->flow, state_->queue);
  first.resize(state_->flow.practitioners());
  return first;
}

std::vector<std::optional<UrgentGain>> Assignment::one_more_urgent_place_buys() const {
  const PlaceFlow& flow = state_->flow;
  const auto first = first_users(flow, state_->queue);
  std::vector<std::optional<UrgentGain>> bought(flow.practitioners());
  for (PractitionerIndex p{0}; p < flow.practitioners(); ++p) {
    const auto& unit = first[flow.urgent_node(p)];
    if (!unit) continue;
    ResidualWalk<const PlaceFlow> walk{flow};
    const QueuedUnit lowest = state_->lowest_at(walk.from_node(p), *unit);
    if (walk.found_free()) {
      bought[p] = UrgentGain{*unit, std::nullopt};
    } else if (lowest != *unit) {
      bought[p] = UrgentGain{*unit, lowest};
    }
  }
  return bought;
}

std::optional<NextBest> Assignment::next_best(QueuedUnit unit) const {
  const Node here = state_->flow.node_of(unit);
  WAITLIST_CHECK(here != PlaceFlow::kNowhere);
  NextBestSearch search{state_->flow};
  search.look_from(here);
  return search.of(unit);
}

std::vector<std::optional<NextBest>> Assignment::next_bests() const {
  const PlaceFlow& flow = state_->flow;
  std::vector<std::optional<NextBest>> all(flow.units());
  NextBestSearch search{flow};
  for (Node node = 0; node < flow.nodes(); ++node) {
    if (flow.held(node).empty()) continue;
    search.look_from(node);
    for (const QueuedUnit unit : flow.held(node)) all[unit] = search.of(unit);
  }
  return all;
}

std::optional<WhatIf> Assignment::what_if(QueuedUnit unit, PractitionerIndex practitioner) const {
  const PlaceFlow& flow = state_->flow;
  const auto pairs = flow.pairs(unit);
  const auto pair = std::ranges::find_if(pairs, [&](const PlaceFlow::Pair& one) {
    return flow.practitioner_at(one.node) == practitioner;
  });
  if (pair == pairs.end()) return std::nullopt;
  State then{*state_};
  const EligiblePair only{practitioner, Cost{flow.written_cost(unit, pair->node)}};
  then.remove(unit);
  const QueuedUnit first =
      then.queue.empty() ? static_cast<QueuedUnit>(then.flow.units()) : then.queue.front();
  const QueuedUnit pinned = then.insert(first, {&only, 1}, flow.urgent(unit));
  if (then.flow.node_of(pinned) == PlaceFlow::kNowhere) return std::nullopt;

  const auto at = [](const PlaceFlow& where, QueuedUnit one) -> std::optional<PractitionerIndex> {
    const Node node = where.node_of(one);
    if (node == PlaceFlow::kNowhere) return std::nullopt;
    return where.practitioner_at(node);
  };
  WhatIf result{practitioner, Cost{then.flow.total() - flow.total()}, {}, {}};
  const auto from = at(flow, unit);
  if (from != practitioner) result.moves.push_back({unit, from, practitioner});
  for (const QueuedUnit one : state_->queue) {
    if (one == unit || at(flow, one) == at(then.flow, one)) continue;
    result.moves.push_back({one, at(flow, one), at(then.flow, one)});
    if (!at(then.flow, one)) result.displaced = one;
  }
  return result;
}

}  // namespace waitlist
