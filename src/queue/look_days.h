// The days on which units of a live queue must be looked at again.
#pragma once

#include "queue/unit_line.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace waitlist {

/// Units by the day of their next look. A unit's line says which day that is now; what it no longer
/// says is skipped on the day, so that a note too many harms nothing. All notes are as they were
/// when memory runs out.
class LookDays {
 public:
  /// Notes the look of a unit; that it never has one needs no note.
  void note(UnitIndex unit, const MadeLine& made);

  /// The units with a look up to this day, each once, in the order of their numbers.
  [[nodiscard]] std::vector<UnitIndex> due(std::int32_t day, std::span<const MadeLine> units) const;

  /// Forgets the notes up to this day.
  void forget(std::int32_t day) noexcept;

  /// Notes all looks anew when too many notes are out of use.
  void tidy_up(std::span<const MadeLine> units);

 private:
  std::map<std::int32_t, std::vector<UnitIndex>> by_day_;
  std::size_t noted_ = 0;
};

}  // namespace waitlist
