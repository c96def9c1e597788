#include "scoring/filing_points.h"

#include "scoring/step_rows.h"

#include <algorithm>
#include <vector>

namespace waitlist {
namespace {

std::int64_t slack_of(const CompiledPolicy& policy, Day filing_date, Day as_of) {
  const Day latest_start = filing_date - policy.written().filing->effort;
  return policy.calendar().between(as_of, latest_start).count();
}

/// The row of a filing date; the end beyond the last.
std::vector<StepTable>::const_iterator slack_row(const CompiledPolicy& policy,
                                                 Day filing_date,
                                                 Day as_of) {
  return std::ranges::lower_bound(policy.tables().slack_steps, slack_of(policy, filing_date, as_of),
                                  {}, &StepTable::limit);
}

PointsRange as_range(const Readings<Points>& points) noexcept {
  return {points.least, points.used, points.most};
}

/// Rows of which some have conditions.
class SlackChoice {
 public:
  SlackChoice(const std::vector<StepTable>& steps, const SlackRows& rows) : steps_{steps} {
    std::size_t bit = 0;
    const auto holds = [&bit](std::uint64_t set) { return (set >> bit & 1U) != 0; };
    for (const StepTable& step : steps) {
      if (step.when.empty()) {
        truths_.push_back({true, true, true});
        continue;
      }
      truths_.push_back({holds(rows.certain), holds(rows.used), holds(rows.possible)});
      ++bit;
    }
  }

  [[nodiscard]] Readings<Points> at(std::int64_t slack) const {
    RowChoice choice;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (slack <= steps_[i].limit && choice.note(steps_[i].points, truths_[i])) {
        return choice.points();
      }
    }
    choice.end();
    return choice.points();
  }

  /// Of every number of days up to this one, those of `used` at it.
  [[nodiscard]] Readings<Points> up_to(std::int64_t slack) const {
    Readings<Points> range = at(slack);
    for (std::size_t i = 0; i < steps_.size() && !done(i, slack); ++i) {
      if (!truths_[i].most || taken(i)) continue;
      range.least = std::min(range.least, steps_[i].points);
      range.most = std::max(range.most, steps_[i].points);
    }
    return range;
  }

  /// The most of any number of days.
  [[nodiscard]] Points most() const {
    Points most;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (truths_[i].most && !taken(i)) most = std::max(most, steps_[i].points);
    }
    return most;
  }

 private:
  /// Whether a row before this one certainly counts wherever this one could.
  [[nodiscard]] bool taken(std::size_t row) const {
    for (std::size_t i = 0; i < row; ++i) {
      if (truths_[i].least && steps_[i].limit >= steps_[row].limit) return true;
    }
    return false;
  }

  /// Whether a row before this one certainly counts for this number of days and all below.
  [[nodiscard]] bool done(std::size_t row, std::int64_t slack) const {
    for (std::size_t i = 0; i < row; ++i) {
      if (truths_[i].least && steps_[i].limit >= slack) return true;
    }
    return false;
  }

  const std::vector<StepTable>& steps_;
  std::vector<Truth> truths_;
};

PointsRange range_where(const CompiledPolicy& policy,
                        const SlackRows& rows,
                        const UnitFacts& unit,
                        Day as_of) {
  const SlackChoice choice{policy.tables().slack_steps, rows};
  if (unit.filing_date) {
    const std::int64_t slack = slack_of(policy, *unit.filing_date, as_of);
    return as_range(unit.filing_open ? choice.up_to(slack) : choice.at(slack));
  }
  const Points none = policy.written().filing->no_filing_date;
  if (!unit.filing_open) return {none, none, none};
  return {Points{}, none, std::max(none, choice.most())};
}

}  // namespace

Points filing_points(const CompiledPolicy& policy,
                     const std::optional<Day>& filing_date,
                     Day as_of) {
  if (!policy.written().filing) return {};
  if (!filing_date) return policy.written().filing->no_filing_date;
  const auto row = slack_row(policy, *filing_date, as_of);
  return row == policy.tables().slack_steps.end() ? Points{} : row->points;
}

SlackRows slack_rows(const ScoredCase& scored) {
  SlackRows rows;
  if (!scored.tables.slack_where) return rows;
  std::uint64_t bit = 1;
  for (const StepTable& step : scored.tables.slack_steps) {
    if (step.when.empty()) continue;
    const Truth truth = holds(step.when, scored);
    if (truth.least) rows.certain |= bit;
    if (truth.used) rows.used |= bit;
    if (truth.most) rows.possible |= bit;
    bit <<= 1U;
  }
  return rows;
}

PointsRange filing_range(const CompiledPolicy& policy,
                         const SlackRows& rows,
                         const UnitFacts& unit,
                         Day as_of) {
  if (policy.tables().slack_where) return range_where(policy, rows, unit, as_of);
  const Points used = filing_points(policy, unit.filing_date, as_of);
  if (!unit.filing_open || !policy.written().filing) return {used, used, used};
  if (!unit.filing_date) return {Points{0}, used, policy.tables().filing_most};
  PointsRange range{used, used, used};
  const auto row = slack_row(policy, *unit.filing_date, as_of);
  for (auto nearer = policy.tables().slack_steps.begin(); nearer != row; ++nearer) {
    range.least = std::min(range.least, nearer->points);
    range.most = std::max(range.most, nearer->points);
  }
  return range;
}

}  // namespace waitlist
