#include <waitlist/cases/answer_text.h>
#include <waitlist/report/least_change_report.h>

#include "report/json_parts.h"
#include "report/plain_words.h"
#include "report/text_table.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace waitlist {
namespace {

constexpr std::size_t kLeastChangesShown = 20;

std::string changed_label(FactIndex fact, const Ranking& ranking) {
  return ranking.policy().schema().fact(fact).label;
}

std::string goal_in_words(const LeastChange& least, const Ranking& ranking) {
  if (const auto* above = std::get_if<AboveCase>(&least.goal)) {
    const Place* other = ranking.find(above->case_id);
    std::string words = "to stand above " + above->case_id;
    if (other != nullptr) words += ", now in place " + std::to_string(other->position);
    return words;
  }
  return "tier " + tier_in_words(ranking.policy(), std::get<InTier>(least.goal).tier);
}

/// How many answers it takes, and how many such changes there are.
std::string size_in_words(const LeastChange& least) {
  const std::size_t size = least.changes.front().answers.size();
  std::string text =
      size == 1 ? "One other answer is enough"
                : std::to_string(size) + " other answers together are enough, and fewer are not";
  return text + (least.changes.size() == 1
                     ? ". There is one such change:"
                     : ". There are " + std::to_string(least.changes.size()) + " such changes:");
}

/// What was tried in vain.
std::string nothing_in_words(const LeastChange& least) {
  if (least.facts_tried == 0) return "No change of facts was tried: there are too many to try.";
  if (least.facts_tried >= least.changed.size()) {
    return "No change of the facts that can be tried is enough: all were tried.";
  }
  const std::string facts =
      least.facts_tried == 1 ? "one fact" : "up to " + std::to_string(least.facts_tried) + " facts";
  return "No change of " + facts + " is enough. Changes of more facts were not tried.";
}

std::string head_of(const LeastChange& least, const Ranking& ranking) {
  const Place* place = ranking.find(least.case_id);
  std::string text = "Case " + least.case_id + " on " + long_date(ranking.as_of());
  if (place != nullptr) {
    text += ": place " + std::to_string(place->position) + " of " +
            std::to_string(ranking.unit_count());
  }
  const PolicyStamp& stamp = ranking.policy().stamp();
  text += '\n' + paragraph("", "Policy " + stamp.id + ' ' + stamp.version + ". " +
                                   ranking.policy().written().status_line);
  text += '\n' + paragraph("Tier:    ", tier_heading(ranking.policy(), least.score.tier));
  text += paragraph("Points:  ", to_text(least.score.points.used));
  text += paragraph("Goal:    ", goal_in_words(least, ranking));
  if (place == nullptr) return text;
  std::vector<std::string> linked;
  for (const Place& one : ranking.unit_of(place->row)) {
    if (one.row != place->row) linked.emplace_back(ranking.cases().case_id(one.row));
  }
  std::ranges::sort(linked);
  if (linked.empty()) return text;
  return text + paragraph("Linked:  ",
                          "with " + listed(linked) + "; they stand where the first of them stands");
}

std::string enough_in_words(const EnoughChange& change, const Ranking& ranking) {
  std::string text;
  for (const ChangedAnswer& one : change.answers) {
    if (!text.empty()) text += "; and ";
    text += changed_label(one.fact, ranking) + ": ";
    text += one.before == one.after
                ? '"' + one.after_in_words + "\" is confirmed"
                : "from \"" + one.before_in_words + "\" to \"" + one.after_in_words + '"';
  }
  return text + ". Then " +
         tier_in_words(ranking.policy(), ranking.policy().tier_id(change.score.tier)) + ", " +
         to_text(change.score.points.used) + " points.";
}

std::string changes_of(const LeastChange& least, const Ranking& ranking) {
  if (least.changes.empty()) return paragraph("", nothing_in_words(least));
  std::string text = paragraph("", size_in_words(least));
  const std::size_t shown = std::min(least.changes.size(), kLeastChangesShown);
  for (std::size_t i = 0; i < shown; ++i) {
    text +=
        paragraph("  " + std::to_string(i + 1) + ". ", enough_in_words(least.changes[i], ranking));
  }
  if (shown < least.changes.size()) {
    text += paragraph("", "There are " + std::to_string(least.changes.size() - shown) +
                              " more; --format json has them all.");
  }
  return text;
}

std::string time_alone(const LeastChange& least) {
  if (!least.last_day) return "No later day could be tried.";
  if (!least.on) {
    return "Time alone does not do it by " + long_date(*least.last_day) +
           ", as long as nothing else is recorded.";
  }
  return "Time alone does it on " + long_date(*least.on) + ", if nothing else is recorded.";
}

std::string premise_of(const LeastChange& least, const Ranking& ranking) {
  std::string text = "\nHow this was found\n";
  text += paragraph("  ",
                    "The case was scored again with each of these answers. All else stays as it "
                    "is: its dates, its children and the other cases. No answer goes back to not "
                    "known, and none newly contradicts another. Facts for monitoring "
                    "only stay as they are.");
  if (!least.left_out.empty()) {
    std::vector<std::string> labels;
    for (const FactIndex fact : least.left_out) labels.push_back(changed_label(fact, ranking));
    text += paragraph("  ", "Too many answers count to try them all: " + listed(labels) + '.');
  }
  return text;
}

OrderedJson json_of_change(const EnoughChange& change, const Ranking& ranking) {
  OrderedJson json = {{"answers", OrderedJson::array()}};
  for (const ChangedAnswer& one : change.answers) {
    const FactDefinition& fact = ranking.policy().schema().fact(one.fact);
    json["answers"].push_back({{"fact", fact.id},
                               {"label", fact.label},
                               {"before", answer_text(fact, one.before)},
                               {"after", answer_text(fact, one.after)}});
  }
  json["tier"] = ranking.policy().tier_id(change.score.tier);
  json["points"] = json_of(change.score.points);
  return json;
}

OrderedJson ids_of_facts(const std::vector<FactIndex>& facts, const Ranking& ranking) {
  OrderedJson ids = OrderedJson::array();
  for (const FactIndex fact : facts) ids.push_back(ranking.policy().schema().fact(fact).id);
  return ids;
}

}  // namespace

std::string render_text(const LeastChange& least, const Ranking& ranking) {
  std::string text = head_of(least, ranking) + '\n';
  if (least.reached) {
    text += paragraph("", "It is there already, so nothing was tried.");
  } else {
    text += changes_of(least, ranking) + '\n' + paragraph("", time_alone(least));
    text += premise_of(least, ranking);
  }
  return text + '\n' +
         paragraph("",
                   "An answer changes when it is not what is true, never to move a case. "
                   "This is no advice and no forecast. A named manager decides.");
}

std::string render_json(const LeastChange& least, const Ranking& ranking) {
  OrderedJson json = {{"case_id", least.case_id},
                      {"as_of", ranking.as_of().text()},
                      {"policy", json_of(ranking.policy().stamp())}};
  if (const auto* above = std::get_if<AboveCase>(&least.goal)) {
    json["goal"] = {{"above", above->case_id}};
  } else {
    json["goal"] = {{"tier", std::get<InTier>(least.goal).tier}};
  }
  json["reached"] = least.reached;
  json["tier"] = ranking.policy().tier_id(least.score.tier);
  json["points"] = json_of(least.score.points);
  json["changes"] = OrderedJson::array();
  for (const EnoughChange& change : least.changes) {
    json["changes"].push_back(json_of_change(change, ranking));
  }
  json["facts_tried"] = least.facts_tried;
  json["facts_changed"] = ids_of_facts(least.changed, ranking);
  json["left_out"] = ids_of_facts(least.left_out, ranking);
  json["time_alone_on"] = json_of(least.on);
  json["days_tried_to"] = json_of(least.last_day);
  return text_of(json) + '\n';
}

}  // namespace waitlist
