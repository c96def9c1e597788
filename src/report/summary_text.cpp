#include <waitlist/report/ranking_report.h>

#include "report/plain_words.h"
#include "report/text_table.h"

namespace waitlist {
namespace {

constexpr std::size_t kIdsShown = 8;
constexpr std::size_t kFindingsShown = 5;  ///< of each kind; JSON has all of them

std::int64_t whole(std::size_t count) { return static_cast<std::int64_t>(count); }

const char* heading_of(FindingKind kind) {
  switch (kind) {
    case FindingKind::birth_date_unknown: return "date of birth not known";
    case FindingKind::no_child_recorded: return "no child recorded";
    case FindingKind::turned_18: return "a child has turned 18";
    case FindingKind::linked_case_absent: return "linked case not on this list";
    case FindingKind::filing_date_passed: return "filing date has passed";
    case FindingKind::hold_ended: return "hold has ended";
    case FindingKind::decision_expired: return "manager's decision has expired";
    case FindingKind::decision_without_effect: return "manager's decision changes nothing";
    case FindingKind::check_overdue: return "check overdue";
    case FindingKind::pending_in_future: return "asked for after the as-of date";
  }
  return "";
}

std::string counts_line(const Summary& summary) {
  std::string text = count_of(whole(summary.ranked), "case", "cases") + " ranked";
  if (summary.units != summary.ranked) {
    text += " in " + count_of(whole(summary.units), "place", "places") +
            " (linked cases share one)";
  }
  std::vector<std::string> apart;
  for (std::size_t i = 0; i < summary.apart.size(); ++i) {
    if (summary.apart[i] == 0) continue;
    apart.push_back(std::to_string(summary.apart[i]) + " " +
                    std::string{to_text(static_cast<ApartReason>(i))});
  }
  if (!apart.empty()) text += "; listed apart: " + listed(apart);
  return paragraph("", text + ".");
}

std::string tiers(const Ranking& ranking, const Summary& summary) {
  TextTable table{{{"tier", Align::left, 40}, {"cases", Align::right}}};
  for (std::size_t i = 0; i < summary.by_tier.size(); ++i) {
    table.add(
        {{tier_in_words(ranking.policy(), ranking.policy().tier_id(static_cast<TierIndex>(i)))},
         {std::to_string(summary.by_tier[i])}});
  }
  return table.text(false, 2);
}

std::string delays(const Ranking& ranking, const Summary& summary) {
  std::vector<TableColumn> columns{{"waited at least"}, {"cases", Align::right}};
  const auto& bands = ranking.policy().written().bands;
  for (const BandRule& band : bands) columns.push_back({band.id + " by risk", Align::right});
  TextTable table{columns};
  for (const DelayedCount& delayed : summary.delayed) {
    std::vector<TableCell> row{{std::to_string(delayed.at_least.count() / 7) + " weeks"},
                               {std::to_string(delayed.cases)}};
    for (const std::size_t count : delayed.by_band_of_risk) row.push_back({std::to_string(count)});
    table.add(std::move(row));
  }
  return "\nDelayed cases with their risk\n" + table.text(false, 2);
}

std::string actions(const Ranking& ranking, const Summary& summary) {
  if (summary.actions.empty()) return {};
  std::string text = "\nTo be done now, whatever the order\n";
  for (const Summary::Action& action : summary.actions) {
    std::vector<std::string> ids;
    for (const CaseRow row : action.rows) {
      if (ids.size() == kIdsShown) break;
      ids.emplace_back(ranking.cases().case_id(row));
    }
    if (action.rows.size() > ids.size()) {
      ids.push_back(std::to_string(action.rows.size() - ids.size()) + " more");
    }
    text += paragraph("  ", action.floor + ": " + action.action + " Cases: " + listed(ids) + ".");
  }
  return text;
}

std::string findings(const Ranking& ranking, const Summary& summary) {
  if (summary.findings.empty()) return "\nNothing in the data needs to be put right.\n";
  std::string text = "\nTo be put right in the data\n";
  for (std::size_t begin = 0; begin < summary.findings.size();) {
    const FindingKind kind = summary.findings[begin].kind;
    std::size_t end = begin;
    while (end < summary.findings.size() && summary.findings[end].kind == kind) ++end;
    text += paragraph("  ", capitalised(heading_of(kind)) + ": " +
                                count_of(whole(end - begin), "finding", "findings"));
    for (std::size_t i = begin; i < end && i < begin + kFindingsShown; ++i) {
      const Finding& finding = summary.findings[i];
      text += paragraph("    ", std::string{ranking.cases().case_id(finding.row)} + ": " +
                                    finding.detail);
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

std::string render_text(const Summary& summary, const Ranking& ranking) {
  const PolicyStamp& stamp = ranking.policy().stamp();
  std::string text = "Policy " + stamp.id + " " + stamp.version + ", digest " +
                     stamp.digest.hex().substr(0, 16) + "; cases digest " +
                     ranking.cases().digest().hex().substr(0, 16) + "; as of " +
                     ranking.as_of().text() + ".\n";
  text += counts_line(summary) + '\n';
  text += tiers(ranking, summary);
  text += "\n" + count_of(whole(summary.must_allocate), "case", "cases") +
          " must be allocated; " + count_of(whole(summary.provisional), "place is", "places are") +
          " provisional, because unknown answers could change the band.\n";
  text += delays(ranking, summary);
  text += actions(ranking, summary);
  text += findings(ranking, summary);
  return text;
}

}  // namespace waitlist
