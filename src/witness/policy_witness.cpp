#include <waitlist/witness/policy_witness.h>

#include "base/check.h"
#include "scoring/answer_words.h"
#include "witness/listing_classes.h"
#include "witness/same_bands.h"
#include "witness/witness_model.h"
#include "witness/witness_search.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace waitlist {
namespace {

/// The best of several searches, and a bound on all.
struct SearchedMost {
  std::int64_t found = std::numeric_limits<std::int64_t>::min();
  std::int64_t at_most = std::numeric_limits<std::int64_t>::min();
  std::optional<Case> witness;
};

/// Searches for the greatest difference of one aim, the first policy less the second.
class MostSearch {
 public:
  MostSearch(const CompiledPolicy& up,
             const CompiledPolicy& down,
             Day as_of,
             Day first,
             std::uint64_t steps)
      : up_{up}, down_{down}, as_of_{as_of}, first_{first}, search_{steps} {}

  SearchedMost run(WitnessAim aim) {
    SearchedMost most;
    const WitnessModel model = written(aim, DownSum::full);
    search(model, most);
    if (has_limit_below(model)) search(written(aim, DownSum::known), most);
    return most;
  }

 private:
  [[nodiscard]] WitnessModel written(WitnessAim aim, DownSum down) const {
    // So that all days together stay within what can be waited for.
    constexpr std::int64_t kStepsOfAllDays = 2'000'000;
    WitnessModel model{up_, down_, as_of_};
    const std::int64_t days = (as_of_ - first_).count() + 1;
    const auto each = std::clamp<std::int64_t>(kStepsOfAllDays / days, 20, 2'000);
    model.date_steps_max = static_cast<std::size_t>(each);
    write_model(model, aim, down);
    return model;
  }

  void search(const WitnessModel& model, SearchedMost& most) {
    PossibleParts parts{model};
    const std::vector<ListingClass> classes = parts.classes(first_);
    for (const ListingClass& one : classes) {
      if (search_.exhausted() && most.witness) {
        note_bound(model, most);
        return;
      }
      search(parts, one, most);
    }
  }

  void search(const PossibleParts& parts, const ListingClass& one, SearchedMost& most) {
    const WitnessModel& model = parts.model();
    const NetFront front = search_.front(simplified(filled(model, one)), most.found);
    for (const NetAims& bound : front.bounds) {
      most.at_most = std::max(most.at_most, bound.value());
    }
    for (const NetChoice& choice : front.found) {
      if (choice.aims.value() <= most.found) continue;
      most.found = choice.aims.value();
      most.witness = case_of(parts, one, choice);
    }
  }

  /// The network of a class: leaves with what they read of each option.
  [[nodiscard]] Network filled(const WitnessModel& model, const ListingClass& one) const {
    Network network = model.network;
    for (std::size_t variable = 0; variable < model.leaves.size(); ++variable) {
      const auto options = options_of(model, one, variable);
      network.options[variable] = options.size();
      network.relaxed[variable] = one.relaxed[variable];
      for (std::size_t leaf = 0; leaf < model.leaves[variable].size(); ++leaf) {
        NetNode& node = network.nodes[model.leaves[variable][leaf].node];
        node.table.reserve(options.size());
        for (const LeafReading& reading : options) node.table.push_back(reading[leaf]);
        if (one.relaxed[variable] || options.empty()) continue;
        const auto [least, greatest] = std::ranges::minmax(node.table);
        node.least = least;
        node.most = greatest;
      }
    }
    return network;
  }

  [[nodiscard]] std::vector<LeafReading> options_of(const WitnessModel& model,
                                                    const ListingClass& one,
                                                    std::size_t variable) const {
    if (variable != kListingVariable) return one.options[variable];
    std::vector<LeafReading> options;
    options.reserve(one.days.size());
    for (const Day day : one.days) {
      options.push_back(reading_of(model, variable, {{}, {day, as_of_}, std::nullopt, nullptr}));
    }
    return options;
  }

  [[nodiscard]] Case case_of(const PossibleParts& parts,
                             const ListingClass& one,
                             const NetChoice& choice) const {
    // What counts for nothing may be anything.
    const auto option = [&](std::size_t variable) {
      const auto at = choice.options.find(variable);
      return at == choice.options.end() ? std::size_t{0} : at->second;
    };
    Case possible;
    possible.case_id = "possible";
    possible.listed_on = one.days[option(kListingVariable)];
    const auto reading = [&](std::size_t variable) {
      return one.options[variable][option(variable)];
    };
    if (parts.asks(kFilingVariable)) {
      possible.filing_date = parts.filing_date(possible.listed_on, reading(kFilingVariable));
    }
    possible.no_filing_date = !possible.filing_date;
    if (parts.asks(kFamilyVariable)) {
      const auto births = parts.births(possible.listed_on, reading(kFamilyVariable));
      possible.children.reserve(births.size());
      for (const auto& born : births) {
        possible.children.push_back({born});
      }
    }
    possible.answers.resize(up_.schema().facts().size());
    for (std::size_t i = 0; i < possible.answers.size(); ++i) {
      const std::size_t variable = kFirstFactVariable + i;
      if (!parts.asks(variable)) continue;
      possible.answers[i] = parts.answer(FactIndex{i}, possible.listed_on, reading(variable));
    }
    return possible;
  }

  /// Of all classes at once, where there are more than are searched.
  void note_bound(const WitnessModel& model, SearchedMost& most) const {
    Network network = model.network;
    for (const WitnessLeaf& leaf : model.leaves[kListingVariable]) {
      NetNode& node = network.nodes[leaf.node];
      node.least = std::numeric_limits<std::int64_t>::max();
      node.most = std::numeric_limits<std::int64_t>::min();
      for (Day day = as_of_;; day = day - Days{1}) {
        const std::int64_t points = leaf.read({{}, {day, as_of_}, std::nullopt, nullptr});
        node.least = std::min(node.least, points);
        node.most = std::max(node.most, points);
        if (day <= first_) break;
      }
    }
    const auto [first, second] = most_of(network);
    most.at_most = std::max(most.at_most, std::min(first, second));
  }

  const CompiledPolicy& up_;
  const CompiledPolicy& down_;
  Day as_of_;
  Day first_;
  NetSearch search_;
};

Score score_of(const CaseTable& cases, const CompiledPolicy& policy, Day as_of) {
  const UnitFacts unit = unit_facts(cases, policy, cases.unit(CaseRow{0}), as_of);
  return score_on(policy, score_facts(cases, policy, CaseRow{0}, unit, as_of), unit, as_of);
}

/// The facts that rules of either policy, or contradictions, look at.
std::vector<WitnessFact> told_facts(const Case& possible, const CompiledPolicy& policy) {
  ExplanationTexts texts{policy};
  std::vector<WitnessFact> told;
  for (std::size_t i = 0; i < possible.answers.size(); ++i) {
    const Answer answer = possible.answers[i];
    if (answer.state() == AnswerState::not_asked) continue;
    const FactDefinition& fact = policy.schema().fact(FactIndex{i});
    told.push_back({FactIndex{i}, std::string{answer_in_words(fact, answer, texts)}});
  }
  return told;
}

WitnessCase scored(Case possible,
                   const CompiledPolicy& before,
                   const CompiledPolicy& after,
                   Day as_of) {
  const auto table = CaseTable::make(before.schema(), {&possible, 1});
  WAITLIST_CHECK(table.has_value());
  WitnessCase witness;
  witness.before = score_of(*table, before, as_of);
  witness.after = score_of(*table, after, as_of);
  witness.tier_before = before.tier_id(witness.before.tier);
  witness.tier_after = after.tier_id(witness.after.tier);
  witness.told = told_facts(possible, before);
  witness.facts = std::move(possible);
  return witness;
}

/// One way. `loss`: from the first policy to the second, else the other way round.
GreatestDifference difference(SearchedMost most,
                              const CompiledPolicy& before,
                              const CompiledPolicy& after,
                              Day as_of,
                              bool loss) {
  GreatestDifference greatest;
  greatest.at_most = Points{most.at_most};
  if (!most.witness) return greatest;
  most.witness->case_id = loss ? "loses_most" : "gains_most";
  greatest.witness = scored(*std::move(most.witness), before, after, as_of);
  const Points more = greatest.witness->before.points.used - greatest.witness->after.points.used;
  greatest.found = loss ? more : -more;
  // A search that stopped early may have counted the points that the case loses too low.
  WAITLIST_CHECK(Points{most.found} <= greatest.found && greatest.found <= greatest.at_most);
  return greatest;
}

Errors faults(const CompiledPolicy& before, const CompiledPolicy& after, Day as_of) {
  Errors errors;
  if (before.schema().digest() != after.schema().digest()) {
    errors.push_back({ErrorCode::inconsistent, "policies", 0, 0, "facts", after.schema().id(),
                      "the policy " + before.stamp().id + ' ' + before.stamp().version +
                          " has facts of its own, or another schema, " + before.schema().id() +
                          ' ' + before.schema().version() +
                          ": write the facts of both in one file, and name it as `facts` in each"});
  }
  for (const CompiledPolicy* policy : {&before, &after}) {
    if (before.schema().digest() != after.schema().digest()) break;
    if (policy == &after && before.stamp() == after.stamp()) break;
    const auto none = CaseTable::make(policy->schema(), {});
    WAITLIST_CHECK(none.has_value());
    const Errors found = check_scorable(*none, *policy, as_of);
    errors.insert(errors.end(), found.begin(), found.end());
  }
  return errors;
}

Day first_listing(const CompiledPolicy& policy, Day as_of, const WitnessOptions& options) {
  Day first = policy.schema().service_from().value_or(Day::first());
  if (options.longest_wait) first = std::max(first, as_of - *options.longest_wait);
  return first;
}

}  // namespace

Result<PolicyWitness> find_witness(const CompiledPolicy& before,
                                   const CompiledPolicy& after,
                                   Day as_of,
                                   const WitnessOptions& options) {
  Errors errors = faults(before, after, as_of);
  const Day first =
      std::max(first_listing(before, as_of, options), first_listing(after, as_of, options));
  if (errors.empty() && as_of < first) {
    errors.push_back({ErrorCode::out_of_range, "question", 0, 0, "as_of", as_of.text(),
                      "the service began on " + first.text() + ": no case was listed by this day"});
  }
  if (!errors.empty()) return failed(std::move(errors));
  const auto most = [&](const CompiledPolicy& up, const CompiledPolicy& down, WitnessAim aim) {
    return MostSearch{up, down, as_of, first, options.steps_max}.run(aim);
  };
  PolicyWitness result;
  result.before = before.stamp();
  result.after = after.stamp();
  result.as_of = as_of;
  result.listed_from = first;
  result.loss = difference(most(before, after, WitnessAim::points), before, after, as_of, true);
  result.gain = difference(most(after, before, WitnessAim::points), before, after, as_of, false);
  result.alike = result.loss.never() && result.gain.never() && has_same_bands(before, after) &&
                 most(before, after, WitnessAim::risk).at_most <= 0 &&
                 most(after, before, WitnessAim::risk).at_most <= 0;
  return result;
}

}  // namespace waitlist
