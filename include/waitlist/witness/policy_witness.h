/// \file policy_witness.h
/// \brief The possible case that loses, or gains, most points from one policy to another.
/// Layer: witness (may use base, cases, policy, scoring).
/// Figures: docs/reference/witness.md says which cases are possible, and what is proved.
/// Exact: a difference that is proved is that of the case beside it, and no possible case has a
/// greater one. Points are those in use, as rankings show them.
/// Complexity: O(states) of a search over what rules tell apart, at most WitnessOptions::steps_max;
/// then the best case found stands beside a bound.  Threads: pure; values, share freely.
/// Not: how often such a case comes. No list is looked at.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/case.h>
#include <waitlist/scoring/score.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

struct WitnessOptions {
  /// So many open choices are followed at most, in each of the searches.
  std::uint64_t steps_max = 2'000'000;
  /// No possible case was listed longer ago; nullopt: from the first day of the service on.
  std::optional<Days> longest_wait;
};

/// A fact of a possible case that rules, or contradictions, look at.
struct WitnessFact {
  FactIndex fact = 0;
  std::string in_words;  ///< its answer
};

/// A case that could be, alone on a list, under both policies.
struct WitnessCase {
  Case facts;
  Score before;
  Score after;
  std::string tier_before;
  std::string tier_after;
  std::vector<WitnessFact> told;  ///< in the order of the schema
};

/// The greatest difference of points between the policies one way.
struct GreatestDifference {
  Points at_most;  ///< no possible case has a greater one; may be negative
  /// The one that comes nearest; nullopt: none was found.
  std::optional<WitnessCase> witness;
  Points found;  ///< that of the witness

  /// Whether nothing greater than the witness's is possible.
  [[nodiscard]] bool proved() const noexcept { return witness && found == at_most; }

  /// Whether it is proved that no possible case has any.
  [[nodiscard]] bool never() const noexcept { return at_most <= Points{}; }
};

struct PolicyWitness {
  PolicyStamp before;
  PolicyStamp after;
  Day as_of = Day::first();
  Day listed_from = Day::first();  ///< no possible case was listed before it
  GreatestDifference loss;         ///< points before less points after
  GreatestDifference gain;         ///< points after less points before
  /// Proved: both policies give every possible case the same points, the same band and the same
  /// must_allocate. Where it is false that may be so all the same.
  bool alike = false;
};

/// Searches. Errors: policies over different fact schemas, a day that a policy cannot score.
[[nodiscard]] WAITLIST_EXPORT Result<PolicyWitness> find_witness(
    const CompiledPolicy& before,
    const CompiledPolicy& after,
    Day as_of,
    const WitnessOptions& options = {});

}  // namespace waitlist
