#include "lemon_assignment.h"

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>

namespace waitlist::rivals {
namespace {

using Graph = lemon::SmartDigraph;
using Simplex = lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t>;

class LemonRun {
 public:
  explicit LemonRun(const AssignmentProblem& problem) : problem_{problem} {
    sink_ = graph_.addNode();
    for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
      practitioners_.push_back(graph_.addNode());
    }
  }

  void add_unit(QueuedUnit unit) {
    units_.push_back(graph_.addNode());
    for (const EligiblePair& pair : problem_.eligible(unit)) {
      add_arc(units_.back(), practitioners_[pair.practitioner], 1, pair.cost.count());
    }
  }

  void leave_out_at(std::int64_t cost) { out_.push_back(add_arc(units_.back(), sink_, 1, cost)); }

  void add_places() {
    for (PractitionerIndex p{0}; p < problem_.practitioner_count(); ++p) {
      const PractitionerPlaces& places = problem_.places(p);
      if (places.price.rise == Cost{}) {
        add_arc(practitioners_[p], sink_, places.places, places.price.first.count());
        continue;
      }
      // No more than the units of the list: the places beyond are of no use to anybody.
      const auto units = static_cast<std::uint32_t>(units_.size());
      for (std::uint32_t k = 0; k < std::min(places.places, units); ++k) {
        add_arc(practitioners_[p], sink_, 1, (places.price.first + places.price.rise * k).count());
      }
    }
  }

  /// Milliseconds.
  double solve() {
    Graph::ArcMap<std::int64_t> upper(graph_);
    Graph::ArcMap<std::int64_t> cost(graph_);
    for (std::size_t i = 0; i < arcs_.size(); ++i) {
      upper[arcs_[i]] = upper_[i];
      cost[arcs_[i]] = cost_[i];
    }
    Graph::NodeMap<std::int64_t> supply(graph_, 0);
    for (const auto& node : units_) supply[node] = 1;
    supply[sink_] = -static_cast<std::int64_t>(units_.size());
    simplex_.emplace(graph_);
    simplex_->upperMap(upper).costMap(cost).supplyMap(supply);
    const auto begin = std::chrono::steady_clock::now();
    const auto result = simplex_->run();
    const auto end = std::chrono::steady_clock::now();
    if (result != Simplex::OPTIMAL) std::abort();
    return std::chrono::duration<double, std::milli>(end - begin).count();
  }

  [[nodiscard]] std::int64_t total() const { return simplex_->totalCost<std::int64_t>(); }

  [[nodiscard]] bool left_out(std::size_t unit) const { return simplex_->flow(out_[unit]) > 0; }

 private:
  Graph::Arc add_arc(Graph::Node from, Graph::Node to, std::int64_t upper, std::int64_t cost) {
    arcs_.push_back(graph_.addArc(from, to));
    upper_.push_back(upper);
    cost_.push_back(cost);
    return arcs_.back();
  }

  const AssignmentProblem& problem_;
  Graph graph_;
  Graph::Node sink_;
  std::vector<Graph::Node> practitioners_, units_;
  std::vector<Graph::Arc> arcs_, out_;
  std::vector<std::int64_t> upper_, cost_;
  std::optional<Simplex> simplex_;
};

}  // namespace

Answer lemon_whole(const AssignmentProblem& problem) {
  // Exchanging units along a path over all practitioners changes the price by less than this.
  std::int64_t price_max = 1;
  const auto units = static_cast<QueuedUnit>(problem.unit_count());
  for (QueuedUnit unit{0}; unit < units; ++unit) {
    for (const EligiblePair& pair : problem.eligible(unit)) {
      price_max = std::max(price_max, pair.cost.count());
    }
  }
  std::int64_t place_max = 0;
  for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
    const PractitionerPlaces& places = problem.places(p);
    place_max =
        std::max(place_max, (places.price.first + places.price.rise * places.places).count());
  }
  price_max += place_max;
  const std::int64_t step =
      price_max * 2 * static_cast<std::int64_t>(problem.practitioner_count() + 2);
  LemonRun run{problem};
  for (QueuedUnit unit{0}; unit < units; ++unit) {
    run.add_unit(unit);
    run.leave_out_at(step * (units - unit));
  }
  run.add_places();
  Answer answer;
  answer.milliseconds = run.solve();
  answer.total = run.total();
  for (QueuedUnit unit{0}; unit < units; ++unit) {
    const bool out = run.left_out(unit);
    answer.placed.push_back(!out);
    if (out) answer.total -= step * (units - unit);
  }
  return answer;
}

Answer lemon_told(const AssignmentProblem& problem, const std::vector<bool>& placed) {
  LemonRun run{problem};
  for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
    if (placed[unit]) run.add_unit(unit);
  }
  run.add_places();
  Answer answer;
  answer.milliseconds = run.solve();
  answer.total = run.total();
  answer.placed = placed;
  return answer;
}

}  // namespace waitlist::rivals
