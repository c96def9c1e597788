// What is named as open, against every way in which it may turn out.
#include <waitlist/scoring/explanation.h>

#include "support/slow_staleness.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

std::size_t drawn_below(std::size_t end) { return *rc::gen::inRange(std::size_t{0}, end); }

/// Known answers to a fact of the small world: all of a choice or checklist, and many others.
std::vector<Answer> known_answers(FactIndex fact, Day listed_on) {
  const FactDefinition& definition = world::schema().fact(fact);
  std::vector<Answer> answers{Answer::no()};
  const auto add = [&](std::uint32_t from, std::uint32_t to, auto make) {
    for (std::uint32_t value = from; value <= to; ++value) answers.push_back(make(value));
  };
  switch (definition.kind) {
    case FactKind::choice:
      add(0, static_cast<std::uint32_t>(definition.levels.size()) - 1, &Answer::level);
      break;
    case FactKind::count:
      add(0, 30, &Answer::number);
      add(250, 300, &Answer::number);
      break;
    case FactKind::checklist: add(1, 31, &Answer::markers); break;
    case FactKind::date:
      add(0, 500, [&](std::uint32_t days) { return Answer::on(listed_on - Days{days}); });
      break;
  }
  return answers;
}

Score score_of(const std::vector<Case>& cases, const CompiledPolicy& policy, std::size_t which) {
  const CaseTable table = world::table_of(cases);
  const CaseRow row = *table.find(cases[which].case_id);
  const UnitFacts unit = unit_facts(table, policy, table.unit(row), world::as_of());
  return score_on(policy, score_facts(table, policy, row, unit, world::as_of()), unit,
                  world::as_of());
}

/// What a score says of the case; not the filing date itself.
bool same(const Score& a, const Score& b) {
  return a.points == b.points && a.part == b.part && a.risk == b.risk && a.band == b.band &&
         a.band_least == b.band_least && a.band_most == b.band_most && a.tier == b.tier &&
         a.must_allocate == b.must_allocate;
}

bool is_stale(const Case& one, const CompiledPolicy& policy, FactIndex fact) {
  return slow_oracle::is_stale(one, policy.written(), world::schema(),
                               world::schema().fact(fact).id, world::as_of());
}

/// Answers a fact anew: the answer is not stale.
void find_out(Case& one, FactIndex fact, Answer answer) {
  one.answers[fact] = answer;
  std::erase_if(one.records, [fact](const AnswerRecord& record) { return record.fact == fact; });
}

struct World {
  CompiledPolicy policy = world::compiled(world::random_policy(world::PolicyShape::monotone));
  std::vector<Case> cases = world::random_cases(4);
};

/// Calls `examine(which, explanation)` for each ranked case.
template <class Examine>
void for_each_ranked(const World& given, Examine examine) {
  const CaseTable table = world::table_of(given.cases);
  for (std::size_t i = 0; i < given.cases.size(); ++i) {
    const CaseRow row = *table.find(given.cases[i].case_id);
    if (!world::is_ranked(table, row, world::as_of())) continue;
    examine(i, explain(table, given.policy, row, world::as_of()));
  }
}

const Check* named_check(const Explanation& why, std::string_view fact) {
  const auto at = std::ranges::find(why.checks, fact, &Check::fact);
  return at == why.checks.end() ? nullptr : &*at;
}

/// Every known answer in turn: what changes the score is named, and what is named can change it or
/// is stale.
void try_each_fact(const World& given) {
  for_each_ranked(given, [&](std::size_t which, const Explanation& why) {
    for (FactIndex fact = 0; fact < world::kFacts; ++fact) {
      const Case& one = given.cases[which];
      const bool stale = is_stale(one, given.policy, fact);
      if (one.answers[fact].known() && !stale) continue;
      const Check* check = named_check(why, world::schema().fact(fact).id);
      bool changes = false;
      std::vector<Case> then = given.cases;
      for (const Answer answer : known_answers(fact, one.listed_on)) {
        find_out(then[which], fact, answer);
        const Score score = score_of(then, given.policy, which);
        changes = changes || !same(score, why.score);
        const Points more = score.points.used - why.score.points.used;
        RC_ASSERT(more <= (check != nullptr ? check->could_add : Points{}));
        RC_ASSERT(Points{} - more <= (check != nullptr ? check->could_take_off : Points{}));
        RC_ASSERT(score.band >= (check != nullptr ? check->band_reached : why.score.band));
      }
      RC_ASSERT((check != nullptr && check->stale_since.has_value()) == stale);
      if (stale && !changes) continue;
      RC_ASSERT((check != nullptr && !check->with_others) == changes);
    }
  });
}

bool has_unknown_birth(const Case& one) {
  return one.children.empty() ||
         std::ranges::any_of(one.children, [](const Child& child) { return !child.born; });
}

/// The case with one age for every date of birth that is not known.
void settle_births(Case& one, Days age) {
  if (one.children.empty()) one.children.emplace_back();
  for (Child& child : one.children) {
    if (!child.born) child.born = one.listed_on - age;
  }
}

void try_births(const World& given) {
  for_each_ranked(given, [&](std::size_t which, const Explanation& why) {
    if (!has_unknown_birth(given.cases[which])) return;
    const Check* check = named_check(why, kBirthCheck);
    for (std::int64_t age = 0; age <= 6500; age += 50) {
      std::vector<Case> then = given.cases;
      settle_births(then[which], Days{age});
      const Score score = score_of(then, given.policy, which);
      if (!same(score, why.score)) RC_ASSERT(check != nullptr);
      const Points more = score.points.used - why.score.points.used;
      RC_ASSERT(more <= (check != nullptr ? check->could_add : Points{}));
    }
  });
}

void try_filing_dates(const World& given) {
  for_each_ranked(given, [&](std::size_t which, const Explanation& why) {
    if (given.cases[which].filing_date || given.cases[which].no_filing_date) return;
    const Check* check = named_check(why, kFilingCheck);
    for (std::int64_t after = 0; after <= 400; after += 3) {
      std::vector<Case> then = given.cases;
      then[which].filing_date = given.cases[which].listed_on + Days{after};
      const Score score = score_of(then, given.policy, which);
      if (!same(score, why.score)) RC_ASSERT(check != nullptr);
      const Points more = score.points.used - why.score.points.used;
      RC_ASSERT(more <= (check != nullptr ? check->could_add : Points{}));
      if (score.must_allocate != why.score.must_allocate) RC_ASSERT(check->could_be_due);
    }
  });
}

/// Everything unknown or stale found out at once: the score lies in its range, and moves only if it
/// is open.
void find_out_all(const World& given) {
  for_each_ranked(given, [&](std::size_t which, const Explanation& why) {
    std::vector<Case> then = given.cases;
    for (Case& one : then) {
      settle_births(one, Days{static_cast<std::int64_t>(drawn_below(6500))});
      if (!one.filing_date && !one.no_filing_date) {
        one.filing_date = one.listed_on + Days{static_cast<std::int64_t>(drawn_below(300))};
      }
      for (FactIndex fact = 0; fact < world::kFacts; ++fact) {
        if (one.answers[fact].known() && !is_stale(one, given.policy, fact)) continue;
        const auto answers = known_answers(fact, one.listed_on);
        find_out(one, fact, answers[drawn_below(answers.size())]);
      }
    }
    const Score score = score_of(then, given.policy, which);
    RC_ASSERT(why.score.points.least <= score.points.used);
    RC_ASSERT(score.points.used <= why.score.points.most);
    RC_ASSERT(why.score.band_most <= score.band);
    RC_ASSERT(score.band <= why.score.band_least);
    if (why.settled) RC_ASSERT(same(score, why.score));
  });
}

/// What is not known earns no more than the limit, and makes no rate faster.
void check_limit(World given) {
  for (Case& one : given.cases) one.records.clear();  // what is stale is known
  const auto& limit = given.policy.written().unknown.total_cap;
  for_each_ranked(given, [&](std::size_t which, const Explanation& why) {
    const CaseTable table = world::table_of(given.cases);
    const CaseRow row = *table.find(given.cases[which].case_id);
    const UnitFacts unit = unit_facts(table, given.policy, table.unit(row), world::as_of());
    const FactScore facts = score_facts(table, given.policy, row, unit, world::as_of());
    const Points taken =
        facts.risk.used - facts.risk.least + (facts.other.used - facts.other.least);
    if (limit) RC_ASSERT(taken <= *limit);
    if (facts.band_least == facts.band_used) RC_ASSERT(facts.faster_least == facts.faster_used);
    RC_ASSERT(why.score.points.least <= why.score.points.used);
  });
}

}  // namespace

TEST_SUITE("open checks") {
  TEST_CASE(
      "open checks: an answer is named if, and only if, finding it out can change the score") {
    CHECK(rc::check([] { try_each_fact(World{}); }));
  }

  TEST_CASE("open checks: a date of birth that can change the score is named") {
    CHECK(rc::check([] { try_births(World{}); }));
  }

  TEST_CASE("open checks: a filing date that can change the score is named") {
    CHECK(rc::check([] { try_filing_dates(World{}); }));
  }

  TEST_CASE("open checks: what is not known earns no more than the limit, births included") {
    CHECK(rc::check([] { check_limit(World{}); }));
  }

  TEST_CASE("open checks: once everything is known the score lies within its range") {
    CHECK(rc::check([] { find_out_all(World{}); }));
  }
}
