// The worked figures are those of docs/reference/equality.md; all ways are gone through one by one
// by a slow oracle beside them.
#include <waitlist/equality/permutation_test.h>

#include "base/keyed_draws.h"
#include "equality/exact_deals.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using Values = std::vector<std::int64_t>;
using Marks = std::vector<std::uint8_t>;

const std::string kGroups = "BCBCABCCACAA";
const Values kPoints{96, 91, 88, 80, 74, 70, 63, 60, 52, 47, 41, 30};
const std::vector<std::uint32_t> kBands{0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1};

Values places(std::size_t count) {
  Values values(count);
  std::iota(values.begin(), values.end(), std::int64_t{1});
  return values;
}

Marks in(char group) {
  Marks marks(kGroups.size());
  std::ranges::transform(kGroups, marks.begin(),
                         [group](char c) { return static_cast<std::uint8_t>(c == group ? 1 : 0); });
  return marks;
}

/// Every way to deal, one by one: how many are as far from the mean, in whole numbers.
struct SlowCount {
  std::uint64_t as_far = 0;
  std::uint64_t alike = 0;
  std::uint64_t deals = 0;
};

SlowCount counted_slowly(const Values& values,
                         Marks marks,
                         const std::vector<std::uint32_t>& bands) {
  const std::size_t count = values.size();
  const std::uint32_t last = bands.empty() ? 0 : std::ranges::max(bands);
  std::vector<std::int64_t> sizes(last + 1, 0);
  std::vector<std::int64_t> totals(last + 1, 0);
  std::vector<std::int64_t> in_group(last + 1, 0);
  const auto band = [&bands](std::size_t i) { return bands.empty() ? 0 : bands[i]; };
  for (std::size_t i = 0; i < count; ++i) {
    ++sizes[band(i)];
    totals[band(i)] += values[i];
    in_group[band(i)] += marks[i];
  }
  std::int64_t scale = 1;
  for (const std::int64_t size : sizes) scale = std::lcm(scale, std::max<std::int64_t>(size, 1));
  const auto distance = [&](const Marks& dealt) {
    std::int64_t off = 0;
    for (std::size_t i = 0; i < count; ++i) off += dealt[i] * values[i] * scale;
    for (std::size_t b = 0; b <= last; ++b) {
      if (sizes[b] > 0) off -= in_group[b] * totals[b] * (scale / sizes[b]);
    }
    return std::abs(off);
  };
  const std::int64_t own = distance(marks);
  SlowCount found;
  for (std::uint32_t set = 0; set < (1U << count); ++set) {
    Marks dealt(count);
    std::vector<std::int64_t> of(last + 1, 0);
    for (std::size_t i = 0; i < count; ++i) {
      dealt[i] = (set >> i) & 1U;
      of[band(i)] += dealt[i];
    }
    if (of != in_group) continue;
    ++found.deals;
    const std::int64_t far = distance(dealt);
    if (far >= own) ++found.as_far;
    if (far == own) ++found.alike;
  }
  return found;
}

DealtList one_characteristic(const Values& values) {
  DealtList list;
  list.outcomes.push_back(values);
  list.labels.emplace_back();
  for (const char c : kGroups) list.labels.back().push_back(static_cast<std::uint32_t>(c - 'A'));
  return list;
}

const std::vector<ComparedGroup> kAllGroups{{0, 0, 0}, {0, 0, 1}, {0, 0, 2}};

/// Units whose group is the first of them, and nobody else's.
Marks first_of(std::size_t size, std::size_t of) {
  Marks marks(of);
  std::fill_n(marks.begin(), size, std::uint8_t{1});
  return marks;
}

}  // namespace

TEST_CASE("A gap of places or points has the exact p of its worked example") {
  struct Row {
    char group;
    bool points;
    double gap;
    std::uint64_t as_far, deals;
    double mid_p;  ///< below 0: not worked out
  };

  const Row rows[] = {
      {'A', false, 33.0 / 8, 36, 495, 2.0 / 33},
      {'B', false, -38.0 / 9, 22, 220, 9.0 / 110},
      {'C', false, -18.0 / 35, 694, 792, 323.0 / 396},
      {'A', true, -201.0 / 8, 23, 495, -1},
      {'B', true, 224.0 / 9, 18, 220, -1},
      {'C', true, 132.0 / 35, 618, 792, -1},
  };
  for (const Row& row : rows) {
    CAPTURE(row.group);
    CAPTURE(row.points);
    const auto test = exact_gap_test(row.points ? kPoints : places(12), in(row.group));
    REQUIRE(test.has_value());
    CHECK(test->gap() == doctest::Approx(row.gap).epsilon(1e-12));
    CHECK(test->as_far == row.as_far);
    CHECK(test->deals == row.deals);
    if (row.mid_p >= 0) CHECK(test->mid_p() == doctest::Approx(row.mid_p).epsilon(1e-12));
  }
}

TEST_CASE("Labels that move inside bands only have the exact p of their worked example") {
  struct Row {
    char group;
    double deviation;
    std::uint64_t as_far, deals;
  };

  const Row rows[] = {{'A', 7, 6, 175}, {'B', -5, 6, 70}, {'C', -2, 232, 350}};
  for (const Row& row : rows) {
    CAPTURE(row.group);
    const auto test = exact_gap_test(places(12), in(row.group), kBands);
    REQUIRE(test.has_value());
    CHECK(test->deviation == doctest::Approx(row.deviation).epsilon(1e-12));
    CHECK(test->as_far == row.as_far);
    CHECK(test->deals == row.deals);
  }
}

TEST_CASE("The gap that would have been told apart stands beside a p above the level") {
  const auto test = exact_gap_test(places(12), in('A'));
  REQUIRE(test.has_value());
  REQUIRE(test->told_apart_from.has_value());
  CHECK(*test->told_apart_from / test->weight == doctest::Approx(4.5));
  CHECK(test->told_apart_deals == 24);
  // With two of six the farthest deal is 2 of 15: none can be told apart.
  const auto few = exact_gap_test(places(6), first_of(2, 6));
  REQUIRE(few.has_value());
  CHECK_FALSE(few->told_apart_from.has_value());
  CHECK(few->least_p() == doctest::Approx(2.0 / 15));
  CHECK(few->told_apart_deals == 0);
}

TEST_CASE("Published permutation tests come out as published") {
  struct Row {
    Values group, rest;
    std::uint64_t as_far, deals;
  };

  const Row rows[] = {
      {{11, 14, 7, 8}, {2, 9, 0, 5}, 6, 70},
      {{7, 5}, {3, 1}, 2, 6},
      // Yes in 4 of 5 against 6 of 20: 61/506.
      {{1, 1, 1, 1, 0}, {1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 6405, 53130}};
  for (const Row& row : rows) {
    Values values = row.group;
    values.insert(values.end(), row.rest.begin(), row.rest.end());
    const auto test = exact_gap_test(values, first_of(row.group.size(), values.size()));
    REQUIRE(test.has_value());
    CHECK(test->as_far * row.deals == row.as_far * test->deals);
  }
}

TEST_CASE("Holm's p hold for all tests together and never fall") {
  const auto check = [](const std::vector<double>& p, const std::vector<double>& expected) {
    const std::vector<double> found = holm(p);
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < p.size(); ++i) {
      CHECK(found[i] == doctest::Approx(expected[i]).epsilon(1e-12));
    }
  };
  check({.005, .01, .03, .04}, {.02, .03, .06, .06});
  check({.04, .01, .03, .005}, {.06, .03, .06, .02});
  check({36.0 / 495, .1, 694.0 / 792}, {12.0 / 55, 12.0 / 55, 694.0 / 792});
  check({}, {});
}

TEST_CASE("A family dealt in all ways has the p of its worked example") {
  const FamilyTest test = test_family(one_characteristic(places(12)), kAllGroups);
  CHECK(test.exact);
  CHECK(test.deals == 27'720);
  CHECK(test.gaps[0].family == 4298);
  CHECK(test.gaps[1].family == 5532);
  CHECK(test.gaps[2].family == 27'202);
  CHECK(test.p_alone(test.gaps[0]) == doctest::Approx(36.0 / 495).epsilon(1e-12));
  CHECK(test.p_alone(test.gaps[1]) == doctest::Approx(22.0 / 220).epsilon(1e-12));
  CHECK(test.p_alone(test.gaps[2]) == doctest::Approx(694.0 / 792).epsilon(1e-12));
  CHECK(test.gaps[0].gap() == doctest::Approx(33.0 / 8).epsilon(1e-12));
}

TEST_CASE("The gap that a family would have told apart is told apart, and no nearer one") {
  // Eight units of three groups: every way to deal them is the list itself once.
  std::vector<std::uint32_t> groups{0, 0, 1, 1, 1, 1, 2, 2};
  const std::vector<ComparedGroup> compared{{0, 0, 0}, {0, 0, 1}, {0, 0, 2}};
  std::size_t told_apart = 0;
  std::size_t ways = 0;
  do {
    DealtList list;
    list.outcomes.push_back(places(8));
    list.labels.push_back(groups);
    DealOptions options;
    options.level = 0.2;
    const FamilyTest test = test_family(list, compared, options);
    REQUIRE(test.deals == 420);
    bool any = false;
    for (const FamilyGap& gap : test.gaps) {
      const bool apart = test.p(gap) <= 0.2;
      CHECK(apart == (std::abs(gap.gap()) > test.told_apart_above_gap(gap) * (1 + 1e-9)));
      any = any || apart;
    }
    told_apart += any ? 1U : 0U;
    ++ways;
  } while (std::next_permutation(groups.begin(), groups.end()));
  CHECK(ways == 420);
  CHECK(told_apart > 0);
  CHECK(told_apart * 5 <= ways);  // so often alarms are raised where labels are dealt at random
}

TEST_CASE("Counted deals are those that are gone through one by one") {
  CHECK(rc::check("exact gap test", [] {
    const auto count = *rc::gen::inRange<std::size_t>(2, 12);
    const auto values = *rc::gen::container<Values>(count, rc::gen::inRange<std::int64_t>(0, 9));
    const auto marks = *rc::gen::container<Marks>(count, rc::gen::element<std::uint8_t>(0, 1));
    const auto bands = *rc::gen::container<std::vector<std::uint32_t>>(
        count, rc::gen::inRange<std::uint32_t>(0, 3));
    for (const auto& by : {std::vector<std::uint32_t>{}, bands}) {
      const auto test = exact_gap_test(values, marks, by);
      const SlowCount slow = counted_slowly(values, marks, by);
      RC_ASSERT(test.has_value());
      RC_ASSERT(test->deals == slow.deals);
      RC_ASSERT(test->as_far == slow.as_far);
      RC_ASSERT(test->alike == slow.alike);
      // A family of one comparison that is dealt in all ways says the same.
      DealtList list;
      list.outcomes.push_back(values);
      list.labels.emplace_back(marks.begin(), marks.end());
      list.bands = by;
      const std::vector<ComparedGroup> one{{0, 0, 1}};
      const FamilyTest family = test_family(list, one);
      RC_ASSERT(family.exact);
      RC_ASSERT(family.deals == slow.deals);
      RC_ASSERT(family.gaps[0].alone == slow.as_far);
    }
  }));
}

TEST_CASE("Choices are counted alike by listing them and by shifting") {
  // 40 choose 6 is above a million, and so shifted; the mean and the number of its sums are known.
  const auto shifted = sums_of_size(places(40), 6);
  REQUIRE(shifted.has_value());
  std::uint64_t ways = 0;
  double total = 0;
  for (const auto& [sum, count] : *shifted) {
    ways += count;
    total += static_cast<double>(sum) * static_cast<double>(count);
  }
  CHECK(ways == 3'838'380);
  CHECK(total / static_cast<double>(ways) == doctest::Approx(6 * 20.5).epsilon(1e-12));
  CHECK(shifted->front() == CountedSum{21, 1});
  CHECK(shifted->back() == CountedSum{225, 1});
  // All but six of them: the same turned round.
  const auto others = sums_of_size(places(40), 34);
  REQUIRE(others.has_value());
  REQUIRE(others->size() == shifted->size());
  for (std::size_t i = 0; i < shifted->size(); ++i) {
    CHECK((*others)[i].first == 820 - (*shifted)[shifted->size() - 1 - i].first);
  }
  // 10 units with great values, listed, and the same as ranks of two kinds.
  const Values wide{0, 1'000'000'000, 5, 5, 7, 999'999'999, 2, 3, 1, 4};
  const auto listed = sums_of_size(wide, 5);
  REQUIRE(listed.has_value());
  std::uint64_t all = 0;
  for (const CountedSum& one : *listed) all += one.second;
  CHECK(all == 252);
}

TEST_CASE("What cannot be counted is said to be so") {
  Values wide(80);
  for (std::size_t i = 0; i < wide.size(); ++i) {
    wide[i] = static_cast<std::int64_t>(i * i * 1'000'003);
  }
  CHECK_FALSE(exact_gap_test(wide, first_of(40, 80)).has_value());
  CHECK_FALSE(exact_gap_test(places(200), first_of(100, 200)).has_value());
}

TEST_CASE("An exact test has the size that is worked out for it, and a mid-p more than it may") {
  struct Row {
    std::size_t count, size;
    double exact, mid;  ///< percent
  };

  const Row rows[] = {{6, 2, 0, 0},        {8, 2, 0, 7.14},     {12, 3, 3.64, 6.36},
                      {12, 4, 4.85, 4.85}, {20, 3, 4.04, 5.44}, {20, 5, 4.18, 5.26},
                      {40, 4, 4.72, 4.72}, {40, 8, 4.65, 5.06}, {60, 3, 4.59, 5.06},
                      {60, 8, 4.77, 5.03}};
  for (const Row& row : rows) {
    CAPTURE(row.count);
    CAPTURE(row.size);
    const auto dealt = exact_deals(places(row.count), first_of(row.size, row.count), {});
    REQUIRE(dealt.has_value());
    const auto all = static_cast<double>(dealt->deals);
    double so_far = 0;
    double exact = 0;
    double mid = 0;
    for (const auto& [distance, ways] : dealt->distances) {
      const auto here = static_cast<double>(ways);
      so_far += here;
      if (so_far / all <= 0.05) exact += here;
      if ((so_far - here / 2) / all <= 0.05) mid += here;
    }
    CHECK(std::round(exact / all * 10'000) == std::round(row.exact * 100));
    CHECK(std::round(mid / all * 10'000) == std::round(row.mid * 100));
    const auto test = exact_gap_test(places(row.count), first_of(row.size, row.count));
    CHECK(static_cast<double>(test->told_apart_deals) == exact);
  }
}

TEST_CASE("Drawn deals come near what counted ones say, and threads change nothing") {
  DealtList list;
  list.outcomes.push_back(places(60));
  list.outcomes.emplace_back(60);
  for (std::size_t i = 0; i < 60; ++i) list.outcomes[1][i] = i % 7 == 0 ? 1 : 0;
  list.labels.emplace_back();
  for (std::uint32_t i = 0; i < 60; ++i) {
    list.labels[0].push_back(i % 12 == 3 ? 1U : i % 5 == 0 ? 2U : 0U);
  }
  std::vector<ComparedGroup> compared;
  for (const std::uint32_t group : {0U, 1U, 2U}) {
    compared.push_back({0, 0, group});
    compared.push_back({1, 0, group});
  }
  const FamilyTest drawn = test_family(list, compared);
  CHECK_FALSE(drawn.exact);
  CHECK(drawn.deals == 9'999);
  DealOptions two;
  two.threads = 2;
  const FamilyTest shared = test_family(list, compared, two);
  for (std::size_t i = 0; i < compared.size(); ++i) {
    Marks marks(60);
    for (std::size_t unit = 0; unit < 60; ++unit) {
      marks[unit] = list.labels[0][unit] == compared[i].group ? 1 : 0;
    }
    const auto exact = exact_gap_test(list.outcomes[compared[i].outcome], marks);
    REQUIRE(exact.has_value());
    CHECK(std::abs(drawn.p_alone(drawn.gaps[i]) - exact->p()) < 0.02);
    CHECK(drawn.p(drawn.gaps[i]) >= drawn.p_alone(drawn.gaps[i]));
    CHECK(drawn.gaps[i].alone == shared.gaps[i].alone);
    CHECK(drawn.gaps[i].family == shared.gaps[i].family);
  }
  DealOptions other;
  other.seed = 7;
  const FamilyTest again = test_family(list, compared, other);
  CHECK(std::ranges::any_of(std::vector<std::size_t>{0, 1, 2, 3, 4, 5}, [&](std::size_t i) {
    return again.gaps[i].alone != drawn.gaps[i].alone;
  }));
}

TEST_CASE("A gap that no deal could have is not named as one that would have been told apart") {
  // The first of 60 alone against 59 others that fall into two halves: no place is far enough.
  DealtList list;
  list.outcomes.push_back(places(60));
  list.labels.emplace_back();
  for (std::uint32_t i = 0; i < 60; ++i) list.labels[0].push_back(i == 0 ? 0U : 1U + i % 2);
  const std::vector<ComparedGroup> compared{{0, 0, 0}, {0, 0, 1}, {0, 0, 2}};
  DealOptions few;
  few.deals = 199;
  const FamilyTest test = test_family(list, compared, few);
  CHECK(test.gaps[0].reach == doctest::Approx(29.5));
  CHECK(std::isinf(test.told_apart_above_gap(test.gaps[0])));
  CHECK(std::isfinite(test.told_apart_above_gap(test.gaps[1])));
  // 30 of 60: from 1 to 30 or from 31 to 60.
  CHECK(test.gaps[2].reach / test.gaps[2].weight == doctest::Approx(30.0));
}

TEST_CASE("A drawn p counts the list itself and is never 0") {
  DealtList list;
  list.outcomes.push_back(places(80));
  list.labels.emplace_back();
  for (std::uint32_t i = 0; i < 80; ++i) list.labels[0].push_back(i < 40 ? 1U : 0U);
  const std::vector<ComparedGroup> compared{{0, 0, 1}};
  DealOptions few;
  few.deals = 199;
  const FamilyTest test = test_family(list, compared, few);
  CHECK(test.gaps[0].alone == 0);
  CHECK(test.p(test.gaps[0]) == doctest::Approx(1.0 / 200));
}

TEST_CASE("Values that are all alike tell nothing apart") {
  const auto test = exact_gap_test(Values(9, 5), first_of(4, 9));
  REQUIRE(test.has_value());
  CHECK(test->p() == 1.0);
  CHECK_FALSE(test->told_apart_from.has_value());
  DealtList list;
  list.outcomes.emplace_back(9, 5);
  list.labels.push_back({0, 0, 0, 1, 1, 1, 2, 2, 2});
  const std::vector<ComparedGroup> compared{{0, 0, 1}};
  const FamilyTest family = test_family(list, compared);
  CHECK(family.p(family.gaps[0]) == 1.0);
  CHECK(std::isinf(family.told_apart_above_gap(family.gaps[0])));
}

TEST_CASE(
    "On 10,000 lists without an effect a family raises an alarm in 5 of 100, give or take 1") {
  // Every row of the labels is equally likely: the places stay, and the labels are dealt.
  DealtList list;
  list.outcomes.push_back(places(60));
  list.labels.emplace_back();
  std::vector<std::uint32_t> groups;
  std::uint32_t next = 0;
  for (const std::size_t size : {30U, 15U, 8U, 4U, 3U}) groups.insert(groups.end(), size, next++);
  const std::vector<ComparedGroup> compared{{0, 0, 0}, {0, 0, 1}, {0, 0, 2}, {0, 0, 3}, {0, 0, 4}};
  constexpr int kLists = 10'000;
  DealOptions options;
  options.deals = 199;
  int alarms = 0;
  int alone = 0;
  const KeyedDraws draws{5, 0};
  std::uint64_t drawn = 0;
  for (int i = 0; i < kLists; ++i) {
    for (std::size_t last = groups.size() - 1; last > 0; --last) {
      const auto other = draws.below(++drawn, static_cast<std::int64_t>(last + 1));
      std::swap(groups[last], groups[static_cast<std::size_t>(other)]);
    }
    list.labels[0] = groups;
    options.seed = static_cast<std::uint64_t>(i);
    const FamilyTest test = test_family(list, compared, options);
    const auto any = [&test](auto p) { return std::ranges::any_of(test.gaps, p); };
    if (any([&test](const FamilyGap& gap) { return test.p(gap) <= 0.05; })) ++alarms;
    if (any([&test](const FamilyGap& gap) { return test.p_alone(gap) <= 0.05; })) ++alone;
  }
  MESSAGE(alarms << " alarms of the family, " << alone << " of its tests one by one");
  CHECK(alarms >= kLists * 4 / 100);
  CHECK(alarms <= kLists * 6 / 100);
  CHECK(alone > kLists * 15 / 100);  // what the family is for
}
