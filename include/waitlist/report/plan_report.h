/// \file plan_report.h
/// \brief What another policy would do to a list, or to many, as text, data, rows and a page.
/// Layer: report (may use base to queue, equality).  Form: docs/reference/plan.md.
/// Errors: none.  Complexity: O(n).  Threads: pure.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/equality/planned_groups.h>
#include <waitlist/queue/plan_series.h>
#include <waitlist/queue/policy_plan.h>

#include <cstddef>
#include <string>

namespace waitlist {

struct PlanReportOptions {
  /// Cases shown of those that go down most, and of those that go up most; rules shown in the text
  /// and in the picture of the page. The data has all of them.
  std::size_t top = 10;
  const PlannedGroups* groups = nullptr;  ///< of the same plan; null: groups are not told of
};

/// For people: counts, tiers before and after, the cases that move most, the rules that move
/// points.
[[nodiscard]] WAITLIST_EXPORT std::string render_text(const PolicyPlan& plan,
                                                      const PlanReportOptions& options = {});

/// All of it, groups where they are given. Cases whose place, tier or duty to allocate differs, in
/// the order of the later policy.
[[nodiscard]] WAITLIST_EXPORT std::string render_json(const PolicyPlan& plan,
                                                      const PlannedGroups* groups = nullptr);

/// A page in one file, as HTML: the same, with a picture of the places before and after of those
/// that move farthest (20 each way at most), every rule, and the first thousand of the cases that
/// stand otherwise and of the rows without two places. It loads and sends nothing and needs no
/// script.
[[nodiscard]] WAITLIST_EXPORT std::string render_html(const PolicyPlan& plan,
                                                      const PlanReportOptions& options = {});

/// A row for each case that both policies rank, in the order of the later one; then one for each
/// row of the list that one of them or both do not rank, in byte order of ids.
[[nodiscard]] WAITLIST_EXPORT std::string render_csv(const PolicyPlan& plan);

/// Many lists, for people: a line for each, why a list has no plan, then all of them together and
/// the `top` cases that go down most often.
[[nodiscard]] WAITLIST_EXPORT std::string render_text(const PlanSeries& series,
                                                      std::size_t top = 10);

/// All of it: every list with its faults, the totals, and every case that was compared.
[[nodiscard]] WAITLIST_EXPORT std::string render_json(const PlanSeries& series);

/// A row for each list.
[[nodiscard]] WAITLIST_EXPORT std::string render_csv(const PlanSeries& series);

/// What the text has, as a page in one file that loads and sends nothing and needs no script.
[[nodiscard]] WAITLIST_EXPORT std::string render_html(const PlanSeries& series,
                                                      std::size_t top = 10);

}  // namespace waitlist
