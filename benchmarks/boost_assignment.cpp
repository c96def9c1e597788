#include "lemon_assignment.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/edmonds_karp_max_flow.hpp>
#include <boost/graph/find_flow_cost.hpp>
#include <boost/graph/successive_shortest_path_nonnegative_weights.hpp>

#include <chrono>

namespace waitlist::rivals {
namespace {

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using Graph = boost::adjacency_list<
    boost::vecS, boost::vecS, boost::directedS, boost::no_property,
    boost::property<
        boost::edge_capacity_t, long,
        boost::property<boost::edge_residual_capacity_t, long,
                        boost::property<boost::edge_reverse_t, Traits::edge_descriptor,
                                        boost::property<boost::edge_weight_t, long>>>>>;

void add_edge(Graph& graph, std::size_t from, std::size_t to, long capacity, long weight) {
  const auto there = boost::add_edge(from, to, graph).first;
  const auto back = boost::add_edge(to, from, graph).first;
  boost::put(boost::edge_capacity, graph, there, capacity);
  boost::put(boost::edge_capacity, graph, back, 0);
  boost::put(boost::edge_reverse, graph, there, back);
  boost::put(boost::edge_reverse, graph, back, there);
  boost::put(boost::edge_weight, graph, there, weight);
  boost::put(boost::edge_weight, graph, back, -weight);
}

}  // namespace

Answer boost_told(const AssignmentProblem& problem, const std::vector<bool>& placed) {
  const std::size_t units = problem.unit_count();
  Graph graph(2 + units + problem.practitioner_count());
  for (QueuedUnit unit = 0; unit < units; ++unit) {
    if (!placed[unit]) continue;
    add_edge(graph, 0, 2 + unit, 1, 0);
    for (const EligiblePair& pair : problem.eligible(unit)) {
      add_edge(graph, 2 + unit, 2 + units + pair.practitioner, 1, pair.cost.count());
    }
  }
  for (PractitionerIndex p = 0; p < problem.practitioner_count(); ++p) {
    add_edge(graph, 2 + units + p, 1, problem.places(p).places, 0);
  }
  const auto begin = std::chrono::steady_clock::now();
  boost::successive_shortest_path_nonnegative_weights(graph, std::size_t{0}, std::size_t{1});
  const auto end = std::chrono::steady_clock::now();
  return {boost::find_flow_cost(graph),
          std::chrono::duration<double, std::milli>(end - begin).count(), placed};
}

}  // namespace waitlist::rivals
