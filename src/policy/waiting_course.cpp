#include "policy/waiting_course.h"

#include <waitlist/base/limits.h>

#include <algorithm>

namespace waitlist {
namespace {

/// Cuts the straight stretches between rates where they meet the cap.
class CourseBuilder {
 public:
  CourseBuilder(WaitingCourse& course, Points cap) : course_{course}, cap_{cap} {}

  /// A stretch of `length` days without regard to the cap.
  void add_stretch(std::int64_t from_day, Points at_start, Points slope, std::int64_t length) {
    const Points over = at_start - cap_;
    const bool rises_to_cap = over < Points{0} && slope > Points{0};
    const bool falls_from_cap = over >= Points{0} && slope < Points{0};
    if (!rises_to_cap && !falls_from_cap) {
      add_piece(from_day, std::min(at_start, cap_), over < Points{0} ? slope : Points{0});
      return;
    }
    // The last whole day before the line crosses the cap; it crosses during the next one.
    const std::int64_t days = over.count() / -slope.count();
    const auto line = [&](std::int64_t day) { return at_start + slope * day; };
    const auto capped = [&](std::int64_t day) { return std::min(line(day), cap_); };
    add_piece(from_day, capped(0), rises_to_cap ? slope : Points{0});
    if (days >= length) return;
    add_piece(from_day + days, capped(days), capped(days + 1) - capped(days));
    if (days + 1 >= length) return;
    add_piece(from_day + days + 1, capped(days + 1), rises_to_cap ? Points{0} : slope);
  }

 private:
  void add_piece(std::int64_t from_day, Points at_start, Points slope) {
    auto& pieces = course_.pieces;
    if (!pieces.empty() && pieces.back().from_day == from_day) pieces.pop_back();
    if (!pieces.empty() && pieces.back().slope == slope) return;
    pieces.push_back({from_day, at_start, slope});
  }

  WaitingCourse& course_;
  Points cap_;
};

}  // namespace

WaitingCourse waiting_course(const WaitingRule& rule, std::int64_t times) {
  WaitingCourse course{times, {}};
  CourseBuilder builder{course, rule.cap.value_or(Points{INT64_MAX / 4})};
  builder.add_stretch(0, Points{}, Points{}, limits::kDaysMax);
  Points earned;
  for (std::size_t i = 0; i < rule.rates.size(); ++i) {
    const std::int64_t from = rule.rates[i].from_day.count();
    const bool last = i + 1 == rule.rates.size();
    const std::int64_t until = last ? limits::kDaysMax : rule.rates[i + 1].from_day.count();
    const Points slope{rule.rates[i].per_day.count() * times / 1000};
    builder.add_stretch(from, earned, slope, until - from);
    earned += slope * (until - from);
  }
  return course;
}

}  // namespace waitlist
