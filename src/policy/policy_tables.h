// A compiled policy: names resolved to numbers, rules to small tables. Made only by compile().
#pragma once

#include <waitlist/policy/compiled_policy.h>

#include "policy/code_tables.h"
#include "policy/order_table.h"
#include "policy/rule_tables.h"
#include "policy/telling_answers.h"
#include "policy/waiting_course.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace waitlist {

struct PolicyTables {
  PolicyTables(Policy written_as, FactSchema facts, WorkingCalendar days)
      : policy{std::move(written_as)}, schema{std::move(facts)}, calendar{std::move(days)} {}

  PolicyTables(const PolicyTables&) = delete;  // titles are views into `policy`
  PolicyTables& operator=(const PolicyTables&) = delete;

  Policy policy;
  FactSchema schema;
  WorkingCalendar calendar;
  PolicyStamp stamp;

  std::vector<CriterionTable> criteria;  ///< as policy.criteria
  SourceTitles age_sources, waiting_sources, filing_sources;
  std::vector<GroupTable> groups;           ///< as policy.groups
  std::vector<std::uint16_t> group_visits;  ///< risk groups first, each kind in the order written
  std::vector<Points> band_from;            ///< as policy.bands, falling
  std::vector<FloorTable> floors;           ///< as policy.floors
  bool plain_bands = true;                  ///< only points and floors with a when make them
  std::vector<CeilingTable> ceilings;       ///< as policy.ceilings
  std::optional<CannotTellTable> cannot_tell;
  std::vector<FasterTable> faster;      ///< as policy.waiting->faster
  std::vector<WaitingCourse> waiting;   ///< plain rates first; empty: no waiting rule
  std::int64_t point_parts = 1;         ///< of a thousandth, in which waiting is counted
  WaitUnit wait_unit = WaitUnit::days;  ///< in which waits earn
  bool band_can_cost = false;           ///< a more urgent band can earn less by waiting
  std::vector<Months> age_limits;       ///< ages as of today at which some rule changes, rising
  CodeTables codes;                     ///< what each answer code is worth and meets
  std::vector<DateSteps> date_steps;    ///< of dates measured to the as-of date
  std::vector<FactIndex> facts_in_use;  ///< every fact that a rule looks at, rising
  std::vector<TellingAnswers> telling;  ///< as facts_in_use
  /// By fact: an answer received longer ago is stale. Empty: none ever is.
  std::vector<Days> valid_days;
  std::vector<Days> delay_marks;  ///< of [delays], else the usual ones
  /// As policy.age->points and policy.filing->slack.
  std::vector<StepTable> age_steps, slack_steps;
  std::vector<Points> age_points;  ///< by completed months, no row having conditions; then 0
  bool age_where = false;          ///< some row of age_steps has conditions
  bool slack_where = false;        ///< some row of slack_steps has
  Points age_fewest;               ///< fewest points of any age
  Points age_most;                 ///< most points of any age
  Points filing_most;              ///< most points of any slack
  Points unknown_cap = kNoCap;
  BandIndex promotion_limit = 0;
  BandIndex must_allocate_below = 0;
  OrderTable order;

  /// What waiting earns at `times` thousandths of the rates: 1000 or one of `faster`. Requires a
  /// waiting rule.
  [[nodiscard]] const WaitingCourse& course(std::int64_t times) const noexcept;

  /// A wait as it stands on a day, in what the rates count.
  [[nodiscard]] std::int64_t earning_wait(Days waited, Day as_of) const noexcept {
    return wait_unit == WaitUnit::days ? waited.count() : completed_wait(waited, as_of);
  }

  /// Points after such a wait at `times` thousandths of the rates; 0 without a waiting rule.
  [[nodiscard]] PointParts waiting_parts(std::int64_t wait, std::int64_t times) const noexcept {
    return waiting.empty() ? PointParts{} : course(times).points(wait);
  }

  /// The same rounded down to a thousandth.
  [[nodiscard]] Points waiting_points(std::int64_t wait, std::int64_t times) const noexcept {
    return rounded_down(waiting_parts(wait, times), point_parts);
  }

  /// Points gained by the next day, month or year of waiting.
  [[nodiscard]] PointParts waiting_slope(std::int64_t wait, std::int64_t times) const noexcept {
    return waiting.empty() ? PointParts{} : course(times).piece(wait).slope;
  }

  /// Months in what the rates count; 0 where that is days.
  [[nodiscard]] std::int64_t months_of_wait_unit() const noexcept;

 private:
  [[nodiscard]] std::int64_t completed_wait(Days waited, Day as_of) const noexcept;
};

}  // namespace waitlist
