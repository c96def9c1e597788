#include <waitlist/base/limits.h>
#include <waitlist/policy/compiled_policy.h>

#include "base/fault_list.h"
#include "policy/conditions/condition_kind.h"
#include "policy/every_when.h"
#include "policy/name_resolver.h"
#include "policy/point_reach.h"
#include "policy/points_per.h"
#include "policy/policy_digest.h"
#include "policy/policy_faults.h"
#include "policy/policy_tables.h"
#include "policy/scales/scale.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace waitlist {
namespace {

WhenTable when_table(const When& written, const NameResolver& names) {
  const auto compiled = [&names](const Condition& one) {
    ConditionTable table =
        std::visit([&names](const auto& test) { return compile_test(test, names); }, one.test);
    table.negated = one.negated;
    return table;
  };
  WhenTable table;
  for (const Condition& one : written.all) table.all.push_back(compiled(one));
  for (const Condition& one : written.any) table.any.push_back(compiled(one));
  return table;
}

SourceTitles source_titles(const Policy& policy, const Origin& origin) {
  SourceTitles titles;
  for (const std::string& key : origin.sources) {
    const auto at = std::ranges::find(policy.sources, key, &PolicySource::key);
    if (at != policy.sources.end()) titles.push_back(at->title);
  }
  return titles;
}

CriterionTable criterion_table(const CriterionRule& rule,
                               const Policy& policy,
                               const NameResolver& names) {
  CriterionTable table;
  table.fact = names.fact(rule.fact);
  table.group = names.group(rule.group);
  const FactDefinition& fact = names.schema().fact(table.fact);
  table.kind = fact.kind;
  std::visit([&](const auto& scale) { compile_scale(scale, names.schema(), table); }, rule.scale);
  table.unknown = unknown_points(rule, fact, policy.unknown);
  table.most = most_points(rule, fact);
  table.to_as_of = rule.measured == MeasuredTo::as_of;
  table.unit = rule.unit;
  table.when = when_table(rule.when, names);
  table.sources = source_titles(policy, rule.origin);
  return table;
}

void fill_groups(PolicyTables& tables, const NameResolver& names) {
  const Policy& policy = tables.policy;
  for (const GroupRule& rule : policy.groups) {
    GroupTable& table = tables.groups.emplace_back();
    table.combine = rule.combine;
    table.cap = rule.cap.value_or(kNoCap);
    table.risk = rule.risk;
    table.constant = rule.constant.value_or(Points{});
  }
  for (const CriterionRule& rule : policy.criteria) {
    const auto index = static_cast<std::uint16_t>(tables.criteria.size());
    tables.criteria.push_back(criterion_table(rule, policy, names));
    tables.groups[tables.criteria.back().group].criteria.push_back(index);
  }
  if (policy.age) tables.groups[names.group(policy.age->group)].has_age = true;
  for (const bool risk : {true, false}) {
    for (std::size_t i = 0; i < tables.groups.size(); ++i) {
      if (tables.groups[i].risk == risk) {
        tables.group_visits.push_back(static_cast<std::uint16_t>(i));
      }
    }
  }
}

FloorTable floor_table(const FloorRule& rule, const NameResolver& names) {
  FloorTable table;
  table.whatever_else = rule.whatever_else;
  if (!rule.by) {
    table.band = names.band(rule.band);
    table.when = when_table(rule.when, names);
    return table;
  }
  const auto band_of = [&names](const std::string& id) {
    return id.empty() ? std::nullopt : std::optional{names.band(id)};
  };
  table.pair = pair_table(names.fact(rule.by->fact), names.fact(rule.by->table.other),
                          rule.by->table, names.schema(), std::optional<BandIndex>{}, band_of);
  table.band = BandIndex{limits::kBandsMax};
  for (const std::optional<BandIndex>& cell : table.pair->cells) {
    if (cell) table.band = std::min(table.band, *cell);
  }
  return table;
}

void fill_band_rules(PolicyTables& tables, const NameResolver& names) {
  const Policy& policy = tables.policy;
  for (const BandRule& band : policy.bands) tables.band_from.push_back(band.from);
  for (const FloorRule& rule : policy.floors) {
    tables.floors.push_back(floor_table(rule, names));
    if (rule.by) tables.plain_bands = false;
  }
  if (!policy.ceilings.empty() || policy.cannot_tell) tables.plain_bands = false;
  for (const CeilingRule& rule : policy.ceilings) {
    const auto index = static_cast<std::uint16_t>(tables.ceilings.size());
    CeilingTable& table = tables.ceilings.emplace_back();
    table.when = when_table(rule.when, names);
    table.sources = source_titles(policy, rule.origin);
    if (const auto* on_band = std::get_if<BandCeiling>(&rule.limit)) {
      table.band = names.band(on_band->band);
      continue;
    }
    const auto& on_group = std::get<GroupCeiling>(rule.limit);
    table.group = names.group(on_group.group);
    table.at_most = on_group.at_most;
    tables.groups[table.group].ceilings.push_back(index);
  }
  if (!policy.cannot_tell) return;
  tables.cannot_tell = CannotTellTable{names.band(policy.cannot_tell->band), {}};
  for (const std::string& fact : policy.cannot_tell->facts) {
    tables.cannot_tell->facts.push_back(names.fact(fact));
  }
}

/// Whether a rate on the band can slow waiting down where the band is more urgent.
bool band_can_cost(const PolicyTables& tables) {
  const auto falls = [](const WaitingRate& rate) { return rate.points < Points{0}; };
  const bool some_falls = std::ranges::any_of(tables.policy.waiting->rates, falls);
  return std::ranges::any_of(tables.faster, [some_falls](const FasterTable& row) {
    bool on_band = false;
    bool negated = false;
    each_condition(row.when, [&](const ConditionTable& one) {
      if (one.test != ConditionTable::Test::band) return;
      on_band = true;
      negated = negated || one.negated;
    });
    return on_band && (negated || some_falls || row.times < 1000);
  });
}

void fill_dated_rules(PolicyTables& tables, const NameResolver& names) {
  const Policy& policy = tables.policy;
  if (policy.waiting) {
    const std::int64_t parts = point_parts(*policy.waiting);
    tables.point_parts = parts;
    tables.wait_unit = policy.waiting->count;
    tables.waiting.push_back(waiting_course(*policy.waiting, 1000, parts));
    for (const FasterWaiting& row : policy.waiting->faster) {
      tables.faster.push_back({row.times_thousandths, when_table(row.when, names)});
      tables.waiting.push_back(waiting_course(*policy.waiting, row.times_thousandths, parts));
    }
    tables.band_can_cost = band_can_cost(tables);
  }
  if (policy.age) {
    for (const AgePoints& row : policy.age->points) {
      tables.age_steps.push_back({row.under.count(), row.points, when_table(row.when, names)});
      tables.age_where = tables.age_where || !row.when.empty();
    }
  }
  if (policy.filing) {
    for (const SlackPoints& row : policy.filing->slack) {
      tables.slack_steps.push_back({row.up_to.count(), row.points, when_table(row.when, names)});
      tables.slack_where = tables.slack_where || !row.when.empty();
      tables.filing_most = std::max(tables.filing_most, row.points);
    }
    tables.filing_most = std::max(tables.filing_most, policy.filing->no_filing_date);
  }
}

void fill_sources(PolicyTables& tables) {
  const Policy& policy = tables.policy;
  if (policy.age) tables.age_sources = source_titles(policy, policy.age->origin);
  if (policy.waiting) tables.waiting_sources = source_titles(policy, policy.waiting->origin);
  if (policy.filing) tables.filing_sources = source_titles(policy, policy.filing->origin);
}

/// Only ages as of today change while a case waits.
void fill_age_limits(PolicyTables& tables) {
  if (!tables.policy.age || tables.policy.age->at == AgeAt::listed) return;
  const AgeRule& rule = *tables.policy.age;
  std::vector<Months>& limits = tables.age_limits;
  for (const AgePoints& row : rule.points) limits.push_back(row.under);
  if (rule.further_children) limits.push_back(rule.further_children->under);
  each_when(tables, [&limits](const WhenTable& when) {
    each_condition(when, [&limits](const ConditionTable& one) {
      if (one.test == ConditionTable::Test::age) limits.emplace_back(one.bound);
    });
  });
  std::ranges::sort(limits);
  limits.erase(std::unique(limits.begin(), limits.end()), limits.end());
}

void fill_date_steps(PolicyTables& tables) {
  std::vector<DateSteps>& steps = tables.date_steps;
  for (const CriterionTable& criterion : tables.criteria) {
    if (!criterion.to_as_of) continue;
    DateSteps& step = steps.emplace_back();
    step.fact = criterion.fact;
    step.unit = criterion.unit;
    step.per = criterion.per;
    for (const RangeTable& row : criterion.ranges) step.at.push_back(row.from);
  }
  each_when(tables, [&steps](const WhenTable& when) {
    each_condition(when, [&steps](const ConditionTable& one) {
      if (!one.to_as_of) return;
      DateSteps& step = steps.emplace_back();
      step.fact = one.fact;
      step.at = {one.bound};
      step.after = Days{1};
      if (one.test == ConditionTable::Test::within_months) step.unit = DateUnit::months;
    });
  });
}

/// The rows that so many points for each month come to.
void fill_age_rows(AgeRule& rule) {
  if (!rule.per) return;
  rule.points.clear();
  for (std::int64_t month = 0; month < limits::kAdultMonths; ++month) {
    const Points points = earned(*rule.per, month);
    if (rule.points.empty() || rule.points.back().points != points) {
      rule.points.push_back({Months{}, points, rule.place});
    }
    rule.points.back().under = Months{month + 1};
  }
}

void fill_age_points(PolicyTables& tables) {
  for (const AgePoints& row : tables.policy.age->points) {
    const auto under = static_cast<std::size_t>(row.under.count());
    if (under > tables.age_points.size()) tables.age_points.resize(under, row.points);
  }
}

void note_dates(const std::vector<OrderKey>& order,
                const NameResolver& names,
                std::vector<FactIndex>& facts) {
  for (const OrderKey& key : order) {
    if (key.kind == OrderKey::date) facts.push_back(names.fact(key.subject));
  }
}

void fill_facts_in_use(PolicyTables& tables, const NameResolver& names) {
  std::vector<FactIndex>& facts = tables.facts_in_use;
  for (const CriterionTable& criterion : tables.criteria) {
    facts.push_back(criterion.fact);
    if (criterion.pair) facts.push_back(criterion.pair->other.fact);
  }
  each_when(tables, [&facts](const WhenTable& when) {
    each_condition(when, [&facts](const ConditionTable& one) {
      if (one.reads_fact()) facts.push_back(one.fact);
    });
  });
  for (const FloorTable& floor : tables.floors) {
    if (floor.pair) facts.insert(facts.end(), {floor.pair->first.fact, floor.pair->other.fact});
  }
  if (tables.cannot_tell) {
    const std::vector<FactIndex>& telling = tables.cannot_tell->facts;
    facts.insert(facts.end(), telling.begin(), telling.end());
  }
  for (const auto* order : orders_of(tables.policy)) note_dates(*order, names, facts);
  std::ranges::sort(facts);
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
  for (const FactIndex fact : facts) tables.telling.emplace_back(tables, fact);
}

void fill_valid_days(PolicyTables& tables) {
  for (std::size_t i = 0; i < tables.criteria.size(); ++i) {
    const std::optional<Days>& valid = tables.policy.criteria[i].valid;
    if (!valid) continue;
    tables.valid_days.resize(tables.schema.facts().size(), Days{INT64_MAX});
    const auto note = [&](FactIndex fact) {
      tables.valid_days[fact] = std::min(tables.valid_days[fact], *valid);
    };
    note(tables.criteria[i].fact);
    if (tables.criteria[i].pair) note(tables.criteria[i].pair->other.fact);
  }
}

std::shared_ptr<const PolicyTables> make_tables(const Policy& policy,
                                                const FactSchema& schema,
                                                const WorkingCalendar& calendar) {
  auto tables = std::make_shared<PolicyTables>(policy, schema, calendar);
  if (tables->policy.age) fill_age_rows(*tables->policy.age);
  const NameResolver names{tables->policy, tables->schema};
  tables->stamp = {policy.id, policy.version, policy_digest(policy, schema, calendar)};
  fill_groups(*tables, names);
  fill_dated_rules(*tables, names);
  fill_sources(*tables);
  fill_band_rules(*tables, names);
  fill_age_limits(*tables);
  fill_facts_in_use(*tables, names);
  fill_valid_days(*tables);
  fill_date_steps(*tables);
  if (tables->policy.age) {
    const std::vector<AgePoints>& rows = tables->policy.age->points;
    tables->age_fewest = std::ranges::min(rows, {}, &AgePoints::points).points;
    tables->age_most = std::ranges::max(rows, {}, &AgePoints::points).points;
    fill_age_points(*tables);
  }
  tables->delay_marks = policy.delays.value_or(DelayRule{}).after_days;
  tables->unknown_cap = policy.unknown.total_cap.value_or(kNoCap);
  if (policy.promotion) tables->promotion_limit = names.band(policy.promotion->not_above);
  if (policy.must_allocate) tables->must_allocate_below = names.band(policy.must_allocate->below);
  tables->order = OrderTable{policy, names, tables->must_allocate_below};
  tables->codes = CodeTables{*tables};
  return tables;
}

}  // namespace

bool ConditionTable::reads_fact() const noexcept {
  switch (test) {
    case Test::level:
    case Test::number:
    case Test::marker_count:
    case Test::any_marker:
    case Test::any_level:
    case Test::within:
    case Test::within_months:
    case Test::not_known: return true;
    case Test::age:
    case Test::band: return false;
  }
  return false;
}

std::int64_t PolicyTables::months_of_wait_unit() const noexcept {
  switch (wait_unit) {
    case WaitUnit::days: return 0;
    case WaitUnit::months: return 1;
    case WaitUnit::years: return 12;
  }
  return 0;
}

std::int64_t PolicyTables::completed_wait(Days waited, Day as_of) const noexcept {
  return completed_months(as_of - waited, as_of).count() / months_of_wait_unit();
}

const WaitingCourse& PolicyTables::course(std::int64_t times) const noexcept {
  const auto at = std::ranges::find(waiting, times, &WaitingCourse::times);
  return at == waiting.end() ? waiting.front() : *at;
}

namespace {

/// `criterion[3]` of `criterion[3].group`; empty at the root.
std::string_view rule_of(std::string_view field) {
  const std::size_t dot = field.rfind('.');
  return dot == std::string_view::npos ? std::string_view{} : field.substr(0, dot);
}

/// Whether a fault only says again what an earlier one of the reader has said: of the same place,
/// or that something is missing in a rule of which a part could not be read, or is unknown.
bool is_said(const Error& fault, const Error& earlier) {
  if (earlier.field == fault.field) return true;
  const std::string_view rule = rule_of(fault.field);
  // An interval is judged as a whole: by an end that could not be read nothing true is said.
  if (rule.starts_with("uncertain[") && earlier.code != ErrorCode::unknown_name &&
      rule_of(earlier.field) == rule && !earlier.field.ends_with(".reason")) {
    return true;
  }
  const bool misses = fault.code == ErrorCode::incomplete_cover ||
                      fault.code == ErrorCode::missing_value || fault.code == ErrorCode::wrong_type;
  if (!misses) return false;
  if (earlier.code == ErrorCode::unknown_name && !rule.empty() && rule_of(earlier.field) == rule) {
    return true;
  }
  if (fault.code == ErrorCode::incomplete_cover && !fault.found.empty()) {
    return earlier.field == fault.field + '.' + fault.found;
  }
  return earlier.field.starts_with(fault.field + '.') ||
         earlier.field.starts_with(fault.field + '[');
}

}  // namespace

Result<CompiledPolicy> compile(const Policy& policy,
                               const FactSchema& schema,
                               const std::string& source,
                               Errors also,
                               const WorkingCalendar& calendar) {
  Errors faults = std::move(also);
  const std::size_t noted = faults.size();
  for (Error& fault : find_faults(policy, schema, calendar, source)) {
    const auto end = faults.begin() + static_cast<std::ptrdiff_t>(noted);
    const bool known = std::any_of(
        faults.begin(), end, [&fault](const Error& earlier) { return is_said(fault, earlier); });
    if (!known) faults.push_back(std::move(fault));
  }
  // What could not be read stands as 0 in the policy, which an end would be judged by.
  if (faults.empty()) faults = faults_at_interval_ends(policy, schema, calendar, source);
  if (faults.empty()) return CompiledPolicy{make_tables(policy, schema, calendar)};
  std::ranges::stable_sort(faults, {}, [](const Error& error) {
    return std::tuple{error.line, error.column};
  });
  return failed(first_faults(std::move(faults)));
}

}  // namespace waitlist
