// From answers to the points of a group (policy-format.md sections 4 and 6).
#pragma once

#include "policy/answer_rules.h"
#include "scoring/scored_case.h"

#include <algorithm>
#include <cstdint>

namespace waitlist {

/// The numbers of one group, as they come in.
class Combination {
 public:
  void add(Points number) noexcept {
    sum_ += number;
    highest_ = std::max(highest_, number);
  }

  [[nodiscard]] Points sum() const noexcept { return sum_; }

  [[nodiscard]] Points uncapped(Combine combine) const noexcept {
    return combined(combine, sum_, highest_);
  }

  [[nodiscard]] Points value(const GroupTable& group) const noexcept {
    return std::min(uncapped(group.combine), group.cap);
  }

 private:
  Points sum_;
  Points highest_;
};

/// The readings of one group.
struct GroupPoints {
  Combination least;  ///< what is known and not stale
  Combination known;  ///< what is known, stale or not; at least `least`
  Combination full, most;
  Points used;  ///< what the score takes, after the limit on points for what is not known
};

/// Reads a group and calls `note(number)` for each number as the full sum takes it: those of its
/// criteria in their order, then that of the ages.
template <class Note>
[[nodiscard]] GroupPoints read_group(const GroupTable& group, const ScoredCase& scored, Note note) {
  GroupPoints read;
  const auto add_known = [&](Points number) {
    read.least.add(number);
    read.known.add(number);
    read.full.add(number);
    read.most.add(number);
    note(number);
  };
  for (const std::uint16_t index : group.criteria) {
    const CriterionTable& criterion = scored.tables.criteria[index];
    const Answer answer = scored.answer(criterion.fact);
    if (scored.supposes(criterion.fact)) {
      add_known(scored.supposed->at_worst ? criterion.most : Points{});
    } else if (answer.known()) {
      const Points number = known_points(criterion, answer, scored.measure_days());
      if (!scored.stale_since(criterion.fact)) {
        add_known(number);
        continue;
      }
      read.known.add(number);
      read.full.add(number);
      read.most.add(criterion.most);
      note(number);
    } else {
      read.full.add(criterion.unknown);
      read.most.add(criterion.most);
      note(criterion.unknown);
    }
  }
  if (group.has_age) {
    read.least.add(scored.ages.least);
    read.known.add(scored.ages.least);
    read.full.add(scored.ages.used);
    read.most.add(scored.ages.most);
    note(scored.ages.used);
  }
  return read;
}

/// The same, noting nothing.
[[nodiscard]] GroupPoints read_group(const GroupTable& group, const ScoredCase& scored);

/// The limit on points for what is not known, as the groups spend it one after the other.
class UnknownLimit {
 public:
  explicit UnknownLimit(const PolicyTables& tables) noexcept : left_{tables.unknown_cap} {}

  /// What the score takes of the next group. A stale answer is no part of the limit.
  [[nodiscard]] Points take(const GroupTable& group, const GroupPoints& points) noexcept {
    const Points known = points.known.value(group);
    const Points taken = std::min(points.full.value(group) - known, left_);
    left_ -= taken;
    return known + taken;
  }

 private:
  Points left_;
};

/// Reads every group in the order in which the limit on unknown answers is spent, and calls
/// `visit(group index, const GroupPoints&)` for each. Explanations come from
/// here, and fact_score(), which score_by_codes() is held against.
template <class Visit>
void visit_groups(const ScoredCase& scored, Visit visit) {
  const PolicyTables& tables = scored.tables;
  UnknownLimit limit{tables};
  for (const std::uint16_t index : tables.group_visits) {
    const GroupTable& group = tables.groups[index];
    GroupPoints points = read_group(group, scored);
    points.used = limit.take(group, points);
    visit(index, points);
  }
}

}  // namespace waitlist
