#include "report/html/wait_stories.h"

#include "report/html/plot.h"
#include "report/html/simulated_policies.h"
#include "report/plain_words.h"
#include "report/simulation_words.h"

namespace waitlist::html {
namespace {

constexpr std::size_t kEvents = 20;

std::string place_in_words(const StoryDay& day) {
  return day.position == 0 ? "" : std::to_string(day.position) + " of " + std::to_string(day.of);
}

std::string whole(double number) { return std::to_string(static_cast<std::int64_t>(number)); }

/// The days on which something happened.
List events_of(const std::vector<const StoryDay*>& days) {
  List list;
  for (const StoryDay* day : days) {
    if (day->what.empty()) continue;
    if (list.size() == kEvents) break;
    const std::string place = place_in_words(*day);
    list.push_back(
        Object{{"when", text("Day " + std::to_string(day->waited) + ":")},
               {"what", text(day->what)},
               {"place", place.empty() ? Data{false} : text("place " + place + ", " + day->tier)}});
  }
  return list;
}

DataTable table_of(const std::vector<const StoryDay*>& days, const std::string& name) {
  DataTable table{"The longest wait under " + name + ": days waited, day of the simulation",
                  {{"Waited", CellKind::words},
                   {"Day"},
                   {"Place"},
                   {"Tier", CellKind::words},
                   {"Points"},
                   {"What happened", CellKind::words}},
                  {}};
  for (const StoryDay* day : days) {
    const bool waits = day->position > 0;
    table.rows.push_back({std::to_string(day->waited),
                          {{std::to_string(day->day)},
                           {place_in_words(*day)},
                           {day->tier},
                           {waits ? to_text(day->points) : ""},
                           {day->what}}});
  }
  return table;
}

/// Where the case stood on these days.
Plot plot_of(const std::vector<const StoryDay*>& days) {
  Plot plot;
  PlotSeries series;
  for (const StoryDay* day : days) {
    if (day->position == 0) continue;
    series.points.push_back({static_cast<double>(day->waited), static_cast<double>(day->position)});
  }
  plot.series.push_back(std::move(series));
  plot.x.title = "Days waited";
  plot.x.from = 0;
  plot.y.title = "Place in the queue; 1 is next";
  plot.y.from = 0;
  return plot;
}

}  // namespace

List wait_stories(const SimulationResult& result, DataTables& tables) {
  List stories;
  for (std::size_t policy = 0; policy < result.policies.size(); ++policy) {
    if (!result.policies[policy].longest) continue;
    const LongestWait& longest = *result.policies[policy].longest;
    const std::string name = policy_name(result, policy);
    const std::vector<const StoryDay*> days = told_days(longest);
    Plot plot = plot_of(days);
    const std::vector<PlotPoint>& places = plot.series.front().points;
    std::string figures;
    if (places.size() > 2) {
      plot.name = {"story-" + std::to_string(policy + 1), "Its place in the queue: " + name,
                   "From place " + whole(places.front().y) + " to place " + whole(places.back().y) +
                       ". The days stand in the table below."};
      figures = tables.html(ChartHead{"Its place in the queue, " + name,
                                      "On the days of the table; the line joins them."},
                            svg(plot), table_of(days, name));
    } else {
      figures = "<div>" + tables.html(table_of(days, name)) + "</div>";
    }
    const List events = events_of(days);
    stories.push_back(Object{{"policy", text(name)},
                             {"waited", text(days_in_words(Days{longest.waited}))},
                             {"end", text(longest.end)},
                             {"case_id", text(longest.case_id)},
                             {"repetition", number(longest.replication)},
                             {"facts", longest.facts.empty() ? Data{false} : text(longest.facts)},
                             {"has_events", Data{!events.empty()}},
                             {"events", events},
                             {"figures", text(figures)}});
  }
  return stories;
}

}  // namespace waitlist::html
