// Floors by a table of two facts, by hand.
#include <waitlist/scoring/explanation.h>

#include "support/small_world.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace floor_tables_test {
namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

/// Harm down, MARAC across: referred, heard, no.
Policy by_table() {
  Policy policy = world::bare_policy("table", "A table");
  policy.bands = {{"P1", "One", "", whole_points(30), {}},
                  {"P2", "Two", "", whole_points(20), {}},
                  {"P3", "Three", "", Points{0}, {}}};
  FloorRule rule;
  rule.id = "matrix";
  rule.label = "a matrix";
  rule.by = BandByTwoFacts{"harm",
                           {"marac",
                            {"referred", "heard", "no"},
                            {{"low", {"", "P2", ""}, {}},
                             {"some", {"", "P2", ""}, {}},
                             {"high", {"P2", "P1", ""}, {}},
                             {"grave", {"P1", "P1", "P2"}, {}}}}};
  policy.floors = {rule};
  policy.order = {OrderKey::tier, OrderKey::case_id};
  return policy;
}

Case case_of(Answer harm, Answer marac) {
  Case one;
  one.case_id = "c";
  one.listed_on = world::as_of() - Days{100};
  one.answers.resize(world::kFacts, Answer::no());
  one.answers[world::kHarm] = harm;
  one.answers[world::kMarac] = marac;
  return one;
}

Explanation explained(const Policy& policy, const Case& one) {
  return explain(world::table_of({one}), world::compiled(policy), 0, world::as_of());
}

std::string bands(const Policy& policy, const Case& one) {
  const Score score = explained(policy, one).score;
  const auto id = [&](BandIndex band) { return policy.bands[band].id; };
  return id(score.band_least) + ' ' + id(score.band) + ' ' + id(score.band_most);
}

}  // namespace

TEST_SUITE("floor tables") {
  TEST_CASE(
      "floor tables: each pair of answers has its band; `no` has none where it is not named") {
    const Policy policy = by_table();
    const Answer referred = Answer::level(0);
    const Answer heard = Answer::level(1);

    struct Row {
      Answer harm, marac;
      const char* bands;
    };

    for (const Row& row : std::vector<Row>{
             {Answer::level(0), referred, "P3 P3 P3"},
             {Answer::level(0), heard, "P2 P2 P2"},
             {Answer::level(2), referred, "P2 P2 P2"},
             {Answer::level(2), heard, "P1 P1 P1"},
             {Answer::level(2), Answer::no(), "P3 P3 P3"},
             {Answer::level(3), Answer::no(), "P2 P2 P2"},
             {Answer::no(), heard, "P3 P3 P3"},
             // Unknown is never no: nothing holds yet, and what may hold is in the range.
             {Answer::unknown(), heard, "P3 P3 P1"},
             {Answer::unknown(), Answer::no(), "P3 P3 P2"},
             {Answer::level(1), Answer::not_asked(), "P3 P3 P2"},
             {Answer::level(3), Answer::pending_since(world::as_of()), "P3 P3 P1"},
             {Answer::unknown(), Answer::unknown(), "P3 P3 P1"},
         }) {
      CAPTURE(row.bands);
      CHECK(bands(policy, case_of(row.harm, row.marac)) == row.bands);
    }
  }

  TEST_CASE("floor tables: a stale answer is what it says, and may be any") {
    Policy policy = by_table();
    policy.groups = {{"g", "All", Combine::sum, std::nullopt, false, {}}};
    CriterionRule harm;
    harm.fact = "harm";
    harm.group = "g";
    harm.valid = Days{30};
    harm.scale = ByLevel{{{"low", Points{}, {}},
                          {"some", Points{}, {}},
                          {"high", Points{}, {}},
                          {"grave", Points{}, {}}}};
    policy.criteria = {harm};
    Case one = case_of(Answer::level(2), Answer::level(0));
    one.records = {{world::kHarm, world::as_of() - Days{31}, ""}};
    CHECK(bands(policy, one) == "P3 P2 P1");
    one.records = {{world::kHarm, world::as_of() - Days{30}, ""}};
    CHECK(bands(policy, one) == "P2 P2 P2");
  }

  TEST_CASE("floor tables: the step has both answers, and each that is open is to be found out") {
    const Policy policy = by_table();
    const Explanation why = explained(policy, case_of(Answer::level(3), Answer::level(1)));
    REQUIRE(why.steps.size() == 2);
    CHECK(why.steps[1].rule == "matrix");
    CHECK(why.steps[1].text == "a matrix (Harm: grave; MARAC: heard)");
    CHECK(why.settled);
    const Explanation open = explained(policy, case_of(Answer::level(2), Answer::unknown()));
    REQUIRE(open.checks.size() == 1);
    CHECK(open.checks[0].fact == "marac");
    CHECK(open.checks[0].band_reached == 0);
    // Neither alone puts it anywhere, but each narrows what the other leaves.
    CHECK(explained(policy, case_of(Answer::unknown(), Answer::unknown())).checks.size() == 2);
  }

  TEST_CASE("floor tables: a ceiling undercuts one unless it holds whatever else") {
    Policy policy = by_table();
    policy.ceilings = {{"c",
                        "a ceiling",
                        BandCeiling{"P3"},
                        {{{FactAtLeast{"police", std::int64_t{1}}, {}}}, {}},
                        {},
                        {}}};
    Case one = case_of(Answer::level(3), Answer::level(1));
    one.answers[world::kPolice] = Answer::number(2);
    CHECK(bands(policy, one) == "P3 P3 P3");
    policy.floors[0].whatever_else = true;
    CHECK(bands(policy, one) == "P1 P1 P1");
  }
}

}  // namespace floor_tables_test
