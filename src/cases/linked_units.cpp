#include "cases/linked_units.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/connected_components.hpp>

#include <algorithm>
#include <cstddef>
#include <unordered_map>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

/// Numbers only the cases that have a link or are linked to: few, whatever the list's length.
class LinkGraph {
 public:
  explicit LinkGraph(const CaseTable::Columns& columns) {
    // In whatever order the map has them: which cases are joined does not depend on it.
    for (const auto& [row, links] : columns.links) {
      for (const std::string& other : links) {
        if (const CaseRow* found = columns.find(other)) {
          const std::size_t from = vertex(row);
          boost::add_edge(from, vertex(*found), graph_);
        }
      }
    }
  }

  static constexpr int kAlone = -1;

  /// The number of each row's component; kAlone: not linked.
  [[nodiscard]] std::vector<int> components(std::size_t rows) const {
    std::vector<int> component(boost::num_vertices(graph_));
    if (!component.empty()) boost::connected_components(graph_, component.data());
    std::vector<int> of_row(rows, kAlone);
    for (std::size_t v = 0; v < rows_.size(); ++v) of_row[rows_[v]] = component[v];
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
  const std::vector<int> component_of = LinkGraph{columns}.components(columns.size());
  std::unordered_map<int, UnitIndex> unit_of_component;
  columns.unit.assign(columns.size(), 0);
  UnitIndex units = 0;
  for (const CaseRow row : columns.by_id) {
    if (component_of[row] == LinkGraph::kAlone) {
      columns.unit[row] = units++;
      continue;
    }
    // Units are numbered by the ids of their first cases, so the numbers of components do not show.
    const auto [at, is_new] = unit_of_component.emplace(component_of[row], units);
    if (is_new) ++units;
    columns.unit[row] = at->second;
  }

  columns.unit_cases.assign(units, {});
  for (const UnitIndex unit : columns.unit) ++columns.unit_cases[unit].count;
  std::uint32_t begin = 0;
  for (Slice& slice : columns.unit_cases) {
    slice.begin = begin;
    begin += std::exchange(slice.count, 0);
  }
  columns.unit_members.resize(columns.size());
  for (const CaseRow row : columns.by_id) {
    Slice& slice = columns.unit_cases[columns.unit[row]];
    columns.unit_members[slice.begin + slice.count++] = row;
  }
}

}  // namespace waitlist
