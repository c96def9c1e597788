#include <waitlist/equality/order_equality.h>

#include "base/keyed_draws.h"
#include "equality/harm_and_wait.h"
#include "support/small_world.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

constexpr std::size_t kCases = 60;

/// How many lists, and what may come of 1,000; fewer where tests are not optimised, as under
/// sanitizers, and then chance leaves more room.
#ifdef __OPTIMIZE__
constexpr int kLists = 10'000;
constexpr int kLinkedLists = 4'000;
constexpr int kReportLeast = 40, kReportMost = 60, kWithinLeast = 15;
#else
constexpr int kLists = 1'000;
constexpr int kLinkedLists = 500;
constexpr int kReportLeast = 20, kReportMost = 80, kWithinLeast = 10;
#endif

CompiledPolicy policy_of_the_list() {
  return harm_and_wait::policy("low = 0, some = 1, high = 3, grave = 4");
}

/// Some in four groups, one of them without a record, with harm and waits that do not look at them;
/// in `families` every fifth case is linked to the one before.
std::vector<Case> cases_without_effect(std::uint64_t number, bool families) {
  const KeyedDraws draws{77, number};
  std::uint64_t drawn = 0;
  std::vector<Case> cases;
  for (std::size_t i = 0; i < kCases; ++i) {
    Case& one = cases.emplace_back(world::plain_case());
    one.case_id = "c" + std::to_string(100 + i);
    one.listed_on = world::as_of() - Days{draws.below(++drawn, 160)};
    const auto harm = draws.below(++drawn, 6);
    if (harm < 4) one.answers[world::kHarm] = Answer::level(static_cast<std::uint32_t>(harm));
    if (harm == 4) one.answers[world::kHarm] = Answer::unknown();
    const auto group = draws.below(++drawn, 10);
    one.answers[world::kFacts - 1] = group < 4   ? Answer::level(0)
                                     : group < 7 ? Answer::level(1)
                                     : group < 8 ? Answer::no()
                                                 : Answer::not_asked();
    if (families && i % 5 == 4) one.linked_to = {"c" + std::to_string(99 + i)};
  }
  return cases;
}

/// How many of so many whole reports raise an alarm, at all and in each family.
struct Alarms {
  int any = 0;
  int over_all = 0;
  int within = 0;
};

/// What a report of this list raises is added.
void add_alarms(const CaseTable& cases,
                const CompiledPolicy& policy,
                std::uint64_t number,
                Alarms& alarms) {
  const auto ranking = rank(cases, policy, world::as_of());
  EqualityOptions options;
  options.smallest = 5;
  options.details = false;
  options.deals.deals = 199;
  options.deals.seed = number;
  const auto report = equality_of(ranking.value(), options);
  const auto raised = [&report](bool within) {
    return std::ranges::any_of(report.value().facts[0].comparisons,
                               [within](const GroupComparison& one) {
                                 return one.told_apart && one.within_bands == within;
                               });
  };
  alarms.over_all += raised(false) ? 1 : 0;
  alarms.within += raised(true) ? 1 : 0;
  alarms.any += raised(false) || raised(true) ? 1 : 0;
}

Alarms alarms_in(int lists, bool families, const CompiledPolicy& policy) {
  Alarms alarms;
  for (int i = 0; i < lists; ++i) {
    const auto number = static_cast<std::uint64_t>(i);
    add_alarms(world::table_of(cases_without_effect(number, families)), policy, number, alarms);
  }
  return alarms;
}

/// The same list, but that the groups stand in other bands, and are dealt by chance inside each.
CaseTable list_with_bands_apart(std::uint64_t number, const CompiledPolicy& policy) {
  std::vector<Case> cases = cases_without_effect(number, false);
  const CaseTable table = world::table_of(cases);
  const auto ranking = rank(table, policy, world::as_of());
  const KeyedDraws draws{78, number};
  std::uint64_t drawn = 0;
  for (const Place& place : ranking.value().places()) {
    const std::int64_t first = place.score.band == 0 ? 8 : 3;
    Case& one =
        *std::ranges::find(cases, ranking.value().cases().case_id(place.row), &Case::case_id);
    one.answers[world::kFacts - 1] = Answer::level(draws.below(++drawn, 10) < first ? 0 : 1);
  }
  return world::table_of(cases);
}

}  // namespace

TEST_CASE(
    "On 10,000 lists without an effect a report raises an alarm in 5 of 100, give or take 1") {
  const Alarms alarms = alarms_in(kLists, false, policy_of_the_list());
  MESSAGE(alarms.any << " reports with an alarm, " << alarms.over_all << " of them over all bands, "
                     << alarms.within << " within bands");
  CHECK(alarms.any <= kLists * kReportMost / 1000);
  CHECK(alarms.any >= kLists * kReportLeast / 1000);
  // Both ways of comparing have their part in it.
  for (const int one : {alarms.over_all, alarms.within}) {
    CHECK(one < alarms.any);
    CHECK(one >= kLists * kReportLeast / 3000);
  }
}

TEST_CASE("Linked cases on the list raise no more alarms") {
  const Alarms alarms = alarms_in(kLinkedLists, true, policy_of_the_list());
  CHECK(alarms.any <= kLinkedLists * kReportMost / 1000);
  CHECK(alarms.any >= kLinkedLists * kReportLeast / 1000);
}

TEST_CASE("Where groups differ in their bands alone, few reports see a gap within bands") {
  const CompiledPolicy policy = policy_of_the_list();
  Alarms alarms;
  for (std::uint64_t i = 0; i < kLinkedLists; ++i) {
    add_alarms(list_with_bands_apart(i, policy), policy, i, alarms);
  }
  MESSAGE(alarms.over_all << " see one over all bands, " << alarms.within << " within");
  CHECK(alarms.over_all >= kLinkedLists / 2);
  CHECK(alarms.within <= kLinkedLists * kReportMost / 1000);
  CHECK(alarms.within >= kLinkedLists * kWithinLeast / 1000);
}
