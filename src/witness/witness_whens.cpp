#include "witness/witness_whens.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

using Kind = NetNode::Kind;
using Test = ConditionTable::Test;

}  // namespace

template <class OfCondition>
std::size_t WhenWriter::of_when(const WhenTable& when, OfCondition of_condition) {
  Network& network = model_.network;
  std::vector<std::size_t> all;
  all.reserve(when.all.size() + 1);
  for (const ConditionTable& condition : when.all) all.push_back(of_condition(condition));
  if (!when.any.empty()) {
    std::vector<std::size_t> any;
    any.reserve(when.any.size());
    for (const ConditionTable& condition : when.any) any.push_back(of_condition(condition));
    all.push_back(network.gather(Kind::highest, std::move(any)));
  }
  if (all.empty()) return network.number(1);
  return network.gather(Kind::lowest, std::move(all));
}

std::size_t WhenWriter::fact_leaf(const ConditionTable& condition, bool AnswerTruth::*reading) {
  if (model_.policies[side_]->schema().fact(condition.fact).kind == FactKind::date &&
      !condition.to_as_of) {
    model_.by_listing[kFirstFactVariable + condition.fact] = true;
  }
  return model_.leaf(kFirstFactVariable + condition.fact, 1,
                     [&condition, reading](const CasePart& part) -> std::int64_t {
                       return answer_truth(condition, part.answer, part.days, false).*reading ? 1
                                                                                              : 0;
                     });
}

std::size_t WhenWriter::youngest_under(std::int64_t months) {
  const auto& young = model_.family[side_].young;
  const auto place =
      static_cast<std::size_t>(std::ranges::lower_bound(young, months) - young.begin());
  return model_.leaf(kFamilyVariable, 1, [side = side_, place](const CasePart& part) {
    return std::int64_t{part.family->sides[side].young <= place ? 1 : 0};
  });
}

std::size_t WhenWriter::age_open() {
  return model_.leaf(kFamilyVariable, 1, [](const CasePart& part) {
    return std::int64_t{part.family->unknown > 0 ? 1 : 0};
  });
}

std::size_t WhenWriter::holds(const WhenTable& when,
                              AgeTaken ages,
                              const std::function<std::size_t(std::int64_t)>& band_within) {
  Network& network = model_.network;
  return of_when(when, [&](const ConditionTable& condition) {
    if (condition.test == Test::band) {
      const std::size_t within = band_within(condition.bound);
      return condition.negated ? network.opposite(within) : within;
    }
    if (condition.test != Test::age) return fact_leaf(condition, &AnswerTruth::used);
    const std::size_t known = youngest_under(condition.bound);
    if (!condition.negated && ages == AgeTaken::firmly) return known;
    const std::size_t possible = network.gather(Kind::highest, {known, age_open()});
    return condition.negated ? network.opposite(possible) : possible;
  });
}

std::size_t WhenWriter::certainly_holds(const WhenTable& when) {
  Network& network = model_.network;
  return of_when(when, [&](const ConditionTable& condition) {
    if (condition.test != Test::age) return fact_leaf(condition, &AnswerTruth::certain);
    const std::size_t known = youngest_under(condition.bound);
    if (!condition.negated) return known;
    return network.opposite(network.gather(Kind::highest, {known, age_open()}));
  });
}

std::size_t WhenWriter::possibly_holds(const WhenTable& when) {
  Network& network = model_.network;
  return of_when(when, [&](const ConditionTable& condition) {
    if (condition.test != Test::age) return fact_leaf(condition, &AnswerTruth::possible);
    const std::size_t known = youngest_under(condition.bound);
    if (condition.negated) return network.opposite(known);
    return network.gather(Kind::highest, {known, age_open()});
  });
}

std::size_t WhenWriter::place_in(const PairSide& side) {
  return model_.leaf(
      kFirstFactVariable + side.fact, side.places, [places = side.places](const CasePart& part) {
        return part.answer.known() ? static_cast<std::int64_t>(PairSide::only(part.answer).first)
                                   : std::int64_t{places};
      });
}

}  // namespace waitlist
