#include "scoring/age_number.h"

#include "scoring/step_rows.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace waitlist {
namespace {

class AgeRows {
 public:
  explicit AgeRows(const ScoredCase& scored) : steps_{scored.tables.age_steps} {
    truths_.reserve(steps_.size());
    for (const StepTable& step : steps_) truths_.push_back(holds(step.when, scored));
  }

  [[nodiscard]] Readings<Points> at(std::int64_t months) const {
    RowChoice choice;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (months < steps_[i].limit && choice.note(steps_[i].points, truths_[i])) {
        return choice.points();
      }
    }
    choice.end();
    return choice.points();
  }

  /// Of an age that is not known: it is any, and 0 months in use.
  [[nodiscard]] Readings<Points> of_unknown() const {
    RowChoice choice;
    std::int64_t taken = 0;  // ages below belong to rows before, whatever becomes known
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (steps_[i].limit <= taken) continue;
      if (choice.note(steps_[i].points, truths_[i])) taken = steps_[i].limit;
    }
    Readings<Points> points = choice.points();
    points.used = at(0).used;
    return points;
  }

 private:
  const std::vector<StepTable>& steps_;
  std::vector<Truth> truths_;
};

}  // namespace

AgeNumber own_age_number(const ScoredCase& scored) {
  const AgeRows rows{scored};
  const auto& further = scored.tables.policy.age->further_children;
  AgeNumber number;
  const auto note = [&number](const Readings<Points>& points) {
    number.least = std::max(number.least, points.least);
    number.used = std::max(number.used, points.used);
    number.most = std::max(number.most, points.most);
  };
  std::int64_t known_under = 0;
  for (const std::int64_t months : scored.ages.known) {
    note(rows.at(months));
    if (further && months < further->under.count()) ++known_under;
  }
  if (scored.ages.unknown > 0) note(rows.of_unknown());
  number.least += further_points(scored.tables, known_under);
  number.used_further = further_points(scored.tables, known_under + scored.ages.unknown);
  number.used += number.used_further;
  number.most += number.used_further;
  return number;
}

}  // namespace waitlist
