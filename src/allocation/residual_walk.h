// Which places could be had by re-arranging units, whatever it costs.
#pragma once

#include "allocation/place_flow.h"

#include <cstdint>
#include <span>
#include <vector>

namespace waitlist {

/// Walks over nodes, each once, whatever the number of walks. `Flow` is PlaceFlow, whose rows it
/// may bring up to date, or const PlaceFlow.
template <class Flow>
class ResidualWalk {
 public:
  using Node = PlaceFlow::Node;

  explicit ResidualWalk(Flow& flow) : flow_{flow}, seen_(flow.nodes(), 0) {}

  /// Nodes that the unit can reach and no walk before has seen; valid until the next walk.
  std::span<const Node> from(QueuedUnit unit) {
    begin();
    for (const PlaceFlow::Pair& pair : flow_.pairs(unit)) see(pair.node);
    return walk();
  }

  std::span<const Node> from_node(Node node) {
    begin();
    see(node);
    return walk();
  }

  /// Whether the last walk came to a practitioner with a free place.
  [[nodiscard]] bool found_free() const noexcept { return found_free_; }

 private:
  void begin() {
    nodes_.clear();
    found_free_ = false;
  }

  void see(Node node) {
    if (seen_[node] != 0) return;
    seen_[node] = 1;
    nodes_.push_back(node);
  }

  std::span<const Node> walk() {
    std::size_t next = 0;
    while (next < nodes_.size()) {
      const Node node = nodes_[next++];
      const PractitionerIndex practitioner = flow_.practitioner_at(node);
      if (flow_.is_urgent_node(node)) {
        if (flow_.urgent_has_free(practitioner)) see(practitioner);
      } else {
        found_free_ = found_free_ || flow_.has_free(practitioner);
        if (flow_.urgent_at(practitioner) > 0) see(flow_.urgent_node(practitioner));
      }
      flow_.for_each_move(node, [this](const PlaceFlow::Move& move) { see(move.to); });
    }
    return nodes_;
  }

  Flow& flow_;
  std::vector<std::uint8_t> seen_;
  std::vector<Node> nodes_;
  bool found_free_ = false;
};

}  // namespace waitlist
