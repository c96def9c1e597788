#include "io/policy_rules_reader.h"

#include <waitlist/policy/compiled_policy.h>

#include "io/condition_reader.h"
#include "io/order_reader.h"
#include "io/scale_reader.h"
#include "io/two_facts_reader.h"

namespace waitlist {
namespace {

Origin read_origin(TomlTable& row) {
  Origin origin;
  origin.provenance = row.word("provenance", Provenance::unstated);
  origin.sources = row.texts("sources");
  origin.why = row.text("why");
  return origin;
}

void read_criteria(TomlTable& root, Policy& policy) {
  for (TomlTable& row : root.tables("criterion")) {
    CriterionRule rule;
    rule.place = row.place();
    if (row.has("id")) rule.id = row.line("id", Need::required);
    if (row.has("by")) {
      rule.fact = read_by(row).first;
      row.refuse("fact", "a criterion by two facts names them in `by`");
    } else {
      rule.fact = row.text("fact", Need::required);
    }
    rule.group = row.text("group", Need::required);
    rule.label = row.line("label");
    rule.unknown = row.points("unknown");
    rule.critical = row.flag("critical", false);
    rule.measured = row.word("measured", MeasuredTo::listed);
    rule.unit = row.word("unit", DateUnit::days);
    if (const auto days = row.whole("valid_days")) rule.valid = Days{*days};
    rule.when = read_when(row);
    rule.origin = read_origin(row);
    read_scale(row, rule);
    policy.criteria.push_back(std::move(rule));
    row.finish();
  }
}

void read_age(TomlTable& root, Policy& policy) {
  auto row = root.table("age");
  if (!row) return;
  AgeRule rule;
  rule.place = row->place();
  rule.group = row->text("group", Need::required);
  rule.at = row->word("at", AgeAt::listed);
  rule.per = read_per(*row);
  if (row->has("per")) row->refuse("points", "ages have rows or `per`, not both");
  const Need rows = row->has("per") ? Need::optional : Need::required;
  for (TomlTable& step : row->tables("points", rows)) {
    rule.points.push_back({Months{step.whole("under_months", Need::required).value_or(0)},
                           step.points("points", Need::required).value_or(Points{}), step.place(),
                           read_when(step)});
    step.finish();
  }
  if (auto further = row->table("further_children")) {
    rule.further_children =
        FurtherChildren{Months{further->whole("under_months", Need::required).value_or(0)},
                        further->points("points", Need::required).value_or(Points{}),
                        further->points("maximum", Need::required).value_or(Points{})};
    further->finish();
  }
  rule.origin = read_origin(*row);
  row->finish();
  policy.age = std::move(rule);
}

void read_unknown(TomlTable& root, Policy& policy) {
  auto row = root.table("unknown");
  if (!row) return;
  UnknownRule& rule = policy.unknown;
  rule.place = row->place();
  rule.share = row->word("share", rule.share);
  rule.critical_share = row->word("critical_share", rule.critical_share);
  rule.total_cap = row->points("total_cap");
  rule.chase_after = row->count_of<WorkingDaysUnit>("chase_after_working_days");
  row->finish();
}

/// The keys of a rate are called by what it counts.
struct RateKeys {
  const char* from;
  const char* per;
  const char* every;
};

RateKeys rate_keys(WaitUnit unit) {
  switch (unit) {
    case WaitUnit::days: return {"from_day", "per_day", "days"};
    case WaitUnit::months: return {"from_month", "per_month", "months"};
    case WaitUnit::years: return {"from_year", "per_year", "years"};
  }
  return {"", "", ""};
}

WaitingRate read_rate(TomlTable& row, WaitUnit unit) {
  const RateKeys keys = rate_keys(unit);
  WaitingRate rate;
  rate.place = row.place();
  rate.from = row.whole(keys.from, Need::required).value_or(0);
  if (!row.has("points") && !row.has(keys.every)) {
    rate.points = row.points(keys.per, Need::required, kRateRange).value_or(Points{});
    return rate;
  }
  rate.points = row.points("points", Need::required, kRateRange).value_or(Points{});
  rate.every = row.whole(keys.every, Need::required).value_or(1);
  row.refuse(keys.per, std::string{"a rate has this, or `points` and `"} + keys.every + "`");
  return rate;
}

void read_waiting(TomlTable& root, Policy& policy) {
  auto row = root.table("waiting");
  if (!row) return;
  WaitingRule rule;
  rule.place = row->place();
  rule.pauses = row->word("pauses", PauseTreatment::count);
  rule.count = row->word("count", WaitUnit::days);
  for (TomlTable& rate : row->tables("rates", Need::required)) {
    rule.rates.push_back(read_rate(rate, rule.count));
    rate.finish();
  }
  rule.cap = row->points("cap");
  for (TomlTable& faster : row->tables("faster")) {
    FasterWaiting faster_rule;
    faster_rule.place = faster.place();
    faster_rule.times_thousandths =
        faster.points("times", Need::required, "a number from 0 to 1000")
            .value_or(whole_points(1))
            .count();
    faster_rule.when = read_when(faster);
    rule.faster.push_back(std::move(faster_rule));
    faster.finish();
  }
  rule.origin = read_origin(*row);
  row->finish();
  policy.waiting = std::move(rule);
}

void read_filing(TomlTable& root, Policy& policy) {
  auto row = root.table("filing");
  if (!row) return;
  FilingRule rule;
  rule.place = row->place();
  rule.effort = Days{row->whole("effort_days", Need::required).value_or(0)};
  for (TomlTable& step : row->tables("slack", Need::required)) {
    rule.slack.push_back({WorkingDays{step.whole("up_to", Need::required).value_or(0)},
                          step.points("points", Need::required).value_or(Points{}), step.place(),
                          read_when(step)});
    step.finish();
  }
  rule.no_filing_date = row->points("no_filing_date").value_or(Points{});
  rule.origin = read_origin(*row);
  row->finish();
  policy.filing = std::move(rule);
}

void read_floors(TomlTable& root, Policy& policy) {
  for (TomlTable& row : root.tables("floor")) {
    FloorRule rule;
    rule.place = row.place();
    rule.id = row.line("id", Need::required);
    rule.label = row.line("label", Need::required);
    if (row.has("by")) {
      const TwoFacts by = read_by(row);
      rule.by = BandByTwoFacts{by.first, read_words_table(row)};
      rule.by->table.other = by.other;
      row.refuse("band", "a floor by two facts has its bands in `rows`");
    }
    rule.band = row.text("band", rule.by ? Need::optional : Need::required);
    rule.action = row.text("action");
    rule.whatever_else = row.flag("whatever_else", false);
    rule.when = read_when(row);
    rule.origin = read_origin(row);
    policy.floors.push_back(std::move(rule));
    row.finish();
  }
}

void read_ceilings(TomlTable& root, Policy& policy) {
  for (TomlTable& row : root.tables("ceiling")) {
    CeilingRule rule;
    rule.place = row.place();
    rule.id = row.line("id", Need::required);
    rule.label = row.line("label", Need::required);
    const bool on_group = row.has("group");
    if (row.has("band") == on_group) {
      row.fault(ErrorCode::missing_name, "band", rule.id,
                "a ceiling has one of `band` and `group`");
    }
    const std::string band = row.text("band");
    if (on_group) {
      rule.limit = GroupCeiling{row.text("group"), row.points("at_most").value_or(Points{})};
    } else {
      rule.limit = BandCeiling{band};
      row.refuse("at_most", "only a ceiling on a group has points");
    }
    rule.when = read_when(row);
    rule.origin = read_origin(row);
    policy.ceilings.push_back(std::move(rule));
    row.finish();
  }
}

void read_cannot_tell(TomlTable& root, Policy& policy) {
  auto row = root.table("cannot_tell");
  if (!row) return;
  CannotTellRule rule;
  rule.place = row->place();
  rule.band = row->text("band", Need::required);
  rule.facts = row->texts("facts");
  rule.label = row->line("label", Need::required);
  rule.origin = read_origin(*row);
  policy.cannot_tell = std::move(rule);
  row->finish();
}

void read_tier_rules(TomlTable& root, Policy& policy) {
  if (auto row = root.table("promotion")) {
    PromotionRule rule;
    rule.place = row->place();
    for (const std::int64_t days : row->wholes("after_days")) rule.after_days.emplace_back(days);
    rule.not_above = row->text("not_above", Need::required);
    rule.origin = read_origin(*row);
    policy.promotion = std::move(rule);
    row->finish();
  }
  if (auto row = root.table("must_allocate")) {
    MustAllocateRule rule;
    rule.place = row->place();
    rule.waiting = row->count_of<DaysUnit>("waiting_days");
    rule.before_filing = row->count_of<DaysUnit>("before_filing_days");
    rule.below = row->text("below", Need::required);
    rule.order = read_order_keys(*row);
    if (row->is_empty_list("order")) {
      row->fault(ErrorCode::missing_value, "order", "", "leave it out, or name its keys");
    }
    rule.origin = read_origin(*row);
    policy.must_allocate = std::move(rule);
    row->finish();
  }
  if (auto row = root.table("decisions")) {
    policy.decisions.place = row->place();
    policy.decisions.longest = Days{row->whole("longest_days").value_or(14)};
    row->finish();
  }
}

void read_delays(TomlTable& root, Policy& policy) {
  auto row = root.table("delays");
  if (!row) return;
  DelayRule rule{{}, row->place()};
  for (const std::int64_t days : row->wholes("after_days")) rule.after_days.emplace_back(days);
  policy.delays = std::move(rule);
  row->finish();
}

void read_watches(TomlTable& root, Policy& policy) {
  if (auto row = root.table("apart")) {
    policy.apart =
        ApartRule{Days{row->whole("review_days", Need::required).value_or(1)}, row->place()};
    row->finish();
  }
  if (auto row = root.table("review")) {
    policy.review =
        ReviewRule{Days{row->whole("every_days", Need::required).value_or(1)}, row->place()};
    row->finish();
  }
}

void read_uncertain(TomlTable& root, Policy& policy) {
  // Of which kind the number is stands elsewhere; this is so of every kind.
  constexpr const char* kAnyRange = "no number of points is below -1000000 or above 1000000";
  for (TomlTable& row : root.tables("uncertain")) {
    UncertainNumber one;
    one.place = row.place();
    one.number = row.line("number", Need::required);
    one.from = row.points("from", Need::required, kAnyRange).value_or(Points{});
    one.to = row.points("to", Need::required, kAnyRange).value_or(Points{});
    one.reason = row.text("reason");
    policy.uncertain.push_back(std::move(one));
    row.finish();
  }
}

}  // namespace

void read_rules(TomlTable& root, Policy& policy) {
  read_criteria(root, policy);
  read_age(root, policy);
  read_unknown(root, policy);
  read_waiting(root, policy);
  read_filing(root, policy);
  read_floors(root, policy);
  read_ceilings(root, policy);
  read_cannot_tell(root, policy);
  read_tier_rules(root, policy);
  read_tier_orders(root, policy);
  read_delays(root, policy);
  read_watches(root, policy);
  read_uncertain(root, policy);
}

}  // namespace waitlist
