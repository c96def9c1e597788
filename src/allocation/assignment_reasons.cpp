// Why, what if, and what one more place would buy: read from what could be re-arranged.
#include <waitlist/allocation/assignment.h>

#include "allocation/assignment_state.h"
#include "allocation/residual_walk.h"
#include "base/check.h"

#include <algorithm>

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

}  // namespace

TightSet Assignment::why_unplaced(QueuedUnit unit) const {
  const PlaceFlow& flow = state_->flow;
  WAITLIST_CHECK(flow.node_of(unit) == PlaceFlow::kNowhere);
  TightSet set;
  ResidualWalk<const PlaceFlow> walk{flow};
  const auto nodes = walk.from(unit);
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
  std::ranges::sort(set.holders, {}, [this](QueuedUnit one) { return state_->rank[one]; });
  return set;
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
  const PlaceFlow& flow = state_->flow;
  const Node here = flow.node_of(unit);
  WAITLIST_CHECK(here != PlaceFlow::kNowhere);
  PlaceSearch search{flow};
  if (!search.out_of_place(flow, unit)) return std::nullopt;
  return NextBest{flow.practitioner_at(search.first_node(here)),
                  Cost{search.distance(flow, here) - flow.cost_of(unit)}};
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
