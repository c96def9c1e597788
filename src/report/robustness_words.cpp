#include "report/robustness_words.h"

#include <waitlist/base/limits.h>
#include <waitlist/base/share_interval.h>

#include "report/plain_words.h"
#include "report/policy_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace waitlist {
namespace {

const CriterionRule* criterion_named(const CompiledPolicy& policy, const std::string& id) {
  const std::vector<CriterionRule>& criteria = policy.written().criteria;
  const auto at = std::ranges::find(criteria, id, &CriterionRule::name);
  return at == criteria.end() ? nullptr : &*at;
}

std::string label_of_criterion(const CompiledPolicy& policy, const std::string& id) {
  const CriterionRule* const rule = criterion_named(policy, id);
  return rule == nullptr ? id : label_of(policy, *rule);
}

std::string label_of_level(const CompiledPolicy& policy, const VariedNumber& number) {
  const CriterionRule* const rule = criterion_named(policy, number.rule);
  if (rule == nullptr) return number.part;
  const auto fact = policy.schema().find(rule->fact);
  if (!fact) return number.part;
  const FactDefinition& definition = policy.schema().fact(*fact);
  const auto level = find_level(definition, number.part);
  return level ? definition.levels[*level].label : number.part;
}

std::string varied_group_label(const CompiledPolicy& policy, const std::string& id) {
  const std::vector<GroupRule>& groups = policy.written().groups;
  const auto at = std::ranges::find(groups, id, &GroupRule::id);
  return at == groups.end() ? id : at->label;
}

/// `from day 14`.
std::string rate_in_words(const CompiledPolicy& policy, const std::string& part) {
  const WaitingRule& rule = *policy.written().waiting;
  for (const WaitingRate& rate : rule.rates) {
    if ("from " + std::to_string(rate.from) == part) return from_in_words(rule.count, rate);
  }
  return part;
}

/// Whether the number is one of the age rule, not of a criterion that is called so.
bool is_of_ages(const CompiledPolicy& policy, const VariedNumber& number) {
  return number.rule == "age" && criterion_named(policy, number.rule) == nullptr;
}

std::string steps_of(const CompiledPolicy& policy, const VariedNumber& number) {
  if (is_of_ages(policy, number)) return "Age of the youngest child";
  return label_of_criterion(policy, number.rule);
}

/// Whether one change is less of its number than another is of its own.
bool nearer(const NearSwap& a, const NearSwap& b) {
  const auto size = [](Points points) { return points < Points{} ? -points : points; };
  static_assert(limits::kPointsMax <= INT64_MAX / limits::kPointsMax);
  return size(a.at - a.written).count() * size(b.written).count() <
         size(b.at - b.written).count() * size(a.written).count();
}

/// Behind "each on its own".
std::string how_far_in_words(const VariedPolicy& varied) {
  const std::size_t inside = varied.inside_intervals();
  const std::string by = "by up to " + std::to_string(varied.share_percent()) + " % more or less";
  if (inside == 0) return ", " + by;
  if (inside == varied.numbers().size()) return ", inside an interval of the policy";
  return ": " + std::to_string(inside) + " inside an interval of the policy, all others " + by;
}

/// Sentences, each behind a space.
std::string what_stays_in_words(const VariedPolicy& varied) {
  std::string words;
  const auto held = static_cast<std::size_t>(
      std::ranges::count(varied.fixed(), true, &VariedNumber::by_interval));
  const std::size_t by_share = varied.fixed().size() - held;
  if (by_share > 0 && varied.policy().written().uncertain.empty()) {
    words += ' ' + count_of(by_share, "number stays", "numbers stay") +
             " as written: no other thousandth lies in that share. A 0 stays 0.";
  } else if (by_share > 0) {
    words +=
        ' ' +
        count_of(by_share, "number without an interval stays", "numbers without an interval stay") +
        " as written.";
    if (varied.share_percent() > 0) {
      words += " No other thousandth lies within " + std::to_string(varied.share_percent()) + " %.";
    }
  }
  if (held > 0) {
    words += ' ' + count_of(held, "number stays", "numbers stay") +
             " as written: no other value lies in the interval.";
  }
  return words;
}

}  // namespace

std::string varied_in_words(const CompiledPolicy& policy, const VariedNumber& number) {
  const auto of_criterion = [&](const std::string& part) {
    return label_of_criterion(policy, number.rule) + ": " + part;
  };
  switch (number.kind) {
    case VariedKind::level:
    case VariedKind::marker: return of_criterion(label_of_level(policy, number));
    case VariedKind::range:
    case VariedKind::two_facts: return of_criterion(number.part);
    case VariedKind::unknown: return of_criterion("not known");
    case VariedKind::per_step: return steps_of(policy, number) + ": each step";
    case VariedKind::per_start: return steps_of(policy, number) + ": start";
    case VariedKind::constant: return varied_group_label(policy, number.rule) + ": every case";
    case VariedKind::age: return "Age of the youngest child: " + number.part;
    case VariedKind::further_child: return "Each further young child";
    case VariedKind::waiting: return "Waiting: " + rate_in_words(policy, number.part);
    case VariedKind::slack: return "Filing date: slack " + number.part;
    case VariedKind::no_filing_date: return "No filing date";
  }
  return number.rule;
}

std::string reach_in_words(const VariedPolicy& varied, const VariedNumber& number) {
  return number.by_interval ? "interval" : std::to_string(varied.share_percent()) + " %";
}

std::string variation_in_words(const VariedPolicy& varied) {
  std::string words = "No number of points varies.";
  if (!varied.numbers().empty()) {
    words = "What varies: " +
            count_of(varied.numbers().size(), "number of points, ", "numbers of points, ") +
            "each on its own" + how_far_in_words(varied) + '.';
  }
  return words + what_stays_in_words(varied) +
         " The points at which bands begin, caps and all other rules stay as they are. Points for "
         "what is not known never go above the most that is earned by what is known.";
}

std::string robust_unit_name(const Robustness& all, std::uint32_t unit) {
  return std::string{all.ranking.cases().case_id(all.certain.units[unit].first)};
}

std::string listed_units(const Robustness& all,
                         const std::vector<std::uint32_t>& units,
                         std::size_t most) {
  const std::size_t shown = std::min(units.size(), most);
  std::vector<std::string> names;
  names.reserve(shown);
  for (std::size_t i = 0; i < shown; ++i) names.push_back(robust_unit_name(all, units[i]));
  if (shown == units.size()) return listed(names);
  return listed(names, ", ") + " and " + std::to_string(units.size() - shown) + " more";
}

std::string robust_places_in_words(const Robustness& all) {
  return count_of(all.ranking.places().size(), "case is", "cases are") + " ranked in " +
         count_of(all.certain.units.size(), "place", "places") + " (linked cases share one).";
}

std::string robust_apart_in_words(const Robustness& all) {
  const std::size_t faulty = all.ranking.faulty().size();
  if (faulty == 0) return {};
  return count_of(faulty, "row is", "rows are") +
         " set apart with faults and not ranked: no more is said of them.";
}

std::uint32_t first_of(const Robustness& all) {
  return std::min<std::uint32_t>(all.certain.first,
                                 static_cast<std::uint32_t>(all.certain.units.size()));
}

std::vector<std::uint32_t> units_among(const Robustness& all, AmongFirst which) {
  std::vector<std::uint32_t> found;
  found.reserve(all.certain.count(which));
  for (std::uint32_t unit = 0; unit < all.certain.units.size(); ++unit) {
    if (all.certain.units[unit].among_first == which) found.push_back(unit);
  }
  return found;
}

std::vector<std::string> proved_in_words(const Robustness& all) {
  constexpr std::size_t kAlwaysShown = 100;
  if (all.certain.unproved) return {"Nothing is proved: " + *all.certain.unproved + "."};
  const std::string first = std::to_string(first_of(all));
  if (first_of(all) == all.certain.units.size()) {
    return {"The list has " + count_of(all.certain.units.size(), "place", "places") +
            ": whatever varies, each is among the first."};
  }
  const auto are = [](std::size_t count) { return count_of(count, "is", "are"); };
  const std::vector<std::uint32_t> always = units_among(all, AmongFirst::always);
  std::vector<std::string> sentences{
      are(always.size()) + " among the first " + first + " under every variation" +
          (always.empty() ? "." : ": " + listed_units(all, always, kAlwaysShown) + "."),
      are(all.certain.count(AmongFirst::never)) + " among the first " + first +
          " under no variation."};
  const std::size_t open = all.certain.count(AmongFirst::open);
  if (open > 0) {
    sentences.push_back("Of " + count_of(open, "other", "others") + " neither is proved.");
  }
  return sentences;
}

std::string among_first_in_words(const UnitBounds& unit) {
  switch (unit.among_first) {
    case AmongFirst::always: return "always";
    case AmongFirst::never: return "never";
    case AmongFirst::open: return "open";
  }
  return {};
}

std::vector<std::uint32_t> near_the_cut(const Robustness& all, std::size_t top) {
  std::vector<std::uint32_t> open = units_among(all, AmongFirst::open);
  const auto distance = [&all](std::uint32_t unit) {
    const std::uint32_t cut = first_of(all);
    return unit < cut ? cut - 1 - unit : unit - cut;
  };
  std::ranges::stable_sort(open, {}, distance);
  open.resize(std::min(open.size(), top));
  std::ranges::sort(open);
  return open;
}

std::string drawn_in_words(const Robustness& all, std::uint32_t unit) {
  const std::uint32_t draws = all.drawn.draws;
  if (draws == 0) return "";
  const std::uint32_t times = all.drawn.times(unit);
  const Between share = clopper_pearson({times, draws});
  return fmt::format("{} ({:.1f} to {:.1f} %)", times, 100.0 * share.lower, 100.0 * share.upper);
}

std::string draws_in_words(const Robustness& all) {
  return count_of(all.drawn.draws, "policy was", "policies were") + " drawn with seed " +
         std::to_string(all.drawn.seed) +
         ": each number on its own, each value as likely. In brackets is where the share may lie "
         "if all were drawn, right 95 times in 100. Draws prove nothing, not even when all of them "
         "agree.";
}

std::vector<NearSwap> nearest_swaps(const Robustness& all) {
  std::vector<NearSwap> nearest;
  for (const NeighbourSwaps& pair : all.swaps.pairs) {
    NearSwap best;
    for (const NumberSwap& swap : pair.numbers) {
      const Points written = all.swaps.reach.numbers()[swap.number].written;
      for (const SwapSide& side : {swap.below, swap.above}) {
        if (!side.at) continue;
        const NearSwap one{&pair, swap.number, written, *side.at};
        if (best.pair == nullptr || nearer(one, best)) best = one;
      }
    }
    if (best.pair != nullptr) nearest.push_back(best);
  }
  std::ranges::stable_sort(nearest, nearer);
  return nearest;
}

std::string no_swaps_in_words(const Robustness& all) {
  if (all.swaps.unproved) {
    return "No number is sought that swaps two neighbours: " + *all.swaps.unproved + ".";
  }
  if (all.swaps.pairs.empty() || !nearest_swaps(all).empty()) return {};
  return "No number alone was found that swaps two neighbours.";
}

std::string given_up_in_words(const Robustness& all) {
  std::size_t given_up = 0;
  for (const NeighbourSwaps& pair : all.swaps.pairs) {
    for (const NumberSwap& swap : pair.numbers) {
      given_up += (swap.below.given_up ? 1U : 0U) + (swap.above.given_up ? 1U : 0U);
    }
  }
  if (given_up == 0) return {};
  return count_of(given_up, "search was", "searches were") +
         " given up: of these nothing is known, and such a number may swap a pair sooner.";
}

}  // namespace waitlist
