#include <waitlist/report/ranking_report.h>

#include "base/enumerator_words.h"
#include "policy/policy_tables.h"
#include "queue/faulty_cases.h"
#include "report/ceiling_words.h"
#include "report/due_by_team.h"
#include "report/faulty_words.h"
#include "report/finding_words.h"
#include "report/place_notes.h"
#include "report/plain_words.h"
#include "report/since_words.h"
#include "report/text_table.h"

namespace waitlist {
namespace {

constexpr std::size_t kIdsShown = 8;
constexpr std::size_t kFindingsShown = 5;  ///< of each kind; JSON has all of them

std::string tiers(const Ranking& ranking, const Summary& summary) {
  TextTable table{{{"tier", Align::left, 40}, {"cases", Align::right}}};
  for (std::size_t i = 0; i < summary.by_tier.size(); ++i) {
    table.add(
        {{tier_heading(ranking.policy(), TierIndex{i})}, {std::to_string(summary.by_tier[i])}});
  }
  return table.text(false, 2);
}

std::string delays(const Ranking& ranking, const Summary& summary) {
  std::vector<TableColumn> columns{{"waited at least"}, {"cases", Align::right}};
  const auto& bands = ranking.policy().written().bands;
  for (const BandRule& band : bands) columns.push_back({band.id + " by risk", Align::right});
  columns.push_back({"lowered", Align::right});
  columns.push_back({"on hold or on duty"});
  TextTable table{columns};
  for (const DelayedCount& delayed : summary.delayed) {
    std::vector<TableCell> row{{weeks_or_days(delayed.at_least)}, {std::to_string(delayed.cases)}};
    for (const std::size_t count : delayed.by_band_of_risk) row.push_back({std::to_string(count)});
    row.push_back({std::to_string(delayed.lowered)});
    row.push_back({apart_by_risk(delayed, bands)});
    table.add(row);
  }
  return "\nDelayed cases with their risk\n" + table.text(false, 2) +
         paragraph(
             "  ",
             "By risk: the band of " + band_makers_in_words(ranking.policy().written()) +
                 ", before any manager's decision. Lowered: "
                 "of them, put in a less urgent band by a manager's decision. Cases on hold or on "
                 "duty are not in the other columns.");
}

std::string actions(const Ranking& ranking, const Summary& summary) {
  if (summary.actions.empty()) return {};
  std::string text = "\nTo be done now, whatever the order\n";
  for (const Summary::Action& action : summary.actions) {
    std::vector<std::string> ids;
    for (const CaseRow row : action.rows) {
      if (ids.size() == kIdsShown) break;
      ids.push_back(id_with_status(ranking, row));
    }
    if (action.rows.size() > ids.size()) {
      ids.push_back(std::to_string(action.rows.size() - ids.size()) + " more");
    }
    text += paragraph("  ", label_of_floor(ranking.policy(), action.floor) + ": " + action.action +
                                " Cases: " + listed(ids) + ".");
  }
  return text;
}

std::string upcoming_of(UpcomingKind kind, const Ranking& ranking, const Summary& summary) {
  std::vector<std::string> shown;
  std::size_t count = 0;
  for (const UpcomingDay& day : summary.upcoming) {
    if (day.kind != kind || ++count > kIdsShown) continue;
    const bool tells_mark = kind == UpcomingKind::waited;
    shown.push_back(day.on.text() + ' ' + id_with_status(ranking, day.row) +
                    (tells_mark ? " (" + detail_of(ranking, day) + ')' : ""));
  }
  if (count == 0) return {};
  if (count > shown.size()) shown.push_back(std::to_string(count - shown.size()) + " more");
  return paragraph("  ", capitalised(upcoming_in_words(kind)) + " (" + std::to_string(count) +
                             "): " + listed(shown) + '.');
}

std::string upcoming(const Ranking& ranking, const Summary& summary) {
  if (summary.ahead == Days{0}) return {};
  const std::string ahead = "the next " + days_in_words(summary.ahead);
  if (summary.upcoming.empty()) {
    return "\nIn " + ahead + " time alone brings nothing that has to be seen coming.\n";
  }
  std::string text = "\nIn " + ahead + ", if nothing changes but the day\n";
  visit_enumerators<UpcomingKind>([&](UpcomingKind kind, std::string_view /*word*/) {
    text += upcoming_of(kind, ranking, summary);
    return true;
  });
  return text;
}

/// `SM-0007 (line 17) and 3 more`.
std::string faulty_ids(const Ranking& ranking) {
  std::vector<std::string> ids;
  for (const FaultyCase& faulty : ranking.faulty()) {
    if (ids.size() == kIdsShown) break;
    ids.push_back((faulty.case_id.empty() ? "a row without an id" : clipped(faulty.case_id)) +
                  " (" + place_in_input(faulty) + ")");
  }
  if (ranking.faulty().size() > ids.size()) {
    ids.push_back(std::to_string(ranking.faulty().size() - ids.size()) + " more");
  }
  return listed(ids);
}

std::string findings(const Ranking& ranking, const Summary& summary) {
  if (summary.findings.empty()) return '\n' + std::string{nothing_found(ranking)} + '\n';
  std::string text = "\nTo be put right in the data\n";
  for (std::size_t begin = 0; begin < summary.findings.size();) {
    const FindingKind kind = summary.findings[begin].kind;
    std::size_t end = begin;
    while (end < summary.findings.size() && summary.findings[end].kind == kind) ++end;
    text += paragraph("  ", capitalised(finding_in_words(kind)) + ": " +
                                count_of(end - begin, "finding", "findings"));
    for (std::size_t i = begin; i < end && i < begin + kFindingsShown; ++i) {
      const Finding& finding = summary.findings[i];
      text += paragraph("    ",
                        std::string{ranking.cases().case_id(finding.row)} + ": " + finding.detail);
    }
    if (end - begin > kFindingsShown) {
      text += "    and " + std::to_string(end - begin - kFindingsShown) +
              " more (--format json lists all)\n";
    }
    begin = end;
  }
  return text;
}

}  // namespace

std::string render_text(const Summary& summary, const Ranking& ranking, const ChangesSince* since) {
  const PolicyStamp& stamp = ranking.policy().stamp();
  std::string text = "Policy " + stamp.id + " " + stamp.version + ", digest " +
                     stamp.digest.hex().substr(0, 16) + "; cases digest " +
                     ranking.cases().digest().hex().substr(0, 16) + "; as of " +
                     ranking.as_of().text() + ".\n";
  const std::string part = part_in_words(ranking);
  if (!part.empty()) text += paragraph("", part);
  text += paragraph("", summary_counts(summary)) + '\n';
  if (!ranking.faulty().empty()) {
    text += std::string{kFaultyHeading} + ": " + faulty_ids(ranking) + ".\n\n";
  }
  text += tiers(ranking, summary);
  text += '\n' + paragraph("", must_allocate_in_words(summary, ranking) + ". " +
                                   count_of(summary.provisional, "place is", "places are") +
                                   " provisional, since " +
                                   (ranking.policy().tables().valid_days.empty()
                                        ? "unknown"
                                        : "unknown or out-of-date") +
                                   " answers could change the band. " + due_by_team(ranking));
  text += delays(ranking, summary);
  text += actions(ranking, summary);
  text += upcoming(ranking, summary);
  text += findings(ranking, summary);
  if (since != nullptr) text += since_in_words(*since);
  return text;
}

}  // namespace waitlist
