// What a change to an allocation would do, in the forms that are read by programs and browsers.
#include <waitlist/report/allocation_report.h>

#include "base/csv_text.h"
#include "report/allocation_notes.h"
#include "report/allocation_words.h"
#include "report/html/page.h"
#include "report/html/template.h"
#include "report/json_parts.h"
#include "report/plain_words.h"

#include <string>
#include <utility>

namespace waitlist {
namespace {

std::string name_of(const Allocation& allocation,
                    const std::optional<PractitionerIndex>& practitioner) {
  return practitioner ? id_of(allocation, *practitioner) : std::string{};
}

OrderedJson cases_of(const Allocation& allocation, QueuedUnit unit) {
  OrderedJson ids = OrderedJson::array();
  for (const CaseRow row : allocation.units()[unit].rows) {
    ids.push_back(allocation.ranking().cases().case_id(row));
  }
  return ids;
}

OrderedJson person_of(const Allocation& allocation,
                      const std::optional<PractitionerIndex>& practitioner) {
  if (!practitioner) return nullptr;
  return id_of(allocation, *practitioner);
}

}  // namespace

std::string render_text(const std::optional<Impact>& impact,
                        const Allocation& allocation,
                        std::string_view change) {
  if (impact) return render_text(*impact, allocation, change);
  return std::string{change} + ": " + std::string{kImpossibleInWords} + "\n";
}

std::string render_json(const std::optional<Impact>& impact,
                        const Allocation& allocation,
                        std::string_view change) {
  OrderedJson json = stamps_of(allocation);
  json["change"] = change;
  json["possible"] = impact.has_value();
  json["extra"] = nullptr;
  json["moves"] = OrderedJson::array();
  json["displaced"] = OrderedJson::array();
  if (impact) {
    json["extra"] = price_text(allocation, impact->extra);
    if (!allocation.rules().earlier.empty()) json["changes"] = impact->changes;
    if (has_least_shares(allocation)) json["less_of_shares"] = impact->less_of_shares;
    for (const CaseMove& move : impact->moves) {
      json["moves"].push_back({{"cases", cases_of(allocation, move.unit)},
                               {"from", person_of(allocation, move.from)},
                               {"to", person_of(allocation, move.to)}});
    }
    for (const QueuedUnit unit : impact->displaced) {
      json["displaced"].push_back(cases_of(allocation, unit));
    }
  }
  return text_of(json, 1) + "\n";
}

std::string render_csv(const std::optional<Impact>& impact,
                       const Allocation& allocation,
                       std::string_view change) {
  std::string text = "change,possible,extra,case_id,from,to\n";
  const auto add = [&](std::string_view case_id, const std::string& from, const std::string& to) {
    append_csv_cell(text, change);
    text += impact ? ",yes," : ",no,";
    if (impact) text += price_text(allocation, impact->extra);
    for (const std::string_view cell : {case_id, std::string_view{from}, std::string_view{to}}) {
      text += ',';
      append_csv_cell(text, cell);
    }
    text += '\n';
  };
  if (!impact || impact->moves.empty()) add("", "", "");
  if (!impact) return text;
  for (const CaseMove& move : impact->moves) {
    for (const CaseRow row : allocation.units()[move.unit].rows) {
      add(allocation.ranking().cases().case_id(row), name_of(allocation, move.from),
          name_of(allocation, move.to));
    }
  }
  return text;
}

std::string render_html(const std::optional<Impact>& impact,
                        const Allocation& allocation,
                        std::string_view change) {
  using html::List;
  using html::Object;
  using html::text;

  List moves;
  if (impact) {
    for (const CaseMove& move : impact->moves) {
      const auto person = [&](const std::optional<PractitionerIndex>& one) {
        return text(one ? id_of(allocation, *one) : std::string{"nobody"});
      };
      moves.push_back(Object{{"unit", text(unit_in_words(allocation, move.unit))},
                             {"from", person(move.from)},
                             {"to", person(move.to)}});
    }
  }
  std::string words{kImpossibleInWords};
  if (impact) {
    words = "The whole would cost " +
            (impact->extra == Cost{} ? "the same" : extra_in_words(allocation, impact->extra)) +
            changes_in_words(impact->changes) + shares_in_words(impact->less_of_shares) + ".";
    if (impact->moves.empty()) words += " Nothing would move.";
    if (!impact->displaced.empty()) {
      words += " Without a place then: " + units_in_words(allocation, impact->displaced, 20) + ".";
    }
  }
  html::Template page{
      "<h1><bdi>{{change}}</bdi></h1>\n<p class=\"lead\"><bdi>{{words}}</bdi></p>\n"
      "<p>Of the allocation proposed on {{date}} under <bdi>{{policy}}</bdi>. It proposes; a named "
      "manager decides.</p>\n{{#has_moves}}<table>\n<caption>Who would move</caption>\n"
      "<thead><tr><th scope=\"col\">Case</th><th scope=\"col\">From</th><th scope=\"col\">To</th>"
      "</tr></thead>\n<tbody>\n{{#moves}}<tr><th scope=\"row\"><bdi>{{unit}}</bdi></th>"
      "<td><bdi>{{from}}</bdi></td><td><bdi>{{to}}</bdi></td></tr>\n{{/moves}}</tbody>\n</table>\n"
      "{{/has_moves}}<dl class=\"stamps\">\n"
      "<dt>Policy digest</dt><dd><code>{{policy_digest}}</code></dd>\n"
      "<dt>Cases digest</dt><dd><code>{{cases_digest}}</code></dd>\n"
      "<dt>Roster digest</dt><dd><code>{{roster_digest}}</code></dd>\n"
      "<dt>Rules digest</dt><dd><code>{{rules_digest}}</code></dd>\n</dl>\n"};
  const Ranking& ranking = allocation.ranking();
  const PolicyStamp& stamp = ranking.policy().stamp();
  std::string body = page.filled(Object{{"change", text(change)},
                                        {"words", text(words)},
                                        {"date", text(long_date(ranking.as_of()))},
                                        {"policy", text(stamp.id + ' ' + stamp.version)},
                                        {"has_moves", html::Data{!moves.empty()}},
                                        {"moves", moves},
                                        {"policy_digest", text(stamp.digest.hex())},
                                        {"cases_digest", text(ranking.cases().digest().hex())},
                                        {"roster_digest", text(allocation.roster().digest().hex())},
                                        {"rules_digest", text(allocation.rules_digest().hex())}});
  return html::document({std::string{change}, std::move(body), {}});
}

}  // namespace waitlist
