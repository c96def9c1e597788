#include "report/html/equality_pictures.h"

#include "report/equality_words.h"
#include "report/html/row_chart.h"
#include "report/html/template.h"

#include <optional>
#include <string_view>

namespace waitlist::html {
namespace {

/// From what is counted to what people read.
double read_as(EqualityMeasure measure, double value) {
  if (is_share_of_units(measure)) return 100.0 * value;
  return measure == EqualityMeasure::points ? value / 1000 : value;
}

std::optional<Whisker> whisker_of(const GroupComparison& one) {
  if (one.usual) {
    return Whisker{read_as(one.measure, one.usual->estimate),
                   read_as(one.measure, static_cast<double>(one.usual->lower)),
                   read_as(one.measure, static_cast<double>(one.usual->upper))};
  }
  if (one.between) {
    return Whisker{read_as(one.measure, one.mean), read_as(one.measure, one.between->lower),
                   read_as(one.measure, one.between->upper)};
  }
  return std::nullopt;
}

std::string axis_of(EqualityMeasure measure) {
  switch (measure) {
    case EqualityMeasure::place: return "Usual gap in places; below 0 is nearer the top";
    case EqualityMeasure::waited: return "Usual gap in days waited";
    case EqualityMeasure::points: return "Usual gap in points";
    case EqualityMeasure::provisional: return "Share that is provisional, in %";
    case EqualityMeasure::must_allocate: return "Share that must be allocated, in %";
  }
  return "";
}

std::string_view note_of(EqualityMeasure measure) {
  if (is_share_of_units(measure)) {
    return "The dot is the share of the group, the line its 95 % range.";
  }
  return "The dot is the middle of all gaps between one of the group and one of the others. The "
         "line is its 95 % range.";
}

}  // namespace

std::string intervals_chart(const MonitoredFact& fact,
                            EqualityMeasure measure,
                            const std::string& id) {
  RowChart chart;
  for (const GroupComparison& one : fact.comparisons) {
    if (one.measure != measure || one.within_bands) continue;
    const std::optional<Whisker> whisker = whisker_of(one);
    if (!whisker) continue;
    const double middle = one.usual ? one.usual->estimate : one.mean;
    chart.rows.push_back(
        {fact.groups[one.group].label + (one.told_apart ? " (told apart)" : ""),
         {{*whisker, 0, one.usual ? gap_text(measure, middle) : measured_text(measure, middle)}},
         {}});
  }
  if (chart.rows.empty()) return {};
  const std::string note{note_of(measure)};
  const std::string title = fact.label + ": " + measure_heading(measure);
  chart.name = {id, title, note};
  chart.x.title = axis_of(measure);
  Template figure{
      "<figure class=\"chart\">\n{{{svg}}}\n<figcaption>{{note}}</figcaption>\n</figure>\n"};
  return figure.filled(Object{{"svg", text(svg(chart))}, {"note", text(note)}});
}

}  // namespace waitlist::html
