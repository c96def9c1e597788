// Practitioners with a number of places each: who is there, who has room, when work ends. Anybody
// may take any case; RosterPool is for those of a roster.
#pragma once

#include <waitlist/simulation/area_scenario.h>

#include "simulation/posts.h"
#include "simulation/recorded_outcomes.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace waitlist {

class PractitionerPool {
 public:
  /// As it stands when the simulation begins. `searched` stands in place of the scenario's number
  /// of posts and of its changes. `held` is what the record has in hand, where the scenario asks.
  PractitionerPool(const AreaScenario& scenario,
                   std::optional<std::uint32_t> searched,
                   std::uint64_t seed,
                   std::span<const HeldWork> held = {});

  /// Goes to a later day: work ends, people leave, posts are filled.
  void pass_to(std::int64_t day);

  /// Places that somebody who is there could take a case into.
  [[nodiscard]] std::uint32_t free_places() const noexcept { return free_; }

  [[nodiscard]] PlacesInUse in_use() const noexcept;

  /// Gives a unit of cases to the practitioner with the least to do; of several, the first. One
  /// free place is enough for a unit, as a family is not divided. Requires free_places() > 0.
  /// `ends` are the days on which the work on each case ends.
  void take(const std::vector<std::int64_t>& ends);

 private:
  struct Post {
    Tenure tenure;
    std::uint32_t load = 0;
    bool away = false;
    std::uint32_t places = 0;  ///< for cases of this list
  };

  struct Work {
    std::int64_t ends = 0;
    std::uint32_t post = 0;
  };

  static bool ends_later(const Work& a, const Work& b) noexcept { return a.ends > b.ends; }

  [[nodiscard]] static std::uint32_t room(const Post& post) noexcept {
    const bool takes = post.tenure.held && !post.away && post.load < post.places;
    return takes ? post.places - post.load : 0;
  }

  void add_work(std::uint32_t post, std::int64_t ends);
  void fill_hands();
  void give_held(std::span<const HeldWork> held);
  void set_count(std::uint32_t count, std::int64_t day);
  void set_leave(std::int64_t day);
  void hand_over(std::uint32_t post);
  void count_free();
  [[nodiscard]] std::uint32_t least_loaded(bool with_room) const;
  [[nodiscard]] std::uint32_t places_of(std::uint32_t post) const noexcept;

  const AreaScenario& scenario_;
  const Practitioners& rule_;
  std::uint32_t caseload_;
  bool searched_;  ///< a search sets the number; planned changes of it are left out
  std::uint64_t seed_;
  Turnover turnover_;
  std::vector<Post> posts_;
  std::vector<Work> work_;  ///< a heap, the soonest end on top
  std::uint32_t free_ = 0;
};

}  // namespace waitlist
