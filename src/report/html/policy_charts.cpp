#include "report/html/policy_charts.h"

#include "policy/policy_tables.h"
#include "report/condition_words.h"
#include "report/plain_words.h"
#include "report/policy_words.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace waitlist::html {
namespace {

constexpr std::size_t kMultiplesShown = 5;  // beside the plain rate; the table has them all
constexpr std::int64_t kMonthsOfChildhood = 216;
constexpr std::int64_t kHalfYear = 182;
constexpr std::int64_t kSlackAround = 10;  // working days shown before and after the steps

double as_number(Points points) { return static_cast<double>(points.count()) / 1000; }

/// How long it is, for drawing: months and years as they are on the whole.
double days_in(WaitUnit unit) {
  constexpr double kYear = 365.2425;
  switch (unit) {
    case WaitUnit::days: return 1.0;
    case WaitUnit::months: return kYear / 12;
    case WaitUnit::years: return kYear;
  }
  return 1.0;
}

/// An axis of waits.
struct WaitAxis {
  WaitUnit unit = WaitUnit::days;
  std::int64_t until = 0;

  [[nodiscard]] double place(double wait, WaitUnit of) const {
    return of == unit ? wait : wait * days_in(of) / days_in(unit);
  }

  /// The last wait of this kind on it.
  [[nodiscard]] std::int64_t last(WaitUnit of) const {
    if (of == unit) return until;
    return static_cast<std::int64_t>(static_cast<double>(until) * days_in(unit) / days_in(of));
  }
};

/// From the day of listing on; a policy without the rule earns nought.
PlotSeries waiting_series(const CompiledPolicy& policy,
                          std::int64_t times,
                          const WaitAxis& axis,
                          std::string label) {
  const PolicyTables& tables = policy.tables();
  const WaitUnit unit = tables.wait_unit;
  const bool steps = unit != WaitUnit::days;
  PlotSeries series{std::move(label), {}, {}, steps ? PlotLine::steps : PlotLine::straight};
  const std::int64_t until = axis.last(unit);
  const auto add = [&](std::int64_t wait) {
    series.points.push_back({axis.place(static_cast<double>(wait), unit),
                             as_number(tables.waiting_points(wait, times))});
  };
  add(0);
  if (steps) {
    for (std::int64_t wait = 1; wait < until; ++wait) add(wait);
  } else if (!tables.waiting.empty()) {
    for (const WaitingPiece& piece : tables.course(times).pieces) {
      if (piece.from > 0 && piece.from < until) add(piece.from);
    }
  }
  add(until);
  return series;
}

PlotSeries age_series(const CompiledPolicy& policy, std::string label) {
  PlotSeries series{std::move(label), {}, {}, PlotLine::steps};
  std::int64_t from = 0;
  const auto add = [&](std::int64_t months, Points points) {
    series.points.push_back({static_cast<double>(months) / 12, as_number(points)});
  };
  if (policy.written().age) {
    for (const AgePoints& step : policy.written().age->points) {
      add(from, step.points);
      from = step.under.count();
    }
  }
  add(from, Points{});
  if (from < kMonthsOfChildhood) add(kMonthsOfChildhood, Points{});
  return series;
}

/// The working days of slack that a chart shows.
struct SlackShown {
  std::int64_t from = 0;
  std::int64_t to = 0;
};

SlackShown slack_shown(std::initializer_list<const CompiledPolicy*> policies) {
  SlackShown shown;
  for (const CompiledPolicy* policy : policies) {
    const auto& filing = policy->written().filing;
    if (!filing || filing->slack.empty()) continue;
    shown.from = std::min(shown.from, filing->slack.front().up_to.count());
    shown.to = std::max(shown.to, filing->slack.back().up_to.count());
  }
  return {shown.from - kSlackAround, shown.to + kSlackAround};
}

PlotSeries filing_series(const CompiledPolicy& policy, SlackShown shown, std::string label) {
  PlotSeries series{std::move(label), {}, {}, PlotLine::steps};
  const auto add = [&](std::int64_t days, Points points) {
    series.points.push_back({static_cast<double>(days), as_number(points)});
  };
  std::int64_t from = shown.from;
  if (policy.written().filing) {
    for (const SlackPoints& step : policy.written().filing->slack) {
      add(from, step.points);
      from = step.up_to.count();
    }
  }
  add(from, Points{});
  add(shown.to, Points{});
  return series;
}

/// What happens to a case by waiting alone.
std::vector<ChartMark> waiting_marks(const CompiledPolicy& policy, const WaitAxis& axis) {
  std::vector<ChartMark> marks;
  const auto add = [&](Days days, const char* what) {
    marks.push_back({axis.place(static_cast<double>(days.count()), WaitUnit::days),
                     weeks_or_days(days) + what});
  };
  if (policy.written().promotion) {
    for (const Days days : policy.written().promotion->after_days) add(days, ": up a band");
  }
  if (policy.written().must_allocate && policy.written().must_allocate->waiting) {
    add(*policy.written().must_allocate->waiting, ": must be allocated");
  }
  return marks;
}

WaitAxis axis_of(const CompiledPolicy& policy) {
  const WaitUnit unit = policy.tables().wait_unit;
  const std::int64_t more = unit == WaitUnit::days ? 28 : unit == WaitUnit::months ? 6 : 1;
  return {unit, telling_waits(policy).back() + more};
}

/// In days where the two do not count in the same.
WaitAxis axis_of(const CompiledPolicy& before, const CompiledPolicy& after) {
  const WaitAxis first = axis_of(before);
  const WaitAxis second = axis_of(after);
  if (!before.written().waiting) return second;
  if (!after.written().waiting) return first;
  if (first.unit == second.unit) return {first.unit, std::max(first.until, second.until)};
  return {WaitUnit::days, std::max(first.last(WaitUnit::days), second.last(WaitUnit::days))};
}

Plot points_plot(ChartName name, ChartAxis x) {
  return {.name = std::move(name),
          .x = std::move(x),
          .y = {"Points", 0.0, {}},
          .series = {},
          .marks_x = {},
          .marks_y = {}};
}

Plot empty_waiting_plot(const WaitAxis& axis, std::string words) {
  return points_plot({"waiting-chart", "Points earned by waiting", std::move(words)},
                     {capitalised(waits_in_words(axis.unit)), 0.0, {}});
}

Plot empty_age_plot() {
  return points_plot({"age-chart", "Points by age of the youngest child",
                      "Points in steps by age; the table has the numbers."},
                     {"Age of the youngest child in years", 0.0, {}});
}

Plot empty_filing_plot() {
  return points_plot(
      {"filing-chart", "Points by working days left",
       "Points in steps, more where fewer days are left; the table has the numbers."},
      {"Working days left until the work has to start", {}, {}});
}

std::string before_in_words(const CompiledPolicy& policy) {
  return "Before: " + policy.stamp().id + " " + policy.stamp().version;
}

std::string after_in_words(const CompiledPolicy& policy) {
  return "After: " + policy.stamp().id + " " + policy.stamp().version;
}

/// Waits at which something else than points changes, or cases count as delayed.
void add_days_of_rules(const CompiledPolicy& policy, std::vector<std::int64_t>& days) {
  const Policy& written = policy.written();
  for (const Days mark : policy.delay_marks()) days.push_back(mark.count());
  if (written.promotion) {
    for (const Days after : written.promotion->after_days) days.push_back(after.count());
  }
  if (written.must_allocate && written.must_allocate->waiting) {
    days.push_back(written.must_allocate->waiting->count());
  }
}

std::int64_t half_year_or_one(WaitUnit unit) {
  switch (unit) {
    case WaitUnit::days: return kHalfYear;
    case WaitUnit::months: return 6;
    case WaitUnit::years: return 1;
  }
  return 0;
}

std::string earned_in_words(const CompiledPolicy& before,
                            const CompiledPolicy& after,
                            const WaitAxis& axis) {
  const bool both = before.written().waiting && after.written().waiting;
  if (both && before.tables().wait_unit != after.tables().wait_unit) {
    return "The one counts waits in " + std::string{to_text(before.tables().wait_unit)} +
           ", the other in " + std::string{to_text(after.tables().wait_unit)} +
           "; here a month is drawn as 30.44 days and a year as 365.24.";
  }
  const auto earned = [&axis](const CompiledPolicy& policy) {
    return short_points(policy.tables().waiting_points(axis.until, 1000));
  };
  const CompiledPolicy& counted = after.written().waiting ? after : before;
  return "At the plain rate a wait of " + wait_in_words(counted, axis.until) + " earned " +
         earned(before) + " points before and earns " + earned(after) + " after.";
}

}  // namespace

std::vector<std::int64_t> telling_waits(const CompiledPolicy& policy) {
  const Policy& written = policy.written();
  std::vector<std::int64_t> days{0, half_year_or_one(policy.tables().wait_unit)};
  if (written.waiting) {
    for (const WaitingRate& rate : written.waiting->rates) days.push_back(rate.from);
  }
  if (policy.tables().wait_unit == WaitUnit::days) add_days_of_rules(policy, days);
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

std::vector<std::int64_t> waiting_multiples(const CompiledPolicy& policy) {
  std::vector<std::int64_t> multiples;
  for (const WaitingCourse& course : policy.tables().waiting) {
    if (std::ranges::count(multiples, course.times) == 0) multiples.push_back(course.times);
  }
  return multiples;
}

std::string multiple_in_words(const CompiledPolicy& policy, std::int64_t times) {
  std::vector<std::string> when;
  for (const FasterWaiting& faster : policy.written().waiting->faster) {
    if (faster.times_thousandths == times) when.push_back(when_in_words(policy, faster.when));
  }
  if (when.empty()) return "At the plain rate";
  return short_points(Points{times}) + " times as fast: " + listed(when, "; or ");
}

Plot waiting_plot(const CompiledPolicy& policy) {
  const WaitAxis axis = axis_of(policy);
  Plot plot = empty_waiting_plot(
      axis, "At the plain rate a wait of " + wait_in_words(policy, axis.until) + " earns " +
                short_points(policy.tables().waiting_points(axis.until, 1000)) +
                " points; the table has the numbers, and those of faster rates.");
  for (const std::int64_t times : waiting_multiples(policy)) {
    if (plot.series.size() > kMultiplesShown) break;
    plot.series.push_back(waiting_series(policy, times, axis, multiple_in_words(policy, times)));
  }
  plot.marks_x = waiting_marks(policy, axis);
  return plot;
}

Plot waiting_plot(const CompiledPolicy& before, const CompiledPolicy& after) {
  const WaitAxis axis = axis_of(before, after);
  Plot plot = empty_waiting_plot(axis, earned_in_words(before, after, axis));
  plot.series.push_back(waiting_series(before, 1000, axis, before_in_words(before)));
  plot.series.push_back(waiting_series(after, 1000, axis, after_in_words(after)));
  const std::vector<std::int64_t> multiples = waiting_multiples(after);
  if (multiples.size() > 1) {
    const std::int64_t fastest = *std::max_element(multiples.begin(), multiples.end());
    plot.series.push_back(
        waiting_series(after, fastest, axis, "After, " + multiple_in_words(after, fastest)));
  }
  return plot;
}

Plot age_plot(const CompiledPolicy& policy) {
  Plot plot = empty_age_plot();
  plot.series.push_back(age_series(policy, ""));
  return plot;
}

Plot age_plot(const CompiledPolicy& before, const CompiledPolicy& after) {
  Plot plot = empty_age_plot();
  plot.series.push_back(age_series(before, before_in_words(before)));
  plot.series.push_back(age_series(after, after_in_words(after)));
  return plot;
}

Plot filing_plot(const CompiledPolicy& policy) {
  Plot plot = empty_filing_plot();
  const SlackShown shown = slack_shown({&policy});
  plot.series.push_back(filing_series(policy, shown, ""));
  return plot;
}

Plot filing_plot(const CompiledPolicy& before, const CompiledPolicy& after) {
  Plot plot = empty_filing_plot();
  const SlackShown shown = slack_shown({&before, &after});
  plot.series.push_back(filing_series(before, shown, before_in_words(before)));
  plot.series.push_back(filing_series(after, shown, after_in_words(after)));
  return plot;
}

}  // namespace waitlist::html
