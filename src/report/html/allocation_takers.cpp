#include "report/html/allocation_takers.h"

#include <embedded/allocation_practitioner_mustache.h>

#include "report/allocation_full.h"
#include "report/html/row_chart.h"
#include "report/plain_words.h"

#include <algorithm>
#include <string_view>

namespace waitlist::html {
namespace {

constexpr std::size_t kRowsOfChart = 14;
constexpr std::size_t kChartRows = 56;

std::uint64_t after(const PractitionerLoad& load) {
  return std::uint64_t{load.before.held} + load.given + load.second;
}

std::string percent(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? "" : std::to_string(part * 100 / whole) + " %";
}

/// `18.5`, `37`.
std::string hours_in_words(WeekHours hours) {
  std::string text = std::to_string(hours.count() / 100);
  const std::int64_t rest = hours.count() % 100;
  if (rest == 0) return text;
  text += rest < 10 ? ".0" : ".";
  return text + std::to_string(rest % 10 == 0 ? rest / 10 : rest);
}

/// `16 of a caseload of 20: 37 of 37 hours a week, less 20 % for newly qualified`.
std::string places_in_words(const Practitioner& practitioner, const Capacity& capacity, Day day) {
  std::string text = std::to_string(capacity.caseload);
  if (capacity.caseload == practitioner.caseload) return text;
  text += " of a caseload of " + std::to_string(practitioner.caseload) + ":";
  std::vector<std::string> why;
  if (practitioner.available_hours < practitioner.contracted_hours) {
    why.push_back(" " + hours_in_words(practitioner.available_hours) + " of " +
                  hours_in_words(practitioner.contracted_hours) + " hours a week");
  }
  for (const CaseloadReduction& reduction : practitioner.reductions) {
    if (!reduction.days.holds(day)) continue;
    why.push_back(" less " + std::to_string(reduction.percent) + " %, " + reduction.reason);
  }
  for (const OtherWork& work : practitioner.other_work) {
    why.push_back(" less " + std::to_string(work.places) + " for " + work.stream);
  }
  for (std::size_t i = 0; i < why.size(); ++i) text += (i == 0 ? "" : ";") + why[i];
  return text;
}

std::string urgent_in_words(const Practitioner& practitioner, const PractitionerLoad& load) {
  return std::to_string(practitioner.urgent_held) + " held, " + std::to_string(load.urgent_given) +
         " given, " +
         (practitioner.urgent_limit ? "at most " + std::to_string(*practitioner.urgent_limit)
                                    : std::string{"no limit"});
}

std::string or_any(const std::vector<std::string>& words, std::string_view none) {
  return words.empty() ? std::string{none} : listed(words);
}

}  // namespace

AllocationTakers::AllocationTakers(const Allocation& allocation,
                                   AllocationLinks& links,
                                   AllocationRows& rows)
    : allocation_{allocation},
      links_{links},
      rows_{rows},
      given_(allocation.loads().size()),
      bought_{allocation.one_more_place_buys()},
      card_{embedded::allocation_practitioner_mustache()} {
  for (QueuedUnit i{0}; i < allocation.units().size(); ++i) {
    const auto practitioner = allocation.units()[i].practitioner;
    if (practitioner) given_[*practitioner].push_back(i);
  }
  for (const PractitionerLoad& load : allocation.loads()) {
    most_ = std::max({most_, after(load), std::uint64_t{load.before.caseload}});
  }
}

std::string AllocationTakers::cards() {
  std::string all;
  for (PractitionerIndex p{0}; p < given_.size(); ++p) all += card(p);
  return all;
}

List AllocationTakers::facts(PractitionerIndex practitioner) {
  const Practitioner& one = allocation_.roster().practitioners()[practitioner];
  const PractitionerLoad& load = allocation_.loads()[practitioner];
  const Day day = allocation_.ranking().as_of();
  List list;
  const auto add = [&list](std::string_view label, std::string_view words,
                           std::string_view link = "") {
    list.push_back(Object{{"label", text(label)},
                          {"link", text(link)},
                          {"words", words.empty() ? Data{false} : text(words)}});
  };
  add("Base", one.base.empty() ? "none, so travel is not counted" : one.base);
  add("Takes work in", or_any(one.areas, "any area"));
  add("Competences", or_any(one.competences, "none recorded"));
  add("Places today", places_in_words(one, load.before, day));
  for (const Absence& absence : one.absences) {
    if (absence.days.holds(day)) add("Away", absence.reason);
  }
  add("Urgent work", urgent_in_words(one, load));
  if (const auto limit = new_work_limit(allocation_, practitioner)) {
    add("New work", std::to_string(limit->given_before) + " given before, " +
                        std::to_string(load.given) + " given, at most " +
                        std::to_string(limit->most) + " (new_limit)");
  }
  if (load.second > 0) {
    add("Second worker", "takes " + count_of(load.second, "place", "places") + " of the caseload");
  }
  if (bought_[practitioner]) {
    add("One more free place would place", "", links_.unit(*bought_[practitioner]));
  }
  return list;
}

std::string AllocationTakers::card(PractitionerIndex practitioner) {
  const PractitionerLoad& load = allocation_.loads()[practitioner];
  const std::vector<QueuedUnit>& given = given_[practitioner];
  std::string rows;
  std::int64_t further = 0;
  for (const QueuedUnit unit : given) {
    if (unit < links_.shown()) {
      rows += rows_.row(unit);
    } else {
      ++further;
    }
  }
  return card_.filled(
      Object{{"anchor", text(practitioner_anchor(practitioner))},
             {"id", text(allocation_.roster().practitioners()[practitioner].practitioner_id)},
             {"away", Data{load.before.away}},
             {"over", Data{after(load) > load.before.caseload}},
             {"before", number(load.before.held)},
             {"after", number(after(load))},
             {"places", text(count_of(load.before.caseload, "place", "places"))},
             {"facts", facts(practitioner)},
             {"has_rows", Data{!rows.empty()}},
             {"nothing", Data{given.empty()}},
             {"rows", text(rows)},
             {"further", further == 0 ? Data{false}
                                      : text(count_of(further, "unit", "units") +
                                             " further down the queue, not shown here.")}});
}

void AllocationTakers::add_loads(Object& data) {
  List rows;
  std::uint64_t places = 0;
  std::uint64_t before = 0;
  std::uint64_t given = 0;
  std::uint64_t all_after = 0;
  std::uint64_t urgent_before = 0;
  std::uint64_t urgent_given = 0;
  for (PractitionerIndex p{0}; p < given_.size(); ++p) {
    const Practitioner& one = allocation_.roster().practitioners()[p];
    const PractitionerLoad& load = allocation_.loads()[p];
    places += load.before.caseload;
    before += load.before.held;
    given += load.given;
    all_after += after(load);
    urgent_before += one.urgent_held;
    urgent_given += load.urgent_given;
    rows.push_back(
        Object{{"link", text(links_.practitioner(p))},
               {"base", text(one.base)},
               {"away", Data{load.before.away}},
               {"places", number(load.before.caseload)},
               {"before", number(load.before.held)},
               {"given", number(load.given)},
               {"after", number(after(load))},
               {"full", text(percent(after(load), load.before.caseload))},
               {"urgent_before", number(one.urgent_held)},
               {"urgent_given", number(load.urgent_given)},
               {"urgent_limit", one.urgent_limit ? number(*one.urgent_limit) : text("none")}});
  }
  data["has_practitioners"] = Data{!rows.empty()};
  data["loads"] = rows;
  data["all_places"] = number(places);
  data["all_before"] = number(before);
  data["all_given"] = number(given);
  data["all_after"] = number(all_after);
  data["all_full"] = text(percent(all_after, places));
  data["all_urgent_before"] = number(urgent_before);
  data["all_urgent_given"] = number(urgent_given);
}

std::string AllocationTakers::chart(PractitionerIndex begin, PractitionerIndex end) const {
  const auto practitioners = allocation_.roster().practitioners();
  RowChart chart;
  chart.name.id = "loads-" + std::to_string(begin + 1);
  chart.name.title = "Loads of " + practitioners[begin].practitioner_id + " to " +
                     practitioners[end - 1].practitioner_id;
  chart.x = {"Places taken", 0, static_cast<double>(most_)};
  chart.series = {"before", "after"};
  chart.limit_label = "the places there are today";
  std::size_t full = 0;
  for (PractitionerIndex p = begin; p < end; ++p) {
    const PractitionerLoad& load = allocation_.loads()[p];
    const std::uint64_t then = after(load);
    if (then >= load.before.caseload) ++full;
    chart.rows.push_back({practitioners[p].practitioner_id,
                          {{Bar{static_cast<double>(load.before.held)}, 0, ""},
                           {Bar{static_cast<double>(then)}, 1,
                            std::to_string(then) + " of " + std::to_string(load.before.caseload)}},
                          static_cast<double>(load.before.caseload)});
  }
  chart.name.words = "The places that each one has, and how many are taken before and after. " +
                     std::to_string(full) + " of " + std::to_string(end - begin) +
                     " are full after. The table has the numbers.";
  return "<figure class=\"chart\">" + svg(chart) + "</figure>\n";
}

void AllocationTakers::add_charts(Object& data) const {
  std::string charts;
  const std::size_t all = given_.size();
  const std::size_t shown = std::min(all, kChartRows);
  for (std::size_t begin = 0; begin < shown; begin += kRowsOfChart) {
    charts += chart(static_cast<PractitionerIndex>(begin),
                    static_cast<PractitionerIndex>(std::min(begin + kRowsOfChart, shown)));
  }
  data["charts"] = text(charts);
  data["charts_words"] = shown == all
                             ? Data{false}
                             : text("Drawn are the first " + std::to_string(shown) + " of " +
                                    std::to_string(all) + " practitioners; the table has all.");
}

}  // namespace waitlist::html
