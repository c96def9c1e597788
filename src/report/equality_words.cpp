#include "report/equality_words.h"

#include "base/points_text.h"
#include "report/plain_words.h"

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

bool is_share_of_units(EqualityMeasure measure) {
  return measure == EqualityMeasure::provisional || measure == EqualityMeasure::must_allocate;
}

std::string usual_text(const GroupComparison& one) {
  if (one.usual) {
    return gap_text(one.measure, one.usual->estimate) + " [" +
           gap_text(one.measure, static_cast<double>(one.usual->lower)) + ", " +
           gap_text(one.measure, static_cast<double>(one.usual->upper)) + ']';
  }
  if (one.between) {
    return '[' + measured_text(one.measure, one.between->lower) + ", " +
           measured_text(one.measure, one.between->upper) + ']';
  }
  return "";
}

std::string needed_text(EqualityMeasure measure, double told_apart_above) {
  if (std::isinf(told_apart_above)) return "none could be";
  // Rounded up: what is above the printed number is above the exact one.
  const double step = is_share_of_units(measure)           ? 0.001
                      : measure == EqualityMeasure::points ? 1.0
                                                           : 0.1;
  return "above " + measured_text(measure, std::ceil(told_apart_above / step) * step);
}

std::string needed_text(const GroupComparison& one) {
  return needed_text(one.measure, one.told_apart_above);
}

std::string recorded_share_text(const MonitoringCompleteness& one) {
  if (!one.recorded || one.units == 0) return {};
  return fmt::format("{:.1f} %",
                     100.0 * static_cast<double>(*one.recorded) / static_cast<double>(one.units));
}

std::vector<std::string> counted_units_in_words(const OrderEquality& equality) {
  std::vector<std::string> sentences{
      count_of(equality.units, "unit is", "units are") + " on the list, with " +
          count_of(equality.cases, "case", "cases") +
          ". A unit is one case, or cases that are linked. It counts once, and is in the group of "
          "its first case.",
      "Must be allocated: " + std::to_string(equality.must_allocate) +
          ". Provisional, since answers are open that could change the band: " +
          std::to_string(equality.provisional) + ".",
      "Groups of 1 to " + std::to_string(equality.options.smallest - 1) +
          " units are hidden, and so is what would give them back. The mark is " + kHiddenMark +
          ". Their units still count among the others."};
  const std::size_t faulty = equality.ranking.faulty().size();
  if (faulty > 0) {
    sentences.push_back(count_of(faulty, "faulty row is", "faulty rows are") +
                        " set apart and not in these figures.");
  }
  return sentences;
}

std::vector<std::string> families_in_words(const OrderEquality& equality) {
  std::vector<std::string> sentences;
  sentences.reserve(equality.families.size());
  for (const EqualityFamily& family : equality.families) {
    sentences.push_back(
        std::string{family.within_bands ? "Within bands" : "Over all bands"} + ": " +
        count_of(family.comparisons, "comparison", "comparisons") + ", " +
        (family.exact ? "all " + std::to_string(family.deals) + " ways to deal the labels"
                      : std::to_string(family.deals) + " deals of the labels, drawn with seed " +
                            std::to_string(equality.options.deals.seed)));
  }
  if (equality.families.size() > 1) {
    sentences.emplace_back(
        "A gap within bands is told apart when it is as striking both ways: labels dealt over all "
        "bands, and inside each.");
  }
  return sentences;
}

std::vector<std::string> levels_in_words(const OrderEquality& equality) {
  const std::string level = percent_text(equality.options.deals.level);
  return {
      "The labels of the groups were dealt out again by chance. A gap is told apart when "
      "chance alone makes one as striking in at most " +
          level + " of 100 such reports.",
      "So where chance alone makes all gaps, such a report raises an alarm at most " + level +
          " times in 100."};
}

std::string empty_groups_in_words(const MonitoredFact& fact) {
  std::vector<std::string> empty;
  for (const MonitoredGroup& group : fact.groups) {
    if (group.units == std::uint64_t{0}) empty.push_back(group.label);
  }
  return empty.empty() ? std::string{} : "No unit: " + listed(empty) + ".";
}

std::string hidden_shares_in_words(const MonitoredFact& fact, EqualityMeasure measure) {
  std::vector<std::string> hidden;
  for (const HiddenShare& one : fact.hidden_shares) {
    if (one.measure == measure) hidden.push_back(fact.groups[one.group].label);
  }
  if (hidden.empty()) return {};
  return "Hidden, since a count is small or would give one away: " + listed(hidden) + ".";
}

std::vector<std::string> alarms_in_words(const OrderEquality& equality) {
  std::vector<std::string> sentences;
  for (const MonitoredFact& fact : equality.facts) {
    for (const GroupComparison& one : fact.comparisons) {
      if (!one.told_apart) continue;
      sentences.push_back(fact.label + ", " + fact.groups[one.group].label + ": " +
                          measure_heading(one.measure) + (one.within_bands ? " within bands" : "") +
                          ", a gap of " + gap_text(one.measure, one.gap));
    }
  }
  return sentences;
}

std::string alike_in_words(const OrderEquality& equality) {
  std::vector<std::string> alike;
  alike.reserve(equality.alike.size());
  for (const EqualityMeasure measure : equality.alike) alike.push_back(measure_heading(measure));
  if (alike.empty()) return {};
  return "The same for all units, and so not compared: " + listed(alike) + ".";
}

std::vector<std::string> equality_limits_in_words(const OrderEquality& equality) {
  std::vector<std::string> sentences;
  const auto say = [&sentences](std::string_view words) { sentences.emplace_back(words); };
  say("A gap that is not told apart may still be there. On a short list only a large one shows.");
  say("An alarm is no proof of unfair treatment, and no alarm is no proof that there is none.");
  say("A rule says where points or places come from. It does not say why answers differ.");
  say("Bands are made by the same policy. A gap within bands is not one with need taken out.");
  say("Others are all units outside the group. One group far off moves the gaps of all.");
  say("Waits are those so far, of units that wait still.");
  say("A list is whole. The ranges take it as one draw of what might have been referred and "
      "written down.");
  if (!equality.place_rules.empty()) {
    say("The place of a rule is what it adds, over all orders in which rules could begin to speak. "
        "A silent rule gives each case its mean.");
  }
  say("Two reports on lists that differ by few cases can give hidden groups back. Hide the same "
      "groups again for a year.");
  return sentences;
}

}  // namespace waitlist
