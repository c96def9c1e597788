// One replication of a service area under one policy, day by day on the live queue.
#pragma once

#include <waitlist/queue/live_queue.h>
#include <waitlist/simulation/area_simulation.h>

#include "simulation/families.h"
#include "simulation/known_cases.h"
#include "simulation/practitioner_pool.h"
#include "simulation/roster_pool.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace waitlist {

enum class FamilyEnd : std::uint8_t { waiting, allocated, withdrawn };

/// How a family's wait ended, and on which day of the simulation; waiting: the last day.
struct FamilyOutcome {
  FamilyEnd end = FamilyEnd::waiting;
  std::int64_t day = 0;
  std::optional<PractitionerIndex> practitioner = std::nullopt;  ///< of a roster
  bool unassignable = false;  ///< not allocated, and at last nobody on the roster might take it
};

/// Who works in the area: anybody takes any case, or a roster says who takes which.
using Staff = std::variant<PractitionerPool, RosterPool>;

class AreaRun {
 public:
  AreaRun(const AreaScenario& scenario,
          const CaseTable& start,
          const CompiledPolicy& policy,
          const Families& families,
          Staff staff);

  /// Records the days of this case in story().
  void follow(const std::string& case_id) { followed_ = case_id; }

  /// Stops on the first day on which no more than so many cases wait.
  void stop_when_list_is(std::size_t most) { enough_ = most; }

  /// Stops on the first day on which no case of the starting list waits.
  void stop_when_start_is_gone() { follows_start_ = true; }

  /// Ends on the day on which this is set.
  void stop_when(const std::atomic<bool>& stopped) { stopped_ = &stopped; }

  /// Runs to the last day, or until told to stop. The day it ran to.
  std::int64_t run();

  [[nodiscard]] const std::vector<FamilyOutcome>& outcomes() const noexcept { return outcomes_; }

  [[nodiscard]] const std::vector<std::uint32_t>& list() const noexcept { return list_; }

  /// Added up over the days that count.
  [[nodiscard]] PlacesInUse in_use() const noexcept { return in_use_; }

  [[nodiscard]] std::vector<StoryDay> take_story() { return std::move(story_); }

 private:
  [[nodiscard]] Telling telling() const noexcept {
    return followed_.empty() ? Telling::nothing : Telling::events;
  }

  /// Calls `visit` with the cases of each unit and its tier, in queue order, until it answers
  /// false.
  template <class Visit>
  void visit_units(Visit visit) const;
  void note_use();
  void pass_to(std::int64_t day);
  void meet(const FamilyEvent& event);
  void answer(const FamilyEvent& event);
  void take_away(std::uint32_t family, FamilyEnd end);
  void allocate();
  void allocate_to_anybody(PractitionerPool& pool);
  void allocate_from_roster(RosterPool& pool);
  void mark_unassignable();
  void mark_unassignable(std::uint32_t family);
  void tell(const Result<QueueEvents>& events);
  void write_story(std::int64_t day);

  const AreaScenario& scenario_;
  const CompiledPolicy& policy_;
  const Families& families_;
  Staff staff_;
  LiveQueue queue_;
  std::vector<FamilyOutcome> outcomes_;
  std::vector<bool> on_list_;
  KnownCases known_;
  std::vector<std::uint32_t> list_;  ///< waiting cases at the end of each day
  PlacesInUse in_use_;
  std::int64_t today_ = 0;
  std::optional<std::size_t> enough_;
  std::size_t start_waiting_ = 0;  ///< cases of the starting list that still wait
  bool follows_start_ = false;
  const std::atomic<bool>* stopped_ = nullptr;
  std::string followed_;
  std::string what_;  ///< what happened today to the case that is followed
  std::vector<StoryDay> story_;
};

}  // namespace waitlist
