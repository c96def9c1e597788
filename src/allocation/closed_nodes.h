// Which nodes units without a place can reach: full together, and the same for many units.
#pragma once

#include "allocation/place_flow.h"
#include "allocation/residual_graph.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace waitlist {

class ClosedNodes {
 public:
  /// Requires a flow that outlives this and does not change. O(pairs).
  explicit ClosedNodes(const PlaceFlow& flow);

  /// The number of the set of all nodes that the unit can reach; of a new set the next number.
  [[nodiscard]] std::size_t set_of(QueuedUnit unit);

  [[nodiscard]] std::size_t count() const noexcept { return sets_.size(); }

  [[nodiscard]] std::vector<PlaceFlow::Node> nodes(std::size_t set) const;

 private:
  using Knot = std::uint32_t;  ///< number of nodes that can all reach each other

  void tie_knots();
  void tie_from(PlaceFlow::Node first);
  void note_edges();
  [[nodiscard]] std::vector<Knot> reached_from(std::vector<Knot> knots) const;

  const PlaceFlow& flow_;
  ResidualGraph graph_;
  std::vector<Knot> knot_of_;
  std::vector<std::vector<PlaceFlow::Node>> knots_;
  std::vector<std::vector<Knot>> beyond_;  ///< of each knot those that its nodes lead to
  std::map<std::vector<Knot>, std::size_t> set_of_entries_;
  std::map<std::vector<Knot>, std::size_t> set_of_knots_;
  std::vector<std::vector<Knot>> sets_;
  // While knots are tied:
  std::vector<std::uint32_t> seen_at_, lowest_;
  std::vector<PlaceFlow::Node> open_;
  std::uint32_t seen_ = 0;
};

}  // namespace waitlist
