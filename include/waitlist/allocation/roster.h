/// \file roster.h
/// \brief The practitioners there are: where and when they work, what they take and hold.
/// Layer: allocation (may use base).  Format: docs/reference/roster.md.  Opaque ids, no names.
/// Units: hours a week in hundredths; places in units of load; travel in whole minutes.
/// Source: caseload with reductions by date range and reason as in probation workload tools;
/// previous workers as a worth that fades and no rule (docs/background/allocation.md).
/// Errors: all faults at once (make).  Complexity: find() O(log practitioners).
/// Threads: immutable; copies share one value; share freely.
#pragma once

#include <waitlist/allocation/practitioner_index.h>
#include <waitlist/base/day.h>
#include <waitlist/base/digest.h>
#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/base/whole.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// Days from `from` on, without `to`; nullopt: until further notice.
struct DayRange {
  Day from = Day::first();
  std::optional<Day> to;

  [[nodiscard]] bool holds(Day day) const noexcept { return from <= day && (!to || day < *to); }

  friend bool operator==(const DayRange&, const DayRange&) = default;
};

/// Days on which nothing new is given to a practitioner.
struct Absence {
  DayRange days;
  std::string reason;

  friend bool operator==(const Absence&, const Absence&) = default;
};

/// A part of the caseload that is not to be filled: newly qualified, court duty, sickness.
struct CaseloadReduction {
  DayRange days;
  std::uint32_t percent = 0;  ///< of the caseload, 1 to 100
  std::string reason;

  friend bool operator==(const CaseloadReduction&, const CaseloadReduction&) = default;
};

/// A family a practitioner has worked with before, under the id of a case of it.
struct PastFamily {
  std::string case_id;
  Day last_worked = Day::first();

  friend bool operator==(const PastFamily&, const PastFamily&) = default;
};

/// Places of what is held that come free on a day: a case that ends, a hand-over that is agreed.
struct PlacesComeFree {
  Day day = Day::first();
  std::uint32_t places = 0;

  friend bool operator==(const PlacesComeFree&, const PlacesComeFree&) = default;
};

/// At most so many of a kind of work at once: a trainee, two of rule 16.4.
struct KindLimit {
  std::string kind;        ///< a name that AllocationRules::kinds gives to cases
  std::uint32_t most = 0;  ///< held and given together
  std::uint32_t held = 0;  ///< of them held now

  friend bool operator==(const KindLimit&, const KindLimit&) = default;
};

/// Places of the caseload that work of another stream takes: public law, duty, court work.
struct OtherWork {
  std::string stream;
  std::uint32_t places = 0;

  friend bool operator==(const OtherWork&, const OtherWork&) = default;
};

/// Hours a week, in hundredths: `WeekHours{1850}` is 18.5 hours.
using WeekHours = Whole<struct WeekHoursUnit>;

/// One practitioner as a host holds it.
struct Practitioner {
  std::string practitioner_id;                ///< opaque; 1 to 64 visible bytes without `;` or `,`
  std::string base;                           ///< where travel is counted from; empty: it is not
  std::vector<std::string> areas;             ///< teams or areas whose cases they take; empty: any
  std::vector<std::string> competences;       ///< `domestic_abuse`, `rule_16_4`, `language_pl`, …
  WeekHours contracted_hours;                 ///< 0: not recorded
  WeekHours available_hours;                  ///< of them; read only with contracted hours
  std::uint32_t caseload = 0;                 ///< places when all contracted hours are available
  std::vector<std::string> held;              ///< ids of cases held now
  std::optional<std::uint32_t> held_load;     ///< places they take; nullopt: one each
  std::optional<std::uint32_t> urgent_limit;  ///< most urgent cases at once; nullopt: no limit
  std::uint32_t urgent_held = 0;
  std::vector<std::string> conflicts;  ///< ids of cases they must not take
  std::vector<PastFamily> past_families;
  std::vector<Absence> absences;
  std::vector<CaseloadReduction> reductions;
  /// allocate() gives no more places than this less `new_taken`; nullopt: no limit.
  std::optional<std::uint32_t> new_limit;
  std::uint32_t new_taken = 0;  ///< new places given already in the time that the limit is for
  /// New places, with `new_taken`, that allocate() gives at least where it can: a least share.
  std::uint32_t new_least = 0;
  bool urgent_only = false;  ///< on duty: allocate() gives urgent units alone
  /// What allocate() may look ahead to; capacity_on() does not count them.
  std::vector<PlacesComeFree> come_free;
  std::vector<KindLimit> kind_limits;  ///< read by allocate() alone; each kind once
  std::vector<OtherWork> other_work;   ///< each stream once

  friend bool operator==(const Practitioner&, const Practitioner&) = default;
};

/// What a practitioner can take on a day.
struct Capacity {
  std::uint32_t caseload = 0;  ///< places after hours, reductions and other work
  std::uint32_t held = 0;      ///< of them taken already; may be more than there are
  std::uint32_t free = 0;      ///< for new units; 0 when away
  std::optional<std::uint32_t> urgent_free;
  bool away = false;
  std::uint32_t other = 0;  ///< places that other work takes; may be more than there are

  friend bool operator==(const Capacity&, const Capacity&) = default;
};

/// Floor of caseload * available / contracted * (100 - reductions) / 100, less other work, less
/// what is held.
[[nodiscard]] WAITLIST_EXPORT Capacity capacity_on(const Practitioner& practitioner, Day day);

/// Places that come free after a day until another, as `come_free` says: held now, or not.
[[nodiscard]] WAITLIST_EXPORT std::uint64_t come_free_until(const Practitioner& practitioner,
                                                            Day today,
                                                            Day last);

/// The first day on which a practitioner who is away on this one is back; nullopt: nobody knows.
/// The day itself for somebody who is not away.
[[nodiscard]] WAITLIST_EXPORT std::optional<Day> back_on(const Practitioner& practitioner, Day day);

/// Minutes from one place to another; the same back unless that is given, too.
struct TravelTime {
  std::string from;
  std::string to;
  std::uint32_t minutes = 0;

  friend bool operator==(const TravelTime&, const TravelTime&) = default;
};

/// An immutable, checked roster, by practitioner id in byte order.
class WAITLIST_EXPORT Roster {
 public:
  /// Checks and keeps. Errors name the practitioner: docs/reference/roster.md has all rules.
  [[nodiscard]] static Result<Roster> make(std::vector<Practitioner> practitioners,
                                           std::vector<TravelTime> travel,
                                           const std::string& source = "roster");

  [[nodiscard]] std::span<const Practitioner> practitioners() const noexcept;
  [[nodiscard]] std::span<const TravelTime> travel() const noexcept;
  [[nodiscard]] std::optional<PractitionerIndex> find(
      std::string_view practitioner_id) const noexcept;
  /// Minutes between two places: 0 for the same one, nullopt when nobody has written them down.
  [[nodiscard]] std::optional<std::uint32_t> minutes(std::string_view from,
                                                     std::string_view to) const noexcept;
  /// SHA-256 of everything in it, whatever its order and format.
  [[nodiscard]] const Digest& digest() const noexcept;

 private:
  struct Data;
  explicit Roster(std::shared_ptr<const Data> data) noexcept;
  std::shared_ptr<const Data> data_;
};

}  // namespace waitlist
