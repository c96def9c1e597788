// The words that reports share about which part of a measure comes from which cause.
#pragma once

#include <waitlist/simulation/simulation_result.h>

#include <string>
#include <vector>

namespace waitlist {

/// Means that add up as they are written: without any cause, and the parts, make the whole.
struct Ledger {
  double without_any = 0.0, whole = 0.0, with_all = 0.0;
  std::vector<double> parts;
};

/// The means times `times`, rounded to `steps` to one. The parts are the nearest, but for those
/// that lie furthest from theirs, which take what is left over.
[[nodiscard]] Ledger ledger_of(const AttributedMeasure& one, double times, double steps);

/// Shown with one decimal, shares in per cent.
inline constexpr double kLedgerSteps = 10.0;

struct LedgerLine {
  std::string label, figure;
};

/// The ledger in words: without any cause, each part, what that makes, and all causes together.
[[nodiscard]] std::vector<LedgerLine> ledger_lines(const AttributedMeasure& one,
                                                   const std::vector<DelayCause>& causes,
                                                   MeasureUnit unit);

/// How to read the parts.
[[nodiscard]] std::string attribution_in_words(const AttributionFound& found);

/// Which causes are told apart from which, in whole sentences.
[[nodiscard]] std::string pairs_in_words(const AttributedMeasure& one,
                                         const std::vector<DelayCause>& causes,
                                         MeasureUnit unit);

/// The section of a text report; empty where nothing was asked.
[[nodiscard]] std::string attribution_text(const SimulationResult& result);

}  // namespace waitlist
