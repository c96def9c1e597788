#include "policy/waiting_course.h"

#include <waitlist/base/limits.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace waitlist {
namespace {

/// Cuts the straight stretches between rates where they meet the cap.
class CourseBuilder {
 public:
  CourseBuilder(WaitingCourse& course, PointParts cap) : course_{course}, cap_{cap} {}

  /// A stretch of this length without regard to the cap.
  void add_stretch(std::int64_t from, PointParts at_start, PointParts slope, std::int64_t length) {
    const PointParts over = at_start - cap_;
    const bool rises_to_cap = over < PointParts{0} && slope > PointParts{0};
    const bool falls_from_cap = over >= PointParts{0} && slope < PointParts{0};
    if (!rises_to_cap && !falls_from_cap) {
      add_piece(from, std::min(at_start, cap_), over < PointParts{0} ? slope : PointParts{0});
      return;
    }
    // The last whole day, month or year before the line crosses the cap; it crosses in the next.
    const std::int64_t before = over.count() / -slope.count();
    const auto line = [&](std::int64_t wait) { return at_start + slope * wait; };
    const auto capped = [&](std::int64_t wait) { return std::min(line(wait), cap_); };
    add_piece(from, capped(0), rises_to_cap ? slope : PointParts{0});
    if (before >= length) return;
    add_piece(from + before, capped(before), capped(before + 1) - capped(before));
    if (before + 1 >= length) return;
    add_piece(from + before + 1, capped(before + 1), rises_to_cap ? PointParts{0} : slope);
  }

 private:
  void add_piece(std::int64_t from, PointParts at_start, PointParts slope) {
    auto& pieces = course_.pieces;
    if (!pieces.empty() && pieces.back().from == from) pieces.pop_back();
    if (!pieces.empty() && pieces.back().slope == slope) return;
    pieces.push_back({from, at_start, slope});
  }

  WaitingCourse& course_;
  PointParts cap_;
};

/// How many days so many months take, at least and at most.
class MonthLengths {
 public:
  MonthLengths() {
    for (std::int64_t months = 0; months <= limits::kMonthsMax; ++months) {
      note(Months{months});
    }
  }

  [[nodiscard]] WaitRange completed_in(Days days) const {
    const auto last_within = [&](const std::vector<Days>& lengths) {
      return std::ranges::upper_bound(lengths, days) - lengths.begin() - 1;
    };
    return {last_within(longest_), last_within(shortest_)};
  }

 private:
  /// Leap days fall most and least often among those that begin in the first years there are,
  /// around 2100, which is no leap year, and as late as so many months allow.
  void note(Months months) {
    Days shortest{INT64_MAX};
    Days longest{0};
    const auto from_years = [&](std::int64_t first, std::int64_t last) {
      for (std::int64_t year = first; year <= last; ++year) {
        for (unsigned month = 1; month <= 12; ++month) {
          for (const unsigned day : {1U, 29U, 30U, 31U}) {
            const auto begin = Day::from_ymd(static_cast<int>(year), month, day);
            const auto end = begin ? day_of_age(*begin, months) : std::nullopt;
            if (!end) continue;
            shortest = std::min(shortest, *end - *begin);
            longest = std::max(longest, *end - *begin);
          }
        }
      }
    };
    const std::int64_t latest = Day::last().year() - months.count() / 12;
    from_years(1900, 1904);
    from_years(2096, 2104);
    from_years(latest - 8, latest);
    // A length that no wait reaches is longer than all.
    shortest_.push_back(shortest);
    longest_.push_back(shortest == Days{INT64_MAX} ? shortest : longest);
  }

  std::vector<Days> shortest_, longest_;  // of 0 months, of 1, …
};

/// Thousandths of a point in one day, month or year, in lowest terms.
struct Slope {
  std::int64_t points = 0;
  std::int64_t of = 1;
};

Slope slope_of(const WaitingRate& rate, std::int64_t times) noexcept {
  const std::int64_t points = rate.points.count() * times;
  const std::int64_t of = rate.every * 1000;
  const std::int64_t shared = std::gcd(points, of);
  return {points / shared, of / shared};
}

}  // namespace

const WaitingPiece& WaitingCourse::far_piece(std::int64_t wait) const noexcept {
  return *std::prev(std::ranges::upper_bound(pieces, wait, {}, &WaitingPiece::from));
}

std::int64_t wait_most(WaitUnit unit) noexcept {
  switch (unit) {
    case WaitUnit::days: return limits::kDaysMax;
    case WaitUnit::months: return limits::kMonthsMax;
    case WaitUnit::years: return limits::kYearsMax;
  }
  return 0;
}

std::string_view wait_unit_word(WaitUnit unit) noexcept {
  switch (unit) {
    case WaitUnit::days: return "day";
    case WaitUnit::months: return "month";
    case WaitUnit::years: return "year";
  }
  return "";
}

WaitRange waits_of(WaitUnit unit, Days days) {
  static const MonthLengths lengths;
  switch (unit) {
    case WaitUnit::days: return {days.count(), days.count()};
    case WaitUnit::months: return lengths.completed_in(days);
    case WaitUnit::years: break;
  }
  const WaitRange months = lengths.completed_in(days);
  return {months.least / 12, months.most / 12};
}

std::int64_t point_parts(const WaitingRule& rule) noexcept {
  std::int64_t parts = 1;
  const auto note = [&](std::int64_t times) {
    for (const WaitingRate& rate : rule.rates) {
      if (parts > limits::kPointPartsMax) return;
      parts = std::lcm(parts, slope_of(rate, times).of);
    }
  };
  note(1000);
  for (const FasterWaiting& row : rule.faster) note(row.times_thousandths);
  return parts;
}

std::int64_t most_point_parts(const Policy& policy) noexcept {
  const WaitingRule& rule = *policy.waiting;
  std::int64_t times = 1000;
  for (const FasterWaiting& row : rule.faster) times = std::max(times, row.times_thousandths);
  std::int64_t steepest = 0;
  for (const WaitingRate& rate : rule.rates) {
    const Slope slope = slope_of(rate, times);
    steepest = std::max(steepest, std::abs(slope.points) / slope.of + 1);
  }
  // A line is followed back to 1970, and on to the last day there is.
  const auto rules = static_cast<std::int64_t>(policy.criteria.size() + policy.groups.size()) + 4;
  const std::int64_t reach = limits::kPointsMax * rules + 3 * limits::kDaysMax * steepest;
  return std::min(limits::kPointPartsMax, (INT64_MAX / 2) / reach);
}

WaitingCourse waiting_course(const WaitingRule& rule, std::int64_t times, std::int64_t parts) {
  WaitingCourse course{times, {}};
  const PointParts none{INT64_MAX / 4};
  CourseBuilder builder{course, rule.cap ? in_parts(*rule.cap, parts) : none};
  const std::int64_t end = wait_most(rule.count);
  builder.add_stretch(0, PointParts{}, PointParts{}, end);
  PointParts earned;
  for (std::size_t i = 0; i < rule.rates.size(); ++i) {
    const std::int64_t from = rule.rates[i].from;
    const bool last = i + 1 == rule.rates.size();
    const std::int64_t until = last ? end : rule.rates[i + 1].from;
    const Slope in_lowest = slope_of(rule.rates[i], times);
    const PointParts slope{in_lowest.points * (parts / in_lowest.of)};
    builder.add_stretch(from, earned, slope, until - from);
    earned += slope * (until - from);
  }
  return course;
}

}  // namespace waitlist
