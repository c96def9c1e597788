#include "queue/steady_rows.h"

#include "policy/policy_tables.h"
#include "scoring/filing_points.h"
#include "scoring/standing.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <iterator>
#include <limits>

namespace waitlist {
namespace {

/// What a day makes of one stand.
struct StandToday {
  bool ranked = false;
  std::int64_t points = 0;          ///< in CompiledPolicy::point_parts()
  std::int64_t overdue = 0;         ///< days since its wait was so long that it had to be allocated
  std::array<TierIndex, 2> tier{};  ///< as it is, and when its filing date is near
};

StandToday today(const Stand& stand,
                 const SteadyRows& rows,
                 const CompiledPolicy& policy,
                 Day as_of) {
  StandToday now;
  const Days waited{std::int64_t{as_of.days_since_epoch()} - stand.listed_on};
  now.ranked = waited >= Days{0};
  if (!now.ranked) return now;
  const PolicyTables& tables = policy.tables();
  if (rows.by_points) {
    const std::int64_t wait = tables.earning_wait(waited, as_of);
    now.points = tables.waiting_parts(wait, stand.faster).count();
  }
  if (rows.by_tier) {
    const BandIndex band = promoted_band(tables, stand.band, waited);
    const bool must = must_allocate_holds(tables, waited, std::nullopt, as_of);
    now.tier = {policy.tier(band, must), policy.tier(band, true)};
  }
  const auto& rule = policy.written().must_allocate;
  if (rows.by_overdue && rule->waiting) {
    now.overdue = std::max<std::int64_t>((waited - *rule->waiting).count(), 0);
  }
  return now;
}

struct FilingToday {
  std::int64_t points = 0;   ///< in CompiledPolicy::point_parts()
  std::int64_t overdue = 0;  ///< days since it was so near that the case had to be allocated
  bool near = false;
};

FilingToday filing_today(std::size_t code,
                         const SteadyRows& rows,
                         const CompiledPolicy& policy,
                         Day as_of) {
  std::optional<Day> date;
  if (code > 0) date = Day::from_days_since_epoch(rows.filings[code]);
  FilingToday now;
  if (rows.by_points) {
    now.points = in_parts(filing_points(policy, date, as_of), policy.point_parts()).count();
  }
  // The wait is told by the stand, and no time at all is the least there is.
  now.near = rows.by_tier && must_allocate_holds(policy.tables(), Days{0}, date, as_of);
  const auto& rule = policy.written().must_allocate;
  if (rows.by_overdue && date && rule->before_filing) {
    now.overdue = std::max<std::int64_t>((*rule->before_filing - (*date - as_of)).count(), 0);
  }
  return now;
}

/// Numbers of days, each once, the largest first.
class Overdue {
 public:
  Overdue(const std::vector<StandToday>& stands, const std::vector<FilingToday>& filings) {
    // Neighbours are mostly alike.
    const auto note = [this](std::int64_t days) {
      if (days != days_.back()) days_.push_back(days);
    };
    for (const StandToday& stand : stands) note(stand.overdue);
    for (const FilingToday& filing : filings) note(filing.overdue);
    std::ranges::sort(days_, std::ranges::greater{});
    days_.erase(std::unique(days_.begin(), days_.end()), days_.end());
  }

  /// How many are larger than the least.
  [[nodiscard]] std::int64_t most() const { return std::ssize(days_) - 1; }

  /// How many are larger than this one.
  [[nodiscard]] std::int64_t larger(std::int64_t days) const {
    return std::ranges::lower_bound(days_, days, std::ranges::greater{}) - days_.begin();
  }

 private:
  std::vector<std::int64_t> days_{0};  // of who is not overdue
};

unsigned bits_for(std::uint64_t values) {
  return static_cast<unsigned>(64 - std::countl_zero(values));
}

}  // namespace

void sum_up_blocks(SteadyRows& rows) {
  const std::size_t count = (rows.size() + SteadyBlock::kRows - 1) / SteadyBlock::kRows;
  rows.blocks.assign(count, {});
  rows.block_bands.assign(count * rows.bands, {});
  const auto note = [&rows](std::size_t at, StandCode stand) {
    const std::size_t block = at / SteadyBlock::kRows;
    BlockBand& band = rows.block_bands[block * rows.bands + rows.stands[stand].band];
    if (band.longest_wait == 0 || stand < band.longest_wait) band.longest_wait = stand;
    band.most_base = std::max(band.most_base, rows.base[at]);
    FilingCode& filing = rows.blocks[block].earliest_filing;
    if (rows.filing[at] != 0 && (filing == 0 || rows.filing[at] < filing)) {
      filing = rows.filing[at];
    }
  };
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (rows.stand[at] != 0) note(at, rows.stand[at]);
  }
  for (const OddRow& row : rows.odd_rows) {
    note(row.at, row.stand);
    if (row.decided_from < row.decided_until) note(row.at, row.decided);
  }
  std::uint32_t odd = 0;
  for (std::size_t block = 0; block < count; ++block) {
    const auto is_before = [&] {
      return odd < rows.odd_by_place.size() &&
             rows.odd_rows[rows.odd_by_place[odd]].at < block * SteadyBlock::kRows;
    };
    while (is_before()) ++odd;
    rows.blocks[block].first_odd = odd;
  }
}

/// A key is a number of tiers, each as wide as points are apart, and that many more for each other
/// number of days by which others are more overdue in the tier must_allocate; then points.
std::optional<DayKeys> DayKeys::make(const SteadyRows& rows,
                                     const CompiledPolicy& policy,
                                     Day as_of) {
  DayKeys keys{rows};
  std::vector<StandToday> stands(rows.stands.size());
  std::int64_t most_wait = 0;
  std::int64_t least_wait = std::numeric_limits<std::int64_t>::max();
  for (std::size_t i = 1; i < stands.size(); ++i) {
    stands[i] = today(rows.stands[i], rows, policy, as_of);
    if (!stands[i].ranked) continue;
    most_wait = std::max(most_wait, stands[i].points);
    least_wait = std::min(least_wait, stands[i].points);
  }
  least_wait = std::min(least_wait, most_wait);  // where nobody is ranked
  std::vector<FilingToday> filings;
  std::int64_t most_filing = 0;
  filings.reserve(rows.filings.size());
  for (std::size_t i = 0; i < rows.filings.size(); ++i) {
    filings.push_back(filing_today(i, rows, policy, as_of));
    most_filing = std::max(most_filing, filings[i].points);
  }
  const Overdue overdue{stands, filings};
  const std::int64_t most = rows.most_base + most_wait + most_filing;
  const std::int64_t width = most - (rows.least_base + least_wait) + 1;
  if (bits_for(static_cast<std::uint64_t>(width)) > 31) return std::nullopt;
  const auto tiers = rows.by_tier ? static_cast<std::int64_t>(policy.tier_count()) : 1;
  keys.key_bits_ = bits_for(static_cast<std::uint64_t>((tiers + overdue.most()) * width - 1));
  if (keys.key_bits_ > 31) return std::nullopt;
  const auto due = [&](std::int64_t days) {
    return static_cast<std::uint32_t>(overdue.larger(days) * width);
  };
  keys.filings_.reserve(filings.size());
  keys.filing_due_.reserve(filings.size());
  for (const FilingToday& filing : filings) {
    const std::uint32_t doubled = static_cast<std::uint32_t>(filing.points) * 2;
    keys.filings_.push_back(doubled + (filing.near ? 1 : 0));
    keys.filing_due_.push_back(due(filing.overdue));
  }
  // Above every key whatever is taken off it, for what is not ranked today.
  const std::uint64_t apart =
      keys.limit() + static_cast<std::uint64_t>(std::max<std::int64_t>(rows.most_base, 0)) +
      static_cast<std::uint64_t>(most_filing);
  // Behind the tier, which leads, none but the tier must_allocate looks at how long it is overdue.
  const auto only = policy.tables().order.only_tier_at(1);
  const bool by_own = rows.by_overdue && only.has_value();
  const TierIndex own = only.value_or(TierIndex{});
  std::vector<bool> in_own_tier;
  keys.stands_.reserve(2 * stands.size());
  keys.stand_due_.reserve(2 * stands.size());
  for (const StandToday& stand : stands) {
    for (const TierIndex tier : stand.tier) {
      const std::int64_t before = by_own && tier > own ? overdue.most() : 0;
      const std::int64_t key = (tier + before) * width + most - stand.points;
      const bool is_due = by_own && stand.ranked && tier == own;
      in_own_tier.push_back(is_due);
      keys.stands_.push_back(
          static_cast<std::uint32_t>(stand.ranked ? static_cast<std::uint64_t>(key) : apart));
      keys.stand_due_.push_back(is_due ? due(stand.overdue) : 0);
    }
  }
  keys.find_bounds(in_own_tier);
  return keys;
}

/// From here on in the band, whether a filing date is near or not.
void DayKeys::keep_least(std::vector<std::int64_t>& least) const {
  for (std::size_t i = rows_->stands.size(); i-- > 1;) {
    least[2 * i + 1] = std::min(least[2 * i], least[2 * i + 1]);
    const bool last = i + 1 == rows_->stands.size();
    if (last || rows_->stands[i + 1].band != rows_->stands[i].band) continue;
    least[2 * i] = std::min(least[2 * i], least[2 * i + 2]);
    least[2 * i + 1] = std::min(least[2 * i + 1], least[2 * i + 3]);
  }
}

void DayKeys::find_bounds(const std::vector<bool>& in_own_tier) {
  least_stand_.reserve(stands_.size());
  least_due_.reserve(stands_.size());
  for (std::size_t i = 0; i < stands_.size(); ++i) {
    const auto key = std::int64_t{stands_[i]};
    least_stand_.push_back(key + stand_due_[i]);
    least_due_.push_back(in_own_tier[i] ? key : kNone);
  }
  keep_least(least_stand_);
  keep_least(least_due_);
  most_filing_.resize(filings_.size());
  std::uint32_t most = filings_[0] >> 1U;
  for (std::size_t i = filings_.size(); i-- > 1;) {
    most = std::max(most, filings_[i] >> 1U);
    most_filing_[i] = most;
  }
  most_filing_[0] = filings_[0] >> 1U;
}

std::int64_t DayKeys::least_key(std::size_t block) const {
  const FilingCode filing = rows_->blocks[block].earliest_filing;
  // A later filing date is never nearer than an earlier one, nor is it due earlier.
  const std::uint32_t near = (filings_[filing] | filings_[0]) & 1U;
  std::int64_t least = kNone;
  for (std::size_t i = 0; i < rows_->bands; ++i) {
    const BlockBand& band = rows_->block_bands[block * rows_->bands + i];
    if (band.longest_wait == 0) continue;
    const std::size_t stand = 2U * band.longest_wait + near;
    least = std::min(least, least_stand_[stand] - band.most_base);
    if (least_due_[stand] == kNone) continue;
    least = std::min(least, least_due_[stand] + filing_due_[filing] - band.most_base);
  }
  return least == kNone ? least : least - most_filing_[filing];
}

}  // namespace waitlist
