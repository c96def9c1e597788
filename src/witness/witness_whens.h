// The conditions of one policy as nodes of a network.
#pragma once

#include "policy/answer_rules.h"
#include "witness/witness_model.h"

#include <cstddef>
#include <cstdint>
#include <functional>

namespace waitlist {

/// How an age that is not known is taken (docs/reference/policy-format.md, section 9).
enum class AgeTaken : std::uint8_t {
  mildly,  ///< of criteria and floors: it may be low
  firmly,  ///< of ceilings and rates: it is not
};

class WhenWriter {
 public:
  WhenWriter(WitnessModel& model, std::size_t side)
      : model_{model}, side_{side}, tables_{model.policies[side]->tables()} {}

  /// Of `used`: 1 where it holds. `band_within(bound)` is the node of a condition on the band.
  std::size_t holds(const WhenTable& when,
                    AgeTaken ages,
                    const std::function<std::size_t(std::int64_t)>& band_within = {});

  /// Where it certainly holds, stale answers taken as they are.
  std::size_t certainly_holds(const WhenTable& when);

  /// Where it possibly holds.
  std::size_t possibly_holds(const WhenTable& when);

  /// Places of an answer in a table of two facts, and behind them one of what is not known.
  std::size_t place_in(const PairSide& side);

 private:
  template <class OfCondition>
  std::size_t of_when(const WhenTable& when, OfCondition of_condition);
  std::size_t fact_leaf(const ConditionTable& condition, bool AnswerTruth::*reading);
  std::size_t youngest_under(std::int64_t months);
  std::size_t age_open();

  WitnessModel& model_;
  std::size_t side_;
  const PolicyTables& tables_;
};

}  // namespace waitlist
