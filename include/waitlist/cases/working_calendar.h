/// \file working_calendar.h
/// \brief Working days from dated, sourced holidays; outside their years is an error, no guess.
/// Layer: cases (may use base).  Working days are Monday to Friday without bank holidays.
/// Source: FPR 2.9 and 2.3; Banking and Financial Dealings Act 1971 Sch 1; gov.uk bank holidays.
/// Complexity: queries O(1), building O(days covered).  Threads: immutable; share freely.
#pragma once

#include <waitlist/base/day.h>
#include <waitlist/base/export.h>
#include <waitlist/base/result.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace waitlist {

/// The holidays of a calendar, and the days it is for.
struct Holidays {
  std::vector<Day> days;  ///< in any order
  Day first = Day::first();
  Day last = Day::first();  ///< included
  /// The first day whose holidays are computed from rules in force, which a proclamation may still
  /// change; those before it are published. nullopt: all are published.
  std::optional<Day> computed_from{};
};

/// An immutable calendar. Copies share one value.
class WAITLIST_EXPORT WorkingCalendar {
 public:
  /// England and Wales, 1995-01-01 to 2199-12-31, from the data shipped with the library: what is
  /// published, and from 2029 on what the 1971 Act and the days proclaimed every year come to.
  [[nodiscard]] static const WorkingCalendar& england_and_wales();

  /// Errors: `last` before `first`, a holiday or `computed_from` outside them.
  [[nodiscard]] static Result<WorkingCalendar> make(std::string name, const Holidays& holidays);

  /// What a policy calls it: `england_and_wales`, or the name of a file.
  [[nodiscard]] const std::string& name() const noexcept;
  [[nodiscard]] Day first_day() const noexcept;
  [[nodiscard]] Day last_day() const noexcept;
  [[nodiscard]] bool covers(Day day) const noexcept;

  /// See Holidays::computed_from.
  [[nodiscard]] std::optional<Day> computed_from() const noexcept;

  /// Requires covers(day).
  [[nodiscard]] bool is_working_day(Day day) const noexcept;

  /// Working days d with from < d <= to; when `to` is earlier, minus those with to < d <= from.
  /// Requires covers(from) and covers(to).
  [[nodiscard]] WorkingDays between(Day from, Day to) const noexcept;

  /// The first day from which at most `left` working days are left until `to`: the first d with
  /// between(d, to) <= left. nullopt when that is after the data. Requires covers(to). O(log days).
  [[nodiscard]] std::optional<Day> day_with_left(Day to, WorkingDays left) const noexcept;

  /// The same name, days and working days. O(days covered).
  friend WAITLIST_EXPORT bool operator==(const WorkingCalendar& a,
                                         const WorkingCalendar& b) noexcept;

 private:
  struct Data;
  explicit WorkingCalendar(std::shared_ptr<const Data> data) noexcept;
  std::shared_ptr<const Data> data_;
};

}  // namespace waitlist
