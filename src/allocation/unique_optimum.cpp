#include "allocation/unique_optimum.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

using Node = PlaceFlow::Node;

/// Moves that cost nothing against the potentials: every optimum is made of these. Units are
/// settled one after the other and then move no more.
class FreeMoves {
 public:
  explicit FreeMoves(PlaceFlow& flow)
      : flow_{flow},
        words_{(flow.nodes() + 1 + 63) / 64},
        settled_(flow.units(), 0),
        row_(flow.nodes()),
        seen_(words_, 0),
        from_(flow.nodes() + 1),
        queue_(flow.nodes() + 1) {}

  void settle(QueuedUnit unit) {
    const Node here = flow_.node_of(unit);
    settled_[unit] = 1;
    earlier_places(unit, here);
    if (earlier_.empty()) return;
    std::ranges::fill(seen_, 0);
    for (const PlaceFlow::Pair& pair : earlier_) {
      if (seen(pair.node)) continue;
      while (walk(pair.node, here)) {
        if (find_movers(pair.node, here)) {
          for (const auto& [mover, to] : movers_) put(mover, to);
          put(unit, pair);
          return;
        }
        std::ranges::fill(seen_, 0);  // a row was out of date, and is not any more: again
      }
    }
  }

 private:
  [[nodiscard]] bool seen(Node node) const { return (seen_[node / 64] >> (node % 64) & 1U) != 0; }

  /// Pairs of the unit with earlier practitioners that cost nothing more, earliest first.
  void earlier_places(QueuedUnit unit, Node here) {
    earlier_.clear();
    const PractitionerIndex now = flow_.practitioner_at(here);
    const std::int64_t lowest = flow_.cost_of(unit) - flow_.potential(here);
    for (const PlaceFlow::Pair& pair : flow_.pairs(unit)) {
      if (pair.cost - flow_.potential(pair.node) != lowest) continue;
      if (flow_.practitioner_at(pair.node) < now) earlier_.push_back(pair);
    }
    if (earlier_.size() < 2) return;
    std::ranges::sort(earlier_, {}, [this](const PlaceFlow::Pair& pair) {
      return flow_.practitioner_at(pair.node);
    });
  }

  [[nodiscard]] bool is_free(QueuedUnit unit, Node from, const PlaceFlow::Pair& to) const {
    return to.cost - flow_.cost_of(unit) + flow_.potential(from) - flow_.potential(to.node) == 0;
  }

  /// Whether `to` can be reached from `start` by free moves of units that are not settled.
  bool walk(Node start, Node to) {
    end_ = 0;
    see(start, PlaceFlow::kNowhere);
    for (std::size_t next = 0; next < end_ && !seen(to); ++next) {
      const Node node = queue_[next];
      if (node == flow_.sink()) {
        see_places_given_up();
        continue;
      }
      see_other_node(node);
      see_row(row_of(node).data(), node);
    }
    return seen(to);
  }

  void see(Node to, Node from) {
    if (seen(to)) return;
    seen_[to / 64] |= std::uint64_t{1} << (to % 64);
    from_[to] = from;
    queue_[end_++] = to;
  }

  /// The same of 64 nodes at a time.
  void see_row(const std::uint64_t* row, Node from) {
    std::uint64_t* const seen = seen_.data();
    Node* const from_of = from_.data();
    Node* const queue = queue_.data();
    std::size_t end = end_;
    for (std::size_t word = 0; word < words_; ++word) {
      std::uint64_t left = row[word] & ~seen[word];
      seen[word] |= left;
      for (; left != 0; left &= left - 1) {
        const Node to = static_cast<Node>(word * 64) + static_cast<Node>(std::countr_zero(left));
        from_of[to] = from;
        queue[end++] = to;
      }
    }
    end_ = end;
  }

  /// The sink, and the other node of the same practitioner.
  void see_other_node(Node node) {
    const PractitionerIndex p = flow_.practitioner_at(node);
    const Node urgent = flow_.urgent_node(p);
    const std::int64_t between = flow_.potential(urgent) - flow_.potential(p);
    if (node == urgent) {
      if (flow_.urgent_has_free(p) && between + flow_.next_urgent_price(p) == 0) see(p, node);
      return;
    }
    if (flow_.has_free(p) && flow_.potential(p) + flow_.next_price(p) == 0) {
      see(flow_.sink(), node);
    }
    if (flow_.urgent_at(p) > 0 && between + flow_.last_urgent_price(p) == 0) see(urgent, node);
  }

  void see_places_given_up() {
    for (PractitionerIndex p{0}; p < flow_.practitioners(); ++p) {
      const bool free = flow_.taken(p) > 0 && flow_.potential(p) + flow_.last_price(p) == 0;
      if (free) see(p, flow_.sink());
    }
  }

  /// Nodes one free move away. Units that have gone or been settled since the row was made may
  /// still stand for some of them; that nobody has come without being added is certain.
  const std::vector<std::uint64_t>& row_of(Node node) {
    std::vector<std::uint64_t>& row = row_[node];
    if (row.empty()) make_row(node);
    return row;
  }

  void make_row(Node node) {
    row_[node].assign(words_, 0);
    for (const QueuedUnit unit : flow_.held(node)) {
      if (settled_[unit] == 0) add_to_row(unit, node);
    }
  }

  void add_to_row(QueuedUnit unit, Node node) {
    const std::int64_t lowest = flow_.cost_of(unit) - flow_.potential(node);
    for (const PlaceFlow::Pair& pair : flow_.pairs(unit)) {
      if (pair.cost - flow_.potential(pair.node) != lowest) continue;
      row_[node][pair.node / 64] |= std::uint64_t{1} << (pair.node % 64);
    }
  }

  /// Finds who moves along the way that was found, from its end on. False: at one step nobody does,
  /// and the row that said so has been made anew.
  bool find_movers(Node start, Node end) {
    movers_.clear();
    for (Node at = end; at != start; at = from_[at]) {
      const Node from = from_[at];
      if (at == flow_.sink() || from == flow_.sink()) continue;
      if (flow_.practitioner_at(at) == flow_.practitioner_at(from)) continue;
      if (find_mover(from, at)) continue;
      make_row(from);
      return false;
    }
    return true;
  }

  bool find_mover(Node from, Node to) {
    for (const QueuedUnit unit : flow_.held(from)) {
      if (settled_[unit] != 0) continue;
      const auto pairs = flow_.pairs(unit);
      const auto pair = std::ranges::find(pairs, to, &PlaceFlow::Pair::node);
      if (pair == pairs.end() || !is_free(unit, from, *pair)) continue;
      movers_.emplace_back(unit, *pair);
      return true;
    }
    return false;
  }

  void put(QueuedUnit unit, const PlaceFlow::Pair& pair) {
    flow_.place(unit, pair.node, pair.cost);
    if (settled_[unit] == 0 && !row_[pair.node].empty()) add_to_row(unit, pair.node);
  }

  PlaceFlow& flow_;
  std::size_t words_;
  std::vector<std::uint8_t> settled_;
  std::vector<std::vector<std::uint64_t>> row_;  ///< of each node; empty: not made yet
  std::vector<std::uint64_t> seen_;
  std::vector<Node> from_;
  std::vector<Node> queue_;  ///< nodes seen, in turn
  std::size_t end_ = 0;      ///< how many
  std::vector<PlaceFlow::Pair> earlier_;
  std::vector<std::pair<QueuedUnit, PlaceFlow::Pair>> movers_;
};

}  // namespace

void make_unique(PlaceFlow& flow, std::span<const QueuedUnit> queue) {
  FreeMoves moves{flow};
  for (const QueuedUnit unit : queue) {
    if (flow.node_of(unit) != PlaceFlow::kNowhere) moves.settle(unit);
  }
}

}  // namespace waitlist
