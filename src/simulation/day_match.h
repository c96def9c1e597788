// The units of one day in queue order, matched to the places that are free on it.
#pragma once

#include <waitlist/allocation/assignment_problem.h>

#include "simulation/work_kinds.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace waitlist {

class DayMatch {
 public:
  /// Begins a day with these places, by post.
  void open(std::vector<PractitionerPlaces> places, const WorkKinds& kinds);

  [[nodiscard]] std::uint64_t free_places() const noexcept { return free_; }

  /// Whether the next unit of the queue may change anything: as many of its kind as there are
  /// places for it stand before it, and what they could not have it cannot have either.
  [[nodiscard]] bool counts(std::uint32_t kind, bool urgent, const WorkKinds& kinds);

  /// Adds the unit. `pairs` are by post, at any price.
  void add(std::span<const EligiblePair> pairs, bool urgent, std::uint32_t load);

  /// Whether every place is taken, so that no further unit can have one. Looks now and then only.
  [[nodiscard]] bool full();

  /// The post of each unit added; nullopt: has to wait.
  [[nodiscard]] std::vector<std::optional<PractitionerIndex>> posts();

 private:
  struct KindOfDay {
    std::uint64_t room = 0;
    std::uint64_t units = 0;
    bool known = false;
  };

  void solve();

  std::vector<PractitionerPlaces> places_;
  std::vector<PractitionerIndex> practitioner_;  ///< of each post, in the problem
  std::vector<PractitionerIndex> post_;          ///< of each practitioner of the problem
  std::uint64_t free_ = 0;
  std::vector<KindOfDay> kinds_;  ///< twice for each kind: urgent second
  AssignmentProblem problem_;
  bool unit_loads_ = true;
  std::size_t look_at_ = 0;  ///< number of units with which the problem is solved next
  std::vector<std::optional<PractitionerIndex>> solution_;  ///< of the units at the last look
  std::uint64_t taken_ = 0;
  std::vector<EligiblePair> pairs_;
};

}  // namespace waitlist
