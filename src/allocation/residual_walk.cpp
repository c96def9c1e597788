#include "allocation/residual_walk.h"

namespace waitlist {

void ResidualWalk::see(PlaceFlow::Node node) {
  if (seen_[node] != 0) return;
  seen_[node] = 1;
  nodes_.push_back(node);
}

void ResidualWalk::walk() {
  for (std::size_t next = 0; next < nodes_.size(); ++next) {
    const PlaceFlow::Node node = nodes_[next];
    const PractitionerIndex practitioner = flow_.practitioner_at(node);
    if (flow_.is_urgent_node(node)) {
      if (flow_.urgent_has_free(practitioner)) see(practitioner);
    } else {
      found_free_ = found_free_ || flow_.has_free(practitioner);
      if (flow_.urgent_at(practitioner) > 0) see(flow_.urgent_node(practitioner));
    }
    for (const PlaceFlow::Move& move : flow_.fresh_row(node)) see(move.to);
  }
}

std::span<const PlaceFlow::Node> ResidualWalk::from(QueuedUnit unit) {
  nodes_.clear();
  found_free_ = false;
  for (const PlaceFlow::Pair& pair : flow_.pairs(unit)) see(pair.node);
  walk();
  return nodes_;
}

std::span<const PlaceFlow::Node> ResidualWalk::from_node(PlaceFlow::Node node) {
  nodes_.clear();
  found_free_ = false;
  see(node);
  walk();
  return nodes_;
}

}  // namespace waitlist
