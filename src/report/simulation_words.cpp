#include "report/simulation_words.h"

#include "report/plain_words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace waitlist {
namespace {

struct Shown {
  std::string_view measure;
  std::string_view title;
};

constexpr std::array<Shown, 10> kShown{{{"waited", "waits"},
                                        {"list", "on list"},
                                        {"wait_p90", "9 of 10"},
                                        {"wait_longest", "longest"},
                                        {"within_5_working_days", "5 days"},
                                        {"filing_met", "filed"},
                                        {"shorter", "sooner"},
                                        {"longer", "later"},
                                        {"nobody_may_take", "nobody"},
                                        {"travel", "way"}}};

std::string decimal(double value, int decimals) {
  const std::string text = fmt::format("{:.{}f}", value, decimals);
  return text.find_first_not_of("-0.") == std::string::npos ? "0" : text;
}

/// `>12 wk`, for the first and the last delay mark; empty for those between.
std::string title_of_delay(const std::vector<Measure>& measures, Days mark) {
  const auto shorter = [mark](const Measure& one) { return one.over && *one.over < mark; };
  const auto longer = [mark](const Measure& one) { return one.over && *one.over > mark; };
  if (std::ranges::any_of(measures, shorter) && std::ranges::any_of(measures, longer)) return "";
  return longer_than(mark);
}

/// The words above a measure's column; empty when it is not one of those asked for first.
std::string title_of(const std::vector<Measure>& measures, const Measure& measure) {
  if (measure.over) return title_of_delay(measures, *measure.over);
  const auto at = std::ranges::find(kShown, measure.id, &Shown::measure);
  if (at != kShown.end()) return std::string{at->title};
  const bool own_threshold =
      measure.id.starts_with("over_") && measure.id.find('w') == std::string::npos;
  return own_threshold ? "over " + measure.id.substr(5) : "";
}

/// Whether any policy has cases of this group whom nobody may take: a column that is nought
/// everywhere is as good as none.
bool says_nothing(const SimulationResult& result, std::size_t measure, const std::string& group) {
  if (result.measures[measure].id != "nobody_may_take") return false;
  return std::ranges::none_of(result.policies, [&](const PolicyOutcome& outcome) {
    const auto of = std::ranges::find(outcome.groups, group, &GroupOutcome::id);
    return of != outcome.groups.end() && of->figures[measure].value.mean > 0.0;
  });
}

/// `365`, `0.5`: days of a plan, which are whole where people write them so.
std::string plain(double days) { return fmt::format("{:.6g}", days); }

/// The label of a policy that must have this id; else the id.
std::string label_of_id(const SimulationResult& result, std::size_t policy, const std::string& id) {
  const bool fits = policy < result.policies.size() && result.policies[policy].policy.id == id;
  return fits ? policy_label(result, policy) : id;
}

}  // namespace

std::string longer_than(Days limit) {
  return limit.count() % 7 == 0 ? ">" + std::to_string(limit.count() / 7) + " wk"
                                : ">" + std::to_string(limit.count()) + " d";
}

std::string number_in_words(double value, double size) {
  return decimal(value, std::abs(size) < 10.0 ? 3 : 1);
}

std::string interval_in_words(const Estimate& estimate, MeasureUnit unit, double size, Sign sign) {
  if (estimate.replications == 0) return "–";
  const bool share = unit == MeasureUnit::share;
  const auto number = [&](double value) {
    if (unit == MeasureUnit::minutes) return decimal(value, 1);
    return share ? decimal(100.0 * value, 1)
                 : number_in_words(value, std::max(std::abs(size), std::abs(estimate.mean)));
  };
  const std::string mean = number(estimate.mean);
  const bool plus = sign == Sign::always && estimate.mean > 0.0 && mean != "0";
  return (plus ? "+" : "") + mean +
         (estimate.replications < 2 ? "" : " ± " + number(estimate.half_width));
}

std::string label_with_unit(const Measure& measure) {
  switch (measure.unit) {
    case MeasureUnit::cases: return measure.label;
    case MeasureUnit::days:
      return measure.label + (measure.label.starts_with("days") ? "" : ", days");
    case MeasureUnit::share: return measure.label + ", %";
    case MeasureUnit::minutes: return measure.label + ", minutes";
  }
  return measure.label;
}

std::string_view unit_of_difference(MeasureUnit unit) {
  switch (unit) {
    case MeasureUnit::cases: return "";
    case MeasureUnit::days: return "days";
    case MeasureUnit::share: return "percentage points";
    case MeasureUnit::minutes: return "minutes";
  }
  return "";
}

Verdict verdict_of(const Estimate& difference) {
  const bool always_none = difference.mean == 0.0 && difference.half_width == 0.0;
  if (difference.replications > 0 && always_none) return Verdict::same;
  if (difference.replications < 2) return Verdict::cannot_tell;
  if (difference.mean + difference.half_width < 0.0) return Verdict::less;
  if (difference.mean - difference.half_width > 0.0) return Verdict::more;
  return Verdict::cannot_tell;
}

std::string verdict_in_words(const Estimate& difference) {
  if (difference.replications == 0) return "not known";
  switch (verdict_of(difference)) {
    case Verdict::less: return "less: the interval excludes 0";
    case Verdict::more: return "more: the interval excludes 0";
    case Verdict::same: return "the same in every repetition";
    case Verdict::cannot_tell: break;
  }
  return difference.replications < 2 ? "one repetition has no interval"
                                     : "cannot tell: the interval holds 0";
}

std::string policy_label(const SimulationResult& result, std::size_t policy) {
  const PolicyStamp& stamp = result.policies[policy].policy;
  const std::string with_version = stamp.id + ' ' + stamp.version;
  std::size_t of_id = 0;
  std::size_t of_version = 0;
  for (const PolicyOutcome& other : result.policies) {
    if (other.policy.id != stamp.id) continue;
    ++of_id;
    if (other.policy.version == stamp.version) ++of_version;
  }
  if (of_id == 1) return stamp.id;
  return of_version == 1 ? with_version : std::to_string(policy + 1) + ' ' + with_version;
}

std::string policy_label(const SimulationResult& result, const CapacityFound& found) {
  // With a roster a policy has an answer for each kind, and every policy has the same kinds.
  const auto alike = [&found](const CapacityFound& one) {
    return one.kind.has_value() == found.kind.has_value() &&
           (!one.kind || one.kind->like == found.kind->like);
  };
  const auto at = static_cast<std::size_t>(std::count_if(result.capacity.data(), &found, alike));
  return label_of_id(result, at, found.policy);
}

std::string policy_label(const SimulationResult& result, const AttributedMeasure& found) {
  const std::vector<AttributedMeasure>& all = result.attribution->measures;
  const std::size_t of_each =
      std::max<std::size_t>(1, all.size() / std::max<std::size_t>(1, result.policies.size()));
  return label_of_id(result, static_cast<std::size_t>(&found - all.data()) / of_each, found.policy);
}

std::optional<std::size_t> place_of(const SimulationResult& result, std::string_view measure) {
  const auto at = std::ranges::find(result.measures, measure, &Measure::id);
  if (at == result.measures.end()) return std::nullopt;
  return static_cast<std::size_t>(at - result.measures.begin());
}

std::vector<KeyMeasure> key_measures(const SimulationResult& result, const GroupOutcome& group) {
  std::vector<KeyMeasure> found;
  for (std::size_t i = 0; i < result.measures.size(); ++i) {
    if (group.figures[i].value.replications == 0 || says_nothing(result, i, group.id)) continue;
    std::string title = title_of(result.measures, result.measures[i]);
    if (!title.empty()) found.push_back({i, std::move(title)});
  }
  return found;
}

std::string repetitions_in_words(const SimulationResult& result) {
  return fmt::format("{} of {} repetitions, seed {}.", result.replications,
                     result.plan.replications, result.plan.seed);
}

std::string setting_in_words(const RunSetting& setting) {
  const auto of_days = [](double days) { return plain(days) + (days == 1.0 ? " day" : " days"); };
  std::string words = setting.cases > 0 ? count_of(setting.cases, "case", "cases") + " counted"
                                        : of_days(setting.days);
  if (setting.from) words += " from " + long_date(*setting.from);
  if (setting.warm_up_days > 0.0) {
    words += ", not counting the first " + of_days(setting.warm_up_days);
  }
  if (!setting.start) return words + ", beginning with an empty list.";
  words += ", beginning with the " + count_of(setting.start->cases, "case", "cases");
  if (!setting.start->file.empty()) words += " of " + setting.start->file;
  if (setting.start->waiting < setting.start->cases) {
    words += ", of which " + count_of(setting.start->waiting, "waits", "wait") +
             " for allocation and the others take no part";
  }
  return words + '.';
}

std::string_view variants_in_words() {
  return "Each variant is the scenario with some of its tables changed. What it leaves as it is "
         "was "
         "drawn alike, so the difference to the same policy in the scenario as it stands is taken "
         "repetition by repetition.";
}

std::string trial_in_figures(const std::optional<CapacityTrial>& trial) {
  if (!trial) return "–";
  return std::to_string(trial->met) + " of " + std::to_string(trial->replications);
}

namespace {

std::string futures(const CapacityTrial& trial) {
  return fmt::format("{:.1f} to {:.1f} % of all futures", trial.share.least * 100.0,
                     trial.share.most * 100.0);
}

/// What stands between the largest number that is too few and the least that is enough.
std::string too_close_between(std::uint32_t first, std::uint32_t last) {
  const std::string until = first == last ? "" : " to " + std::to_string(last);
  if (first == 0) {
    return " As the roster stands" + (last == 0 ? "" : ", and with 1" + (last == 1 ? "" : until)) +
           " it is too close to say.";
  }
  return " With " + std::to_string(first) + until + " it is too close to say.";
}

}  // namespace

std::string kind_in_words(const AddedKind& kind) {
  std::string words = "like " + kind.like + " (";
  words += kind.areas.empty() ? "any area" : fmt::format("{}", fmt::join(kind.areas, ", "));
  if (!kind.competences.empty()) {
    words += "; " + fmt::format("{}", fmt::join(kind.competences, ", "));
  }
  return words + ')';
}

std::string capacity_in_words(const CapacityFound& found) {
  const auto number = [&found](std::uint32_t of) {
    return std::to_string(of) + (found.kind ? " more" : "");
  };
  if (!found.enough) {
    const std::string most = number(found.most.practitioners);
    if (found.most.verdict == TargetVerdict::not_met) {
      return "not even " + most + " meet it, the most that were tried: " + futures(found.most) +
             ".";
    }
    return "with " + most + ", the most that were tried, it is too close to say after " +
           std::to_string(found.most.replications) + " repetitions: " + futures(found.most) + ".";
  }
  const std::uint32_t enough = found.enough->practitioners;
  if (enough == 0) return "as the roster stands it is met in " + futures(*found.enough) + ".";
  std::string text = "with " + number(enough) + " it is met in " + futures(*found.enough) + ".";
  const std::uint32_t too_few = found.too_few ? found.too_few->practitioners : 0;
  if (found.too_few) {
    text += (too_few == 0 ? " As the roster stands" : " With " + number(too_few)) +
            " it is not: " + futures(*found.too_few) + ".";
  }
  // Without practitioners no target is met; a roster has some.
  const std::uint32_t first = found.too_few || !found.kind ? too_few + 1 : 0;
  if (first < enough) text += too_close_between(first, enough - 1);
  return text;
}

std::vector<std::string> fewest_in_words(const SimulationResult& result) {
  std::vector<std::string> all;
  const auto& capacity = result.capacity;
  for (std::size_t i = 0; i < capacity.size();) {
    if (!capacity[i].kind) return {};
    const std::string label = policy_label(result, capacity[i]);
    std::optional<std::uint32_t> least;
    std::vector<std::string> like;
    for (; i < capacity.size() && policy_label(result, capacity[i]) == label; ++i) {
      if (!capacity[i].enough) continue;
      const std::uint32_t enough = capacity[i].enough->practitioners;
      if (!least || enough < *least) like.clear();
      if (least && enough > *least) continue;
      least = enough;
      like.push_back(capacity[i].kind->like);
    }
    if (!least) {
      all.push_back(label + ": no kind is shown to be enough.");
    } else if (*least == 0) {
      all.push_back(label + ": nobody more is needed.");
    } else {
      all.push_back(label + ": the fewest that are shown to be enough are " +
                    std::to_string(*least) + " more like " +
                    fmt::format("{}", fmt::join(like, " or ")) + '.');
    }
  }
  return all;
}

std::vector<const StoryDay*> told_days(const LongestWait& longest) {
  constexpr std::int64_t kMonth = 28;
  const std::int64_t every = std::max(kMonth, longest.waited / 20);
  std::vector<const StoryDay*> told;
  for (const StoryDay& day : longest.days) {
    const bool due = told.empty() || day.waited >= told.back()->waited + every;
    if (due || !day.what.empty() || &day == &longest.days.back()) told.push_back(&day);
  }
  return told;
}

}  // namespace waitlist
