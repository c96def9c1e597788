#include <waitlist/queue/passing.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/scoring/trajectory.h>

#include "support/shipped.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

std::ptrdiff_t place_of(const Ranking& ranking, CaseRow row) {
  return std::ranges::find(ranking.places(), row, &Place::row) - ranking.places().begin();
}

/// Ranks every day afresh until the two stand the other way round.
std::optional<Passing> passing_by_ranking(const CaseTable& cases,
                                          const CompiledPolicy& policy,
                                          CaseRow one,
                                          CaseRow other,
                                          Day as_of,
                                          Day last_day) {
  const auto one_first = [&](Day day) {
    const Ranking ranking = rank(cases, policy, day).value();
    return place_of(ranking, one) < place_of(ranking, other);
  };
  const bool now = one_first(as_of);
  for (Day day = as_of + Days{1}; day <= last_day; day = day + Days{1}) {
    if (one_first(day) != now) return Passing{day, now ? other : one, now ? one : other};
  }
  return std::nullopt;
}

}  // namespace

TEST_SUITE("queue") {
  TEST_CASE("passing: the day is the one on which ranking every day turns the two round") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(world::random_policy());
      const CaseTable cases = world::table_of(world::random_cases(5));
      const Day as_of = world::as_of();
      const Ranking ranking = rank(cases, policy, as_of).value();
      if (ranking.places().size() < 2) return;
      const CaseRow one = ranking.places().front().row;
      const CaseRow other = ranking.places().back().row;
      const Day last = as_of + Days{90};
      RC_ASSERT(first_passing(cases, policy, one, other, as_of, last) ==
                passing_by_ranking(cases, policy, one, other, as_of, last));
    }));
  }

  TEST_CASE("passing: of two on straight lines the one that gains faster passes, between looks") {
    Policy written = world::bare_policy("lines", "Waiting alone");
    written.bands = {{"P1", "One", "", Points{0}, {}}};
    written.waiting.emplace();
    written.waiting->rates = {{0, Points{100}, 1, {}}};
    written.waiting->faster = {{2000, {{{YoungestUnder{Months{12}}, {}}}, {}}, {}}};
    written.order = {OrderKey::points, OrderKey::longest_wait, OrderKey::case_id};
    const CompiledPolicy policy = world::compiled(written);
    Case older;
    older.case_id = "OLDER";
    older.listed_on = world::day("2009-07-16");
    older.children = {{world::day("1999-01-01")}};
    Case baby;
    baby.case_id = "BABY";
    baby.listed_on = world::day("2009-09-02");
    baby.children = {{world::day("2009-08-01")}};
    const CaseTable cases = world::table_of({older, baby});
    const CaseRow slow = cases.find("OLDER").value();
    const CaseRow fast = cases.find("BABY").value();
    const Day as_of = world::as_of();
    const Day last = as_of + Days{100};
    // On 20 October 96 days at 0.1 meet 48 at 0.2, and the longer wait is first once more.
    const Passing expected{world::day("2009-10-21"), fast, slow};
    CHECK_FALSE(trajectory(cases, policy, slow, as_of).next.has_value());
    CHECK_FALSE(trajectory(cases, policy, fast, as_of).next.has_value());
    CHECK(first_passing(cases, policy, slow, fast, as_of, last) == expected);
    CHECK(passing_by_ranking(cases, policy, slow, fast, as_of, last) == expected);
    for (const Day from : {expected.on - Days{2}, expected.on - Days{1}}) {
      CHECK(first_passing(cases, policy, slow, fast, from, last) == expected);
      CHECK(first_passing(cases, policy, slow, fast, from, expected.on) == expected);
    }
    CHECK_FALSE(first_passing(cases, policy, slow, fast, as_of, expected.on - Days{1}).has_value());
    CHECK_FALSE(first_passing(cases, policy, slow, fast, expected.on, last).has_value());
  }

  TEST_CASE("passing: a young child's case is promoted past an older one's, and never back") {
    const CompiledPolicy policy = shipped::policy("staffordshire_2009");
    const CaseTable cases = shipped::cases(
        "case_id,status,listed_on,child_dobs,da.reported\n"
        "OLDER,awaiting,2009-09-01,1999-01-01,ongoing\n"
        "BABY,awaiting,2009-09-01,2009-08-01,no\n");
    const Day as_of = shipped::as_of();
    const auto passing = first_passing(cases, policy, 0, 1, as_of, as_of + Days{700});
    const auto expected = passing_by_ranking(cases, policy, 0, 1, as_of, as_of + Days{700});
    REQUIRE(passing.has_value());
    CHECK(passing == expected);
    CHECK(first_passing(cases, policy, 1, 0, as_of, as_of + Days{700}) == expected);
    CHECK(!first_passing(cases, policy, 0, 1, as_of, passing->on - Days{1}).has_value());
    CHECK(!first_passing(cases, policy, 0, 1, passing->on, as_of + Days{700}).has_value());
  }

  TEST_CASE("passing: with first come, first served nobody ever passes") {
    const CompiledPolicy policy = shipped::policy("first_come_first_served");
    const Day as_of = shipped::as_of();
    const auto places = shipped::ranked_sample("first_come_first_served");
    const CaseRow first = places.places().front().row;
    const CaseRow last = places.places().back().row;
    CHECK(!first_passing(shipped::sample(), policy, first, last, as_of, as_of + Days{3000}));
  }
}
