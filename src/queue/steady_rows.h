// The cases whose scores move with the day in a known way, as columns, and the keys of a day
// (docs/background/batch-order.md).
#pragma once

#include <waitlist/cases/case_table.h>
#include <waitlist/policy/compiled_policy.h>

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace waitlist {

/// Cases alike in these three earn the same points for waiting on every day and, filing dates
/// aside, change tier on the same days.
struct Stand {
  BandIndex band = 0;          ///< after floors and decision, before promotion
  std::int32_t listed_on = 0;  ///< of the longest waiting case of its unit
  std::int64_t faster = 1000;  ///< thousandths of the waiting rates

  friend auto operator<=>(const Stand&, const Stand&) = default;
};

/// Number of a stand; 0: see the odd units.
using StandCode = std::uint16_t;
/// Number of a filing date; 0: none.
using FilingCode = std::uint16_t;

/// A case that the columns alone do not describe: it has a decision, or stands with others. What
/// they say of it is repeated, so that the cases of a unit are read together.
struct OddRow {
  std::uint32_t at = 0;    ///< place in the columns
  std::uint32_t unit = 0;  ///< place in SteadyRows::odd_units
  CaseRow row = 0;
  std::int32_t base = 0;
  FilingCode filing = 0;
  StandCode stand = 0;
  StandCode decided = 0;  ///< while its decision is in force
  std::int32_t decided_from = INT32_MAX;
  std::int32_t decided_until = INT32_MIN;  ///< first day on which it is not

  [[nodiscard]] StandCode on(Day day) const noexcept {
    const std::int32_t now = day.days_since_epoch();
    return now >= decided_from && now < decided_until ? decided : stand;
  }
};

/// The odd rows of one unit.
struct OddUnit {
  UnitIndex unit = 0;
  std::uint32_t begin = 0, count = 0;  ///< in SteadyRows::odd_rows
  std::int32_t steady_from = 0;        ///< the day on which the last of its cases is listed
};

/// A run of neighbours, and what the best of them can have.
struct SteadyBlock {
  /// Of ten million cases the first thousand are spread thin: small blocks leave more unread.
  static constexpr std::size_t kRows = 256;

  std::uint32_t first_odd = 0;  ///< in SteadyRows::odd_by_place
  FilingCode earliest_filing = 0;
};

/// The same, of the cases of one band.
struct BlockBand {
  StandCode longest_wait = 0;  ///< 0: the block has no case of this band
  std::int32_t most_base = INT32_MIN;
};

/// In the order of those keys that no day changes: cases alike in tier and points stand so.
struct SteadyRows {
  /// Points that no day changes, in CompiledPolicy::point_parts(); 0 when points do not order.
  std::vector<std::int32_t> base;
  std::vector<StandCode> stand;
  std::vector<FilingCode> filing;
  std::vector<CaseRow> row;

  std::vector<Stand> stands{Stand{}};       ///< rising but for the first, which is none
  std::vector<std::int32_t> filings{0};     ///< rising but for the first, which is no date
  std::vector<OddRow> odd_rows;             ///< by unit, then place in the columns
  std::vector<std::uint32_t> odd_by_place;  ///< the same, by place in the columns
  std::vector<OddUnit> odd_units;
  std::int32_t odd_steady_from = INT32_MIN;  ///< the day from which all of them are steady
  std::vector<SteadyBlock> blocks;
  std::vector<BlockBand> block_bands;  ///< of each block, by band
  std::int32_t least_base = 0, most_base = 0;
  bool by_tier = false, by_points = false;
  bool by_overdue = false;  ///< in the tier must_allocate, before points
  std::uint8_t bands = 0;

  [[nodiscard]] std::size_t size() const noexcept { return row.size(); }

  [[nodiscard]] std::span<const OddRow> rows_of(const OddUnit& unit) const {
    return std::span{odd_rows}.subspan(unit.begin, unit.count);
  }
};

/// Fills `blocks` and `block_bands` from the columns and the odd rows.
void sum_up_blocks(SteadyRows& rows);

/// Tier and points of a day as numbers of which the smaller stands first.
class DayKeys {
 public:
  /// nullopt: the points of the day, and days overdue, are too many for 31 bits.
  [[nodiscard]] static std::optional<DayKeys> make(const SteadyRows& rows,
                                                   const CompiledPolicy& policy,
                                                   Day as_of);

  /// The key of a case; limit() or more when it is not ranked on the day.
  [[nodiscard]] std::uint32_t key(StandCode stand,
                                  FilingCode filing,
                                  std::int32_t base) const noexcept {
    return rows_->by_overdue ? key<true>(stand, filing, base) : key<false>(stand, filing, base);
  }

  /// Visits the rows [begin, end) with their keys as the columns have them: odd ones are not
  /// ranked.
  template <class Visit>
  void visit_keys(std::size_t begin, std::size_t end, Visit visit) const {
    rows_->by_overdue ? visit_keys<true>(begin, end, visit) : visit_keys<false>(begin, end, visit);
  }

  [[nodiscard]] std::uint32_t limit() const noexcept { return std::uint32_t{1} << key_bits(); }

  [[nodiscard]] unsigned key_bits() const noexcept { return key_bits_; }

  /// No row of the block has a smaller key, whatever its odd rows are on the day.
  [[nodiscard]] std::int64_t least_key(std::size_t block) const;

 private:
  static constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::max();

  explicit DayKeys(const SteadyRows& rows) : rows_{&rows} {}

  template <bool ByOverdue>
  [[nodiscard]] std::uint32_t key(StandCode stand,
                                  FilingCode filing,
                                  std::int32_t base) const noexcept {
    const std::uint32_t today = filings_[filing];
    const std::size_t at = 2U * stand + (today & 1U);
    const std::uint32_t key = stands_[at] - static_cast<std::uint32_t>(base) - (today >> 1U);
    return ByOverdue ? key + std::min(stand_due_[at], filing_due_[filing]) : key;
  }

  template <bool ByOverdue, class Visit>
  void visit_keys(std::size_t begin, std::size_t end, Visit& visit) const {
    for (std::size_t at = begin; at < end; ++at) {
      visit(at, key<ByOverdue>(rows_->stand[at], rows_->filing[at], rows_->base[at]));
    }
  }

  void find_bounds(const std::vector<bool>& in_own_tier);
  void keep_least(std::vector<std::int64_t>& least) const;

  const SteadyRows* rows_;
  unsigned key_bits_ = 0;
  /// Two for each stand: as it is, and for a filing date so near that the case must be allocated.
  std::vector<std::uint32_t> stands_;
  std::vector<std::uint32_t> filings_;  ///< points, doubled; odd: so near
  /// What the day on which a case had to be allocated adds to its key, the less the longer that was
  /// ago: by its wait and by its filing date, of which the earlier counts. 0 outside the tier
  /// must_allocate. Not read unless the order looks at it.
  std::vector<std::uint32_t> stand_due_, filing_due_;
  /// As stands_, the least from here on in the band: of those that are due by their wait or not at
  /// all, and of those that may be due by a filing date, what that adds left out.
  std::vector<std::int64_t> least_stand_, least_due_;
  std::vector<std::uint32_t> most_filing_;  ///< points of this date or a later one, or of none
};

}  // namespace waitlist
