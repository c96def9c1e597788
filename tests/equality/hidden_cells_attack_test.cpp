// A reader who has a whole report and adds nothing to it but arithmetic, tried in every way.
#include <waitlist/equality/order_equality.h>

#include "equality/harm_and_wait.h"
#include "support/shipped.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

const CompiledPolicy& attacked_policy() {
  static const CompiledPolicy policy =
      harm_and_wait::policy("low = 1, some = 2, high = 3, grave = 4");
  return policy;
}

Ranking random_list(std::size_t most) {
  const auto count = *rc::gen::inRange<std::size_t>(5, most);
  const auto groups = *rc::gen::container<std::vector<int>>(
      count, rc::gen::weightedElement<int>({{6, 0}, {3, 1}, {2, 2}, {2, 3}}));
  const auto open = *rc::gen::container<std::vector<int>>(count, rc::gen::inRange(0, 3));
  const auto waited = *rc::gen::container<std::vector<int>>(count, rc::gen::inRange(0, 160));
  std::vector<Case> cases;
  for (std::size_t i = 0; i < count; ++i) {
    Case& one = cases.emplace_back(world::plain_case());
    one.case_id = "c" + std::to_string(100 + i);
    one.listed_on = world::as_of() - Days{waited[i]};
    if (open[i] == 0) one.answers[world::kHarm] = Answer::unknown();
    Answer& group = one.answers[world::kFacts - 1];
    group = groups[i] == 0   ? Answer::level(0)
            : groups[i] == 1 ? Answer::level(1)
            : groups[i] == 2 ? Answer::no()
                             : Answer::not_asked();
  }
  RankOptions how;
  how.keep_contributions = true;
  return rank(world::table_of(cases), attacked_policy(), world::as_of(), how).value();
}

/// What is printed of one share, by group: the count, or nothing.
struct PrintedShare {
  std::uint64_t total = 0;
  std::vector<std::optional<std::uint64_t>> yes;
};

PrintedShare printed_share(const OrderEquality& report, EqualityMeasure measure) {
  const MonitoredFact& fact = report.facts[0];
  PrintedShare printed;
  printed.total =
      measure == EqualityMeasure::provisional ? report.provisional : report.must_allocate;
  printed.yes.resize(fact.groups.size());
  for (const GroupComparison& one : fact.comparisons) {
    if (one.measure != measure) continue;
    const auto units = static_cast<double>(*fact.groups[one.group].units);
    printed.yes[one.group] = static_cast<std::uint64_t>(std::llround(one.mean * units));
  }
  return printed;
}

/// Every way to give each place of `most` a number up to its own, so that they come to `sum`.
void each_way(const std::vector<std::uint64_t>& most,
              std::uint64_t sum,
              std::vector<std::uint64_t>& chosen,
              const std::function<void()>& visit) {
  if (chosen.size() == most.size()) {
    if (sum == 0) visit();
    return;
  }
  for (std::uint64_t one = 0; one <= std::min(sum, most[chosen.size()]); ++one) {
    chosen.push_back(one);
    each_way(most, sum - one, chosen, visit);
    chosen.pop_back();
  }
}

}  // namespace

TEST_CASE("Nothing that a report hides can be worked out from all that it prints") {
  CHECK(rc::check([] {
    EqualityOptions options;
    options.smallest = 5;
    options.deals.deals = 19;
    const auto report = equality_of(random_list(26), options);
    RC_ASSERT(report.has_value());
    const MonitoredFact& fact = report->facts[0];
    std::vector<std::size_t> hidden;
    std::uint64_t hidden_units = report->units;
    for (std::size_t group = 0; group < fact.groups.size(); ++group) {
      if (fact.groups[group].hidden()) hidden.push_back(group);
      hidden_units -= fact.groups[group].units.value_or(0);
    }
    if (hidden.size() == fact.groups.size()) return;  // nothing is printed but the whole list
    RC_ASSERT(hidden.size() != 1);
    std::vector<std::set<std::uint64_t>> sizes(hidden.size());
    const std::vector<std::uint64_t> any(hidden.size(), hidden_units);
    std::vector<std::uint64_t> chosen;
    each_way(any, hidden_units, chosen, [&] {
      for (std::size_t i = 0; i < chosen.size(); ++i) sizes[i].insert(chosen[i]);
    });
    for (const auto& values : sizes) RC_ASSERT(values.size() >= 2);

    for (const EqualityMeasure measure :
         {EqualityMeasure::provisional, EqualityMeasure::must_allocate}) {
      const PrintedShare printed = printed_share(*report, measure);
      // Nothing is hidden by a total of all or none: everybody knows each member then.
      if (printed.total == 0 || printed.total == report->units) continue;
      // A row for each shown group without a printed share, and one for those hidden together.
      std::vector<std::uint64_t> most;
      std::uint64_t left = printed.total;
      bool compared = false;
      for (std::size_t group = 0; group < fact.groups.size(); ++group) {
        const auto units = fact.groups[group].units;
        if (!units || *units == 0) continue;
        compared = compared || *units < report->units;
        if (printed.yes[group]) {
          left -= *printed.yes[group];
        } else {
          most.push_back(*units);
        }
      }
      if (!compared || (hidden.empty() && most.empty())) continue;
      const bool alone = most.empty();
      if (!hidden.empty()) most.push_back(hidden_units);
      std::vector<std::set<std::uint64_t>> yes(most.size());
      chosen.clear();
      each_way(most, left, chosen, [&] {
        for (std::size_t i = 0; i < chosen.size(); ++i) yes[i].insert(chosen[i]);
      });
      if (alone) {
        // Those hidden together are as good as shown: neither few nor all nor none of them.
        RC_ASSERT(left >= options.smallest);
        RC_ASSERT(hidden_units - left >= options.smallest);
        continue;
      }
      for (std::size_t i = 0; i < most.size(); ++i) RC_ASSERT(yes[i].size() >= 2);
    }
  }));
}

TEST_CASE("No printed count or share stands for few units") {
  CHECK(rc::check([] {
    EqualityOptions options;
    options.smallest = 5;
    options.deals.deals = 19;
    const auto report = equality_of(random_list(34), options);
    RC_ASSERT(report.has_value());
    const MonitoredFact& fact = report->facts[0];
    const auto few = [](std::uint64_t count) { return count > 0 && count < 5; };
    for (const MonitoredGroup& group : fact.groups) RC_ASSERT(!few(group.units.value_or(0)));
    for (const EqualityMeasure measure :
         {EqualityMeasure::provisional, EqualityMeasure::must_allocate}) {
      const PrintedShare printed = printed_share(*report, measure);
      for (std::size_t group = 0; group < printed.yes.size(); ++group) {
        if (!printed.yes[group]) continue;
        RC_ASSERT(!few(*printed.yes[group]));
        RC_ASSERT(!few(*fact.groups[group].units - *printed.yes[group]));
      }
    }
    for (const GroupComparison& one : fact.comparisons) RC_ASSERT(!fact.groups[one.group].hidden());
    for (const EqualitySplit& one : fact.splits) RC_ASSERT(!fact.groups[one.group].hidden());
  }));
}

TEST_CASE("That nobody of the hidden groups must be allocated is not told by what is left") {
  // 40 girls, half of whom wait long; 4 boys and 8 without a record who do not.
  std::string csv = "case_id,listed_on,monitoring.sex\n";
  for (int i = 0; i < 52; ++i) {
    csv += "c" + std::to_string(100 + i) + (i < 20 ? ",2009-01-12" : ",2009-09-21") +
           (i < 40   ? ",female\n"
            : i < 44 ? ",male\n"
                     : ",\n");
  }
  const auto ranking =
      rank(shipped::cases(csv), shipped::policy("staffordshire_2009"), shipped::as_of(), {1, true});
  REQUIRE(ranking.has_value());
  EqualityOptions options;
  options.deals.deals = 19;
  const auto report = equality_of(*ranking, options);
  REQUIRE(report.has_value());
  CHECK(report->must_allocate == 20);
  const auto sex = std::ranges::find(report->facts, "monitoring.sex", &MonitoredFact::id);
  REQUIRE(sex != report->facts.end());
  CHECK(sex->groups[0].units == 40);
  CHECK(sex->groups[1].hidden());
  const bool hidden = std::ranges::any_of(sex->hidden_shares, [](const HiddenShare& one) {
    return one.group == 0 && one.measure == EqualityMeasure::must_allocate;
  });
  CHECK(hidden);
}
