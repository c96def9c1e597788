// One case with other answers, or on another day, scored again.
#pragma once

#include <waitlist/queue/least_change.h>

#include "cases/case_store.h"
#include "cases/contradiction_table.h"

#include <optional>
#include <span>
#include <vector>

namespace waitlist {

/// What a goal names, found.
struct TrialGoal {
  TierIndex tier = 0;              ///< where there is no other case
  std::optional<CaseRow> other{};  ///< in the table of the ranking
};

/// A fact and the answer to suppose.
struct TrialAnswer {
  FactIndex fact = 0;
  Answer answer;
};

/// Keeps a small list: the units that the question is about.
class CaseTrial {
 public:
  CaseTrial(const Ranking& ranking, CaseRow row, const TrialGoal& goal);
  CaseTrial(const CaseTrial&) = delete;
  CaseTrial& operator=(const CaseTrial&) = delete;

  /// The case as it is recorded.
  [[nodiscard]] const Case& written() const noexcept { return written_; }

  /// Dates that orders by the fact could compare one of this case with.
  [[nodiscard]] std::vector<Day> order_dates(FactIndex fact) const;

  /// Whether an answer to the fact was received too long ago by the day of the ranking.
  [[nodiscard]] bool is_stale(FactIndex fact) const;

  /// Whether the goal is reached with these answers, which contradict nothing anew; `score` is then
  /// that of the case.
  [[nodiscard]] bool reaches(std::span<const TrialAnswer> answers, Score& score);

  /// Whether the goal is reached on a day, everything being as it is recorded.
  [[nodiscard]] bool reaches_on(Day day);

  /// Whether scores can be known on a day.
  [[nodiscard]] bool scorable_on(Day day) const;

 private:
  void put(const Case& one);
  [[nodiscard]] bool contradicts_anew(const Case& one) const;
  [[nodiscard]] bool reached(Day day, Score& score) const;
  [[nodiscard]] CaseRow row() const;

  CompiledPolicy policy_;
  Day as_of_;
  TrialGoal goal_;
  Case written_;
  Case supposed_;  ///< its memory is used again
  CaseStore store_;
  std::vector<bool> contradicted_;  ///< by contradiction of the schema, as recorded
  bool is_written_ = true;          ///< what the store holds
};

}  // namespace waitlist
