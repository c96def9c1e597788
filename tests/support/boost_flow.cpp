#include "support/assignment_oracle.h"
#include "support/boost_flow_graph.h"

#include <stdexcept>

namespace waitlist::assignment_oracle {
using boost_flow::add_edge;
using boost_flow::Graph;

std::int64_t boost_total(const AssignmentProblem& problem, const std::vector<bool>& placed) {
  // Boost wants weights that are not negative: every path has one pair, one place and, at most,
  // one urgent place, so each is lifted by the same amount and the lifts are taken off again.
  constexpr long kLift = 1'000'000;
  const std::size_t units = problem.unit_count();
  const std::size_t practitioners = problem.practitioner_count();
  const std::size_t source = 0;
  const std::size_t sink = 1;
  Graph graph(2 + units + 2 * practitioners);
  const auto all_node = [&](PractitionerIndex p) { return 2 + units + p; };
  const auto urgent_node = [&](PractitionerIndex p) { return 2 + units + practitioners + p; };
  long placed_count = 0;
  for (QueuedUnit unit{0}; unit < units; ++unit) {
    if (!placed[unit]) continue;
    ++placed_count;
    add_edge(graph, source, 2 + unit, 1, 0);
    for (const EligiblePair& pair : problem.eligible(unit)) {
      const PractitionerIndex p = pair.practitioner;
      // A unit that is not urgent skips the urgent place, and is lifted for it all the same.
      const long lift = problem.urgent(unit) ? kLift : 2 * kLift;
      add_edge(graph, 2 + unit, problem.urgent(unit) ? urgent_node(p) : all_node(p), 1,
               pair.cost.count() + lift);
    }
  }
  for (PractitionerIndex p{0}; p < practitioners; ++p) {
    const PractitionerPlaces& places = problem.places(p);
    for (std::uint32_t k = 0; k < places.places; ++k) {
      const auto price = [k](const PlacePrice& one) {
        return one.first.count() + one.rise.count() * static_cast<std::int64_t>(k);
      };
      add_edge(graph, all_node(p), sink, 1, price(places.price) + kLift);
      if (k < places.urgent_places) {
        add_edge(graph, urgent_node(p), all_node(p), 1, price(places.urgent_price) + kLift);
      }
    }
  }
  boost::successive_shortest_path_nonnegative_weights(graph, source, sink);
  long flow = 0;
  for (const auto& edge : boost::make_iterator_range(boost::out_edges(source, graph))) {
    flow += boost::get(boost::edge_capacity, graph, edge) -
            boost::get(boost::edge_residual_capacity, graph, edge);
  }
  if (flow != placed_count) throw std::logic_error("these units cannot all be placed");
  return boost::find_flow_cost(graph) - 3 * kLift * placed_count;
}

}  // namespace waitlist::assignment_oracle
