// Everybody who comes to the list in one replication, and all that no policy has a hand in.
#pragma once

#include <waitlist/cases/working_calendar.h>
#include <waitlist/simulation/area_simulation.h>

#include "simulation/recorded_outcomes.h"

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace waitlist {

struct Family {
  Case listed_as;
  std::int64_t listed = 0;     ///< day of the simulation; of the starting list also below 0
  bool from_start = false;     ///< on the list when the simulation begins
  std::int64_t work_days = 1;  ///< 0: closed on the day of its allocation, whose place it takes
  std::uint64_t groups = 0;    ///< bit i: of group i of the report
  bool counts = true;          ///< not before the warm-up is over
};

enum class FamilyEventKind : std::uint8_t { listed, answered, withdrawn };

/// Something that happens on a day, if the case still waits.
struct FamilyEvent {
  std::int64_t day = 0;
  FamilyEventKind kind{};
  std::uint32_t family = 0;
  FactIndex fact = 0;
  Answer answer;
};

struct Families {
  std::vector<Family> all;
  std::vector<FamilyEvent> events;  ///< by day, kind, family
  std::unordered_map<std::string_view, std::uint32_t> by_id;
};

class FamilyMaker {
 public:
  FamilyMaker(const AreaScenario& scenario,
              const AreaLists& lists,
              const FactSchema& schema,
              const WorkingCalendar& calendar);

  /// The same for every policy, and for every number of practitioners.
  [[nodiscard]] Families make(std::uint32_t replication) const;

  [[nodiscard]] const RecordedOutcomes& outcomes() const noexcept { return outcomes_; }

 private:
  class Draft;

  const AreaScenario& scenario_;
  const AreaLists& lists_;
  const FactSchema& schema_;
  const WorkingCalendar& calendar_;  ///< referrals are drawn for its working days
  RecordedOutcomes outcomes_;
};

/// What becomes of a case of a recorded stream.
enum class RecordedUse : std::uint8_t {
  arrives,      ///< on its day of listing, the first day included
  before,       ///< left out: listed before the first day
  on_the_list,  ///< left out: of the first day, and in the starting list already
  after,        ///< listed after the last day, which simulate() refuses
};

[[nodiscard]] RecordedUse recorded_use(const AreaScenario& scenario,
                                       const AreaLists& lists,
                                       const CaseTable& recorded,
                                       CaseRow row);

/// The draws of a case of a list, or of a stream, depend on its id and on nothing else.
[[nodiscard]] std::uint64_t number_of_id(std::string_view id);

/// Ids of drawn cases begin so; no case of a list may.
inline constexpr std::string_view kDrawnPrefix = "sim-";

}  // namespace waitlist
