// The cheapest way to make room: Dijkstra's algorithm over practitioners, not over units.
#pragma once

#include "allocation/place_flow.h"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace waitlist {

/// Searches one flow, again and again. Keeps what it found until the next search.
class PlaceSearch {
 public:
  using Node = PlaceFlow::Node;

  explicit PlaceSearch(const PlaceFlow& flow);

  /// Nodes from which no free place can be reached are not looked at any more; none is opened
  /// again while these are in use.
  void use_closed(const std::vector<std::uint8_t>* closed);

  // Each search ends at a free place, or at `target` if one is given (the sink is then passed
  // through: a place given up there). False: it cannot be reached, and reached() is all that can.

  /// The cheapest way to place a unit that is not placed.
  bool from_unit(PlaceFlow& flow, QueuedUnit unit);
  /// The cheapest way to move one unit away from a node.
  bool from_node(PlaceFlow& flow, Node node);
  /// The same to given nodes, though a free place would do.
  bool from_unit_to(PlaceFlow& flow, QueuedUnit unit, Node target);
  /// To the nearest of those nodes that `wanted` counts more than 0.
  bool from_node_to_any(PlaceFlow& flow, Node node, const std::vector<std::uint32_t>& wanted);
  /// The cheapest way to fill a node's place from somewhere else, from the sink on.
  bool from_sink_to(PlaceFlow& flow, Node target);

  /// Nodes that were come to, in no order; the sink is not among them.
  [[nodiscard]] std::span<const Node> reached() const noexcept { return touched_; }

  [[nodiscard]] bool was_reached(Node node) const noexcept {
    return distance_[node] != kFar && distance_[node] != kClosed;
  }

  [[nodiscard]] Node end() const noexcept { return goal_; }

  /// Moves every unit along the way to `end`, and corrects the potentials for it.
  void apply(PlaceFlow& flow, Node end);
  /// The same for a way that began at the sink.
  void apply_from_sink(PlaceFlow& flow, Node end);

 private:
  /// How a node was reached.
  struct Step {
    Node from = PlaceFlow::kNowhere;  ///< kNowhere: the start
    QueuedUnit unit = kNoUnit;        ///< who moves; kNoUnit: only places of one practitioner
  };

  static constexpr QueuedUnit kNoUnit{UINT32_MAX};
  static constexpr std::int64_t kFar = INT64_MAX;     ///< no way is known
  static constexpr std::int64_t kClosed = INT64_MIN;  ///< no way is looked for

  void begin(Node goal);
  void reach(const PlaceFlow& flow, Node node, std::int64_t distance, Step step);
  void note(const PlaceFlow& flow, Node node, std::int64_t distance, Step step);
  void reach_sink(std::int64_t distance, Node from);
  bool run(PlaceFlow& flow, bool through_sink);
  void look_ahead(const PlaceFlow& flow);
  [[nodiscard]] std::int64_t known_up_to(const PlaceFlow& flow) const;
  void expand(PlaceFlow& flow, Node node);
  void expand_sink(const PlaceFlow& flow);
  void move_along(PlaceFlow& flow, Node end);

  std::vector<std::int64_t> distance_;  ///< by the shortest way known, kFar or kClosed
  std::vector<Step> step_;
  std::vector<Node> touched_;
  std::vector<std::pair<std::int64_t, Node>> heap_;
  std::vector<Node> level_;   ///< nodes as near as the one that is being looked at
  std::size_t level_at_ = 0;  ///< the next of them
  std::int64_t now_ = 0;      ///< the distance of that one
  Node goal_ = PlaceFlow::kNowhere;
  std::int64_t ahead_ = 0;     ///< from any node the way goes on for this long at least
  std::int64_t limit_ = kFar;  ///< nodes as far as this lead to no shorter way: goal less ahead
  std::int64_t passed_over_ = kFar;  ///< the nearest node that was too far to be noted
  std::int64_t second_way_ = kFar;   ///< the shortest way to a free place but one
  std::uint32_t looked_at_ = 0;
  const std::vector<std::uint8_t>* closed_ = nullptr;
  const std::vector<std::uint32_t>* wanted_ = nullptr;
};

}  // namespace waitlist
