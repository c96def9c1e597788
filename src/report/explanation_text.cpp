#include <waitlist/report/explanation_report.h>

#include "base/points_text.h"
#include "report/plain_words.h"
#include "report/text_table.h"

namespace waitlist {
namespace {

std::string place_line(const Explanation& explanation, const Ranking& ranking) {
  const Place* place = ranking.find(explanation.case_id);
  std::string text = "Case " + explanation.case_id + " on " + long_date(explanation.as_of);
  if (place != nullptr) {
    text += ": place " + std::to_string(place->position) + " of " +
            std::to_string(ranking.unit_count());
  }
  return text + "\n";
}

std::string head(const Explanation& explanation, const Ranking& ranking) {
  const CompiledPolicy& policy = ranking.policy();
  const Score& score = explanation.score;
  std::string text = place_line(explanation, ranking);
  text += paragraph("", "Policy " + explanation.policy.id + " " + explanation.policy.version +
                            ". " + policy.written().status_line) +
          '\n';
  text += paragraph("Tier:    ", tier_in_words(policy, policy.tier_id(score.tier)));
  text += paragraph("Points:  ", to_text(score.points.used) + ", and between " +
                                     to_text(score.points.least) + " and " +
                                     to_text(score.points.most) + " once everything is known");
  text += paragraph("Waited:  ", days_in_words(score.waited));
  if (!explanation.linked_with.empty()) {
    text += paragraph("Linked:  ", "ranked together with " + listed(explanation.linked_with));
  }
  if (score.filing_date) {
    std::string filing = long_date(*score.filing_date);
    if (score.latest_start) filing += "; work has to start by " + long_date(*score.latest_start);
    text += paragraph("Filing:  ", filing);
  }
  return text;
}

std::string origin(const Contribution& part) {
  const std::string code{to_text(part.provenance)};
  return code.empty() ? std::string{} : "[" + code + "]";
}

std::string sum(const Explanation& explanation) {
  TextTable table{{{"points", Align::right},
                   {"in days", Align::right},
                   {"for", Align::left, 40},
                   {"recorded", Align::left, 44},
                   {"from"}}};
  for (const Contribution& part : explanation.contributions) {
    const bool nothing = part.points == Points{0} && part.kind == ContributionKind::answer;
    if (nothing) continue;
    const Emphasis emphasis =
        part.kind == ContributionKind::unknown ? Emphasis::warning : Emphasis::none;
    table.add({{to_text(part.points)},
               {part.worth ? std::to_string(part.worth->count()) : "-"},
               {part.label},
               {part.answer, emphasis},
               {origin(part)}});
  }
  table.add({{to_text(explanation.score.points.used)}, {""}, {"together"}});
  std::string text = "\nWhat the points are for\n" + table.text(false, 2);
  text += paragraph("  ", "Answers that earn nothing are left out. \"In days\" is how long this "
                          "case would have to wait, at the rate at which it gains now, to earn "
                          "as much; - where waiting earns it nothing now.");
  return text;
}

std::string reasons(const Explanation& explanation) {
  std::string text;
  for (const Contribution& part : explanation.contributions) {
    if (part.points == Points{0} || part.why.empty() || part.sources.empty()) continue;
    text += paragraph("  ", part.label);
    text += paragraph("    ", part.why + " (" + listed(part.sources, "; ") + ")");
  }
  return text.empty() ? text : "\nWhy these count\n" + text;
}

std::string steps(const Explanation& explanation, const CompiledPolicy& policy) {
  std::string text = "\nFrom points to tier\n";
  for (const BandStep& step : explanation.steps) {
    std::string line = step.text;
    if (!step.action.empty()) line += ". " + capitalised(step.action);
    text += paragraph("  " + tier_in_words(policy, step.band) + ": ", line);
  }
  return text;
}

std::string check_line(const Check& check, const CompiledPolicy& policy) {
  std::string text = check.label + ": ";
  switch (check.state) {
    case AnswerState::pending:
      text += "asked for on " + (check.pending_since ? long_date(*check.pending_since) : "?");
      if (check.overdue) text += ", overdue";
      break;
    case AnswerState::unknown: text += "asked, not known"; break;
    case AnswerState::not_asked: text += "nobody has asked"; break;
    case AnswerState::no:
    case AnswerState::given: break;
  }
  return text + "; could add up to " + to_text(check.could_add) + " points and lead to " +
         policy.band(check.band_reached).id;
}

std::string checks(const Explanation& explanation, const CompiledPolicy& policy) {
  if (explanation.checks.empty()) return "\nNothing that is unknown could change the score.\n";
  std::string text = "\nWhat to find out, most influential first\n";
  for (const Check& check : explanation.checks) {
    text += paragraph("  ", check_line(check, policy));
  }
  return text;
}

std::string future(const Explanation& explanation, const CompiledPolicy& policy) {
  std::string text = "\nWhat time will bring\n";
  if (explanation.next_change) {
    const ComingChange& change = *explanation.next_change;
    text += paragraph("  ", "On " + long_date(change.on) + " it moves from " +
                                tier_in_words(policy, change.from) + " to " +
                                tier_in_words(policy, change.to) + ": " + change.cause + ".");
  } else {
    text += "  Time alone will not move it to another tier.\n";
  }
  if (explanation.allocate_by) {
    const bool past = *explanation.allocate_by <= explanation.as_of;
    text += paragraph("  ", (past ? "It had to be allocated from " : "It must be allocated on ") +
                                long_date(*explanation.allocate_by) + ": " +
                                explanation.allocate_by_cause + ".");
  } else {
    text += "  No rule of this policy sets a day on which it must be allocated.\n";
  }
  return text;
}

}  // namespace

std::string render_text(const Explanation& explanation, const Ranking& ranking) {
  const CompiledPolicy& policy = ranking.policy();
  return head(explanation, ranking) + sum(explanation) + reasons(explanation) +
         steps(explanation, policy) + checks(explanation, policy) + future(explanation, policy) +
         "\nThis is a proposal. A named manager decides.\n";
}

}  // namespace waitlist
