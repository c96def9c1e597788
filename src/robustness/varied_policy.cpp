#include <waitlist/base/limits.h>
#include <waitlist/robustness/counted_draws.h>
#include <waitlist/robustness/varied_policy.h>

#include "policy/point_reach.h"
#include "policy/policy_numbers.h"
#include "policy/policy_tables.h"

#include <algorithm>
#include <map>
#include <string_view>
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
    error.reason +=
        "; a smaller share, or narrower intervals, may stay within what the format takes";
  }
  return errors;
}

}  // namespace

VariedPolicy::VariedPolicy(CompiledPolicy policy, std::int64_t share, bool by_intervals)
    : policy_{std::move(policy)}, lowest_{policy_}, highest_{policy_}, share_{share} {
  std::map<std::string_view, PointsInterval> intervals;
  if (by_intervals) {
    for (const UncertainNumber& one : policy_.written().uncertain) {
      intervals.emplace(one.number, PointsInterval{one.from, one.to});
    }
  }
  each_written_number(policy_.written(), [&](const NumberName& number, Points points) {
    std::string name = name_of(number);
    const auto given = intervals.find(name);
    const bool is_given = given != intervals.end();
    const PointsInterval interval = is_given ? given->second : within_share(points, share_);
    const bool varies = interval.least < interval.most;
    varies_.push_back(varies);
    (varies ? numbers_ : fixed_)
        .push_back({number.kind, number.rule, number.part, points, interval.least, interval.most,
                    std::move(name), is_given});
  });
}

Result<VariedPolicy> VariedPolicy::make(const CompiledPolicy& policy, std::int64_t share_percent) {
  const bool has_intervals = !policy.written().uncertain.empty();
  if (share_percent < (has_intervals ? 0 : 1) || share_percent > kVariedShareMost) {
    return failed(Error{ErrorCode::out_of_range, "variation of the policy", 0, 0, "share",
                        std::to_string(share_percent),
                        "a whole number of hundredths, 1 to " + std::to_string(kVariedShareMost) +
                            "; 0 where the policy has [[uncertain]] numbers, so that only these "
                            "vary"});
  }
  return with_ends(VariedPolicy{policy, share_percent, true});
}

Result<VariedPolicy> VariedPolicy::widest(const CompiledPolicy& policy) {
  return with_ends(VariedPolicy{policy, kVariedShareMost, false});
}

Result<VariedPolicy> VariedPolicy::with_ends(VariedPolicy varied) {
  std::vector<Points> least;
  std::vector<Points> most;
  least.reserve(varied.numbers_.size());
  most.reserve(varied.numbers_.size());
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

std::size_t VariedPolicy::inside_intervals() const noexcept {
  return static_cast<std::size_t>(std::ranges::count(numbers_, true, &VariedNumber::by_interval));
}

Policy VariedPolicy::with(std::span<const Points> values) const {
  Policy policy = policy_.written();
  std::size_t at = 0;
  std::size_t next = 0;
  each_number(policy, [&](const NumberName& /*name*/, Points& points) {
    if (varies_[at++]) points = values[next++];
  });
  hold_unknown(policy, policy_.schema());
  // Its numbers are no longer those that the intervals are round.
  policy.uncertain.clear();
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
  // Where an interval lets a rate fall below 0, it is the lowest policy that shows it.
  if (policy_.tables().band_can_cost || lowest_.tables().band_can_cost) {
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

}  // namespace waitlist
