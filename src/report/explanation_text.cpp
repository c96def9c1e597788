#include <waitlist/report/explanation_report.h>

#include "base/points_text.h"
#include "queue/faulty_cases.h"
#include "report/explanation_words.h"
#include "report/finding_words.h"
#include "report/plain_words.h"
#include "report/since_words.h"
#include "report/text_table.h"

#include <initializer_list>

namespace waitlist {
namespace {

/// Writes an explanation from top to bottom into one text.
class ExplanationPage {
 public:
  ExplanationPage(const Explanation& explanation, const Ranking& ranking)
      : explanation_{explanation}, ranking_{ranking}, policy_{ranking.policy()} {
    text_.reserve(kUsualSize);
  }

  std::string write() {
    write_head();
    write_sum();
    write_reasons();
    write_steps();
    write_checks();
    write_future();
    text_ += "\nThis is a proposal. A named manager decides.\n";
    return std::move(text_);
  }

 private:
  static constexpr std::size_t kUsualSize = 8192;

  void say(std::string_view first, std::initializer_list<std::string_view> parts) {
    words_.clear();
    for (const std::string_view part : parts) words_ += part;
    append_paragraph(text_, first, words_);
  }

  void write_head() {
    const Score& score = explanation_.score;
    const Place* place = ranking_.find(explanation_.case_id);
    text_.append("Case ").append(explanation_.case_id).append(" on ");
    text_ += long_date(explanation_.as_of);
    if (place != nullptr) {
      text_ += ": place ";
      append_whole(text_, place->position);
      text_ += " of ";
      append_whole(text_, ranking_.unit_count());
      text_ += '\n';
    } else {
      text_ += '\n';
      write_apart();
    }
    say("", {"Policy ", explanation_.policy.id, " ", explanation_.policy.version, ". ",
             policy_.written().status_line});
    text_ += '\n';
    say("Tier:    ", {tier_heading(policy_, score.tier)});
    say("Points:  ", {to_text(score.points.used), ", and between ", to_text(score.points.least),
                      " and ", to_text(score.points.most), " once everything is known"});
    const bool by_wait = is_first_by_wait(policy_, score.tier);
    say("Waited:  ",
        {days_in_words(score.waited), by_wait ? "; whoever has waited longest stands first" : "",
         by_wait && policy_.written().order.front() == OrderKey::tier ? " within a tier" : ""});
    if (!explanation_.linked_with.empty()) {
      say("Linked:  ", {"ranked together with ", listed(explanation_.linked_with)});
    }
    write_faulty_links();
    if (score.filing_date) {
      say("Filing:  ",
          {long_date(*score.filing_date), score.latest_start ? "; work has to start by " : "",
           score.latest_start ? long_date(*score.latest_start) : ""});
    }
  }

  /// Where a case stands that has no place in the queue.
  void write_apart() {
    const ApartCase* apart = ranking_.find_apart(explanation_.case_id);
    if (apart == nullptr) return;
    const auto since = apart_since(ranking_.cases(), apart->row);
    constexpr std::string_view kPremise =
        ". It has no place in the queue. What follows is how it would stand if it were awaiting.";
    say("", {"Listed apart: ", apart_in_words(apart->reason), since ? " since " : "",
             since ? long_date(*since) : "", kPremise});
  }

  void write_faulty_links() {
    if (ranking_.faulty().empty()) return;
    std::vector<Finding> links;
    find_faulty_links(ranking_, links);
    for (const Finding& link : links) {
      if (ranking_.cases().case_id(link.row) == explanation_.case_id)
        say("Linked:  ", {link.detail});
    }
  }

  void write_sum() {
    TextTable table{{{"points", Align::right},
                     {"in days", Align::right},
                     {"for", Align::left, 40},
                     {"recorded", Align::left, 44},
                     {"from"}}};
    for (const Contribution& part : explanation_.contributions) {
      const bool nothing = part.points == Points{0} && part.kind == ContributionKind::answer;
      if (nothing) continue;
      const bool unknown = part.kind == ContributionKind::unknown;
      table.add_cell(to_text(part.points));
      const bool of_wait = part.kind == ContributionKind::waiting;
      table.add_cell(part.worth && !of_wait ? std::to_string(part.worth->count()) : "-");
      table.add_cell(part.label);
      table.add_cell(part.answer, unknown ? Emphasis::warning : Emphasis::none);
      table.add_cell(origin_of(part));
      table.end_row();
    }
    table.add({{to_text(explanation_.score.points.used)}, {""}, {"together"}});
    text_ += "\nWhat the points are for\n";
    table.append_to(text_, false, 2);
    say("  ", {"Answers that earn nothing are left out. \"In days\" is how long this case would "
               "have to wait to earn as much, at its rate of today. There is none for the wait "
               "itself, nor where waiting earns it nothing now."});
  }

  static std::string origin_of(const Contribution& part) {
    std::string code;
    if (part.provenance != Provenance::unstated) {
      code.append("[").append(to_text(part.provenance)).append("]");
    }
    return code;
  }

  void write_reasons() {
    bool begun = false;
    for (const Contribution& part : explanation_.contributions) {
      if (part.points == Points{0} || part.why.empty() || part.sources.empty()) continue;
      if (!begun) text_ += "\nWhy these count\n";
      begun = true;
      say("  ", {part.label});
      words_.assign(part.why).append(" (");
      append_listed(words_, part.sources, "; ");
      words_ += ')';
      append_paragraph(text_, "    ", words_);
    }
  }

  void write_steps() {
    text_ += "\nFrom points to tier\n";
    for (const BandStep& step : explanation_.steps) {
      words_.clear();
      append_step(words_, step);
      append_paragraph(text_, "  " + tier_heading(policy_, step.band) + ": ", words_);
    }
  }

  void write_checks() {
    if (explanation_.checks.empty()) {
      text_ += '\n';
      say("", {without_checks(explanation_)});
      return;
    }
    text_ += "\nWhat to find out, most influential first\n";
    for (const Check& check : explanation_.checks) {
      words_.clear();
      append_check(words_, check, explanation_.score.band, policy_);
      append_paragraph(text_, "  ", words_);
    }
  }

  void write_future() {
    text_ += "\nWhat time will bring\n";
    words_.clear();
    append_next_change(words_, explanation_, policy_);
    append_paragraph(text_, "  ", words_);
    words_.clear();
    append_allocation_day(words_, explanation_);
    append_paragraph(text_, "  ", words_);
  }

  const Explanation& explanation_;
  const Ranking& ranking_;
  const CompiledPolicy& policy_;
  std::string text_;
  std::string words_;  ///< of the paragraph being written
};

}  // namespace

std::string render_text(const Explanation& explanation,
                        const Ranking& ranking,
                        const ChangesSince* since) {
  std::string text = ExplanationPage{explanation, ranking}.write();
  if (since != nullptr) text += since_in_words(*since, explanation.case_id);
  return text;
}

}  // namespace waitlist
