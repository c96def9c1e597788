// What a policy says of every answer code, written down once: scoring a list is then looking up.
#pragma once

#include <waitlist/cases/fact_schema.h>

#include "cases/answer_code.h"

#include <array>
#include <cstdint>
#include <vector>

namespace waitlist {

struct CriterionTable;
struct ConditionTable;

/// Thousandths of points in the four ways in which a group is added up. They go through every sum
/// side by side, as plain numbers that a processor adds at once.
struct FourWays {
  /// Nothing unknown; the same (ages apart); the unknown as the policy counts it; and at its most.
  enum Way : std::uint8_t { least, known, full, most };

  std::array<std::int64_t, 4> in{};
};

/// In which readings a condition holds, one bit for each.
using TruthBits = std::uint8_t;
inline constexpr TruthBits kTrueInLeast = 1;
inline constexpr TruthBits kTrueInUsed = 2;
inline constexpr TruthBits kTrueInMost = 4;
inline constexpr TruthBits kTrueInAll = kTrueInLeast | kTrueInUsed | kTrueInMost;

/// Where the values of a fact's codes begin. Codes from `told` on do not tell the value: dates
/// count from the day of listing, and kOtherCode stands for many answers.
struct CodeColumn {
  FactIndex fact = 0;
  std::uint16_t told = 0;
  std::uint32_t begin = 0;
};

class CodeTables {
 public:
  /// Adds a criterion of this fact.
  [[nodiscard]] CodeColumn add(const CriterionTable& criterion, const FactDefinition& fact);

  /// Adds a condition; one on an age or a band has no codes.
  [[nodiscard]] CodeColumn add(const ConditionTable& condition, const FactSchema& schema);

  /// Requires a code below `column.told`.
  [[nodiscard]] const FourWays& points(const CodeColumn& column, AnswerCode code) const noexcept {
    return points_[column.begin + code];
  }

  [[nodiscard]] TruthBits truth(const CodeColumn& column, AnswerCode code) const noexcept {
    return truth_[column.begin + code];
  }

 private:
  std::vector<FourWays> points_;
  std::vector<TruthBits> truth_;
};

}  // namespace waitlist
