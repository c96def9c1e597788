// Waiting cases of a few classes. Those of one class never change places, so each class is a line
// in order of arrival, and the first case of the list is the best of the lines' heads.
#pragma once

#include "policy/order_table.h"
#include "simulation/wait_course.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace waitlist {

struct WaitingCase {
  std::int64_t listed = 0;   ///< tick
  std::uint64_t number = 0;  ///< rises with arrival over all classes: the last word in the order
};

/// First in, first out; grows by doubling and then allocates no more.
class ArrivalLine {
 public:
  [[nodiscard]] bool empty() const noexcept { return first_ == last_; }

  [[nodiscard]] std::size_t size() const noexcept { return last_ - first_; }

  [[nodiscard]] const WaitingCase& front() const noexcept { return cases_[first_ & mask_]; }

  void push(WaitingCase one) {
    if (size() == cases_.size()) grow();
    cases_[last_++ & mask_] = one;
  }

  void pop() noexcept { ++first_; }

 private:
  void grow();

  std::vector<WaitingCase> cases_ = std::vector<WaitingCase>(16);
  std::size_t mask_ = 15;
  std::size_t first_ = 0;
  std::size_t last_ = 0;
};

/// The lines under one policy. Requires courses that never fall and an order without lottery:
/// check_policy_for_classes().
class ClassLines {
 public:
  ClassLines(std::vector<WaitCourse> courses, const CompiledPolicy& policy);

  void push(std::size_t line, WaitingCase one) {
    lines_[line].push(one);
    ++waiting_;
  }

  [[nodiscard]] std::size_t waiting() const noexcept { return waiting_; }

  [[nodiscard]] std::size_t waiting(std::size_t line) const noexcept { return lines_[line].size(); }

  /// The line whose head stands first at this tick. Requires a waiting case.
  [[nodiscard]] std::size_t first(std::int64_t now) const noexcept {
    std::size_t best = 0;
    while (lines_[best].empty()) ++best;
    std::int64_t least = lead(best, now);
    for (std::size_t next = best + 1; next < lines_.size(); ++next) {
      if (lines_[next].empty()) continue;
      const std::int64_t value = lead(next, now);
      if (value > least || (value == least && !stands_before(head(next, now), head(best, now)))) {
        continue;
      }
      best = next;
      least = value;
    }
    return best;
  }

  WaitingCase pop(std::size_t line) noexcept {
    const WaitingCase one = lines_[line].front();
    lines_[line].pop();
    --waiting_;
    return one;
  }

 private:
  struct Key {
    enum Kind : std::uint8_t { tier, points, risk, group, listed };

    Kind kind = listed;
    std::uint16_t subject = 0;  ///< of a group: its place in the policy
  };

  struct Head {
    std::int64_t tier, points, risk, listed;
    std::uint64_t number;
    const WaitCourse* course;
  };

  [[nodiscard]] Head head(std::size_t line, std::int64_t now) const noexcept {
    const WaitingCase& one = lines_[line].front();
    const WaitCourse& course = courses_[line];
    const std::int64_t waited = now - one.listed;
    const WaitStage& stage = course.at(waited);
    return {stage.tier,           -WaitCourse::points(stage, waited),
            -course.risk.count(), one.listed,
            one.number,           &course};
  }

  /// The first key alone, which settles most comparisons; smaller first.
  [[nodiscard]] std::int64_t lead(std::size_t line, std::int64_t now) const noexcept {
    const std::int64_t listed = lines_[line].front().listed;
    switch (lead_.kind) {
      case Key::listed: return listed;
      case Key::risk: return -courses_[line].risk.count();
      case Key::group: return -courses_[line].groups[lead_.subject].count();
      case Key::tier: return courses_[line].at(now - listed).tier;
      case Key::points: break;
    }
    return -WaitCourse::points(courses_[line].at(now - listed), now - listed);
  }

  [[nodiscard]] bool stands_before(const Head& a, const Head& b) const noexcept {
    // Tiers lead where one of them has keys of its own.
    const auto tier = static_cast<std::size_t>(a.tier);
    for (const Key key : orders_[a.tier == b.tier ? order_of_tier_[tier] : 0]) {
      const std::int64_t gap = difference(key, a, b);
      if (gap != 0) return gap < 0;
    }
    return a.number < b.number;
  }

  [[nodiscard]] static std::int64_t difference(Key key, const Head& a, const Head& b) noexcept {
    switch (key.kind) {
      case Key::tier: return a.tier - b.tier;
      case Key::points: return a.points - b.points;
      case Key::risk: return a.risk - b.risk;
      case Key::group: {
        const Points of_a = a.course->groups[key.subject];
        return (b.course->groups[key.subject] - of_a).count();
      }
      case Key::listed: break;
    }
    return a.listed - b.listed;
  }

  [[nodiscard]] static std::vector<Key> keys_of(const OrderTable& table, std::size_t order);

  std::vector<WaitCourse> courses_;
  std::vector<std::vector<Key>> orders_;    ///< as OrderTable has them
  std::vector<std::size_t> order_of_tier_;  ///< by tier
  Key lead_;  ///< the first usual key; without any, numbers follow the day of listing
  std::vector<ArrivalLine> lines_;
  std::size_t waiting_ = 0;
};

}  // namespace waitlist
