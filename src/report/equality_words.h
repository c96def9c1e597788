// Words and numbers that every report on groups shares.
#pragma once

#include <waitlist/equality/order_equality.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// In the order in which they are told.
inline constexpr std::array<EqualityMeasure, 5> kEqualityMeasures{
    EqualityMeasure::place, EqualityMeasure::waited, EqualityMeasure::points,
    EqualityMeasure::provisional, EqualityMeasure::must_allocate};

inline constexpr std::string_view kNothingCompared = "No two groups could be compared.";
inline constexpr std::string_view kNothingMonitored =
    "The schema of facts has none for monitoring.";
inline constexpr std::string_view kNoGroups =
    "Dates and numbers make no groups: only who has one is told.";
inline constexpr std::string_view kNoAlarm =
    "No gap was. Beside each gap stands how large it had to be. This does not show that there is "
    "none.";

/// Stands where a number is hidden.
inline constexpr const char* kHiddenMark = "*";

/// `Place`, `Days waited`, `Points`, `Provisional`, `Must be allocated`.
[[nodiscard]] std::string measure_heading(EqualityMeasure measure);

/// A mean or a gap in what people count: `174.2`, `-10.6` days, `39.008` points, `59.4 %`.
[[nodiscard]] std::string measured_text(EqualityMeasure measure, double value);
/// The same of a gap, with its sign.
[[nodiscard]] std::string gap_text(EqualityMeasure measure, double value);

/// `0.073`, and `<0.001` below that.
[[nodiscard]] std::string chance_text(double p);

/// Thousandths with their sign: `+1.667`.
[[nodiscard]] std::string thousandths_text(std::int64_t thousandths);

/// `5`, `2.5`: hundredths without zeros at the end.
[[nodiscard]] std::string percent_text(double share);

/// Whether the measure is a yes or no, of which groups have shares.
[[nodiscard]] bool is_share_of_units(EqualityMeasure measure);

/// `-7.0 [-49.0, +34.0]`, of a share `[39.2 %, 74.5 %]`; nothing where there is no interval.
[[nodiscard]] std::string usual_text(const GroupComparison& one);
/// What a gap had to be to be told apart: `above 65.7`, `none could be`.
[[nodiscard]] std::string needed_text(EqualityMeasure measure, double told_apart_above);
[[nodiscard]] std::string needed_text(const GroupComparison& one);
/// `83.3 %`; nothing where it is hidden or there is no unit.
[[nodiscard]] std::string recorded_share_text(const MonitoringCompleteness& one);

/// How many units are on the list, and what is hidden and set apart.
[[nodiscard]] std::vector<std::string> counted_units_in_words(const OrderEquality& equality);
/// How each family of comparisons was tested.
[[nodiscard]] std::vector<std::string> families_in_words(const OrderEquality& equality);
/// How often the tests are wrong.
[[nodiscard]] std::vector<std::string> levels_in_words(const OrderEquality& equality);
/// `No unit: Buddhist and Sikh.`; empty: every group has one.
[[nodiscard]] std::string empty_groups_in_words(const MonitoredFact& fact);
/// The groups whose share is hidden; empty: none.
[[nodiscard]] std::string hidden_shares_in_words(const MonitoredFact& fact,
                                                 EqualityMeasure measure);
/// Each gap that was told apart.
[[nodiscard]] std::vector<std::string> alarms_in_words(const OrderEquality& equality);
/// Measures in which no two units differ; empty: none.
[[nodiscard]] std::string alike_in_words(const OrderEquality& equality);
/// What may be concluded and what may not.
[[nodiscard]] std::vector<std::string> equality_limits_in_words(const OrderEquality& equality);

}  // namespace waitlist
