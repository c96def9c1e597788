/// \file working_calendar.h
/// \brief Working days from dated, sourced holiday data that ends: after it is an error, no guess.
/// Layer: cases (may use base).  Working days are Monday to Friday without bank holidays.
/// Source: FPR 2.9 and 2.3; Banking and Financial Dealings Act 1971 Sch 1; gov.uk bank holidays.
/// Complexity: queries O(1), building O(days covered).  Threads: immutable; share freely.
#pragma once

#include <waitlist/base/day.h>
#include <waitlist/base/export.h>
#include <waitlist/base/result.h>

#include <memory>
#include <optional>
#include <span>
#include <string>

namespace waitlist {

/// An immutable calendar. Copies share one value.
class WAITLIST_EXPORT WorkingCalendar {
 public:
  /// England and Wales, 1995-01-01 to 2028-12-31, from the data shipped with the library.
  [[nodiscard]] static const WorkingCalendar& england_and_wales();

  /// A calendar that covers `first` to `last`, both included. Errors: `last` before `first`, a
  /// holiday outside them.
  [[nodiscard]] static Result<WorkingCalendar> make(std::string name,
                                                    std::span<const Day> holidays,
                                                    Day first,
                                                    Day last);

  [[nodiscard]] const std::string& name() const noexcept;
  [[nodiscard]] Day first_day() const noexcept;
  [[nodiscard]] Day last_day() const noexcept;
  [[nodiscard]] bool covers(Day day) const noexcept;

  /// Requires covers(day).
  [[nodiscard]] bool is_working_day(Day day) const noexcept;

  /// Working days d with from < d <= to; when `to` is earlier, minus those with to < d <= from.
  /// Requires covers(from) and covers(to).
  [[nodiscard]] WorkingDays between(Day from, Day to) const noexcept;

  /// The first day from which at most `left` working days are left until `to`: the first d with
  /// between(d, to) <= left. nullopt when that is after the data. Requires covers(to). O(log days).
  [[nodiscard]] std::optional<Day> day_with_left(Day to, WorkingDays left) const noexcept;

 private:
  struct Data;
  explicit WorkingCalendar(std::shared_ptr<const Data> data) noexcept;
  std::shared_ptr<const Data> data_;
};

}  // namespace waitlist
