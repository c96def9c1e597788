// Random policies with everything that the format allows, and whatever was proved about their
// variations held against variations that are ranked as any other policy.
#include <waitlist/queue/ranking.h>
#include <waitlist/robustness/robustness.h>

#include "policy/policy_numbers.h"
#include "support/small_draws.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

/// A policy, a list and how far the one is varied.
struct VariedWorld {
  Ranking ranking;
  VariedPolicy varied;
  std::uint32_t first;
};

/// Intervals for some of the numbers, some of them of one value; rates may change their sign.
Policy with_intervals(Policy policy) {
  each_number(policy, [&policy](const NumberName& name, Points& points) {
    if (!world::chance(25)) return;
    const std::int64_t size = points < Points{} ? -points.count() : points.count();
    const std::int64_t reach = world::chance(50) ? size + 2000 : size / 3;
    const Points from = points - Points{world::draw(0, reach)};
    const Points least = can_be_negative(name.kind) ? from : std::max(Points{}, from);
    const Points to = points + Points{world::draw(0, reach)};
    policy.uncertain.push_back({name_of(name), least, to, "", {}});
  });
  return policy;
}

std::optional<VariedWorld> random_world() {
  const auto shape =
      world::chance(70) ? world::PolicyShape::anything : world::PolicyShape::monotone;
  const Policy written = world::random_policy(shape);
  const auto made = compile(world::chance(50) ? with_intervals(written) : written, world::schema());
  if (!made) return std::nullopt;  // at an end of an interval something is more than the format has
  const CompiledPolicy& policy = *made;
  const CaseTable cases = world::table_of(world::random_cases());
  auto ranking = rank(cases, policy, world::as_of());
  if (!ranking || ranking->unit_count() == 0) return std::nullopt;
  auto varied = VariedPolicy::make(policy, world::chance(20) ? 100 : world::draw(1, 60));
  if (!varied) return std::nullopt;  // some rates would be too fine to be counted
  const auto first = static_cast<std::uint32_t>(world::draw(1, 6));
  return VariedWorld{*std::move(ranking), *std::move(varied), first};
}

/// Each number at one of its ends, or anywhere between them.
std::vector<Points> random_values(const VariedPolicy& varied) {
  const bool at_ends = world::chance(60);
  const std::int64_t low = world::draw(0, 100);
  std::vector<Points> values;
  for (const VariedNumber& number : varied.numbers()) {
    values.push_back(at_ends ? (world::chance(low) ? number.least : number.most)
                             : Points{world::draw(number.least.count(), number.most.count())});
  }
  return values;
}

/// The policy with these numbers. A rate that would be too fine to be counted ends the trial.
CompiledPolicy variation(const VariedPolicy& varied, const std::vector<Points>& values) {
  auto policy = varied.compiled(values);
  RC_PRE(policy.has_value());
  return *std::move(policy);
}

/// Which numbers each unit earns: those that change a score of its cases when they alone are at
/// their least.
std::vector<std::vector<bool>> earned_numbers(const VariedWorld& one,
                                              const CertainPlaces& certain) {
  std::vector<std::vector<bool>> earned(certain.units.size());
  std::vector<Points> values = one.varied.written();
  for (std::size_t n = 0; n < values.size(); ++n) {
    values[n] = one.varied.numbers()[n].least;
    const auto moved = rank(one.ranking.cases(), variation(one.varied, values), world::as_of());
    values[n] = one.varied.numbers()[n].written;
    for (std::size_t unit = 0; unit < earned.size(); ++unit) {
      bool changed = false;
      for (const Place& place : one.ranking.unit_of(certain.units[unit].first)) {
        const Place* const now = moved->find(one.ranking.cases().case_id(place.row));
        changed = changed || now->score.points.used != place.score.points.used;
      }
      earned[unit].push_back(changed);
    }
  }
  return earned;
}

/// The worst for one unit beside another: what it alone earns at its least, what the other alone
/// earns at its most, what both earn at one end, or at any.
std::vector<Points> against(const VariedPolicy& varied,
                            const std::vector<bool>& one,
                            const std::vector<bool>& other) {
  const bool shared_alike = world::chance(70);
  const bool shared_most = world::chance(50);
  const bool rest_most = world::chance(50);
  std::vector<Points> values;
  for (std::size_t n = 0; n < one.size(); ++n) {
    const VariedNumber& number = varied.numbers()[n];
    const bool at_most = one[n] ? other[n] && (shared_alike ? shared_most : world::chance(50))
                                : other[n] || rest_most;
    values.push_back(at_most ? number.most : number.least);
  }
  return values;
}

std::uint32_t place_under(const Ranking& ranking, const Ranking& was, CaseRow row) {
  return ranking.find(was.cases().case_id(row))->position;
}

void check_bounds(const Ranking& moved, const VariedWorld& one, const CertainPlaces& certain) {
  for (const UnitBounds& unit : certain.units) {
    const std::uint32_t place = place_under(moved, one.ranking, unit.first);
    RC_ASSERT(place >= unit.best);
    RC_ASSERT(place <= unit.worst);
    RC_ASSERT(unit.among_first != AmongFirst::always || place <= one.first);
    RC_ASSERT(unit.among_first != AmongFirst::never || place > one.first);
  }
}

}  // namespace

TEST_CASE("No variation puts a unit outside the places that are proved") {
  CHECK(rc::check("bounds hold", [] {
    const auto one = random_world();
    RC_PRE(one.has_value());
    const CertainPlaces certain = certain_places(one->ranking, one->varied, one->first);
    const auto earned = earned_numbers(*one, certain);
    const auto last = static_cast<std::int64_t>(certain.units.size()) - 1;
    for (int i = 0; i < 40; ++i) {
      const auto unit = static_cast<std::size_t>(world::draw(0, last));
      const auto other = static_cast<std::size_t>(world::draw(0, last));
      const std::vector<Points> values = i % 2 == 0
                                             ? random_values(one->varied)
                                             : against(one->varied, earned[unit], earned[other]);
      const CompiledPolicy policy = variation(one->varied, values);
      const auto ranking = rank(one->ranking.cases(), policy, world::as_of());
      RC_ASSERT(ranking.has_value());
      check_bounds(*ranking, *one, certain);
    }
  }));
}

TEST_CASE("A draw is the ranking under the policy that was drawn") {
  CHECK(rc::check("draws are rankings", [] {
    const auto one = random_world();
    RC_PRE(one.has_value());
    const CertainPlaces certain = certain_places(one->ranking, one->varied, one->first);
    const DrawOptions options{5, static_cast<std::uint64_t>(world::draw(0, 1000)), 1};
    const auto drawn = drawn_places(one->ranking, one->varied, certain, options);
    RC_PRE(drawn.has_value());
    std::vector<std::uint32_t> times(certain.units.size());
    for (std::uint32_t draw = 0; draw < options.draws; ++draw) {
      const CompiledPolicy policy = variation(one->varied, one->varied.drawn(options.seed, draw));
      const auto ranking = rank(one->ranking.cases(), policy, world::as_of());
      for (std::size_t unit = 0; unit < times.size(); ++unit) {
        const std::uint32_t place = place_under(*ranking, one->ranking, certain.units[unit].first);
        times[unit] += place <= one->first ? 1U : 0U;
      }
    }
    for (std::uint32_t unit = 0; unit < times.size(); ++unit) {
      RC_ASSERT(drawn->times(unit) == times[unit]);
    }
  }));
}

TEST_CASE("One number at an end changes who is among the first as a ranking says") {
  CHECK(rc::check("deciding numbers are rankings", [] {
    const auto one = random_world();
    RC_PRE(one.has_value());
    const CertainPlaces certain = certain_places(one->ranking, one->varied, one->first);
    const auto deciding = deciding_numbers(one->ranking, one->varied, certain);
    RC_PRE(deciding.has_value());
    const auto numbers = one->varied.numbers();
    std::size_t found = 0;
    for (std::uint32_t number = 0; number < numbers.size(); ++number) {
      for (const bool at_most : {false, true}) {
        std::vector<Points> values = one->varied.written();
        values[number] = at_most ? numbers[number].most : numbers[number].least;
        const auto ranking =
            rank(one->ranking.cases(), variation(one->varied, values), world::as_of());
        DecidingNumber expected{number, at_most, {}, {}};
        for (std::uint32_t unit = 0; unit < certain.units.size(); ++unit) {
          const bool was = certain.units[unit].position <= one->first;
          const bool is =
              place_under(*ranking, one->ranking, certain.units[unit].first) <= one->first;
          if (was && !is) expected.leave.push_back(unit);
          if (is && !was) expected.enter.push_back(unit);
        }
        const auto at = std::ranges::find_if(*deciding, [&](const DecidingNumber& each) {
          return each.number == number && each.at_most == at_most;
        });
        RC_ASSERT((at == deciding->end()) == expected.leave.empty());
        if (at == deciding->end()) continue;
        ++found;
        RC_ASSERT(at->leave == expected.leave);
        RC_ASSERT(at->enter == expected.enter);
      }
    }
    RC_ASSERT(found == deciding->size());
  }));
}

TEST_CASE("How sure an order is does not depend on threads") {
  CHECK(rc::check("threads", [] {
    const auto one = random_world();
    RC_PRE(one.has_value());
    const CertainPlaces certain = certain_places(one->ranking, one->varied, one->first);
    const auto drawn = drawn_places(one->ranking, one->varied, certain, {7, 3, 1});
    const auto again = drawn_places(one->ranking, one->varied, certain, {7, 3, 3});
    RC_PRE(drawn.has_value() && again.has_value());
    RC_ASSERT(drawn->units.size() == again->units.size());
    for (std::size_t i = 0; i < drawn->units.size(); ++i) {
      RC_ASSERT(drawn->units[i].unit == again->units[i].unit);
      RC_ASSERT(drawn->units[i].times == again->units[i].times);
    }
    const auto swaps = swap_values(one->ranking, one->first, 1);
    const auto shared = swap_values(one->ranking, one->first, 3);
    RC_ASSERT(swaps.has_value() == shared.has_value());
    if (!swaps) return;
    RC_ASSERT(swaps->pairs.size() == shared->pairs.size());
    for (std::size_t i = 0; i < swaps->pairs.size(); ++i) {
      const auto& a = swaps->pairs[i].numbers;
      const auto& b = shared->pairs[i].numbers;
      RC_ASSERT(a.size() == b.size());
      for (std::size_t k = 0; k < a.size(); ++k) {
        RC_ASSERT(a[k].number == b[k].number);
        RC_ASSERT(a[k].below.at == b[k].below.at);
        RC_ASSERT(a[k].above.at == b[k].above.at);
      }
    }
  }));
}
