// The practitioners of a roster over time: who is there, what they hold, whom they know.
#pragma once

#include <waitlist/allocation/roster.h>
#include <waitlist/simulation/area_scenario.h>

#include "simulation/posts.h"
#include "simulation/recorded_outcomes.h"
#include "simulation/work_kinds.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace waitlist {

/// Work on one case, or on one place that was taken at the beginning.
struct RosterWork {
  std::int64_t ends = 0;
  std::uint32_t post = 0;
  std::uint32_t load = 1;
  bool urgent = false;
  std::uint32_t kind = 0;    ///< who may take it over
  std::string_view case_id;  ///< empty: not known
};

class RosterPosts {
 public:
  /// As the roster stands when the simulation begins. `recorded` says when work ends that the
  /// record knows of.
  RosterPosts(const AreaScenario& scenario,
              Roster roster,
              WorkKinds& kinds,
              std::uint64_t seed,
              std::span<const HeldWork> recorded = {});

  /// Goes to a later day: work ends, people leave, posts are filled. True: somebody left, so that
  /// roster() is another.
  bool pass_to(std::int64_t day, const WorkKinds& kinds);

  /// Areas, competences and conflicts of those who hold the posts now; an empty post keeps those of
  /// whoever comes next. Somebody new has the post's areas, competences, hours and limits, and no
  /// conflicts, past families, absences or reductions.
  [[nodiscard]] Roster roster() const;

  /// Whether the one of the roster's beginning has left.
  [[nodiscard]] bool has_left(std::uint32_t post) const { return posts_[post].tenure.spell > 0; }

  /// The free places of today, by post.
  [[nodiscard]] std::vector<PractitionerPlaces> places(const AllocationRules& rules) const;

  /// The places of a post while nothing is held and no reduction holds.
  [[nodiscard]] std::uint32_t places_at_most(std::uint32_t post) const;

  [[nodiscard]] PlacesInUse in_use() const;

  void give(const RosterWork& work);

  /// Days since the holder of the post last worked on the case, 0 while it is worked on; nullopt:
  /// never did.
  [[nodiscard]] std::optional<Days> last_worked(std::uint32_t post, std::string_view case_id) const;

 private:
  struct Post {
    Practitioner person;  ///< held_load and urgent_held are those of today
    Tenure tenure;
    bool on_leave = false;
  };

  struct Acquaintance {
    std::uint32_t post = 0;
    std::uint64_t spell = 0;  ///< of the post, in which its holder worked on the case
    std::int64_t ends = 0;
  };

  static bool ends_later(const RosterWork& a, const RosterWork& b) noexcept {
    return a.ends > b.ends;
  }

  [[nodiscard]] Day date() const { return scenario_.from + Days{today_}; }

  void fill_hands(WorkKinds& kinds, std::span<const HeldWork> recorded);
  void draw_leave();
  void set_leave();
  void leave_post(std::uint32_t post, const WorkKinds& kinds);
  void hand_over(std::uint32_t post, const WorkKinds& kinds);
  void note(std::uint32_t post, std::string_view case_id, std::int64_t ends);

  const AreaScenario& scenario_;
  Roster first_;  ///< at the beginning; names of cases are looked up in it
  std::uint64_t seed_;
  Turnover turnover_;
  std::int64_t today_ = 0;
  std::vector<Post> posts_;
  std::vector<RosterWork> work_;                   ///< a heap, the soonest end on top
  std::vector<std::vector<std::uint32_t>> leave_;  ///< posts in the order drawn, of each leave
  std::unordered_map<std::string_view, std::vector<Acquaintance>> known_;
};

}  // namespace waitlist
