/// \file wait_incidence.h
/// \brief How waits end, by length, where some have not ended yet: the estimator of Aalen and
/// Johansen, with late entry. Finished waits alone are too short, and families that withdrew are
/// no unfinished waits.
/// Layer: simulation (may use base to allocation).  Source: docs/background/simulation.md.
/// Errors: none.  Complexity: O(n log n).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace waitlist {

enum class WaitEnd : std::uint8_t {
  allocated,
  withdrawn,
  unfinished,  ///< it still waits on the day on which one looks
};

/// One wait, in any unit of time that all share.
struct ObservedWait {
  double length = 0.0;  ///< until it ended, or so far
  WaitEnd end = WaitEnd::unfinished;
  /// The wait on the day from which on it was under observation: of a case that is known only
  /// because it stood on the first list. It counts as at risk after it. Less than `length`.
  double known_from = -1.0;
};

/// A length at which waits ended, and the shares of all waits up to it.
struct IncidenceStep {
  double length = 0.0;
  std::uint32_t at_risk = 0;  ///< waiting just before it, and under observation
  std::uint32_t allocated = 0, withdrawn = 0;
  double share_allocated = 0.0, share_withdrawn = 0.0;
  double share_waiting = 1.0;                           ///< the three add up to 1
  double error_allocated = 0.0, error_withdrawn = 0.0;  ///< standard errors
};

struct WaitIncidence {
  std::vector<IncidenceStep> steps;  ///< by length; ends before unfinished waits of one length

  /// The first length up to which so great a share is allocated; nullopt: not reached.
  [[nodiscard]] WAITLIST_EXPORT std::optional<double> length_until(double share) const noexcept;
};

[[nodiscard]] WAITLIST_EXPORT WaitIncidence wait_incidence(std::span<const ObservedWait> waits);

}  // namespace waitlist
