#include "robustness/pair_proof.h"

#include "policy/every_when.h"
#include "policy/policy_tables.h"
#include "robustness/pair_proof_reader.h"

#include <algorithm>

namespace waitlist {
namespace {

bool has_band_condition(const PolicyTables& tables) {
  bool found = false;
  for (const FasterTable& row : tables.faster) {
    each_condition(row.when, [&found](const ConditionTable& one) {
      found = found || one.test == ConditionTable::Test::band;
    });
  }
  return found;
}

/// Whether the same groups have a constant: one of 0 is none.
bool same_constants(const PolicyTables& one, const PolicyTables& other) {
  return std::ranges::equal(
      one.groups, other.groups, {},
      [](const GroupTable& group) { return group.constant == Points{}; },
      [](const GroupTable& group) { return group.constant == Points{}; });
}

/// Half, rounded down.
Points half_of(Points points) noexcept {
  const std::int64_t count = points.count();
  return Points{count >= 0 ? count / 2 : -((1 - count) / 2)};
}

/// The numbers of two cases in a group, those that both have apart from those of one alone.
struct SplitNumbers {
  Points own_sum, own_highest;      ///< of the one, at its least
  Points other_sum, other_highest;  ///< of the other, at its most
  Points shared_least_sum, shared_least_highest;
  Points shared_most_sum, shared_most_highest;
};

}  // namespace

PairProof::PairProof(const Ranking& ranking,
                     const VariedPolicy& varied,
                     std::span<const UnitIndex> units)
    : ranking_{&ranking}, lowest_{varied.lowest()}, highest_{varied.highest()} {
  const PolicyTables& tables = ranking.policy().tables();
  const auto named = with_names(ranking.policy());
  // A limit that groups share, and a constant that can be nothing, are not taken apart.
  usable_ = named && !tables.policy.unknown.total_cap && same_constants(tables, lowest_.tables()) &&
            same_constants(tables, highest_.tables());
  if (!usable_) return;
  faster_by_band_ = has_band_condition(tables);
  Reader reader{*this, *named};
  for (const UnitIndex unit : units) reader.read(unit);
  first_member_.push_back(members_.size());
}

bool PairProof::always_before(std::size_t one, std::size_t other) const {
  if (!usable_) return false;
  for (std::size_t a = first_member_[one]; a < first_member_[one + 1]; ++a) {
    bool before_all = true;
    for (std::size_t b = first_member_[other]; before_all && b < first_member_[other + 1]; ++b) {
      before_all = case_before(a, b);
    }
    if (before_all) return true;
  }
  return false;
}

Points PairProof::least_gap(std::size_t group, std::size_t one, std::size_t other) const {
  const Group& a = groups_[one * groups_per_case_ + group];
  const Group& b = groups_[other * groups_per_case_ + group];
  SplitNumbers split;
  bool alike = a.limit == b.limit;
  for (std::size_t i = first_number_[group]; i < first_number_[group + 1]; ++i) {
    const Number& x = numbers_[one * numbers_per_case_ + i];
    const Number& y = numbers_[other * numbers_per_case_ + i];
    if (x.name == y.name) {
      split.shared_least_sum += x.least;
      split.shared_most_sum += x.most;
      split.shared_least_highest = std::max(split.shared_least_highest, x.least);
      split.shared_most_highest = std::max(split.shared_most_highest, x.most);
      continue;
    }
    alike = false;
    split.own_sum += x.least;
    split.own_highest = std::max(split.own_highest, x.least);
    split.other_sum += y.most;
    split.other_highest = std::max(split.other_highest, y.most);
  }
  if (alike) return Points{};
  const Points apart = a.least - b.most;
  const auto highest_gap = [&](Points shared) {
    return std::max(split.own_highest, shared) - std::max(split.other_highest, shared);
  };
  const auto at_either = [](auto gap, Points low, Points high) {
    return std::min(gap(low), gap(high));
  };
  switch (ranking_->policy().tables().groups[group].combine) {
    case Combine::sum: {
      const auto gap = [&](Points shared) {
        return std::min(split.own_sum + shared, a.limit) -
               std::min(split.other_sum + shared, b.limit);
      };
      return std::max(apart, at_either(gap, split.shared_least_sum, split.shared_most_sum));
    }
    case Combine::highest: {
      if (a.limit != b.limit) return apart;
      const auto gap = [&](Points shared) {
        return std::min(std::max(split.own_highest, shared), a.limit) -
               std::min(std::max(split.other_highest, shared), b.limit);
      };
      return std::max(apart, at_either(gap, split.shared_least_highest, split.shared_most_highest));
    }
    case Combine::highest_plus_half_of_rest: {
      if (a.uncapped_most > a.limit || b.uncapped_most > b.limit) return apart;
      const Points highest =
          at_either(highest_gap, split.shared_least_highest, split.shared_most_highest);
      return std::max(apart, half_of(split.own_sum - split.other_sum + highest));
    }
  }
  return apart;
}

Points PairProof::least_risk_gap(std::size_t one, std::size_t other) const {
  const std::vector<GroupTable>& groups = ranking_->policy().tables().groups;
  Points gap;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].risk) gap += least_gap(i, one, other);
  }
  return gap;
}

std::int64_t PairProof::earning(std::size_t rate, std::int64_t wait) const noexcept {
  const std::vector<WaitingRate>& rates = lowest_.written().waiting->rates;
  const std::int64_t end = rate + 1 < rates.size() ? std::min(wait, rates[rate + 1].from) : wait;
  return std::max<std::int64_t>(0, end - rates[rate].from);
}

ExactPoints PairProof::least_waiting_gap(const Member& one, const Member& other) const {
  const auto& rule = lowest_.written().waiting;
  if (!rule) return {};
  const std::int64_t low = lowest_.point_parts();
  const std::int64_t high = highest_.point_parts();
  const ExactPoints apart =
      ExactPoints::of_parts(one.waiting_least, low, high)
          .less(ExactPoints::of_parts(other.waiting_most, high, low), low * high);
  if (faster_by_band_) return apart;
  if (one.wait == other.wait && one.times == other.times) return {};
  if (rule->cap) return apart;
  ExactPoints gap;
  for (std::size_t i = 0; i < rule->rates.size(); ++i) {
    const auto gap_at = [&](const CompiledPolicy& corner) {
      const auto slope = [&](std::int64_t times) {
        return corner.tables().course(times).piece(rule->rates[i].from).slope.count();
      };
      return earning(i, one.wait) * slope(one.times) - earning(i, other.wait) * slope(other.times);
    };
    gap = gap.plus(std::min(ExactPoints::of_parts(gap_at(lowest_), low, high),
                            ExactPoints::of_parts(gap_at(highest_), high, low)),
                   low * high);
  }
  return std::max(gap, apart);
}

ExactPoints PairProof::least_points_gap(std::size_t one, std::size_t other) const {
  const Member& a = members_[one];
  const Member& b = members_[other];
  Points gap;
  for (std::size_t i = 0; i < groups_per_case_; ++i) gap += least_gap(i, one, other);
  if (a.filing_name != b.filing_name) gap += a.filing_least - b.filing_most;
  return ExactPoints{gap.count(), 0}.plus(least_waiting_gap(a, b),
                                          lowest_.point_parts() * highest_.point_parts());
}

bool PairProof::never_behind(std::size_t one, std::size_t other) const {
  if (members_[one].worst <= members_[other].best) return true;
  for (std::size_t i = 0; i < bands_; ++i) {
    if (tier_of_band_[one * bands_ + i] > tier_of_band_[other * bands_ + i]) return false;
  }
  return least_risk_gap(one, other) >= Points{};
}

std::optional<TierIndex> PairProof::meeting_tier(std::size_t one, std::size_t other) const {
  const TierIndex best = std::max(members_[one].best, members_[other].best);
  const TierIndex worst = std::min(members_[one].worst, members_[other].worst);
  if (best != worst) return std::nullopt;
  return best;
}

bool PairProof::case_before(std::size_t one, std::size_t other) const {
  const OrderTable& order = ranking_->policy().tables().order;
  TierIndex tier = 0;
  if (order.order_count() > 1) {
    if (members_[one].worst < members_[other].best) return true;
    const auto meeting = meeting_tier(one, other);
    if (!meeting) return false;
    tier = *meeting;
  }
  for (std::size_t place = 0; place < order.size(); ++place) {
    const KeyTable& key = order.at(place, tier);
    ExactPoints gap;
    switch (key.kind) {
      case OrderKey::tier:
        if (members_[one].worst < members_[other].best) return true;
        if (!never_behind(one, other)) return false;
        continue;
      case OrderKey::points: gap = least_points_gap(one, other); break;
      case OrderKey::risk_points: gap.thousandths = least_risk_gap(one, other).count(); break;
      case OrderKey::group: gap.thousandths = least_gap(key.subject, one, other).count(); break;
      case OrderKey::latest_start:
      case OrderKey::filing_date:
      case OrderKey::longest_wait:
      case OrderKey::youngest_child:
      case OrderKey::lottery:
      case OrderKey::overdue:
      case OrderKey::date:
      case OrderKey::case_id: {
        const auto at =
            static_cast<std::size_t>(std::ranges::find(steady_keys_, key) - steady_keys_.begin());
        const std::int64_t mine = steady_[one * steady_keys_.size() + at];
        const std::int64_t theirs = steady_[other * steady_keys_.size() + at];
        if (mine != theirs) return mine < theirs;
        break;
      }
    }
    if (gap != ExactPoints{}) return gap > ExactPoints{};
  }
  const CaseTable& cases = ranking_->cases();
  return cases.case_id(members_[one].row) < cases.case_id(members_[other].row);
}

}  // namespace waitlist
