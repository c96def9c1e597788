#include <embedded/policy_difference_mustache.h>
#include <waitlist/report/policy_report.h>

#include "policy/policy_tables.h"
#include "report/html/page.h"
#include "report/html/plot.h"
#include "report/html/policy_charts.h"
#include "report/html/template.h"
#include "report/policy_difference.h"

namespace waitlist {
namespace {

using html::List;
using html::Object;
using html::text;

std::string_view css_class(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::same: return "soft";
    case ChangeKind::changed: return "warn";
    case ChangeKind::added: return "calm";
    case ChangeKind::removed: return "alarm";
  }
  return "";
}

std::string or_dash(const std::string& value) { return value.empty() ? "\u2013" : value; }

/// What fills policy_difference.mustache.
class DifferencePage {
 public:
  DifferencePage(const CompiledPolicy& before, const CompiledPolicy& after)
      : before_{before}, after_{after}, difference_{difference(before, after)} {}

  [[nodiscard]] std::string document() const {
    Object page;
    page["before_title"] = text(before_.written().title);
    page["after_title"] = text(after_.written().title);
    page["before_name"] = text(name_of(before_));
    page["after_name"] = text(name_of(after_));
    add_head(page);
    List sections;
    for (const SectionDifference& section : difference_.sections) {
      sections.push_back(section_of(section));
    }
    page["sections"] = sections;
    return html::document(
        {.title = "From " + before_.written().title + " to " + after_.written().title,
         .body = html::Template{embedded::policy_difference_mustache()}.filled(page),
         .script = ""});
  }

 private:
  static std::string name_of(const CompiledPolicy& policy) {
    return policy.stamp().id + " " + policy.stamp().version;
  }

  void add_head(Object& page) const {
    List figures;
    for (const ChangeKind kind :
         {ChangeKind::added, ChangeKind::removed, ChangeKind::changed, ChangeKind::same}) {
      figures.push_back(Object{{"figure", text("Rules " + std::string{to_text(kind)})},
                               {"value", text(std::to_string(parts_of(difference_, kind)))}});
    }
    page["figures"] = figures;
    page["summary"] = html::sentences(difference_.summary);
    List policies;
    for (const CompiledPolicy* policy : {&before_, &after_}) {
      policies.push_back(Object{{"when", text(policy == &before_ ? "Before" : "After")},
                                {"name", text(name_of(*policy))},
                                {"status_line", text(policy->written().status_line)},
                                {"digest", text(policy->stamp().digest.hex())}});
    }
    page["policies"] = policies;
  }

  static std::string figure(const html::Plot& plot) {
    return "<figure class=\"chart\">" + svg(plot) + "</figure>\n";
  }

  /// Both functions in one picture; none where neither policy has it.
  [[nodiscard]] std::string chart_of(std::string_view section) const {
    const Policy& was = before_.written();
    const Policy& is = after_.written();
    if (section == "waiting" && (was.waiting || is.waiting)) {
      return figure(html::waiting_plot(before_, after_));
    }
    // No picture is true of every case where a row has conditions.
    const PolicyTables& earlier = before_.tables();
    const PolicyTables& later = after_.tables();
    const bool ages = !earlier.age_where && !later.age_where;
    const bool slack = !earlier.slack_where && !later.slack_where;
    if (section == "age" && ages && (was.age || is.age)) {
      return figure(html::age_plot(before_, after_));
    }
    if (section == "filing" && slack && (was.filing || is.filing)) {
      return figure(html::filing_plot(before_, after_));
    }
    return "";
  }

  static Object differing(const PartDifference& part) {
    List rows;
    for (const RowDifference& row : part.rows) {
      const bool stands_out = part.kind == ChangeKind::changed && row.kind != ChangeKind::same;
      rows.push_back(Object{{"row_class", text(stands_out ? "differs" : "")},
                            {"label", text(row.label)},
                            {"before", text(or_dash(row.before))},
                            {"after", text(or_dash(row.after))},
                            {"change", text(change_in_words(row))}});
    }
    return Object{{"part", text(part.title)},
                  {"part_class", text(css_class(part.kind))},
                  {"part_change", text(to_text(part.kind))},
                  {"rows", rows}};
  }

  static Object same(const PartDifference& part) {
    List rows;
    for (const RowDifference& row : part.rows) {
      rows.push_back(Object{{"same_label", text(row.label)}, {"same_value", text(row.after)}});
    }
    return Object{{"same_part", text(part.title)}, {"same_rows", rows}};
  }

  [[nodiscard]] Object section_of(const SectionDifference& section) const {
    List differ;
    List alike;
    for (const PartDifference& part : section.parts) {
      if (part.kind == ChangeKind::same) {
        alike.push_back(same(part));
      } else {
        differ.push_back(differing(part));
      }
    }
    return Object{{"section_id", text(section.id)},
                  {"section", text(section.title)},
                  {"section_change", text(changes_in_words(section))},
                  {"is_empty", html::Data{section.parts.empty()}},
                  {"chart", text(chart_of(section.id))},
                  {"has_differing", html::Data{!differ.empty()}},
                  {"differing", differ},
                  {"has_same", html::Data{!alike.empty()}},
                  {"same_count", text(std::to_string(alike.size()))},
                  {"same", alike}};
  }

  const CompiledPolicy& before_;
  const CompiledPolicy& after_;
  PolicyDifference difference_;
};

}  // namespace

std::string render_html(const CompiledPolicy& before, const CompiledPolicy& after) {
  return DifferencePage{before, after}.document();
}

}  // namespace waitlist
