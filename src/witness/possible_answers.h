// The answers to a fact that two policies, or the contradictions of their schema, tell apart.
#pragma once

#include "witness/witness_model.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace waitlist {

/// What all leaves of a variable read of an option, in their order.
using LeafReading = std::vector<std::int64_t>;

struct PossibleAnswer {
  LeafReading reading;
  Answer answer;
};

struct PossibleAnswers {
  std::vector<PossibleAnswer> list;  ///< each reading once
  bool all = true;                   ///< no answer reads otherwise
};

/// Of a case listed on this day; the day counts only where WitnessModel::by_listing says so.
[[nodiscard]] PossibleAnswers possible_answers(const WitnessModel& model,
                                               FactIndex fact,
                                               Day listed_on);

/// An answer to a date that rules measure in days to the day of listing alone.
struct AgedAnswer {
  LeafReading reading;
  std::optional<Days> before;  ///< that day, so long before listing; nullopt: `answer`
  Answer answer;
};

/// Each that can be told apart on some day of listing, once, with the fewest days; nullopt: the
/// fact is no such date.
[[nodiscard]] std::optional<std::vector<AgedAnswer>> aged_answers(const WitnessModel& model,
                                                                  FactIndex fact);

/// What the leaves of a variable read.
[[nodiscard]] LeafReading reading_of(const WitnessModel& model,
                                     std::size_t variable,
                                     const CasePart& part);

}  // namespace waitlist
