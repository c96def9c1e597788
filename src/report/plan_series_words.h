// What is said of plans over many lists, for text and page alike.
#pragma once

#include <waitlist/queue/plan_series.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waitlist {

/// What the text and the page end with.
inline constexpr std::string_view kPlanSeriesLimit =
    "Each list is as it was recorded. Under the later policy other cases might have left the list "
    "first. Then later lists would hold other cases. What a policy does over time, a simulation "
    "can say.";

/// How many lists were ranked under both policies, and how.
[[nodiscard]] std::string series_premise_in_words(const PlanSeries& series);

/// Whence the lists are, and how many of them; empty where nobody said.
[[nodiscard]] std::string series_source_in_words(const PlanSeries& series);

/// The titles of the columns of a table of lists; the first is that of their names.
[[nodiscard]] std::vector<std::string> series_columns();

/// A row of that table. A list without a plan has `-` in place of what it does not have.
[[nodiscard]] std::vector<std::string> series_row(const PlannedList& list);

/// A sentence for each kind of row of each list that is not compared, with the list before it:
/// ranked by one policy alone, set apart, left out. Erased rows have a column of their own. Those
/// about nobody are left out.
[[nodiscard]] std::vector<std::string> rows_not_compared_in_words(const PlanSeries& series);

/// For each list without a plan its faults; of very many the first, and how many more.
[[nodiscard]] std::vector<std::string> unplanned_in_words(const PlanSeries& series);

/// All lists together, a sentence each.
[[nodiscard]] std::vector<std::string> series_totals_in_words(const PlanSeries& series);

/// How many cases go down on how many lists, for each number that there is, rising.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> cases_by_lists_down(
    const std::vector<PlannedCaseOver>& cases);

/// Columns and cells of the cases that go down most often.
[[nodiscard]] std::vector<std::string> often_down_columns();
[[nodiscard]] std::vector<std::string> often_down_row(const PlannedCaseOver& one);

/// `Go down most often (10 of 12)`: of those that go down at all.
[[nodiscard]] std::string often_down_title(std::size_t shown, std::size_t all);

}  // namespace waitlist
