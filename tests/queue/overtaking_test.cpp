#include <waitlist/io/case_writer.h>
#include <waitlist/io/policy_reader.h>
#include <waitlist/policy/policy_review.h>

#include "support/overtaking_pairs.h"
#include "support/shipped.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;
using overtaking_pairs::Verdict;

/// Policies of each of a hundred tries; fewer where tests are not optimised, as under sanitizers.
#ifdef __OPTIMIZE__
constexpr int kAtOnce = 100;
#else
constexpr int kAtOnce = 10;
#endif

void operator+=(Verdict& sum, const Verdict& one) {
  if (sum.broken.empty()) sum.broken = one.broken;
  sum.limited += one.limited;
  sum.attained += one.attained;
  sum.without += one.without;
  sum.still_passed += one.still_passed;
}

/// What so many random policies show, each tried with a list made for it, `earlier` taken off every
/// window.
Verdict tried(int policies, Days earlier = Days{0}) {
  Verdict sum;
  for (int i = 0; i < policies; ++i) {
    const CompiledPolicy policy = world::compiled(world::random_policy());
    std::vector<OvertakingWindow> windows = overtaking_windows(policy);
    const std::vector<Case> cases = overtaking_pairs::tempting_cases(policy, windows);
    for (OvertakingWindow& window : windows) {
      if (window.days && *window.days > Days{1}) *window.days = *window.days - earlier;
    }
    const Verdict one = overtaking_pairs::look_for_passing(cases, policy, windows);
    if (!one.broken.empty() && earlier == Days{0}) {
      RC_LOG() << write_cases_csv(cases, world::schema());
      RC_FAIL(one.broken);
    }
    sum += one;
  }
  return sum;
}

/// A case of the sample's day under the facts that are shipped, every answer `no` or as concerning
/// as it can be.
Case shipped_case(const char* id, Days waited, bool at_worst) {
  Case one;
  one.case_id = id;
  one.listed_on = shipped::as_of() - waited;
  one.children.assign(at_worst ? 9 : 1, {one.listed_on - Days{at_worst ? 30 : 6500}});
  one.no_filing_date = true;
  for (const FactDefinition& fact : shipped::facts().facts()) {
    Answer worst = Answer::no();
    switch (fact.kind) {
      case FactKind::choice:
        worst = Answer::level(static_cast<std::uint32_t>(fact.levels.size() - 1));
        break;
      case FactKind::count:
        worst = Answer::number(static_cast<std::uint32_t>(fact.count_max));
        break;
      case FactKind::checklist: worst = Answer::markers((1U << fact.levels.size()) - 1); break;
      case FactKind::date: worst = Answer::on(one.listed_on); break;
    }
    const Answer best = fact.no_is_answer ? Answer::no() : Answer::not_asked();
    one.answers.push_back(at_worst && !fact.monitoring_only ? worst : best);
  }
  return one;
}

Case decided(Case one, DecisionDirection direction, std::string_view tier) {
  ManagerDecision decision;
  decision.direction = direction;
  decision.band = tier;
  decision.reason = "judgement";
  decision.made_by = "M1";
  decision.agreed_by = "M2";
  decision.made_on = shipped::as_of();
  decision.expires_on = shipped::as_of() + Days{5};
  one.decision = decision;
  return one;
}

/// Newcomers with few or many concerns, and every way of filing and deciding.
std::vector<Case> many_newcomers(const std::optional<std::string>& band) {
  std::vector<Case> made;
  const auto add = [&made](Case one) {
    one.case_id = "a" + std::to_string(made.size());
    made.push_back(std::move(one));
  };
  const Case worst = shipped_case("", Days{0}, true);
  const Case best = shipped_case("", Days{0}, false);
  for (unsigned i = 0; i < 60; ++i) {
    Case one = worst;
    for (FactIndex fact = 0; fact < one.answers.size(); ++fact) {
      const bool concerns = i == 0 || (unsigned{std::uint16_t{fact}} * 7 + i * 13) % 60 < i / 4;
      if (!concerns) one.answers[fact] = best.answers[fact];
    }
    for (const bool files_today : {false, true}) {
      one.no_filing_date = !files_today;
      if (files_today) one.filing_date = shipped::as_of();
      add(one);
      if (!band) continue;
      add(decided(one, DecisionDirection::raise, *band));
      add(decided(one, DecisionDirection::lower, *band));
    }
  }
  return made;
}

/// Whether a newcomer to the tier can be placed before a case that has waited so long.
bool can_be_passed(const CompiledPolicy& policy, const std::string& tier, Days waited) {
  const auto band = policy.find_band(tier) ? std::optional{tier} : std::nullopt;
  std::vector<Case> cases = many_newcomers(band);
  const Case least = shipped_case("m1", waited, false);
  cases.push_back(least);
  if (band) {
    cases.push_back(decided(least, DecisionDirection::raise, tier));
    cases.back().case_id = "m2";
  }
  const auto table = CaseTable::make(shipped::facts_of_any_year(), cases);
  REQUIRE_MESSAGE(table.has_value(), shipped::lines_of(table.error()));
  const auto ranking = rank(*table, policy, shipped::as_of());
  REQUIRE(ranking.has_value());
  bool newcomer = false;
  for (const Place& place : ranking->places()) {
    if (policy.tier_id(place.score.tier) != tier) continue;
    const bool waits = ranking->cases().listed_on(place.row) < shipped::as_of();
    if (waits && newcomer) return true;
    newcomer = newcomer || !waits;
  }
  return false;
}

}  // namespace

TEST_SUITE("queue") {
  TEST_CASE("overtaking: no newcomer breaks the window of any of ten thousand policies") {
    Verdict sum;
    CHECK(rc::check([&sum] { sum += tried(kAtOnce); }));
    // The lists are such that a window too short would be found out.
    MESSAGE(sum.attained << " of " << sum.limited << " limits attained, " << sum.still_passed
                         << " of " << sum.without << " without one passed for very long");
    CHECK(sum.attained * 5 > sum.limited * 2);
    CHECK(sum.still_passed * 2 > sum.without);
  }

  TEST_CASE("overtaking: windows a day too short are found out") {
    CHECK(rc::check([] { RC_ASSERT(!tried(20, Days{1}).broken.empty()); }));
  }

  TEST_CASE("overtaking: each window of a policy that is shipped is attained, and none is broken") {
    for (const std::string& name : shipped::policy_names()) {
      CAPTURE(name);
      const CompiledPolicy policy = shipped::policy(name);
      for (const OvertakingWindow& window : overtaking_windows(policy)) {
        CAPTURE(window.tier);
        if (!window.days) {
          CHECK(can_be_passed(policy, window.tier, Days{20'000}));
          continue;
        }
        const Days days = *window.days;
        if (days > Days{1}) CHECK(can_be_passed(policy, window.tier, days - Days{1}));
        CHECK_FALSE(can_be_passed(policy, window.tier, std::max(days, Days{1})));
        CHECK_FALSE(can_be_passed(policy, window.tier, days + Days{1}));
      }
    }
  }

  TEST_CASE("overtaking: a case promoted into a tier is passed there as late as its window says") {
    const CompiledPolicy policy = shipped::policy("staffordshire_2009");
    const Day as_of = shipped::day("2009-09-20");
    std::vector<Case> cases{shipped_case("OLD", Days{0}, false),
                            shipped_case("NEW", Days{0}, false)};
    cases[0].listed_on = shipped::day("2009-06-01");
    cases[0].children = {{shipped::day("1992-01-01")}};
    cases[1].listed_on = as_of;
    cases[1].children = {{shipped::day("2009-01-01")}};
    const FactIndex harm = *shipped::facts().find("cp.child_harm");
    const auto& levels = shipped::facts().fact(harm).levels;
    const auto level = std::ranges::find(levels, "corroborated", &FactLevel::id) - levels.begin();
    cases[1].answers[harm] = Answer::level(static_cast<std::uint32_t>(level));
    const FactIndex checks = *shipped::facts().find("info.checks");
    cases[1].answers[checks] =
        Answer::level(static_cast<std::uint32_t>(shipped::facts().fact(checks).levels.size() - 1));
    const auto table = CaseTable::make(shipped::facts(), cases);
    REQUIRE_MESSAGE(table.has_value(), shipped::lines_of(table.error()));
    const auto ranking = rank(*table, policy, as_of);
    REQUIRE(ranking.has_value());
    CHECK(ranking->cases().case_id(ranking->places()[0].row) == "NEW");
    CHECK(ranking->find("OLD")->score.waited == Days{111});
    for (const Place& place : ranking->places()) CHECK(policy.tier_id(place.score.tier) == "P3");
    CHECK(overtaking_windows(policy)[3].days == Days{112});
  }

  TEST_CASE("overtaking: what ends a window, and what does not") {
    const std::string head =
        "format = 1\nid = \"t\"\nversion = \"1\"\ntitle = \"T\"\nstatus = \"illustrative\"\n"
        "status_line = \"A test.\"\nfacts = \"f.toml\"\n";
    const std::string rules =
        "[[band]]\nid = \"P1\"\nlabel = \"One\"\nfrom = 5\n"
        "[[band]]\nid = \"P2\"\nlabel = \"Two\"\nfrom = 0\n"
        "[[group]]\nid = \"g\"\nlabel = \"G\"\ncombine = \"sum\"\n"
        "[[criterion]]\nfact = \"da.judgement\"\ngroup = \"g\"\nlevels = { high_risk = 10 }\n";
    const std::string one_a_day = "[waiting]\nrates = [{ from_day = 0, per_day = 1 }]\n";
    const std::string slower =
        "[[waiting.faster]]\ntimes = 0.5\n"
        "all = [{ fact = \"da.judgement\", at_least = \"high_risk\" }]\n";
    const std::string lifted = "[promotion]\nafter_days = [7]\nnot_above = \"P1\"\n";
    const std::string by_tier = "order = [\"tier\", \"points\", ";
    const std::string id = "\"case_id\"]\n";
    const auto check = [&](const std::string& order, const std::string& more,
                           std::optional<Days> days, std::string_view because) {
      CAPTURE(order);
      CAPTURE(more);
      const auto policy = read_policy(head + order + rules + more, shipped::facts(), "t.toml");
      REQUIRE_MESSAGE(policy.has_value(), shipped::lines_of(policy.error()));
      const OvertakingWindow window = overtaking_windows(*policy).back();
      CHECK(window.days == days);
      CHECK(window.reason == because);
    };
    check(
        by_tier + "\"longest_wait\", " + id, one_a_day, Days{10},
        "by then waiting has earned as much as two cases can differ by in all else: 10.000 points");
    check(
        by_tier + id, one_a_day, Days{11},
        "by then waiting has earned more than two cases can differ by in all else: 10.000 points");
    check(
        by_tier + id, one_a_day + slower, Days{21},
        "by then waiting has earned more than two cases can differ by in all else: 10.000 points");
    check(by_tier + id, one_a_day + lifted, Days{7},
          "promotion lifts the case into a more urgent band");
    check(
        "order = [\"points\", " + id, one_a_day + lifted, Days{11},
        "by then waiting has earned more than two cases can differ by in all else: 10.000 points");
    check(by_tier + id, one_a_day + "cap = 10\n", std::nullopt,
          "waiting comes to exactly what other facts can give, and another key of the order "
          "decides between equals");
    check(
        by_tier + "\"longest_wait\", " + id, one_a_day + "cap = 10\n", Days{10},
        "by then waiting has earned as much as two cases can differ by in all else: 10.000 points");
    check(by_tier + id, one_a_day + "cap = 9\n", std::nullopt,
          "the cap on points for waiting is below what other facts can give");
    check(by_tier + id,
          one_a_day + "cap = 15\n" + slower +
              "[[waiting.faster]]\ntimes = 0\n"
              "all = [{ fact = \"da.judgement\", at_least = \"high_risk\" }]\n",
          std::nullopt,
          "at the slowest of its rates waiting never earns as much as other facts can give");
    check(by_tier + id,
          "[waiting]\nrates = [{ from_day = 0, per_day = 1 }, { from_day = 99, per_day = -1 }]\n",
          std::nullopt, "waiting comes to cost points again");
    check("order = [\"tier\", \"longest_wait\", " + id, one_a_day + "pauses = \"exclude\"\n",
          Days{0}, "whoever has waited longest stands first; paused days do not count as waited");
    check("order = [\"tier\", \"risk_points\", \"points\", " + id, one_a_day, std::nullopt,
          "the order looks at another key before waiting can count");
    check(by_tier + id, "", std::nullopt,
          "waiting earns nothing here and no rule lifts the case out");
  }
}
