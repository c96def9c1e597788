#include "report/condition_words.h"

#include "report/plain_words.h"

namespace waitlist {
namespace {

class ConditionWords {
 public:
  explicit ConditionWords(const CompiledPolicy& policy) : policy_{policy} {}

  std::string operator()(const FactAtLeast& test) const {
    const FactDefinition& fact = fact_named(test.fact);
    if (const auto* level = std::get_if<std::string>(&test.bound)) {
      const std::string more = *level == fact.levels.back().id ? "" : " or more";
      return fact.label + ": \"" + label_of(fact, *level) + "\"" + more;
    }
    const std::string number = std::get<Decimal>(test.bound).text();
    return fact.label + ": " + number +
           (fact.kind == FactKind::checklist ? " marked, or more" : " or more");
  }

  std::string operator()(const FactAnyOf& test) const {
    const FactDefinition& fact = fact_named(test.fact);
    std::vector<std::string> labels;
    for (const std::string& marker : test.markers) {
      labels.push_back("\"" + label_of(fact, marker) + "\"");
    }
    return fact.label + ": " + listed(labels, " or ");
  }

  std::string operator()(const FactWithin& test) const {
    return fact_named(test.fact).label + ": at most " + days_in_words(test.days) +
           (test.measured == MeasuredTo::as_of ? " before the as-of date" : " before listing");
  }

  std::string operator()(const YoungestUnder& test) const {
    return "the youngest child is under " + count_of(test.months.count(), "month", "months");
  }

  std::string operator()(const BandAtLeast& test) const {
    return "the case is in " + tier_in_words(policy_, test.band) + " or a more urgent band";
  }

 private:
  [[nodiscard]] const FactDefinition& fact_named(const std::string& id) const {
    return policy_.schema().fact(policy_.schema().find(id).value_or(0));
  }

  static std::string label_of(const FactDefinition& fact, const std::string& level) {
    const auto place = find_level(fact, level);
    return place ? fact.levels[*place].label : level;
  }

  const CompiledPolicy& policy_;
};

std::vector<std::string> each_in_words(const CompiledPolicy& policy,
                                       const std::vector<Condition>& conditions) {
  std::vector<std::string> words;
  words.reserve(conditions.size());
  for (const Condition& condition : conditions) {
    words.push_back(std::visit(ConditionWords{policy}, condition.test));
  }
  return words;
}

}  // namespace

std::string when_in_words(const CompiledPolicy& policy, const When& when) {
  const std::string all = listed(each_in_words(policy, when.all), "; and ");
  std::string any = listed(each_in_words(policy, when.any), "; or ");
  if (all.empty()) return any;
  return any.empty() ? all : all + "; and one of: " + any;
}

}  // namespace waitlist
