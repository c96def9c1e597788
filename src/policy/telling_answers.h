// The answers to a fact that tell all others: whatever is answered, what it earns lies between what
// two of these earn, and it meets the same conditions as both. Where more points can mean a lower
// score (a band that earns less by waiting, two criteria on one fact) that is not enough: then each
// number up to 1,024 steps is one of them, and each level and set of markers that rules tell apart.
#pragma once

#include <waitlist/cases/answer.h>

#include "policy/rule_tables.h"

#include <span>
#include <vector>

namespace waitlist {

struct PolicyTables;

/// What is said of a date changes so many units and days after it.
struct DateTurn {
  DateUnit unit = DateUnit::days;
  std::int64_t at = 0;
  Days after;
  bool to_as_of = false;  ///< else the day of listing
};

/// All that a policy says of one fact.
class TellingAnswers {
 public:
  TellingAnswers() = default;

  /// Requires the criteria and everything that has conditions.
  TellingAnswers(const PolicyTables& tables, FactIndex fact);

  /// Of a case measured on these days: `no` where it is an answer, and given ones.
  [[nodiscard]] std::vector<Answer> of(const PolicyTables& tables, const MeasureDays& days) const;

 private:
  void note_turns(const PolicyTables& tables);
  void note_steps(const PolicyTables& tables, std::vector<std::int64_t>& numbers) const;
  void note_numbers(const PolicyTables& tables);
  void note_markers(const PolicyTables& tables);
  [[nodiscard]] std::vector<Answer> told_apart(const PolicyTables& tables,
                                               const std::vector<Answer>& answers,
                                               const MeasureDays& days) const;

  FactIndex fact_ = 0;
  std::vector<std::uint16_t> criteria_;     ///< on the fact
  std::vector<ConditionTable> conditions_;  ///< on the fact, each once, none negated
  std::vector<Answer> answers_;             ///< of a fact that is no date
  std::vector<DateTurn> turns_;             ///< of a date
  bool in_table_ = false;                   ///< of two facts
  bool each_counts_ = false;                ///< more points can mean a lower score
};

}  // namespace waitlist
