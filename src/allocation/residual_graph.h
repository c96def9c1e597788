// Every way in which places could be re-arranged, written down once for questions about all units.
#pragma once

#include "allocation/place_flow.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace waitlist {

/// Edges between nodes, and the sink. Of several moves from one node to another the cheapest.
class ResidualGraph {
 public:
  using Node = PlaceFlow::Node;

  struct Edge {
    std::int64_t reduced = 0;  ///< price against the potentials: 0 or more
    Node node = 0;             ///< where it comes from, or leads to
  };

  enum class Direction : std::uint8_t {
    forwards,   ///< of(node): where something can go from there
    backwards,  ///< of(node): from where something can come there
  };

  /// O(pairs) of the units that are placed, and memory for each edge.
  ResidualGraph(const PlaceFlow& flow, Direction direction);

  [[nodiscard]] std::span<const Edge> of(Node node) const noexcept {
    return std::span{edges_}.subspan(begin_[node], begin_[node + 1] - begin_[node]);
  }

 private:
  std::vector<std::size_t> begin_;
  std::vector<Edge> edges_;
};

}  // namespace waitlist
