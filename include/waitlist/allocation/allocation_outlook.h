/// \file allocation_outlook.h
/// \brief What the days after a proposal bring: leave, returns, places, cases of those away.
/// Layer: allocation (may use base to queue).  It foresees what the roster says, nothing else.
/// Units: days after the day of the queue; the last of them is `horizon` days later.
/// Errors: none.  Complexity: an allocation for each day on which places come.
/// Threads: a value; share freely.
#pragma once

#include <waitlist/allocation/allocation.h>
#include <waitlist/base/day.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace waitlist {

/// Somebody whose leave begins within the horizon. They are given nothing new.
struct ComingLeave {
  PractitionerIndex practitioner;
  Day from;
  std::optional<Day> back;  ///< nullopt: nobody knows
  std::string reason;
  std::uint32_t places = 0;  ///< free today, and held back
};

/// Places that come: somebody returns, or has more of them than the day before.
struct ComingPlaces {  // NOLINT(cppcoreguidelines-pro-type-member-init): all are given
  PractitionerIndex practitioner;
  Day day;
  std::uint32_t places = 0;  ///< free then, after what is proposed today
  bool returns = false;      ///< is back on this day
};

/// The first place that a unit which waits today could have, when those before it in the queue have
/// had theirs.
struct Prospect {
  QueuedUnit unit;
  Day day;
  PractitionerIndex practitioner;
};

/// A place that somebody who leaves soon has free: to be given now, or held back.
struct LeaveChoice {
  QueuedUnit unit;                 ///< waits, since nothing new is given before leave
  PractitionerIndex practitioner;  ///< with whom it would be, if it were given now
  std::optional<Prospect> held;    ///< else its first place; nullopt: none within the horizon
};

/// Places that lower units have today and a higher one could have together later: to be given now,
/// or held for it. Where units take several places alone.
struct HoldChoice {
  QueuedUnit unit;                    ///< waits
  PractitionerIndex practitioner;     ///< with whom it could be …
  Day day;                            ///< … on this day, if the places were held
  std::vector<QueuedUnit> displaced;  ///< who has them today, and would wait
  std::optional<Prospect> given;      ///< its first place if they are given; nullopt: none
};

/// A case of somebody who is away, or leaves within the horizon, offered for re-allocation.
struct HeldCase {
  std::string case_id;
  PractitionerIndex holder;
  bool known = false;  ///< it stands on the list; else who may take it is not known
  /// Who could take it with a place that this proposal leaves free; nullopt: nobody.
  std::optional<PractitionerIndex> to;
};

/// What Allocation::outlook() finds; everything is empty without a horizon.
struct AllocationOutlook {
  Days horizon;
  std::vector<ComingLeave> leaves;        ///< by practitioner
  std::vector<ComingPlaces> places;       ///< by day, then practitioner
  std::vector<Prospect> prospects;        ///< by day, then queue
  std::vector<LeaveChoice> before_leave;  ///< in queue order
  std::vector<HoldChoice> hold;           ///< in queue order
  std::vector<HeldCase> held;             ///< by holder, as the roster names them
};

}  // namespace waitlist
