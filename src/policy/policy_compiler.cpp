#include <waitlist/base/limits.h>
#include <waitlist/policy/compiled_policy.h>

#include "base/check.h"
#include "base/fault_list.h"
#include "policy/policy_digest.h"
#include "policy/policy_faults.h"
#include "policy/policy_tables.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace waitlist {
namespace {

/// Places of names in a policy without faults: every lookup finds something.
class NameResolver {
 public:
  NameResolver(const Policy& policy, const FactSchema& schema) : policy_{policy}, schema_{schema} {}

  [[nodiscard]] std::uint16_t group(const std::string& id) const {
    return place(policy_.groups, id);
  }

  [[nodiscard]] BandIndex band(const std::string& id) const {
    return static_cast<BandIndex>(place(policy_.bands, id));
  }

  [[nodiscard]] FactIndex fact(const std::string& id) const {
    const auto found = schema_.find(id);
    WAITLIST_CHECK(found.has_value());
    return *found;
  }

  [[nodiscard]] std::uint32_t level(FactIndex of, const std::string& id) const {
    const auto found = find_level(schema_.fact(of), id);
    WAITLIST_CHECK(found.has_value());
    return *found;
  }

  [[nodiscard]] ConditionTable condition(const Condition& written) const {
    return std::visit([this](const auto& test) { return this->resolved(test); }, written.test);
  }

  [[nodiscard]] WhenTable when(const When& written) const {
    WhenTable table;
    for (const Condition& one : written.all) table.all.push_back(condition(one));
    for (const Condition& one : written.any) table.any.push_back(condition(one));
    return table;
  }

 private:
  using Test = ConditionTable::Test;

  template <class Rules>
  [[nodiscard]] static std::uint16_t place(const Rules& rules, const std::string& id) {
    const auto at = std::ranges::find_if(rules, [&id](const auto& rule) { return rule.id == id; });
    WAITLIST_CHECK(at != rules.end());
    return static_cast<std::uint16_t>(at - rules.begin());
  }

  [[nodiscard]] ConditionTable resolved(const FactAtLeast& test) const {
    const FactIndex of = fact(test.fact);
    if (const auto* id = std::get_if<std::string>(&test.bound)) {
      return {Test::level, of, std::int64_t{level(of, *id)}, 0};
    }
    const bool number = schema_.fact(of).kind == FactKind::count;
    return {number ? Test::number : Test::marker_count, of, std::get<std::int64_t>(test.bound), 0};
  }

  [[nodiscard]] ConditionTable resolved(const FactAnyOf& test) const {
    const FactIndex of = fact(test.fact);
    std::uint32_t markers = 0;
    for (const std::string& marker : test.markers) markers |= 1U << level(of, marker);
    return {Test::any_marker, of, 0, markers};
  }

  [[nodiscard]] ConditionTable resolved(const FactWithin& test) const {
    return {Test::within, fact(test.fact), test.days.count(), 0};
  }

  [[nodiscard]] static ConditionTable resolved(const YoungestUnder& test) {
    return {Test::age, 0, test.months.count(), 0};
  }

  [[nodiscard]] ConditionTable resolved(const BandAtLeast& test) const {
    return {Test::band, 0, std::int64_t{band(test.band)}, 0};
  }

  const Policy& policy_;
  const FactSchema& schema_;
};

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
                               const NameResolver& names,
                               const FactSchema& schema) {
  CriterionTable table;
  table.fact = names.fact(rule.fact);
  table.group = names.group(rule.group);
  table.kind = schema.fact(table.fact).kind;
  table.by_value.resize(schema.fact(table.fact).levels.size());
  if (const auto* levels = std::get_if<ByLevel>(&rule.scale)) {
    for (const LevelPoints& row : levels->levels) {
      table.by_value[names.level(table.fact, row.level)] = row.points;
    }
  } else if (const auto* ranges = std::get_if<ByRange>(&rule.scale)) {
    table.ranges = ranges->ranges;
  } else {
    const auto& by_marker = std::get<ByMarker>(rule.scale);
    for (const LevelPoints& row : by_marker.markers) {
      table.by_value[names.level(table.fact, row.level)] = row.points;
    }
    table.maximum = by_marker.maximum.value_or(kNoCap);
  }
  table.unknown = unknown_points(rule, policy.unknown);
  table.most = most_points(rule);
  table.sources = source_titles(policy, rule.origin);
  return table;
}

void fill_groups(PolicyTables& tables, const NameResolver& names) {
  const Policy& policy = tables.policy;
  for (const GroupRule& rule : policy.groups) {
    tables.groups.push_back({rule.combine, rule.cap.value_or(kNoCap), rule.risk, false, {}});
  }
  for (const CriterionRule& rule : policy.criteria) {
    const auto index = static_cast<std::uint16_t>(tables.criteria.size());
    tables.criteria.push_back(criterion_table(rule, policy, names, tables.schema));
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

void fill_dated_rules(PolicyTables& tables, const NameResolver& names) {
  const Policy& policy = tables.policy;
  if (policy.waiting) {
    tables.waiting.push_back(waiting_course(*policy.waiting, 1000));
    for (const FasterWaiting& row : policy.waiting->faster) {
      tables.faster.push_back({row.times_thousandths, names.when(row.when)});
      tables.waiting.push_back(waiting_course(*policy.waiting, row.times_thousandths));
    }
  }
  if (policy.filing) {
    for (const SlackPoints& row : policy.filing->slack) {
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

void note_age_limits(const WhenTable& when, std::vector<Months>& limits) {
  for (const auto* part : {&when.all, &when.any}) {
    for (const ConditionTable& condition : *part) {
      if (condition.test == ConditionTable::Test::age) limits.emplace_back(condition.bound);
    }
  }
}

/// Only ages as of today change while a case waits.
void fill_age_limits(PolicyTables& tables) {
  if (!tables.policy.age || tables.policy.age->at == AgeAt::listed) return;
  const AgeRule& rule = *tables.policy.age;
  std::vector<Months>& limits = tables.age_limits;
  for (const AgePoints& row : rule.points) limits.push_back(row.under);
  if (rule.further_children) limits.push_back(rule.further_children->under);
  for (const FloorTable& floor : tables.floors) note_age_limits(floor.when, limits);
  for (const FasterTable& faster : tables.faster) note_age_limits(faster.when, limits);
  std::ranges::sort(limits);
  limits.erase(std::unique(limits.begin(), limits.end()), limits.end());
}

void note_facts(const WhenTable& when, std::vector<FactIndex>& facts) {
  using Test = ConditionTable::Test;
  for (const auto* part : {&when.all, &when.any}) {
    for (const ConditionTable& condition : *part) {
      if (condition.test != Test::age && condition.test != Test::band) {
        facts.push_back(condition.fact);
      }
    }
  }
}

void fill_facts_in_use(PolicyTables& tables) {
  std::vector<FactIndex>& facts = tables.facts_in_use;
  for (const CriterionTable& criterion : tables.criteria) facts.push_back(criterion.fact);
  for (const FloorTable& floor : tables.floors) note_facts(floor.when, facts);
  for (const FasterTable& faster : tables.faster) note_facts(faster.when, facts);
  std::ranges::sort(facts);
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
}

std::shared_ptr<const PolicyTables> make_tables(const Policy& policy, const FactSchema& schema) {
  auto tables =
      std::make_shared<PolicyTables>(policy, schema, WorkingCalendar::england_and_wales());
  const NameResolver names{tables->policy, tables->schema};
  tables->stamp = {policy.id, policy.version, policy_digest(policy, schema)};
  fill_groups(*tables, names);
  fill_dated_rules(*tables, names);
  fill_sources(*tables);
  for (const FloorRule& rule : policy.floors) {
    tables->floors.push_back({names.band(rule.band), names.when(rule.when)});
  }
  fill_age_limits(*tables);
  fill_facts_in_use(*tables);
  if (policy.age) {
    tables->age_fewest = std::ranges::min(policy.age->points, {}, &AgePoints::points).points;
  }
  tables->unknown_cap = policy.unknown.total_cap.value_or(kNoCap);
  if (policy.promotion) tables->promotion_limit = names.band(policy.promotion->not_above);
  if (policy.must_allocate) tables->must_allocate_below = names.band(policy.must_allocate->below);
  return tables;
}

}  // namespace

const WaitingCourse& PolicyTables::course(std::int64_t times) const noexcept {
  const auto at = std::ranges::find(waiting, times, &WaitingCourse::times);
  return at == waiting.end() ? waiting.front() : *at;
}

Result<CompiledPolicy> compile(const Policy& policy,
                               const FactSchema& schema,
                               const std::string& source,
                               Errors also) {
  Errors faults = std::move(also);
  const std::size_t noted = faults.size();
  for (Error& fault : find_faults(policy, schema, source)) {
    // What could not be read is not reported a second time as missing.
    const auto end = faults.begin() + static_cast<std::ptrdiff_t>(noted);
    const bool known = std::any_of(faults.begin(), end, [&fault](const Error& earlier) {
      return earlier.field == fault.field;
    });
    if (!known) faults.push_back(std::move(fault));
  }
  if (faults.empty()) return CompiledPolicy{make_tables(policy, schema)};
  std::ranges::stable_sort(faults, {}, [](const Error& error) {
    return std::tuple{error.line, error.column};
  });
  return failed(first_faults(std::move(faults)));
}

}  // namespace waitlist
