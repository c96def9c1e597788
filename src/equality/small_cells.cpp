#include <waitlist/equality/small_cells.h>

#include "equality/hidden_cells.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace waitlist {
namespace {

bool is_small(std::uint64_t count, std::uint64_t smallest) { return count > 0 && count < smallest; }

std::vector<bool> small_ones(std::span<const std::uint64_t> counts,
                             std::uint64_t smallest,
                             const std::vector<bool>& also) {
  std::vector<bool> hidden(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    hidden[i] = is_small(counts[i], smallest) || (!also.empty() && also[i]);
  }
  return hidden;
}

/// Whether what is hidden of a row cannot be worked out by one who knows which count is small.
bool keeps_its_secret(std::span<const std::uint64_t> counts,
                      const std::vector<bool>& hidden,
                      std::uint64_t smallest) {
  std::uint64_t small = 0;
  std::uint64_t others = 0;
  std::uint64_t sum = 0;
  auto least_shown = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t greatest_hidden = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (!hidden[i]) {
      if (counts[i] > 0) least_shown = std::min(least_shown, counts[i]);
      continue;
    }
    sum += counts[i];
    greatest_hidden = std::max(greatest_hidden, counts[i]);
    (is_small(counts[i], smallest) ? small : others) += 1;
  }
  if (small + others == 0) return true;
  if (small + others < 2 || sum < smallest) return false;
  if (small == 0) return true;
  const std::uint64_t others_least = others * smallest;
  const std::uint64_t rest_least = others_least + small - 1;
  const std::uint64_t most = std::min(smallest - 1, sum > rest_least ? sum - rest_least : 0);
  // The others are no greater than what is shown, unless something else asked to hide them.
  std::uint64_t least = 1;
  if (others == 0 || (greatest_hidden <= least_shown && least_shown < sum)) {
    const std::uint64_t rest_most = (small - 1) * (smallest - 1) + others * least_shown;
    if (sum > rest_most) least = std::max(least, sum - rest_most);
  }
  return most >= least && most - least + 1 >= kValuesLeft;
}

/// The shown count of least size, those that are not 0 first.
std::optional<std::size_t> next_to_hide(std::span<const std::uint64_t> counts,
                                        const std::vector<bool>& hidden,
                                        const std::vector<bool>& near) {
  std::optional<std::size_t> next;
  const auto size = [&counts](std::size_t i) { return counts[i] - 1; };  // 0 becomes the greatest
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (hidden[i] || (!near.empty() && !near[i])) continue;
    if (!next || size(i) < size(*next)) next = i;
  }
  return next;
}

/// Cells in a row or a column of one of those marked.
std::vector<bool> beside(const CountTable& table, const std::vector<bool>& marked) {
  std::vector<bool> rows(table.rows());
  std::vector<bool> columns(table.columns);
  for (std::size_t i = 0; i < marked.size(); ++i) {
    if (marked[i]) rows[i / table.columns] = columns[i % table.columns] = true;
  }
  std::vector<bool> found(marked.size());
  for (std::size_t i = 0; i < marked.size(); ++i) {
    found[i] = rows[i / table.columns] || columns[i % table.columns];
  }
  return found;
}

/// Of these, the shown cells whose row and column are joined by hidden cells: with one of them
/// hidden, those are bridges no longer.
std::vector<bool> closing_a_ring(const CountTable& table,
                                 const std::vector<bool>& hidden,
                                 const std::vector<bool>& near) {
  const HiddenCells cells{table, hidden};
  std::vector<bool> found(hidden.size());
  for (std::size_t cell = 0; cell < hidden.size(); ++cell) {
    found[cell] = near[cell] && !hidden[cell] && !cells.is_bridge(cell);
  }
  return found;
}

bool any_of(const std::vector<bool>& marks) {
  return std::ranges::find(marks, true) != marks.end();
}

/// Marks of hidden cells that leave too few values.
std::vector<bool> nearly_given_away(const CountTable& table, const std::vector<bool>& hidden) {
  const HiddenCells cells{table, hidden};
  std::vector<bool> found(hidden.size());
  for (std::size_t cell = 0; cell < hidden.size(); ++cell) {
    if (!hidden[cell]) continue;
    const std::uint64_t above = cells.room_above(cell, kValuesLeft);
    found[cell] = above + cells.room_below(cell, kValuesLeft) + 1 < kValuesLeft;
  }
  return found;
}

}  // namespace

std::vector<bool> hide_counts(std::span<const std::uint64_t> counts,
                              std::uint64_t smallest,
                              const std::vector<bool>& also) {
  std::vector<bool> hidden = small_ones(counts, smallest, also);
  while (!keeps_its_secret(counts, hidden, smallest)) {
    const auto next = next_to_hide(counts, hidden, {});
    if (!next) break;
    hidden[*next] = true;
  }
  return hidden;
}

std::vector<CountRange> ranges_of(const CountTable& table, const std::vector<bool>& hidden) {
  const HiddenCells cells{table, hidden};
  std::vector<CountRange> ranges;
  ranges.reserve(hidden.size());
  for (std::size_t cell = 0; cell < hidden.size(); ++cell) {
    const std::uint64_t own = table.counts[cell];
    ranges.push_back(hidden[cell]
                         ? CountRange{own - cells.room_below(cell), own + cells.room_above(cell)}
                         : CountRange{own, own});
  }
  return ranges;
}

std::vector<bool> given_away(const CountTable& table, const std::vector<bool>& hidden) {
  const HiddenCells cells{table, hidden};
  std::vector<bool> found(hidden.size());
  for (std::size_t cell = 0; cell < hidden.size(); ++cell) {
    found[cell] = hidden[cell] && cells.is_bridge(cell);
  }
  return found;
}

std::vector<bool> hide_cells(const CountTable& table,
                             std::uint64_t smallest,
                             const std::vector<bool>& also) {
  std::vector<bool> hidden = small_ones(table.counts, smallest, also);
  for (;;) {
    std::vector<bool> open = given_away(table, hidden);
    if (!any_of(open)) open = nearly_given_away(table, hidden);
    if (!any_of(open)) return hidden;
    const std::vector<bool> near = beside(table, open);
    auto next = next_to_hide(table.counts, hidden, closing_a_ring(table, hidden, near));
    if (!next) next = next_to_hide(table.counts, hidden, near);
    if (!next) next = next_to_hide(table.counts, hidden, {});
    if (!next) return hidden;
    hidden[*next] = true;
  }
}

}  // namespace waitlist
