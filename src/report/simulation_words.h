// The words that reports of a simulation share: figures with intervals, what was simulated, which
// days of a long wait are told.
#pragma once

#include <waitlist/simulation/simulation_result.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// A number with the decimals that one of size `size` needs.
[[nodiscard]] std::string number_in_words(double value, double size);

enum class Sign : bool { as_it_is, always };

/// `61.2 ± 3.5`, of shares in per cent; without ± where one replication says nothing about chance,
/// `–` where nothing is known. `size` is what it is a part of, so that a small difference has the
/// decimals of its wait.
[[nodiscard]] std::string interval_in_words(const Estimate& estimate,
                                            MeasureUnit unit,
                                            double size,
                                            Sign sign);

/// `mean wait, days`, `waited over 20 weeks, %`.
[[nodiscard]] std::string label_with_unit(const Measure& measure);

/// `days`, `percentage points`: what a difference is counted in; empty: cases.
[[nodiscard]] std::string_view unit_of_difference(MeasureUnit unit);

/// What a paired difference says.
enum class Verdict : std::uint8_t {
  less,         ///< the whole interval is below 0
  more,         ///< the whole interval is above 0
  same,         ///< it was 0 in every replication
  cannot_tell,  ///< the interval holds 0, or there is none
};

[[nodiscard]] Verdict verdict_of(const Estimate& difference);

/// `less: the interval excludes 0`.
[[nodiscard]] std::string verdict_in_words(const Estimate& difference);

/// The id of a policy; where others of the result have the same, with its version, and where these
/// are the same too, with its number before it, as the page has it.
[[nodiscard]] std::string policy_label(const SimulationResult& result, std::size_t policy);

/// `>20 wk`; `>100 d` where it is not a number of weeks.
[[nodiscard]] std::string longer_than(Days limit);

/// The same of the policy of a number of practitioners, and of an attributed measure: results name
/// it by its id alone, and have them by policy, as many of each.
[[nodiscard]] std::string policy_label(const SimulationResult& result, const CapacityFound& found);
[[nodiscard]] std::string policy_label(const SimulationResult& result,
                                       const AttributedMeasure& found);

/// Where a measure stands among those of the result.
[[nodiscard]] std::optional<std::size_t> place_of(const SimulationResult& result,
                                                  std::string_view measure);

/// A measure that people ask for first, with the words above its column.
struct KeyMeasure {
  std::size_t measure = 0;  ///< place in SimulationResult::measures
  std::string title;
};

/// Those that say something of this group, after the mean wait.
[[nodiscard]] std::vector<KeyMeasure> key_measures(const SimulationResult& result,
                                                   const GroupOutcome& group);

/// `3 of 4 repetitions, seed 7.`
[[nodiscard]] std::string repetitions_in_words(const SimulationResult& result);

/// `1826 days from 5 October 2009, beginning with the 375 cases of list.csv.`
[[nodiscard]] std::string setting_in_words(const RunSetting& setting);

/// What variants have in common with the scenario, and what is compared.
[[nodiscard]] std::string_view variants_in_words();

/// `482 of 500`: the repetitions in which the target was met; `–` where the number was not tried.
[[nodiscard]] std::string trial_in_figures(const std::optional<CapacityTrial>& trial);

/// `like P06 (Stafford; rule_16_4)`.
[[nodiscard]] std::string kind_in_words(const AddedKind& kind);

/// Of a search over the kinds of a roster: which of them needs the fewest, a sentence a policy.
/// Empty without a roster.
[[nodiscard]] std::vector<std::string> fewest_in_words(const SimulationResult& result);

/// What a search for capacity established, and what it could not.
[[nodiscard]] std::string capacity_in_words(const CapacityFound& found);

/// The days of a wait on which something happened, and now and then where the case stood.
[[nodiscard]] std::vector<const StoryDay*> told_days(const LongestWait& longest);

}  // namespace waitlist
