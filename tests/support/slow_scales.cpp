#include "support/slow_scales.h"

#include "support/slow_per.h"

#include <algorithm>
#include <numeric>

namespace waitlist::slow_oracle {
namespace {

std::int64_t share_numerator(UnknownShare share) { return share == UnknownShare::none ? 0 : 1; }

std::int64_t share_denominator(UnknownShare share) {
  return share == UnknownShare::third ? 3 : share == UnknownShare::half ? 2 : 1;
}

/// Thousandths of the last range whose `from` is not above the number.
std::int64_t in_range(const ByRange& scale, Decimal number) {
  std::int64_t points = 0;
  for (const RangePoints& row : scale.ranges) {
    if (row.from <= number) points = row.points.count();
  }
  return points;
}

}  // namespace

Decimal number_given(const FactDefinition& fact, Answer given) {
  if (fact.kind == FactKind::checklist) return Decimal{given.marker_count()};
  std::int64_t millionths = given.value();
  for (int place = fact.decimals; place < 6; ++place) millionths *= 10;
  return Decimal::of_millionths(millionths);
}

std::int64_t given_points(const CriterionRule& rule,
                          const FactDefinition& fact,
                          Answer given,
                          Day measured_to) {
  if (given.state() == AnswerState::no) return 0;
  if (const auto* levels = std::get_if<ByLevel>(&rule.scale)) {
    for (const LevelPoints& row : levels->levels) {
      if (row.level == fact.levels[given.value()].id) return row.points.count();
    }
  }
  if (const auto* markers = std::get_if<ByMarker>(&rule.scale)) {
    std::int64_t sum = 0;
    for (const LevelPoints& row : markers->markers) {
      if ((given.value() >> *find_level(fact, row.level)) % 2 == 1) sum += row.points.count();
    }
    return markers->maximum ? std::min(sum, markers->maximum->count()) : sum;
  }
  const Decimal number = fact.kind == FactKind::count
                             ? number_given(fact, given)
                             : units_completed(rule.unit, given.day(), measured_to);
  const auto* per = std::get_if<PointsPer>(&rule.scale);
  return per != nullptr ? per_points(*per, number)
                        : in_range(std::get<ByRange>(rule.scale), number);
}

std::int64_t most_of(const CriterionRule& rule, const FactDefinition& fact) {
  std::int64_t most = 0;
  if (const auto* levels = std::get_if<ByLevel>(&rule.scale)) {
    for (const LevelPoints& row : levels->levels) most = std::max(most, row.points.count());
  } else if (const auto* ranges = std::get_if<ByRange>(&rule.scale)) {
    for (const RangePoints& row : ranges->ranges) most = std::max(most, row.points.count());
  } else if (const auto* per = std::get_if<PointsPer>(&rule.scale)) {
    // Points rise or fall all along, so one of the ends earns most.
    const Decimal greatest =
        fact.kind == FactKind::count
            ? number_given(fact, Answer::number(static_cast<std::uint32_t>(fact.count_max)))
            : Decimal{units_completed(rule.unit, Day::first(), Day::last())};
    most = std::max(per_points(*per, 0), per_points(*per, greatest));
  } else if (const auto* by = std::get_if<ByTwoFacts>(&rule.scale)) {
    for (const TwoFactRow<Points>& row : by->table.rows) {
      for (const Points points : row.cells) most = std::max(most, points.count());
    }
  } else {
    const auto& markers = std::get<ByMarker>(rule.scale);
    for (const LevelPoints& row : markers.markers) most += row.points.count();
    if (markers.maximum) most = std::min(most, markers.maximum->count());
  }
  return most;
}

std::int64_t unknown_of(const CriterionRule& rule,
                        const FactDefinition& fact,
                        const UnknownRule& unknown) {
  if (rule.unknown) return rule.unknown->count();
  const UnknownShare share = rule.critical ? unknown.critical_share : unknown.share;
  const std::int64_t most = most_of(rule, fact);
  std::int64_t whole = 0;
  while (whole * 1000 * share_denominator(share) < most * share_numerator(share)) ++whole;
  return std::min(most, whole * 1000);
}

std::int64_t combined(const GroupRule& group, const std::vector<std::int64_t>& numbers) {
  if (numbers.empty()) return 0;
  const std::int64_t sum = std::accumulate(numbers.begin(), numbers.end(), std::int64_t{0});
  const std::int64_t highest = *std::ranges::max_element(numbers);
  std::int64_t value = sum;
  if (group.combine == Combine::highest) value = highest;
  if (group.combine == Combine::highest_plus_half_of_rest) value = highest + (sum - highest) / 2;
  return group.cap ? std::min(value, group.cap->count()) : value;
}

}  // namespace waitlist::slow_oracle
