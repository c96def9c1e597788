// Where units would go if not where they are: one search backwards from a practitioner answers for
// everything that is there.
#pragma once

#include <waitlist/allocation/assignment.h>

#include "allocation/place_flow.h"
#include "allocation/residual_graph.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace waitlist {

class NextBestSearch {
 public:
  /// Requires a flow that outlives this and does not change.
  explicit NextBestSearch(const PlaceFlow& flow);

  /// Finds what it costs to fill a place at the node, or give it up, from each node that a unit
  /// there may go to.
  void look_from(PlaceFlow::Node node);
  /// Of a unit at the node that was looked from last. Of equally cheap ones the first practitioner.
  [[nodiscard]] std::optional<NextBest> of(QueuedUnit unit) const;

 private:
  [[nodiscard]] std::size_t want_from(PlaceFlow::Node node);
  void reach(std::int64_t distance, PlaceFlow::Node node);

  const PlaceFlow& flow_;
  ResidualGraph graph_;
  std::vector<std::int64_t> distance_;  ///< to the node, against the potentials
  std::vector<std::uint8_t> wanted_;    ///< whether a unit at the node may go there
  std::vector<std::pair<std::int64_t, PlaceFlow::Node>> heap_;
};

}  // namespace waitlist
