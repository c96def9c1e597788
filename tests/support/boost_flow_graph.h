// A flow network in Boost.Graph, as its successive shortest paths want it.
#pragma once

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/edmonds_karp_max_flow.hpp>
#include <boost/graph/find_flow_cost.hpp>
#include <boost/graph/successive_shortest_path_nonnegative_weights.hpp>

#include <cstddef>

namespace waitlist::boost_flow {

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using Graph = boost::adjacency_list<
    boost::vecS,
    boost::vecS,
    boost::directedS,
    boost::no_property,
    boost::property<boost::edge_capacity_t,
                    long,
                    boost::property<boost::edge_residual_capacity_t,
                                    long,
                                    boost::property<boost::edge_reverse_t,
                                                    Traits::edge_descriptor,
                                                    boost::property<boost::edge_weight_t, long>>>>>;

inline void add_edge(Graph& graph, std::size_t from, std::size_t to, long capacity, long weight) {
  const auto there = boost::add_edge(from, to, graph).first;
  const auto back = boost::add_edge(to, from, graph).first;
  boost::put(boost::edge_capacity, graph, there, capacity);
  boost::put(boost::edge_capacity, graph, back, 0);
  boost::put(boost::edge_reverse, graph, there, back);
  boost::put(boost::edge_reverse, graph, back, there);
  boost::put(boost::edge_weight, graph, there, weight);
  boost::put(boost::edge_weight, graph, back, -weight);
}

}  // namespace waitlist::boost_flow
