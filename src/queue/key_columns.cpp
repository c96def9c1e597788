#include "queue/key_columns.h"

#include <algorithm>
#include <array>
#include <bit>
#include <type_traits>
#include <utility>

namespace waitlist {

void KeyColumn::add(std::span<const std::int64_t> values) {
  std::int64_t least = INT64_MAX;
  std::int64_t most = INT64_MIN;
  for (const std::int64_t value : values) {
    least = std::min(least, value);
    most = std::max(most, value);
  }
  least_ = std::min(least_, least);
  most_ = std::max(most_, most);
  if (wide_.empty() && least_ >= INT32_MIN && most_ <= INT32_MAX) {
    const auto narrow = [](std::int64_t value) { return static_cast<std::int32_t>(value); };
    const std::size_t before = narrow_.size();
    narrow_.resize(before + values.size());
    std::ranges::transform(values, narrow_.begin() + static_cast<std::ptrdiff_t>(before), narrow);
    return;
  }
  widen();
  wide_.insert(wide_.end(), values.begin(), values.end());
}

void KeyColumn::widen() {
  if (!wide_.empty()) return;
  wide_.reserve(narrow_.capacity());
  wide_.assign(narrow_.begin(), narrow_.end());
  narrow_ = {};
}

void KeyColumn::append(const KeyColumn& more) {
  least_ = std::min(least_, more.least_);
  most_ = std::max(most_, more.most_);
  if (wide_.empty() && more.wide_.empty()) {
    narrow_.insert(narrow_.end(), more.narrow_.begin(), more.narrow_.end());
    return;
  }
  widen();
  more.on_values(
      [this](const auto& values) { wide_.insert(wide_.end(), values.begin(), values.end()); });
}

void KeyColumn::close() {
  std::int64_t inner_least = most_;
  std::int64_t inner_most = least_;
  on_values([&](const auto& values) {
    // In the numbers that the column holds: twice as many of them are compared at once.
    using Number = typename std::decay_t<decltype(values)>::value_type;
    const auto least = static_cast<Number>(least_);
    const auto most = static_cast<Number>(most_);
    Number lowest = most;
    Number highest = least;
    for (const Number value : values) {
      lowest = std::min(lowest, value == least ? most : value);
      highest = std::max(highest, value == most ? least : value);
    }
    inner_least = lowest;
    inner_most = highest;
  });
  inner_least_ = inner_least;
  // Without any value between the ends there are at most two.
  const bool any = inner_most > least_;
  const auto width =
      static_cast<std::uint64_t>(inner_most) - static_cast<std::uint64_t>(inner_least);
  top_ = most_ == least_ ? 0 : any ? width + 2 : 1;
}

unsigned KeyColumn::bits() const noexcept { return static_cast<unsigned>(std::bit_width(top_)); }

void KeyColumn::put(std::size_t first,
                    unsigned shift,
                    std::span<std::uint64_t> numbers) const noexcept {
  on_values([&](const auto& values) {
    const auto* const from = values.data() + first;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      numbers[i] |= code(std::int64_t{from[i]}) << shift;
    }
  });
}

namespace {

constexpr unsigned kDigitBits = 11;
constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;
constexpr unsigned kPasses = 3;
constexpr unsigned kKeyBits = 64;

/// Below this many, comparing is faster than counting digits.
constexpr std::size_t kCountedFrom = 2048;

/// A case with its keys, which move along with it: nothing is looked up far away.
struct Entry {
  std::uint64_t key;
  std::uint32_t number;
};

using Counts = std::array<std::uint32_t, kDigits>;

std::size_t digit(std::uint64_t key, unsigned shift) noexcept {
  return (key >> shift) & (kDigits - 1);
}

/// Where the entries of each digit begin.
void add_up(Counts& counts) noexcept {
  std::uint32_t next = 0;
  for (std::uint32_t& count : counts) next += std::exchange(count, next);
}

}  // namespace

/// The keys packed into one number for each case as far as they fit it, and those behind them.
class KeyColumns::Packed {
 public:
  Packed(std::vector<KeyColumn> columns, std::size_t count, std::optional<std::int64_t> own)
      : columns_{std::move(columns)}, shifts_(columns_.size(), kKeyBits), numbers_(count) {
    if (count == 0) return;
    lay_out();
    const bool gap = own && columns_.size() > 1 && shifts_[0] != kKeyBits && shifts_[1] != kKeyBits;
    for (std::size_t first = 0; first < count; first += kBlock) {
      const auto part = std::span{numbers_}.subspan(first, std::min(kBlock, count - first));
      for (std::size_t key = 0; key < columns_.size(); ++key) {
        if (shifts_[key] != kKeyBits) columns_[key].put(first, shifts_[key], part);
      }
      if (gap) close_gap(columns_[0].code(*own), part);
    }
    for (std::size_t key = 0; key < columns_.size(); ++key) {
      if (shifts_[key] != kKeyBits) columns_[key] = {};
    }
  }

  [[nodiscard]] BigVector<std::uint32_t> order(const TieBreak& before) {
    const auto stands_before = [&](const Entry& a, const Entry& b) {
      if (a.key != b.key) return a.key < b.key;
      for (std::size_t key = behind_; key < columns_.size(); ++key) {
        const KeyColumn& column = columns_[key];
        if (shifts_[key] != kKeyBits || column.bits() == 0) continue;
        if (column[a.number] != column[b.number]) return column[a.number] < column[b.number];
      }
      return before ? before(a.number, b.number) : a.number < b.number;
    };
    const BigBuffer<Entry> entries = by_upper_bits();
    BigVector<std::uint32_t> order;
    order.reserve(numbers_.size());
    const unsigned shift =
        numbers_.size() < kCountedFrom ? kKeyBits : kKeyBits - kPasses * kDigitBits;
    for (Entry* begin = entries.begin(); begin != entries.end();) {
      Entry* end = begin + 1;
      while (end != entries.end() && is_alike(*begin, *end, shift)) ++end;
      if (end - begin > 1) std::sort(begin, end, stands_before);
      for (; begin != end; ++begin) order.push_back(begin->number);
    }
    return order;
  }

 private:
  static bool is_alike(const Entry& a, const Entry& b, unsigned shift) noexcept {
    return shift == kKeyBits || a.key >> shift == b.key >> shift;
  }

  void lay_out() {
    unsigned room = kKeyBits;
    behind_ = columns_.size();
    for (std::size_t key = 0; key < columns_.size(); ++key) {
      columns_[key].close();
      const unsigned bits = columns_[key].bits();
      if (bits == 0) continue;
      if (bits > room || behind_ < key) {
        behind_ = std::min(behind_, key);
        continue;
      }
      room -= bits;
      shifts_[key] = room;
    }
  }

  /// Where the second key says nothing, those behind it take its room: the uppermost bits then tell
  /// as much as without it.
  void close_gap(std::uint64_t own, std::span<std::uint64_t> numbers) const noexcept {
    const std::uint64_t behind = (std::uint64_t{1} << shifts_[1]) - 1;
    const unsigned second_bits = shifts_[0] - shifts_[1];
    for (std::uint64_t& number : numbers) {
      const std::uint64_t leader = number >> shifts_[0];
      const std::uint64_t closed = (leader << shifts_[0]) | ((number & behind) << second_bits);
      number = leader == own ? number : closed;
    }
  }

  /// The entries by their uppermost bits, in passes that move each and compare none; a few as they
  /// are.
  [[nodiscard]] BigBuffer<Entry> by_upper_bits() const {
    BigBuffer<Entry> entries{numbers_.size()};
    if (numbers_.size() < kCountedFrom) {
      for (std::uint32_t i = 0; i < numbers_.size(); ++i) entries[i] = {numbers_[i], i};
      return entries;
    }
    constexpr std::array kShifts{kKeyBits - 3 * kDigitBits, kKeyBits - 2 * kDigitBits,
                                 kKeyBits - kDigitBits};
    std::array<Counts, kPasses> places{};
    for (const std::uint64_t key : numbers_) {
      for (unsigned pass = 0; pass < kPasses; ++pass) ++places[pass][digit(key, kShifts[pass])];
    }
    for (Counts& counts : places) add_up(counts);
    for (std::uint32_t i = 0; i < numbers_.size(); ++i) {
      entries[places[0][digit(numbers_[i], kShifts[0])]++] = {numbers_[i], i};
    }
    BigBuffer<Entry> moved{numbers_.size()};
    for (unsigned pass = 1; pass < kPasses; ++pass) {
      for (const Entry& entry : entries)
        moved[places[pass][digit(entry.key, kShifts[pass])]++] = entry;
      std::swap(entries, moved);
    }
    return entries;
  }

  std::vector<KeyColumn> columns_;  ///< by key; those in the numbers are spent
  std::vector<unsigned> shifts_;    ///< by key: in the numbers; kKeyBits: it is not in them
  std::size_t behind_ = 0;          ///< the first key that found no room
  BigVector<std::uint64_t> numbers_;
};

KeyColumns::KeyColumns(std::size_t keys, std::size_t cases) : columns_(keys) {
  for (KeyColumn& column : columns_) column.reserve(cases);
}

void KeyColumns::append(const KeyColumns& more) {
  for (std::size_t key = 0; key < columns_.size(); ++key) {
    columns_[key].append(more.columns_[key]);
  }
}

BigVector<std::uint32_t> KeyColumns::order(std::size_t count,
                                           const TieBreak& before,
                                           std::optional<std::int64_t> own) {
  return Packed{std::move(columns_), count, own}.order(before);
}

}  // namespace waitlist
