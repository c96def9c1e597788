// What an explanation works out the short way, worked out again the long way.
#include <waitlist/scoring/explanation.h>
#include <waitlist/scoring/trajectory.h>

#include "scoring/fact_score.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

const Check* check_of(const Explanation& why, std::string_view fact) {
  const auto at = std::ranges::find(why.checks, fact, &Check::fact);
  return at == why.checks.end() ? nullptr : &*at;
}

/// Each unknown fact answered at its worst and with "no", and the whole case scored again.
void check_open_facts(const CaseTable& cases, const CompiledPolicy& policy, CaseRow row) {
  const Day day = world::as_of();
  const Explanation why = explain(cases, policy, row, day);
  const PolicyTables& tables = policy.tables();
  const UnitFacts unit = unit_facts(cases, policy, cases.unit(row), day);
  const UnitAges ages = unit_ages(cases, tables, unit.ranked, day);
  for (FactIndex fact = 0; fact < policy.schema().facts().size(); ++fact) {
    const Check* check = check_of(why, policy.schema().fact(fact).id);
    const ScoredCase recorded{cases, tables, row, ages, std::nullopt, day};
    const std::optional<Day> stale_since = recorded.stale_since(fact);
    if (cases.answer(row, fact).known() && !stale_since) {
      RC_ASSERT(check == nullptr);
      continue;
    }
    Check expected;
    expected.band_reached = why.score.band;
    bool alone = false;
    const auto suppose = [&](bool worst, Answer level) {
      const ScoredCase supposed{cases, tables, row, ages, SupposedAnswer{fact, worst, level}, day};
      const Score then = score_on(policy, fact_score(supposed, policy, day), unit, day);
      const Points more = then.points.used - why.score.points.used;
      alone = alone || then != why.score;
      expected.could_add = std::max(expected.could_add, more);
      expected.could_take_off = std::max(expected.could_take_off, Points{} - more);
      expected.band_reached = std::min(expected.band_reached, then.band);
    };
    const std::size_t levels = policy.schema().fact(fact).levels.size();
    for (std::uint32_t level = 0; level == 0 || level < levels; ++level) {
      suppose(true, Answer::level(level));
    }
    suppose(false, Answer::no());
    // What is stale is always to be found out.
    if (stale_since) RC_ASSERT(check != nullptr);
    if (alone || !stale_since) {
      RC_ASSERT((check != nullptr && !check->with_others) == alone);
    }
    if (check == nullptr) continue;
    RC_ASSERT(check->stale_since == stale_since);
    RC_ASSERT(check->could_add == expected.could_add);
    RC_ASSERT(check->could_take_off == expected.could_take_off);
    RC_ASSERT(check->band_reached == expected.band_reached);
  }
}

/// Every look of every rule of some years walked along until one moves the tier.
void check_next_change(const CaseTable& cases, const CompiledPolicy& policy, CaseRow row) {
  const Explanation why = explain(cases, policy, row, world::as_of());
  const Day last = world::as_of() + Days{1500};
  const auto changes = forecast(cases, policy, row, world::as_of(), last);
  const auto first = std::ranges::find_if(changes, [](const ForecastChange& change) {
    return change.after.tier != change.tier_before;
  });
  if (first == changes.end()) {
    const bool later = !why.next_change || why.next_change->on > last;
    RC_ASSERT(later);
    return;
  }
  RC_ASSERT(why.next_change.has_value());
  RC_ASSERT(why.next_change->on == first->after.from);
  RC_ASSERT(why.next_change->from == policy.tier_id(first->tier_before));
  RC_ASSERT(why.next_change->to == policy.tier_id(first->after.tier));
  RC_ASSERT(!why.next_change->cause.empty());
}

template <class Examine>
void for_each_ranked(Examine examine) {
  const CompiledPolicy policy = world::compiled(world::random_policy());
  const CaseTable cases = world::table_of(world::random_cases());
  for (CaseRow row = 0; row < cases.size(); ++row) {
    if (world::is_ranked(cases, row, world::as_of())) examine(cases, policy, row);
  }
}

}  // namespace

TEST_SUITE("explanation") {
  TEST_CASE("explanation: an open check says what scoring the case again would say") {
    CHECK(rc::check([] { for_each_ranked(check_open_facts); }));
  }

  TEST_CASE("explanation: the next change is the first of the forecast that moves the tier") {
    CHECK(rc::check([] { for_each_ranked(check_next_change); }));
  }
}
