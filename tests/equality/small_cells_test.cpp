// Whatever is hidden is attacked here by going through every table that a reader could think of.
#include <waitlist/equality/small_cells.h>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using Counts = std::vector<std::uint64_t>;
using Hidden = std::vector<bool>;

Hidden marks(std::size_t size, std::initializer_list<std::size_t> hidden) {
  Hidden found(size);
  for (const std::size_t i : hidden) found[i] = true;
  return found;
}

/// Every table with the same totals and the same shown cells, by filling cell after cell.
class EveryTable {
 public:
  EveryTable(const CountTable& table, const Hidden& hidden) : table_{table}, hidden_{hidden} {
    for (std::size_t i = 0; i < table.counts.size(); ++i) {
      (hidden[i] ? row_left(i) : unused_) += table.counts[i];
      (hidden[i] ? column_left(i) : unused_) += table.counts[i];
    }
    ranges_.resize(table.counts.size());
    for (std::size_t i = 0; i < ranges_.size(); ++i) ranges_[i] = {UINT64_MAX, 0};
    filled_ = table.counts;
    fill(0);
  }

  [[nodiscard]] const std::vector<CountRange>& ranges() const { return ranges_; }

 private:
  std::uint64_t& row_left(std::size_t cell) {
    rows_.resize(table_.rows());
    return rows_[cell / table_.columns];
  }

  std::uint64_t& column_left(std::size_t cell) {
    columns_.resize(table_.columns);
    return columns_[cell % table_.columns];
  }

  void fill(std::size_t cell) {
    if (cell == filled_.size()) {
      const auto none = [](std::uint64_t left) { return left == 0; };
      if (!std::ranges::all_of(rows_, none) || !std::ranges::all_of(columns_, none)) return;
      for (std::size_t i = 0; i < filled_.size(); ++i) {
        ranges_[i] = {std::min(ranges_[i].least, filled_[i]),
                      std::max(ranges_[i].most, filled_[i])};
      }
      return;
    }
    if (!hidden_[cell]) return fill(cell + 1);
    const std::uint64_t most = std::min(row_left(cell), column_left(cell));
    for (std::uint64_t count = 0; count <= most; ++count) {
      row_left(cell) -= count;
      column_left(cell) -= count;
      filled_[cell] = count;
      fill(cell + 1);
      row_left(cell) += count;
      column_left(cell) += count;
    }
  }

  const CountTable& table_;
  const Hidden& hidden_;
  std::uint64_t unused_ = 0;
  Counts rows_, columns_, filled_;
  std::vector<CountRange> ranges_;
};

bool same(const CountRange& a, const CountRange& b) {
  return a.least == b.least && a.most == b.most;
}

/// Every row of counts with this sum that the rule would hide in the same cells.
void each_row(Counts& row,
              std::size_t cell,
              std::uint64_t left,
              const Hidden& hidden,
              const std::function<void(const Counts&)>& visit) {
  if (cell == row.size()) {
    if (left == 0) visit(row);
    return;
  }
  if (!hidden[cell]) return each_row(row, cell + 1, left, hidden, visit);
  for (std::uint64_t count = 0; count <= left; ++count) {
    row[cell] = count;
    each_row(row, cell + 1, left - count, hidden, visit);
  }
}

}  // namespace

TEST_CASE("A row hides what would be given back by its total") {
  struct Row {
    Counts counts;
    Hidden hidden;
  };

  const Row rows[] = {
      {{64, 31, 12, 4}, marks(4, {2, 3})},     // 16 are hidden: 1 to 6 are left
      {{64, 31, 10, 1}, marks(4, {1, 2, 3})},  // 11 would say which the 1 is
      {{64, 31, 12, 10}, marks(4, {})},
      {{14, 5}, marks(2, {0, 1})},        // of two both
      {{50, 3, 4}, marks(3, {0, 1, 2})},  // 7 together are fewer than 10
      {{50, 40, 6, 8}, marks(4, {2, 3})},
      {{50, 0, 6, 8}, marks(4, {2, 3})},  // 0 is shown
      {{0, 7}, marks(2, {0, 1})},
      {{}, {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.counts.size());
    CHECK(hide_counts(row.counts, 10) == row.hidden);
  }
  CHECK(hide_counts(Counts{64, 31, 12}, 10, marks(3, {0})) == marks(3, {0, 2}));
}

TEST_CASE("No reader who knows the rule works out what a row hides") {
  CHECK(rc::check("hidden counts", [] {
    const auto size = *rc::gen::inRange<std::size_t>(1, 5);
    const auto counts = *rc::gen::container<Counts>(size, rc::gen::inRange<std::uint64_t>(0, 14));
    constexpr std::uint64_t kSmallest = 5;
    const Hidden hidden = hide_counts(counts, kSmallest);
    const bool all = std::ranges::count(hidden, true) == static_cast<std::ptrdiff_t>(size);
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < size; ++i) {
      if (hidden[i]) sum += counts[i];
      RC_ASSERT(hidden[i] || counts[i] == 0 || counts[i] >= kSmallest);
    }
    if (std::ranges::count(hidden, true) == 0 || all) return;
    RC_ASSERT(sum >= kSmallest);
    std::vector<CountRange> left(size, {UINT64_MAX, 0});
    Counts row = counts;
    each_row(row, 0, sum, hidden, [&](const Counts& other) {
      if (hide_counts(other, kSmallest) != hidden) return;
      for (std::size_t i = 0; i < size; ++i) {
        left[i] = {std::min(left[i].least, other[i]), std::max(left[i].most, other[i])};
      }
    });
    for (std::size_t i = 0; i < size; ++i) {
      if (hidden[i]) RC_ASSERT(left[i].least < left[i].most);
    }
  }));
}

TEST_CASE("What totals leave of hidden cells is as worked out") {
  const CountTable table{3, {41, 6, 12, 58, 17, 3, 33, 24, 19}};
  const Hidden hidden = marks(9, {1, 2, 4, 5});
  const auto ranges = ranges_of(table, hidden);
  CHECK(same(ranges[1], {3, 18}));
  CHECK(same(ranges[2], {0, 15}));
  CHECK(same(ranges[4], {5, 20}));
  CHECK(same(ranges[5], {0, 15}));
  CHECK(same(ranges[0], {41, 41}));
  CHECK(given_away(table, hidden) == marks(9, {}));
  CHECK(hide_cells(table, 10) == hidden);
  // The handbook: 56,600 less 47,600 and 8,002.
  const CountTable row{3, {47'600, 8'002, 998}};
  CHECK(same(ranges_of(row, marks(3, {2}))[2], {998, 998}));
  CHECK(given_away(row, marks(3, {2})) == marks(3, {2}));
  // Geurts 1992: 7 and 3 in rows, 6 and 4 in columns.
  CHECK(same(ranges_of({2, {4, 3, 2, 1}}, marks(4, {0, 1, 2, 3}))[0], {3, 6}));
}

TEST_CASE("Two hidden cells in each row and column are not enough, and the bridge is found") {
  const CountTable table{4, {7, 12, 30, 40, 11, 8, 4, 50, 35, 42, 6, 13, 28, 31, 15, 9}};
  const Hidden hidden = marks(16, {0, 1, 4, 5, 6, 10, 11, 14, 15});
  CHECK(given_away(table, hidden) == marks(16, {6}));
  CHECK(same(ranges_of(table, hidden)[6], {4, 4}));
  const Hidden enough = hide_cells(table, 10, hidden);
  CHECK(given_away(table, enough) == marks(16, {}));
  const auto ranges = ranges_of(table, enough);
  for (std::size_t i = 0; i < 16; ++i) {
    if (enough[i]) CHECK(ranges[i].most - ranges[i].least + 1 >= kValuesLeft);
  }
}

TEST_CASE("Ranges of hidden cells are those of every table that could stand there") {
  CHECK(rc::check("ranges and bridges", [] {
    const auto rows = *rc::gen::inRange<std::size_t>(1, 4);
    const auto columns = *rc::gen::inRange<std::size_t>(1, 4);
    CountTable table{columns, *rc::gen::container<Counts>(rows * columns,
                                                          rc::gen::inRange<std::uint64_t>(0, 4))};
    const auto hidden = *rc::gen::container<Hidden>(rows * columns, rc::gen::arbitrary<bool>());
    const auto found = ranges_of(table, hidden);
    const EveryTable every{table, hidden};
    for (std::size_t i = 0; i < found.size(); ++i) RC_ASSERT(same(found[i], every.ranges()[i]));
    // Cells that hold something are exact just where they are bridges.
    const bool positive = std::ranges::none_of(table.counts, [](auto count) { return count == 0; });
    if (!positive) return;
    const Hidden away = given_away(table, hidden);
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (hidden[i]) RC_ASSERT(away[i] == (found[i].least == found[i].most));
    }
  }));
}

TEST_CASE("No hidden cell of a table can be worked out by trying every table") {
  CHECK(rc::check("hidden cells", [] {
    const auto rows = *rc::gen::inRange<std::size_t>(2, 5);
    const auto columns = *rc::gen::inRange<std::size_t>(2, 4);
    const CountTable table{columns, *rc::gen::container<Counts>(
                                        rows * columns, rc::gen::inRange<std::uint64_t>(0, 8))};
    const Hidden hidden = hide_cells(table, 3);
    const auto ranges = ranges_of(table, hidden);
    const bool all = std::ranges::count(hidden, true) == static_cast<std::ptrdiff_t>(hidden.size());
    for (std::size_t i = 0; i < hidden.size(); ++i) {
      if (!hidden[i]) RC_ASSERT(table.counts[i] == 0 || table.counts[i] >= 3);
      if (hidden[i] && !all) RC_ASSERT(ranges[i].most - ranges[i].least + 1 >= kValuesLeft);
    }
    // Trying every table takes long where much is hidden.
    if (std::ranges::count(hidden, true) > 6) return;
    const EveryTable every{table, hidden};
    for (std::size_t i = 0; i < hidden.size(); ++i) RC_ASSERT(same(ranges[i], every.ranges()[i]));
  }));
}
