#include "report/equality_words.h"

#include "base/points_text.h"

#include <fmt/format.h>

#include <cmath>

namespace waitlist {
namespace {

/// Without a sign where it prints as nothing.
double shown_as(double value, double step) {
  const double rounded = std::round(value / step) * step;
  return rounded == 0.0 ? 0.0 : value;
}

}  // namespace

std::string measure_heading(EqualityMeasure measure) {
  switch (measure) {
    case EqualityMeasure::place: return "Place";
    case EqualityMeasure::waited: return "Days waited";
    case EqualityMeasure::points: return "Points";
    case EqualityMeasure::provisional: return "Provisional";
    case EqualityMeasure::must_allocate: return "Must be allocated";
  }
  return "";
}

std::string measured_text(EqualityMeasure measure, double value) {
  switch (measure) {
    case EqualityMeasure::place:
    case EqualityMeasure::waited: return fmt::format("{:.1f}", shown_as(value, 0.1));
    case EqualityMeasure::points: return fmt::format("{:.3f}", shown_as(value / 1000, 0.001));
    case EqualityMeasure::provisional:
    case EqualityMeasure::must_allocate: return fmt::format("{:.1f} %", shown_as(value * 100, 0.1));
  }
  return "";
}

std::string gap_text(EqualityMeasure measure, double value) {
  const std::string text = measured_text(measure, value);
  const bool bare = text.front() == '-' || text.find_first_of("123456789") == std::string::npos;
  return bare ? text : '+' + text;
}

std::string chance_text(double p) { return p < 0.001 ? "<0.001" : fmt::format("{:.3f}", p); }

std::string thousandths_text(std::int64_t thousandths) {
  return signed_points(Points{thousandths});
}

std::string percent_text(double share) {
  return fmt::format("{:g}", std::round(share * 1e4) / 100);
}

}  // namespace waitlist
