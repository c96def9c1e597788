#include <waitlist/queue/ranking.h>
#include <waitlist/queue/summary.h>

#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = waitlist::small_world;

namespace {

bool may_come_back(ApartReason reason) {
  return reason == ApartReason::on_hold || reason == ApartReason::duty_allocated;
}

/// The list where this case alone is awaiting.
std::vector<Case> with_awaiting(std::vector<Case> cases, std::string_view case_id) {
  Case& one = *std::ranges::find(cases, case_id, &Case::case_id);
  one.status = CaseStatus::awaiting;
  one.hold.reset();
  one.duty_from.reset();
  return cases;
}

}  // namespace

TEST_SUITE("cases apart") {
  TEST_CASE("cases apart: one on hold or on duty scores as if it alone were awaiting") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(world::random_policy());
      const std::vector<Case> cases = world::random_cases();
      const auto ranking = rank(world::table_of(cases), policy, world::as_of());
      RC_ASSERT(ranking.has_value());
      for (const ApartCase& apart : ranking->apart()) {
        RC_ASSERT(apart.score.has_value() == may_come_back(apart.reason));
        const std::string id{ranking->cases().case_id(apart.row)};
        RC_ASSERT(ranking->find_apart(id) == &apart);
        if (!apart.score || ranking->cases().listed_on(apart.row) > world::as_of()) continue;
        const auto other = rank(world::table_of(with_awaiting(cases, id)), policy, world::as_of());
        RC_ASSERT(other.has_value());
        const Place* place = other->find(id);
        RC_ASSERT(place != nullptr);
        RC_ASSERT(place->score == *apart.score);
      }
    }));
  }

  TEST_CASE("cases apart: putting a case on hold moves no other unit relative to another") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(world::random_policy());
      std::vector<Case> cases = world::random_cases();
      for (Case& one : cases) one.linked_to.clear();
      const auto before = rank(world::table_of(cases), policy, world::as_of());
      RC_ASSERT(before.has_value());
      RC_PRE(!before->places().empty());
      const auto which = *rc::gen::inRange<std::size_t>(0, before->places().size());
      const std::string held{before->cases().case_id(before->places()[which].row)};
      Case& one = *std::ranges::find(cases, held, &Case::case_id);
      one.status = CaseStatus::on_hold;
      one.hold = Hold{"waits", {}};
      const auto after = rank(world::table_of(cases), policy, world::as_of());
      RC_ASSERT(after.has_value());
      std::vector<std::string> expected;
      for (const Place& place : before->places()) {
        expected.emplace_back(before->cases().case_id(place.row));
      }
      std::erase(expected, held);
      std::vector<std::string> order;
      for (const Place& place : after->places()) {
        order.emplace_back(after->cases().case_id(place.row));
      }
      RC_ASSERT(order == expected);
    }));
  }

  TEST_CASE("cases apart: the delayed ones are counted by their own risk, beside the others") {
    CHECK(rc::check([] {
      const auto ranking = rank(world::table_of(world::random_cases()),
                                world::compiled(world::random_policy()), world::as_of());
      RC_ASSERT(ranking.has_value());
      const Summary summary = summarise(*ranking);
      for (const DelayedCount& delayed : summary.delayed) {
        const auto waited_long = [&delayed](const ApartCase& apart) {
          return apart.score && apart.score->waited >= delayed.at_least;
        };
        RC_ASSERT(delayed.apart() ==
                  static_cast<std::size_t>(std::ranges::count_if(ranking->apart(), waited_long)));
      }
    }));
  }
}
