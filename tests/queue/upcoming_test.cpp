#include <waitlist/queue/summary.h>
#include <waitlist/queue/upcoming.h>
#include <waitlist/scoring/trajectory.h>

#include "support/shipped.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = waitlist::small_world;

namespace {

constexpr std::int64_t kAhead = 30;

std::vector<UpcomingDay> of_kind(const std::vector<UpcomingDay>& days, UpcomingKind kind) {
  std::vector<UpcomingDay> found;
  std::ranges::copy_if(days, std::back_inserter(found),
                       [kind](const UpcomingDay& day) { return day.kind == kind; });
  return found;
}

std::optional<Day> day_of(const std::vector<UpcomingDay>& days, CaseRow row) {
  const auto at = std::ranges::find(days, row, &UpcomingDay::row);
  return at == days.end() ? std::nullopt : std::optional{at->on};
}

/// The first day ahead on which the ranking of that day says so of the case.
template <class Says>
std::optional<Day> first_day(const CaseTable& cases,
                             const CompiledPolicy& policy,
                             const std::string& case_id,
                             Says says) {
  for (std::int64_t ahead = 1; ahead <= kAhead; ++ahead) {
    const Day day = world::as_of() + Days{ahead};
    const auto ranking = rank(cases, policy, day);
    if (says(ranking->find(case_id)->score)) return day;
  }
  return std::nullopt;
}

/// Lists that only the day changes: nobody is listed later, no decision begins.
std::vector<Case> settled_cases() {
  std::vector<Case> cases = world::random_cases(6);
  for (Case& one : cases) one.listed_on = std::min(one.listed_on, world::as_of());
  return cases;
}

}  // namespace

TEST_SUITE("upcoming") {
  TEST_CASE("upcoming: who must be allocated, and who passes a mark, as ranking each day says") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(world::random_policy());
      const CaseTable cases = world::table_of(settled_cases());
      const auto ranking = rank(cases, policy, world::as_of());
      RC_ASSERT(ranking.has_value());
      const auto days = upcoming_days(*ranking, Days{kAhead});
      const auto due = of_kind(days, UpcomingKind::must_allocate);
      const Days mark = policy.delay_marks().front();
      const auto marks = of_kind(days, UpcomingKind::waited);
      for (const Place& place : ranking->places()) {
        const std::string id{cases.case_id(place.row)};
        const auto expected = place.score.must_allocate
                                  ? std::nullopt
                                  : first_day(cases, policy, id, [](const Score& score) {
                                      return score.must_allocate;
                                    });
        RC_ASSERT(day_of(due, place.row) == expected);
        if (expected) RC_ASSERT(allocate_by(*ranking, place.row, place.score) == expected);
        if (place.score.waited >= mark) continue;
        const auto passes = first_day(cases, policy, id,
                                      [mark](const Score& score) { return score.waited >= mark; });
        RC_ASSERT(day_of(marks, place.row) == passes);
      }
    }));
  }

  TEST_CASE("upcoming: of the sample list 45 cases must be allocated within 28 days") {
    const Ranking& ranking = shipped::staffordshire_ranking();
    const auto due = of_kind(upcoming_days(ranking), UpcomingKind::must_allocate);
    std::size_t awaiting = 0;
    for (const UpcomingDay& day : due) {
      if (ranking.cases().status(day.row) != CaseStatus::awaiting) continue;
      ++awaiting;
      const auto changes = forecast(ranking.cases(), ranking.policy(), day.row, ranking.as_of(),
                                    ranking.as_of() + kUsualDaysAhead);
      const auto is_it = [&day](const ForecastChange& change) {
        return change.after.from == day.on && change.after.must_allocate;
      };
      const std::string id{ranking.cases().case_id(day.row)};
      CAPTURE(id);
      CHECK(std::ranges::any_of(changes, is_it));
    }
    CHECK(awaiting == 45);
  }

  TEST_CASE("upcoming: no day is told that is not ahead, but for reviews that are due already") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(world::random_policy());
      const auto ranking = rank(world::table_of(world::random_cases()), policy, world::as_of());
      RC_ASSERT(ranking.has_value());
      for (const UpcomingDay& day : upcoming_days(*ranking, Days{kAhead})) {
        RC_ASSERT(day.on <= world::as_of() + Days{kAhead});
        RC_ASSERT(day.on > world::as_of() || day.kind == UpcomingKind::review_due);
      }
      RC_ASSERT(summarise(*ranking, {Days{0}}).upcoming.empty());
    }));
  }
}
