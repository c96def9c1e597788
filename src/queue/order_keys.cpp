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
std::int64_t youngest_first(UnitIndex unit, const CaseTable& cases, Day as_of) {
  std::optional<Day> latest;
  for (const CaseRow row : cases.members(unit)) {
    const bool ranked = cases.status(row) == CaseStatus::awaiting && cases.listed_on(row) <= as_of;
    if (!ranked) continue;
    for (const Child& child : cases.children(row)) {
      if (!counts_on(child, as_of)) continue;
      const Day born = child.born.value_or(Day::last());
      if (!latest || born > *latest) latest = born;
    }
  }
  const std::int64_t none = std::int64_t{1} - Day::first().days_since_epoch();
  return latest ? -std::int64_t{latest->days_since_epoch()} : none;
}

/// Visits the values of all keys, a block of numbers at a time: what they are read from is then in
/// a near cache for all keys but the first.
template <class Visit>
void visit_values(std::size_t count, std::size_t keys, const KeyValues& values, Visit visit) {
  std::array<std::int64_t, 256> block{};
  for (std::size_t first = 0; first < count; first += block.size()) {
    const auto part = std::span{block}.first(std::min(block.size(), count - first));
    for (std::size_t key = 0; key < keys; ++key) {
      values(key, first, part);
      visit(key, first, std::span<const std::int64_t>{part});
    }
  }
}

/// The keys packed into one number for each case as far as they fit it, and those behind them.
class PackedKeys {
 public:
  PackedKeys(std::size_t count,
             std::size_t keys,
             const KeyValues& values,
             std::optional<std::int64_t> own)
      : leading_(count), fields_(keys) {
    using Block = std::span<const std::int64_t>;
    visit_values(count, keys, values, [&](std::size_t key, std::size_t /*first*/, Block block) {
      Field& field = fields_[key];
      for (const std::int64_t value : block) {
        field.least = std::min(field.least, value);
        field.most = std::max(field.most, value);
      }
    });
    lay_out(count);
    visit_values(count, keys, values, [&](std::size_t key, std::size_t first, Block block) {
      const Field& field = fields_[key];
      if (field.column != nullptr) {
        std::ranges::copy(block, field.column->begin() + static_cast<std::ptrdiff_t>(first));
        return;
      }
      for (const std::int64_t value : block) leading_[first++] |= field.bits_of(value);
    });
    if (own && keys > 1 && count > 0) close_gap(*own);
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
  using KeyColumn = BigVector<std::int64_t>;

  /// Where a key is kept.
  struct Field {
    std::int64_t least = INT64_MAX;
    std::int64_t most = INT64_MIN;
    unsigned shift = 0;           ///< in the leading number
    unsigned bits = 0;            ///< there
    KeyColumn* column = nullptr;  ///< behind it, unless null

    [[nodiscard]] std::uint64_t width() const noexcept {
      return static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
    }

    [[nodiscard]] std::uint64_t bits_of(std::int64_t value) const noexcept {
      return (static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(least)) << shift;
    }
  };

  void lay_out(std::size_t count) {
    if (count == 0) return;
    rest_.reserve(fields_.size());
    for (Field& field : fields_) {
      const int bits = 64 - std::countl_zero(field.width());
      if (bits > room_ || (!rest_.empty() && bits > 0)) {
        field.column = &rest_.emplace_back(count);
      } else if (bits > 0) {
        room_ -= bits;
        field.shift = static_cast<unsigned>(room_);
        field.bits = static_cast<unsigned>(bits);
      }
    }
  }

  /// Where the second key says nothing, those behind it take its room: the uppermost bits then tell
  /// as much as without it.
  void close_gap(std::int64_t own) noexcept {
    const Field& first = fields_[0];
    const Field& second = fields_[1];
    if (first.bits == 0 || second.bits == 0) return;
    const auto own_bits = static_cast<std::uint64_t>(own) - static_cast<std::uint64_t>(first.least);
    const std::uint64_t behind = (std::uint64_t{1} << second.shift) - 1;
    for (std::uint64_t& number : leading_) {
      const std::uint64_t leader = number >> first.shift;
      if (leader == own_bits) continue;
      number = (leader << first.shift) | ((number & behind) << second.bits);
    }
  }

  BigVector<std::uint64_t> leading_;
  std::vector<Field> fields_;
  std::vector<KeyColumn> rest_;
  int room_ = 64;
};

/// Below this many, comparing is faster than counting digits.
constexpr std::size_t kCountedFrom = 2048;

/// The numbers with the uppermost bits of their keys, and by these alone in order.
EntryRun by_upper_bits(const PackedKeys& keys, std::size_t count) {
  EntryRun entries{count};
  OrderedEntry* end = entries.begin();
  for (std::uint32_t i = 0; i < count; ++i) *end++ = (OrderedEntry{keys.upper(i)} << 32U) | i;
  entries.set_end(end);
  if (count >= kCountedFrom) return radix_sorted(std::move(entries), keys.upper_bits());
  std::sort(entries.begin(), end);
  return entries;
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
      std::optional<UnitIndex> unit;
      std::int64_t value = 0;
      return fill([&](const Place& one) {
        const UnitIndex of = cases.unit(one.row);
        if (unit != of) value = youngest_first(of, cases, as_of);
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

std::vector<std::uint32_t> order_by(std::size_t count,
                                    std::size_t key_count,
                                    const KeyValues& values,
                                    const TieBreak& before,
                                    std::optional<std::int64_t> own) {
  const PackedKeys keys{count, key_count, values, own};
  const EntryRun sorted = by_upper_bits(keys, count);
  const auto entries = sorted.entries();
  const auto stands_before = [&](std::uint32_t a, std::uint32_t b) {
    const auto compared = keys.compared(a, b);
    if (compared != 0) return compared < 0;
    return before ? before(a, b) : a < b;
  };
  std::vector<std::uint32_t> order(count);
  for (std::size_t begin = 0; begin < count;) {
    std::size_t end = begin;
    for (; end < count && entries[end] >> 32U == entries[begin] >> 32U; ++end) {
      order[end] = static_cast<std::uint32_t>(entries[end]);
    }
    if (end - begin > 1) std::sort(&order[begin], &order[begin] + (end - begin), stands_before);
    begin = end;
  }
  return order;
}

namespace {

using KeyColumn = BigVector<std::int64_t>;

/// The values of the places at which points of a group are looked at, which are read from all
/// answers: once, however often they are asked for. Empty where no order looks at a group.
std::vector<KeyColumn> group_columns(std::span<const Place> scored,
                                     const CaseTable& cases,
                                     const CompiledPolicy& policy,
                                     Day as_of) {
  const OrderTable& keys = policy.tables().order;
  std::vector<KeyColumn> columns;
  for (std::size_t place = 0; place < keys.size(); ++place) {
    if (!keys.any_at(place, OrderKey::group)) continue;
    columns.resize(keys.size());
    columns[place].resize(scored.size());
    order_values(place, scored, cases, policy, as_of, columns[place]);
  }
  return columns;
}

void copy_part(const KeyColumn& column, std::size_t first, std::span<std::int64_t> out) {
  std::ranges::copy(std::span{column}.subspan(first, out.size()), out.begin());
}

}  // namespace

std::vector<std::uint32_t> in_order(std::span<const Place> scored,
                                    const CaseTable& cases,
                                    const CompiledPolicy& policy,
                                    Day as_of) {
  const OrderTable& keys = policy.tables().order;
  // Mostly rows stand in the order of their ids, and then numbers tell what ids would.
  const bool rows_tell = cases.columns().by_id.empty();
  const auto groups = group_columns(scored, cases, policy, as_of);
  const auto values = [&](std::size_t key, std::size_t first, std::span<std::int64_t> out) {
    if (!groups.empty() && !groups[key].empty()) {
      return copy_part(groups[key], first, out);
    }
    order_values(key, scored.subspan(first, out.size()), cases, policy, as_of, out);
  };
  std::optional<std::int64_t> own;
  // Only where a place is left for it; else the keys there tell others apart, too.
  if (keys.size() > 1) {
    if (const auto only = keys.only_tier_at(1)) own = std::uint8_t{*only};
  }
  const auto before = [&, rows_tell](std::uint32_t a, std::uint32_t b) {
    const CaseRow row = scored[a].row;
    const CaseRow other = scored[b].row;
    return rows_tell ? row < other : cases.case_id(row) < cases.case_id(other);
  };
  return order_by(scored.size(), keys.size(), values, before, own);
}

}  // namespace waitlist
