// From answers to the points of a group (policy-format.md sections 4 and 6).
#pragma once

#include "policy/answer_rules.h"
#include "scoring/age_number.h"
#include "scoring/conditions.h"
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
  Readings<Points> ceiling{kNoCap, kNoCap, kNoCap};  ///< what ceilings on the group leave of it
  Points used;  ///< what the score takes, after the limit on points for what is not known

  /// What the group comes to in `used` but for that limit.
  [[nodiscard]] Points full_value(const GroupTable& group) const noexcept {
    return std::min(full.value(group), ceiling.used);
  }
};

/// Finds what ceilings leave of a group, one after the other.
class GroupLimiter {
 public:
  void note(Points at_most, const Truth& holds) noexcept {
    if (holds.most) left_.least = std::min(left_.least, at_most);
    if (holds.used) left_.used = std::min(left_.used, at_most);
    if (holds.least) left_.most = std::min(left_.most, at_most);
  }

  [[nodiscard]] const Readings<Points>& left() const noexcept { return left_; }

 private:
  Readings<Points> left_{kNoCap, kNoCap, kNoCap};
};

/// What the ceilings on a group leave of it: `least` takes those that may hold, `most` those that
/// certainly do.
[[nodiscard]] Readings<Points> group_ceiling(const GroupTable& group, const ScoredCase& scored);

/// What an answer is worth to a criterion that counts.
struct AnswerWorth {
  Points least;  ///< known and not stale
  Points known;  ///< known, stale or not
  Points full, most;
};

[[nodiscard]] AnswerWorth answer_worth(const CriterionTable& criterion, const ScoredCase& scored);

/// Reads a group and calls `note(number)` for each number as the full sum takes it: those of its
/// criteria in their order, 0 where one does not count, then its constant, then that of the ages.
template <class Note>
[[nodiscard]] GroupPoints read_group(const GroupTable& group, const ScoredCase& scored, Note note) {
  GroupPoints read;
  for (const std::uint16_t index : group.criteria) {
    const CriterionTable& criterion = scored.tables.criteria[index];
    const AnswerWorth worth = answer_worth(criterion, scored);
    const bool always = criterion.when.empty();
    const Truth counts = always ? Truth{true, true, true} : holds(criterion.when, scored);
    if (counts.least) read.least.add(worth.least);
    if (always || holds_on_known(criterion.when, scored)) read.known.add(worth.known);
    if (counts.used) read.full.add(worth.full);
    if (counts.most) read.most.add(worth.most);
    note(counts.used ? worth.full : Points{});
  }
  // A number of 0 changes no combination of numbers that are none of them below 0.
  if (group.constant != Points{}) {
    for (Combination* reading : {&read.least, &read.known, &read.full, &read.most}) {
      reading->add(group.constant);
    }
    note(group.constant);
  }
  if (group.has_age) {
    const AgeNumber age = age_number(scored);
    read.least.add(age.least);
    read.known.add(age.least);
    read.full.add(age.used);
    read.most.add(age.most);
    note(age.used);
  }
  if (!group.ceilings.empty()) read.ceiling = group_ceiling(group, scored);
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
    const Points known = std::min(points.known.value(group), points.ceiling.used);
    const Points taken = std::min(points.full_value(group) - known, left_);
    left_ -= taken;
    return known + taken;
  }

 private:
  Points left_;
};

/// Reads every group in the order in which the limit on unknown answers is spent, and calls
/// `visit(group index, const GroupPoints&)` for each; what `notes(group index)` returns is given
/// the numbers of the group, as read_group() notes them. Explanations come from here, and
/// fact_score(), which score_by_codes() is held against.
template <class Notes, class Visit>
void visit_groups(const ScoredCase& scored, Notes notes, Visit visit) {
  const PolicyTables& tables = scored.tables;
  UnknownLimit limit{tables};
  for (const std::uint16_t index : tables.group_visits) {
    const GroupTable& group = tables.groups[index];
    GroupPoints points = read_group(group, scored, notes(index));
    points.used = limit.take(group, points);
    visit(index, points);
  }
}

/// The same, noting nothing.
template <class Visit>
void visit_groups(const ScoredCase& scored, Visit visit) {
  visit_groups(
      scored, [](std::uint16_t) { return [](Points) {}; }, visit);
}

}  // namespace waitlist
