#include <waitlist/base/limits.h>
#include <waitlist/policy/policy_review.h>

#include "policy/point_reach.h"

#include <algorithm>

namespace waitlist {
namespace {

/// The day on which time alone lifts a case out of this band, and by which rule.
OvertakingWindow way_out(const PolicyTables& tables, BandIndex band) {
  const Policy& policy = tables.policy;
  OvertakingWindow window{policy.bands[band].id, std::nullopt, ""};
  if (policy.promotion && band > tables.promotion_limit) {
    window.days = policy.promotion->after_days.front();
    window.reason = "promotion lifts the case into a more urgent band";
  }
  if (policy.must_allocate && policy.must_allocate->waiting && band > tables.must_allocate_below &&
      (!window.days || *policy.must_allocate->waiting < *window.days)) {
    window.days = *policy.must_allocate->waiting;
    window.reason = "the case must be allocated and leaves the band";
  }
  return window;
}

/// The first day from which waiting has earned at least `points` and keeps them.
std::optional<Days> days_to_earn(const PolicyTables& tables, Points points) {
  constexpr std::int64_t kNormalRate = 1000;
  std::optional<Days> first;
  for (std::int64_t day = limits::kDaysMax; day >= 0; --day) {
    if (tables.waiting_points(day, kNormalRate) < points) break;
    first = Days{day};
  }
  return first;
}

std::string missing_rule(const PolicyTables& tables) {
  const auto& rule = tables.policy.waiting;
  const bool earns = rule && std::ranges::any_of(rule->rates, [](const WaitingRate& rate) {
                       return rate.per_day > Points{0};
                     });
  if (!earns) return "waiting earns nothing here and no rule lifts the case out";
  return rule->cap ? "the cap on points for waiting is below what other facts can give"
                   : "waiting stops earning before it reaches what other facts can give";
}

/// How the order within a tier bounds overtaking, whatever lifts a case out of it.
OvertakingWindow bound_by_order(const PolicyTables& tables) {
  const Policy& policy = tables.policy;
  if (orders_by_before_points(policy, OrderKey::longest_wait)) {
    return {"", Days{0}, "whoever has waited longest stands first"};
  }
  if (!orders_by_before_points(policy, OrderKey::points)) {
    return {"", std::nullopt, "the order looks at another key before waiting can count"};
  }
  const Points spread = most_without_waiting(tables);
  const auto days = days_to_earn(tables, spread);
  if (!days) return {"", std::nullopt, missing_rule(tables)};
  return {"", days,
          "by then waiting has earned as much as all other facts together can: " + to_text(spread) +
              " points"};
}

/// Within the tier must_allocate, where that is ordered by how long its cases are overdue: no
/// filing date lies before the day of listing, so nobody who comes so late had to be allocated
/// earlier.
OvertakingWindow bound_by_overdue(const MustAllocateRule& rule) {
  const Days before = rule.before_filing.value_or(Days{0});
  if (rule.waiting && rule.before_filing) {
    return {"", *rule.waiting + before, "whoever had to be allocated first stands first"};
  }
  return {"", before,
          rule.waiting ? "whoever had to be allocated first stands first"
                       : "whoever had to be allocated first stands first; these days run from the "
                         "day on which the case had to be"};
}

}  // namespace

std::vector<OvertakingWindow> overtaking_windows(const CompiledPolicy& policy) {
  const PolicyTables& tables = policy.tables();
  const OvertakingWindow by_order = bound_by_order(tables);
  const bool by_overdue = must_allocate_orders(tables.policy) &&
                          first_key_of_must_allocate(tables.policy) == OrderKey::overdue;
  std::vector<OvertakingWindow> windows;
  for (TierIndex tier = 0; tier < policy.tier_count(); ++tier) {
    const std::string id{policy.tier_id(tier)};
    OvertakingWindow window = by_order;
    if (const auto band = policy.find_band(id)) {
      const OvertakingWindow out = way_out(tables, *band);
      if (out.days && (!window.days || *out.days < *window.days)) window = out;
    } else if (by_overdue) {
      window = bound_by_overdue(*tables.policy.must_allocate);
    }
    window.tier = id;
    windows.push_back(std::move(window));
  }
  return windows;
}

}  // namespace waitlist
