#include "queue/order_keys.h"

#include "base/big_memory.h"
#include "base/point_parts.h"
#include "cases/case_columns.h"
#include "policy/policy_tables.h"
#include "queue/radix_order.h"
#include "scoring/due_days.h"
#include "scoring/unit_ages.h"
#include "scoring/unit_reader.h"

#include <algorithm>
#include <array>
#include <bit>
#include <compare>
#include <optional>
#include <string>

namespace waitlist {
namespace {

std::int64_t day_or_last(const std::optional<Day>& day) {
  const std::int64_t last = Day::last().days_since_epoch();
  return day ? day->days_since_epoch() : last + 1;
}

/// The day given for a fact; whatever else is known of it, such a case comes last.
std::int64_t date_value(Answer answer, DateFirst first) {
  if (first == DateFirst::earliest) {
    return day_or_last(answer.given() ? std::optional{answer.day()} : std::nullopt);
  }
  const std::int64_t none = std::int64_t{1} - Day::first().days_since_epoch();
  return answer.given() ? -std::int64_t{answer.day().days_since_epoch()} : none;
}

/// The latest date of birth in the unit first, an unknown one as the latest of all.
std::int64_t youngest_first(UnitIndex unit, const CaseTable::Columns& columns, Day as_of) {
  std::int32_t latest = INT32_MIN;
  const std::int32_t today = as_of.days_since_epoch();
  for (const CaseRow row : columns.units.members(unit)) {
    if (columns.status[row] != CaseStatus::awaiting || columns.listed_on[row] > today) continue;
    for (const Child& child : columns.children.of(row)) {
      if (!counts_on(child, as_of)) continue;
      latest = std::max(latest, child.born.value_or(Day::last()).days_since_epoch());
    }
  }
  const std::int64_t none = std::int64_t{1} - Day::first().days_since_epoch();
  return latest == INT32_MIN ? none : -std::int64_t{latest};
}

}  // namespace

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

namespace {

/// One key of all cases, whatever their tier.
void values_of(const KeyTable& key,
               std::span<const Place> scored,
               const CaseTable& cases,
               const CompiledPolicy& policy,
               Day as_of,
               std::span<std::int64_t> values) {
  // One loop a key: what a key is read from is decided once for all of them.
  const auto fill = [&](auto value_of) {
    std::ranges::transform(scored, values.begin(), value_of);
  };
  switch (key.kind) {
    case OrderKey::tier: return fill([](const Place& one) { return one.score.tier; });
    case OrderKey::points: {
      const std::int64_t parts = policy.point_parts();
      if (parts == 1) return fill([](const Place& one) { return -one.score.points.used.count(); });
      return fill([parts](const Place& one) {
        return -in_parts(one.score.points.used, one.score.part, parts).count();
      });
    }
    case OrderKey::risk_points:
      return fill([](const Place& one) { return -one.score.risk.used.count(); });
    case OrderKey::latest_start:
      return fill([](const Place& one) { return day_or_last(one.score.latest_start); });
    case OrderKey::filing_date:
      return fill([](const Place& one) { return day_or_last(one.score.filing_date); });
    case OrderKey::longest_wait:
      return fill([](const Place& one) { return -one.score.waited.count(); });
    case OrderKey::youngest_child: {
      // The children of a unit are those of all its cases: read once for neighbours.
      const CaseTable::Columns& columns = cases.columns();
      std::optional<UnitIndex> unit;
      std::int64_t value = 0;
      return fill([&](const Place& one) {
        const UnitIndex of = columns.units.unit(one.row);
        if (unit != of) value = youngest_first(of, columns, as_of);
        unit = of;
        return value;
      });
    }
    case OrderKey::lottery: {
      const std::uint64_t seed = policy.written().lottery_seed.value_or(0);
      return fill([&](const Place& one) {
        const std::uint64_t number = lottery_number(seed, cases.case_id(one.row));
        return static_cast<std::int64_t>(number ^ (std::uint64_t{1} << 63U));
      });
    }
    case OrderKey::overdue:
      return fill([&](const Place& one) {
        return -days_overdue(cases, policy, one.row, one.score, as_of).count();
      });
    case OrderKey::group: {
      UnitReader reader{cases, policy, as_of};
      return fill([&](const Place& one) {
        reader.read(cases.unit(one.row));
        return -group_in_use(reader.ranked(one.row), key.subject).count();
      });
    }
    case OrderKey::date:
      return fill([&](const Place& one) {
        return date_value(cases.answer(one.row, FactIndex{key.subject}), key.first);
      });
    case OrderKey::case_id: return fill([](const Place& /*one*/) { return 0; });
  }
}

}  // namespace

std::int64_t order_value(const KeyTable& key,
                         const Place& scored,
                         const CaseTable& cases,
                         const CompiledPolicy& policy,
                         Day as_of) {
  std::int64_t value = 0;
  values_of(key, {&scored, 1}, cases, policy, as_of, {&value, 1});
  return value;
}

void order_values(std::size_t place,
                  std::span<const Place> scored,
                  const CaseTable& cases,
                  const CompiledPolicy& policy,
                  Day as_of,
                  std::span<std::int64_t> values) {
  const OrderTable& keys = policy.tables().order;
  const KeyTable& usual = keys.usual(place);
  values_of(usual, scored, cases, policy, as_of, values);
  for (const TierIndex tier : keys.own_tiers()) {
    const KeyTable& own = keys.at(place, tier);
    if (own == usual) continue;
    for (std::size_t i = 0; i < scored.size(); ++i) {
      if (scored[i].score.tier != tier) continue;
      values[i] = order_value(own, scored[i], cases, policy, as_of);
    }
  }
}

bool moves_with_days(OrderKey::Kind key) noexcept {
  switch (key) {
    case OrderKey::tier:
    case OrderKey::points: return true;
    case OrderKey::risk_points:
    case OrderKey::latest_start:
    case OrderKey::filing_date:
    case OrderKey::longest_wait:
    case OrderKey::youngest_child:
    case OrderKey::lottery:
    case OrderKey::overdue:
    case OrderKey::group:
    case OrderKey::date:
    case OrderKey::case_id: break;
  }
  return false;
}

bool moves_with_points(OrderKey::Kind key) noexcept {
  switch (key) {
    case OrderKey::tier:
    case OrderKey::points:
    case OrderKey::risk_points:
    case OrderKey::group: return true;
    case OrderKey::latest_start:
    case OrderKey::filing_date:
    case OrderKey::longest_wait:
    case OrderKey::youngest_child:
    case OrderKey::lottery:
    case OrderKey::overdue:
    case OrderKey::date:
    case OrderKey::case_id: break;
  }
  return false;
}

bool stands_before(const Place& a,
                   const Place& b,
                   const CaseTable& cases,
                   const CompiledPolicy& policy,
                   Day as_of) {
  const OrderTable& keys = policy.tables().order;
  for (std::size_t place = 0; place < keys.size(); ++place) {
    const auto value = [&](const Place& one) {
      return order_value(keys.at(place, one.score.tier), one, cases, policy, as_of);
    };
    const std::int64_t of_a = value(a);
    const std::int64_t of_b = value(b);
    if (of_a != of_b) return of_a < of_b;
  }
  return cases.case_id(a.row) < cases.case_id(b.row);
}

BigVector<std::uint32_t> order_by(std::size_t count,
                                  std::size_t key_count,
                                  const KeyValues& values,
                                  const TieBreak& before) {
  KeyColumns columns{key_count, count};
  std::array<std::int64_t, KeyColumns::kBlock> block{};
  for (std::size_t first = 0; first < count; first += block.size()) {
    const auto part = std::span{block}.first(std::min(block.size(), count - first));
    for (std::size_t key = 0; key < key_count; ++key) {
      values(key, first, part);
      columns.add(key, part);
    }
  }
  return columns.order(count, before, std::nullopt);
}

void add_order_values(std::span<const Place> scored,
                      const CaseTable& cases,
                      const CompiledPolicy& policy,
                      Day as_of,
                      KeyColumns& columns) {
  std::array<std::int64_t, KeyColumns::kBlock> block{};
  for (std::size_t first = 0; first < scored.size(); first += block.size()) {
    const auto part = scored.subspan(first, std::min(block.size(), scored.size() - first));
    const auto values = std::span{block}.first(part.size());
    for (std::size_t key = 0; key < policy.tables().order.size(); ++key) {
      order_values(key, part, cases, policy, as_of, values);
      columns.add(key, values);
    }
  }
}

BigVector<std::uint32_t> ordered(KeyColumns& columns,
                                 std::size_t count,
                                 const RowOf& row_of,
                                 const CaseTable& cases,
                                 const CompiledPolicy& policy) {
  const OrderTable& keys = policy.tables().order;
  // Mostly rows stand in the order of their ids, and then numbers tell what ids would.
  const bool rows_tell = cases.columns().by_id.empty();
  std::optional<std::int64_t> own;
  // Only where a place is left for it; else the keys there tell others apart, too.
  if (keys.size() > 1) {
    if (const auto only = keys.only_tier_at(1)) own = std::uint8_t{*only};
  }
  const auto before = [&, rows_tell](std::uint32_t a, std::uint32_t b) {
    const CaseRow row = row_of(a);
    const CaseRow other = row_of(b);
    return rows_tell ? row < other : cases.case_id(row) < cases.case_id(other);
  };
  return columns.order(count, before, own);
}

BigVector<std::uint32_t> in_order(std::span<const Place> scored,
                                  const CaseTable& cases,
                                  const CompiledPolicy& policy,
                                  Day as_of) {
  KeyColumns columns{policy.tables().order.size(), scored.size()};
  add_order_values(scored, cases, policy, as_of, columns);
  return ordered(
      columns, scored.size(), [scored](std::uint32_t number) { return scored[number].row; }, cases,
      policy);
}

}  // namespace waitlist
