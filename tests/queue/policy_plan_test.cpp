#include <waitlist/io/case_reader.h>
#include <waitlist/queue/policy_plan.h>
#include <waitlist/report/plan_report.h>

#include "support/shipped.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

PolicyPlan planned(const std::string& before, const std::string& after) {
  auto made = plan({shipped::sample(), {}}, shipped::policy(before), shipped::policy(after),
                   shipped::as_of());
  REQUIRE(made.has_value());
  return *std::move(made);
}

/// Places by case id, from a ranking made afresh.
std::map<std::string, Position> places_under(const std::string& policy) {
  std::map<std::string, Position> places;
  const Ranking ranking = shipped::ranked_sample(policy);
  for (const Place& place : ranking.places()) {
    places[std::string{ranking.cases().case_id(place.row)}] = place.position;
  }
  return places;
}

/// What a case gains by each line, from two explanations.
std::map<std::string, Points> gains_of(const PolicyPlan& plan, const PlannedCase& one) {
  std::map<std::string, Points> gains;
  const auto add = [&](const Ranking& ranking, CaseRow row, int sign) {
    const Explanation why = explain(ranking.cases(), ranking.policy(), row, ranking.as_of());
    for (const Contribution& line : why.contributions) {
      // An unknown answer has the column of the answer.
      const auto kind =
          line.kind == ContributionKind::unknown ? ContributionKind::answer : line.kind;
      const std::string key =
          std::string{to_text(kind)} + '/' + std::string{line.id} + '/' + std::string{line.group};
      gains[key] += line.points * sign;
    }
  };
  add(plan.before, one.before.row, -1);
  add(plan.after, one.after.row, 1);
  return gains;
}

/// The rules of a plan, from explanations of every case that both policies rank.
std::map<std::string, PlannedRule> rules_by_explanations(const PolicyPlan& plan) {
  std::map<std::string, PlannedRule> expected;
  for (const PlannedCase& one : plan.cases) {
    for (const auto& [key, more] : gains_of(plan, one)) {
      if (more == Points{}) continue;
      PlannedRule& rule = expected[key];
      ++rule.cases;
      rule.more += more;
      rule.moved += more < Points{} ? -more : more;
      rule.most_more = std::max(rule.most_more, more);
      rule.most_less = std::min(rule.most_less, more);
    }
  }
  return expected;
}

/// What is said of the rules otherwise than explanations say it; empty: nothing.
std::string wrong_rule_of(const PolicyPlan& plan) {
  const std::map<std::string, PlannedRule> expected = rules_by_explanations(plan);
  for (const PlannedRule& rule : plan.rules) {
    const std::string key = std::string{to_text(rule.kind)} + '/' + rule.id + '/' + rule.group;
    const auto at = expected.find(key);
    const bool same = at != expected.end() && rule.cases == at->second.cases &&
                      rule.more == at->second.more && rule.moved == at->second.moved &&
                      rule.most_more == at->second.most_more &&
                      rule.most_less == at->second.most_less;
    if (!same) return key;
  }
  return plan.rules.size() == expected.size() ? "" : "a rule is missing";
}

}  // namespace

TEST_CASE("A plan is two rankings, compared case by case") {
  const PolicyPlan plan = planned("national_criteria_2009", "staffordshire_2009");
  const auto before = places_under("national_criteria_2009");
  const auto after = places_under("staffordshire_2009");
  REQUIRE(plan.cases.size() == after.size());
  std::size_t up = 0;
  std::size_t down = 0;
  for (const PlannedCase& one : plan.cases) {
    const std::string id{plan.after.cases().case_id(one.after.row)};
    CHECK(one.before.position == before.at(id));
    CHECK(one.after.position == after.at(id));
    up += before.at(id) > after.at(id) ? 1U : 0U;
    down += before.at(id) < after.at(id) ? 1U : 0U;
  }
  CHECK(plan.all.up == up);
  CHECK(plan.all.down == down);
  CHECK(up > 0);
  CHECK(down > 0);
  CHECK(plan.only_before.empty());
  CHECK(plan.only_after.empty());
}

TEST_CASE("Teams, areas and tiers of a plan count every case once") {
  const PolicyPlan plan = planned("national_criteria_2009", "staffordshire_2009");
  for (const auto* moves : {&plan.by_team, &plan.by_area}) {
    PlannedMoves sum;
    for (const PlannedMoves& one : *moves) {
      sum.cases += one.cases;
      sum.up += one.up;
      sum.down += one.down;
      sum.must_now += one.must_now;
      sum.must_no_longer += one.must_no_longer;
      sum.falls_by += one.falls_by;
    }
    CHECK(sum.cases == plan.all.cases);
    CHECK(sum.up == plan.all.up);
    CHECK(sum.down == plan.all.down);
    CHECK(sum.must_now == plan.all.must_now);
    CHECK(sum.must_no_longer == plan.all.must_no_longer);
    CHECK(sum.falls_by == plan.all.falls_by);
  }
  std::size_t cases = 0;
  for (const auto& row : plan.tiers) {
    for (const std::size_t count : row) cases += count;
  }
  CHECK(cases == plan.all.cases);
}

TEST_CASE("What the rules of a plan give and take is what explanations give and take") {
  const PolicyPlan plan = planned("prioritisation_protocol", "staffordshire_2009");
  CHECK(wrong_rule_of(plan).empty());
  Points total;
  for (const PlannedCase& one : plan.cases) {
    total += one.after.score.points.used - one.before.score.points.used;
  }
  Points more;
  for (const PlannedRule& rule : plan.rules) more += rule.more;
  CHECK(more == total);
  CHECK(std::ranges::is_sorted(plan.rules, std::ranges::greater{}, &PlannedRule::moved));
}

TEST_CASE("A policy planned against itself changes nothing") {
  const PolicyPlan plan = planned("staffordshire_2009", "staffordshire_2009");
  CHECK(plan.all.cases == shipped::staffordshire_ranking().places().size());
  CHECK(plan.all.up == 0);
  CHECK(plan.all.down == 0);
  CHECK(plan.rules.empty());
  CHECK(plan.actions.empty());
  const auto json = nlohmann::json::parse(render_json(plan));
  CHECK(json["cases"].empty());
  CHECK(json["rules"].empty());
}

TEST_CASE("A plan of random policies and lists is two rankings, compared case by case") {
  CHECK(rc::check([] {
    const CompiledPolicy one = world::compiled(world::random_policy());
    const CompiledPolicy other = world::compiled(world::random_policy());
    const CaseTable cases = world::table_of(world::random_cases(12));
    const auto planned = plan({cases, {}}, one, other, world::as_of());
    const auto before = rank(cases, one, world::as_of());
    const auto after = rank(cases, other, world::as_of());
    RC_ASSERT(planned.has_value() == (before.has_value() && after.has_value()));
    if (!planned) return;
    PlannedMoves moves;
    std::vector<std::vector<std::size_t>> tiers(planned->tiers);
    for (auto& row : tiers) std::ranges::fill(row, 0U);
    std::vector<std::string> only_after;
    for (const Place& there : after->places()) {
      const std::string id{cases.case_id(there.row)};
      const Place* const here = before->find(id);
      if (here == nullptr) {
        only_after.push_back(id);
        continue;
      }
      ++moves.cases;
      moves.up += there.position < here->position ? 1U : 0U;
      moves.down += there.position > here->position ? 1U : 0U;
      moves.must_now += there.score.must_allocate && !here->score.must_allocate ? 1U : 0U;
      moves.must_no_longer += here->score.must_allocate && !there.score.must_allocate ? 1U : 0U;
      moves.falls_by += std::int64_t{there.position} - std::int64_t{here->position};
      ++tiers[here->score.tier][there.score.tier];
    }
    std::ranges::sort(only_after);
    RC_ASSERT(planned->only_after == only_after);
    RC_ASSERT(planned->only_before.size() == before->places().size() - moves.cases);
    RC_ASSERT(planned->all.cases == moves.cases);
    RC_ASSERT(planned->all.up == moves.up);
    RC_ASSERT(planned->all.down == moves.down);
    RC_ASSERT(planned->all.must_now == moves.must_now);
    RC_ASSERT(planned->all.must_no_longer == moves.must_no_longer);
    RC_ASSERT(planned->all.falls_by == moves.falls_by);
    RC_ASSERT(planned->tiers == tiers);
    RC_ASSERT(wrong_rule_of(*planned) == "");
  }));
}

TEST_CASE("A plan of random policies and lists, either way round, is one the mirror of the other") {
  CHECK(rc::check([] {
    const CompiledPolicy one = world::compiled(world::random_policy());
    const CompiledPolicy other = world::compiled(world::random_policy());
    const CaseTable cases = world::table_of(world::random_cases(12));
    const auto there = plan({cases, {}}, one, other, world::as_of());
    const auto back = plan({cases, {}}, other, one, world::as_of());
    RC_ASSERT(there.has_value() == back.has_value());
    if (!there) return;
    RC_ASSERT(there->all.up == back->all.down);
    RC_ASSERT(there->all.falls_by == -back->all.falls_by);
    RC_ASSERT(there->all.must_now == back->all.must_no_longer);
    RC_ASSERT(there->only_after == back->only_before);
    RC_ASSERT(there->rules.size() == back->rules.size());
    for (std::size_t i = 0; i < there->tiers.size(); ++i) {
      for (std::size_t j = 0; j < back->tiers.size(); ++j) {
        RC_ASSERT(there->tiers[i][j] == back->tiers[j][i]);
      }
    }
    RC_ASSERT(there->actions.size() == back->actions.size());
  }));
}

TEST_CASE("Policies with different facts are compared by two lists, matched by their ids") {
  const Ranking later = shipped::staffordshire_ranking();
  // Half of the cases, in another table and so in other rows.
  std::vector<Case> half;
  for (CaseRow row = 0; row < shipped::sample().size(); ++row) {
    if (row % 2 == 0) half.push_back(shipped::sample().at(row));
  }
  const auto table = CaseTable::make(shipped::facts(), half);
  const auto earlier =
      rank(table.value(), shipped::policy("first_come_first_served"), shipped::as_of());
  const PolicyPlan plan = plan_of(earlier.value(), later);
  CHECK(plan.cases.size() + plan.only_after.size() == later.places().size());
  CHECK(plan.cases.size() == earlier->places().size());
  CHECK(plan.only_before.empty());
  CHECK(plan.rules.empty());
  for (const PlannedCase& one : plan.cases) {
    CHECK(plan.before.cases().case_id(one.before.row) == plan.after.cases().case_id(one.after.row));
  }
}

namespace {

/// The same list under a policy of one band and under one of four: what only one can score is
/// apart under the other.
PolicyPlan plan_of_list_with_troubles() {
  const std::string csv =
      "case_id,status,listed_on,hold_reason,decision,decision_reason,decision_by,"
      "decision_made_on,decision_expires_on\n"
      "A,awaiting,2009-06-01,,,,,,\n"
      "DECIDED,awaiting,2009-06-01,,raise P1,new facts,M1,2009-10-01,2009-10-08\n"
      "HELD,on_hold,2009-06-01,in mediation,,,,,\n"
      "DUTY,duty_allocated,2009-06-01,,,,,,\n"
      "TYPO,awaiting,31/02/2009,,,,,,\n"
      ",awaiting,2009-06-01,,,,,,\n";
  const CaseList list =
      read_case_list_csv(csv, shipped::facts(), "cases.csv", {1, FaultyRows::set_apart}).value();
  return plan(list, shipped::policy("first_come_first_served"),
              shipped::policy("staffordshire_2009"), shipped::as_of())
      .value();
}

std::string standing_lines(const std::vector<UnplacedCase>& rows) {
  std::string lines;
  for (const UnplacedCase& one : rows) {
    lines += one.case_id + ' ' + std::string{to_text(one.before)} + ' ' +
             std::string{to_text(one.after)} + '\n';
  }
  return lines;
}

}  // namespace

TEST_CASE("A plan tells every row without a place, and how it stands under each policy") {
  const PolicyPlan plan = plan_of_list_with_troubles();
  CHECK(plan.cases.size() == 1);
  CHECK(standing_lines(plan.unplaced) ==
        " faulty faulty\n"
        "DECIDED faulty ranked\n"
        "DUTY duty_allocated duty_allocated\n"
        "HELD on_hold on_hold\n"
        "TYPO faulty faulty\n");
  CHECK(plan.only_after == std::vector<std::string>{"DECIDED"});
  CHECK(plan.faulty_before == std::vector<std::string>{"", "DECIDED", "TYPO"});
  CHECK(plan.faulty_after == std::vector<std::string>{"", "TYPO"});
}

TEST_CASE("A plan's text, rows and data count and name what has no place") {
  const PolicyPlan plan = plan_of_list_with_troubles();
  const std::string text = render_text(plan);
  CAPTURE(text);
  for (const char* line :
       {"Ranked after only: DECIDED (before: 1 faulty).\n",
        "4 rows of the list have no place under either policy: 1 on hold, 1 on duty and 2 faulty.",
        "3 rows are not ranked by the earlier policy and must be looked at: a row without an id,",
        "2 rows are not ranked by the later policy and must be looked at: a row without an id "
        "and"}) {
    INFO(line);
    CHECK(text.find(line) != std::string::npos);
  }
  const std::string csv = render_csv(plan);
  CAPTURE(csv);
  CHECK(std::ranges::count(csv, '\n') == 1 + 1 + 5);
  CHECK(csv.find("\nHELD,,,,,,,,,,,,,,on_hold,on_hold\n") != std::string::npos);
  CHECK(csv.find("\nTYPO,,,,,,,,,,,,,,faulty,faulty\n") != std::string::npos);
  CHECK(csv.find("\nDECIDED,,,,,,,,,1,") != std::string::npos);
  const auto json = nlohmann::json::parse(render_json(plan));
  CHECK(json["faulty_before"] == plan.faulty_before);
  CHECK(json["faulty_after"] == plan.faulty_after);
  REQUIRE(json["without_place"].size() == 5);
  CHECK(json["without_place"][1] ==
        nlohmann::json{{"case_id", "DECIDED"}, {"before", "faulty"}, {"after", "ranked"}});
}

TEST_CASE("A plan's text names tiers with their labels") {
  const std::string text = render_text(planned("national_criteria_2009", "staffordshire_2009"));
  CHECK(text.find("P1 (Immediate)  Must be allocated  P2 (High)") != std::string::npos);
  CHECK(text.find("must_allocate") == std::string::npos);
  CHECK(text.find("P4  ") == std::string::npos);
}
