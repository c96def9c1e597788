#include <waitlist/report/explanation_report.h>

#include "base/points_text.h"
#include "report/json_parts.h"
#include "report/plain_words.h"
#include "report/text_table.h"

namespace waitlist {
namespace {

std::string places_line(const Comparison& comparison) {
  if (comparison.same_unit) {
    return comparison.above + " and " + comparison.below + " are linked and share place " +
           std::to_string(comparison.position_above) + ".\n";
  }
  std::string text = comparison.above + " is in place " +
                     std::to_string(comparison.position_above) + ", " + comparison.below +
                     " in place " + std::to_string(comparison.position_below) + ".\n";
  for (const auto& [one, lead] : {std::pair{&comparison.above, &comparison.lead_above},
                                  std::pair{&comparison.below, &comparison.lead_below}}) {
    if (*one != *lead)
      text += *one + " is linked with " + *lead + " and stands where that stands.\n";
  }
  return text;
}

std::string more_than_in_words(Points gap) {
  if (gap == Points{0}) return "as many points as ";
  return to_text(gap < Points{0} ? -gap : gap) +
         (gap < Points{0} ? " points fewer than " : " points more than ");
}

std::string differences(const Comparison& comparison) {
  TextTable table{{{"for", Align::left, 36},
                   {comparison.lead_above, Align::left, 24},
                   {"", Align::right},
                   {comparison.lead_below, Align::left, 24},
                   {"", Align::right},
                   {"difference", Align::right}}};
  for (const ContributionDifference& line : comparison.differences) {
    if (line.above == Points{0} && line.below == Points{0}) continue;
    table.add({{line.label},
               {line.answer_above},
               {to_text(line.above)},
               {line.answer_below},
               {to_text(line.below)},
               {signed_points(line.difference())}});
  }
  table.add({{"together"}, {""}, {""}, {""}, {""}, {signed_points(comparison.gap)}});
  return "\n" + comparison.lead_above + " has " + more_than_in_words(comparison.gap) +
         comparison.lead_below + ", fact by fact\n" + table.text(false, 2);
}

}  // namespace

std::string render_text(const Comparison& comparison) {
  std::string text = places_line(comparison) + '\n';
  text += paragraph("", sentence(comparison.sentence));
  text += "The key that decides: " + to_text(comparison.deciding_key) + ".\n";
  if (!comparison.tier_reasons.empty()) {
    text += "\nHow the tiers came about\n";
    for (const std::string& reason : comparison.tier_reasons) text += paragraph("  ", reason);
  }
  return text + differences(comparison);
}

std::string render_json(const Comparison& comparison) {
  OrderedJson json = {{"above", comparison.above},
                      {"below", comparison.below},
                      {"position_above", std::uint32_t{comparison.position_above}},
                      {"position_below", std::uint32_t{comparison.position_below}},
                      {"same_unit", comparison.same_unit},
                      {"lead_above", comparison.lead_above},
                      {"lead_below", comparison.lead_below},
                      {"deciding_key", json_of(comparison.deciding_key)},
                      {"value_above", comparison.value_above},
                      {"value_below", comparison.value_below},
                      {"sentence", comparison.sentence},
                      {"gap", json_of(comparison.gap)},
                      {"tier_reasons", comparison.tier_reasons}};
  json["differences"] = OrderedJson::array();
  for (const ContributionDifference& line : comparison.differences) {
    json["differences"].push_back({{"kind", to_text(line.kind)},
                                   {"id", line.id},
                                   {"label", line.label},
                                   {"answer_above", line.answer_above},
                                   {"answer_below", line.answer_below},
                                   {"above", json_of(line.above)},
                                   {"below", json_of(line.below)},
                                   {"difference", json_of(line.difference())}});
  }
  return text_of(json) + '\n';
}

}  // namespace waitlist
