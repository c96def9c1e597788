#include <waitlist/report/foresight_report.h>

#include "report/foresight_words.h"
#include "report/plain_words.h"
#include "report/text_table.h"

namespace waitlist {
namespace {

/// Cases that a variant helps, named in one sentence.
constexpr std::size_t kBroughtShown = 8;

std::string cell(const std::optional<Day>& day) { return day ? day->text() : "–"; }

std::string table_of(const PolicyForesight& policy, bool has_interval) {
  TextTable table{{{"place", Align::right},
                   {"case", Align::left, 24},
                   {"tier", Align::left, 16},
                   {"waited", Align::right},
                   {"from", Align::left},
                   {"middle", Align::left},
                   {"to", Align::left},
                   {"over", Align::right},
                   {"filed late", Align::right},
                   {"withdrawn", Align::right}}};
  for (const CaseForesight& one : policy.cases) {
    table.add({{std::to_string(std::uint32_t{one.position})},
               {one.case_id},
               {one.tier},
               {std::to_string(one.waited)},
               {has_interval ? cell(one.earliest) : ""},
               {cell(one.middle)},
               {has_interval ? cell(one.latest) : ""},
               {chance_in_figures(one.over_limit)},
               {one.filing_missed ? chance_in_figures(*one.filing_missed) : "no date"},
               {chance_in_figures(one.withdrawn)}});
  }
  return table.text(false, 2);
}

std::string variants_of(const PolicyForesight& policy, std::size_t at_risk) {
  std::string text;
  if (at_risk == 0) return text;
  for (const Brought& one : brought_under(policy)) {
    const std::string number = one.cases.empty() ? "none" : std::to_string(one.cases.size());
    text += paragraph(
        "  ", one.id + " (" + one.title + ") brings " + number +
                  " of them under 10 %, by the upper end of the interval" +
                  (one.cases.empty() ? "." : ": " + first_ids(one.cases, kBroughtShown) + "."));
  }
  return text;
}

}  // namespace

std::string render_text(const Foresight& foresight) {
  std::string text = one_line(foresight.plan.title) + '\n';
  if (!foresight.plan.status_line.empty()) text += paragraph("", foresight.plan.status_line);
  text += '\n' + paragraph("", foresight_in_words(foresight));
  for (const std::string& warning : foresight.warnings) {
    text += '\n' + paragraph("Warning: ", warning);
  }
  for (const PolicyForesight& policy : foresight.policies) {
    text += '\n' + one_line(policy_label(foresight, policy) + ": " + policy.title) + '\n' +
            table_of(policy, foresight.interval_share > 0.0);
    const std::size_t at_risk = cases_at_risk(policy);
    std::string risk = risk_in_words(policy, foresight.limit);
    const std::string open = open_in_words(policy);
    if (!open.empty()) risk += ' ' + open;
    text += paragraph("  ", risk);
    text += variants_of(policy, at_risk);
  }
  return text;
}

}  // namespace waitlist
