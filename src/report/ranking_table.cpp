#include <waitlist/report/ranking_report.h>

#include "base/points_text.h"
#include "report/faulty_words.h"
#include "report/place_notes.h"
#include "report/plain_words.h"
#include "report/shown_places.h"
#include "report/since_words.h"
#include "report/text_table.h"

namespace waitlist {
namespace {

std::string day_or_nothing(const std::optional<Day>& day) { return day ? day->text() : ""; }

/// `2009-10-02 now` where the case must be allocated, else the day from which it must be.
std::string by_when(const Ranking& ranking, CaseRow row, const Score& score) {
  return day_or_nothing(allocate_by(ranking, row, score)) + (score.must_allocate ? " now" : "");
}

TextTable table_of_places(const Ranking& ranking,
                          std::span<const Place> places,
                          const ChangeMarks& marks) {
  TextTable table{{{"place", Align::right},
                   {"case"},
                   {"band"},
                   {"points", Align::right},
                   {"least", Align::right},
                   {"most", Align::right},
                   {"waited", Align::right},
                   {"filing date"},
                   {"team", Align::left, 18},
                   {"note"},
                   {"allocate by"}}};
  for (const Place& place : places) {
    const Score& score = place.score;
    const bool linked = ranking.unit_of(place.row).size() > 1;
    const Emphasis emphasis = score.must_allocate || score.band == 0 ? Emphasis::strong
                              : score.provisional()                  ? Emphasis::warning
                                                                     : Emphasis::none;
    table.add({{std::to_string(place.position)},
               {std::string{ranking.cases().case_id(place.row)}},
               {ranking.policy().band(score.band).id, emphasis},
               {to_text(score.points.used)},
               {to_text(score.points.least), Emphasis::faint},
               {to_text(score.points.most), Emphasis::faint},
               {std::to_string(score.waited.count())},
               {score.filing_date ? score.filing_date->text() : ""},
               {std::string{ranking.cases().team(place.row)}},
               {place_notes(ranking, place, linked, !marks.of(place.row).empty()), emphasis},
               {by_when(ranking, place.row, score), emphasis}});
  }
  return table;
}

TextTable table_apart(const Ranking& ranking) {
  TextTable table{{{"case"},
                   {"status"},
                   {"listed on"},
                   {"reason", Align::left, 60},
                   {"band"},
                   {"points", Align::right},
                   {"waited", Align::right},
                   {"since"},
                   {"allocate by"}}};
  for (const ApartCase& apart : ranking.apart()) {
    const Hold* hold = ranking.cases().hold(apart.row);
    const auto since = apart_since(ranking.cases(), apart.row);
    const bool urgent = apart.score && (apart.score->must_allocate || apart.score->band == 0);
    table.add({{std::string{ranking.cases().case_id(apart.row)}},
               {std::string{to_text(apart.reason)}},
               {ranking.cases().listed_on(apart.row).text()},
               {hold != nullptr ? hold->reason : ""},
               {apart.score ? ranking.policy().band(apart.score->band).id : "",
                urgent ? Emphasis::strong : Emphasis::none},
               {apart.score ? to_text(apart.score->points.used) : ""},
               {apart.score ? std::to_string(apart.score->waited.count()) : ""},
               {day_or_nothing(since)},
               {apart.score ? by_when(ranking, apart.row, *apart.score) : ""}});
  }
  return table;
}

}  // namespace

std::string render_table(const Ranking& ranking, const ReportOptions& options) {
  const Policy& policy = ranking.policy().written();
  const auto places = shown_places(ranking, options.top);
  std::string text = "Allocation queue on " + long_date(ranking.as_of()) + " under " + policy.id +
                     " " + policy.version + "\n";
  text += paragraph("", policy.status_line) + '\n';
  const std::string part = part_in_words(ranking);
  if (!part.empty()) text += paragraph("", part) + '\n';
  text += faulty_section(ranking, options.colour);
  if (ranking.places().empty()) {
    text += std::string{nobody_ranked(ranking)} + '\n';
  } else {
    const ChangeMarks marks{options.since, ranking.cases()};
    text += table_of_places(ranking, places, marks).text(options.colour);
  }
  if (places.size() < ranking.places().size()) {
    text += "\nShown: " + count_of(places.size(), "case", "cases") + " of " +
            std::to_string(ranking.places().size()) + ".\n";
  }
  if (shows_apart(ranking, options.top) && !ranking.apart().empty()) {
    text += "\nListed apart, not ranked (on hold and on duty: as they would stand if awaiting)\n";
    text += table_apart(ranking).text(options.colour);
  }
  return text;
}

}  // namespace waitlist
