#include "allocation/rules_digest.h"

#include "base/canonical_text.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

/// Rules of one kind, each as one text, in byte order.
class RuleTexts {
 public:
  void add(std::initializer_list<std::string_view> parts, std::vector<std::string> words = {}) {
    std::ranges::sort(words);
    std::string text;
    for (const std::string_view part : parts) append_part(text, part);
    for (const std::string& word : words) append_part(text, word);
    texts_.push_back(std::move(text));
  }

  void write(DigestedText& to) {
    std::ranges::sort(texts_);
    to.add_number(static_cast<std::int64_t>(texts_.size()));
    for (const std::string& text : texts_) to.add_part(text);
    texts_.clear();
  }

 private:
  std::vector<std::string> texts_;
};

}  // namespace

Digest rules_digest(const AllocationRules& rules) {
  DigestedText text;
  RuleTexts texts;
  for (const CompetenceNeed& need : rules.needs) {
    texts.add({need.competence, need.may_not_take ? "1" : "0", need.cases.case_id, need.cases.fact},
              need.cases.any_of);
  }
  texts.write(text);
  for (const LoadRule& rule : rules.loads) {
    texts.add({std::to_string(rule.load), rule.cases.case_id, rule.cases.fact}, rule.cases.any_of);
  }
  texts.write(text);
  for (const Instruction& one : rules.instructions) {
    texts.add({to_text(one.kind), one.case_id, one.practitioner_id, one.reason, one.made_by});
  }
  texts.write(text);
  for (const PairPrice& pair : rules.pairs) {
    std::vector<std::string> load;
    if (pair.load) load.push_back("load " + std::to_string(*pair.load));
    texts.add({pair.case_id, pair.practitioner_id, std::to_string(pair.cost.count())},
              std::move(load));
  }
  texts.write(text);
  const PriceWeights& prices = rules.prices;
  for (const std::int64_t number :
       {prices.travel_minute.count(), prices.unknown_travel.count(), prices.continuity.count(),
        prices.continuity_days.count(), prices.full_caseload.count(), prices.full_urgent.count(),
        std::int64_t{rules.has_own_pairs() ? 1 : 0},
        std::int64_t{rules.count == LoadCount::cases ? 1 : 0},
        rules.urgent_tiers ? std::int64_t{*rules.urgent_tiers} : std::int64_t{-1}}) {
    text.add_number(number);
  }
  if (rules.horizon) text.add_number(rules.horizon->count());
  // Rules that say nothing of these keep the digest they had before there were any.
  if (!rules.preferences.empty()) {
    for (const CompetencePreference& one : rules.preferences) {
      texts.add({"prefers", one.competence, one.cases.case_id, one.cases.fact}, one.cases.any_of);
    }
    texts.write(text);
    text.add_number(rules.prices.preference.count());
  }
  if (!rules.kinds.empty()) {
    for (const KindRule& rule : rules.kinds) {
      texts.add({"kind", rule.kind, rule.cases.case_id, rule.cases.fact}, rule.cases.any_of);
    }
    texts.write(text);
  }
  if (!rules.earlier.empty()) {
    for (const EarlierPlace& one : rules.earlier) {
      texts.add({"earlier", one.case_id, one.practitioner_id});
    }
    texts.write(text);
  }
  if (!rules.seconds.empty()) {
    for (const SecondWorkerRule& one : rules.seconds) {
      texts.add({"second", one.competence, one.lead, one.cases.case_id, one.cases.fact},
                one.cases.any_of);
    }
    texts.write(text);
  }
  return text.finish();
}

}  // namespace waitlist
