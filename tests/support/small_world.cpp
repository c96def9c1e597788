#include "support/small_world.h"

#include <waitlist/base/limits.h>
#include <waitlist/io/case_writer.h>
#include <waitlist/report/policy_report.h>

#include "support/small_conditions.h"
#include "support/small_draws.h"
#include "support/small_orders.h"

#include <rapidcheck.h>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace waitlist::small_world {
namespace {

template <class T>
T checked(Result<T> result) {
  if (!result) throw std::logic_error{to_text(result.error().front())};
  return std::move(*result);
}

std::int64_t case_days(std::int64_t most) {
  return std::clamp(rule_days(0, most) + draw(-1, 1), std::int64_t{0}, most);
}

Points some_points(std::int64_t most = 30) { return Points{draw(0, most * 8) * 125}; }

std::vector<Points> climbing(std::size_t count, PolicyShape shape) {
  std::vector<Points> points;
  for (std::size_t i = 0; i < count; ++i) points.push_back(some_points());
  if (shape == PolicyShape::monotone) std::ranges::sort(points);
  return points;
}

ByLevel random_levels(FactIndex fact, PolicyShape shape) {
  const auto& levels = schema().fact(fact).levels;
  const auto points = climbing(levels.size(), shape);
  ByLevel scale;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    scale.levels.push_back({levels[i].id, points[i], {}});
  }
  return scale;
}

ByMarker random_markers() {
  ByMarker scale;
  for (const FactLevel& marker : schema().fact(kWorries).levels) {
    scale.markers.push_back({marker.id, some_points(10), {}});
  }
  if (chance(50)) scale.maximum = some_points(20);
  return scale;
}

ByRange random_ranges(std::int64_t step, PolicyShape shape, bool rising, int decimals = 0) {
  ByRange scale;
  auto points = climbing(static_cast<std::size_t>(draw(1, 4)), shape);
  if (!rising && shape == PolicyShape::monotone) std::ranges::reverse(points);
  std::int64_t from = 0;
  for (const Points worth : points) {
    scale.ranges.push_back({Decimal::of_units(from, decimals), worth, {}});
    from += draw(1, step);
  }
  return scale;
}

std::string random_group(const Policy& policy) {
  const auto last = static_cast<std::int64_t>(policy.groups.size()) - 1;
  return policy.groups[static_cast<std::size_t>(draw(0, last))].id;
}

/// Steps that are full, or whose parts count; of a date they are seen in all of its units.
PointsPer random_per(std::int64_t step, PolicyShape shape, bool rising, int decimals) {
  PointsPer per;
  const bool falls = shape == PolicyShape::monotone ? !rising : chance(50);
  per.points = Points{draw(0, 40) * (falls ? -125 : 125)};
  per.every = chance(50) ? Decimal{1} : Decimal::of_units(draw(1, step * 4), 1);
  per.from = chance(50) ? Decimal{0} : Decimal::of_units(draw(0, step * 5), decimals);
  per.start = some_points();
  per.at_most = some_points(60);
  per.steps = chance(50) ? StepsCounted::full : StepsCounted::part;
  return per;
}

CriterionRule random_criterion(FactIndex fact, const Policy& policy, PolicyShape shape) {
  CriterionRule rule;
  rule.fact = schema().fact(fact).id;
  rule.group = random_group(policy);
  rule.critical = chance(30);
  switch (schema().fact(fact).kind) {
    case FactKind::choice: rule.scale = random_levels(fact, shape); break;
    case FactKind::checklist: rule.scale = random_markers(); break;
    case FactKind::count: {
      const int decimals = schema().fact(fact).decimals;
      rule.scale = random_ranges(chance(30) ? 100 : 5, shape, true, decimals);
      if (chance(40)) rule.scale = random_per(5, shape, true, decimals);
      break;
    }
    case FactKind::date: {
      if (chance(50)) rule.unit = static_cast<DateUnit>(draw(0, 2));
      const std::int64_t step = rule.unit == DateUnit::days ? 200 : 4;
      rule.scale = random_ranges(step, shape, false);
      if (chance(40)) rule.scale = random_per(step, shape, false, 0);
      break;
    }
  }
  return rule;
}

/// Harm and MARAC together.
void add_pair_criterion(Policy& policy, PolicyShape shape) {
  CriterionRule rule;
  rule.id = "pair";
  rule.fact = "harm";
  rule.group = random_group(policy);
  rule.critical = chance(30);
  if (chance(30)) rule.when = random_when(policy, false, shape);
  if (chance(20)) rule.valid = Days{rule_days(1, 200)};
  ByTwoFacts scale{{"marac", {"referred", "heard"}, {}}};
  const bool with_no = chance(50);
  if (with_no) scale.table.columns.insert(scale.table.columns.begin(), "no");
  std::vector<std::string> levels{"low", "some", "high", "grave"};
  if (with_no) levels.insert(levels.begin(), "no");
  std::vector<Points> before(scale.table.columns.size());
  for (const std::string& level : levels) {
    std::vector<Points> cells = climbing(before.size(), shape);
    if (shape == PolicyShape::monotone) {
      for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = std::max(cells[i], before[i]);
      before = cells;
    }
    scale.table.rows.push_back({level, cells, {}});
  }
  rule.scale = scale;
  policy.criteria.push_back(rule);
}

/// The last criterion's fact counts in another way as well.
void add_second_criterion(Policy& policy, FactIndex fact, PolicyShape shape) {
  CriterionRule second = random_criterion(fact, policy, shape);
  policy.criteria.back().id = second.fact + ".1";
  second.id = second.fact + ".2";
  if (chance(70)) second.when = random_when(policy, false, shape);
  if (chance(20)) second.valid = Days{rule_days(1, 200)};
  policy.criteria.push_back(second);
}

void add_age(Policy& policy, PolicyShape shape) {
  AgeRule rule;
  rule.group = policy.groups.front().id;
  rule.at = chance(70) || shape == PolicyShape::monotone ? AgeAt::listed : AgeAt::as_of;
  auto points = climbing(3, shape);
  if (shape == PolicyShape::monotone) std::ranges::reverse(points);
  const std::int64_t first = draw(1, 30);
  const std::int64_t second = first + draw(1, 100);
  rule.points = {{Months{first}, points[0], {}},
                 {Months{second}, points[1], {}},
                 {Months{limits::kAdultMonths}, points[2], {}}};
  if (shape == PolicyShape::anything && chance(30)) {
    // A row before another of the same ages, and one of which the limit does not rise.
    rule.points.front().when = random_facts_when(policy);
    rule.points.insert(rule.points.begin() + 1, {Months{first}, some_points(), {}});
    if (chance(50)) rule.points[2].when = random_facts_when(policy);
  }
  if (chance(50)) {
    rule.further_children = FurtherChildren{Months{draw(1, 100)}, some_points(5), some_points(9)};
  }
  if (chance(25)) {
    rule.points.clear();
    rule.per = random_per(40, shape, false, 0);
  }
  policy.age = rule;
}

/// Days, months or years that the points of a rate are spread over: mostly one.
std::int64_t some_spread(WaitUnit unit) {
  constexpr std::array<std::int64_t, 6> kOdd{2, 3, 7, 12, 30, 365};
  return chance(60) ? 1 : kOdd[static_cast<std::size_t>(draw(0, unit == WaitUnit::years ? 4 : 5))];
}

void add_waiting(Policy& policy, PolicyShape shape) {
  WaitingRule rule;
  rule.pauses = chance(50) ? PauseTreatment::exclude : PauseTreatment::count;
  rule.count = chance(65) ? WaitUnit::days : chance(80) ? WaitUnit::months : WaitUnit::years;
  const bool in_days = rule.count == WaitUnit::days;
  std::int64_t from = draw(0, in_days ? 20 : 1);
  for (std::int64_t i = draw(1, 3); i > 0; --i) {
    const std::int64_t least = shape == PolicyShape::monotone ? 0 : -20;
    rule.rates.push_back({from, Points{draw(least, 60) * 20}, some_spread(rule.count), {}});
    from += draw(1, in_days ? 60 : 4);
  }
  if (chance(30)) rule.cap = some_points();
  for (std::int64_t i = draw(0, 2); i > 0; --i) {
    const std::int64_t least = shape == PolicyShape::monotone ? 20 : 0;
    const std::int64_t times = chance(60) ? draw(least, 40) * 50 : draw(least * 50, 2000);
    rule.faster.push_back({times, random_when(policy, true, shape), {}});
  }
  policy.waiting = rule;
}

void add_filing(Policy& policy, PolicyShape shape) {
  FilingRule rule;
  rule.effort = Days{draw(0, 90)};
  std::int64_t up_to = draw(-10, 5);
  for (std::int64_t i = draw(1, 3); i > 0; --i) {
    rule.slack.push_back({WorkingDays{up_to}, some_points(10), {}});
    up_to += draw(1, 15);
  }
  if (shape == PolicyShape::anything && chance(40)) {
    SlackPoints before = rule.slack.back();
    before.points = some_points(10);
    before.when = random_facts_when(policy);
    rule.slack.insert(rule.slack.end() - 1, before);
    if (chance(40)) rule.slack.back().when = random_facts_when(policy);
    if (chance(40)) rule.slack.front().when = random_facts_when(policy);
  }
  rule.no_filing_date = some_points(3);
  policy.filing = rule;
}

/// Bands for each pair of harm and MARAC in place of conditions.
void put_in_table(const Policy& policy, FloorRule& rule) {
  rule.band.clear();
  rule.when = {};
  rule.by = BandByTwoFacts{"harm", {"marac", {"heard", "referred"}, {}}};
  if (chance(50)) rule.by->table.columns.emplace_back("no");
  std::vector<std::string> levels{"low", "some", "high", "grave"};
  if (chance(50)) levels.emplace_back("no");
  for (const std::string& level : levels) {
    TwoFactRow<std::string> row{level, {}, {}};
    for (std::size_t i = 0; i < rule.by->table.columns.size(); ++i) {
      row.cells.push_back(chance(40) ? "" : random_band(policy));
    }
    rule.by->table.rows.push_back(row);
  }
}

void add_tier_rules(Policy& policy, PolicyShape shape) {
  if (chance(60)) {
    PromotionRule rule;
    rule.after_days = {Days{rule_days(1, 60)}, Days{rule_days(61, 200)}};
    rule.not_above = random_band(policy);
    policy.promotion = rule;
  }
  if (chance(60)) {
    MustAllocateRule rule;
    rule.waiting = Days{rule_days(0, 200)};
    if (chance(50)) rule.before_filing = Days{draw(0, 60)};
    rule.below = random_band(policy);
    policy.must_allocate = rule;
  }
  if (chance(30)) policy.apart = ApartRule{Days{draw(1, 60)}, {}};
  if (chance(40)) policy.review = ReviewRule{Days{draw(1, 60)}, {}};
  if (chance(30)) policy.delays = DelayRule{{Days{rule_days(1, 60)}, Days{rule_days(61, 200)}}, {}};
  for (std::int64_t i = draw(0, 2); i > 0; --i) {
    FloorRule rule;
    rule.id = "floor" + std::to_string(i);
    rule.label = "a floor";
    rule.band = random_band(policy);
    rule.when = random_when(policy, false, shape);
    rule.whatever_else = chance(30);
    if (shape == PolicyShape::anything && chance(25)) put_in_table(policy, rule);
    policy.floors.push_back(rule);
  }
}

/// What a worse fact can lower is not monotone.
void add_ceilings(Policy& policy) {
  for (std::int64_t i = draw(0, 3); i > 0; --i) {
    CeilingRule rule;
    rule.id = "ceiling" + std::to_string(i);
    rule.label = "a ceiling";
    if (chance(50)) {
      rule.limit = BandCeiling{random_band(policy)};
    } else {
      rule.limit = GroupCeiling{random_group(policy), some_points(20)};
    }
    rule.when = random_ceiling_when(policy);
    policy.ceilings.push_back(rule);
  }
  if (!chance(40)) return;
  CannotTellRule rule{random_band(policy), {"harm"}, "cannot be told", {}, {}};
  if (chance(50)) rule.facts.emplace_back("heard_on");
  policy.cannot_tell = rule;
}

Answer random_answer(FactIndex index, Day listed_on) {
  const FactDefinition& fact = schema().fact(index);
  switch (draw(0, 9)) {
    case 0: return Answer::not_asked();
    case 1: return Answer::unknown();
    case 2: return Answer::pending_since(as_of() - Days{draw(0, 40)});
    case 3: return Answer::no();
    default: break;
  }
  const auto levels = static_cast<std::int64_t>(fact.levels.size());
  switch (fact.kind) {
    case FactKind::choice: return Answer::level(static_cast<std::uint32_t>(draw(0, levels - 1)));
    case FactKind::count: {
      // Now and then about as great as an answer code can tell.
      const std::int64_t number = chance(10) ? draw(250, 254) : draw(0, 20);
      return Answer::number(static_cast<std::uint32_t>(number));
    }
    case FactKind::checklist: return Answer::markers(static_cast<std::uint32_t>(draw(1, 31)));
    case FactKind::date: return Answer::on(listed_on - Days{case_days(480)});
  }
  return {};
}

ManagerDecision random_decision(const Case& one) {
  ManagerDecision decision;
  decision.direction = chance(50) ? DecisionDirection::raise : DecisionDirection::lower;
  decision.band = "P" + std::to_string(draw(1, 3));  // every random policy has these
  decision.reason = "judgement";
  decision.made_by = "M1";
  decision.agreed_by = "M2";
  decision.made_on = std::max(one.listed_on, as_of() - Days{draw(0, 20)});
  decision.expires_on = decision.made_on + Days{draw(1, 20)};
  return decision;
}

Child random_child(const Case& one) {
  if (chance(10)) return {one.listed_on + Days{draw(0, 240)}};
  if (chance(7)) return {as_of() + Days{draw(-20, 200)}, true};
  if (chance(15)) return {};
  return {one.listed_on - Days{draw(0, 6500)}};
}

/// Now and then references: few of them, so that linked cases name the same child.
void name_children(Case& one) {
  if (one.children.empty() || !chance(30)) return;
  for (std::size_t i = 0; i < one.children.size(); ++i) {
    const std::string ref = "k" + std::to_string(3 * i + static_cast<std::size_t>(draw(0, 2)));
    one.child_refs.push_back(chance(80) ? ref : "");
  }
  const bool none = std::ranges::all_of(one.child_refs, &std::string::empty);
  if (none) one.child_refs.clear();
}

/// Days on which some answers were received, often one at which a rule about their age turns.
void record_answers(Case& one) {
  for (FactIndex fact = 0; fact < kFacts; ++fact) {
    if (one.answers[fact].state() == AnswerState::not_asked || !chance(60)) continue;
    AnswerRecord record{fact, {}, chance(30) ? "P1" : ""};
    if (record.source.empty() || chance(80)) record.received_on = as_of() - Days{case_days(300)};
    one.records.push_back(record);
  }
}

Case random_case(std::size_t number, std::size_t count) {
  Case one;
  one.case_id = "c" + std::to_string(number);
  one.status =
      chance(90) ? CaseStatus::awaiting : CaseStatus{static_cast<std::uint8_t>(draw(1, 4))};
  if (one.status == CaseStatus::on_hold) one.hold = Hold{"waits for a report", {}};
  one.listed_on = chance(95) ? as_of() - Days{case_days(220)} : as_of() + Days{draw(1, 40)};
  if (chance(50)) {
    one.filing_date = one.listed_on + Days{draw(0, 300)};
  } else {
    one.no_filing_date = chance(30);
  }
  if (chance(30)) one.reviewed_on = one.listed_on + Days{draw(0, 90)};
  if (one.status == CaseStatus::duty_allocated && chance(60)) one.duty_from = one.listed_on;
  for (std::int64_t i = draw(0, 3); i > 0; --i) one.children.push_back(random_child(one));
  name_children(one);
  if (chance(25)) {
    const auto other = static_cast<std::size_t>(draw(0, static_cast<std::int64_t>(count) - 1));
    if (other != number) one.linked_to.push_back("c" + std::to_string(other));
  }
  if (chance(30)) {
    const Day from = one.listed_on + Days{draw(0, 100)};
    one.pauses.push_back({from, from + Days{draw(1, 50)}, "agreed"});
    if (chance(30)) one.pauses.push_back({*one.pauses[0].to + Days{draw(0, 9)}, {}, "agreed"});
  }
  if (chance(25)) one.decision = random_decision(one);
  for (FactIndex fact = 0; fact < kFacts; ++fact)
    one.answers.push_back(random_answer(fact, one.listed_on));
  if (chance(40)) record_answers(one);
  return one;
}

}  // namespace

const FactSchema& schema() {
  static const FactSchema kSchema = [] {
    const auto levels = [](std::vector<std::string> ids) {
      std::vector<FactLevel> made;
      for (std::string& id : ids) made.push_back({id, id});
      return made;
    };
    std::vector<FactDefinition> facts(kFacts);
    facts[kHarm] = {
        "harm", "Harm", FactKind::choice, levels({"low", "some", "high", "grave"}), 0, "",
        "",     false};
    facts[kMarac] = {
        "marac", "MARAC", FactKind::choice, levels({"referred", "heard"}), 0, "domestic_abuse",
        "",      false};
    facts[kPolice] = {"police", "Police call-outs", FactKind::count, {}, 300, "domestic_abuse", "",
                      false};
    facts[kWorries] = {
        "worries", "Worries", FactKind::checklist, levels({"a", "b", "c", "d", "e"}), 0, "",
        "",        false};
    facts[kHeardOn] = {"heard_on", "Heard on", FactKind::date, {}, 0, "", "", false};
    facts[kBlood] = {"blood", "Blood value", FactKind::count, {}, 400, "", "", false, true, 1};
    facts[kFacts - 1] = {"religion", "Religion", FactKind::choice, levels({"x", "y"}), 0, "",
                         "",         true};
    return checked(FactSchema::make("small", "1", "A small world", std::move(facts)));
  }();
  return kSchema;
}

Day as_of() { return day("2009-10-05"); }

Policy bare_policy(const char* id, const char* title) {
  Policy policy;
  policy.id = id;
  policy.version = "1";
  policy.title = title;
  policy.status = "illustrative";
  policy.status_line = "For tests.";
  policy.facts = "small.toml";
  return policy;
}

Policy random_policy(PolicyShape shape) {
  Policy policy = bare_policy("random", "A random policy");
  const std::int64_t second = draw(1, 40);
  policy.bands = {{"P1", "One", "", whole_points(second + draw(1, 40)), {}},
                  {"P2", "Two", "", whole_points(second), {}},
                  {"P3", "Three", "", Points{0}, {}}};
  for (std::int64_t i = draw(1, 3); i > 0; --i) {
    GroupRule group;
    group.id = "g" + std::to_string(i);
    group.label = "Group " + std::to_string(i);
    group.combine = static_cast<Combine>(draw(0, 2));
    if (chance(30)) group.cap = some_points(40);
    group.risk = chance(70);
    if (chance(25)) group.constant = some_points(10);
    policy.groups.push_back(group);
  }
  for (FactIndex fact = 0; fact < kFacts - 1; ++fact) {
    if (!chance(80)) continue;
    policy.criteria.push_back(random_criterion(fact, policy, shape));
    if (chance(30)) policy.criteria.back().unknown = Points{0};
    if (fact == kHeardOn) policy.criteria.back().measured = random_measure(shape);
    if (chance(40)) policy.criteria.back().valid = Days{rule_days(1, 200)};
    if (chance(25)) policy.criteria.back().when = random_when(policy, false, shape);
    if (chance(15)) add_second_criterion(policy, fact, shape);
  }
  if (chance(20)) add_pair_criterion(policy, shape);
  policy.unknown.share = static_cast<UnknownShare>(draw(0, 3));
  policy.unknown.critical_share = static_cast<UnknownShare>(draw(0, 3));
  if (chance(50)) policy.unknown.total_cap = some_points(20);
  policy.unknown.chase_after = WorkingDays{draw(0, 20)};
  if (chance(70)) add_age(policy, shape);
  if (chance(80)) add_waiting(policy, shape);
  if (chance(60)) add_filing(policy, shape);
  add_tier_rules(policy, shape);
  if (shape == PolicyShape::anything && chance(40)) add_ceilings(policy);
  add_order(policy, shape);
  RC_LOG() << render_text(compiled(policy));
  return policy;
}

Case plain_case() {
  Case one;
  one.case_id = "c";
  one.listed_on = as_of() - Days{40};
  one.children = {{as_of() - Days{4000}}};
  one.no_filing_date = true;
  one.answers.resize(kFacts, Answer::no());
  return one;
}

std::vector<Case> random_cases(std::size_t most) {
  const auto count = static_cast<std::size_t>(draw(1, static_cast<std::int64_t>(most)));
  std::vector<Case> cases;
  for (std::size_t number = 0; number < count; ++number) {
    cases.push_back(random_case(number, count));
  }
  RC_LOG() << write_cases_csv(cases, schema());
  return cases;
}

CaseTable table_of(const std::vector<Case>& cases) {
  return checked(CaseTable::make(schema(), cases));
}

CompiledPolicy compiled(const Policy& policy) { return checked(compile(policy, schema())); }

bool is_ranked(const CaseTable& cases, CaseRow row, Day as_of) {
  return cases.status(row) == CaseStatus::awaiting && cases.listed_on(row) <= as_of;
}

}  // namespace waitlist::small_world
