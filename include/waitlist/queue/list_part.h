/// \file list_part.h
/// \brief The part of a ranking that one team or area looks after, with the places of the whole.
/// Layer: queue (may use base, cases, policy, scoring).
/// Why: the cases of one team ranked by themselves would get other places, and other points where
/// they are linked with those of another.
/// Complexity: O(n) to take a part.  Threads: values; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/cases/case_table.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/queue/ranking_since.h>

#include <optional>
#include <string>

namespace waitlist {

/// Which cases a part has. Names are compared as they are recorded, letter by letter.
struct ListPart {
  std::optional<std::string> team = std::nullopt;  ///< nullopt: any; empty: cases without a team
  std::optional<std::string> area = std::nullopt;  ///< the same of areas

  [[nodiscard]] WAITLIST_EXPORT bool holds(const CaseTable& cases, CaseRow row) const noexcept;

  friend bool operator==(const ListPart&, const ListPart&) = default;
};

/// The ranking with the places and the cases apart of this part alone, each with the position, the
/// score and the band of the whole. Its table is that of the whole, and so are unit_count() and
/// Ranking::faulty(): nobody can tell whose a faulty row is. A part of a part is of both.
[[nodiscard]] WAITLIST_EXPORT Ranking part_of(const Ranking& ranking, const ListPart& part);

/// What changed about the cases of a part; of one that vanished its last team and area count.
/// Changes that are of no single case stay.
[[nodiscard]] WAITLIST_EXPORT ChangesSince part_of(const ChangesSince& since,
                                                   const CaseTable& now,
                                                   const ListPart& part);

}  // namespace waitlist
