/// \file comparison.h
/// \brief Why one case stands above another: the first key that differs, and the facts behind it.
/// Layer: queue (may use base, cases, policy, scoring).
/// Complexity: O(criteria + log n).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/queue/position.h>
#include <waitlist/queue/ranking.h>

#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// One contribution in both cases. The differences add up exactly to the gap in points.
struct ContributionDifference {
  ContributionKind kind{};
  std::string id;
  std::string label;
  std::string answer_above;  ///< what was recorded for the case that stands above; may be empty
  std::string answer_below;
  Points above;
  Points below;

  [[nodiscard]] Points difference() const noexcept { return above - below; }
};

/// Two ranked cases, the one that stands above named first whatever the order of the question.
struct Comparison {
  std::string above;
  std::string below;
  Position position_above = 0;
  Position position_below = 0;
  bool same_unit = false;  ///< linked: they stand together, and the key orders them within
  OrderKey deciding_key = OrderKey::case_id;
  std::string value_above;  ///< the deciding key's value, as text
  std::string value_below;
  /// The key was read off these cases: each the first of its unit.
  std::string lead_above;
  std::string lead_below;
  std::string sentence;  ///< plain English: why
  Points gap;            ///< points of `lead_above` less points of `lead_below`; may be negative
  std::vector<ContributionDifference> differences;  ///< of the leads; sum == gap
  std::vector<std::string> tier_reasons;  ///< when the tier decides: the steps that made it
};

/// The place of a ranked case. Errors: an id that is not on the list (with the nearest), a case
/// that is listed apart.
[[nodiscard]] WAITLIST_EXPORT Result<const Place*> find_ranked(const Ranking& ranking,
                                                               std::string_view case_id);

/// The row of a case that can be explained: a ranked one, or one on hold or on duty that is scored.
/// Errors: an id that is not on the list (with the nearest), another case apart.
[[nodiscard]] WAITLIST_EXPORT Result<CaseRow> find_scored(const Ranking& ranking,
                                                          std::string_view case_id);

/// Compares two cases of a ranking. Errors: an id that is not on the list (with the nearest), a
/// case that is listed apart, the same case twice.
[[nodiscard]] WAITLIST_EXPORT Result<Comparison> compare(const Ranking& ranking,
                                                         std::string_view one,
                                                         std::string_view other);

}  // namespace waitlist
