// A service area simulated on beyond its scenario, to see whether its list goes on growing.
#pragma once

#include "simulation/growth.h"

#include <cstdint>
#include <optional>

namespace waitlist {

inline constexpr std::uint32_t kLongRepetitions = 4;

/// What a list does when a scenario goes on as it says.
enum class LongCourse : std::uint8_t {
  grows,    ///< more than chance, and in the second half nearly as fast as in the first
  settles,  ///< no growth that is more than chance in the second half
  unclear,
};

/// Of so many repetitions under one policy, in the second half of the time.
struct LongRun {
  Day last = Day::first();
  ListGrowth growth;
  LongCourse course = LongCourse::unclear;
  double list_at_end = 0.0;                ///< mean of the last eighth of the time
  double referred = 0.0, allocated = 0.0;  ///< cases a month
};

/// Ten times as long, at least four years, and no longer than the calendar goes and 200,000 cases
/// come. nullopt: what comes is recorded, that is less than four years or twice the time, or it was
/// stopped.
[[nodiscard]] std::optional<LongRun> long_run(const AreaModel& model,
                                              std::size_t policy,
                                              bool with_withdrawals,
                                              const SimulationOptions& options);

}  // namespace waitlist
