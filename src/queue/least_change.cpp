#include <waitlist/queue/comparison.h>
#include <waitlist/queue/least_change.h>

#include "base/fault_list.h"
#include "queue/answer_choices.h"
#include "queue/case_trial.h"
#include "scoring/answer_words.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace waitlist {
namespace {

/// A fact of the case, and what its answer could be instead.
struct ChangeableFact {
  FactIndex fact = 0;
  std::vector<Answer> choices;  ///< the nearest first
};

/// Products of the numbers of choices, over all sets of so many facts; no more than the greatest
/// number.
std::vector<std::uint64_t> trials_by_size(const std::vector<ChangeableFact>& facts,
                                          std::size_t most) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint64_t> trials(most + 1);
  trials[0] = 1;
  for (const ChangeableFact& one : facts) {
    for (std::size_t size = most; size > 0; --size) {
      trials[size] = std::min(kMost, trials[size] + trials[size - 1] * one.choices.size());
    }
  }
  return trials;
}

/// Facts on which anything depends: a rule, or whether answers contradict each other; rising.
std::vector<FactIndex> facts_that_count(const PolicyTables& tables) {
  std::vector<FactIndex> facts = tables.facts_in_use;
  for (const auto& contradiction : resolved_contradictions(tables.schema)) {
    for (const auto* tests : {&contradiction.all, &contradiction.any}) {
      for (const ResolvedTest& test : *tests) facts.push_back(test.fact);
    }
  }
  std::ranges::sort(facts);
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
  std::erase_if(facts,
                [&tables](FactIndex fact) { return tables.schema.fact(fact).monitoring_only; });
  return facts;
}

class ChangeSearch {
 public:
  ChangeSearch(const Ranking& ranking, CaseRow row, const TrialGoal& goal)
      : ranking_{ranking}, trial_{ranking, row, goal}, texts_{ranking.policy()} {}

  /// Fills in everything but the question.
  void run(const LeastChangeOptions& options, LeastChange& result) {
    result.reached = trial_.reaches_on(ranking_.as_of());
    if (result.reached) return;
    look_ahead(options.days_ahead, result);
    note_choices(result);
    const std::size_t most = std::min(options.facts_max, facts_.size());
    const auto trials = trials_by_size(facts_, most);
    std::uint64_t made = 0;
    for (std::size_t size = 1; size <= most; ++size) {
      made += trials[size];
      if (made > options.trials_max) return;
      chosen_.resize(size);
      try_sets(0, 0, result);
      result.facts_tried = size;
      if (!result.changes.empty()) break;
    }
    // Larger sets than there are facts have all been tried.
    if (result.changes.empty()) result.facts_tried = options.facts_max;
    std::ranges::stable_sort(result.changes, {}, [](const EnoughChange& one) {
      return std::ranges::count_if(one.answers, &ChangedAnswer::overturns);
    });
  }

 private:
  void note_choices(LeastChange& result) {
    const Case& one = trial_.written();
    const PolicyTables& tables = ranking_.policy().tables();
    for (const FactIndex fact : facts_that_count(tables)) {
      const std::vector<Day> dates = trial_.order_dates(fact);
      const ChoiceCase about{tables, {one.listed_on, ranking_.as_of()}, dates};
      auto choices = answer_choices(about, fact, one.answers[fact], trial_.is_stale(fact));
      if (!choices) {
        result.left_out.push_back(fact);
        continue;
      }
      result.changed.push_back(fact);
      facts_.push_back({fact, *std::move(choices)});
    }
  }

  /// Every set of facts that begins with the `taken` first of `chosen_`, whose place is before
  /// `from`.
  void try_sets(std::size_t taken, std::size_t from, LeastChange& result) {
    if (taken == chosen_.size()) {
      std::vector<TrialAnswer> answers;
      EnoughChange enough;
      if (!try_answers(answers, enough.score)) return;
      for (const auto& [fact, answer] : answers) {
        enough.answers.push_back(changed(fact, answer));
      }
      result.changes.push_back(std::move(enough));
      return;
    }
    for (std::size_t i = from; i < facts_.size(); ++i) {
      chosen_[taken] = i;
      try_sets(taken + 1, i + 1, result);
    }
  }

  /// The least answers to the facts after those of `answers`; as before where there are none.
  bool try_answers(std::vector<TrialAnswer>& answers, Score& score) {
    if (answers.size() == chosen_.size()) return trial_.reaches(answers, score);
    const ChangeableFact& next = facts_[chosen_[answers.size()]];
    for (const Answer answer : next.choices) {
      answers.push_back({next.fact, answer});
      if (try_answers(answers, score)) return true;
      answers.pop_back();
    }
    return false;
  }

  [[nodiscard]] ChangedAnswer changed(FactIndex fact, Answer after) {
    const FactDefinition& definition = ranking_.policy().schema().fact(fact);
    const Answer before = trial_.written().answers[fact];
    return {fact, before, after, std::string{answer_in_words(definition, before, texts_)},
            std::string{answer_in_words(definition, after, texts_)}};
  }

  void look_ahead(Days days, LeastChange& result) {
    for (Days ahead{1}; ahead <= days && ahead <= Day::last() - ranking_.as_of();
         ahead = ahead + Days{1}) {
      const Day day = ranking_.as_of() + ahead;
      if (!trial_.scorable_on(day)) return;
      result.last_day = day;
      if (!trial_.reaches_on(day)) continue;
      result.on = day;
      return;
    }
  }

  const Ranking& ranking_;
  CaseTrial trial_;
  ExplanationTexts texts_;
  std::vector<ChangeableFact> facts_;
  std::vector<std::size_t> chosen_;  ///< places in `facts_`, rising
};

Error goal_fault(ErrorCode code, const char* field, std::string_view found, std::string reason) {
  return {code, "question", 0, 0, field, clipped(found), std::move(reason)};
}

Result<TrialGoal> found_goal(const Ranking& ranking, const InTier& goal) {
  const CompiledPolicy& policy = ranking.policy();
  std::vector<std::string> ids;
  for (TierIndex tier = 0; tier < policy.tier_count(); ++tier) {
    if (policy.tier_id(tier) == goal.tier) return TrialGoal{tier};
    ids.emplace_back(policy.tier_id(tier));
  }
  std::string known;
  for (const std::string& id : ids) known += (known.empty() ? "" : ", ") + id;
  return failed(
      {goal_fault(ErrorCode::unknown_reference, "tier", goal.tier,
                  "the policy " + policy.stamp().id + " has no such tier; it has " + known)});
}

Result<TrialGoal> found_goal(const Ranking& ranking, const AboveCase& goal) {
  const auto other = find_ranked(ranking, goal.case_id);
  if (!other) return failed(other.error());
  return TrialGoal{0, (*other)->row};
}

}  // namespace

Result<LeastChange> least_change(const Ranking& ranking,
                                 std::string_view case_id,
                                 const LeastChangeGoal& goal,
                                 const LeastChangeOptions& options) {
  const auto place = find_ranked(ranking, case_id);
  const auto found =
      std::visit([&ranking](const auto& one) { return found_goal(ranking, one); }, goal);
  Errors errors;
  if (!place) errors = place.error();
  if (!found) errors.insert(errors.end(), found.error().begin(), found.error().end());
  if (errors.empty() && found->other == (*place)->row) {
    errors.push_back(
        goal_fault(ErrorCode::inconsistent, "case", case_id, "name two different cases"));
  }
  if (!errors.empty()) return failed(std::move(errors));
  LeastChange result;
  result.case_id = case_id;
  result.goal = goal;
  result.score = (*place)->score;
  ChangeSearch{ranking, (*place)->row, *found}.run(options, result);
  return result;
}

}  // namespace waitlist
