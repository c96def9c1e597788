#include <waitlist/robustness/certain_places.h>

#include "robustness/three_cases.h"
#include "support/small_draws.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

VariedPolicy varied(const Ranking& ranking, std::int64_t share) {
  auto made = VariedPolicy::make(ranking.policy(), share);
  REQUIRE(made.has_value());
  return *std::move(made);
}

AmongFirst among_first(const Ranking& ranking,
                       const char* id,
                       std::int64_t share,
                       std::uint32_t first) {
  const CertainPlaces places = certain_places(ranking, varied(ranking, share), first);
  for (const UnitBounds& unit : places.units) {
    if (ranking.cases().case_id(unit.first) == id) return unit.among_first;
  }
  return {};
}

/// How many others can stand above it, as far as being among the first `1` or `2` tells.
std::uint32_t others_above(const Ranking& ranking, const char* id, std::int64_t share) {
  for (std::uint32_t first = 1; first < 3; ++first) {
    if (among_first(ranking, id, share, first) == AmongFirst::always) return first - 1;
  }
  return 2;
}

/// A plain sum in which every answer is a number of its own, and no answer earns nothing.
Policy plain_policy() {
  Policy policy = world::bare_policy("plain", "Plain");
  policy.bands.push_back({"P1", "One", "", Points{}, {}});
  policy.groups.push_back({"g", "G", Combine::sum, {}, true, {}});
  policy.order = {OrderKey::points, OrderKey::case_id};
  const auto points = [] { return Points{world::draw(1, 40) * 10}; };
  CriterionRule harm;
  harm.fact = "harm";
  harm.group = "g";
  ByLevel levels;
  for (const FactLevel& level : world::schema().fact(world::kHarm).levels) {
    levels.levels.push_back({level.id, points(), {}});
  }
  harm.scale = levels;
  policy.criteria.push_back(harm);
  CriterionRule marac = harm;
  marac.fact = "marac";
  ByLevel heard;
  for (const FactLevel& level : world::schema().fact(world::kMarac).levels) {
    heard.levels.push_back({level.id, points(), {}});
  }
  marac.scale = heard;
  policy.criteria.push_back(marac);
  CriterionRule police = harm;
  police.fact = "police";
  police.scale = ByRange{{{Decimal{0}, points(), {}}, {Decimal{2}, points(), {}}}};
  policy.criteria.push_back(police);
  return policy;
}

std::vector<Case> plain_cases() {
  std::vector<Case> cases;
  const auto count = world::draw(2, 6);
  for (std::int64_t i = 0; i < count; ++i) {
    Case one = world::plain_case();
    one.case_id = "c" + std::to_string(i);
    if (world::chance(80)) {
      one.answers[world::kHarm] = Answer::level(static_cast<std::uint32_t>(world::draw(0, 3)));
    }
    if (world::chance(70)) {
      one.answers[world::kMarac] = Answer::level(static_cast<std::uint32_t>(world::draw(0, 1)));
    }
    one.answers[world::kPolice] = Answer::number(static_cast<std::uint32_t>(world::draw(0, 3)));
    cases.push_back(one);
  }
  return cases;
}

}  // namespace

TEST_CASE("So many others can stand above A, C and B while each level moves on its own") {
  const Ranking ranking = three_cases::ranked(three_cases::kPolicy, three_cases::kList);

  struct Row {
    std::int64_t share;
    std::array<std::uint32_t, 3> above;  // A, C, B
  };

  for (const Row& row : {Row{5, {0, 1, 2}}, Row{6, {0, 2, 2}}, Row{7, {1, 2, 2}}, Row{9, {1, 2, 2}},
                         Row{10, {2, 2, 2}}, Row{25, {2, 2, 2}}}) {
    CAPTURE(row.share);
    CHECK(others_above(ranking, "A", row.share) == row.above[0]);
    CHECK(others_above(ranking, "C", row.share) == row.above[1]);
    CHECK(others_above(ranking, "B", row.share) == row.above[2]);
  }
  CHECK(among_first(ranking, "B", 5, 1) == AmongFirst::never);
  CHECK(among_first(ranking, "B", 5, 2) == AmongFirst::never);
  CHECK(among_first(ranking, "C", 5, 1) == AmongFirst::never);
  CHECK(among_first(ranking, "C", 7, 1) == AmongFirst::open);
  CHECK(among_first(ranking, "A", 7, 1) == AmongFirst::open);
}

TEST_CASE("In a plain sum a unit is called certain exactly where no corner puts it out") {
  CHECK(rc::check("certain is exact", [] {
    const CompiledPolicy policy = world::compiled(plain_policy());
    const CaseTable cases = world::table_of(plain_cases());
    const auto ranking = rank(cases, policy, world::as_of());
    RC_ASSERT(ranking.has_value());
    const auto made = VariedPolicy::make(policy, world::draw(5, 40));
    RC_ASSERT(made.has_value());
    const auto numbers = made->numbers();
    RC_ASSERT(numbers.size() <= 8U);
    const auto first = static_cast<std::uint32_t>(world::draw(1, 4));
    const CertainPlaces certain = certain_places(*ranking, *made, first);
    std::vector<std::uint32_t> worst(certain.units.size());
    for (std::uint32_t corner = 0; corner < (1U << numbers.size()); ++corner) {
      std::vector<Points> values;
      for (std::size_t n = 0; n < numbers.size(); ++n) {
        values.push_back((corner >> n & 1U) != 0 ? numbers[n].most : numbers[n].least);
      }
      const auto moved = rank(cases, *made->compiled(values), world::as_of());
      for (std::size_t unit = 0; unit < worst.size(); ++unit) {
        const auto id = cases.case_id(certain.units[unit].first);
        const std::uint32_t place = moved->find(id)->position;
        worst[unit] = std::max(worst[unit], place);
      }
    }
    for (std::size_t unit = 0; unit < worst.size(); ++unit) {
      const bool always = certain.units[unit].among_first == AmongFirst::always;
      RC_ASSERT(always == (worst[unit] <= first));
    }
  }));
}

TEST_CASE("Nothing is proved where more points can put a case lower, and the reason is said") {
  const Ranking ranking = three_cases::ranked(three_cases::slower_in_band(), three_cases::kList);
  const CertainPlaces places = certain_places(ranking, varied(ranking, 1), 1);
  REQUIRE(places.unproved.has_value());
  CHECK(places.unproved->find("a more urgent band") != std::string::npos);
  CHECK(places.count(AmongFirst::open) == 3);
  for (const UnitBounds& unit : places.units) {
    CHECK(unit.best == 1);
    CHECK(unit.worst == 3);
  }
}

TEST_CASE(
    "Two cases that earn the same numbers never change places, however near a band they are") {
  const std::string near = three_cases::with(three_cases::kPolicy, "from = 0\n",
                                             "from = 24\n[[band]]\nid = \"rest\"\n"
                                             "label = \"Rest\"\nfrom = 0\n");
  const std::string by_tier =
      three_cases::with(near, "order = [\"points\"", "order = [\"tier\", \"longest_wait\"");
  const Ranking ranking = three_cases::ranked(by_tier,
                                              "case_id,listed_on,k1,k2,k3\n"
                                              "A,2026-01-02,high,no,low\n"
                                              "B,2026-01-01,high,no,low\n");
  CHECK(among_first(ranking, "B", 50, 1) == AmongFirst::always);
  CHECK(among_first(ranking, "A", 50, 1) == AmongFirst::never);
}

TEST_CASE(
    "Limits that differ and rates that look at the band keep a unit from being called certain") {
  // Both have K3; Z alone K1, Y alone K2. Where K3 is 8, Y is at its limit and so is Z at K3.
  const std::string limited =
      three_cases::with(
          three_cases::with(
              three_cases::with(three_cases::kPolicy, "low = 0, high = 12", "low = 0, high = 2"),
              "low = 4, high = 9", "low = 4, high = 10"),
          "combine = \"sum\"", "combine = \"highest\"") +
      "[[ceiling]]\nid = \"limit\"\nlabel = \"Limit\"\ngroup = \"sum\"\nat_most = 10\n"
      "all = [{ fact = \"k2\", is = \"high\" }]\n";
  const Ranking by_limit = three_cases::ranked(limited,
                                               "case_id,listed_on,k1,k2,k3\n"
                                               "Z,2026-01-01,high,no,high\n"
                                               "Y,2026-01-01,no,high,high\n");
  REQUIRE(by_limit.cases().case_id(by_limit.places()[0].row) == "Z");
  CHECK(among_first(by_limit, "Z", 80, 1) == AmongFirst::open);

  // Y has fewer points, all of them risk: in the band from 13 its waiting counts twice.
  const std::string other_group =
      "[[group]]\nid = \"other\"\nlabel = \"Other\"\ncombine = \"sum\"\nrisk = false\n"
      "[[criterion]]\nfact = \"k1\"\ngroup = \"other\"\n";
  const std::string faster =
      three_cases::with(
          three_cases::with(three_cases::kPolicy, "[[criterion]]\nfact = \"k1\"\ngroup = \"sum\"\n",
                            other_group),
          "from = 0\n", "from = 13\n[[band]]\nid = \"rest\"\nlabel = \"Rest\"\nfrom = 0\n") +
      "[waiting]\nrates = [{ from_day = 0, per_day = 0.5 }]\n[[waiting.faster]]\ntimes = 2\n"
      "all = [{ band = \"all\" }]\n";
  const Ranking by_rate = three_cases::ranked(faster,
                                              "case_id,listed_on,k1,k2,k3\n"
                                              "Z,2026-01-01,high,no,no\n"
                                              "Y,2026-01-01,no,high,no\n");
  REQUIRE(by_rate.cases().case_id(by_rate.places()[0].row) == "Z");
  CHECK(among_first(by_rate, "Z", 5, 1) == AmongFirst::always);
  CHECK(among_first(by_rate, "Z", 10, 1) == AmongFirst::open);
}

TEST_CASE("All units of a list that is no longer than the first are always among them") {
  const Ranking ranking = three_cases::ranked(three_cases::kPolicy, three_cases::kList);
  const CertainPlaces places = certain_places(ranking, varied(ranking, 100), 3);
  CHECK(places.count(AmongFirst::always) == 3);
  CHECK(places.units.size() == 3);
}
