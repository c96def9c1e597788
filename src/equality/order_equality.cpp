#include <waitlist/equality/order_equality.h>

#include "equality/equality_work.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace waitlist {
namespace {

Error asked_wrongly(ErrorCode code,
                    std::string field,
                    const std::string& found,
                    std::string reason) {
  Error error;
  error.code = code;
  error.source = "equality";
  error.field = std::move(field);
  error.found = clipped(found);
  error.reason = std::move(reason);
  return error;
}

/// A group to hide that no monitoring fact has.
void note_unknown_group(const HiddenGroup& asked,
                        const std::vector<FactWork>& facts,
                        Errors& errors) {
  std::vector<std::string> names;
  const auto fact = std::ranges::find_if(
      facts, [&asked](const FactWork& one) { return one.found.id == asked.fact; });
  if (fact == facts.end()) {
    for (const FactWork& one : facts) names.push_back(one.found.id);
    const std::string near = nearest_name(asked.fact, names);
    errors.push_back(asked_wrongly(ErrorCode::unknown_reference, "hide", asked.fact,
                                   "no fact for monitoring has this id" +
                                       (near.empty() ? "" : "; did you mean " + near + "?")));
    return;
  }
  for (const MonitoredGroup& group : fact->labels.groups) names.push_back(group.id);
  if (std::ranges::find(names, asked.group) != names.end()) return;
  const std::string near = nearest_name(asked.group, names);
  errors.push_back(asked_wrongly(ErrorCode::unknown_reference, "hide", asked.group,
                                 "no group of " + asked.fact + " has this id" +
                                     (near.empty() ? "" : "; did you mean " + near + "?")));
}

}  // namespace

Errors faults_of(const Ranking& ranking,
                 const EqualityOptions& options,
                 const MeasuredUnits& units,
                 const std::vector<FactWork>& facts) {
  Errors errors;
  if (!ranking.parts().empty()) {
    errors.push_back(asked_wrongly(ErrorCode::inconsistent, "cases", "a part of a list",
                                   "groups are compared on a whole list; hand that over"));
  }
  if (options.smallest < EqualityOptions::kSmallestLeast) {
    errors.push_back(
        asked_wrongly(ErrorCode::out_of_range, "smallest", std::to_string(options.smallest),
                      "groups must be hidden below " +
                          std::to_string(EqualityOptions::kSmallestLeast) + " units at least"));
  }
  if (options.deals.deals == 0) {
    errors.push_back(
        asked_wrongly(ErrorCode::out_of_range, "deals", "0", "draw 1 deal or more; 9999 is usual"));
  }
  if (!(options.deals.level > 0 && options.deals.level < 1)) {
    errors.push_back(asked_wrongly(ErrorCode::out_of_range, "level",
                                   std::to_string(options.deals.level),
                                   "a share above 0 and below 1; 0.05 is usual"));
  }
  const auto count = static_cast<double>(units.size());
  double greatest = 1.0;
  for (const Place& place : ranking.places()) {
    greatest = std::max(greatest, std::abs(static_cast<double>(place.score.points.used.count())));
  }
  if (units.size() > OrderEquality::kUnitsMost ||
      count * count * greatest > OrderEquality::kSquaredMost) {
    errors.push_back(asked_wrongly(ErrorCode::too_large, "cases", std::to_string(units.size()),
                                   "too many units, or too many points for so many units; compare "
                                   "a shorter list"));
  }
  for (const HiddenGroup& one : options.hide) note_unknown_group(one, facts, errors);
  return errors;
}

Result<OrderEquality> equality_of(const Ranking& ranking, const EqualityOptions& options) {
  const MeasuredUnits units{ranking};
  std::vector<FactWork> facts = monitored_facts(ranking, units, options);
  Errors errors = faults_of(ranking, options, units, facts);
  if (!errors.empty()) return failed(std::move(errors));
  OrderEquality report{ranking, options, units.size(), ranking.places().size(), 0, 0, {}, {},
                       {},      {}};
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units.values(EqualityMeasure::provisional)[i] != 0) ++report.provisional;
    if (units.values(EqualityMeasure::must_allocate)[i] != 0) ++report.must_allocate;
  }
  for (const EqualityMeasure measure : kEqualityMeasures) {
    if (!differs(units.values(measure))) report.alike.push_back(measure);
  }
  for (FactWork& work : facts) {
    if (work.found.compared) hide_shares(units, options.smallest, work);
    tell_completeness(ranking.cases(), units, options.smallest, work);
  }
  compare_groups(units, facts, report);
  split_gaps(units, facts, report);
  for (FactWork& work : facts) report.facts.push_back(std::move(work.found));
  return report;
}

std::string_view to_text(EqualityMeasure measure) noexcept {
  switch (measure) {
    case EqualityMeasure::place: return "place";
    case EqualityMeasure::waited: return "waited";
    case EqualityMeasure::points: return "points";
    case EqualityMeasure::provisional: return "provisional";
    case EqualityMeasure::must_allocate: return "must_allocate";
  }
  return "";
}

}  // namespace waitlist
