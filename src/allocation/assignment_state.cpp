#include "allocation/assignment_state.h"

#include "allocation/residual_walk.h"
#include "allocation/unique_optimum.h"
#include "base/check.h"

#include <algorithm>
#include <numeric>

namespace waitlist {
namespace {

using Node = PlaceFlow::Node;

constexpr std::uint64_t kRankStep = std::uint64_t{1} << 32;

}  // namespace

Assignment::State::State(const AssignmentProblem& problem)
    : flow{problem}, rank(problem.unit_count()), queue(problem.unit_count()), search_{flow} {
  std::iota(queue.begin(), queue.end(), QueuedUnit{0});
  for (std::size_t i = 0; i < rank.size(); ++i) rank[i] = (i + 1) * kRankStep;
}

void Assignment::State::place_in_queue_order() {
  // Nodes from which no free place can be reached stay so: what a unit that found none has seen is
  // closed, and whoever can go nowhere else needs no search.
  std::vector<std::uint8_t> closed(flow.nodes() + 1, 0);
  std::vector<std::uint32_t> closed_in(flow.nodes(), 0);
  std::uint32_t rounds = 0;
  search_.use_closed(&closed);
  for (const QueuedUnit unit : queue) {
    const bool hopeless = std::ranges::all_of(
        flow.pairs(unit), [&](const PlaceFlow::Pair& pair) { return closed[pair.node] != 0; });
    if (hopeless) continue;
    if (search_.from_unit(flow, unit)) {
      search_.apply(flow, search_.end());
      continue;
    }
    ++rounds;
    for (const Node node : search_.reached()) {
      closed[node] = 1;
      closed_in[node] = rounds;
    }
  }
  search_.use_closed(nullptr);
  if (rounds > 0) settle_closed(closed_in, rounds);
  make_unique(flow, queue);
}

/// Potentials of closed nodes stood still while those of others fell. Nothing leads out of what was
/// closed together, so it may fall as one until every move into it costs nothing or more.
void Assignment::State::settle_closed(const std::vector<std::uint32_t>& closed_in,
                                      std::uint32_t rounds) {
  std::vector<std::vector<Node>> nodes_of(rounds + 1);
  for (Node node = 0; node < flow.nodes(); ++node) nodes_of[closed_in[node]].push_back(node);
  std::vector<std::int64_t> fall(rounds + 1, 0);
  const auto look = [&](Node from, Node to, std::int64_t cost) {
    if (closed_in[to] == 0 || closed_in[to] == closed_in[from]) return;
    const std::int64_t reduced = cost + flow.potential(from) - flow.potential(to);
    fall[closed_in[to]] = std::max(fall[closed_in[to]], -reduced);
  };
  const auto settle = [&](std::uint32_t round) {
    for (const Node node : nodes_of[round]) flow.add_potential(node, -fall[round]);
    for (const Node node : nodes_of[round]) {
      const PractitionerIndex p = flow.practitioner_at(node);
      const Node urgent = flow.urgent_node(p);
      if (node == urgent && flow.urgent_has_free(p)) look(node, p, flow.next_urgent_price(p));
      if (node == p && flow.urgent_at(p) > 0) look(node, urgent, -flow.last_urgent_price(p));
      flow.for_each_move(node,
                         [&](const PlaceFlow::Move& move) { look(node, move.to, move.extra); });
    }
  };
  settle(0);
  for (std::uint32_t round = rounds; round > 0; --round) settle(round);
}

QueuedUnit Assignment::State::insert(QueuedUnit before,
                                     std::span<const EligiblePair> eligible,
                                     bool urgent) {
  const auto at = before >= flow.units()
                      ? queue.end()
                      : std::ranges::lower_bound(queue, rank[before], {},
                                                 [this](QueuedUnit unit) { return rank[unit]; });
  const auto place = static_cast<std::size_t>(at - queue.begin());
  const QueuedUnit unit = flow.add_unit(eligible, urgent);
  queue.insert(at, unit);
  rank.push_back(0);
  rank_between(place);
  give_place(unit);
  return unit;
}

void Assignment::State::rank_between(std::size_t at) {
  const std::uint64_t low = at == 0 ? 0 : rank[queue[at - 1]];
  const std::uint64_t high = at + 1 == queue.size() ? low + 2 * kRankStep : rank[queue[at + 1]];
  rank[queue[at]] = low + (high - low) / 2;
  if (rank[queue[at]] != low) return;
  for (std::size_t i = 0; i < queue.size(); ++i) rank[queue[i]] = (i + 1) * kRankStep;
}

QueuedUnit Assignment::State::lowest_at(std::span<const Node> nodes, QueuedUnit lowest) const {
  for (const Node node : nodes) {
    for (const QueuedUnit unit : flow.held(node)) {
      if (rank[unit] > rank[lowest]) lowest = unit;
    }
  }
  return lowest;
}

void Assignment::State::displace(QueuedUnit unit) {
  search_.apply(flow, flow.node_of(unit));
  flow.unplace(unit);
}

/// The best set with one unit more is the old one with it, or with it in place of the lowest unit
/// that its place could be made from, or the old one. Which of them takes no prices.
void Assignment::State::give_place(QueuedUnit unit) {
  ResidualWalk<PlaceFlow> walk{flow};
  const auto nodes = walk.from(unit);
  if (walk.found_free()) {
    search_.from_unit(flow, unit);
    search_.apply(flow, search_.end());
    return;
  }
  const QueuedUnit lowest = lowest_at(nodes, unit);
  if (lowest == unit) return;
  search_.from_unit_to(flow, unit, flow.node_of(lowest));
  displace(lowest);
}

void Assignment::State::take_place(PractitionerIndex practitioner) {
  WAITLIST_CHECK(flow.places(practitioner) > 0);
  if (!flow.has_free(practitioner)) {
    if (search_.from_node(flow, practitioner)) {
      search_.apply(flow, search_.end());
    } else {
      const Node urgent = flow.urgent_node(practitioner);
      const auto held = flow.held(flow.held(urgent).empty() ? Node{practitioner} : urgent);
      displace(lowest_at(search_.reached(), held.front()));
    }
  }
  flow.drop_place(practitioner);
}

void Assignment::State::withdraw(PractitionerIndex practitioner) {
  std::vector<QueuedUnit> displaced;
  while (flow.places(practitioner) > 0) {
    if (flow.has_free(practitioner)) {
      flow.drop_place(practitioner);
      continue;
    }
    ResidualWalk<PlaceFlow> walk{flow};
    const auto nodes = walk.from_node(practitioner);
    if (walk.found_free()) {
      take_place(practitioner);
    } else if (!displace_together(practitioner, nodes, displaced)) {
      // Rare: the lowest of all could not all make room. The exact way is one after the other.
      while (flow.places(practitioner) > 0) take_place(practitioner);
      std::ranges::sort(displaced, {}, [this](QueuedUnit unit) { return rank[unit]; });
      for (const QueuedUnit unit : displaced) give_place(unit);
    }
  }
}

/// Nobody else has room for what this practitioner holds, so as many units lose their places. If
/// the lowest of all that could make room can do so together, it is they; and whoever is nearest
/// may go first, since in the end all of them go. False: they cannot.
bool Assignment::State::displace_together(PractitionerIndex practitioner,
                                          std::span<const Node> nodes,
                                          std::vector<QueuedUnit>& displaced) {
  std::vector<QueuedUnit> lowest;
  for (const Node node : nodes) {
    lowest.insert(lowest.end(), flow.held(node).begin(), flow.held(node).end());
  }
  const auto wanted_count = static_cast<std::ptrdiff_t>(flow.places(practitioner));
  const auto later = [this](QueuedUnit a, QueuedUnit b) { return rank[a] > rank[b]; };
  std::ranges::nth_element(lowest, lowest.begin() + (wanted_count - 1), later);
  lowest.resize(static_cast<std::size_t>(wanted_count));
  std::ranges::sort(lowest, later);
  std::vector<std::uint32_t> wanted(flow.nodes(), 0);
  for (const QueuedUnit unit : lowest) ++wanted[flow.node_of(unit)];
  while (flow.places(practitioner) > 0) {
    if (!search_.from_node_to_any(flow, practitioner, wanted)) return false;
    const Node node = search_.end();
    const auto unit =
        std::ranges::find(lowest, node, [this](QueuedUnit one) { return flow.node_of(one); });
    displaced.push_back(*unit);
    displace(*unit);
    // Some of the others may have moved on the way.
    std::ranges::fill(wanted, 0);
    for (const QueuedUnit one : lowest) {
      if (flow.node_of(one) != PlaceFlow::kNowhere) ++wanted[flow.node_of(one)];
    }
    flow.drop_place(practitioner);
  }
  return true;
}

void Assignment::State::remove(QueuedUnit unit) {
  const bool placed = flow.node_of(unit) != PlaceFlow::kNowhere;
  if (placed) {
    // While the unit still stands there: who would rather have its place, or give one up instead.
    search_.from_sink_to(flow, flow.node_of(unit));
    search_.apply_from_sink(flow, flow.node_of(unit));
    flow.unplace(unit);
  }
  queue.erase(std::ranges::lower_bound(queue, rank[unit], {},
                                       [this](QueuedUnit one) { return rank[one]; }));
  if (placed) fill_free_place();
}

void Assignment::State::fill_free_place() {
  ResidualWalk<PlaceFlow> walk{flow};
  for (const QueuedUnit unit : queue) {
    if (flow.node_of(unit) != PlaceFlow::kNowhere) continue;
    walk.from(unit);
    if (!walk.found_free()) continue;
    give_place(unit);
    return;
  }
}

}  // namespace waitlist
