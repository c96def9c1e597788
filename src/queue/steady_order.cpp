#include "queue/steady_order.h"

#include "base/parallel.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

struct KeyedRow {
  std::uint32_t key = 0;
  std::uint32_t at = 0;

  friend auto operator<=>(const KeyedRow&, const KeyedRow&) = default;
};

/// Writes the entries of the rows [begin, end) that are ranked, odd units apart; no branch.
OrderedEntry* add_entries(const SteadyRows& rows,
                          const DayKeys& keys,
                          std::size_t begin,
                          std::size_t end,
                          OrderedEntry* out) {
  const std::uint32_t limit = keys.limit();
  keys.visit_keys(begin, end, [&](std::size_t at, std::uint32_t key) {
    *out = (OrderedEntry{key} << 32U) | rows.row[at];
    out += key < limit ? 1 : 0;
  });
  return out;
}

/// The first odd row that is at this place or behind it.
std::vector<std::uint32_t>::const_iterator first_odd_at(const SteadyRows& rows, std::size_t at) {
  return std::ranges::lower_bound(rows.odd_by_place, at, {},
                                  [&rows](std::uint32_t i) { return rows.odd_rows[i].at; });
}

/// The entries of the rows [begin, end), with the odd units where their first cases stand.
EntryRun entries(const SteadyRows& rows,
                 const DayKeys& keys,
                 const OddStandings& odd,
                 std::size_t begin,
                 std::size_t end) {
  EntryRun made{end - begin + 1};  // one more, which may be written in vain
  OrderedEntry* out = made.begin();
  std::size_t at = begin;
  for (auto next = first_odd_at(rows, begin); next != rows.odd_by_place.end(); ++next) {
    const OddRow& row = rows.odd_rows[*next];
    if (row.at >= end) break;
    const OddStandings::Standing& unit = odd.of_unit[row.unit];
    if (unit.at != row.at) continue;
    out = add_entries(rows, keys, at, row.at, out);
    *out++ = (OrderedEntry{unit.key} << 32U) | unit.stander;
    at = row.at;
  }
  made.set_end(add_entries(rows, keys, at, end, out));
  return made;
}

/// Keeps the first `count` of what it is given.
class Firsts {
 public:
  Firsts(std::size_t count, std::uint32_t limit) : count_{count}, bar_{limit, 0} {}

  /// What is not below this is not among the first.
  [[nodiscard]] KeyedRow bar() const noexcept { return bar_; }

  void add(KeyedRow one) { kept_.push_back(one); }

  /// Raises the bar when enough has come in since.
  void raise_bar() {
    if (kept_.size() >= count_ + count_ / 8 + 16) cut();
  }

  void cut() {
    if (kept_.size() <= count_) return;
    const auto end = kept_.begin() + static_cast<std::ptrdiff_t>(count_);
    std::ranges::nth_element(kept_, end);
    bar_ = *end;
    kept_.erase(end, kept_.end());
  }

  [[nodiscard]] std::vector<KeyedRow> in_order() {
    cut();
    std::ranges::sort(kept_);
    return std::move(kept_);
  }

 private:
  std::size_t count_;
  KeyedRow bar_;
  std::vector<KeyedRow> kept_;
};

/// The odd units of a day, one after the other.
class OddReader {
 public:
  OddReader(const SteadyRows& rows, const DayKeys& keys, Day as_of)
      : rows_{rows}, keys_{keys}, as_of_{as_of} {}

  /// Where a unit stands. Adds its cases to `members` when several are ranked.
  [[nodiscard]] OddStandings::Standing read(const OddUnit& unit, std::vector<CaseRow>& members) {
    if (!sort_ranked(unit)) return {};
    const auto& [first, row] = ranked_.front();
    if (ranked_.size() == 1) return {first.key, first.at, row};
    const Stander several{kSeveral | members.size()};
    for (const auto& [key, member] : ranked_) members.push_back(member);
    members.back() = CaseRow{members.back() | OddStandings::kLast};
    return {first.key, first.at, several};
  }

  /// Whether the unit stands where this case does.
  [[nodiscard]] bool leads(const OddRow& row) const {
    const OddUnit& unit = rows_.odd_units[row.unit];
    const KeyedRow one = keyed(row);
    return as_of_.days_since_epoch() >= unit.steady_from &&
           std::ranges::all_of(rows_.rows_of(unit),
                               [&](const OddRow& other) { return one <= keyed(other); });
  }

  [[nodiscard]] KeyedRow keyed(const OddRow& row) const {
    return {keys_.key(row.on(as_of_), row.filing, row.base), row.at};
  }

 private:
  /// False: no case is ranked, or not all are listed.
  bool sort_ranked(const OddUnit& unit) {
    ranked_.clear();
    if (as_of_.days_since_epoch() < unit.steady_from) return false;
    for (const OddRow& row : rows_.rows_of(unit)) {
      const KeyedRow one = keyed(row);
      if (one.key < keys_.limit()) ranked_.emplace_back(one, row.row);
    }
    std::ranges::sort(ranked_);
    return !ranked_.empty();
  }

  const SteadyRows& rows_;
  const DayKeys& keys_;
  Day as_of_;
  std::vector<std::pair<KeyedRow, CaseRow>> ranked_;
};

void scan_block(const SteadyRows& rows,
                const DayKeys& keys,
                const OddReader& odd,
                std::size_t block,
                Firsts& firsts) {
  const std::size_t begin = block * SteadyBlock::kRows;
  const std::size_t end = std::min(begin + SteadyBlock::kRows, rows.size());
  keys.visit_keys(begin, end, [&](std::size_t at, std::uint32_t key) {
    const KeyedRow one{key, static_cast<std::uint32_t>(at)};
    if (one < firsts.bar()) firsts.add(one);
  });
  for (std::size_t i = rows.blocks[block].first_odd; i < rows.odd_by_place.size(); ++i) {
    const OddRow& row = rows.odd_rows[rows.odd_by_place[i]];
    if (row.at >= end) break;
    const KeyedRow one = odd.keyed(row);
    if (one < firsts.bar() && odd.leads(row)) firsts.add(one);
  }
}

}  // namespace

OddStandings odd_standings(const SteadyRows& rows, const DayKeys& keys, Day as_of) {
  OddStandings odd;
  odd.of_unit.reserve(rows.odd_units.size());
  odd.members.reserve(rows.odd_rows.size());
  OddReader reader{rows, keys, as_of};
  for (const OddUnit& unit : rows.odd_units) {
    odd.of_unit.push_back(reader.read(unit, odd.members));
  }
  return odd;
}

std::vector<Stander> steady_order(const SteadyRows& rows,
                                  const DayKeys& keys,
                                  const OddStandings& odd,
                                  unsigned parts) {
  std::vector<EntryRun> made;
  for (unsigned part = 0; part < parts; ++part) made.emplace_back(0);
  run_parts(parts, [&](unsigned part) {
    made[part] = entries(rows, keys, odd, part_begin(rows.size(), part, parts),
                         part_begin(rows.size(), part + 1, parts));
  });
  std::vector<std::span<const OrderedEntry>> runs;
  runs.reserve(made.size());
  for (const EntryRun& run : made) runs.push_back(run.entries());
  return radix_ordered(runs, static_cast<int>(keys.key_bits()));
}

std::vector<Stander> steady_top(const SteadyRows& rows,
                                const DayKeys& keys,
                                Day as_of,
                                std::size_t count,
                                std::vector<CaseRow>& members) {
  Firsts firsts{count, keys.limit()};
  OddReader odd{rows, keys, as_of};
  // The blocks with the best prospects first; they raise the bar for the others.
  std::vector<std::pair<std::int64_t, std::uint32_t>> blocks;
  blocks.reserve(rows.blocks.size());
  for (std::uint32_t i = 0; i < rows.blocks.size(); ++i) {
    blocks.emplace_back(keys.least_key(i), i);
  }
  std::ranges::make_heap(blocks, std::ranges::greater{});
  while (!blocks.empty() && blocks.front().first <= std::int64_t{firsts.bar().key}) {
    scan_block(rows, keys, odd, blocks.front().second, firsts);
    firsts.raise_bar();
    std::ranges::pop_heap(blocks, std::ranges::greater{});
    blocks.pop_back();
  }
  std::vector<Stander> top;
  for (const KeyedRow& one : firsts.in_order()) {
    const auto next = first_odd_at(rows, one.at);
    const bool is_odd = next != rows.odd_by_place.end() && rows.odd_rows[*next].at == one.at;
    top.push_back(is_odd ? odd.read(rows.odd_units[rows.odd_rows[*next].unit], members).stander
                         : rows.row[one.at]);
  }
  return top;
}

}  // namespace waitlist
