#include "report/plan_series_words.h"

#include "base/fault_list.h"
#include "report/plain_words.h"

#include <algorithm>
#include <map>

namespace waitlist {
namespace {

constexpr std::size_t kFaultsOfListShown = 5;

void add_list_rows(std::vector<std::string>& sentences,
                   const PlannedList& list,
                   std::size_t rows,
                   std::string_view one,
                   std::string_view many) {
  if (rows == 0) return;
  sentences.push_back(list.name + ": " + count_of(rows, one, many) + ".");
}

/// The first faults of a list, and how many more there are.
void add_faults_of_list(std::vector<std::string>& sentences,
                        const PlannedList& list,
                        const Errors& faults) {
  const std::size_t kept = faults_kept(faults);
  const std::size_t shown = std::min(kept, kFaultsOfListShown);
  for (std::size_t i = 0; i < shown; ++i) sentences.push_back(to_text(faults[i]));
  const std::size_t all = fault_count(faults);
  if (shown == all) return;
  sentences.push_back(
      "list " + list.name + ": and " + count_of(all - shown, "fault", "faults") +
      " more; the data has " +
      (kept == all ? "all of them" : std::to_string(kept) + " of all " + std::to_string(all)));
}

}  // namespace

std::string series_premise_in_words(const PlanSeries& series) {
  const PlanSeriesTotals totals = series.totals();
  const std::string how = std::string{totals.planned == 1 ? "," : ", each"} +
                          " on its own day and by the facts recorded for it.";
  if (totals.planned == totals.lists) {
    return count_of(totals.lists, "list is", "lists are") + " ranked under both policies" + how;
  }
  return std::to_string(totals.planned) + " of " + count_of(totals.lists, "list", "lists") +
         (totals.planned == 1 ? " is" : " are") + " ranked under both policies" + how;
}

std::string series_source_in_words(const PlanSeries& series) {
  const SeriesSource& source = series.source();
  if (source.name.empty()) return {};
  const std::size_t taken = series.lists().size();
  std::string text = "From the record " + source.name;
  if (taken < source.lists) {
    text += taken == 1 ? ", the last" : ", the last " + std::to_string(taken);
    text += " of its " + std::to_string(source.lists) + " lists";
  } else {
    text += taken == 1 ? ", its one list" : ", all of its " + std::to_string(taken) + " lists";
  }
  return text + ". Head: " + source.head + ".";
}

std::vector<std::string> series_columns() {
  return {"list",          "cases",    "up",        "down",       "unchanged",
          "farthest down", "must now", "no longer", "other tier", "erased"};
}

std::vector<std::string> series_row(const PlannedList& list) {
  std::vector<std::string> cells{list.name};
  if (list.planned()) {
    const PlannedMoves& moves = list.moves;
    for (const std::size_t number : {moves.cases, moves.up, moves.down, list.unchanged()}) {
      cells.push_back(std::to_string(number));
    }
    const auto& fall = list.farthest_down;
    cells.push_back(fall ? std::to_string(fall->places) + " (" + fall->case_id + ')' : "-");
    for (const std::size_t number : {moves.must_now, moves.must_no_longer, list.tiers_changed}) {
      cells.push_back(std::to_string(number));
    }
  } else {
    cells.resize(series_columns().size() - 1, "-");
  }
  cells.push_back(std::to_string(list.left_out.erased));
  return cells;
}

std::vector<std::string> rows_not_compared_in_words(const PlanSeries& series) {
  std::vector<std::string> sentences;
  for (const PlannedList& list : series.lists()) {
    add_list_rows(sentences, list, list.only_before, "case is ranked by the earlier policy only",
                  "cases are ranked by the earlier policy only");
    add_list_rows(sentences, list, list.only_after, "case is ranked by the later policy only",
                  "cases are ranked by the later policy only");
    add_list_rows(sentences, list, list.faulty_before,
                  "row is set apart by the earlier policy and must be looked at",
                  "rows are set apart by the earlier policy and must be looked at");
    add_faults_of_list(sentences, list, list.apart_before);
    add_list_rows(sentences, list, list.faulty_after,
                  "row is set apart by the later policy and must be looked at",
                  "rows are set apart by the later policy and must be looked at");
    add_faults_of_list(sentences, list, list.apart_after);
    const RowsLeftOut& gone = list.left_out;
    add_list_rows(sentences, list, gone.of_broken_families,
                  "row is left out, as a case of its family was erased",
                  "rows are left out, as a case of their family was erased");
    add_list_rows(sentences, list, gone.faulty, "row was faulty at the time and is left out",
                  "rows were faulty at the time and are left out");
  }
  return sentences;
}

std::vector<std::string> unplanned_in_words(const PlanSeries& series) {
  std::vector<std::string> sentences;
  for (const PlannedList& list : series.lists()) {
    add_faults_of_list(sentences, list, list.faults);
  }
  return sentences;
}

std::vector<std::string> series_totals_in_words(const PlanSeries& series) {
  const PlanSeriesTotals totals = series.totals();
  std::vector<std::string> sentences{
      count_of(totals.cases, "case was", "cases were") +
      " compared on at least one list. Each counts once here, by its id."};
  if (totals.cases == 0) return sentences;
  sentences.push_back(count_of(totals.ever_down, "goes", "go") + " down on at least one list, " +
                      std::to_string(totals.always_down) +
                      " of them on every list on which they were compared.");
  sentences.push_back(count_of(totals.ever_up, "goes", "go") + " up on at least one list. " +
                      count_of(totals.both_ways, "goes", "go") +
                      " up on one list and down on another.");
  sentences.push_back(count_of(totals.keep_place, "keeps its place", "keep their place") +
                      " on every list.");
  if (totals.ever_must_now > 0) {
    sentences.push_back(count_of(totals.ever_must_now, "has", "have") +
                        " to be allocated on at least one list on which " +
                        (totals.ever_must_now == 1 ? "it did not." : "they did not."));
  }
  if (totals.ever_must_no_longer > 0) {
    sentences.push_back(std::to_string(totals.ever_must_no_longer) +
                        " had to be allocated on at least one list on which " +
                        (totals.ever_must_no_longer == 1 ? "it does not." : "they do not."));
  }
  if (totals.left_out.erased + totals.left_out.of_broken_families > 0) {
    sentences.emplace_back(
        "Some rows are missing, as cases were erased. Places count the rows that are left.");
  }
  return sentences;
}

std::vector<std::pair<std::size_t, std::size_t>> cases_by_lists_down(
    const std::vector<PlannedCaseOver>& cases) {
  std::map<std::size_t, std::size_t> counts;
  for (const PlannedCaseOver& one : cases) ++counts[one.down];
  return {counts.begin(), counts.end()};
}

std::vector<std::string> often_down_columns() {
  return {"case", "lists compared", "lists down", "lists up", "most places down on one"};
}

std::vector<std::string> often_down_row(const PlannedCaseOver& one) {
  return {one.case_id, std::to_string(one.lists), std::to_string(one.down), std::to_string(one.up),
          std::to_string(one.farthest_down)};
}

std::string often_down_title(std::size_t shown, std::size_t all) {
  return "Go down most often (" + std::to_string(shown) + " of " + std::to_string(all) + ")";
}

}  // namespace waitlist
