#include <waitlist/queue/ranking.h>

#include "support/small_world.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

/// A policy whose only rule is a floor: whoever meets the condition is in P1, all others in P3.
CompiledPolicy floor_of(Condition condition) {
  Policy policy = world::bare_policy("floor", "A floor");
  policy.bands = {{"P1", "One", "", whole_points(10), {}}, {"P3", "Three", "", Points{0}, {}}};
  FloorRule rule;
  rule.id = "floor";
  rule.label = "a floor";
  rule.band = "P1";
  rule.when.all = {std::move(condition)};
  policy.floors = {rule};
  policy.order = {OrderKey::tier, OrderKey::case_id};
  return world::compiled(policy);
}

Case case_with(FactIndex fact, Answer answer) {
  Case one;
  one.case_id = "c";
  one.listed_on = world::as_of() - Days{40};
  one.answers.resize(world::kFacts, Answer::no());
  one.answers[fact] = answer;
  return one;
}

bool meets(const Condition& condition, const Case& one) {
  const Ranking ranking = rank(world::table_of({one}), floor_of(condition), world::as_of()).value();
  return ranking.places().front().score.band == 0;
}

}  // namespace

TEST_SUITE("conditions") {
  TEST_CASE("conditions: within_days holds up to its last day, counted back from listing") {
    const Condition within{FactWithin{"heard_on", Days{30}}, {}};
    const Day listed = world::as_of() - Days{40};
    for (const auto& row : std::vector<std::pair<std::int64_t, bool>>{
             {0, true}, {29, true}, {30, true}, {31, false}}) {
      const auto& days = row.first;
      const auto& holds = row.second;
      CAPTURE(days);
      CHECK(meets(within, case_with(world::kHeardOn, Answer::on(listed - Days{days}))) == holds);
    }
    const Condition same_day{FactWithin{"heard_on", Days{0}}, {}};
    CHECK(meets(same_day, case_with(world::kHeardOn, Answer::on(listed))));
    CHECK_FALSE(meets(same_day, case_with(world::kHeardOn, Answer::on(listed - Days{1}))));
  }

  TEST_CASE("conditions: at_least holds from its level, number or count of markers on") {
    const auto harm = [](std::uint32_t level) {
      return meets({FactAtLeast{"harm", "high"}, {}},
                   case_with(world::kHarm, Answer::level(level)));
    };
    CHECK_FALSE(harm(1));
    CHECK(harm(2));
    CHECK(harm(3));
    const auto police = [](std::uint32_t number) {
      return meets({FactAtLeast{"police", std::int64_t{4}}, {}},
                   case_with(world::kPolice, Answer::number(number)));
    };
    CHECK_FALSE(police(3));
    CHECK(police(4));
    CHECK(police(5));
    const auto worries = [](std::uint32_t markers) {
      return meets({FactAtLeast{"worries", std::int64_t{2}}, {}},
                   case_with(world::kWorries, Answer::markers(markers)));
    };
    CHECK_FALSE(worries(0b10000));
    CHECK(worries(0b10001));
    CHECK(worries(0b10011));
  }

  TEST_CASE("conditions: youngest_under ends on the day on which the child is so many months old") {
    const auto born = [](Day day) {
      Case one = case_with(world::kHarm, Answer::no());
      one.listed_on = world::day("2009-09-01");
      one.children = {{day}};
      return meets({YoungestUnder{Months{6}}, {}}, one);
    };
    CHECK_FALSE(born(world::day("2009-02-28")));
    CHECK_FALSE(born(world::day("2009-03-01")));
    CHECK(born(world::day("2009-03-02")));
  }
}
