#include <waitlist/base/limits.h>
#include <waitlist/robustness/counted_draws.h>
#include <waitlist/robustness/varied_policy.h>

#include "policy/point_reach.h"
#include "policy/policy_faults.h"
#include "policy/policy_tables.h"
#include "robustness/policy_numbers.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

struct PointsInterval {
  Points least, most;
};

/// The whole thousandths within a share of a number, of those that the format takes.
PointsInterval within_share(Points written, std::int64_t share) {
  constexpr std::int64_t kHundred = 100;
  const std::int64_t size = written < Points{} ? -written.count() : written.count();
  const std::int64_t low = (size * (kHundred - share) + kHundred - 1) / kHundred;
  const std::int64_t high = std::min(size * (kHundred + share) / kHundred, limits::kPointsMax);
  return written < Points{} ? PointsInterval{Points{-high}, Points{-low}}
                            : PointsInterval{Points{low}, Points{high}};
}

/// That an unknown answer earns no more than a known one could.
void hold_unknown(Policy& policy, const FactSchema& schema) {
  for (CriterionRule& rule : policy.criteria) {
    if (!rule.unknown) continue;
    const auto fact = schema.find(rule.fact);
    if (!fact) continue;
    rule.unknown = std::min(*rule.unknown, most_points(rule, schema.fact(*fact)));
  }
}

bool has_key(const Policy& policy, OrderKey::Kind kind) {
  for (const auto* order : orders_of(policy)) {
    if (std::ranges::count(*order, kind, &OrderKey::kind) > 0) return true;
  }
  return false;
}

Errors varied_faults(Errors errors) {
  for (Error& error : errors) {
    error.source = "variation of the policy";
    error.line = error.column = 0;
    error.reason += "; a smaller share may stay within what the format takes";
  }
  return errors;
}

}  // namespace

VariedPolicy::VariedPolicy(CompiledPolicy policy, std::int64_t share)
    : policy_{std::move(policy)}, lowest_{policy_}, highest_{policy_}, share_{share} {
  Policy copy = policy_.written();
  each_number(copy, [this](const NumberName& name, Points& points) {
    const PointsInterval interval = within_share(points, share_);
    const bool varies = interval.least < interval.most;
    varies_.push_back(varies);
    if (!varies) {
      ++fixed_;
      return;
    }
    numbers_.push_back({name.kind, name.rule, name.part, points, interval.least, interval.most});
  });
}

Result<VariedPolicy> VariedPolicy::make(const CompiledPolicy& policy, std::int64_t share_percent) {
  if (share_percent < 1 || share_percent > kVariedShareMost) {
    return failed(Error{ErrorCode::out_of_range, "variation of the policy", 0, 0, "share",
                        std::to_string(share_percent),
                        "a whole number of hundredths, 1 to " + std::to_string(kVariedShareMost)});
  }
  VariedPolicy varied{policy, share_percent};
  std::vector<Points> least;
  std::vector<Points> most;
  for (const VariedNumber& number : varied.numbers_) {
    least.push_back(number.least);
    most.push_back(number.most);
  }
  auto lowest = varied.compiled(least);
  if (!lowest) return failed(std::move(lowest.error()));
  auto highest = varied.compiled(most);
  if (!highest) return failed(std::move(highest.error()));
  varied.lowest_ = *std::move(lowest);
  varied.highest_ = *std::move(highest);
  return varied;
}

Policy VariedPolicy::with(std::span<const Points> values) const {
  Policy policy = policy_.written();
  std::size_t at = 0;
  std::size_t next = 0;
  each_number(policy, [&](const NumberName& /*name*/, Points& points) {
    if (varies_[at++]) points = values[next++];
  });
  hold_unknown(policy, policy_.schema());
  return policy;
}

Result<CompiledPolicy> VariedPolicy::compiled(std::span<const Points> values) const {
  auto compiled = compile(with(values), policy_.schema(), "policy", {}, policy_.calendar());
  if (!compiled) return failed(varied_faults(std::move(compiled.error())));
  return compiled;
}

std::vector<Points> VariedPolicy::written() const {
  std::vector<Points> values;
  values.reserve(numbers_.size());
  for (const VariedNumber& number : numbers_) values.push_back(number.written);
  return values;
}

std::vector<Points> VariedPolicy::drawn(std::uint64_t seed, std::uint64_t draw) const {
  std::vector<Points> values;
  values.reserve(numbers_.size());
  for (const VariedNumber& number : numbers_) {
    const auto at = static_cast<std::uint32_t>(values.size());
    values.emplace_back(drawn_between(seed, draw, at, number.least.count(), number.most.count()));
  }
  return values;
}

std::optional<std::string> VariedPolicy::why_unproved() const {
  if (policy_.tables().band_can_cost) {
    return "a more urgent band can make waiting earn less, so that more points can put a case "
           "lower";
  }
  const Policy& policy = policy_.written();
  if (policy.unknown.total_cap && has_key(policy, OrderKey::group)) {
    return "the limit on points for what is not known is shared by the groups, and the order "
           "looks at one group: more points elsewhere can leave less for it";
  }
  return std::nullopt;
}

std::string_view to_text(VariedKind kind) noexcept {
  switch (kind) {
    case VariedKind::level: return "level";
    case VariedKind::range: return "range";
    case VariedKind::marker: return "marker";
    case VariedKind::per_step: return "per_step";
    case VariedKind::per_start: return "per_start";
    case VariedKind::two_facts: return "two_facts";
    case VariedKind::unknown: return "unknown";
    case VariedKind::constant: return "constant";
    case VariedKind::age: return "age";
    case VariedKind::further_child: return "further_child";
    case VariedKind::waiting: return "waiting";
    case VariedKind::slack: return "slack";
    case VariedKind::no_filing_date: return "no_filing_date";
  }
  return "";
}

}  // namespace waitlist
