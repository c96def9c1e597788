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

/// The values of one key, in four bytes each as long as they fit.
class KeyColumn {
 public:
  void reserve(std::size_t count) { narrow_.reserve(count); }

  void add(std::span<const std::int64_t> values) {
    const auto [least, most] = std::ranges::minmax(values);
    least_ = std::min(least_, least);
    most_ = std::max(most_, most);
    if (wide_.empty() && least >= INT32_MIN && most <= INT32_MAX) {
      for (const std::int64_t value : values) narrow_.push_back(static_cast<std::int32_t>(value));
      return;
    }
    if (wide_.empty()) {
      wide_.reserve(narrow_.capacity());
      wide_.assign(narrow_.begin(), narrow_.end());
      narrow_ = {};
    }
    wide_.insert(wide_.end(), values.begin(), values.end());
  }

  [[nodiscard]] std::int64_t operator[](std::size_t number) const noexcept {
    return wide_.empty() ? narrow_[number] : wide_[number];
  }

  [[nodiscard]] std::int64_t least() const noexcept { return least_; }

  /// How many bits tell its values apart.
  [[nodiscard]] int bits() const noexcept {
    const auto width = static_cast<std::uint64_t>(most_) - static_cast<std::uint64_t>(least_);
    return 64 - std::countl_zero(width);
  }

  /// Puts the values from `first` on into numbers, `shift` bits up.
  void put(std::size_t first, unsigned shift, std::span<std::uint64_t> numbers) const noexcept {
    const auto put_from = [&](const auto* values) {
      const auto least = static_cast<std::uint64_t>(least_);
      for (std::size_t i = 0; i < numbers.size(); ++i) {
        numbers[i] |= (static_cast<std::uint64_t>(std::int64_t{values[i]}) - least) << shift;
      }
    };
    wide_.empty() ? put_from(narrow_.data() + first) : put_from(wide_.data() + first);
  }

 private:
  BigVector<std::int32_t> narrow_;  ///< empty where `wide_` is not
  BigVector<std::int64_t> wide_;
  std::int64_t least_ = INT64_MAX;
  std::int64_t most_ = INT64_MIN;
};

/// The keys packed into one number for each case as far as they fit it, and those behind them.
class PackedKeys {
 public:
  PackedKeys(std::size_t count,
             std::size_t keys,
             const KeyValues& values,
             std::optional<std::int64_t> own)
      : leading_(count), columns_(keys), shifts_(keys, kBehind) {
    if (count == 0) return;
    read(values);
    lay_out();
    const bool gap = own && keys > 1 && columns_[0].bits() > 0 && columns_[1].bits() > 0 &&
                     shifts_[1] != kBehind;
    for (std::size_t first = 0; first < count; first += kBlock) {
      const auto part = std::span{leading_}.subspan(first, std::min(kBlock, count - first));
      for (std::size_t key = 0; key < keys; ++key) {
        if (shifts_[key] != kBehind) columns_[key].put(first, shifts_[key], part);
      }
      if (gap) close_gap(*own, part);
    }
    for (std::size_t key = 0; key < keys; ++key) {
      if (shifts_[key] != kBehind) columns_[key] = {};
    }
  }

  /// The uppermost bits of the leading number, and how many of them differ.
  [[nodiscard]] std::uint32_t upper(std::uint32_t number) const noexcept {
    return static_cast<std::uint32_t>(leading_[number] >> static_cast<unsigned>(64 - upper_bits()));
  }

  [[nodiscard]] int upper_bits() const noexcept { return std::clamp(64 - room_, 1, 32); }

  [[nodiscard]] std::strong_ordering compared(std::uint32_t a, std::uint32_t b) const noexcept {
    if (leading_[a] != leading_[b]) return leading_[a] <=> leading_[b];
    for (std::size_t key = behind_; key < columns_.size(); ++key) {
      const KeyColumn& column = columns_[key];
      if (shifts_[key] == kBehind && column[a] != column[b]) return column[a] <=> column[b];
    }
    return std::strong_ordering::equal;
  }

 private:
  /// Not in the leading number, which has no room for such a shift.
  static constexpr unsigned kBehind = 64;

  /// So many numbers and their keys stay in a near cache.
  static constexpr std::size_t kBlock = 256;

  /// Values are worked out once: some of them take longer than all that follows.
  void read(const KeyValues& values) {
    std::array<std::int64_t, kBlock> block{};
    for (KeyColumn& column : columns_) column.reserve(leading_.size());
    for (std::size_t first = 0; first < leading_.size(); first += kBlock) {
      const auto part = std::span{block}.first(std::min(kBlock, leading_.size() - first));
      for (std::size_t key = 0; key < columns_.size(); ++key) {
        values(key, first, part);
        columns_[key].add(part);
      }
    }
  }

  void lay_out() {
    behind_ = columns_.size();
    for (std::size_t key = 0; key < columns_.size(); ++key) {
      const int bits = columns_[key].bits();
      if (bits > room_ || (behind_ < key && bits > 0)) {
        behind_ = std::min(behind_, key);
      } else if (bits > 0) {
        room_ -= bits;
        shifts_[key] = static_cast<unsigned>(room_);
      }
    }
  }

  /// Where the second key says nothing, those behind it take its room: the uppermost bits then tell
  /// as much as without it.
  void close_gap(std::int64_t own, std::span<std::uint64_t> numbers) const noexcept {
    const auto own_bits =
        static_cast<std::uint64_t>(own) - static_cast<std::uint64_t>(columns_[0].least());
    const std::uint64_t behind = (std::uint64_t{1} << shifts_[1]) - 1;
    const auto second_bits = static_cast<unsigned>(columns_[1].bits());
    for (std::uint64_t& number : numbers) {
      const std::uint64_t leader = number >> shifts_[0];
      if (leader == own_bits) continue;
      number = (leader << shifts_[0]) | ((number & behind) << second_bits);
    }
  }

  BigVector<std::uint64_t> leading_;
  std::vector<KeyColumn> columns_;  ///< by key; those in the leading number are spent
  std::vector<unsigned> shifts_;    ///< by key: in the leading number
  std::size_t behind_ = 0;          ///< the first key that is not in it
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

std::vector<std::uint32_t> in_order(std::span<const Place> scored,
                                    const CaseTable& cases,
                                    const CompiledPolicy& policy,
                                    Day as_of) {
  const OrderTable& keys = policy.tables().order;
  // Mostly rows stand in the order of their ids, and then numbers tell what ids would.
  const bool rows_tell = cases.columns().by_id.empty();
  const auto values = [&](std::size_t key, std::size_t first, std::span<std::int64_t> out) {
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
