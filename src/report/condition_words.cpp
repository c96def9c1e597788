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
      return fact.label + ": " + bound(fact, test.bound) + more;
    }
    return fact.label + ": " + bound(fact, test.bound) +
           (fact.kind == FactKind::checklist ? " marked, or more" : " or more");
  }

  std::string operator()(const FactAtMost& test) const {
    const FactDefinition& fact = fact_named(test.fact);
    if (const auto* level = std::get_if<std::string>(&test.bound)) {
      const std::string less = *level == fact.levels.front().id ? "" : " or less";
      return fact.label + ": " + bound(fact, test.bound) + less +
             (fact.no_is_answer ? ", or \"no\"" : "");
    }
    return fact.label + ": " + bound(fact, test.bound) +
           (fact.kind == FactKind::checklist ? " marked, or fewer" : " or fewer");
  }

  std::string operator()(const FactBetween& test) const {
    const FactDefinition& fact = fact_named(test.fact);
    return fact.label + ": from " + bound(fact, test.from) + " to " + bound(fact, test.to) +
           (fact.kind == FactKind::checklist ? " marked" : "");
  }

  std::string operator()(const FactIs& test) const {
    const FactDefinition& fact = fact_named(test.fact);
    return fact.label + ": " + bound(fact, test.value);
  }

  std::string operator()(const FactWithinMonths& test) const {
    return fact_named(test.fact).label + ": at most " + time(test.number, test.unit) +
           before(test.measured);
  }

  std::string operator()(const FactOlder& test) const {
    return fact_named(test.fact).label + ": more than " + time(test.number, test.unit) +
           before(test.measured);
  }

  std::string operator()(const FactIsUnknown& test) const {
    return fact_named(test.fact).label + ": not known";
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
           before(test.measured);
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

  /// A level in quotes, or a number.
  static std::string bound(const FactDefinition& fact, const ConditionBound& bound) {
    if (const auto* level = std::get_if<std::string>(&bound)) {
      return "\"" + label_of(fact, *level) + "\"";
    }
    return std::get<Decimal>(bound).text();
  }

  static std::string time(std::int64_t number, DateUnit unit) {
    switch (unit) {
      case DateUnit::days: return days_in_words(Days{number});
      case DateUnit::months: return count_of(number, "month", "months");
      case DateUnit::years: return count_of(number, "year", "years");
    }
    return {};
  }

  static const char* before(MeasuredTo measured) {
    return measured == MeasuredTo::as_of ? " before the as-of date" : " before listing";
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
    const std::string one = std::visit(ConditionWords{policy}, condition.test);
    words.push_back(condition.negated ? "known not to hold: " + one : one);
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

std::string counts_where_in_words(const CompiledPolicy& policy, const When& when) {
  return when.empty() ? "" : "Counts only where this holds: " + when_in_words(policy, when) + ".";
}

}  // namespace waitlist
