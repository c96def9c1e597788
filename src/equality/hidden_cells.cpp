#include "equality/hidden_cells.h"

#include <algorithm>

namespace waitlist {

HiddenCells::HiddenCells(const CountTable& table, const std::vector<bool>& hidden)
    : rows_{table.rows()},
      columns_{table.columns},
      counts_{table.counts},
      cells_of_(rows_ + columns_) {
  for (std::size_t cell = 0; cell < counts_.size(); ++cell) {
    if (!hidden[cell]) continue;
    cells_of_[row_node(cell)].push_back(cell);
    cells_of_[column_node(cell)].push_back(cell);
  }
}

std::vector<HiddenCells::Step> HiddenCells::way(std::size_t from,
                                                std::size_t to,
                                                std::size_t without,
                                                const std::vector<std::uint64_t>& counts,
                                                bool any_size) const {
  std::vector<std::optional<Step>> into(cells_of_.size());
  std::vector<std::size_t> reached{from};
  for (std::size_t at = 0; at < reached.size() && !into[to]; ++at) {
    const std::size_t node = reached[at];
    for (const std::size_t cell : cells_of_[node]) {
      const bool grows = node < rows_;
      if (cell == without || (!grows && !any_size && counts[cell] == 0)) continue;
      const std::size_t next = grows ? column_node(cell) : row_node(cell);
      if (next == from || into[next]) continue;
      into[next] = Step{cell, node, grows};
      reached.push_back(next);
    }
  }
  std::vector<Step> steps;
  if (!into[to]) return steps;
  for (std::size_t node = to; node != from; node = steps.back().from) steps.push_back(*into[node]);
  return steps;
}

std::uint64_t HiddenCells::flow(std::size_t from,
                                std::size_t to,
                                std::size_t without,
                                std::uint64_t limit) const {
  std::vector<std::uint64_t> counts = counts_;
  std::uint64_t found = 0;
  while (found < limit) {
    const std::vector<Step> steps = way(from, to, without, counts, false);
    if (steps.empty()) break;
    std::uint64_t more = limit - found;
    for (const Step& step : steps) {
      if (!step.grows) more = std::min(more, counts[step.cell]);
    }
    for (const Step& step : steps) {
      counts[step.cell] = step.grows ? counts[step.cell] + more : counts[step.cell] - more;
    }
    found += more;
  }
  return found;
}

bool HiddenCells::is_bridge(std::size_t cell) const {
  return way(row_node(cell), column_node(cell), cell, counts_, true).empty();
}

std::uint64_t HiddenCells::room_above(std::size_t cell, std::uint64_t limit) const {
  return flow(column_node(cell), row_node(cell), cell, limit);
}

std::uint64_t HiddenCells::room_below(std::size_t cell, std::uint64_t limit) const {
  return flow(row_node(cell), column_node(cell), cell, std::min(limit, counts_[cell]));
}

}  // namespace waitlist
