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

/// What a given answer was made as. A case is refused where that is not the kind of the fact.
enum class AnswerForm : std::uint8_t {
  plain,  ///< a day, or an answer that comes from a CaseTable, which has checked it
  level,
  number,
  markers,
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
    return Answer{AnswerForm::level, index};
  }

  /// Number of a count, in units of its last decimal.
  [[nodiscard]] static constexpr Answer number(std::uint32_t count) noexcept {
    return Answer{AnswerForm::number, count};
  }

  /// Markers of a checklist, bit i for marker i; at least one.
  [[nodiscard]] static constexpr Answer markers(std::uint32_t bits) noexcept {
    return Answer{AnswerForm::markers, bits};
  }

  [[nodiscard]] static constexpr Answer on(Day day) noexcept {
    return Answer{AnswerForm::plain, shifted(day)};
  }

  /// A value() that was given, of whatever kind its fact is. For those who keep answers that have
  /// been checked as numbers of their own.
  [[nodiscard]] static constexpr Answer with_value(std::uint32_t value) noexcept {
    return Answer{AnswerForm::plain, value};
  }

  [[nodiscard]] constexpr AnswerState state() const noexcept {
    return given() ? AnswerState::given : static_cast<AnswerState>(word_ & kLow);
  }

  /// Of a given answer what it was made as; `plain` for the other states.
  [[nodiscard]] constexpr AnswerForm form() const noexcept {
    return given() ? static_cast<AnswerForm>((word_ & kLow) - kGiven) : AnswerForm::plain;
  }

  /// Whether the answer is known: a value, or a checked "no".
  [[nodiscard]] constexpr bool known() const noexcept { return (word_ & kLow) >= kNo; }

  [[nodiscard]] constexpr bool given() const noexcept { return (word_ & kLow) >= kGiven; }

  /// Level index, number or marker bits of a given answer; 0 for the other states.
  [[nodiscard]] constexpr std::uint32_t value() const noexcept { return given() ? word_ >> 3U : 0; }

  [[nodiscard]] constexpr int marker_count() const noexcept { return std::popcount(value()); }

  /// The date of a given date fact, or the date a pending answer was asked for.
  [[nodiscard]] Day day() const noexcept {
    return Day::first() + Days{static_cast<std::int64_t>(word_ >> 3U)};
  }

  /// The same state and the same value, whatever they were made as.
  friend constexpr bool operator==(const Answer& a, const Answer& b) noexcept {
    return a.state() == b.state() && a.word_ >> 3U == b.word_ >> 3U;
  }

 private:
  static constexpr std::uint32_t kLow =
      7;  ///< the bits of the state, or of the form of what is given
  static constexpr auto kNo = static_cast<std::uint32_t>(AnswerState::no);
  static constexpr auto kGiven = static_cast<std::uint32_t>(AnswerState::given);

  constexpr Answer(AnswerState state, std::uint32_t payload) noexcept
      : word_{(payload << 3U) | static_cast<std::uint32_t>(state)} {}

  constexpr Answer(AnswerForm form, std::uint32_t payload) noexcept
      : word_{(payload << 3U) | (kGiven + static_cast<std::uint32_t>(form))} {}

  [[nodiscard]] static constexpr std::uint32_t shifted(Day day) noexcept {
    constexpr std::int32_t kFirstDay = -25567;  // Day::first()
    return static_cast<std::uint32_t>(day.days_since_epoch() - kFirstDay);
  }

  std::uint32_t word_ = 0;
};

static_assert(sizeof(Answer) == 4);

}  // namespace waitlist
