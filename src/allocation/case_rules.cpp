#include "allocation/case_rules.h"

#include <algorithm>
#include <numeric>

namespace waitlist {
namespace {

template <class Map>
const typename Map::mapped_type* found_in(const Map& map, std::string_view id) {
  if (map.empty()) return nullptr;
  const auto found = map.find(id);
  return found == map.end() ? nullptr : &found->second;
}

}  // namespace

std::uint32_t load_of(std::span<const CaseAsks> cases, LoadCount count) {
  if (count == LoadCount::units) return 1;
  return std::accumulate(cases.begin(), cases.end(), std::uint32_t{0},
                         [](std::uint32_t sum, const CaseAsks& one) { return sum + one.load; });
}

std::uint32_t load_of(std::span<const CaseAsks> cases,
                      LoadCount count,
                      PractitionerIndex practitioner) {
  if (count == LoadCount::units) return 1;
  std::uint32_t sum = 0;
  for (const CaseAsks& one : cases) {
    const auto own =
        std::ranges::lower_bound(one.pair_loads, practitioner, {}, &PairLoad::practitioner);
    const bool has_own = own != one.pair_loads.end() && own->practitioner == practitioner;
    sum += has_own ? own->load : one.load;
  }
  return sum;
}

bool CaseRules::FactTest::holds(Answer answer) const noexcept {
  if (!answer.given()) return (states >> static_cast<unsigned>(answer.state()) & 1U) != 0;
  return ((choice ? 1U << answer.value() : answer.value()) & wanted) != 0;
}

/// Adds a word that is not there yet; `fact` is the one without an answer that asks for it.
void CaseRules::add_need(CaseAsks& asks,
                         std::size_t need,
                         const Unanswered* fact,
                         AnswerState state) const {
  const Word& word = words_[need];
  auto& there = word.may_not_take ? asks.barred : asks.competences;
  if (std::ranges::count(there, std::string_view{word.text}) != 0) return;
  there.push_back(word.text);
  if (fact == nullptr) return;
  asks.unanswered.push_back({word.text, word.may_not_take, fact->fact_id, state});
}

template <class AnswerTo>
void CaseRules::add_preferences(CaseAsks& asks, AnswerTo answer_to) const {
  const auto add = [&](std::size_t number) {
    const std::string_view word = preferences_[number];
    if (std::ranges::count(asks.preferred, word) == 0) asks.preferred.push_back(word);
  };
  if (const auto* own = found_in(preferences_of_, asks.case_id)) {
    for (const std::size_t number : *own) add(number);
  }
  for (const auto& rule : preference_facts_) {
    if (rule.test.holds(answer_to(rule.test.fact))) add(rule.value);
  }
}

template <class AnswerTo>
void CaseRules::add_kinds(CaseAsks& asks, AnswerTo answer_to) const {
  const auto add = [&](std::size_t kind) {
    if (std::ranges::count(asks.kinds, std::string_view{kinds_[kind]}) != 0) return false;
    asks.kinds.emplace_back(kinds_[kind]);
    return true;
  };
  if (const auto* own = found_in(kinds_of_, asks.case_id)) {
    for (const std::size_t kind : *own) add(kind);
  }
  for (const auto& rule : kind_facts_) {
    if (rule.test.holds(answer_to(rule.test.fact))) add(rule.value);
  }
  for (const Unanswered& one : kinds_unanswered_) {
    const AnswerState state = answer_to(one.fact).state();
    if ((one.states >> static_cast<unsigned>(state) & 1U) == 0) continue;
    for (const std::size_t kind : one.needs) {
      if (add(kind)) asks.unanswered.push_back({kinds_[kind], false, one.fact_id, state, true});
    }
  }
}

template <class AnswerTo>
void CaseRules::add_seconds(CaseAsks& asks, AnswerTo answer_to) const {
  const auto add = [&](std::size_t number) {
    const SecondAsk one{seconds_[number].competence, seconds_[number].lead};
    if (std::ranges::count(asks.seconds, one) != 0) return false;
    asks.seconds.push_back(one);
    return true;
  };
  if (const auto* own = found_in(seconds_of_, asks.case_id)) {
    for (const std::size_t number : *own) add(number);
  }
  for (const auto& rule : second_facts_) {
    if (rule.test.holds(answer_to(rule.test.fact))) add(rule.value);
  }
  for (const Unanswered& one : seconds_unanswered_) {
    const AnswerState state = answer_to(one.fact).state();
    if ((one.states >> static_cast<unsigned>(state) & 1U) == 0) continue;
    for (const std::size_t number : one.needs) {
      if (!add(number)) continue;
      asks.unanswered.push_back(
          {seconds_[number].competence, false, one.fact_id, state, false, true});
    }
  }
}

template <class AnswerTo>
CaseAsks CaseRules::asked(std::string_view id, AnswerTo answer_to) const {
  CaseAsks asks;
  asks.case_id = id;
  std::vector<std::size_t> needs;
  needs.reserve(needs_.size());
  for (const auto& rule : needs_) {
    if (rule.test.holds(answer_to(rule.test.fact))) needs.push_back(rule.value);
  }
  if (const auto* own = found_in(needs_of_, id)) {
    needs.insert(needs.end(), own->begin(), own->end());
    std::ranges::sort(needs);
  }
  for (const std::size_t need : needs) add_need(asks, need, nullptr, AnswerState::given);
  for (const Unanswered& one : unanswered_) {
    const AnswerState state = answer_to(one.fact).state();
    if ((one.states >> static_cast<unsigned>(state) & 1U) == 0) continue;
    for (const std::size_t need : one.needs) add_need(asks, need, &one, state);
  }
  if (!preferences_.empty()) add_preferences(asks, answer_to);
  if (!kinds_.empty()) add_kinds(asks, answer_to);
  if (!seconds_.empty()) add_seconds(asks, answer_to);
  const auto* load = found_in(load_of_, id);
  std::uint32_t most = load == nullptr ? 0 : *load;
  for (const auto& rule : loads_) {
    if (rule.value > most && rule.test.holds(answer_to(rule.test.fact))) most = rule.value;
  }
  if (most > 0) asks.load = most;
  asks.pin = found_in(pins_, id);
  if (const auto* words = found_in(exclusions_, id)) asks.exclusions = *words;
  asks.apart = found_in(apart_, id) != nullptr;
  if (const auto* prices = found_in(prices_, id)) asks.prices = *prices;
  if (const auto* loads = found_in(pair_loads_, id)) asks.pair_loads = *loads;
  return asks;
}

CaseAsks CaseRules::asks(const CaseTable& cases, CaseRow row) const {
  CaseAsks asks =
      asked(cases.case_id(row), [&](FactIndex fact) { return cases.answer(row, fact); });
  asks.area = cases.area(row);
  asks.team = cases.team(row);
  return asks;
}

CaseAsks CaseRules::asks(const Case& one) const {
  CaseAsks asks = asked(one.case_id, [&](FactIndex fact) {
    return fact < one.answers.size() ? one.answers[fact] : Answer::not_asked();
  });
  asks.area = one.area;
  asks.team = one.team;
  return asks;
}

}  // namespace waitlist
