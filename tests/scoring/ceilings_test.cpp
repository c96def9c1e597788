// Ceilings and the band for what cannot be told, by hand.
#include <waitlist/policy/policy_review.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/scoring/explanation.h>

#include "support/small_world.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace ceilings_test {
namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

/// Harm earns 0, 10, 20, 30 points in a risk group, MARAC 5 and 7 in one beside it; P1 from 30, P2
/// from 20, P3 from 10, P4.
Policy plain() {
  Policy policy = world::bare_policy("ceilings", "Ceilings");
  policy.bands = {{"P1", "One", "", whole_points(30), {}},
                  {"P2", "Two", "", whole_points(20), {}},
                  {"P3", "Three", "", whole_points(10), {}},
                  {"P4", "Four", "", Points{0}, {}}};
  policy.groups = {{"risk", "Risk", Combine::sum, std::nullopt, true, {}},
                   {"court", "Court", Combine::sum, std::nullopt, false, {}}};
  CriterionRule harm;
  harm.fact = "harm";
  harm.group = "risk";
  harm.scale = ByLevel{{{"low", Points{}, {}},
                        {"some", whole_points(10), {}},
                        {"high", whole_points(20), {}},
                        {"grave", whole_points(30), {}}}};
  harm.unknown = whole_points(10);
  CriterionRule marac;
  marac.fact = "marac";
  marac.group = "court";
  marac.scale = ByLevel{{{"referred", whole_points(5), {}}, {"heard", whole_points(7), {}}}};
  marac.unknown = whole_points(3);
  policy.criteria = {harm, marac};
  policy.order = {OrderKey::tier, OrderKey::points, OrderKey::case_id};
  return policy;
}

When police_from(std::int64_t number) { return {{{FactAtLeast{"police", number}, {}}}, {}}; }

CeilingRule ceiling(const char* id, const char* band, When when) {
  return {id, std::string{"rule "} + id, BandCeiling{band}, std::move(when), {}, {}};
}

FloorRule floor_to(const char* band, bool whatever_else) {
  FloorRule rule;
  rule.id = "floor";
  rule.label = "a floor";
  rule.band = band;
  rule.when = {{{FactAnyOf{"worries", {"a"}}, {}}}, {}};
  rule.whatever_else = whatever_else;
  return rule;
}

/// Harm, MARAC, police and worries; everything else is "no".
Case case_of(Answer harm,
             Answer police,
             Answer worries = Answer::no(),
             Answer marac = Answer::no()) {
  Case one;
  one.case_id = "c";
  one.listed_on = world::as_of() - Days{10};
  one.answers = {harm, marac, police, worries, Answer::no(), Answer::no()};
  return one;
}

Explanation explained(const Policy& policy, const Case& one) {
  return explain(world::table_of({one}), world::compiled(policy), 0, world::as_of());
}

/// The bands of least, used and most.
std::string bands(const Policy& policy, const Case& one) {
  const CompiledPolicy compiled = world::compiled(policy);
  const Score score = explained(policy, one).score;
  return compiled.band(score.band_least).id + ' ' + compiled.band(score.band).id + ' ' +
         compiled.band(score.band_most).id;
}

std::string steps(const Explanation& why) {
  std::string text;
  for (const BandStep& step : why.steps) {
    text += std::string{step.band} + ": " + std::string{step.text} + '\n';
  }
  return text;
}

const Answer kGrave = Answer::level(3);
const Answer kSome = Answer::level(1);
const Answer kTicked = Answer::markers(1);

}  // namespace

TEST_SUITE("ceilings") {
  TEST_CASE("ceilings: known conditions lower a case, unknown ones open its least only") {
    Policy policy = plain();
    policy.ceilings = {ceiling("late", "P3", police_from(3))};

    struct Row {
      Answer harm, police;
      const char* bands;
    };

    for (const Row& row : std::vector<Row>{
             {kGrave, Answer::number(2), "P1 P1 P1"},
             {kGrave, Answer::number(3), "P3 P3 P3"},
             {kGrave, Answer::no(), "P1 P1 P1"},
             {kGrave, Answer::unknown(), "P3 P1 P1"},
             {kGrave, Answer::not_asked(), "P3 P1 P1"},
             {kSome, Answer::number(3), "P3 P3 P3"},
             {Answer::no(), Answer::number(3), "P4 P4 P4"},
             {Answer::unknown(), Answer::number(3), "P4 P3 P3"},
             {Answer::unknown(), Answer::unknown(), "P4 P3 P1"},
         }) {
      CAPTURE(row.bands);
      CHECK(bands(policy, case_of(row.harm, row.police)) == row.bands);
    }
  }

  TEST_CASE("ceilings: of several that hold the least urgent band counts") {
    Policy policy = plain();
    policy.ceilings = {ceiling("a", "P3", police_from(3)), ceiling("b", "P2", police_from(1))};
    CHECK(bands(policy, case_of(kGrave, Answer::number(1))) == "P2 P2 P2");
    CHECK(bands(policy, case_of(kGrave, Answer::number(3))) == "P3 P3 P3");
  }

  TEST_CASE("ceilings: a floor is undercut unless it holds whatever else") {
    Policy policy = plain();
    policy.ceilings = {ceiling("late", "P3", police_from(3))};
    policy.floors = {floor_to("P1", false)};
    CHECK(bands(policy, case_of(kSome, Answer::number(3), kTicked)) == "P3 P3 P3");
    policy.floors = {floor_to("P2", true)};
    CHECK(bands(policy, case_of(kGrave, Answer::number(3), kTicked)) == "P2 P2 P2");
    CHECK(bands(policy, case_of(kGrave, Answer::number(3), Answer::no())) == "P3 P3 P3");
    // It may hold: then it holds up the most, and what is used and the least go down.
    CHECK(bands(policy, case_of(kGrave, Answer::number(3), Answer::unknown())) == "P3 P3 P2");
  }

  TEST_CASE("ceilings: an unknown date of birth lowers nobody, and may") {
    Policy policy = plain();
    policy.ceilings = {ceiling("young", "P4", {{{YoungestUnder{Months{12}}, {}}}, {}})};
    Case one = case_of(kGrave, Answer::no());
    one.children = {{}};
    CHECK(bands(policy, one) == "P4 P1 P1");
    one.children = {{one.listed_on - Days{100}}};
    CHECK(bands(policy, one) == "P4 P4 P4");
    one.children = {{one.listed_on - Days{1000}}};
    CHECK(bands(policy, one) == "P1 P1 P1");
  }

  TEST_CASE("ceilings: a decision raises above one and lowers to what floors and ceilings leave") {
    Policy policy = plain();
    policy.ceilings = {ceiling("late", "P3", police_from(3))};
    policy.floors = {floor_to("P1", false)};
    Case one = case_of(kGrave, Answer::number(3), kTicked);
    ManagerDecision decision;
    decision.reason = "judgement";
    decision.made_by = "M1";
    decision.agreed_by = "M2";
    decision.made_on = world::as_of() - Days{1};
    decision.expires_on = world::as_of() + Days{5};
    decision.direction = DecisionDirection::raise;
    decision.band = "P2";
    one.decision = decision;
    CHECK(bands(policy, one) == "P2 P2 P2");
    one.decision->direction = DecisionDirection::lower;
    one.decision->band = "P4";
    CHECK(bands(policy, one) == "P3 P3 P3");  // the floor as far as the ceiling leaves it
    policy.floors.clear();
    CHECK(bands(policy, one) == "P4 P4 P4");
  }

  TEST_CASE("ceilings: each that holds is a step, also where it changes nothing") {
    Policy policy = plain();
    policy.ceilings = {ceiling("late", "P3", police_from(3)), ceiling("mild", "P2", police_from(1)),
                       ceiling("never", "P4", police_from(9))};
    CHECK(steps(explained(policy, case_of(kGrave, Answer::number(3)))) ==
          "P1: by its risk points\nP3: rule late\nP3: rule mild (changes nothing here)\n");
    policy.floors = {floor_to("P2", true)};
    CHECK(steps(explained(policy, case_of(kGrave, Answer::number(3), kTicked))) ==
          "P1: by its risk points\nP1: a floor\n"
          "P2: rule late: it goes no lower than a floor that holds whatever else\n"
          "P2: rule mild (changes nothing here)\n");
    const Explanation why = explained(policy, case_of(kGrave, Answer::number(3)));
    CHECK(why.steps[1].kind == BandStep::Kind::ceiling);
    CHECK(why.steps[1].rule == "late");
  }

  TEST_CASE("ceilings: on a group, the strictest that holds takes off what is above it") {
    Policy policy = plain();
    CeilingRule mild = ceiling("mild", "", police_from(1));
    mild.limit = GroupCeiling{"court", whole_points(6)};
    CeilingRule strict = ceiling("strict", "", police_from(3));
    strict.limit = GroupCeiling{"court", whole_points(2)};
    policy.ceilings = {mild, strict};
    const Answer heard = Answer::level(1);
    const auto points = [&](Answer police, Answer marac) {
      const Score score = explained(policy, case_of(kGrave, police, Answer::no(), marac)).score;
      return to_text(score.points.least) + ' ' + to_text(score.points.used) + ' ' +
             to_text(score.points.most);
    };
    CHECK(points(Answer::no(), heard) == "37.000 37.000 37.000");
    CHECK(points(Answer::number(1), heard) == "36.000 36.000 36.000");
    CHECK(points(Answer::number(3), heard) == "32.000 32.000 32.000");
    CHECK(points(Answer::unknown(), heard) == "32.000 37.000 37.000");
    CHECK(points(Answer::number(3), Answer::unknown()) == "30.000 32.000 32.000");
    CHECK(points(Answer::number(1), Answer::unknown()) == "30.000 33.000 36.000");
    const Explanation why =
        explained(policy, case_of(kGrave, Answer::number(3), Answer::no(), heard));
    std::string lines;
    for (const Contribution& part : why.contributions) {
      if (part.kind != ContributionKind::ceiling) continue;
      lines +=
          std::string{part.id} + ' ' + to_text(part.points) + ' ' + std::string{part.answer} + '\n';
    }
    CHECK(lines == "mild 0.000 at most 6.000 points\nstrict -5.000 at most 2.000 points\n");
  }

  TEST_CASE("ceilings: points that one takes off are not spent of the limit on the unknown") {
    Policy policy = plain();
    CriterionRule worries;
    worries.fact = "worries";
    worries.group = "risk";
    worries.scale = ByMarker{{{"a", whole_points(4), {}},
                              {"b", whole_points(4), {}},
                              {"c", Points{}, {}},
                              {"d", Points{}, {}},
                              {"e", Points{}, {}}},
                             std::nullopt};
    worries.unknown = whole_points(4);
    policy.criteria.push_back(worries);
    policy.unknown.total_cap = whole_points(5);
    CeilingRule rule = ceiling("none", "", police_from(3));
    rule.limit = GroupCeiling{"risk", whole_points(1)};
    policy.ceilings = {rule};
    // Risk takes 1 of the 5, court 3 of the 4 that are left.
    const Case one = case_of(Answer::no(), Answer::number(3), Answer::unknown(), Answer::unknown());
    CHECK(explained(policy, one).score.points.used == whole_points(4));
  }
}

TEST_SUITE("cannot tell") {
  TEST_CASE("cannot tell: while a fact is unknown its band stands in place of that by points") {
    Policy policy = plain();
    policy.cannot_tell = CannotTellRule{"P2", {"harm", "police"}, "Cannot be told", {}, {}};

    struct Row {
      Answer harm, police, worries;
      const char* bands;
    };

    for (const Row& row : std::vector<Row>{
             {kGrave, Answer::no(), Answer::no(), "P1 P1 P1"},
             {Answer::unknown(), Answer::no(), Answer::no(), "P4 P2 P1"},
             {Answer::pending_since(world::as_of()), Answer::no(), Answer::no(), "P4 P2 P1"},
             {kGrave, Answer::unknown(), Answer::no(), "P2 P2 P1"},
             {kSome, Answer::unknown(), Answer::no(), "P3 P2 P2"},
             {kSome, Answer::no(), Answer::unknown(), "P3 P3 P3"},
         }) {
      CAPTURE(row.bands);
      CHECK(bands(policy, case_of(row.harm, row.police, row.worries)) == row.bands);
    }
    policy.floors = {floor_to("P1", false)};
    CHECK(bands(policy, case_of(Answer::unknown(), Answer::no(), kTicked)) == "P1 P1 P1");
    policy.floors.clear();
    policy.ceilings = {ceiling("late", "P3", police_from(3))};
    CHECK(bands(policy, case_of(Answer::unknown(), Answer::number(3))) == "P4 P3 P3");
  }

  TEST_CASE("cannot tell: the step names what is not known, and it is what to find out") {
    Policy policy = plain();
    policy.criteria.erase(policy.criteria.begin());  // harm earns nothing any more
    policy.cannot_tell = CannotTellRule{"P2", {"harm", "police"}, "Cannot be told", {}, {}};
    const Explanation both = explained(policy, case_of(Answer::unknown(), Answer::unknown()));
    CHECK(steps(both) ==
          "P4: by its risk points\nP2: Cannot be told, while this is not known: Harm, Police "
          "call-outs\n");
    CHECK(both.steps[1].kind == BandStep::Kind::cannot_tell);
    REQUIRE(both.checks.size() == 2);
    CHECK(both.checks[0].with_others);
    CHECK(both.checks[1].with_others);
    const Explanation one = explained(policy, case_of(Answer::unknown(), Answer::no()));
    REQUIRE(one.checks.size() == 1);
    CHECK(one.checks[0].fact == "harm");
    CHECK_FALSE(one.checks[0].with_others);
    CHECK(explained(policy, case_of(Answer::no(), Answer::no())).settled);
  }
}

TEST_SUITE("ceilings") {
  TEST_CASE("ceilings: the review tells of each that can lower, and of each that cannot") {
    Policy policy = plain();
    CeilingRule on_group = ceiling("group", "", police_from(1));
    on_group.limit = GroupCeiling{"court", whole_points(2)};
    CeilingRule idle = ceiling("idle", "", police_from(1));
    idle.limit = GroupCeiling{"court", whole_points(7)};
    policy.ceilings = {ceiling("low", "P3", police_from(1)), ceiling("top", "P1", police_from(1)),
                       on_group, idle};
    std::string found;
    for (const Doubt& doubt : review(world::compiled(policy))) {
      if (doubt.kind != DoubtKind::ceiling && doubt.kind != DoubtKind::no_effect) continue;
      found += std::string{to_text(doubt.kind)} + ' ' + doubt.subject + '\n';
    }
    CHECK(found == "no_effect top\nno_effect idle\nceiling low\nceiling group\n");
  }
}

}  // namespace ceilings_test
