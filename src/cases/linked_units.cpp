#include "cases/linked_units.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/connected_components.hpp>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <unordered_map>
#include <vector>

namespace waitlist {
namespace {

/// Numbers only the cases that have a link or are linked to: few, whatever the list's length.
class LinkGraph {
 public:
  explicit LinkGraph(const CaseTable::Columns& columns) {
    for (const CaseRow row : columns.by_id) {
      const auto links = columns.links.find(row);
      if (links == columns.links.end()) continue;
      for (const std::string& other : links->second) {
        if (const CaseRow* found = columns.find(other)) {
          // Evaluated one after the other, so that the numbering is the same everywhere.
          const std::size_t from = vertex(row);
          const std::size_t to = vertex(*found);
          boost::add_edge(from, to, graph_);
        }
      }
    }
  }

  /// Rows with links, each with the number of its component.
  [[nodiscard]] std::unordered_map<CaseRow, int> components() const {
    std::vector<int> component(boost::num_vertices(graph_));
    if (!component.empty()) boost::connected_components(graph_, component.data());
    std::unordered_map<CaseRow, int> of_row;
    for (std::size_t v = 0; v < rows_.size(); ++v) of_row.emplace(rows_[v], component[v]);
    return of_row;
  }

 private:
  std::size_t vertex(CaseRow row) {
    const auto [at, is_new] = number_.emplace(row, rows_.size());
    if (is_new) {
      rows_.push_back(row);
      boost::add_vertex(graph_);
    }
    return at->second;
  }

  boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> graph_;
  std::vector<CaseRow> rows_;
  std::unordered_map<CaseRow, std::size_t> number_;
};

}  // namespace

void assign_units(CaseTable::Columns& columns) {
  const auto component_of = LinkGraph{columns}.components();
  std::unordered_map<int, UnitIndex> unit_of_component;
  columns.unit.assign(columns.size(), 0);
  UnitIndex units = 0;
  for (const CaseRow row : columns.by_id) {
    const auto component = component_of.find(row);
    if (component == component_of.end()) {
      columns.unit[row] = units++;
      continue;
    }
    const auto [at, is_new] = unit_of_component.emplace(component->second, units);
    if (is_new) ++units;
    columns.unit[row] = at->second;
  }

  columns.unit_begin.assign(std::size_t{units} + 1, 0);
  for (const UnitIndex unit : columns.unit) ++columns.unit_begin[unit + 1];
  std::partial_sum(
      columns.unit_begin.begin(), columns.unit_begin.end(), columns.unit_begin.begin());
  Offsets next{columns.unit_begin.begin(), columns.unit_begin.end() - 1};
  columns.unit_members.resize(columns.size());
  for (const CaseRow row : columns.by_id) columns.unit_members[next[columns.unit[row]]++] = row;
}

}  // namespace waitlist
