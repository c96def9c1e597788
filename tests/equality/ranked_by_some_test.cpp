// Gaps of places taken apart: the list is ranked again with each set of rules.
#include "equality/ranked_by_some.h"

#include <waitlist/equality/gap_by_rule.h>
#include <waitlist/equality/order_equality.h>
#include <waitlist/io/policy_reader.h>

#include "equality/measured_units.h"
#include "equality/point_lines.h"
#include "support/shipped.h"
#include "support/small_policy_text.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

Ranking ranked_with_lines(const CaseTable& cases, const CompiledPolicy& policy) {
  auto ranking = rank(cases, policy, world::as_of(), {1, true});
  REQUIRE(ranking.has_value());
  return *std::move(ranking);
}

/// Harm and police in a group with a cap of 30, a point for each day of waiting, 8 by filing.
CompiledPolicy worked_policy() {
  const std::string text = small_policy_text::head("\"points\", \"case_id\"") + R"([[group]]
id = "h"
label = "Harm"
combine = "sum"
cap = 30

[[criterion]]
fact = "harm"
group = "h"
levels = { low = 10, some = 20, high = 25, grave = 26 }

[[criterion]]
fact = "police"
group = "h"
ranges = [
  { from = 0, points = 0 }, { from = 5, points = 5 }, { from = 10, points = 10 },
  { from = 15, points = 15 }, { from = 20, points = 20 },
]

[waiting]
rates = [{ from_day = 0, per_day = 1 }]

[filing]
effort_days = 0
slack = [{ up_to = 0, points = 8 }]
)";
  auto policy = read_policy(text, world::schema());
  REQUIRE_MESSAGE(policy.has_value(), shipped::lines_of(policy ? Errors{} : policy.error()));
  return *std::move(policy);
}

/// The six cases of the worked example: X is a, b and c.
CaseTable worked_cases() {
  struct Row {
    const char* id;
    int harm;  ///< level; below 0: no
    std::uint32_t police;
    std::int64_t waited;
    bool filing;
  };

  const Row rows[] = {{"a", 2, 20, 4, false}, {"b", 0, 15, 2, false}, {"c", -1, 5, 22, true},
                      {"d", 1, 5, 18, false}, {"e", 0, 10, 12, true}, {"f", -1, 15, 30, false}};
  std::vector<Case> cases;
  for (const Row& row : rows) {
    Case& one = cases.emplace_back(world::plain_case());
    one.case_id = row.id;
    one.listed_on = world::as_of() - Days{row.waited};
    if (row.harm >= 0) {
      one.answers[world::kHarm] = Answer::level(static_cast<std::uint32_t>(row.harm));
    }
    one.answers[world::kPolice] = Answer::number(row.police);
    if (row.filing) {
      one.no_filing_date = false;
      one.filing_date = world::as_of();
    }
  }
  return world::table_of(cases);
}

}  // namespace

TEST_CASE("Places are taken apart by harm, waiting and filing as in the worked example") {
  const Ranking ranking = ranked_with_lines(worked_cases(), worked_policy());
  const RankedBySome ranked{ranking, kRuleGroupsMax};
  REQUIRE(ranked.rules().size() == 3);
  CHECK(ranked.rules()[0].label == "Harm");
  CHECK(ranked.rules()[1].kind == EqualityRule::Kind::waiting);
  CHECK(ranked.rules()[2].kind == EqualityRule::Kind::filing);
  // Three times the gap of mean places, X less Y, by the sets of rules.
  std::vector<std::int64_t> gaps;
  for (std::size_t set = 0; set < 8; ++set) {
    const auto positions = ranked.positions(set);
    std::int64_t gap = 0;
    for (std::size_t unit = 0; unit < 6; ++unit) {
      const bool of_x = ranking.cases().case_id(ranking.places()[unit].row) < "d";
      gap += (of_x ? 1 : -1) * std::int64_t{positions[unit]};
    }
    gaps.push_back(gap);
  }
  CHECK(gaps == std::vector<std::int64_t>{-9, -3, 5, 7, -5, -1, 3, 9});
  const auto parts = shapley_numerators(gaps);
  CHECK(parts == std::vector<std::int64_t>{30, 66, 12});  // 18 times 5/3, 11/3, 2/3
  CHECK(parts_that_add_up(std::vector<std::int64_t>{-9 * 6 * 1000, 30'000, 66'000, 12'000}, 18) ==
        std::vector<std::int64_t>{-3000, 1667, 3667, 666});
}

TEST_CASE("Points are taken apart by criteria, cap, waiting and filing as in the worked example") {
  const Ranking ranking = ranked_with_lines(worked_cases(), worked_policy());
  const MeasuredUnits units{ranking};
  const auto lines = point_lines(ranking, units);
  REQUIRE(lines.size() == 4);
  // Nine times the gap of means in thousandths: 6 times the sum of X less 3 times that of all.
  const std::int64_t expected[] = {9 * 5000, 9 * -5000, 3 * -32'000, 0};
  const EqualityRule::Kind kinds[] = {EqualityRule::Kind::group, EqualityRule::Kind::taken_off,
                                      EqualityRule::Kind::waiting, EqualityRule::Kind::filing};
  std::vector<std::int64_t> sums(6);
  for (std::size_t line = 0; line < 4; ++line) {
    CHECK(lines[line].rule.kind == kinds[line]);
    std::int64_t gap = 0;
    for (std::size_t unit = 0; unit < 6; ++unit) {
      const bool of_x = ranking.cases().case_id(units.leads[unit]) < "d";
      gap += (of_x ? 3 : -3) * lines[line].values[unit];
      sums[unit] += lines[line].values[unit];
    }
    CHECK(gap == expected[line]);
  }
  CHECK(sums == units.values(EqualityMeasure::points));
}

TEST_CASE("Lines that tell of few units are joined until they do not") {
  const auto line = [](EqualityRule::Kind kind, std::vector<std::int64_t> values) {
    return PointLine{{kind, "", ""}, std::move(values)};
  };
  using Kind = EqualityRule::Kind;
  // Three parts of twelve units: the group is the first six.
  const std::vector<std::vector<std::uint8_t>> parts{{1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0},
                                                     {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1}};
  const std::vector<PointLine> lines{
      line(Kind::waiting, {1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6}),
      line(Kind::group, {5, 5, 0, 0, 0, 0, 5, 5, 5, 5, 5, 0}),
      line(Kind::filing, {9, 9, 9, 9, 9, 8, 9, 9, 9, 9, 9, 9}),
  };
  // Two of the group have the second; one has less of the third than all others.
  const auto shown = without_small_reach(lines, parts, 5);
  REQUIRE(shown.size() == 2);
  CHECK(shown[0].rule.kind == Kind::waiting);
  CHECK(shown[1].rule.kind == Kind::others);
  CHECK(shown[1].values == std::vector<std::int64_t>{14, 14, 9, 9, 9, 8, 14, 14, 14, 14, 14, 9});
  // One alone is joined with another, so that it cannot be told by what is left.
  const auto two = without_small_reach({lines[0], lines[1]}, parts, 5);
  REQUIRE(two.size() == 1);
  CHECK(two[0].rule.kind == Kind::others);
  CHECK(without_small_reach({lines[0]}, parts, 5).size() == 1);
  CHECK(without_small_reach({lines[0]}, parts, 5)[0].rule.kind == Kind::waiting);
}

TEST_CASE("Where all rules speak the list is ranked as it is") {
  CHECK(rc::check([] {
    const CaseTable cases = world::table_of(world::random_cases());
    const CompiledPolicy policy = world::compiled(world::random_policy());
    RankOptions how;
    how.keep_contributions = true;
    const auto ranking = rank(cases, policy, world::as_of(), how);
    RC_PRE(ranking.has_value());
    for (const std::size_t most : {kRuleGroupsMax, std::size_t{3}}) {
      const RankedBySome ranked{*ranking, most};
      RC_ASSERT(ranked.rules().size() <= most);
      const std::size_t all = (std::size_t{1} << ranked.rules().size()) - 1;
      std::vector<std::uint32_t> expected(ranking->unit_count());
      std::iota(expected.begin(), expected.end(), std::uint32_t{1});
      RC_ASSERT(ranked.positions(all) == expected);
      // Whatever is silent, each unit has one place.
      auto none = ranked.positions(0);
      std::sort(none.begin(), none.end());
      RC_ASSERT(none == expected);
    }
  }));
}

TEST_CASE("Where all rules speak the shipped list is ranked as it is under every shipped policy") {
  for (const std::string& name : shipped::policy_names()) {
    CAPTURE(name);
    const auto ranking =
        rank(shipped::sample(), shipped::policy(name), shipped::as_of(), {1, true});
    REQUIRE(ranking.has_value());
    const RankedBySome ranked{*ranking, kRuleGroupsMax};
    std::vector<std::uint32_t> expected(ranking->unit_count());
    std::iota(expected.begin(), expected.end(), std::uint32_t{1});
    CHECK(ranked.positions((std::size_t{1} << ranked.rules().size()) - 1) == expected);
  }
}
