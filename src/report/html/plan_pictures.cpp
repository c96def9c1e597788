#include "report/html/plan_pictures.h"

#include "base/points_text.h"
#include "report/html/row_chart.h"
#include "report/html/slope_chart.h"
#include "report/plain_words.h"
#include "report/plan_words.h"

#include <algorithm>

namespace waitlist::html {

PlanSlopes plan_slopes(const PolicyPlan& plan, std::size_t top) {
  SlopeChart chart;
  const std::size_t each = std::min(top, kSlopesEachWay);
  std::vector<std::string> drawn;
  for (const bool down : {true, false}) {
    const auto found = farthest_moves(plan, each, down);
    // The same line stands for the same way, whether or not anybody goes the other.
    const std::size_t series = down ? 0 : 1;
    const std::string way = down ? "down" : "up";
    const std::size_t all = down ? plan.all.down : plan.all.up;
    chart.series.push_back(found.empty() ? std::string{}
                                         : std::string{down ? "Whole line" : "Dashed line"} +
                                               ": goes " + way);
    for (const PlannedCase* one : found) {
      chart.slopes.push_back({std::string{plan.after.cases().case_id(one->after.row)},
                              static_cast<double>(std::uint32_t{one->before.position}),
                              static_cast<double>(std::uint32_t{one->after.position}), series});
    }
    if (!found.empty()) {
      drawn.push_back(std::to_string(found.size()) + " of " +
                      count_of(all, "that goes ", "that go ") + way);
    }
  }
  if (chart.slopes.empty()) return {};
  PlanSlopes made;
  made.title = "Places before and after of those that move farthest";
  made.note = "Drawn: " + listed(drawn) +
              ". The top of the list is at the top. Linked cases share a place and a line. The "
              "tables have all numbers.";
  chart.name = {"slopes", made.title,
                "At the left is the place under the earlier policy, at the right that under the "
                "later one. A line joins the two for each case. Drawn: " +
                    listed(drawn) + "."};
  chart.before = "Place before";
  chart.after = "Place after";
  made.svg = svg(chart);
  return made;
}

std::string plan_rules_chart(const PolicyPlan& plan, std::size_t top) {
  constexpr std::size_t kRulesDrawn = 60;
  const std::size_t shown = std::min({top, plan.rules.size(), kRulesDrawn});
  RowChart chart;
  const std::string title = "Points that rules give all cases, after less before";
  chart.name = {"rule-points", title,
                "A bar for each of the " + count_of(shown, "rule", "rules") +
                    " that move most points: to the right more than before, to the left less."};
  chart.x.title = "Points of all cases together";
  chart.rows.reserve(shown);
  for (std::size_t i = 0; i < shown; ++i) {
    const PlannedRule& rule = plan.rules[i];
    chart.rows.push_back(
        {rule_in_words(plan, rule),
         {{Bar{static_cast<double>(rule.more.count()) / 1000}, 0, signed_points(rule.more)}},
         {}});
  }
  return "<figure class=\"chart\">\n<figcaption><strong>" + title + "</strong></figcaption>\n" +
         svg(chart) + "\n</figure>\n";
}

}  // namespace waitlist::html
