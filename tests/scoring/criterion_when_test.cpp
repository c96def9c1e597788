// Criteria that count only where conditions hold, and several criteria on one fact.
#include <waitlist/queue/ranking.h>
#include <waitlist/scoring/explanation.h>

#include "support/small_world.h"

#include <doctest/doctest.h>

#include <optional>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

/// Police call-outs earn 10 from the first on (7 while unknown), where harm is high or grave.
Policy police_where_harm_is_high() {
  Policy policy = world::bare_policy("where", "Where");
  policy.bands = {{"P1", "One", "", whole_points(10), {}}, {"P3", "Three", "", Points{0}, {}}};
  policy.groups = {{"g", "All", Combine::sum, std::nullopt, true, {}}};
  CriterionRule rule;
  rule.fact = "police";
  rule.group = "g";
  rule.scale = ByRange{{{0, Points{0}, {}}, {1, whole_points(10), {}}}};
  rule.unknown = whole_points(7);
  rule.when.all = {{FactAtLeast{"harm", "high"}, {}}};
  policy.criteria = {rule};
  policy.order = {OrderKey::tier, OrderKey::points, OrderKey::case_id};
  return policy;
}

Case case_of(Answer harm, Answer police) {
  Case one = world::plain_case();
  one.answers[world::kHarm] = harm;
  one.answers[world::kPolice] = police;
  return one;
}

PointsRange points_of(const Policy& policy, const Case& one) {
  const Ranking ranking =
      rank(world::table_of({one}), world::compiled(policy), world::as_of()).value();
  return ranking.places().front().score.points;
}

Explanation explained(const Policy& policy, const Case& one) {
  return explain(world::table_of({one}), world::compiled(policy), CaseRow{0}, world::as_of());
}

PointsRange whole(std::int64_t least, std::int64_t used, std::int64_t most) {
  return {whole_points(least), whole_points(used), whole_points(most)};
}

}  // namespace

TEST_SUITE("criterion when") {
  TEST_CASE("criterion when: least is certain, used holds, most is possible") {
    struct Row {
      Answer harm, police;
      PointsRange points;
    };

    const Answer high = Answer::level(2);
    const Answer some = Answer::level(1);
    for (const Row& row : std::vector<Row>{
             {high, Answer::number(1), whole(10, 10, 10)},
             {high, Answer::unknown(), whole(0, 7, 10)},
             {high, Answer::no(), whole(0, 0, 0)},
             {some, Answer::number(1), whole(0, 0, 0)},
             {some, Answer::unknown(), whole(0, 0, 0)},
             {Answer::no(), Answer::number(1), whole(0, 0, 0)},
             {Answer::unknown(), Answer::number(1), whole(0, 0, 10)},
             {Answer::unknown(), Answer::unknown(), whole(0, 0, 10)},
             {Answer::unknown(), Answer::no(), whole(0, 0, 0)},
         }) {
      CAPTURE(row.harm.value());
      CAPTURE(row.police.value());
      CHECK(points_of(police_where_harm_is_high(), case_of(row.harm, row.police)) == row.points);
    }
  }

  TEST_CASE("criterion when: an age that is not known counts in use, and is not certain") {
    Policy policy = police_where_harm_is_high();
    policy.criteria.front().when.all = {{YoungestUnder{Months{12}}, {}}};
    Case one = case_of(Answer::no(), Answer::number(3));
    CHECK(points_of(policy, one) == whole(0, 0, 0));
    one.children = {{world::as_of() - Days{50}}};
    CHECK(points_of(policy, one) == whole(10, 10, 10));
    one.children = {{}};
    CHECK(points_of(policy, one) == whole(0, 10, 10));
    // It counts for a date of birth that is not known, so the limit on that holds for it.
    policy.unknown.total_cap = whole_points(3);
    CHECK(points_of(policy, one) == whole(0, 3, 10));
  }

  TEST_CASE("criterion when: an explanation leaves out what cannot count, and shows what may") {
    const auto why = [](Answer harm, Answer police) {
      return explained(police_where_harm_is_high(), case_of(harm, police));
    };
    CHECK(why(Answer::level(1), Answer::number(1)).contributions.empty());
    const Explanation open = why(Answer::unknown(), Answer::number(1));
    REQUIRE(open.contributions.size() == 1);
    CHECK(open.contributions.front().id == "police");
    CHECK(open.contributions.front().points == Points{0});
    CHECK(open.contributions.front().answer ==
          "1; not counted while it is not known whether it counts");
    const Explanation counts = why(Answer::level(3), Answer::number(1));
    REQUIRE(counts.contributions.size() == 1);
    CHECK(counts.contributions.front().points == whole_points(10));
    CHECK(counts.contributions.front().answer == "1");
  }

  TEST_CASE("criterion when: what is to be found out names the fact on which it depends") {
    const Explanation why =
        explained(police_where_harm_is_high(), case_of(Answer::unknown(), Answer::number(1)));
    REQUIRE(why.checks.size() == 1);
    CHECK(why.checks.front().fact == "harm");
    CHECK(why.checks.front().could_add == whole_points(10));
    CHECK(why.checks.front().could_take_off == Points{0});
    CHECK(why.checks.front().band_reached == 0);
    CHECK_FALSE(why.settled);
    CHECK(explained(police_where_harm_is_high(), case_of(Answer::level(1), Answer::unknown()))
              .settled);
  }

  TEST_CASE("criterion when: two criteria on one fact each have a line, under their ids") {
    Policy policy = police_where_harm_is_high();
    CriterionRule second = policy.criteria.front();
    policy.criteria.front().id = "police.high";
    second.id = "police.low";
    second.scale = ByRange{{{0, Points{0}, {}}, {1, whole_points(4), {}}}};
    second.unknown = Points{0};
    second.when.all = {{FactAtLeast{"harm", "low"}, {}}};
    policy.criteria.push_back(second);
    CHECK(points_of(policy, case_of(Answer::level(1), Answer::number(1))) == whole(4, 4, 4));
    const Explanation why = explained(policy, case_of(Answer::level(3), Answer::number(1)));
    REQUIRE(why.contributions.size() == 2);
    CHECK(why.contributions[0].id == "police.high");
    CHECK(why.contributions[1].id == "police.low");
    CHECK(why.score.points == whole(14, 14, 14));
    // One thing is to be found out, not two.
    const Explanation open = explained(policy, case_of(Answer::level(3), Answer::unknown()));
    REQUIRE(open.checks.size() == 1);
    CHECK(open.checks.front().fact == "police");
    CHECK(open.checks.front().label == "Police call-outs");
    CHECK(open.checks.front().could_add == whole_points(7));
    CHECK(open.checks.front().could_take_off == whole_points(7));
  }

  TEST_CASE("criterion when: of several validities of a fact the shortest says when it is stale") {
    Policy policy = police_where_harm_is_high();
    CriterionRule second = policy.criteria.front();
    policy.criteria.front().id = "police.1";
    second.id = "police.2";
    second.valid = Days{10};
    policy.criteria.front().valid = Days{30};
    policy.criteria.push_back(second);
    Case one = case_of(Answer::level(3), Answer::number(1));
    one.records = {{world::kPolice, world::as_of() - Days{11}, ""}};
    CHECK(points_of(policy, one) == whole(0, 20, 20));
    one.records.front().received_on = world::as_of() - Days{10};
    CHECK(points_of(policy, one) == whole(20, 20, 20));
  }
}
