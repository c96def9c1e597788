// The groups that a service area is reported by, decided for each case when it is listed.
#pragma once

#include <waitlist/simulation/area_simulation.h>

#include "simulation/families.h"

#include <span>
#include <vector>

namespace waitlist {

class ReportGroups {
 public:
  static constexpr std::size_t kMost = 64;  ///< one bit each

  ReportGroups(const AreaScenario& scenario,
               const AreaLists& lists,
               std::span<const CompiledPolicy> policies);

  /// Ids and labels; the first is everybody.
  [[nodiscard]] const std::vector<GroupOutcome>& all() const noexcept { return groups_; }

  /// Sets Family::groups of everybody.
  void assign(Families& families) const;

 private:
  struct Member;

  std::size_t add(std::string id, std::string label, const std::string& split = "");
  void add_answers(const ReportGroup& group);
  [[nodiscard]] std::uint64_t groups_of(const Family& family) const;
  void assign_bands(Families& families) const;

  const AreaScenario& scenario_;
  const CompiledPolicy& bands_of_;
  std::vector<GroupOutcome> groups_;
  std::size_t first_band_ = 0;
  std::size_t first_age_ = 0;
  std::size_t first_own_ = 0;
  std::vector<std::string> areas_;  ///< when there are several
  std::size_t first_area_ = 0;
  std::size_t start_ = 0;  ///< 0: no starting list
};

/// Areas of the scenario and all its variants, so that the groups of all of them are the same. A
/// report has room for kAreasMost.
[[nodiscard]] std::vector<std::string> reported_areas(const AreaScenario& scenario);

inline constexpr std::size_t kAreasMost = 16;

/// Days from birth to listing of the youngest child whose date of birth is known; -1: none.
[[nodiscard]] std::int64_t youngest_days(const Case& one);

}  // namespace waitlist
