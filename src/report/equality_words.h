// Words and numbers that every report on groups shares.
#pragma once

#include <waitlist/equality/order_equality.h>

#include <cstdint>
#include <string>

namespace waitlist {

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

}  // namespace waitlist
