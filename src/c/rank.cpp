// A list in order, its reports and columns, and what one asks of it.
#include <waitlist/queue/comparison.h>
#include <waitlist/queue/policy_plan.h>
#include <waitlist/queue/summary.h>
#include <waitlist/report/explanation_report.h>
#include <waitlist/report/plan_report.h>
#include <waitlist/report/ranking_report.h>
#include <waitlist/scoring/explanation.h>

#include "c/handles.h"

#include <algorithm>

namespace waitlist::c {
namespace {

RankOptions rank_options(const wl_rank_options* options) {
  RankOptions read;
  read.threads = std::max(options_of(options).threads, 1U);
  return read;
}

wl_report_options report_options(const wl_report_options* options) {
  wl_report_options own = options_of(options);
  require(own.ahead >= -1, "options", "look ahead by fewer days than none");
  require(own.reserved == 0, "options", "have something in `reserved`");
  if (own.ahead == 0) own.ahead = static_cast<std::int32_t>(kUsualDaysAhead.count());
  if (own.ahead == -1) own.ahead = 0;
  return own;
}

std::string report_of(const Ranking& ranking, std::int32_t form, const wl_report_options& options) {
  const Days ahead{options.ahead};
  ReportOptions report;
  report.ahead = ahead;
  report.explained = options.explained != 0;
  if (options.top != 0) report.top = static_cast<std::size_t>(options.top);
  switch (form) {
    case WL_TEXT: return render_table(ranking, report);
    case WL_JSON: return render_json(ranking, summarise(ranking, {ahead}), report);
    case WL_CSV: return render_csv(ranking, report);
    case WL_HTML: {
      BoardOptions board;
      if (options.top != 0) board.top = static_cast<std::size_t>(options.top);
      return render_html(ranking, summarise(ranking, {ahead}), board);
    }
    default: refuse_form();
  }
}

/// One column, where the caller wants it.
template <class T, class Value>
void fill(T* column, const Ranking& ranking, const Value& value) {
  if (column == nullptr) return;
  for (const Place& place : ranking.places()) *column++ = static_cast<T>(value(place));
}

std::string explained(const Ranking& ranking, std::string_view id, std::int32_t form) {
  if (form != WL_TEXT && form != WL_JSON) refuse_form();
  const bool json = form == WL_JSON;
  const bool faulty =
      !id.empty() &&
      std::ranges::find(ranking.faulty(), id, &FaultyCase::case_id) != ranking.faulty().end();
  if (faulty) return json ? render_faulty_json(ranking, id) : render_faulty_text(ranking, id);
  const CaseRow row = value_of(find_scored(ranking, id));
  const Explanation explanation = explain(ranking.cases(), ranking.policy(), row, ranking.as_of());
  return json ? render_json(explanation, ranking) : render_text(explanation, ranking);
}

}  // namespace
}  // namespace waitlist::c

using namespace waitlist::c;  // NOLINT(google-build-using-namespace): the work of this file

int32_t wl_rank(const wl_cases* cases,
                const wl_policy* policy,
                int32_t as_of,
                const wl_rank_options* options,
                wl_ranking** ranking,
                wl_errors** errors) {
  clear(ranking);
  return guarded("wl_rank", errors, [&] {
    given(ranking, "ranking");
    const wl_cases& ranked = given(cases, "cases");
    const waitlist::CompiledPolicy& by = given(policy, "policy").policy;
    const waitlist::Day day = day_of(as_of);
    const waitlist::RankOptions how = rank_options(options);
    give(ranking, value_of(ranked.faulty == waitlist::FaultyRows::set_apart
                               ? waitlist::rank(ranked.list, by, day, how)
                               : waitlist::rank(ranked.list.cases, by, day, how)));
  });
}

void wl_ranking_free(wl_ranking* ranking) { delete ranking; }

int32_t wl_ranking_count(
    const wl_ranking* ranking, size_t* ranked, size_t* apart, size_t* faulty, wl_errors** errors) {
  clear(ranked);
  clear(apart);
  clear(faulty);
  return guarded("wl_ranking_count", errors, [&] {
    given(ranked, "ranked");
    given(apart, "apart");
    given(faulty, "faulty");
    const waitlist::Ranking& counted = given(ranking, "ranking").ranking;
    *ranked = counted.places().size();
    *apart = counted.apart().size();
    *faulty = counted.faulty().size();
  });
}

int32_t wl_ranking_text(const wl_ranking* ranking,
                        int32_t form,
                        const wl_report_options* options,
                        wl_text** text,
                        wl_errors** errors) {
  clear(text);
  return guarded("wl_ranking_text", errors, [&] {
    given(text, "text");
    const waitlist::Ranking& shown = given(ranking, "ranking").ranking;
    give_text(text, report_of(shown, form, report_options(options)));
  });
}

int32_t wl_ranking_summary(const wl_ranking* ranking,
                           const wl_report_options* options,
                           wl_text** text,
                           wl_errors** errors) {
  clear(text);
  return guarded("wl_ranking_summary", errors, [&] {
    given(text, "text");
    const waitlist::Ranking& shown = given(ranking, "ranking").ranking;
    const waitlist::Days ahead{report_options(options).ahead};
    give_text(text, render_text(waitlist::summarise(shown, {ahead}), shown));
  });
}

int32_t wl_ranking_fill(const wl_ranking* ranking,
                        const wl_ranking_columns* columns,
                        size_t* count,
                        wl_errors** errors) {
  clear(count);
  return guarded("wl_ranking_fill", errors, [&] {
    given(count, "count");
    const waitlist::Ranking& from = given(ranking, "ranking").ranking;
    const wl_ranking_columns to = struct_of(columns, "columns");
    require(to.reserved == 0, "columns", "have something in `reserved`");
    *count = from.places().size();
    if (to.capacity < *count) throw Ended{WL_TOO_SMALL};
    using waitlist::Place;
    fill(to.position, from, [](const Place& place) { return std::uint32_t{place.position}; });
    fill(to.row, from, [](const Place& place) { return std::uint32_t{place.row}; });
    fill(to.points, from, [](const Place& place) { return place.score.points.used.count(); });
    fill(to.tier, from, [](const Place& place) { return std::uint32_t{place.score.tier}; });
    fill(to.days_waited, from, [](const Place& place) { return place.score.waited.count(); });
    fill(to.must_allocate, from, [](const Place& place) { return place.score.must_allocate; });
  });
}

int32_t wl_ranking_ids(const wl_ranking* ranking, wl_text** lines, wl_errors** errors) {
  clear(lines);
  return guarded("wl_ranking_ids", errors, [&] {
    given(lines, "lines");
    const waitlist::Ranking& from = given(ranking, "ranking").ranking;
    std::string ids;
    for (const waitlist::Place& place : from.places()) {
      ids += from.cases().case_id(place.row);
      ids += '\n';
    }
    give_text(lines, std::move(ids));
  });
}

int32_t wl_ranking_id_at(
    const wl_ranking* ranking, size_t index, const char** id, size_t* size, wl_errors** errors) {
  clear(id);
  clear(size);
  return guarded("wl_ranking_id_at", errors, [&] {
    given(id, "id");
    given(size, "size");
    const waitlist::Ranking& from = given(ranking, "ranking").ranking;
    require(index < from.places().size(), "index", "is past the last ranked case");
    const std::string_view name = from.cases().case_id(from.places()[index].row);
    *id = name.data();
    *size = name.size();
  });
}

int32_t wl_explain(const wl_ranking* ranking,
                   const char* case_id,
                   size_t size,
                   int32_t form,
                   wl_text** text,
                   wl_errors** errors) {
  clear(text);
  return guarded("wl_explain", errors, [&] {
    given(text, "text");
    given(case_id, "case_id");
    give_text(text, explained(given(ranking, "ranking").ranking, text_of(case_id, size, "case_id"),
                              form));
  });
}

int32_t wl_compare(const wl_ranking* ranking,
                   const char* one,
                   size_t one_size,
                   const char* other,
                   size_t other_size,
                   int32_t form,
                   wl_text** text,
                   wl_errors** errors) {
  clear(text);
  return guarded("wl_compare", errors, [&] {
    given(text, "text");
    given(one, "one");
    given(other, "other");
    if (form != WL_TEXT && form != WL_JSON) refuse_form();
    const waitlist::Comparison comparison =
        value_of(waitlist::compare(given(ranking, "ranking").ranking, text_of(one, one_size, "one"),
                                   text_of(other, other_size, "other")));
    give_text(text, form == WL_JSON ? render_json(comparison) : render_text(comparison));
  });
}

int32_t wl_plan(const wl_cases* cases,
                const wl_policy* before,
                const wl_policy* after,
                int32_t as_of,
                const wl_rank_options* options,
                int32_t form,
                wl_text** text,
                wl_errors** errors) {
  clear(text);
  return guarded("wl_plan", errors, [&] {
    given(text, "text");
    const waitlist::CaseList& list = given(cases, "cases").list;
    const waitlist::CompiledPolicy& earlier = given(before, "before").policy;
    const waitlist::CompiledPolicy& later = given(after, "after").policy;
    const waitlist::Day day = day_of(as_of);
    if (form != WL_TEXT && form != WL_JSON && form != WL_CSV) refuse_form();
    const waitlist::PolicyPlan found =
        value_of(waitlist::plan(list, earlier, later, day, rank_options(options)));
    give_text(text, form == WL_JSON  ? render_json(found)
                    : form == WL_CSV ? render_csv(found)
                                     : render_text(found));
  });
}
