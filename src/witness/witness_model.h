// The points of a possible case under two policies, as a network of what it is made of.
#pragma once

#include "witness/possible_family.h"
#include "witness/witness_network.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace waitlist {

/// What is looked for.
enum class WitnessAim : std::uint8_t {
  points,  ///< in use, all of them
  risk,    ///< those that set the band
};

/// Variables of the network; facts come last, in the order of the schema.
inline constexpr std::size_t kListingVariable = 0;
inline constexpr std::size_t kFilingVariable = 1;
inline constexpr std::size_t kFamilyVariable = 2;
inline constexpr std::size_t kFirstFactVariable = 3;

/// What a leaf reads of a possible case: of these what its variable is.
struct CasePart {
  Answer answer;
  MeasureDays days{Day::first(), Day::first()};
  std::optional<Day> filing_date;
  const FamilyState* family = nullptr;
};

struct WitnessLeaf {
  std::size_t node = 0;
  std::function<std::int64_t(const CasePart&)> read;
};

/// Two policies over one schema: the first counts up, the second down.
struct WitnessModel {
  std::array<const CompiledPolicy*, 2> policies;
  Day as_of;
  std::array<FamilyRules, 2> family;
  Network network;
  std::vector<std::vector<WitnessLeaf>> leaves;  ///< by variable
  std::vector<bool> by_listing;  ///< by variable: its leaves look at the day of listing as well
  std::size_t first_listing_leaves = 0;  ///< how many of the day of listing are of the first policy

  /// So many steps of what dates earn are told apart, on each day of listing.
  std::size_t date_steps_max = 2'000;

  WitnessModel(const CompiledPolicy& up, const CompiledPolicy& down, Day on);

  std::size_t leaf(std::size_t variable,
                   std::int64_t most,
                   std::function<std::int64_t(const CasePart&)> read);
};

/// The lowest limit on what is not known can hold for the policy that counts down, or not: the
/// smaller of two sums counts, so that the greatest difference is the greater one of two searches.
enum class DownSum : std::uint8_t {
  full,   ///< as if no limit held
  known,  ///< what is known, and all of the limit
};

/// Whether the second search is needed at all.
[[nodiscard]] bool has_limit_below(const WitnessModel& model);

/// Writes the network of both policies, and the contradictions of their schema as forbidden.
void write_model(WitnessModel& model, WitnessAim aim, DownSum down);

}  // namespace waitlist
