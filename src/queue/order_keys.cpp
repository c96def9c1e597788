#include "queue/order_keys.h"

#include <algorithm>
#include <bit>
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

/// One key of every case, and how many bits tell its values apart.
struct KeyColumn {
  std::vector<std::uint64_t> values;  ///< less the smallest, so from 0
  int bits = 0;
};

KeyColumn key_column(const std::vector<std::int64_t>& key) {
  KeyColumn column;
  column.values.reserve(key.size());
  // Flipping the sign bit keeps the order of signed numbers in unsigned ones.
  for (const std::int64_t value : key) {
    column.values.push_back(static_cast<std::uint64_t>(value) ^ (std::uint64_t{1} << 63U));
  }
  if (column.values.empty()) return column;
  const auto [least, most] = std::ranges::minmax(column.values);
  for (std::uint64_t& value : column.values) value -= least;
  column.bits = 64 - std::countl_zero(most - least);
  return column;
}

/// The leading keys packed into one number, so that most comparisons are one instruction.
struct Packed {
  std::uint64_t leading = 0;
  std::uint32_t number = 0;
};

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

std::vector<std::uint32_t> order_by(std::size_t count,
                                    std::span<const OrderKey> keys,
                                    const KeySource& values_of,
                                    const TieBreak& before) {
  std::vector<Packed> packed(count);
  for (std::uint32_t i = 0; i < packed.size(); ++i) packed[i].number = i;
  std::vector<KeyColumn> rest;
  int room = 64;
  for (const OrderKey key : keys) {
    KeyColumn column = key_column(values_of(key));
    if (column.bits == 0) continue;
    if (!rest.empty() || column.bits > room) {
      rest.push_back(std::move(column));
      continue;
    }
    room -= column.bits;
    for (Packed& one : packed) {
      one.leading |= column.values[one.number] << static_cast<unsigned>(room);
    }
  }
  std::ranges::sort(packed, [&](const Packed& a, const Packed& b) {
    if (a.leading != b.leading) return a.leading < b.leading;
    for (const KeyColumn& column : rest) {
      if (column.values[a.number] != column.values[b.number]) {
        return column.values[a.number] < column.values[b.number];
      }
    }
    return before ? before(a.number, b.number) : a.number < b.number;
  });
  std::vector<std::uint32_t> order;
  order.reserve(packed.size());
  for (const Packed& one : packed) order.push_back(one.number);
  return order;
}

std::vector<std::uint32_t> in_order(const std::vector<Scored>& scored,
                                    const CaseTable& cases,
                                    const CompiledPolicy& policy,
                                    Day as_of) {
  const auto values_of = [&](OrderKey key) {
    std::vector<std::int64_t> values;
    values.reserve(scored.size());
    for (const Scored& one : scored) {
      values.push_back(order_value(key, one, cases, policy, as_of));
    }
    return values;
  };
  return order_by(scored.size(), keys_before_id(policy), values_of,
                  [&](std::uint32_t a, std::uint32_t b) {
                    return cases.case_id(scored[a].row) < cases.case_id(scored[b].row);
                  });
}

}  // namespace waitlist
