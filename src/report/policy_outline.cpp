#include "report/policy_outline.h"

#include "report/ceiling_words.h"
#include "report/condition_words.h"
#include "report/matrix_words.h"
#include "report/plain_words.h"
#include "report/policy_words.h"
#include "report/uncertain_words.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

/// Rows of one part; what a policy does not say has no row.
class Rows {
 public:
  void add(const std::string& label, const std::string& value) {
    if (!value.empty()) rows_.push_back({label, label, value, std::nullopt});
  }

  void add(const std::string& key, const std::string& label, Points points) {
    rows_.push_back({key, label, short_points(points), points});
  }

  void add(const std::vector<PointsRow>& answers) {
    for (const PointsRow& row : answers) add(row.key, row.answer, row.points);
  }

  void add(const Origin& origin) { add("Why, and from where", origin_in_words(origin)); }

  std::vector<OutlineRow> take() { return std::move(rows_); }

 private:
  std::vector<OutlineRow> rows_;
};

std::string group_label(const Policy& policy, const std::string& id) {
  const auto group = std::ranges::find(policy.groups, id, &GroupRule::id);
  return group == policy.groups.end() ? id : group->label;
}

OutlineSection about(const CompiledPolicy& compiled) {
  const Policy& policy = compiled.written();
  Rows rows;
  rows.add("Title", policy.title);
  rows.add("Id", policy.id);
  rows.add("Version", policy.version);
  rows.add("Status", policy.status);
  rows.add("What it is", policy.status_line);
  rows.add("For whom and by whom", about_in_words(policy));
  rows.add("Facts", compiled.schema().title() + " " + compiled.schema().version());
  rows.add("Calendar", policy.calendar);
  return {"about", "About the policy", {{"about", "About", rows.take()}}};
}

OutlineSection order(const CompiledPolicy& compiled) {
  Rows rows;
  rows.add("Order", order_in_words(compiled));
  if (compiled.written().lottery_seed) {
    rows.add("Seed of the lottery", std::to_string(*compiled.written().lottery_seed));
  }
  return {"order", "Who stands first", {{"order", "Who stands first", rows.take()}}};
}

OutlineSection bands(const CompiledPolicy& compiled) {
  OutlineSection section{"bands", "Bands", {}};
  for (const BandRule& band : compiled.written().bands) {
    Rows rows;
    rows.add("from", "Risk points from", band.from);
    rows.add("Meaning", band.meaning);
    section.parts.push_back({band.id, tier_in_words(compiled, band.id), rows.take()});
  }
  return section;
}

/// A row for each of the table's, with the band of each column.
void add_table(const CompiledPolicy& compiled, const BandByTwoFacts& by, Rows& rows) {
  const Matrix matrix = matrix_of(compiled, by);
  for (const MatrixRow& row : matrix.rows) {
    std::vector<std::string> cells;
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
      cells.push_back("\"" + matrix.columns[column] + "\": " + row.cells[column]);
    }
    rows.add(matrix.rows_of + " \"" + row.label + "\"",
             matrix.columns_of + " " + listed(cells, ", "));
  }
}

OutlineSection floors(const CompiledPolicy& compiled) {
  OutlineSection section{"floors", "Rules that hold whatever the points", {}};
  for (const FloorRule& floor : compiled.written().floors) {
    Rows rows;
    if (floor.by) {
      add_table(compiled, *floor.by, rows);
    } else {
      rows.add("Stands at least in", tier_in_words(compiled, floor.band));
      rows.add("When", sentence(when_in_words(compiled, floor.when)));
    }
    if (floor.whatever_else) rows.add("Whatever else", whatever_else_in_words());
    rows.add("To do", floor.action);
    rows.add(floor.origin);
    section.parts.push_back({floor.id, floor.label, rows.take()});
  }
  return section;
}

OutlineSection ceilings(const CompiledPolicy& compiled) {
  OutlineSection section{"ceilings", "Rules that keep a case down", {}, false};
  for (const CeilingRule& rule : compiled.written().ceilings) {
    Rows rows;
    rows.add("At most", limit_in_words(compiled, rule));
    rows.add("When", sentence(when_in_words(compiled, rule.when)));
    rows.add(rule.origin);
    section.parts.push_back({rule.id, rule.label, rows.take()});
  }
  if (!compiled.written().cannot_tell) return section;
  const CannotTellRule& rule = *compiled.written().cannot_tell;
  Rows rows;
  rows.add("Stands in", tier_in_words(compiled, rule.band));
  rows.add("While not known", telling_facts_in_words(compiled, rule));
  rows.add(rule.origin);
  // No ceiling has an id with a space in it.
  section.parts.push_back({"cannot tell", rule.label, rows.take()});
  return section;
}

OutlineSection groups(const CompiledPolicy& compiled) {
  OutlineSection section{"groups", "Groups of questions", {}};
  for (const GroupRule& group : compiled.written().groups) {
    Rows rows;
    rows.add("How it adds up", group_in_words(group));
    section.parts.push_back({group.id, group.label, rows.take()});
  }
  return section;
}

OutlineSection criteria(const CompiledPolicy& compiled) {
  OutlineSection section{"criteria", "Questions that earn points", {}};
  for (const CriterionRule& rule : compiled.written().criteria) {
    Rows rows;
    rows.add(points_of(compiled, rule));
    if (!rule.when.empty()) rows.add("Counts where", sentence(when_in_words(compiled, rule.when)));
    rows.add("Group", group_label(compiled.written(), rule.group));
    rows.add("Critical", !rule.critical ? "no"
                         : rule.unknown ? "yes"
                                        : "yes: unknown answers weigh more");
    if (rule.valid) rows.add("Out of date", "after " + days_in_words(*rule.valid));
    rows.add(rule.origin);
    section.parts.push_back({rule.name(), label_of(compiled, rule), rows.take()});
  }
  return section;
}

OutlineSection age(const CompiledPolicy& compiled) {
  OutlineSection section{"age", "Age of the child", {}};
  if (!compiled.written().age) return section;
  const AgeRule& rule = *compiled.written().age;
  Rows rows;
  rows.add(points_of(compiled, rule));
  rows.add("Taken", rule.at == AgeAt::listed ? "on the day the case was listed" : "as of today");
  rows.add("Group", group_label(compiled.written(), rule.group));
  rows.add(rule.origin);
  section.parts.push_back({"age", "Points for the age of the child", rows.take()});
  return section;
}

OutlineSection waiting(const CompiledPolicy& compiled) {
  OutlineSection section{"waiting", "Time on the list", {}};
  if (!compiled.written().waiting) return section;
  const WaitingRule& rule = *compiled.written().waiting;
  Rows rows;
  for (const WaitingRate& rate : rule.rates) {
    const std::string day =
        every_in_words(rule.count, rate) + " " + from_in_words(rule.count, rate);
    rows.add(day, capitalised(day), rate.points);
  }
  for (const FasterWaiting& faster : rule.faster) {
    const std::string times = short_points(Points{faster.times_thousandths}) + " times as fast";
    rows.add(times, sentence("Where " + when_in_words(compiled, faster.when)));
  }
  if (rule.cap) rows.add("cap", "At most", *rule.cap);
  rows.add("Counted", count_in_words(rule.count));
  rows.add("Pauses", pauses_in_words(rule.pauses));
  rows.add(rule.origin);
  section.parts.push_back({"waiting", "Points for waiting", rows.take()});
  return section;
}

OutlineSection filing(const CompiledPolicy& compiled) {
  OutlineSection section{"filing", "Filing date", {}};
  if (!compiled.written().filing) return section;
  const FilingRule& rule = *compiled.written().filing;
  Rows rows;
  rows.add(points_of(compiled, rule));
  rows.add("Effort", effort_in_words(rule));
  rows.add(rule.origin);
  section.parts.push_back({"filing", "Points for the filing date", rows.take()});
  return section;
}

OutlineSection unknown(const CompiledPolicy& compiled) {
  Rows rows;
  rows.add("Rule", unknown_in_words(compiled.written()));
  return {"unknown", "What is not known", {{"unknown", "What is not known", rows.take()}}};
}

OutlineSection time_rules(const CompiledPolicy& compiled) {
  OutlineSection section{"time", "What time and managers change", {}};
  const auto add = [&](const char* key, const char* title, const std::string& words,
                       const Origin& origin) {
    Rows rows;
    rows.add("Rule", words);
    rows.add(origin);
    section.parts.push_back({key, title, rows.take()});
  };
  const Policy& policy = compiled.written();
  if (policy.promotion) {
    add("promotion", "Promotion by waiting", promotion_in_words(compiled),
        policy.promotion->origin);
  }
  if (policy.must_allocate) {
    add("must_allocate", "Cases that must be allocated", must_allocate_in_words(compiled),
        policy.must_allocate->origin);
  }
  add("decisions", "Managers' decisions", decisions_in_words(policy), {});
  if (policy.delays) add("delays", "Delayed cases", delays_in_words(*policy.delays), {});
  if (policy.apart) add("apart", "Cases on hold or on duty", apart_in_words(*policy.apart), {});
  if (policy.review) add("review", "Reviews", review_in_words(*policy.review), {});
  return section;
}

OutlineSection uncertain(const CompiledPolicy& compiled) {
  OutlineSection section{"uncertain", "Numbers with an interval", {}, false};
  for (const UncertainRow& row : uncertain_rows(compiled)) {
    Rows rows;
    rows.add("Lies in", row.interval);
    rows.add("Why", row.reason);
    section.parts.push_back({row.name, row.label, rows.take()});
  }
  return section;
}

OutlineSection sources(const CompiledPolicy& compiled) {
  Rows rows;
  for (const PolicySource& source : compiled.written().sources) {
    rows.add(source.key, source_in_words(source));
  }
  return {"sources", "Sources", {{"sources", "Sources", rows.take()}}};
}

}  // namespace

std::vector<OutlineSection> outline(const CompiledPolicy& policy) {
  return {waiting(policy),    age(policy),       filing(policy), floors(policy),   ceilings(policy),
          bands(policy),      order(policy),     groups(policy), criteria(policy), unknown(policy),
          time_rules(policy), uncertain(policy), about(policy),  sources(policy)};
}

}  // namespace waitlist
