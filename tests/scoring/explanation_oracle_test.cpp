// What an explanation works out the short way, worked out again the long way.
#include <waitlist/base/limits.h>
#include <waitlist/scoring/explanation.h>
#include <waitlist/scoring/trajectory.h>

#include "scoring/fact_score.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

const Check* check_of(const Explanation& why, std::string_view fact) {
  const auto at = std::ranges::find(why.checks, fact, &Check::fact);
  return at == why.checks.end() ? nullptr : &*at;
}

/// Every answer that there is, but for dates far away; of those long gone some, and the first.
std::vector<Answer> all_answers(FactIndex fact) {
  const FactDefinition& definition = world::schema().fact(fact);
  std::vector<Answer> answers{Answer::no()};
  const auto values = static_cast<std::uint32_t>(definition.levels.size());
  switch (definition.kind) {
    case FactKind::choice:
      for (std::uint32_t i = 0; i < values; ++i) answers.push_back(Answer::level(i));
      break;
    case FactKind::count:
      for (std::uint32_t i = 0; i <= definition.count_max; ++i) {
        answers.push_back(Answer::number(i));
      }
      break;
    case FactKind::checklist:
      for (std::uint32_t i = 1; i < std::uint32_t{1} << values; ++i) {
        answers.push_back(Answer::markers(i));
      }
      break;
    case FactKind::date:
      for (std::int64_t days = -50; days < 1400; ++days) {
        answers.push_back(Answer::on(world::as_of() - Days{days}));
      }
      for (std::int64_t days = 1400; days < 12'000; days += 90) {
        answers.push_back(Answer::on(world::as_of() - Days{days}));
      }
      answers.push_back(Answer::on(Day::first()));
      break;
  }
  return answers;
}

/// What finding something out alone could do.
struct Outcome {
  bool changes = false;
  Check could;

  explicit Outcome(const Score& now) { could.band_reached = now.band; }

  void note(const Score& now, const Score& then) {
    const Points more = then.points.used - now.points.used;
    changes = changes || then != now;
    could.could_add = std::max(could.could_add, more);
    could.could_take_off = std::max(could.could_take_off, Points{} - more);
    could.band_reached = std::min(could.band_reached, then.band);
  }
};

void check_says(const Check& check, const Outcome& outcome) {
  RC_ASSERT(check.could_add == outcome.could.could_add);
  RC_ASSERT(check.could_take_off == outcome.could.could_take_off);
  RC_ASSERT(check.band_reached == outcome.could.band_reached);
}

/// Each unknown fact answered in every way, and the whole case scored again.
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
    Outcome outcome{why.score};
    for (const Answer answer : all_answers(fact)) {
      const ScoredCase supposed{cases, tables, row, ages, SupposedAnswer{fact, answer}, day};
      outcome.note(why.score, score_on(policy, fact_score(supposed, policy, day), unit, day));
    }
    // What is stale is always to be found out.
    if (stale_since) RC_ASSERT(check != nullptr);
    if (outcome.changes || !stale_since) {
      RC_ASSERT((check != nullptr && !check->with_others) == outcome.changes);
    }
    if (check == nullptr) continue;
    RC_ASSERT(check->stale_since == stale_since);
    check_says(*check, outcome);
  }
}

/// Dates of birth that are not known found out together: all pairs of ages of the first and the
/// others, and of the others and the last.
void check_open_births(const CaseTable& cases, const CompiledPolicy& policy, CaseRow row) {
  const Day day = world::as_of();
  const Explanation why = explain(cases, policy, row, day);
  const PolicyTables& tables = policy.tables();
  const UnitFacts unit = unit_facts(cases, policy, cases.unit(row), day);
  const UnitAges now = unit_ages(cases, tables, unit.ranked, day, KeepMonths::yes);
  const Check* check = check_of(why, kBirthCheck);
  if (!now.open) {
    RC_ASSERT(check == nullptr);
    return;
  }
  Outcome outcome{why.score};
  for (std::int64_t others = 0; others < limits::kAdultMonths; others += 1) {
    for (std::int64_t one = 0; one<limits::kAdultMonths; one += now.unknown> 1 ? 7 : 216) {
      std::vector<std::int64_t> months(static_cast<std::size_t>(now.unknown), others);
      if (now.unknown > 1) months.back() = one;
      const UnitAges ages = supposed_births(now, tables, months);
      const ScoredCase supposed{cases, tables, row, ages, std::nullopt, day};
      outcome.note(why.score, score_on(policy, fact_score(supposed, policy, day), unit, day));
    }
  }
  if (outcome.changes) RC_ASSERT((check != nullptr && !check->with_others) == true);
  if (check == nullptr) return;
  // The others are tried in steps, so that more may be possible.
  RC_ASSERT(check->could_add >= outcome.could.could_add);
  RC_ASSERT(check->could_take_off >= outcome.could.could_take_off);
  RC_ASSERT(check->band_reached <= outcome.could.band_reached);
  if (now.unknown == 1) check_says(*check, outcome);
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

  TEST_CASE("explanation: an open date of birth says what every age would come to") {
    CHECK(rc::check([] { for_each_ranked(check_open_births); }));
  }

  TEST_CASE("explanation: the next change is the first of the forecast that moves the tier") {
    CHECK(rc::check([] { for_each_ranked(check_next_change); }));
  }
}
