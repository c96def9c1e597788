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
constexpr int kFamilyLeast = 20, kFamilyMost = 30, kReportLeast = 30, kReportMost = 50;
#else
constexpr int kLists = 1'000;
constexpr int kLinkedLists = 500;
constexpr int kFamilyLeast = 10, kFamilyMost = 45, kReportLeast = 14, kReportMost = 66;
#endif

CompiledPolicy policy_of_the_list() {
  return harm_and_wait::policy("low = 0, some = 1, high = 3, grave = 4");
}

/// Some in four groups, one of them without a record, with harm and waits that do not look at them;
/// in `families` every fifth case is linked to the one before.
CaseTable list_without_effect(std::uint64_t number, bool families) {
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
  return world::table_of(cases);
}

/// How many of so many whole reports raise an alarm, at all and in each family.
struct Alarms {
  int any = 0;
  int over_all = 0;
  int within = 0;
};

Alarms alarms_in(int lists, bool families, const CompiledPolicy& policy) {
  Alarms alarms;
  for (int i = 0; i < lists; ++i) {
    const auto number = static_cast<std::uint64_t>(i);
    const auto ranking = rank(list_without_effect(number, families), policy, world::as_of());
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
  return alarms;
}

}  // namespace

TEST_CASE("On lists without an effect each family of a report raises its half of 5 alarms in 100") {
  const Alarms alarms = alarms_in(kLists, false, policy_of_the_list());
  MESSAGE(alarms.any << " reports with an alarm");
  for (const int one : {alarms.over_all, alarms.within}) {
    CHECK(one >= kLists * kFamilyLeast / 1000);
    CHECK(one <= kLists * kFamilyMost / 1000);
  }
  // The families overlap, so that a report raises fewer than both together.
  CHECK(alarms.any <= kLists * kReportMost / 1000);
  CHECK(alarms.any >= kLists * kReportLeast / 1000);
}

TEST_CASE("Linked cases on the list raise no more alarms") {
  const Alarms alarms = alarms_in(kLinkedLists, true, policy_of_the_list());
  CHECK(alarms.any <= kLinkedLists * kReportMost / 1000);
  CHECK(alarms.any >= kLinkedLists * kReportLeast / 1000);
}
