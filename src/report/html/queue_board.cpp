#include <embedded/find_js.h>
#include <embedded/queue_board_mustache.h>
#include <waitlist/report/ranking_report.h>

#include "base/enumerator_words.h"
#include "report/ceiling_words.h"
#include "report/due_by_team.h"
#include "report/faulty_words.h"
#include "report/finding_words.h"
#include "report/html/apart_cases.h"
#include "report/html/board_rows.h"
#include "report/html/changed_since.h"
#include "report/html/delayed_cases.h"
#include "report/html/faulty_rows.h"
#include "report/html/likely_days.h"
#include "report/html/long_dates.h"
#include "report/html/page.h"
#include "report/html/queue_brief.h"
#include "report/html/upcoming_section.h"
#include "report/place_notes.h"
#include "report/plain_words.h"
#include "report/shown_places.h"

#include <algorithm>
#include <vector>

namespace waitlist {
namespace {

using html::Data;
using html::List;
using html::number;
using html::Object;
using html::text;

constexpr std::size_t kListed = 50;  ///< rows of a list beside the queue
constexpr std::size_t kIdsOfAction = 30;
constexpr std::size_t kFindingsOfKind = 50;

/// What stands on the page beside the rows.
class QueueBoard {
 public:
  QueueBoard(const Ranking& ranking, const Summary& summary, const BoardOptions& options)
      : ranking_{ranking},
        summary_{summary},
        since_{options.since},
        record_{options.record},
        shown_{shown_places(ranking, options.top)},
        certain_{options.certainty},
        likely_{options.foresight, ranking},
        rows_{ranking, shown_, options.explained, certain_, likely_},
        anchors_(ranking.cases().size()) {
    for (std::size_t i = 0; i < shown_.size(); ++i) anchors_[shown_[i].row] = html::row_anchor(i);
    apart_ = html::apart_by_risk_first(ranking);
    for (std::size_t i = 0; i < std::min(apart_.size(), kListed); ++i) {
      anchors_[apart_[i]->row] = html::apart_anchor(i);
    }
  }

  std::string document() {
    const std::string date = long_date(ranking_.as_of());
    html::Template page{embedded::queue_board_mustache()};
    return html::document({"Allocation queue on " + date, page.filled(data(date)),
                           embedded::find_js(),
                           html::wait_bar_style(ranking_.policy().delay_marks())});
  }

 private:
  Object data(const std::string& date) {
    const Policy& policy = ranking_.policy().written();
    const PolicyStamp& stamp = ranking_.policy().stamp();
    Object data{{"date", text(date)},
                {"counts", text(counts())},
                {"policy", text(stamp.id + ' ' + stamp.version)},
                {"status_line", text(policy.status_line)},
                {"figures", figures()},
                {"shown_words", text(shown_words())},
                {"certain_words", html::text_or_none(certain_.in_words())},
                {"likely_words", html::sentences(likely_.in_words())},
                {"scenario_digest", html::text_or_none(likely_.scenario_digest())},
                {"marks", text(weeks_or_days(ranking_.policy().delay_marks()))},
                {"rows", text(rows_.text())},
                {"policy_digest", text(stamp.digest.hex())},
                {"origins", text(origins())},
                {"choices", choices()},
                {"nothing_found", text(nothing_found(ranking_))},
                {"findings", findings()}};
    data["has_likely"] = Data{!likely_.in_words().empty()};
    add_record(data);
    html::add_faulty(data, ranking_, "The order of all other cases does not depend on this.");
    add_due(data);
    add_actions(data);
    add_delayed(data);
    add_apart(data);
    if (summary_.ahead > Days{0}) {
      data["upcoming"] = html::upcoming_section(ranking_, summary_,
                                                [this](CaseRow row) { return anchor_of(row); });
    }
    html::add_changes(data, since_, [this](CaseRow row) { return link(row); });
    return data;
  }

  void add_record(Object& data) {
    data["has_record"] = Data{record_ != nullptr};
    if (record_ == nullptr) {
      data["cases_digest"] = text(ranking_.cases().digest().hex());
      return;
    }
    data["record_origin"] = text(record_->origin);
    data["record_entries"] = text(std::to_string(record_->entries));
    data["record_root"] = text(record_->root);
  }

  [[nodiscard]] std::string counts() const {
    const std::string part = part_in_words(ranking_);
    return part.empty() ? summary_counts(summary_) : part + ' ' + summary_counts(summary_);
  }

  [[nodiscard]] static std::string origins() {
    std::string words;
    visit_enumerators<Provenance>([&words](Provenance one, std::string_view) {
      const std::string from = provenance_in_words(one);
      if (!from.empty()) words += (words.empty() ? "" : " ") + capitalised(from) + ".";
      return true;
    });
    return words;
  }

  [[nodiscard]] List figures() const {
    List list;
    const auto add = [&list](std::string_view label, std::size_t value) {
      list.push_back(Object{{"label", text(label)}, {"value", number(value)}});
    };
    if (summary_.faulty > 0) add("not ranked, must be looked at", summary_.faulty);
    add("cases waiting", summary_.ranked);
    add("must be allocated", summary_.must_allocate);
    add("provisional", summary_.provisional);
    for (const DelayedCount& delayed : summary_.delayed) {
      add("waited " + weeks_or_days(delayed.at_least) + " or more", delayed.cases);
    }
    return list;
  }

  [[nodiscard]] std::string shown_words() const {
    if (shown_.size() == ranking_.places().size()) {
      return shown_.empty()
                 ? std::string{nobody_ranked(ranking_)}
                 : "All " + count_of(shown_.size(), "case", "cases") +
                       (ranking_.parts().empty() ? " of the queue are shown."
                                                 : " of this part of the queue are shown.");
    }
    return "Shown are the first " + std::to_string(shown_.size()) + " of " +
           std::to_string(ranking_.places().size()) +
           " cases; the rest is in the same ranking as CSV or JSON (--format csv).";
  }

  [[nodiscard]] const std::vector<BandRule>& written_bands() const {
    return ranking_.policy().written().bands;
  }

  [[nodiscard]] std::string anchor_of(CaseRow row) const {
    return anchors_[row].empty() ? "queue" : anchors_[row];
  }

  /// A link to the row of a case, when the page shows it.
  [[nodiscard]] Object link(CaseRow row) const {
    return Object{{"case_id", text(id_with_status(ranking_, row))},
                  {"anchor", text(anchor_of(row))}};
  }

  void add_due(Object& data) const {
    List list;
    for (const Place& place : ranking_.places()) {
      if (!place.score.must_allocate) continue;
      if (list.size() == kListed) break;
      const Explanation explanation =
          explain(ranking_.cases(), ranking_.policy(), place.row, ranking_.as_of());
      Object row = link(place.row);
      row["position"] = number(place.position);
      row["waited"] = number(place.score.waited.count());
      const std::string_view team = ranking_.cases().team(place.row);
      row["team"] = text(team.empty() ? "not recorded" : team);
      row["since"] = text(explanation.allocate_by ? long_date(*explanation.allocate_by) : "");
      row["cause"] = text(html::with_long_dates(explanation.allocate_by_cause));
      list.push_back(row);
    }
    data["has_due"] = Data{!list.empty()};
    data["due"] = list;
    data["due_words"] =
        text(count_of(summary_.must_allocate, "case", "cases") +
             " must be allocated by the rules. " + due_by_team(ranking_) +
             (summary_.must_allocate > list.size()
                  ? " The first " + std::to_string(list.size()) + " stand here, all in the queue."
                  : ""));
  }

  void add_actions(Object& data) const {
    List list;
    for (const Summary::Action& action : summary_.actions) {
      List cases;
      for (const CaseRow row : action.rows) {
        if (cases.size() == kIdsOfAction) break;
        cases.push_back(link(row));
      }
      const std::size_t more = action.rows.size() - cases.size();
      list.push_back(
          Object{{"action", text(action.action)},
                 {"rule", text(label_of_floor(ranking_.policy(), action.floor))},
                 {"count", text(count_of(action.rows.size(), "case", "cases"))},
                 {"more", text(more == 0 ? "" : "and " + std::to_string(more) + " more")},
                 {"cases", cases}});
    }
    data["has_actions"] = Data{!list.empty()};
    data["actions"] = list;
  }

  void add_delayed(Object& data) const {
    List bands;
    for (const BandRule& band : ranking_.policy().written().bands) {
      bands.push_back(Object{{"band", text(band.id)}});
    }
    List delays;
    for (const DelayedCount& delayed : summary_.delayed) {
      List by_band;
      for (std::size_t band = 0; band < delayed.by_band_of_risk.size(); ++band) {
        by_band.push_back(Object{{"band", text(written_bands()[band].id)},
                                 {"count", number(delayed.by_band_of_risk[band])}});
      }
      delays.push_back(Object{{"weeks", text(weeks_or_days(delayed.at_least))},
                              {"by_band", by_band},
                              {"cases", number(delayed.cases)},
                              {"lowered", number(delayed.lowered)},
                              {"apart", text(apart_by_risk(delayed, written_bands()))}});
    }
    data["bands"] = bands;
    data["band_makers"] = text(band_makers_in_words(ranking_.policy().written()));
    data["delays"] = delays;
    const std::vector<html::DelayedCase> all = html::delayed_cases(ranking_);
    List list;
    for (const html::DelayedCase& delayed : all) {
      if (list.size() == kListed) break;
      Object row = link(delayed.place->row);
      row.merge(html::words_of(delayed, ranking_));
      list.push_back(row);
    }
    data["has_delayed"] = Data{!list.empty()};
    data["delayed_words"] = text(html::delayed_in_words(all, ranking_));
    data["delayed_shown"] =
        text(all.size() == list.size()
                 ? ""
                 : "The first " + std::to_string(list.size()) + " of " +
                       std::to_string(all.size()) + "; the others are in the queue.");
    data["delayed"] = list;
  }

  void add_apart(Object& data) const {
    List list;
    for (const ApartCase* apart : apart_) {
      if (list.size() == kListed) break;
      Object row = html::words_of(*apart, ranking_);
      row["anchor"] = text(anchors_[apart->row]);
      list.push_back(row);
    }
    data["has_apart"] = Data{!list.empty()};
    data["apart_words"] =
        text(count_of(ranking_.apart().size(), "case is", "cases are") + " listed apart." +
             " Those on hold and on duty come first, with the risk they would have if they were "
             "awaiting." +
             (ranking_.apart().size() > list.size() ? " The first " + std::to_string(list.size()) +
                                                          " stand here; JSON has all of them."
                                                    : ""));
    data["apart"] = list;
  }

  [[nodiscard]] List findings() const {
    List list;
    for (std::size_t begin = 0; begin < summary_.findings.size();) {
      const FindingKind kind = summary_.findings[begin].kind;
      List cases;
      std::size_t end = begin;
      for (; end < summary_.findings.size() && summary_.findings[end].kind == kind; ++end) {
        const Finding& finding = summary_.findings[end];
        if (cases.size() == kFindingsOfKind) continue;
        cases.push_back(Object{{"case_id", text(ranking_.cases().case_id(finding.row))},
                               {"detail", text(html::with_long_dates(finding.detail))}});
      }
      const std::size_t more = end - begin - cases.size();
      list.push_back(Object{{"kind", text(capitalised(finding_in_words(kind)))},
                            {"count", text(count_of(end - begin, "finding", "findings"))},
                            {"more", more == 0 ? Data{false}
                                               : text("And " + std::to_string(more) +
                                                      " more; --format json lists all.")},
                            {"cases", cases}});
      begin = end;
    }
    return list;
  }

  /// What the rows can be filtered by: what has more than one value.
  [[nodiscard]] List choices() const {
    List list;
    html::Choices bands;
    for (const Place& place : shown_) {
      bands.try_emplace(ranking_.policy().band(place.score.band).id, place.score.band);
    }
    add_choice(list, "band", "Band", bands);
    add_choice(list, "area", "Area", rows_.areas());
    add_choice(list, "team", "Team", rows_.teams());
    return list;
  }

  static void add_choice(List& list,
                         std::string_view key,
                         std::string_view label,
                         const html::Choices& choices) {
    if (choices.size() < 2) return;
    List values;
    for (const auto& [value, index] : choices) {
      values.push_back(Object{{"index", number(index)},
                              {"value", text(value.empty() ? "not recorded" : value)}});
    }
    list.push_back(Object{{"key", text(key)}, {"label", text(label)}, {"values", values}});
  }

  const Ranking& ranking_;
  const Summary& summary_;
  const ChangesSince* since_;  ///< null: no earlier list
  const BoardRecord* record_;  ///< null: it was not recorded
  std::span<const Place> shown_;
  html::CertainMarks certain_;
  html::LikelyDays likely_;
  html::BoardRows rows_;
  std::vector<const ApartCase*> apart_;
  std::vector<std::string> anchors_;  ///< by row of the table; empty where the page has none
};

}  // namespace

std::string render_html(const Ranking& ranking,
                        const Summary& summary,
                        const BoardOptions& options) {
  if (options.extent == BoardExtent::brief) return html::queue_brief(ranking, summary, options);
  return QueueBoard{ranking, summary, options}.document();
}

}  // namespace waitlist
