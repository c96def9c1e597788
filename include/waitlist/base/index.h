/// \file index.h
/// \brief Numbers of things: of a case in its table, of a band, of a practitioner in a problem.
/// Layer: base.  Units: each type numbers one kind of thing, from 0; a Position counts from 1.
/// Ranges: what the number type holds; a container says how many there are.
/// Errors: none.  Complexity: O(1).  Threads: values; share freely.
/// Not: counts (whole.h).
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>

namespace waitlist {

/// What sizes, differences and other numbers have for a type. An `int` is a literal.
template <class Type>
concept CountOrDifference = std::integral<Type> && !std::same_as<Type, int>;

/// The number of a thing of one kind. It subscripts like a plain number; a count, or the number of
/// another kind of thing, becomes one only where that is written out.
template <class Thing, std::unsigned_integral Number = std::uint32_t>
class Index {
 public:
  constexpr Index() noexcept = default;

  /// A number that stands in the source: `allocation.without(0)`. Only an `int` is taken so: what
  /// counts and numbers things is unsigned. (Not consteval: clang 14 fails to compile that.)
  template <std::same_as<int> Literal>
  // NOLINTNEXTLINE(google-explicit-constructor): a literal is no other thing's number
  constexpr Index(Literal number) noexcept : number_{static_cast<Number>(number)} {}

  template <CountOrDifference Other>
  constexpr explicit Index(Other number) noexcept : number_{static_cast<Number>(number)} {}

  // NOLINTNEXTLINE(google-explicit-constructor): it is what subscripts
  [[nodiscard]] constexpr operator Number() const noexcept { return number_; }

  /// The number of the thing behind this one.
  [[nodiscard]] constexpr Index next() const noexcept {
    return Index{static_cast<Number>(number_ + 1U)};
  }

  constexpr Index& operator++() noexcept {
    ++number_;
    return *this;
  }

  friend constexpr auto operator<=>(const Index&, const Index&) = default;

  /// How many there are bounds a loop over them.
  template <std::integral Count>
  friend constexpr bool operator==(const Index& index, Count count) noexcept {
    return std::cmp_equal(index.number_, count);
  }

  template <std::integral Count>
  friend constexpr std::strong_ordering operator<=>(const Index& index, Count count) noexcept {
    if (std::cmp_less(index.number_, count)) return std::strong_ordering::less;
    return std::cmp_equal(index.number_, count) ? std::strong_ordering::equal
                                                : std::strong_ordering::greater;
  }

  /// Numbers of different things do not compare.
  template <class Other, class OtherNumber>
  requires(!std::same_as<Other, Thing>) friend bool operator==(
      const Index&, const Index<Other, OtherNumber>&) = delete;

  template <class Other, class OtherNumber>
  requires(!std::same_as<Other, Thing>) friend std::strong_ordering operator<=>(
      const Index&, const Index<Other, OtherNumber>&) = delete;

 private:
  Number number_ = 0;
};

}  // namespace waitlist

template <class Thing, class Number>
struct std::hash<waitlist::Index<Thing, Number>> {
  [[nodiscard]] std::size_t operator()(waitlist::Index<Thing, Number> index) const noexcept {
    return std::hash<Number>{}(index);
  }
};
