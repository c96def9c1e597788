#include "queue/steady_rows.h"

#include "policy/policy_tables.h"
#include "scoring/filing_points.h"
#include "scoring/standing.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace waitlist {
namespace {

/// What a day makes of one stand.
struct StandToday {
  bool ranked = false;
  std::int64_t points = 0;
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
  if (rows.by_points) now.points = tables.waiting_points(waited.count(), stand.faster).count();
  if (rows.by_tier) {
    const BandIndex band = promoted_band(tables, stand.band, waited);
    const bool must = must_allocate_holds(tables, waited, std::nullopt, as_of);
    now.tier = {policy.tier(band, must), policy.tier(band, true)};
  }
  return now;
}

struct FilingToday {
  std::int64_t points = 0;
  bool near = false;
};

FilingToday filing_today(std::size_t code,
                         const SteadyRows& rows,
                         const CompiledPolicy& policy,
                         Day as_of) {
  std::optional<Day> date;
  if (code > 0) date = Day::from_days_since_epoch(rows.filings[code]);
  // The wait is told by the stand, and no time at all is the least there is.
  return {rows.by_points ? filing_points(policy, date, as_of).count() : 0,
          rows.by_tier && must_allocate_holds(policy.tables(), Days{0}, date, as_of)};
}

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

std::optional<DayKeys> DayKeys::make(const SteadyRows& rows,
                                     const CompiledPolicy& policy,
                                     Day as_of) {
  DayKeys keys{rows};
  std::vector<StandToday> stands(rows.stands.size());
  std::int64_t most_wait = 0;
  std::int64_t least_wait = 0;
  for (std::size_t i = 1; i < stands.size(); ++i) {
    stands[i] = today(rows.stands[i], rows, policy, as_of);
    most_wait = std::max(most_wait, stands[i].points);
    least_wait = std::min(least_wait, stands[i].points);
  }
  std::int64_t most_filing = 0;
  keys.filings_.reserve(rows.filings.size());
  for (std::size_t i = 0; i < rows.filings.size(); ++i) {
    const FilingToday filing = filing_today(i, rows, policy, as_of);
    most_filing = std::max(most_filing, filing.points);
    // Too many points for the 31 bits of a key are found out below.
    keys.filings_.push_back(static_cast<std::uint32_t>(filing.points) * 2 + (filing.near ? 1 : 0));
  }
  const std::int64_t most = rows.most_base + most_wait + most_filing;
  const unsigned point_bits =
      bits_for(static_cast<std::uint64_t>(most - (rows.least_base + least_wait)));
  const unsigned tier_bits = rows.by_tier ? bits_for(policy.tier_count() - 1U) : 0;
  keys.key_bits_ = point_bits + tier_bits;
  if (keys.key_bits_ > 30) return std::nullopt;
  // Above every key whatever is taken off it, for what is not ranked today.
  const std::uint64_t apart =
      keys.limit() + static_cast<std::uint64_t>(std::max<std::int64_t>(rows.most_base, 0)) +
      static_cast<std::uint64_t>(most_filing);
  keys.stands_.reserve(2 * stands.size());
  for (const StandToday& stand : stands) {
    for (const TierIndex tier : stand.tier) {
      const auto above = static_cast<std::uint64_t>(most - stand.points);
      const std::uint64_t key = (std::uint64_t{tier} << point_bits) + above;
      keys.stands_.push_back(static_cast<std::uint32_t>(stand.ranked ? key : apart));
    }
  }
  keys.find_bounds();
  return keys;
}

void DayKeys::find_bounds() {
  least_stand_.assign(stands_.begin(), stands_.end());
  for (std::size_t i = rows_->stands.size(); i-- > 1;) {
    least_stand_[2 * i + 1] = std::min(least_stand_[2 * i], least_stand_[2 * i + 1]);
    const bool last = i + 1 == rows_->stands.size();
    if (last || rows_->stands[i + 1].band != rows_->stands[i].band) continue;
    least_stand_[2 * i] = std::min(least_stand_[2 * i], least_stand_[2 * i + 2]);
    least_stand_[2 * i + 1] = std::min(least_stand_[2 * i + 1], least_stand_[2 * i + 3]);
  }
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
  // A later filing date is never nearer than an earlier one.
  const std::uint32_t near = (filings_[filing] | filings_[0]) & 1U;
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (std::size_t i = 0; i < rows_->bands; ++i) {
    const BlockBand& band = rows_->block_bands[block * rows_->bands + i];
    if (band.longest_wait == 0) continue;
    least = std::min(least, least_stand_[2U * band.longest_wait + near] - band.most_base);
  }
  return least == std::numeric_limits<std::int64_t>::max() ? least : least - most_filing_[filing];
}

}  // namespace waitlist
