// Rows of ages and of working days that count only where conditions hold.
#include <waitlist/queue/ranking.h>
#include <waitlist/scoring/explanation.h>

#include "support/small_world.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

When where_harm(const char* level) { return {{{FactAtLeast{"harm", std::string{level}}}}, {}}; }

Policy bare() {
  Policy policy = world::bare_policy("rows", "Rows");
  policy.bands = {{"P1", "One", "", whole_points(1000), {}}, {"P3", "Three", "", Points{0}, {}}};
  policy.groups = {{"g", "All", Combine::sum, std::nullopt, true, {}}};
  policy.order = {OrderKey::points, OrderKey::case_id};
  return policy;
}

/// Under 12 months 9 where harm is high, else 4; 6 under 60 months where harm is grave; else 1.
Policy ages_by_harm() {
  Policy policy = bare();
  AgeRule rule;
  rule.group = "g";
  rule.points = {{Months{12}, whole_points(9), {}, where_harm("high")},
                 {Months{12}, whole_points(4), {}, {}},
                 {Months{60}, whole_points(6), {}, where_harm("grave")},
                 {Months{216}, whole_points(1), {}, {}}};
  policy.age = rule;
  return policy;
}

/// Up to 10 working days 9 where harm is high; up to 20 days 4, or 2 where harm is not known.
Policy slack_by_harm() {
  Policy policy = bare();
  FilingRule rule;
  rule.effort = Days{0};
  rule.slack = {{WorkingDays{10}, whole_points(9), {}, where_harm("high")},
                {WorkingDays{20}, whole_points(2), {}, {{{FactIsUnknown{"harm"}}}, {}}},
                {WorkingDays{20}, whole_points(4), {}, {}}};
  rule.no_filing_date = whole_points(3);
  policy.filing = rule;
  return policy;
}

Case case_of(const char* id, Answer harm) {
  Case one = world::plain_case();
  one.case_id = id;
  one.listed_on = world::as_of();
  one.children.clear();
  one.answers[world::kHarm] = harm;
  return one;
}

Case child_of(std::int64_t days, Answer harm) {
  Case one = case_of("c", harm);
  one.children = {{world::as_of() - Days{days}}};
  return one;
}

Case filed_in(std::int64_t days, Answer harm) {
  Case one = child_of(4000, harm);
  one.no_filing_date = false;
  one.filing_date = world::as_of() + Days{days};
  return one;
}

PointsRange points_of(const Policy& policy, const std::vector<Case>& cases) {
  const CaseTable table = world::table_of(cases);
  return explain(table, world::compiled(policy), *table.find("c"), world::as_of()).score.points;
}

PointsRange whole(std::int64_t least, std::int64_t used, std::int64_t most) {
  return {whole_points(least), whole_points(used), whole_points(most)};
}

const Answer kSome = Answer::level(1);
const Answer kHigh = Answer::level(2);
const Answer kGrave = Answer::level(3);

struct Row {
  std::int64_t days;
  Answer harm;
  PointsRange points;
};

}  // namespace

TEST_SUITE("step rows") {
  TEST_CASE("step rows: of ages the first row that fits and holds counts") {
    for (const Row& row : std::vector<Row>{{100, kGrave, whole(9, 9, 9)},
                                           {100, kHigh, whole(9, 9, 9)},
                                           {100, kSome, whole(4, 4, 4)},
                                           {100, Answer::no(), whole(4, 4, 4)},
                                           {100, Answer::unknown(), whole(4, 4, 9)},
                                           {500, kGrave, whole(6, 6, 6)},
                                           {500, kHigh, whole(1, 1, 1)},
                                           {500, Answer::unknown(), whole(1, 1, 6)},
                                           {4000, kGrave, whole(1, 1, 1)},
                                           {4000, Answer::unknown(), whole(1, 1, 1)}}) {
      CAPTURE(row.days);
      CAPTURE(row.harm.value());
      CHECK(points_of(ages_by_harm(), {child_of(row.days, row.harm)}) == row.points);
    }
  }

  TEST_CASE("step rows: an age that is not known is 0 months in use, and any in the range") {
    for (const Row& row : std::vector<Row>{{0, kGrave, whole(1, 9, 9)},
                                           {0, kHigh, whole(1, 9, 9)},
                                           {0, kSome, whole(1, 4, 4)},
                                           {0, Answer::unknown(), whole(1, 4, 9)}}) {
      CAPTURE(row.harm.value());
      CHECK(points_of(ages_by_harm(), {case_of("c", row.harm)}) == row.points);
    }
  }

  TEST_CASE("step rows: each case of a unit is asked for its own answers") {
    Case other = case_of("d", kHigh);
    other.children = {{world::as_of() - Days{100}}};
    other.linked_to = {"c"};
    CHECK(points_of(ages_by_harm(), {child_of(4000, kSome), other}) == whole(4, 4, 4));
    CHECK(points_of(ages_by_harm(), {child_of(4000, kHigh), other}) == whole(9, 9, 9));
  }

  TEST_CASE("step rows: of working days the first row that fits and holds counts") {
    // as_of() is a Monday: 14 days are 10 working days.
    for (const Row& row : std::vector<Row>{{14, kHigh, whole(9, 9, 9)},
                                           {15, kHigh, whole(4, 4, 4)},
                                           {14, kSome, whole(4, 4, 4)},
                                           {14, Answer::no(), whole(4, 4, 4)},
                                           {14, Answer::unknown(), whole(2, 2, 9)},
                                           {15, Answer::unknown(), whole(2, 2, 4)},
                                           {28, kSome, whole(4, 4, 4)},
                                           {29, kSome, whole(0, 0, 0)},
                                           {29, Answer::unknown(), whole(0, 0, 0)}}) {
      CAPTURE(row.days);
      CAPTURE(row.harm.value());
      CHECK(points_of(slack_by_harm(), {filed_in(row.days, row.harm)}) == row.points);
    }
  }

  TEST_CASE("step rows: a filing date that is not recorded could be any, or an earlier one") {
    Case open = child_of(4000, kSome);
    open.no_filing_date = false;
    CHECK(points_of(slack_by_harm(), {open}) == whole(0, 3, 4));
    open.answers[world::kHarm] = kHigh;
    CHECK(points_of(slack_by_harm(), {open}) == whole(0, 3, 9));
    Case linked = open;
    linked.case_id = "d";
    linked.linked_to = {"c"};
    CHECK(points_of(slack_by_harm(), {filed_in(28, kHigh), linked}) == whole(4, 4, 9));
    CHECK(points_of(slack_by_harm(), {filed_in(28, kSome), linked}) == whole(4, 4, 4));
    CHECK(points_of(slack_by_harm(), {filed_in(29, kSome), linked}) == whole(0, 0, 4));
  }

  TEST_CASE("step rows: behind the last row with conditions nothing is certain but 0") {
    Policy policy = slack_by_harm();
    policy.filing->slack = {{WorkingDays{10}, whole_points(9), {}, where_harm("high")}};
    CHECK(points_of(policy, {filed_in(14, kHigh)}) == whole(9, 9, 9));
    CHECK(points_of(policy, {filed_in(14, kSome)}) == whole(0, 0, 0));
    CHECK(points_of(policy, {filed_in(14, Answer::unknown())}) == whole(0, 0, 9));
  }

  TEST_CASE("step rows: what a row depends on is to be found out") {
    const auto check = [](const Policy& policy, const Case& one) {
      const CaseTable table = world::table_of({one});
      const Explanation why = explain(table, world::compiled(policy), CaseRow{0}, world::as_of());
      REQUIRE(why.checks.size() == 1);
      CHECK(why.checks.front().fact == "harm");
      return std::vector{why.checks.front().could_add, why.checks.front().could_take_off};
    };
    CHECK(check(ages_by_harm(), child_of(100, Answer::unknown())) ==
          std::vector{whole_points(5), Points{}});
    CHECK(check(slack_by_harm(), filed_in(14, Answer::unknown())) ==
          std::vector{whole_points(7), Points{}});
  }
}
