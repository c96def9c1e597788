#include "allocation/residual_graph.h"

#include <algorithm>

namespace waitlist {
namespace {

using Node = PlaceFlow::Node;

struct Written {
  Node from, to;
  std::int64_t reduced;
};

/// All edges, by where they come from.
class EdgeList {
 public:
  explicit EdgeList(const PlaceFlow& flow) : flow_{flow}, at_(flow.nodes() + 1, kNone) {}

  std::vector<Written> take() {
    for (Node node = 0; node < flow_.nodes(); ++node) {
      add_places(node);
      add_moves(node);
    }
    for (PractitionerIndex p{0}; p < flow_.practitioners(); ++p) {
      if (flow_.taken(p) > 0) add(flow_.sink(), p, -flow_.last_price(p));
    }
    return std::move(edges_);
  }

 private:
  static constexpr std::size_t kNone = SIZE_MAX;

  [[nodiscard]] std::int64_t potential(Node node) const {
    return node == flow_.sink() ? 0 : flow_.potential(node);
  }

  void add(Node from, Node to, std::int64_t price) {
    edges_.push_back({from, to, price + potential(from) - potential(to)});
  }

  /// The steps from a node that move nobody.
  void add_places(Node node) {
    const PractitionerIndex p = flow_.practitioner_at(node);
    if (flow_.is_urgent_node(node)) {
      if (flow_.urgent_has_free(p)) add(node, p, flow_.next_urgent_price(p));
      return;
    }
    if (flow_.urgent_at(p) > 0) add(node, flow_.urgent_node(p), -flow_.last_urgent_price(p));
    if (flow_.has_free(p)) add(node, flow_.sink(), flow_.next_price(p));
  }

  void add_moves(Node node) {
    const std::size_t first = edges_.size();
    flow_.for_each_move(node, [&](const PlaceFlow::Move& move) {
      if (move.to == node) return;
      const std::int64_t reduced = move.extra + potential(node) - potential(move.to);
      std::size_t& at = at_[move.to];
      if (at == kNone) {
        at = edges_.size();
        edges_.push_back({node, move.to, reduced});
      } else {
        edges_[at].reduced = std::min(edges_[at].reduced, reduced);
      }
    });
    for (std::size_t i = first; i < edges_.size(); ++i) at_[edges_[i].to] = kNone;
  }

  const PlaceFlow& flow_;
  std::vector<std::size_t> at_;
  std::vector<Written> edges_;
};

}  // namespace

ResidualGraph::ResidualGraph(const PlaceFlow& flow, Direction direction)
    : begin_(flow.nodes() + 2, 0) {
  const std::vector<Written> written = EdgeList{flow}.take();
  const bool forwards = direction == Direction::forwards;
  for (const Written& edge : written) ++begin_[(forwards ? edge.from : edge.to) + 1];
  for (std::size_t node = 1; node < begin_.size(); ++node) begin_[node] += begin_[node - 1];
  edges_.resize(written.size());
  std::vector<std::size_t> next{begin_.begin(), begin_.end() - 1};
  for (const Written& edge : written) {
    edges_[next[forwards ? edge.from : edge.to]++] = {edge.reduced, forwards ? edge.to : edge.from};
  }
}

}  // namespace waitlist
