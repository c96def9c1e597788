// The order keys of many cases, a column each, and the order that they give
// (docs/background/batch-order.md).
#pragma once

#include "base/big_memory.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace waitlist {

/// Whether the first stands before the second where all keys are alike; null: the lower number.
using TieBreak = std::function<bool(std::uint32_t, std::uint32_t)>;

/// The values of one key, in four bytes each as long as they fit.
class KeyColumn {
 public:
  void reserve(std::size_t count) { narrow_.reserve(count); }

  void add(std::span<const std::int64_t> values);

  /// Adds the values of another column behind these.
  void append(const KeyColumn& more);

  /// To be called once all values are in.
  void close();

  /// How many bits tell its values apart. Here and below requires close().
  [[nodiscard]] unsigned bits() const noexcept;

  /// A number that is less the less the value is. One that no case has may get another's.
  [[nodiscard]] std::uint64_t code(std::int64_t value) const noexcept {
    const auto inner = static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(inner_least_);
    const std::uint64_t above = value == most_ ? top_ : inner + 1;
    return value == least_ ? 0 : above;
  }

  [[nodiscard]] std::int64_t operator[](std::size_t number) const noexcept {
    return wide_.empty() ? narrow_[number] : wide_[number];
  }

  /// Puts the codes of the values from `first` on into these numbers, `shift` bits up.
  void put(std::size_t first, unsigned shift, std::span<std::uint64_t> numbers) const noexcept;

 private:
  template <class Work>
  void on_values(Work work) const {
    wide_.empty() ? work(narrow_) : work(wide_);
  }

  void widen();

  BigVector<std::int32_t> narrow_;  ///< empty where `wide_` is not
  BigVector<std::int64_t> wide_;
  std::int64_t least_ = INT64_MAX;
  std::int64_t most_ = INT64_MIN;
  // The ends often stand for something that is not known, far from all that is: they are left out.
  std::int64_t inner_least_ = 0;
  std::uint64_t top_ = 0;  ///< the code of the greatest value
};

/// The keys of cases that are numbered from 0 in the order in which they come.
class KeyColumns {
 public:
  /// Values are best added for so many cases at a time: those of all their keys stay in a near
  /// cache.
  static constexpr std::size_t kBlock = 256;

  KeyColumns(std::size_t keys, std::size_t cases);

  /// The next cases' values of one key; the first key leads, smaller values stand first.
  void add(std::size_t key, std::span<const std::int64_t> values) { columns_[key].add(values); }

  /// Adds the cases of others behind these.
  void append(const KeyColumns& more);

  /// The numbers 0 to `count` - 1 in order. The keys are spent. `own`: the second key tells apart
  /// only those of which the first has this value.
  [[nodiscard]] BigVector<std::uint32_t> order(std::size_t count,
                                               const TieBreak& before,
                                               std::optional<std::int64_t> own);

 private:
  class Packed;

  std::vector<KeyColumn> columns_;  ///< by key
};

}  // namespace waitlist
