// A short list of values for each row, all in one array: ids, children.
#pragma once

#include "base/big_memory.h"
#include "base/prefetch.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>

namespace waitlist {

/// Lists of at most 255 values each.
template <class T>
class RowLists {
 public:
  [[nodiscard]] std::span<const T> of(std::size_t row) const noexcept {
    return std::span{values_}.subspan(places_[row].begin(), places_[row].count);
  }

  /// Asks for where the list of a row is; then for the list.
  void prefetch_place(std::size_t row) const noexcept {
    prefetch_bytes(&places_[row], sizeof(Place));
  }

  void prefetch_list(std::size_t row) const noexcept {
    prefetch_bytes(values_.data() + places_[row].begin(), sizeof(T));
  }

  [[nodiscard]] std::size_t rows() const noexcept { return places_.size(); }

  /// Values held, also those that no row refers to any more.
  [[nodiscard]] std::size_t held() const noexcept { return values_.size(); }

  void reserve(std::size_t rows, std::size_t values) {
    places_.reserve(rows);
    values_.reserve(values);
  }

  /// A new row with this list. Requires at most 255 values, none of them of this object.
  void add_row(std::span<const T> list) {
    Place& place = places_.emplace_back();
    place.begin(values_.size());
    place.count = static_cast<std::uint8_t>(list.size());
    values_.insert(values_.end(), list.begin(), list.end());
    used_ += list.size();
  }

  /// Writes over the list of a row. Requires the same.
  void put(std::size_t row, std::span<const T> list) {
    Place& place = places_[row];
    if (list.size() > place.count) {
      const std::size_t begin = values_.size();
      values_.insert(values_.end(), list.begin(), list.end());
      place.begin(begin);
    } else {
      std::ranges::copy(list, values_.begin() + place.begin());
    }
    used_ += list.size() - place.count;
    place.count = static_cast<std::uint8_t>(list.size());
    drop_garbage();
  }

  /// Empty lists for the rows up to this number that are new.
  void resize_rows(std::size_t rows) { places_.resize(rows); }

  /// Leaves a row without values.
  void clear(std::size_t row) noexcept {
    used_ -= places_[row].count;
    places_[row].count = 0;
  }

  /// Gives each of two rows the list of the other.
  void swap(std::size_t a, std::size_t b) noexcept { std::swap(places_[a], places_[b]); }

  /// Adds the rows of other lists.
  void append(const RowLists& more) {
    const std::size_t offset = values_.size();
    values_.insert(values_.end(), more.values_.begin(), more.values_.end());
    used_ += more.used_;
    for (Place place : more.places_) {
      place.begin(place.begin() + offset);
      places_.push_back(place);
    }
  }

 private:
  /// Five bytes: there is one for each case, and alignment would make it eight.
  struct Place {
    std::array<std::uint8_t, 4> begin_bytes{};
    std::uint8_t count = 0;

    [[nodiscard]] std::uint32_t begin() const noexcept {
      std::uint32_t value = 0;
      std::memcpy(&value, begin_bytes.data(), sizeof value);
      return value;
    }

    void begin(std::size_t at) noexcept {
      const auto value = static_cast<std::uint32_t>(at);
      std::memcpy(begin_bytes.data(), &value, sizeof value);
    }
  };

  static_assert(sizeof(Place) == 5);

  /// Rewrites the values without those that no row refers to, once these are the larger part.
  void drop_garbage() {
    if (values_.size() < 2 * used_ + 4096) return;
    BigVector<T> kept;
    kept.reserve(used_);
    for (Place& place : places_) {
      const auto from = values_.begin() + place.begin();
      place.begin(kept.size());
      kept.insert(kept.end(), from, from + place.count);
    }
    values_ = std::move(kept);
  }

  BigVector<T> values_;
  BigVector<Place> places_;
  std::size_t used_ = 0;
};

}  // namespace waitlist
