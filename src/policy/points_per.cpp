#include "policy/points_per.h"

#include <waitlist/base/limits.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace waitlist {
namespace {

constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int64_t kMonthsInYear = 12;

struct Quotient {
  std::int64_t whole = 0;
  bool exact = true;
};

/// a × b / c, rounded down. Requires 0 <= a <= limits::kPointsMax and 0 <= b < c, with c a number
/// of millionths of at most limits::kCountMax.
Quotient part_of(std::int64_t a, std::int64_t b, std::int64_t c) noexcept {
  static_assert(limits::kPointsMax <= 1'000'000'000);
  static_assert(limits::kCountMax * kMillion < INT64_MAX / 2000);
  constexpr std::int64_t kBase = 1000;
  const std::array digits{a / (kBase * kBase * kBase), a / (kBase * kBase) % kBase,
                          a / kBase % kBase, a % kBase};
  std::int64_t whole = 0;
  std::int64_t rest = 0;
  for (const std::int64_t digit : digits) {
    rest = rest * kBase + digit * b;
    whole = whole * kBase + rest / c;
    rest %= c;
  }
  return {whole, rest == 0};
}

/// Numbers from this many steps on earn what they earn there, however small a step is.
bool past_all(const PointsPer& per, std::int64_t steps) noexcept {
  const std::int64_t size = std::max(std::int64_t{1}, std::abs(per.points.count()));
  return steps > 2 * limits::kPointsMax / size;
}

/// Thousandths of so many steps and a part of one, rounded down.
std::int64_t thousandths(const PointsPer& per, std::int64_t steps, std::int64_t rest) noexcept {
  const std::int64_t every = per.every.millionths();
  const std::int64_t size = std::abs(per.points.count());
  const Quotient part = per.steps == StepsCounted::part ? part_of(size, rest, every) : Quotient{};
  if (per.points.count() >= 0) return per.start.count() + size * steps + part.whole;
  return per.start.count() - size * steps - part.whole - (part.exact ? 0 : 1);
}

}  // namespace

Points earned(const PointsPer& per, Decimal number) noexcept {
  const std::int64_t above = number.millionths() - per.from.millionths();
  const Points limit = std::max(per.at_most.value_or(Points{limits::kPointsMax}), Points{0});
  const std::int64_t most = limit.count();
  if (above <= 0) return Points{std::clamp<std::int64_t>(per.start.count(), 0, most)};
  const std::int64_t every = per.every.millionths();
  const std::int64_t steps = above / every;
  if (per.points != Points{0} && past_all(per, steps)) {
    return Points{per.points > Points{0} ? most : 0};
  }
  return Points{std::clamp<std::int64_t>(thousandths(per, steps, above % every), 0, most)};
}

bool stays_within(const PointsPer& per, Decimal greatest) noexcept {
  const std::int64_t above = greatest.millionths() - per.from.millionths();
  if (per.points <= Points{0} || above <= 0) return true;
  const std::int64_t every = per.every.millionths();
  const std::int64_t steps = above / every;
  return !past_all(per, steps) && thousandths(per, steps, above % every) <= limits::kPointsMax;
}

std::optional<std::int64_t> next_step(const PointsPer& per, std::int64_t number) noexcept {
  if (per.points == Points{0}) return std::nullopt;
  const Points most = per.at_most.value_or(Points{limits::kPointsMax});
  const Points now = earned(per, number);
  const std::int64_t above = number * kMillion - per.from.millionths();
  const bool at_end = per.points > Points{0} ? now == most : now == Points{0};
  if (at_end) return std::nullopt;
  if (per.steps == StepsCounted::part) {
    return above < 0 ? per.from.millionths() / kMillion + 1 : number + 1;
  }
  const std::int64_t every = per.every.millionths();
  const std::int64_t steps = above < 0 ? 0 : above / every;
  const std::int64_t next = per.from.millionths() + (steps + 1) * every;
  return std::max(number + 1, (next + kMillion - 1) / kMillion);
}

std::int64_t completed(DateUnit unit, Day since, Day on) noexcept {
  if (on < since) return 0;
  switch (unit) {
    case DateUnit::days: return (on - since).count();
    case DateUnit::months: return completed_months(since, on).count();
    case DateUnit::years: return completed_months(since, on).count() / kMonthsInYear;
  }
  return 0;
}

std::optional<Day> day_completed(DateUnit unit, Day since, std::int64_t count) noexcept {
  if (count > most_completed(unit)) return std::nullopt;
  switch (unit) {
    case DateUnit::days: {
      if (Days{count} > Day::last() - since) return std::nullopt;
      return since + Days{count};
    }
    case DateUnit::months: return day_of_age(since, Months{count});
    case DateUnit::years: return day_of_age(since, Months{count * kMonthsInYear});
  }
  return std::nullopt;
}

std::int64_t most_completed(DateUnit unit) noexcept {
  return completed(unit, Day::first(), Day::last());
}

std::string_view to_text(DateUnit unit) noexcept {
  switch (unit) {
    case DateUnit::days: return "days";
    case DateUnit::months: return "months";
    case DateUnit::years: return "years";
  }
  return "";
}

std::string_view to_text(StepsCounted steps) noexcept {
  switch (steps) {
    case StepsCounted::full: return "full";
    case StepsCounted::part: return "part";
  }
  return "";
}

}  // namespace waitlist
