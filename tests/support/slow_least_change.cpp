#include "support/slow_least_change.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <tuple>
#include <variant>

namespace waitlist::slow_least_change {
namespace {

/// Whether the goal is reached by these cases on this day.
bool is_reached(const Question& question, const std::vector<Case>& cases, Day day) {
  const auto table = CaseTable::make(question.policy.schema(), cases);
  if (!table) throw std::logic_error{to_text(table.error().front())};
  const auto ranking = rank(*table, question.policy, day);
  if (!ranking) throw std::logic_error{to_text(ranking.error().front())};
  const Place* own = ranking->find(cases[question.asked].case_id);
  if (const auto* in = std::get_if<InTier>(&question.goal)) {
    return ranking->policy().tier_id(own->score.tier) == in->tier;
  }
  return own < ranking->find(std::get<AboveCase>(question.goal).case_id);
}

Answer answer_to(const Case& one, FactIndex fact) {
  return fact < one.answers.size() ? one.answers[fact] : Answer::not_asked();
}

bool passes(const AnswerTest& test, const Case& one, const FactSchema& schema) {
  const FactIndex fact = *schema.find(test.fact);
  const FactDefinition& definition = schema.fact(fact);
  const Answer answer = answer_to(one, fact);
  if (const auto* is = std::get_if<AnswerIs>(&test.test)) return answer.state() == is->state;
  if (!answer.given()) return false;
  if (const auto* any = std::get_if<AnswerAnyOf>(&test.test)) {
    return std::ranges::any_of(any->markers, [&](const std::string& marker) {
      return (answer.value() >> *find_level(definition, marker) & 1U) != 0;
    });
  }
  const auto& bound = std::get<AnswerAtLeast>(test.test).bound;
  const std::int64_t least = std::holds_alternative<std::string>(bound)
                                 ? *find_level(definition, std::get<std::string>(bound))
                                 : *number_of(definition, std::get<Decimal>(bound));
  const std::int64_t number = definition.kind == FactKind::checklist
                                  ? std::int64_t{answer.marker_count()}
                                  : std::int64_t{answer.value()};
  return number >= least;
}

/// The contradictions of the schema that a case meets, as places.
std::vector<std::size_t> contradictions_of(const Case& one, const FactSchema& schema) {
  std::vector<std::size_t> met;
  for (std::size_t i = 0; i < schema.contradictions().size(); ++i) {
    const Contradiction& rule = schema.contradictions()[i];
    const auto holds = [&](const AnswerTest& test) { return passes(test, one, schema); };
    if (std::ranges::all_of(rule.all, holds) &&
        (rule.any.empty() || std::ranges::any_of(rule.any, holds))) {
      met.push_back(i);
    }
  }
  return met;
}

/// Every answer that the schema allows, dates up to the day, the nearest first.
std::vector<Answer> answers_of(const FactDefinition& fact, Answer now, Day as_of) {
  std::vector<Answer> answers;
  if (fact.no_is_answer) answers.push_back(Answer::no());
  switch (fact.kind) {
    case FactKind::choice:
      for (std::uint32_t i = 0; i < fact.levels.size(); ++i) answers.push_back(Answer::level(i));
      break;
    case FactKind::count:
      for (std::int64_t i = 0; i <= fact.count_max; ++i) {
        answers.push_back(Answer::number(static_cast<std::uint32_t>(i)));
      }
      break;
    case FactKind::checklist:
      for (std::uint32_t i = 1; i < std::uint32_t{1} << fact.levels.size(); ++i) {
        answers.push_back(Answer::markers(i));
      }
      break;
    case FactKind::date:
      for (Day day = Day::first(); day <= as_of; day = day + Days{1}) {
        answers.push_back(Answer::on(day));
      }
      break;
  }
  const auto place = [&](Answer answer) -> std::int64_t {
    if (!answer.given()) return -1;
    return fact.kind == FactKind::date ? (as_of - answer.day()).count() : answer.value();
  };
  std::ranges::sort(answers, {}, [&](Answer answer) {
    if (fact.kind == FactKind::checklist) {
      const std::uint32_t differ = answer.value() ^ now.value();
      return std::pair{std::int64_t{std::popcount(differ)}, std::int64_t{differ}};
    }
    return std::pair{std::abs(place(answer) - place(now)), place(answer)};
  });
  return answers;
}

class Search {
 public:
  explicit Search(const Question& question) : question_{question}, cases_{question.cases} {
    before_ = contradictions_of(cases_[question.asked], question.policy.schema());
  }

  /// The sets of exactly so many facts from this one on, after those of `change`.
  void try_sets(std::size_t count, std::size_t from, std::vector<FactIndex>& facts) {
    if (count == 0) {
      Change change;
      if (try_answers(facts, change)) found.push_back(change);
      return;
    }
    const auto all = question_.policy.schema().facts();
    for (std::size_t i = from; i < all.size(); ++i) {
      if (all[i].monitoring_only) continue;
      facts.push_back(FactIndex{i});
      try_sets(count - 1, i + 1, facts);
      facts.pop_back();
    }
  }

  std::vector<Change> found;

 private:
  bool try_answers(const std::vector<FactIndex>& facts, Change& change) {
    const FactSchema& schema = question_.policy.schema();
    if (change.size() == facts.size()) {
      std::vector<Case> cases = cases_;
      Case& one = cases[question_.asked];
      one.answers.resize(schema.facts().size());
      for (const auto& [fact, answer] : change) {
        one.answers[fact] = answer;
        const FactIndex of = fact;
        std::erase_if(one.records, [of](const AnswerRecord& old) { return old.fact == of; });
        one.records.push_back({fact, question_.as_of, {}});
      }
      const auto after = contradictions_of(one, schema);
      return std::ranges::includes(before_, after) && is_reached(question_, cases, question_.as_of);
    }
    const FactIndex fact = facts[change.size()];
    const Answer now = answer_to(cases_[question_.asked], fact);
    for (const Answer answer : answers_of(schema.fact(fact), now, question_.as_of)) {
      change.emplace_back(fact, answer);
      if (try_answers(facts, change)) return true;
      change.pop_back();
    }
    return false;
  }

  const Question& question_;
  std::vector<Case> cases_;
  std::vector<std::size_t> before_;
};

/// How many known answers it takes back.
std::int64_t overturned(const Question& question, const Change& change) {
  return std::ranges::count_if(change, [&](const auto& one) {
    const Answer now = answer_to(question.cases[question.asked], one.first);
    return now.known() && now != one.second;
  });
}

}  // namespace

Found least_change(const Question& question, std::size_t facts, int days) {
  Found found;
  found.reached = is_reached(question, question.cases, question.as_of);
  if (found.reached) return found;
  for (int ahead = 1; ahead <= days && !found.on; ++ahead) {
    const Day day = question.as_of + Days{ahead};
    if (is_reached(question, question.cases, day)) found.on = day;
  }
  Search search{question};
  for (std::size_t count = 1; count <= facts && search.found.empty(); ++count) {
    std::vector<FactIndex> none;
    search.try_sets(count, 0, none);
  }
  found.changes = std::move(search.found);
  std::ranges::stable_sort(found.changes, {},
                           [&](const Change& one) { return overturned(question, one); });
  return found;
}

}  // namespace waitlist::slow_least_change
