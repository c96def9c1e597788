// What is said of limits on kinds of work, of other work and of an earlier proposal.
#pragma once

#include <waitlist/allocation/allocation.h>

#include <string>
#include <vector>

namespace waitlist {

/// `P04 (rule_16_4: at most 2, 1 held)`.
[[nodiscard]] std::string kind_limit_in_words(const Allocation& allocation,
                                              PractitionerIndex practitioner,
                                              LimitedKind kind);
/// `rule_16_4` or `2 of rule_16_4`, `;` between; empty: of none with a limit.
[[nodiscard]] std::string kinds_in_words(const Allocation& allocation, const AllocationUnit& unit);
/// Why a unit waits whose kinds of work leave nobody room for it.
[[nodiscard]] std::string kind_full_in_words(const Allocation& allocation, QueuedUnit unit);
/// Whether a set is full by a limit on a kind of work, at least with somebody.
[[nodiscard]] bool is_by_kind(const TightSet& set);

/// What became of an earlier proposal, and what that means for the price; empty without one.
[[nodiscard]] std::string earlier_in_words(const Allocation& allocation);
/// `with P02 in the earlier proposal, too`; empty where it had none of the cases.
[[nodiscard]] std::string earlier_in_words(const Allocation& allocation,
                                           const AllocationUnit& unit);
/// `P02`, `T-1 P02;T-2 P03`: who had its cases in an earlier proposal, for one cell.
[[nodiscard]] std::string earlier_ids(const Allocation& allocation, const AllocationUnit& unit);
/// `without language_pl, which is preferred, 30.00`.
[[nodiscard]] std::string lacks_in_words(const Allocation& allocation, const AllocationUnit& unit);
/// `appointed to the family (…); P02 is then above caseload by 1`, of a unit that is so placed.
[[nodiscard]] std::string appointed_in_words(const Allocation& allocation,
                                             const AllocationUnit& unit);
/// ` (2 of them go first to units they are appointed to)`; empty where none do.
[[nodiscard]] std::string first_taken_in_words(const PractitionerLoad& load);
/// Why an appointment is not kept.
[[nodiscard]] std::string appointment_in_words(const Allocation& allocation,
                                               const AllocationFinding& finding);
/// Places that are free beside what is appointed.
[[nodiscard]] std::uint32_t free_in(const PractitionerLoad& load, bool urgent);

/// What appointments take beyond a limit.
struct AboveLimit {
  std::string limit;  ///< `caseload`, `the limit on new work`
  std::uint32_t places = 0;
};

/// What somebody is above by appointments, after this proposal.
[[nodiscard]] std::vector<AboveLimit> above_limits(const Allocation& allocation,
                                                   PractitionerIndex practitioner);
/// Whether anybody has a unit since they are appointed to it.
[[nodiscard]] bool has_appointed(const Allocation& allocation);
/// `, with 2 changes more`; empty where there are none.
[[nodiscard]] std::string changes_in_words(std::int64_t changes);
/// `, with 2 places fewer of least shares`; empty where there are none.
[[nodiscard]] std::string shares_in_words(std::int64_t less);
/// Whether cases may need a second worker.
[[nodiscard]] bool has_seconds(const Allocation& allocation);
/// `second worker P03 (mentor), found afterwards`, or why there is none; empty where none is
/// needed.
[[nodiscard]] std::string second_in_words(const Allocation& allocation, const AllocationUnit& unit);
/// Whether anybody has a least share.
[[nodiscard]] bool has_least_shares(const Allocation& allocation);
/// What keeps somebody below their least share; empty where nothing does.
[[nodiscard]] std::string short_in_words(const Allocation& allocation,
                                         PractitionerIndex practitioner);

/// Places of all caseloads, and what other work takes of them.
struct OtherWorkSums {
  std::vector<OtherWork> streams;  ///< all practitioners together, in byte order
  std::uint64_t caseload = 0;      ///< before other work
  std::uint64_t left = 0;          ///< for this list
  std::uint64_t held = 0;          ///< of this list
  std::uint64_t given = 0;
};

[[nodiscard]] OtherWorkSums other_work_of(const Allocation& allocation);

/// Sentences under a heading.
struct AllocationNote {
  std::string heading;
  std::vector<std::string> sentences;
};

/// Appointments, limits on new work, least shares, second workers, limits on kinds of work and what
/// other work leaves, where there are any.
[[nodiscard]] std::vector<AllocationNote> notes_of(const Allocation& allocation);

}  // namespace waitlist
