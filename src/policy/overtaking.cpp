#include <waitlist/base/limits.h>
#include <waitlist/policy/policy_review.h>

#include "policy/point_reach.h"

#include <algorithm>
#include <span>

namespace waitlist {
namespace {

/// No case has waited as long as the limit in the tier.
struct WayOut {
  std::optional<Days> limit;
  std::string reason;

  void note(Days days, const char* why) {
    if (limit && *limit <= days) return;
    limit = days;
    reason = why;
  }
};

/// Docs: policy-review.md, "Why it holds".
class Windows {
 public:
  explicit Windows(const CompiledPolicy& policy)
      : compiled_{policy},
        policy_{policy.written()},
        tables_{policy.tables()},
        tier_leads_{policy_.order.front() == OrderKey::tier},
        spread_{spread_without_waiting(tables_)},
        spread_of_risk_{spread_of_risk(tables_)} {}

  [[nodiscard]] std::vector<OvertakingWindow> build() const {
    std::vector<OvertakingWindow> windows;
    for (TierIndex tier = 0; tier < compiled_.tier_count(); ++tier) {
      const std::string id{compiled_.tier_id(tier)};
      windows.push_back(of_tier(id));
      windows.back().tier = id;
      if (excludes_pauses()) windows.back().reason += "; paused days do not count as waited";
    }
    return windows;
  }

 private:
  using Keys = std::span<const OrderKey>;

  [[nodiscard]] bool excludes_pauses() const {
    return policy_.waiting && policy_.waiting->pauses == PauseTreatment::exclude;
  }

  [[nodiscard]] OvertakingWindow of_tier(const std::string& id) const {
    Keys keys{policy_.order};
    if (!tier_leads_) return by_keys(keys, {});
    const Keys own = own_order(policy_, id);
    keys = own.empty() ? keys.subspan(1) : own;
    if (const auto band = compiled_.find_band(id)) return by_keys(keys, way_out(*band));
    const MustAllocateRule& rule = *policy_.must_allocate;
    if (!rule.before_filing && *rule.waiting > Days{0}) {
      return {"", Days{0}, "no case stands in this tier on the day on which it is listed"};
    }
    if (keys.front() == OrderKey::overdue && !rule.waiting) return by_due_day(keys);
    return by_keys(keys, way_out_of_must_allocate());
  }

  /// A case of the last band stands so many bands higher; any other at least as high.
  void note_promotion(BandIndex band, WayOut& out) const {
    if (!policy_.promotion || band <= tables_.promotion_limit) return;
    const std::vector<Days>& after = policy_.promotion->after_days;
    const std::size_t bands_below = policy_.bands.size() - 1 - band;
    if (bands_below >= after.size()) return;
    out.note(after[bands_below], "promotion lifts the case into a more urgent band");
  }

  [[nodiscard]] WayOut way_out(BandIndex band) const {
    WayOut out;
    note_promotion(band, out);
    const auto& rule = policy_.must_allocate;
    if (rule && rule->waiting && band > tables_.must_allocate_below) {
      out.note(*rule->waiting, "the case must be allocated and leaves the band");
    }
    return out;
  }

  [[nodiscard]] WayOut way_out_of_must_allocate() const {
    WayOut out;
    const BandIndex first = tables_.must_allocate_below + 1;
    if (first < policy_.bands.size()) note_promotion(first, out);
    return out;
  }

  /// What waiting has earned, at the slowest of the rates that a case may have, and where completed
  /// months or years earn on the days of the calendar on which it is least.
  [[nodiscard]] PointParts least_earned(std::int64_t days) const {
    const WaitRange waits = waits_of(tables_.wait_unit, Days{days});
    PointParts least = tables_.waiting_parts(waits.least, 1000);
    for (const WaitingCourse& course : tables_.waiting) {
      for (std::int64_t wait = waits.least; wait <= waits.most; ++wait) {
        least = std::min(least, course.points(wait));
      }
    }
    return least;
  }

  [[nodiscard]] PointParts spread() const { return in_parts(spread_, tables_.point_parts); }

  /// Days by which a case that must be allocated is overdue at least, and a newcomer at most.
  [[nodiscard]] std::int64_t least_overdue(std::int64_t days) const {
    const auto& waiting = policy_.must_allocate->waiting;
    return waiting ? std::max(std::int64_t{0}, days - waiting->count()) : 0;
  }

  [[nodiscard]] std::int64_t most_overdue() const {
    return policy_.must_allocate->before_filing.value_or(Days{0}).count();
  }

  /// Whether these keys may put a newcomer before a case that has waited so long, 1 day or more.
  [[nodiscard]] bool may_pass(Keys keys, std::int64_t days) const {
    for (const OrderKey& key : keys) {
      std::int64_t lead = 0;
      switch (key.kind) {
        case OrderKey::longest_wait: return false;
        case OrderKey::points: lead = (least_earned(days) - spread()).count(); break;
        case OrderKey::overdue: lead = least_overdue(days) - most_overdue(); break;
        case OrderKey::risk_points: lead = -spread_of_risk_.count(); break;
        case OrderKey::group: lead = -most_of(key.subject).count(); break;
        case OrderKey::tier:
        case OrderKey::latest_start:
        case OrderKey::filing_date:
        case OrderKey::youngest_child:
        case OrderKey::lottery:
        case OrderKey::date:
        case OrderKey::case_id: return true;
      }
      if (lead != 0) return lead < 0;
    }
    return true;
  }

  /// Two cases differ by no more in the points of this group.
  [[nodiscard]] Points most_of(const std::string& group) const {
    const auto at = std::ranges::find(policy_.groups, group, &GroupRule::id);
    return most_of_group(tables_, static_cast<std::size_t>(at - policy_.groups.begin()));
  }

  /// The longest wait below `limit` with which a case may be passed; 0 when there is none.
  [[nodiscard]] std::int64_t longest_passed(Keys keys, std::int64_t limit) const {
    std::int64_t days = limit - 1;
    while (days > 0 && !may_pass(keys, days)) --days;
    return std::max(std::int64_t{0}, days);
  }

  [[nodiscard]] OvertakingWindow by_keys(Keys keys, const WayOut& out) const {
    const std::int64_t limit = out.limit ? out.limit->count() : limits::kDaysMax + 1;
    const std::int64_t passed = longest_passed(keys, limit);
    if (out.limit && (passed + 1 == limit || limit <= 1)) return {"", out.limit, out.reason};
    if (passed + 1 == limit) return {"", std::nullopt, missing_rule(keys)};
    const std::int64_t days = passed == 0 ? 0 : passed + 1;
    return {"", Days{days}, reason_of(keys, days)};
  }

  /// Only the filing date brings cases into the tier, so that nobody is overdue because of a wait.
  [[nodiscard]] OvertakingWindow by_due_day(Keys keys) const {
    const bool may_be_equal = longest_passed(keys.subspan(1), limits::kDaysMax + 1) > 0;
    return {"", Days{most_overdue() + (may_be_equal ? 1 : 0)},
            "whoever had to be allocated first stands first; these days run from the day on which "
            "the case had to be",
            true};
  }

  [[nodiscard]] std::string reason_of(Keys keys, std::int64_t days) const {
    if (keys.front() == OrderKey::longest_wait) return "whoever has waited longest stands first";
    if (keys.front() == OrderKey::overdue) return "whoever had to be allocated first stands first";
    if (spread_ == Points{0}) return "two cases differ in nothing else";
    const bool were_equal = days > 0 && least_earned(days - 1) == spread();
    const bool is_more = were_equal && least_earned(days) > spread();
    return std::string{days == 0 ? "one day of waiting earns " : "by then waiting has earned "} +
           (is_more ? "more than" : "as much as") +
           " two cases can differ by in all else: " + to_text(spread_) + " points";
  }

  [[nodiscard]] std::string missing_rule(Keys keys) const {
    if (keys.front() != OrderKey::points && keys.front() != OrderKey::overdue) {
      return "the order looks at another key before waiting can count";
    }
    const auto& rule = policy_.waiting;
    const auto earns = [](const WaitingRate& rate) { return rate.points > Points{0}; };
    if (!rule || std::ranges::none_of(rule->rates, earns)) {
      return tier_leads_ ? "waiting earns nothing here and no rule lifts the case out"
                         : "waiting earns nothing here";
    }
    if (least_earned(limits::kDaysMax) == spread()) {
      return "waiting comes to exactly what other facts can give, and another key of the order "
             "decides between equals";
    }
    const bool falls = std::ranges::any_of(
        rule->rates, [](const WaitingRate& rate) { return rate.points < Points{0}; });
    if (falls) return "waiting comes to cost points again";
    if (tables_.waiting_points(wait_most(tables_.wait_unit), 1000) >= spread_) {
      return "at the slowest of its rates waiting never earns as much as other facts can give";
    }
    return rule->cap && *rule->cap < spread_
               ? "the cap on points for waiting is below what other facts can give"
               : "waiting never earns as much as other facts can give";
  }

  const CompiledPolicy& compiled_;
  const Policy& policy_;
  const PolicyTables& tables_;
  bool tier_leads_;
  Points spread_;
  Points spread_of_risk_;
};

}  // namespace

std::vector<OvertakingWindow> overtaking_windows(const CompiledPolicy& policy) {
  return Windows{policy}.build();
}

}  // namespace waitlist
