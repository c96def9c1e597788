#include <waitlist/queue/scored_list.h>
#include <waitlist/scoring/explanation.h>
#include <waitlist/scoring/trajectory.h>

#include "support/small_world.h"

#include <doctest/doctest.h>

#include <string_view>
#include <variant>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

/// A date earns 10 points, and 4 from the 30th day after it; P1 begins at 10.
Policy policy_measuring_to(MeasuredTo day) {
  Policy policy = world::bare_policy("dates", "Dates that grow old");
  policy.bands = {{"P1", "One", "", whole_points(10), {}}, {"P2", "Two", "", Points{0}, {}}};
  policy.groups.push_back({"g", "Group", Combine::sum, {}, true, {}});
  CriterionRule rule;
  rule.fact = "heard_on";
  rule.group = "g";
  rule.scale = ByRange{{{0, whole_points(10), {}}, {30, whole_points(4), {}}}};
  rule.measured = day;
  policy.criteria.push_back(rule);
  policy.order = {OrderKey::tier, OrderKey::points, OrderKey::case_id};
  return policy;
}

/// Heard so many days before the as-of date, and listed ten days before it.
Case heard(std::int64_t days_ago) {
  Case one;
  one.case_id = "A";
  one.listed_on = world::as_of() - Days{10};
  one.children = {{world::as_of() - Days{3000}}};
  one.answers.assign(world::kFacts, Answer::no());
  one.answers[world::kHeardOn] = Answer::on(world::as_of() - Days{days_ago});
  return one;
}

Points points_of(const Policy& policy, std::int64_t days_ago, Day day = world::as_of()) {
  return explain(world::table_of({heard(days_ago)}), world::compiled(policy), 0, day)
      .score.points.used;
}

}  // namespace

TEST_SUITE("measured dates") {
  TEST_CASE("measured dates: to the as-of date, points change while a case waits") {
    const Policy today = policy_measuring_to(MeasuredTo::as_of);
    CHECK(points_of(today, -3) == whole_points(10));
    CHECK(points_of(today, 29) == whole_points(10));
    CHECK(points_of(today, 30) == whole_points(4));
    CHECK(points_of(today, 29, world::as_of() + Days{1}) == whole_points(4));
    const Policy listed = policy_measuring_to(MeasuredTo::listed);
    CHECK(points_of(listed, 39) == whole_points(10));
    CHECK(points_of(listed, 39, world::as_of() + Days{100}) == whole_points(10));
    CHECK(world::compiled(today).stamp().digest != world::compiled(listed).stamp().digest);
  }

  TEST_CASE("measured dates: the day on which a row is crossed is foreseen") {
    const CompiledPolicy policy = world::compiled(policy_measuring_to(MeasuredTo::as_of));
    const CaseTable cases = world::table_of({heard(20)});
    const Day crossed = world::as_of() + Days{10};
    CHECK(trajectory(cases, policy, 0, world::as_of()).next ==
          NextLook{crossed, ChangeCause::date_measured});
    const auto changes = forecast(cases, policy, 0, world::as_of(), world::as_of() + Days{300});
    REQUIRE(changes.size() == 1);
    CHECK(changes.front().cause == ChangeCause::date_measured);
    CHECK(changes.front().after.from == crossed);
    const Explanation why = explain(cases, policy, 0, world::as_of());
    REQUIRE(why.next_change.has_value());
    CHECK(why.next_change->on == crossed);
    CHECK(why.next_change->cause == "a date that counts will lie further back");
  }

  TEST_CASE("measured dates: a condition ends with the last of its days") {
    Policy written = policy_measuring_to(MeasuredTo::listed);
    written.criteria.clear();
    FloorRule floor;
    floor.id = "floor";
    floor.label = "A floor";
    floor.band = "P1";
    floor.when.all.push_back({FactWithin{"heard_on", Days{25}, MeasuredTo::as_of}, {}});
    written.floors.push_back(floor);
    const CompiledPolicy policy = world::compiled(written);
    const CaseTable cases = world::table_of({heard(20)});
    const auto band = [&](std::int64_t days) {
      return explain(cases, policy, 0, world::as_of() + Days{days}).score.band;
    };
    CHECK(band(5) == 0);
    CHECK(band(6) == 1);
    CHECK(trajectory(cases, policy, 0, world::as_of()).next ==
          NextLook{world::as_of() + Days{6}, ChangeCause::date_measured});
  }

  TEST_CASE("measured dates: units and steps change points on the days foreseen, and on no other") {
    Policy written = policy_measuring_to(MeasuredTo::as_of);
    const std::vector<decltype(CriterionRule::scale)> scales{
        ByRange{{{0, whole_points(10), {}}, {1, whole_points(4), {}}, {14, whole_points(5), {}}}},
        PointsPer{whole_points(1), 3, 2, {}, whole_points(7), StepsCounted::full},
        PointsPer{Points{-1700}, 4, 0, whole_points(9), {}, StepsCounted::part}};
    for (const DateUnit unit : {DateUnit::days, DateUnit::months, DateUnit::years}) {
      for (const auto& scale : scales) {
        for (const char* since : {"2008-02-29", "2008-08-31", "2009-10-04", "2009-10-20"}) {
          CAPTURE(to_text(unit));
          CAPTURE(since);
          written.criteria[0].unit = unit;
          written.criteria[0].scale = scale;
          const CompiledPolicy policy = world::compiled(written);
          Case one = heard(0);
          one.answers[world::kHeardOn] = Answer::on(world::day(since));
          const CaseTable cases = world::table_of({one});
          std::vector<Day> changed;
          const auto points = [&](Day day) { return explain(cases, policy, 0, day).score.points; };
          const Day last = world::as_of() + Days{900};
          for (Day day = world::as_of(); day < last; day = day + Days{1}) {
            if (points(day + Days{1}).used != points(day).used) changed.push_back(day + Days{1});
          }
          std::vector<Day> foreseen;
          for (const ForecastChange& change : forecast(cases, policy, 0, world::as_of(), last)) {
            CHECK(change.cause == ChangeCause::date_measured);
            foreseen.push_back(change.after.from);
          }
          CHECK(foreseen == changed);
        }
      }
    }
  }

  TEST_CASE("measured dates: months and years turn on the day after that which completes them") {
    struct Row {
      const char* heard;
      const char* last;  ///< within
      Condition condition;
    };

    for (const Row& row :
         {Row{"2008-02-29",
              "2009-03-01",
              {FactWithinMonths{"heard_on", 1, DateUnit::years, MeasuredTo::as_of}}},
          Row{"2008-12-31",
              "2009-03-01",
              {FactWithinMonths{"heard_on", 2, DateUnit::months, MeasuredTo::as_of}}},
          Row{"2009-01-15",
              "2009-03-15",
              {FactOlder{"heard_on", 2, DateUnit::months, MeasuredTo::as_of}, {}, true}},
          Row{"2009-02-01",
              "2009-03-02",
              {FactOlder{"heard_on", 29, DateUnit::days, MeasuredTo::as_of}, {}, true}}}) {
      CAPTURE(row.heard);
      Policy written = policy_measuring_to(MeasuredTo::listed);
      written.criteria.clear();
      FloorRule floor;
      floor.id = "floor";
      floor.label = "A floor";
      floor.band = "P1";
      floor.when.all = {row.condition};
      written.floors = {floor};
      const CompiledPolicy policy = world::compiled(written);
      Case one = heard(0);
      one.listed_on = world::day("2009-02-20");
      one.answers[world::kHeardOn] = Answer::on(world::day(row.heard));
      const CaseTable cases = world::table_of({one});
      const Day last = world::day(row.last);
      CHECK(explain(cases, policy, 0, last).score.band == 0);
      CHECK(explain(cases, policy, 0, last + Days{1}).score.band == 1);
      CHECK(trajectory(cases, policy, 0, one.listed_on).next ==
            NextLook{last + Days{1}, ChangeCause::date_measured});
    }
  }

  TEST_CASE("measured dates: a list scored once is ordered right on every day") {
    const CompiledPolicy policy = world::compiled(policy_measuring_to(MeasuredTo::as_of));
    Case other = heard(5);
    other.case_id = "B";
    const auto list = ScoredList::make(world::table_of({heard(20), other}), policy);
    REQUIRE(list.has_value());
    const auto first = [&](std::int64_t days) {
      return list->cases().case_id(list->order(world::as_of() + Days{days})->front());
    };
    CHECK(first(9) == std::string_view{"A"});
    CHECK(first(10) == std::string_view{"B"});
    CHECK(first(25) == std::string_view{"A"});
  }
}
