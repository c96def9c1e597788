/// \file answer.h
/// \brief What is known of one fact about one case: one of five states, in four bytes.
/// Layer: cases (may use base).  Source: Ofsted C4 001 (Oct 2009) on information that was not
/// sought; CAADA guidance: a wrong "no" gives a falsely low risk (domain reference, finding 6).
/// Errors: none.  Complexity: O(1).  Threads: values; share freely.
#pragma once

#include <waitlist/base/day.h>

#include <bit>
#include <compare>
#include <cstdint>

namespace waitlist {

/// The five states of an answer. Missing information never counts as "no".
enum class AnswerState : std::uint8_t {
  not_asked = 0,  ///< nobody has asked; an empty cell
  unknown = 1,    ///< asked, and not known
  pending = 2,    ///< asked for, since a date, and not yet answered
  no = 3,         ///< checked, and there is none
  given = 4,      ///< a level, a number, a set of markers or a date
};

/// One answer. What the payload of a given answer means depends on the kind of its fact.
class Answer {
 public:
  constexpr Answer() noexcept = default;

  [[nodiscard]] static constexpr Answer not_asked() noexcept { return {}; }

  [[nodiscard]] static constexpr Answer unknown() noexcept {
    return Answer{AnswerState::unknown, 0};
  }

  [[nodiscard]] static constexpr Answer no() noexcept { return Answer{AnswerState::no, 0}; }

  [[nodiscard]] static constexpr Answer pending_since(Day day) noexcept {
    return Answer{AnswerState::pending, shifted(day)};
  }

  /// Level of a choice, counted from 0 for the least concerning.
  [[nodiscard]] static constexpr Answer level(std::uint32_t index) noexcept {
    return Answer{AnswerState::given, index};
  }

  /// Number of a count, in units of its last decimal.
  [[nodiscard]] static constexpr Answer number(std::uint32_t count) noexcept {
    return Answer{AnswerState::given, count};
  }

  /// Markers of a checklist, bit i for marker i; at least one.
  [[nodiscard]] static constexpr Answer markers(std::uint32_t bits) noexcept {
    return Answer{AnswerState::given, bits};
  }

  [[nodiscard]] static constexpr Answer on(Day day) noexcept {
    return Answer{AnswerState::given, shifted(day)};
  }

  [[nodiscard]] constexpr AnswerState state() const noexcept {
    return static_cast<AnswerState>(word_ & 7U);
  }

  /// Whether the answer is known: a value, or a checked "no".
  [[nodiscard]] constexpr bool known() const noexcept { return (word_ & 7U) >= 3U; }

  [[nodiscard]] constexpr bool given() const noexcept { return (word_ & 7U) == 4U; }

  /// Level index, number or marker bits of a given answer; 0 otherwise for the other states.
  [[nodiscard]] constexpr std::uint32_t value() const noexcept { return given() ? word_ >> 3U : 0; }

  [[nodiscard]] constexpr int marker_count() const noexcept { return std::popcount(value()); }

  /// The date of a given date fact, or the date a pending answer was asked for.
  [[nodiscard]] Day day() const noexcept {
    return Day::first() + Days{static_cast<std::int64_t>(word_ >> 3U)};
  }

  friend constexpr bool operator==(const Answer&, const Answer&) = default;

 private:
  constexpr Answer(AnswerState state, std::uint32_t payload) noexcept
      : word_{(payload << 3U) | static_cast<std::uint32_t>(state)} {}

  [[nodiscard]] static constexpr std::uint32_t shifted(Day day) noexcept {
    constexpr std::int32_t kFirstDay = -25567;  // Day::first()
    return static_cast<std::uint32_t>(day.days_since_epoch() - kFirstDay);
  }

  std::uint32_t word_ = 0;
};

static_assert(sizeof(Answer) == 4);

}  // namespace waitlist
