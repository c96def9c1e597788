#include "lemon_assignment.h"
#include "support/boost_flow_graph.h"

#include <chrono>

namespace waitlist::rivals {
using boost_flow::add_edge;
using boost_flow::Graph;

Answer boost_told(const AssignmentProblem& problem, const std::vector<bool>& placed) {
  const std::size_t units = problem.unit_count();
  Graph graph(2 + units + problem.practitioner_count());
  for (QueuedUnit unit{0}; unit < units; ++unit) {
    if (!placed[unit]) continue;
    add_edge(graph, 0, 2 + unit, 1, 0);
    for (const EligiblePair& pair : problem.eligible(unit)) {
      add_edge(graph, 2 + unit, 2 + units + pair.practitioner, 1, pair.cost.count());
    }
  }
  for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
    add_edge(graph, 2 + units + p, 1, problem.places(p).places, 0);
  }
  const auto begin = std::chrono::steady_clock::now();
  boost::successive_shortest_path_nonnegative_weights(graph, std::size_t{0}, std::size_t{1});
  const auto end = std::chrono::steady_clock::now();
  return {boost::find_flow_cost(graph),
          std::chrono::duration<double, std::milli>(end - begin).count(), placed};
}

}  // namespace waitlist::rivals
