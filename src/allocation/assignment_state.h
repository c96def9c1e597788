// What an Assignment knows: the flow, the queue, and how to repair both.
#pragma once

#include <waitlist/allocation/assignment.h>

#include "allocation/place_flow.h"
#include "allocation/place_search.h"

#include <cstdint>
#include <span>
#include <vector>

namespace waitlist {

struct Assignment::State {
  explicit State(const AssignmentProblem& problem);

  void place_in_queue_order();
  QueuedUnit insert(QueuedUnit before, std::span<const EligiblePair> eligible, bool urgent);
  void remove(QueuedUnit unit);
  void take_place(PractitionerIndex practitioner);
  void withdraw(PractitionerIndex practitioner);

  /// The lowest unit of the queue among this one and those at these nodes.
  [[nodiscard]] QueuedUnit lowest_at(std::span<const PlaceFlow::Node> nodes,
                                     QueuedUnit lowest) const;

  PlaceFlow flow;
  std::vector<std::uint64_t> rank;  ///< of each unit; less is earlier in the queue
  std::vector<QueuedUnit> queue;    ///< units by rank

 private:
  void displace(QueuedUnit unit);
  [[nodiscard]] bool displace_together(PractitionerIndex practitioner,
                                       std::span<const PlaceFlow::Node> nodes,
                                       std::vector<QueuedUnit>& displaced);
  void give_place(QueuedUnit unit);
  void fill_free_place();
  void rank_between(std::size_t at);
  void settle_closed(const std::vector<std::uint32_t>& closed_in, std::uint32_t rounds);

  PlaceSearch search_;
};

}  // namespace waitlist
