// Ranking beside an earlier list: clocks that are kept, and places that changes moved.
#include <waitlist/queue/ranking_since.h>

#include "support/shipped.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;
using world::day;

std::map<std::string, Case> cases_by_id(const std::vector<Case>& cases) {
  std::map<std::string, Case> map;
  for (const Case& one : cases) map[one.case_id] = one;
  return map;
}

}  // namespace

TEST_SUITE("queue") {
  TEST_CASE("clocks: nobody waits from a later day than before without a reason") {
    CHECK(rc::check([] {
      const std::vector<Case> before = world::random_cases();
      std::vector<Case> now = world::random_cases();
      for (Case& one : now) {
        if (*rc::gen::inRange(0, 3) == 0) one.relisted_reason = "returned";
      }
      const CaseTable kept = with_clocks_of(world::table_of(before), world::table_of(now));
      const auto old = cases_by_id(before);
      for (Case& one : now) {
        const auto at = old.find(one.case_id);
        if (at != old.end() && one.relisted_reason.empty()) {
          one.listed_on = std::min(one.listed_on, at->second.listed_on);
        }
        RC_ASSERT(kept.listed_on(kept.find(one.case_id).value()) == one.listed_on);
      }
      // The list is one that the rules accept, and it is that list whole.
      RC_ASSERT(kept.digest() == world::table_of(now).digest());
    }));
  }

  TEST_CASE("ranking since: the report's case keeps its place, and both places are told") {
    std::vector<Case> cases;
    for (CaseRow row = 0; row < shipped::sample().size(); ++row) {
      cases.push_back(shipped::sample().at(row));
    }
    const auto one = std::ranges::find(cases, "SM-0001", &Case::case_id);
    one->listed_on = day("2009-09-30");
    const CompiledPolicy policy = shipped::policy("staffordshire_2009");
    const auto table = [&] { return CaseTable::make(shipped::facts(), cases).value(); };
    const RankingSince kept =
        rank_since(shipped::sample(), table(), policy, shipped::as_of(), "before").value();
    CHECK(kept.ranking.find("SM-0001")->position == Position{35});
    CHECK(kept.since.moved.empty());
    REQUIRE(kept.since.changes.size() == 1);
    CHECK(kept.since.changes[0].kind == ListChangeKind::listed_later);
    CHECK(kept.since.changes[0].before == "2009-04-06");

    one->relisted_reason = "returned by the court";
    const RankingSince relisted =
        rank_since(shipped::sample(), table(), policy, shipped::as_of(), "before").value();
    REQUIRE(relisted.since.moved.size() == 1);
    const MovedPlace& move = relisted.since.moved.front();
    CHECK(move.place == relisted.ranking.find("SM-0001")->position);
    CHECK(move.place > Position{35});
    CHECK(move.put_back == Position{35});
    CHECK(relisted.since.move_of("SM-0001") == &move);
    CHECK(relisted.since.of("SM-0001").size() == 1);
    CHECK(relisted.since.of("").empty());
  }

  TEST_CASE("ranking since: put back, lowered concerns stand where they stood") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(world::random_policy());
      const std::vector<Case> before = world::random_cases();
      std::vector<Case> now = before;
      for (Case& one : now) {
        if (*rc::gen::inRange(0, 2) == 0) one.answers.assign(world::kFacts, Answer::no());
      }
      const auto ranked = rank_since(world::table_of(before), world::table_of(now), policy,
                                     world::as_of(), "before");
      if (!ranked) return;
      const auto all = rank(world::table_of(now), policy, world::as_of()).value();
      for (const MovedPlace& move : ranked->since.moved) {
        RC_ASSERT(ranked->ranking.cases().case_id(move.row) == move.case_id);
        RC_ASSERT(move.place == all.find(move.case_id)->position);
        RC_ASSERT(move.place != move.put_back);
        RC_ASSERT(move.put_back != Position{0});
      }
    }));
  }
}
