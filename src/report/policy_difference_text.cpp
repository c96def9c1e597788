#include <waitlist/report/policy_report.h>

#include "report/policy_difference.h"
#include "report/text_table.h"

namespace waitlist {
namespace {

std::string named(const CompiledPolicy& policy) {
  return policy.written().title + " (" + policy.stamp().id + " " + policy.stamp().version + ")";
}

/// Rows that differ under the name of their part; no text when none does.
std::string differing(const SectionDifference& section) {
  TextTable table{{{"what", Align::left, 32},
                   {"before", Align::left, 32},
                   {"after", Align::left, 32},
                   {"change"}}};
  for (const PartDifference& part : section.parts) {
    if (part.kind == ChangeKind::same) continue;
    table.add({{part.title, Emphasis::strong}, {""}, {""}, {std::string{to_text(part.kind)}}});
    for (const RowDifference& row : part.rows) {
      if (row.kind == ChangeKind::same) continue;
      table.add({{"  " + row.label}, {row.before}, {row.after}, {change_in_words(row)}});
    }
  }
  return table.rows() == 0 ? "" : "\n" + section.title + "\n" + table.text(false, 2);
}

}  // namespace

std::string render_text(const CompiledPolicy& before, const CompiledPolicy& after) {
  const PolicyDifference found = difference(before, after);
  std::string text =
      paragraph("Before: ", named(before)) + paragraph("After:  ", named(after)) + "\n";
  for (const std::string& sentence : found.summary) text += paragraph("- ", sentence);
  for (const SectionDifference& section : found.sections) text += differing(section);
  return text;
}

}  // namespace waitlist
