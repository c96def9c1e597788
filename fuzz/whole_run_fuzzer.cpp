// Any list, roster and work give faults, or a ranking that goes on to explanations, an allocation
// and every page, of which none loses a case.
#include <waitlist/allocation/allocation.h>
#include <waitlist/io/allocation_rules_reader.h>
#include <waitlist/io/case_reader.h>
#include <waitlist/io/roster_reader.h>
#include <waitlist/queue/comparison.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/queue/summary.h>
#include <waitlist/report/allocation_report.h>
#include <waitlist/report/explanation_report.h>
#include <waitlist/report/ranking_report.h>

#include "fuzz_world.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

/// What stands before the next line `----`, which is taken away.
std::string_view next_part(std::string_view& text) {
  constexpr std::string_view kCut = "\n----\n";
  const std::size_t cut = std::min(text.find(kCut), text.size());
  const std::string_view part = text.substr(0, cut);
  text.remove_prefix(std::min(text.size(), cut + kCut.size()));
  return part;
}

void look_at_cases(const Ranking& ranking) {
  const Summary summary = summarise(ranking, {Days{28}});
  fuzz::require(!render_table(ranking, {}).empty(), "a table");
  fuzz::require(!render_csv(ranking, {}).empty(), "CSV");
  fuzz::require(!render_json(ranking, summary, {}).empty(), "JSON");
  fuzz::require(!render_html(ranking, summary, {}).empty(), "a page");
  fuzz::require(!render_text(summary, ranking).empty(), "a summary");
  for (const Place& place : ranking.places()) {
    const Explanation why = explain(ranking.cases(), ranking.policy(), place.row, ranking.as_of());
    Points sum;
    for (const Contribution& part : why.contributions) sum += part.points;
    fuzz::require(sum == place.score.points.used, "contributions add up to the points");
    fuzz::require(!render_text(why, ranking).empty() && !render_json(why, ranking).empty(),
                  "an explanation");
  }
  if (ranking.places().size() < 2) return;
  const std::string first{ranking.cases().case_id(ranking.places().front().row)};
  const std::string last{ranking.cases().case_id(ranking.places().back().row)};
  const auto comparison = compare(ranking, last, first);
  fuzz::require(comparison.has_value() && comparison->above == first, "the first stands above");
  fuzz::require(!render_text(*comparison).empty(), "a comparison");
}

void look_at_allocation(const Ranking& ranking, const Roster& roster, const WorkRules& work) {
  AllocationRules rules;
  rules.needs = work.needs;
  rules.loads = work.loads;
  const auto allocation = allocate(ranking, roster, rules);
  if (!allocation) return fuzz::require_faults(allocation.error());
  std::size_t rows = 0;
  for (const AllocationUnit& unit : allocation->units()) rows += unit.rows.size();
  fuzz::require(rows == ranking.places().size(), "every ranked case is in a unit");
  fuzz::require(!render_table(*allocation, {}).empty(), "a table");
  fuzz::require(!render_csv(*allocation).empty(), "CSV");
  fuzz::require(!render_json(*allocation).empty(), "JSON");
  fuzz::require(!render_html(*allocation).empty(), "a page");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = fuzz::text_of(data, size);
  const auto list =
      read_case_list_csv(next_part(text), fuzz::schema(), "cases", {1, FaultyRows::set_apart});
  const std::string_view practitioners = next_part(text);
  const auto roster = read_roster_csv(practitioners, next_part(text));
  const auto work = read_work_csv(text);
  // Pages of long lists take long, and say nothing that those of short ones do not.
  constexpr std::size_t kRowsMost = 12;
  if (!list || list->cases.size() > kRowsMost) return 0;
  const auto ranking = rank(*list, fuzz::policy(), fuzz::as_of());
  if (!ranking) {
    fuzz::require_faults(ranking.error());
    return 0;
  }
  look_at_cases(*ranking);
  if (roster && work && roster->practitioners().size() <= kRowsMost) {
    look_at_allocation(*ranking, *roster, *work);
  }
  return 0;
}
