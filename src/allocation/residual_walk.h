// Which places could be had by re-arranging units, whatever it costs.
#pragma once

#include "allocation/place_flow.h"

#include <cstdint>
#include <span>
#include <vector>

namespace waitlist {

/// Walks over nodes, each once, whatever the number of walks. Requires fresh rows.
class ResidualWalk {
 public:
  explicit ResidualWalk(const PlaceFlow& flow) : flow_{flow}, seen_(flow.nodes(), 0) {}

  /// Nodes that the unit can reach and no walk before has seen; valid until the next walk.
  std::span<const PlaceFlow::Node> from(QueuedUnit unit);
  std::span<const PlaceFlow::Node> from_node(PlaceFlow::Node node);

  /// Whether the last walk came to a practitioner with a free place.
  [[nodiscard]] bool found_free() const noexcept { return found_free_; }

 private:
  void see(PlaceFlow::Node node);
  void walk();

  const PlaceFlow& flow_;
  std::vector<std::uint8_t> seen_;
  std::vector<PlaceFlow::Node> nodes_;
  bool found_free_ = false;
};

}  // namespace waitlist
