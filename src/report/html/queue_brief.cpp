#include "report/html/queue_brief.h"

#include <embedded/queue_brief_mustache.h>

#include "base/enumerator_words.h"
#include "report/faulty_words.h"
#include "report/finding_words.h"
#include "report/html/apart_cases.h"
#include "report/html/page.h"
#include "report/html/template.h"
#include "report/place_notes.h"
#include "report/plain_words.h"
#include "report/shown_places.h"
#include "report/since_words.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <vector>

namespace waitlist::html {
namespace {

constexpr std::size_t kFaultyShown = 40;  ///< a sheet of paper is no place for thousands

std::string named(std::string_view name) {
  return name.empty() ? "No team recorded" : std::string{name};
}

class QueueBrief {
 public:
  QueueBrief(const Ranking& ranking, const Summary& summary, const BoardOptions& options)
      : ranking_{ranking},
        summary_{summary},
        since_{options.since},
        shown_{shown_places(ranking, options.top)} {}

  [[nodiscard]] std::string document() const {
    const std::string date = long_date(ranking_.as_of());
    const PolicyStamp& stamp = ranking_.policy().stamp();
    const std::string part = part_in_words(ranking_);
    Object data{{"date", text(date)},
                {"counts", text((part.empty() ? "" : part + ' ') + summary_counts(summary_))},
                {"policy", text(stamp.id + ' ' + stamp.version)},
                {"status_line", text(ranking_.policy().written().status_line)},
                {"due_words", text(must_allocate_in_words(summary_, ranking_) + ".")},
                {"due", due()},
                {"delays", delays()},
                {"queue", queue()},
                {"shown_words", text(shown_words())},
                {"policy_digest", text(stamp.digest.hex())},
                {"cases_digest", text(ranking_.cases().digest().hex())},
                {"since", since_ == nullptr ? Data{false} : text(since_in_words(*since_))}};
    add_faulty(data);
    add_list(data, "actions", actions());
    add_list(data, "upcoming", upcoming());
    add_list(data, "apart", apart());
    add_list(data, "findings", findings());
    data["ahead"] = text(days_in_words(summary_.ahead));
    Template page{embedded::queue_brief_mustache()};
    return html::document(
        {"Allocation queue on " + date + ", in brief", page.filled(data), "", ""});
  }

 private:
  static void add_list(Object& data, const std::string& name, const List& list) {
    data["has_" + name] = Data{!list.empty()};
    data[name] = list;
  }

  void add_faulty(Object& data) const {
    data["has_faulty"] = Data{!ranking_.faulty().empty()};
    if (ranking_.faulty().empty()) return;
    List rows;
    for (const FaultyInWords& row : faulty_in_words(ranking_)) {
      if (rows.size() == kFaultyShown) break;
      std::string faults;
      for (const std::string& fault : row.faults) faults += (faults.empty() ? "" : "; ") + fault;
      rows.push_back(Object{
          {"case_id", text(row.case_id)}, {"place", text(row.place)}, {"faults", text(faults)}});
    }
    const std::size_t more = ranking_.faulty().size() - rows.size();
    data["faulty_heading"] = text(kFaultyHeading);
    data["faulty_words"] = text(faulty_sentence(ranking_));
    data["faulty_more"] =
        more == 0 ? Data{false}
                  : text("And " + std::to_string(more) + " more; --format json lists all.");
    data["faulty"] = rows;
  }

  [[nodiscard]] List actions() const {
    List list;
    for (const Summary::Action& action : summary_.actions) {
      std::string cases;
      for (const CaseRow row : action.rows) {
        const std::string_view team = ranking_.cases().team(row);
        cases += (cases.empty() ? "" : ", ") + id_with_status(ranking_, row);
        if (!team.empty()) cases += " (" + std::string{team} + ')';
      }
      list.push_back(Object{{"action", text(action.action)},
                            {"rule", text(label_of_floor(ranking_.policy(), action.floor))},
                            {"cases", text(cases)}});
    }
    return list;
  }

  /// Those that must be allocated, team by team.
  [[nodiscard]] List due() const {
    std::map<std::string_view, List> by_team;
    for (const Place& place : ranking_.places()) {
      if (!place.score.must_allocate) continue;
      const auto day = allocate_by(ranking_, place.row, place.score);
      by_team[ranking_.cases().team(place.row)].push_back(
          Object{{"case_id", text(ranking_.cases().case_id(place.row))},
                 {"position", number(place.position)},
                 {"since", day ? text(long_date(*day)) : Data{false}}});
    }
    List teams;
    const auto add = [&teams](std::string_view team, const List& cases) {
      teams.push_back(Object{{"team", text(named(team))},
                             {"count", text(count_of(cases.size(), "case", "cases"))},
                             {"cases", cases}});
    };
    for (const auto& [team, cases] : by_team) {
      if (!team.empty()) add(team, cases);
    }
    if (const auto unnamed = by_team.find(""); unnamed != by_team.end()) add("", unnamed->second);
    return teams;
  }

  [[nodiscard]] List delays() const {
    List list;
    for (const DelayedCount& delayed : summary_.delayed) {
      list.push_back(Object{{"weeks", text(weeks_or_days(delayed.at_least))},
                            {"cases", text(count_of(delayed.cases, "case", "cases"))}});
    }
    return list;
  }

  [[nodiscard]] List upcoming() const {
    std::map<UpcomingKind, std::size_t> counts;
    for (const UpcomingDay& day : summary_.upcoming) ++counts[day.kind];
    List list;
    for (const auto& [kind, count] : counts) {
      list.push_back(
          Object{{"kind", text(capitalised(upcoming_in_words(kind)))}, {"count", number(count)}});
    }
    return list;
  }

  [[nodiscard]] std::string shown_words() const {
    if (shown_.size() == ranking_.places().size()) {
      return shown_.empty() ? std::string{nobody_ranked(ranking_)} : "";
    }
    return "The first " + std::to_string(shown_.size()) + " of " +
           count_of(ranking_.places().size(), "case stands", "cases stand") + " here.";
  }

  /// A line for each case, under the headings of the tiers.
  [[nodiscard]] List queue() const {
    List tiers;
    const CompiledPolicy& policy = ranking_.policy();
    for (std::size_t begin = 0; begin < shown_.size();) {
      const TierIndex tier = tier_of_unit(shown_[begin]);
      List rows;
      for (; begin < shown_.size() && tier_of_unit(shown_[begin]) == tier; ++begin) {
        rows.push_back(row(shown_[begin]));
      }
      tiers.push_back(Object{{"tier", text(tier_heading(policy, tier))},
                             {"count", text(count_of(rows.size(), "case", "cases"))},
                             {"rows", rows}});
    }
    return tiers;
  }

  [[nodiscard]] TierIndex tier_of_unit(const Place& place) const {
    return ranking_.unit_of(place.row).front().score.tier;
  }

  [[nodiscard]] Object row(const Place& place) const {
    const Score& score = place.score;
    std::string words = ranking_.policy().band(score.band).id;
    if (score.must_allocate) words += ", must be allocated";
    if (score.provisional()) words += ", could be another band";
    if (ranking_.unit_of(place.row).size() > 1) words += ", linked";
    const std::string_view team = ranking_.cases().team(place.row);
    return Object{{"position", number(place.position)},
                  {"case_id", text(ranking_.cases().case_id(place.row))},
                  {"words", text(words)},
                  {"waited", text(count_of(score.waited.count(), "day", "days"))},
                  {"team", team.empty() ? Data{false} : text(team)}};
  }

  [[nodiscard]] List apart() const {
    List list;
    for (const ApartCase* apart : apart_by_risk_first(ranking_)) {
      if (!apart->score) continue;
      const std::string_view team = ranking_.cases().team(apart->row);
      list.push_back(
          Object{{"case_id", text(ranking_.cases().case_id(apart->row))},
                 {"status", text(apart_in_words(apart->reason))},
                 {"band", text(ranking_.policy().band(apart->score->band).id)},
                 {"team", team.empty() ? Data{false} : text(team)},
                 {"waited", text(count_of(apart->score->waited.count(), "day", "days"))}});
    }
    return list;
  }

  [[nodiscard]] List findings() const {
    std::map<FindingKind, std::size_t> counts;
    for (const Finding& finding : summary_.findings) ++counts[finding.kind];
    List list;
    for (const auto& [kind, count] : counts) {
      list.push_back(
          Object{{"kind", text(capitalised(finding_in_words(kind)))}, {"count", number(count)}});
    }
    return list;
  }

  const Ranking& ranking_;
  const Summary& summary_;
  const ChangesSince* since_;  ///< null: no earlier list
  std::span<const Place> shown_;
};

}  // namespace

std::string queue_brief(const Ranking& ranking,
                        const Summary& summary,
                        const BoardOptions& options) {
  return QueueBrief{ranking, summary, options}.document();
}

}  // namespace waitlist::html
