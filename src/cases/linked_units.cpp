#include "cases/linked_units.h"

#include <waitlist/base/limits.h>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/connected_components.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

/// Numbers only the cases that have a link or are linked to: few, whatever the list's length.
class LinkGraph {
 public:
  explicit LinkGraph(const CaseTable::Columns& columns) {
    columns.rare.visit_links([&](CaseRow row, const std::vector<std::string>& links) {
      for (const std::string& other : links) {
        if (const auto found = columns.find(other)) {
          const std::size_t from = vertex(row);
          boost::add_edge(from, vertex(*found), graph_);
        }
      }
    });
  }

  /// The rows of each component that is linked at all, in the order of their ids.
  [[nodiscard]] std::vector<std::vector<CaseRow>> components(
      const CaseTable::Columns& columns) const {
    std::vector<int> component(boost::num_vertices(graph_));
    if (component.empty()) return {};
    std::vector<std::vector<CaseRow>> rows(
        static_cast<std::size_t>(boost::connected_components(graph_, component.data())));
    for (std::size_t v = 0; v < rows_.size(); ++v) {
      rows[static_cast<std::size_t>(component[v])].push_back(rows_[v]);
    }
    for (std::vector<CaseRow>& together : rows) {
      std::ranges::sort(together, {}, [&](CaseRow row) { return columns.case_id(row); });
    }
    return rows;
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

std::vector<CaseRow> assign_units(CaseTable::Columns& columns) {
  const auto components = LinkGraph{columns}.components(columns);
  std::unordered_map<CaseRow, const std::vector<CaseRow>*> begins;  // by the first row of each
  std::vector<bool> linked(columns.size());
  for (const std::vector<CaseRow>& together : components) {
    begins.emplace(together.front(), &together);
    for (const CaseRow row : together) linked[row] = true;
  }
  columns.units.reserve(columns.size());
  columns.units.resize_rows(columns.size());
  // Units are numbered by the ids of their first cases, so the numbers of components do not show.
  for (std::size_t before = 0; before < columns.size(); ++before) {
    const CaseRow row = columns.row_by_id(before);
    if (!linked[row]) {
      columns.units.form({&row, 1});
    } else if (const auto at = begins.find(row); at != begins.end()) {
      columns.units.form(*at->second);
    }
  }
  const auto large = std::ranges::find_if(
      components, [](const auto& together) { return together.size() > limits::kUnitCasesMax; });
  return large == components.end() ? std::vector<CaseRow>{} : *large;
}

Error too_many_linked(const CaseTable::Columns& columns,
                      std::span<const CaseRow> together,
                      const std::string& source) {
  std::map<std::string_view, std::size_t> times;
  for (const CaseRow row : together) {
    for (const std::string& id : columns.rare.linked_to(row)) ++times[id];
  }
  const auto most = std::ranges::max_element(times, {}, [](const auto& one) { return one.second; });
  return {ErrorCode::too_large,
          source,
          0,
          0,
          "linked_to",
          clipped(most->first),
          std::to_string(together.size()) + " cases hang together by links, " +
              std::to_string(most->second) + " of them by this id, and at most " +
              std::to_string(limits::kUnitCasesMax) +
              " are ranked as one; an id that stands for no family is no link"};
}

}  // namespace waitlist
