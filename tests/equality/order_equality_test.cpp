#include <waitlist/equality/order_equality.h>

#include "support/shipped.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

const Ranking& sample_ranking() {
  static const Ranking kRanking = [] {
    auto ranking =
        rank(shipped::sample(), shipped::policy("staffordshire_2009"), shipped::as_of(), {1, true});
    REQUIRE(ranking.has_value());
    return *std::move(ranking);
  }();
  return kRanking;
}

const OrderEquality& sample_equality() {
  static const OrderEquality kReport = [] {
    EqualityOptions options;
    options.deals.deals = 999;
    auto report = equality_of(sample_ranking(), options);
    REQUIRE(report.has_value());
    return *std::move(report);
  }();
  return kReport;
}

const MonitoredFact& fact_named(const OrderEquality& report, const std::string& id) {
  const auto at = std::ranges::find(report.facts, id, &MonitoredFact::id);
  REQUIRE(at != report.facts.end());
  return *at;
}

/// The group of a unit by its first case, said once more.
std::string slow_group(const CaseTable& cases, std::span<const Place> unit, FactIndex fact) {
  const Answer answer = cases.answer(unit.front().row, fact);
  if (answer.state() == AnswerState::no) return "(none)";
  if (answer.state() != AnswerState::given) return "(not_recorded)";
  return cases.schema().fact(fact).levels[answer.value()].id;
}

}  // namespace

TEST_CASE("Groups count each unit once, and only small ones and their complement are hidden") {
  const OrderEquality& report = sample_equality();
  CHECK(report.units == sample_ranking().unit_count());
  CHECK(report.cases == sample_ranking().places().size());
  REQUIRE(report.facts.size() == 3);
  for (const MonitoredFact& fact : report.facts) {
    CAPTURE(fact.id);
    std::map<std::string, std::uint64_t> expected;
    const FactIndex index = *sample_ranking().cases().schema().find(fact.id);
    for (std::size_t i = 0; i < sample_ranking().places().size();) {
      const auto unit = sample_ranking().unit_of(sample_ranking().places()[i].row);
      ++expected[slow_group(sample_ranking().cases(), unit, index)];
      i += unit.size();
    }
    std::uint64_t shown = 0;
    std::uint64_t hidden = 0;
    for (const MonitoredGroup& group : fact.groups) {
      CAPTURE(group.id);
      if (group.hidden()) {
        hidden += expected[group.id];
        continue;
      }
      CHECK(*group.units == expected[group.id]);
      CHECK((*group.units == 0 || *group.units >= 10));
      shown += *group.units;
    }
    CHECK(shown + hidden == report.units);
    CHECK((hidden == 0 || hidden >= 10));
    // No group vanishes: whatever a unit is in is on the list of groups.
    for (const auto& [id, units] : expected) {
      CHECK(std::ranges::count(fact.groups, id, &MonitoredGroup::id) == 1);
    }
  }
}

TEST_CASE("Means and gaps of a comparison are those of the ranking") {
  const OrderEquality& report = sample_equality();
  std::size_t compared = 0;
  for (const MonitoredFact& fact : report.facts) {
    const FactIndex index = *sample_ranking().cases().schema().find(fact.id);
    for (const GroupComparison& one : fact.comparisons) {
      ++compared;
      double in = 0;
      double out = 0;
      double in_count = 0;
      double out_count = 0;
      Position before = 0;
      for (const Place& place : sample_ranking().places()) {
        if (place.position == before) continue;
        before = place.position;
        const auto unit = sample_ranking().unit_of(place.row);
        double value = std::uint32_t{place.position};
        switch (one.measure) {
          case EqualityMeasure::place: break;
          case EqualityMeasure::waited:
            value = static_cast<double>(place.score.waited.count());
            break;
          case EqualityMeasure::points:
            value = static_cast<double>(place.score.points.used.count());
            break;
          case EqualityMeasure::provisional: value = place.score.provisional() ? 1 : 0; break;
          case EqualityMeasure::must_allocate: value = place.score.must_allocate ? 1 : 0; break;
        }
        const bool is_in =
            slow_group(sample_ranking().cases(), unit, index) == fact.groups[one.group].id;
        (is_in ? in : out) += value;
        (is_in ? in_count : out_count) += 1;
      }
      CHECK(one.mean == doctest::Approx(in / in_count).epsilon(1e-9));
      CHECK(one.rest == doctest::Approx(out / out_count).epsilon(1e-9));
      if (!one.within_bands) CHECK(one.gap == doctest::Approx(one.mean - one.rest).epsilon(1e-9));
      CHECK(one.p >= one.alone * 0.5);
      CHECK(one.told_apart == (one.p <= 0.05));
      CHECK_FALSE(fact.groups[one.group].hidden());
    }
  }
  CHECK(compared > 20);
  REQUIRE(report.families.size() == 2);
  CHECK(report.families[0].comparisons + report.families[1].comparisons == compared);
}

TEST_CASE("The parts of a gap add up to it, to the thousandth") {
  const OrderEquality& report = sample_equality();
  std::size_t splits = 0;
  for (const MonitoredFact& fact : report.facts) {
    for (const EqualitySplit& split : fact.splits) {
      ++splits;
      const auto gap = [&](EqualityMeasure measure) {
        const auto at = std::ranges::find_if(fact.comparisons, [&](const GroupComparison& one) {
          return one.group == split.group && one.measure == measure && !one.within_bands;
        });
        REQUIRE(at != fact.comparisons.end());
        return at->gap;
      };
      REQUIRE(split.points.size() == fact.point_rules.size());
      REQUIRE(split.places.size() == report.place_rules.size());
      CHECK(std::accumulate(split.points.begin(), split.points.end(), std::int64_t{0}) ==
            split.points_gap);
      CHECK(std::accumulate(split.places.begin(), split.places.end(), std::int64_t{0}) ==
            split.places_gap);
      CHECK(std::abs(static_cast<double>(split.points_gap) - gap(EqualityMeasure::points)) <=
            0.501);
      CHECK(std::abs(static_cast<double>(split.places_gap) - 1000 * gap(EqualityMeasure::place)) <=
            0.502);
    }
  }
  CHECK(splits > 3);
}

TEST_CASE("Parts add up for any policy and list") {
  CHECK(rc::check([] {
    std::vector<Case> cases = world::random_cases(26);
    const CompiledPolicy policy = world::compiled(world::random_policy());
    RankOptions how;
    how.keep_contributions = true;
    const auto ranking = rank(world::table_of(cases), policy, world::as_of(), how);
    RC_PRE(ranking.has_value());
    EqualityOptions options;
    options.smallest = 5;
    options.deals.deals = 19;
    const auto report = equality_of(*ranking, options);
    RC_ASSERT(report.has_value());
    for (const EqualitySplit& split : report->facts[0].splits) {
      for (const GroupComparison& one : report->facts[0].comparisons) {
        if (one.group != split.group || one.within_bands) continue;
        if (one.measure == EqualityMeasure::points) {
          RC_ASSERT(std::abs(static_cast<double>(split.points_gap) - one.gap) <= 0.501);
        }
        if (one.measure == EqualityMeasure::place) {
          RC_ASSERT(std::abs(static_cast<double>(split.places_gap) - 1000 * one.gap) <= 0.502);
        }
      }
      RC_ASSERT(std::accumulate(split.points.begin(), split.points.end(), std::int64_t{0}) ==
                split.points_gap);
    }
  }));
}

TEST_CASE("Of two groups of which one is small both are hidden, and nothing is compared") {
  std::string csv = "case_id,listed_on,monitoring.sex\n";
  for (int i = 0; i < 30; ++i) {
    csv += "c" + std::to_string(100 + i) + ",2009-0" + std::to_string(1 + i % 9) + "-11," +
           (i < 26 ? "female" : "male") + "\n";
  }
  const auto ranking =
      rank(shipped::cases(csv), shipped::policy("staffordshire_2009"), shipped::as_of(), {1, true});
  REQUIRE(ranking.has_value());
  const auto report = equality_of(*ranking);
  REQUIRE(report.has_value());
  const MonitoredFact& sex = fact_named(*report, "monitoring.sex");
  for (const MonitoredGroup& group : sex.groups) {
    CHECK(group.hidden() == (group.kind == MonitoredGroup::Kind::level));
  }
  CHECK(sex.comparisons.empty());
  CHECK(sex.splits.empty());
}

TEST_CASE("What is asked for wrongly is said, all of it") {
  EqualityOptions options;
  options.smallest = 4;
  options.deals.deals = 0;
  options.deals.level = 1;
  options.hide = {{"monitoring.sexx", "female"}, {"monitoring.sex", "femal"}};
  const auto report = equality_of(sample_ranking(), options);
  REQUIRE_FALSE(report.has_value());
  const std::string lines = shipped::lines_of(report.error());
  CHECK(report.error().size() == 5);
  CHECK(lines.find("did you mean monitoring.sex?") != std::string::npos);
  CHECK(lines.find("did you mean female?") != std::string::npos);
}

TEST_CASE("A group that is asked for is hidden, and another with it") {
  EqualityOptions options;
  options.deals.deals = 19;
  options.hide = {{"monitoring.sex", "female"}};
  const auto report = equality_of(sample_ranking(), options);
  REQUIRE(report.has_value());
  const MonitoredFact& sex = fact_named(*report, "monitoring.sex");
  CHECK(sex.groups[0].hidden());
  CHECK(std::ranges::count_if(sex.groups, &MonitoredGroup::hidden) >= 2);
}

TEST_CASE("The same seed gives the same report, whatever the threads") {
  EqualityOptions options;
  options.deals.deals = 199;
  const auto one = equality_of(sample_ranking(), options);
  options.deals.threads = 3;
  const auto other = equality_of(sample_ranking(), options);
  REQUIRE(one.has_value());
  REQUIRE(other.has_value());
  for (std::size_t fact = 0; fact < one->facts.size(); ++fact) {
    const MonitoredFact& a = one->facts[fact];
    const MonitoredFact& b = other->facts[fact];
    REQUIRE(a.comparisons.size() == b.comparisons.size());
    for (std::size_t i = 0; i < a.comparisons.size(); ++i) {
      CHECK(a.comparisons[i].p == b.comparisons[i].p);
      CHECK(a.comparisons[i].alone == b.comparisons[i].alone);
    }
    for (std::size_t i = 0; i < a.splits.size(); ++i)
      CHECK(a.splits[i].places == b.splits[i].places);
  }
}

TEST_CASE("An empty list has nothing to compare, and that is no error") {
  const auto ranking = rank(shipped::cases("case_id,listed_on\n"),
                            shipped::policy("staffordshire_2009"), shipped::as_of(), {1, true});
  REQUIRE(ranking.has_value());
  const auto report = equality_of(*ranking);
  REQUIRE(report.has_value());
  CHECK(report->units == 0);
  CHECK(report->families.empty());
  for (const MonitoredFact& fact : report->facts) CHECK(fact.comparisons.empty());
}
