// Conditions that exclude each other: said where it is certain, and never where a case meets them.
#include "policy/never_holds.h"

#include <waitlist/io/policy_reader.h>
#include <waitlist/policy/policy_review.h>

#include "policy/every_when.h"
#include "scoring/conditions.h"
#include "scoring/fact_score.h"
#include "support/small_policy_text.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

/// Conditions without their braces.
struct Together {
  std::vector<std::string> all;
  std::vector<std::string> any = {};
};

std::string conditions_of(const char* key, const std::vector<std::string>& conditions) {
  std::string text = key;
  text += " = [";
  for (const std::string& one : conditions) text.append("{ ").append(one).append(" }, ");
  return text + "]\n";
}

/// Whether the review says that a floor with these conditions never holds.
bool never(const Together& row) {
  std::string conditions = conditions_of("all", row.all);
  if (!row.any.empty()) conditions += conditions_of("any", row.any);
  const auto policy = read_policy(small_policy_text::with_floor(conditions), world::schema());
  REQUIRE_MESSAGE(policy.has_value(), conditions);
  const auto doubts = review(*policy);
  return std::ranges::count(doubts, DoubtKind::never_holds, &Doubt::kind) == 1;
}

}  // namespace

TEST_SUITE("never holds") {
  TEST_CASE("never holds: conditions that exclude each other are named") {
    for (const Together& row : std::vector<Together>{
             {{R"(fact = "harm", at_least = "high")", R"(fact = "harm", at_most = "some")"}},
             {{R"(fact = "harm", is = "no")", R"(fact = "harm", any_of = ["low", "grave"])"}},
             {{R"(fact = "harm", is_unknown = true)", R"(fact = "harm", is = "low")"}},
             {{R"(fact = "harm", is = "low")", R"(not = { fact = "harm", is = "low" })"}},
             {{R"(fact = "police", at_least = 4)", R"(fact = "police", at_most = 3)"}},
             {{R"(fact = "police", between = [2, 4])", R"(fact = "police", is = "no")"}},
             {{R"(fact = "worries", at_least = 5)",
               R"(not = { fact = "worries", any_of = ["a"] })"}},
             {{R"(fact = "heard_on", within_days = 30)",
               R"(fact = "heard_on", older_than_days = 30)"}},
             {{R"(fact = "heard_on", within_months = 2)",
               R"(not = { fact = "heard_on", within_months = 2 })",
               R"(not = { fact = "heard_on", is = "no" })"}},
             {{R"(youngest_under_months = 6)", R"(not = { youngest_under_months = 6 })"}},
             {{R"(fact = "harm", is = "low")"},
              {R"(fact = "harm", is = "some")", R"(fact = "harm", at_least = "high")"}}}) {
      CAPTURE(row.all.front());
      CHECK(never(row));
    }
  }

  TEST_CASE("never holds: nothing is said where a case can meet them, or where it cannot be told") {
    for (const Together& row : std::vector<Together>{
             {{R"(fact = "harm", at_least = "some")", R"(fact = "harm", at_most = "some")"}},
             {{R"(fact = "harm", at_most = "low")", R"(not = { fact = "harm", is = "low" })"}},
             {{R"(fact = "harm", is_unknown = true)", R"(fact = "police", is = "no")"}},
             {{R"(fact = "police", at_least = 3)", R"(fact = "police", at_most = 3)"}},
             {{R"(fact = "police", at_most = 0)", R"(fact = "police", is = "no")"}},
             {{R"(fact = "worries", at_least = 4)",
               R"(not = { fact = "worries", any_of = ["a"] })"}},
             {{R"(fact = "heard_on", within_days = 31)",
               R"(fact = "heard_on", older_than_days = 30)"}},
             {{R"(fact = "heard_on", within_days = 30)",
               R"(fact = "heard_on", older_than_days = 30, measured = "as_of")"}},
             {{R"(fact = "heard_on", within_months = 1)",
               R"(fact = "heard_on", older_than_days = 30)"}},
             {{R"(fact = "heard_on", within_months = 2)",
               R"(not = { fact = "heard_on", is = "no" })"}},
             {{R"(not = { fact = "heard_on", within_days = 2 })",
               R"(not = { fact = "heard_on", older_than_days = 2 })"}},
             {{R"(youngest_under_months = 7)", R"(not = { youngest_under_months = 6 })"}},
             {{R"(fact = "harm", is = "low")"},
              {R"(fact = "harm", is = "some")", R"(fact = "harm", at_least = "low")"}}}) {
      CAPTURE(row.all.front());
      CHECK_FALSE(never(row));
    }
  }

  TEST_CASE("never holds: no case meets what can never hold") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(world::random_policy());
      const PolicyTables& tables = policy.tables();
      const CaseTable cases = world::table_of(world::random_cases());
      for (CaseRow row = 0; row < cases.size(); ++row) {
        const Day day = world::as_of();
        const UnitFacts unit = unit_facts(cases, policy, cases.unit(row), day);
        const UnitAges ages = unit_ages(cases, tables, unit.ranked, day);
        const ScoredCase scored{cases, tables, row, ages, std::nullopt, day};
        const BandIndex last{static_cast<std::uint16_t>(policy.written().bands.size() - 1)};
        for (const BandIndex band : {BandIndex{0}, last}) {
          each_when(tables, [&](const WhenTable& when) {
            const bool met = holds(when, scored, Readings<BandIndex>{band, band, band}).used;
            if (met) RC_ASSERT(can_hold(when, tables.schema));
          });
        }
      }
    }));
  }
}
