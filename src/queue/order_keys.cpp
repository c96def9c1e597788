#include "queue/order_keys.h"

#include "queue/radix_order.h"

#include <algorithm>
#include <array>
#include <bit>
#include <compare>
#include <numeric>
#include <optional>
#include <string>

namespace waitlist {
namespace {

std::int64_t day_or_last(const std::optional<Day>& day) {
  const std::int64_t last = Day::last().days_since_epoch();
  return day ? day->days_since_epoch() : last + 1;
}

/// The latest date of birth in the unit first, an unknown one as the latest of all.
std::int64_t youngest_first(const Scored& scored, const CaseTable& cases, Day as_of) {
  std::optional<Day> latest;
  for (const CaseRow row : cases.members(scored.unit)) {
    const bool ranked = cases.status(row) == CaseStatus::awaiting && cases.listed_on(row) <= as_of;
    if (!ranked) continue;
    for (const Child& child : cases.children(row)) {
      const Day born = child.born.value_or(Day::last());
      if (!latest || born > *latest) latest = born;
    }
  }
  const std::int64_t none = std::int64_t{1} - Day::first().days_since_epoch();
  return latest ? -std::int64_t{latest->days_since_epoch()} : none;
}

/// The columns packed into one number for each case as far as they fit it, and those behind them.
class PackedKeys {
 public:
  PackedKeys(std::size_t count, std::vector<KeyColumn> columns) : leading_(count) {
    for (KeyColumn& column : columns) {
      if (count == 0) break;
      const auto [least, most] = std::ranges::minmax(column);
      const auto width = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
      const int bits = 64 - std::countl_zero(width);
      if (bits == 0) continue;
      if (!rest_.empty() || bits > room_) {
        rest_.push_back(std::move(column));
        continue;
      }
      room_ -= bits;
      for (std::size_t i = 0; i < count; ++i) {
        const auto value =
            static_cast<std::uint64_t>(column[i]) - static_cast<std::uint64_t>(least);
        leading_[i] |= value << static_cast<unsigned>(room_);
      }
    }
  }

  /// The uppermost bits of the leading number, and how many of them differ.
  [[nodiscard]] std::uint32_t upper(std::uint32_t number) const noexcept {
    return static_cast<std::uint32_t>(leading_[number] >> static_cast<unsigned>(64 - upper_bits()));
  }

  [[nodiscard]] int upper_bits() const noexcept { return std::clamp(64 - room_, 1, 32); }

  [[nodiscard]] std::strong_ordering compared(std::uint32_t a, std::uint32_t b) const noexcept {
    if (leading_[a] != leading_[b]) return leading_[a] <=> leading_[b];
    for (const KeyColumn& column : rest_) {
      if (column[a] != column[b]) return column[a] <=> column[b];
    }
    return std::strong_ordering::equal;
  }

 private:
  BigVector<std::uint64_t> leading_;
  std::vector<KeyColumn> rest_;
  int room_ = 64;
};

/// Below this many, comparing is faster than counting digits.
constexpr std::size_t kCountedFrom = 2048;

/// By the uppermost bits alone; those alike by number.
std::vector<std::uint32_t> by_upper_bits(const PackedKeys& keys, std::size_t count) {
  std::vector<std::uint32_t> order(count);
  if (count < kCountedFrom) {
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t number) { return keys.upper(number); });
    return order;
  }
  EntryRun entries{count};
  OrderedEntry* end = entries.begin();
  for (std::uint32_t i = 0; i < count; ++i) *end++ = (OrderedEntry{keys.upper(i)} << 32U) | i;
  entries.set_end(end);
  const std::array runs{entries.entries()};
  return radix_ordered(runs, keys.upper_bits());
}

}  // namespace

std::span<const OrderKey> keys_before_id(const CompiledPolicy& policy) {
  const auto& order = policy.written().order;
  return {order.begin(), std::ranges::find(order, OrderKey::case_id)};
}

std::uint64_t lottery_number(std::uint64_t seed, std::string_view case_id) {
  constexpr std::uint64_t kOffset = 0xcbf29ce484222325U;
  constexpr std::uint64_t kPrime = 0x100000001b3U;
  std::uint64_t hash = kOffset;
  const auto mix = [&hash](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  };
  mix(std::to_string(seed));
  mix(":");
  mix(case_id);
  hash ^= hash >> 30U;
  hash *= 0xbf58476d1ce4e5b9U;
  hash ^= hash >> 27U;
  hash *= 0x94d049bb133111ebU;
  return hash ^ (hash >> 31U);
}

std::int64_t order_value(OrderKey key,
                         const Scored& scored,
                         const CaseTable& cases,
                         const CompiledPolicy& policy,
                         Day as_of) {
  const Score& score = scored.score;
  switch (key) {
    case OrderKey::tier: return score.tier;
    case OrderKey::points: return -score.points.used.count();
    case OrderKey::risk_points: return -score.risk.used.count();
    case OrderKey::latest_start: return day_or_last(score.latest_start);
    case OrderKey::filing_date: return day_or_last(score.filing_date);
    case OrderKey::longest_wait: return -score.waited.count();
    case OrderKey::youngest_child: return youngest_first(scored, cases, as_of);
    case OrderKey::lottery: {
      const std::uint64_t seed = policy.written().lottery_seed.value_or(0);
      const std::uint64_t number = lottery_number(seed, cases.case_id(scored.row));
      return static_cast<std::int64_t>(number ^ (std::uint64_t{1} << 63U));
    }
    case OrderKey::case_id: break;
  }
  return 0;
}

bool moves_with_days(OrderKey key) noexcept {
  switch (key) {
    case OrderKey::tier:
    case OrderKey::points: return true;
    case OrderKey::risk_points:
    case OrderKey::latest_start:
    case OrderKey::filing_date:
    case OrderKey::longest_wait:
    case OrderKey::youngest_child:
    case OrderKey::lottery:
    case OrderKey::case_id: break;
  }
  return false;
}

bool stands_before(const Scored& a,
                   const Scored& b,
                   const CaseTable& cases,
                   const CompiledPolicy& policy,
                   Day as_of) {
  for (const OrderKey key : keys_before_id(policy)) {
    const std::int64_t of_a = order_value(key, a, cases, policy, as_of);
    const std::int64_t of_b = order_value(key, b, cases, policy, as_of);
    if (of_a != of_b) return of_a < of_b;
  }
  return cases.case_id(a.row) < cases.case_id(b.row);
}

KeyColumns::KeyColumns(std::span<const OrderKey> keys,
                       const CaseTable& cases,
                       const CompiledPolicy& policy,
                       Day as_of,
                       std::size_t room)
    : keys_{keys}, cases_{cases}, policy_{policy}, as_of_{as_of}, columns_(keys.size()) {
  for (KeyColumn& column : columns_) column.reserve(room);
}

void KeyColumns::add(const Scored& scored) {
  const bool same_unit = unit_ == scored.unit;
  unit_ = scored.unit;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    // The children of a unit are those of all its cases.
    const bool shared = same_unit && keys_[i] == OrderKey::youngest_child;
    columns_[i].push_back(shared ? columns_[i].back()
                                 : order_value(keys_[i], scored, cases_, policy_, as_of_));
  }
}

std::vector<std::uint32_t> order_by(std::size_t count,
                                    std::vector<KeyColumn> columns,
                                    const TieBreak& before) {
  const PackedKeys keys{count, std::move(columns)};
  std::vector<std::uint32_t> order = by_upper_bits(keys, count);
  const auto stands_before = [&](std::uint32_t a, std::uint32_t b) {
    const auto compared = keys.compared(a, b);
    if (compared != 0) return compared < 0;
    return before ? before(a, b) : a < b;
  };
  for (auto run = order.begin(); run != order.end();) {
    const std::uint32_t upper = keys.upper(*run);
    const auto end = std::find_if(
        run + 1, order.end(), [&](std::uint32_t number) { return keys.upper(number) != upper; });
    if (end - run > 1) std::sort(run, end, stands_before);
    run = end;
  }
  return order;
}

std::vector<std::uint32_t> in_order(std::span<const Scored> scored,
                                    const CaseTable& cases,
                                    const CompiledPolicy& policy,
                                    Day as_of) {
  KeyColumns columns{keys_before_id(policy), cases, policy, as_of, scored.size()};
  for (const Scored& one : scored) columns.add(one);
  return order_by(scored.size(), std::move(columns).take(), [&](std::uint32_t a, std::uint32_t b) {
    return cases.case_id(scored[a].row) < cases.case_id(scored[b].row);
  });
}

}  // namespace waitlist
