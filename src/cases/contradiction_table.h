// Contradictions with their names resolved, and whether they hold.
#pragma once

#include <waitlist/cases/fact_schema.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace waitlist {

struct ResolvedTest {
  enum class Kind : std::uint8_t { state, number, marker_count, any_marker };

  FactIndex fact = 0;
  Kind kind = Kind::state;
  AnswerState state = AnswerState::no;
  std::int64_t bound = 0;     ///< least level, number or count of markers
  std::uint32_t markers = 0;  ///< any of them

  [[nodiscard]] bool holds(Answer answer) const noexcept {
    switch (kind) {
      case Kind::state: return answer.state() == state;
      case Kind::number: return answer.given() && std::int64_t{answer.value()} >= bound;
      case Kind::marker_count: return answer.given() && answer.marker_count() >= bound;
      case Kind::any_marker: return (answer.value() & markers) != 0;
    }
    return false;
  }
};

struct ResolvedContradiction {
  std::vector<ResolvedTest> all, any;
};

/// Whether it holds for a case; `answer_of(FactIndex)` gives its answers.
template <class AnswerOf>
[[nodiscard]] bool holds(const ResolvedContradiction& contradiction, AnswerOf answer_of) {
  const auto met = [&](const ResolvedTest& test) { return test.holds(answer_of(test.fact)); };
  return std::ranges::all_of(contradiction.all, met) &&
         (contradiction.any.empty() || std::ranges::any_of(contradiction.any, met));
}

/// The schema's, in its order.
[[nodiscard]] const std::vector<ResolvedContradiction>& resolved_contradictions(
    const FactSchema& schema) noexcept;

}  // namespace waitlist
