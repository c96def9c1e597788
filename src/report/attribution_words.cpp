#include "report/attribution_words.h"

#include "report/plain_words.h"
#include "report/simulation_words.h"
#include "report/text_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace waitlist {
namespace {

double times(MeasureUnit unit) { return unit == MeasureUnit::share ? 100.0 : 1.0; }

std::string half_width(const Estimate& estimate, MeasureUnit unit) {
  if (estimate.replications < 2) return "";
  return fmt::format(" ± {:.1f}", times(unit) * estimate.half_width);
}

std::string shown(const Estimate& estimate, double mean, MeasureUnit unit) {
  if (estimate.replications == 0) return "–";
  const std::string number = fmt::format("{:.1f}", mean);
  return (number == "-0.0" ? "0.0" : number) + half_width(estimate, unit);
}

}  // namespace

Ledger ledger_of(const AttributedMeasure& one, double times, double steps) {
  const auto rounded = [&](const Estimate& estimate) {
    return std::nearbyint(estimate.mean * times * steps);
  };
  std::vector<double> counts;
  std::vector<double> over;  ///< what rounding took away
  for (const Estimate& part : one.parts) {
    counts.push_back(rounded(part));
    over.push_back(part.mean * times * steps - counts.back());
  }
  const double whole = rounded(one.with_all) - rounded(one.without_any);
  double left = whole - std::accumulate(counts.begin(), counts.end(), 0.0);
  const double step = left < 0.0 ? -1.0 : 1.0;
  for (; !counts.empty() && left != 0.0; left -= step) {
    const auto furthest =
        std::ranges::max_element(over, {}, [step](double rounding) { return step * rounding; });
    const auto at = static_cast<std::size_t>(furthest - over.begin());
    counts[at] += step;
    over[at] -= step;
  }
  Ledger ledger{rounded(one.without_any) / steps, whole / steps, rounded(one.with_all) / steps, {}};
  for (const double count : counts) ledger.parts.push_back(count / steps);
  return ledger;
}

std::vector<LedgerLine> ledger_lines(const AttributedMeasure& one,
                                     const std::vector<DelayCause>& causes,
                                     MeasureUnit unit) {
  const Ledger ledger = ledger_of(one, times(unit), kLedgerSteps);
  std::vector<LedgerLine> lines;
  lines.push_back({"without any of the causes", shown(one.without_any, ledger.without_any, unit)});
  for (std::size_t i = 0; i < causes.size(); ++i) {
    lines.push_back({"+ " + causes[i].title, shown(one.parts[i], ledger.parts[i], unit)});
  }
  lines.push_back({"= as the scenario stands", shown(one.with_all, ledger.with_all, unit)});
  lines.push_back({"all causes together", shown(one.whole, ledger.whole, unit)});
  return lines;
}

std::string attribution_in_words(const AttributionFound& found) {
  std::vector<std::string> without;
  for (const DelayCause& cause : found.causes) {
    without.push_back(cause.title + " (without it: " + cause.without + ')');
  }
  return "The causes: " + listed(without) +
         ". A part is what a cause adds, as the mean over all orders in which the causes could be "
         "added to the scenario without any of them; what several do together is shared equally. "
         "In each repetition the parts add up to the whole. What stands in place of a cause "
         "decides its part. A cause is a setting of the scenario, not somebody's fault.";
}

std::string pairs_in_words(const AttributedMeasure& one,
                           const std::vector<DelayCause>& causes,
                           MeasureUnit unit) {
  std::vector<std::string> told;
  std::size_t open = 0;
  for (const AttributedMeasure::Pair& pair : one.pairs) {
    // What would be shown as the same is not told apart, however many repetitions there were.
    const bool small = std::abs(pair.difference.mean) * times(unit) * kLedgerSteps < 1.0;
    const Verdict verdict = small ? Verdict::cannot_tell : verdict_of(pair.difference);
    const std::string& first = causes[pair.one].title;
    const std::string& other = causes[pair.other].title;
    if (verdict == Verdict::more)
      told.push_back(std::string{first}.append(" more than ").append(other));
    else if (verdict == Verdict::less)
      told.push_back(std::string{other}.append(" more than ").append(first));
    else
      ++open;
  }
  if (one.pairs.empty()) return "";
  const auto measured = [](const AttributedMeasure::Pair& pair) {
    return pair.difference.replications > 0;
  };
  if (std::ranges::none_of(one.pairs, measured)) return "No repetition has this figure.";
  std::string words;
  if (!told.empty()) words = "Told apart, all together at 95 %: " + listed(told) + '.';
  if (open > 0) {
    words += (words.empty() ? "" : " ") + count_of(open, "pair of causes", "pairs of causes") +
             (open == 1 ? " is" : " are") + " not told apart, or by less than is shown.";
  }
  return words;
}

std::string attribution_text(const SimulationResult& result) {
  if (!result.attribution) return "";
  const AttributionFound& found = *result.attribution;
  std::string text =
      "\nWhere it comes from: all cases\n" + paragraph("  ", attribution_in_words(found));
  for (const AttributedMeasure& one : found.measures) {
    const Measure& measure = result.measures[one.measure];
    text += '\n' + paragraph("  ", policy_label(result, one) + ", " + label_with_unit(measure));
    TextTable table{{{"", Align::left, 40}, {"mean", Align::right}}};
    for (const LedgerLine& line : ledger_lines(one, found.causes, measure.unit)) {
      table.add({{line.label}, {line.figure}});
    }
    text += table.text(false, 2);
    const std::string pairs = pairs_in_words(one, found.causes, measure.unit);
    if (!pairs.empty()) text += paragraph("  ", pairs);
  }
  return text;
}

}  // namespace waitlist
