#include "robustness/number_axis.h"

#include "policy/policy_tables.h"
#include "queue/order_keys.h"
#include "robustness/exact_points.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

/// Whether points are compared before every key of a tier but the tier itself.
bool points_lead(const OrderTable& order, TierIndex tier) noexcept {
  for (std::size_t place = 0; place < order.size(); ++place) {
    const OrderKey::Kind kind = order.at(place, tier).kind;
    // A tier without a key at a place has `case_id` there, which is alike for all.
    if (kind != OrderKey::tier && kind != OrderKey::case_id) return kind == OrderKey::points;
  }
  return false;
}

/// Whether no key of a tier but these two changes with points.
bool others_are_steady(const OrderTable& order, TierIndex tier) noexcept {
  for (std::size_t place = 0; place < order.size(); ++place) {
    const OrderKey::Kind kind = order.at(place, tier).kind;
    if (kind != OrderKey::tier && kind != OrderKey::points && moves_with_points(kind)) return false;
  }
  return true;
}

}  // namespace

NumberAxis::NumberAxis(const AxisList& list, std::uint32_t number, bool up)
    : list_{list}, number_{number}, up_{up} {
  const VariedNumber& moved = list.reach.numbers()[number];
  end_ = up ? (moved.most - moved.written).count() : (moved.written - moved.least).count();
}

Points NumberAxis::value(std::int64_t step) const noexcept {
  return list_.reach.numbers()[number_].written + Points{up_ ? step : -step};
}

const UnitKeys* NumberAxis::at(std::int64_t step) {
  const auto known = known_.find(step);
  if (known != known_.end()) return known->second ? &*known->second : nullptr;
  if (known_.size() >= kSwapTrials) {
    given_up_ = true;
    return nullptr;
  }
  std::vector<Points> values = list_.reach.written();
  values[number_] = value(step);
  auto policy = list_.reach.compiled(values);
  // What the format refuses between two policies that it takes is not searched.
  if (!policy) given_up_ = true;
  auto& added = known_[step];
  if (policy) added = list_.reader.read(*policy);
  return added ? &*added : nullptr;
}

bool NumberAxis::swapped(const UnitKeys& keys, std::size_t upper) const {
  return list_.reader.before(keys, upper + 1, keys, upper);
}

SwapSide NumberAxis::swap(std::size_t upper) {
  given_up_ = false;
  // The nearest part is on top: each is looked at when none before it has a swap.
  std::vector<Run> parts;
  if (end_ > 0) parts.push_back({0, end_});
  while (!parts.empty()) {
    const Run run = parts.back();
    parts.pop_back();
    const Found found = look(run, upper);
    if (given_up_) return {std::nullopt, true};
    if (found == Found::swap) return {value(found_), false};
    if (found == Found::nothing) continue;
    const std::int64_t middle = run.from + (run.to - run.from) / 2;
    parts.push_back({middle, run.to});
    parts.push_back({run.from, middle});
  }
  return {};
}

NumberAxis::Found NumberAxis::look(const Run& run, std::size_t upper) {
  const UnitKeys* const from = at(run.from);
  const UnitKeys* const to = at(run.to);
  if (from == nullptr || to == nullptr) return Found::nothing;
  // More points for something never put whoever earns them lower: so the ends bound the run.
  const UnitKeys& fewest = up_ ? *from : *to;
  const UnitKeys& most = up_ ? *to : *from;
  if (list_.reader.before(fewest, upper, most, upper + 1)) return Found::nothing;
  if (run.to - run.from == 1) {
    found_ = run.to;
    return swapped(*to, upper) ? Found::swap : Found::nothing;
  }
  return cross(run, upper, *from, *to);
}

NumberAxis::Found NumberAxis::cross(const Run& run,
                                    std::size_t upper,
                                    const UnitKeys& from,
                                    const UnitKeys& to) {
  const std::size_t lower = upper + 1;
  const TierIndex tier = from.tier(upper);
  const bool in_one_tier =
      to.tier(upper) == tier && from.tier(lower) == tier && to.tier(lower) == tier;
  const OrderTable& order = list_.reach.policy().tables().order;
  if (!in_one_tier || !points_lead(order, tier)) return Found::unknown;
  if (!is_straight(run, upper, from, to) || !is_straight(run, lower, from, to)) {
    return Found::unknown;
  }
  const std::int64_t of = from.parts() * to.parts();
  const auto points = [&](const UnitKeys& keys, std::size_t unit) {
    return ExactPoints::of_parts(keys.points(unit), keys.parts(), of / keys.parts());
  };
  const ExactPoints ahead = points(from, upper).less(points(from, lower), of);
  const ExactPoints ahead_then = points(to, upper).less(points(to, lower), of);
  if (ahead_then > ExactPoints{}) return Found::nothing;
  if (ahead == ahead_then) return others_are_steady(order, tier) ? Found::nothing : Found::unknown;
  if (!swapped(to, upper)) return Found::nothing;
  // Where the line comes to 0, or near it: that is looked at.
  const auto near = [of](const ExactPoints& exact) {
    return static_cast<double>(exact.thousandths) +
           static_cast<double>(exact.left) / static_cast<double>(of);
  };
  const double part = near(ahead) / (near(ahead) - near(ahead_then));
  const auto steps = static_cast<std::int64_t>(part * static_cast<double>(run.to - run.from));
  return nearest(run, upper, run.from + steps);
}

NumberAxis::Found NumberAxis::nearest(const Run& run, std::size_t upper, std::int64_t guess) {
  Run left = run;
  for (int tried = 0; left.to - left.from > 1; ++tried) {
    const std::int64_t middle = left.from + (left.to - left.from) / 2;
    const std::int64_t step = tried < 3 ? std::clamp(guess, left.from + 1, left.to - 1) : middle;
    const UnitKeys* const keys = at(step);
    if (keys == nullptr) return Found::nothing;
    const bool there = swapped(*keys, upper);
    (there ? left.to : left.from) = step;
    guess = there ? step - 1 : step + 1;
  }
  found_ = left.to;
  return Found::swap;
}

bool NumberAxis::is_straight(const Run& run,
                             std::size_t unit,
                             const UnitKeys& from,
                             const UnitKeys& to) const {
  const std::int64_t of = from.parts() * to.parts();
  const ExactPoints gain =
      ExactPoints::of_parts(to.points(unit), to.parts(), from.parts())
          .less(ExactPoints::of_parts(from.points(unit), from.parts(), to.parts()), of);
  // A case of the unit that changes its tier, or its rate, would make a leap.
  if (from.standing(unit) != to.standing(unit)) return false;
  if (gain == ExactPoints{}) return true;
  const VariedNumber& moved = list_.reach.numbers()[number_];
  if (moved.kind == VariedKind::waiting) {
    return list_.cases_of[unit] == 1 && !list_.reach.policy().written().waiting->cap.has_value();
  }
  if (!gains_no_faster(unit)) return false;
  // As much as it can: a thousandth for each.
  const std::int64_t most = run.to - run.from;
  return gain == ExactPoints{up_ ? most : -most, 0};
}

bool NumberAxis::gains_no_faster(std::size_t unit) const {
  const VariedNumber& moved = list_.reach.numbers()[number_];
  switch (moved.kind) {
    case VariedKind::per_step:
    case VariedKind::further_child:
    case VariedKind::waiting: return false;
    case VariedKind::unknown:
    case VariedKind::constant:
    case VariedKind::age:
    case VariedKind::slack:
    case VariedKind::no_filing_date: return true;
    case VariedKind::per_start:
    case VariedKind::level:
    case VariedKind::range:
    case VariedKind::marker:
    case VariedKind::two_facts: break;
  }
  // A share of the most points is rounded up to a whole point, by leaps.
  const PolicyTables& tables = list_.reach.policy().tables();
  const std::vector<CriterionRule>& rules = tables.policy.criteria;
  const auto rule = std::ranges::find(rules, moved.rule, &CriterionRule::name);
  if (rule == rules.end()) return moved.rule == "age";
  if (rule->unknown) return true;
  const CriterionTable& table = tables.criteria[static_cast<std::size_t>(rule - rules.begin())];
  const CaseTable& cases = list_.ranking.cases();
  return std::ranges::all_of(cases.members(list_.reader.units()[unit]), [&](CaseRow row) {
    return cases.answer(row, table.fact).known() &&
           (!table.pair || cases.answer(row, table.pair->other.fact).known());
  });
}

}  // namespace waitlist
