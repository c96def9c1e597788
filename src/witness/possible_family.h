// The children that a case could have, as far as rules tell them apart.
#pragma once

#include <waitlist/cases/case.h>

#include "policy/policy_tables.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace waitlist {

/// How one policy looks at children.
struct FamilyRules {
  explicit FamilyRules(const PolicyTables& of);

  const PolicyTables& tables;
  bool asks = false;                 ///< some rule looks at an age
  bool at_as_of = false;             ///< ages are those of today
  std::vector<std::int64_t> young;   ///< months that conditions name, rising
  std::vector<std::int64_t> limits;  ///< months that rows name, rising, where rows have conditions
  std::int64_t counted = 0;          ///< more further children than this earn nothing more
};

/// What a policy makes of a child of known age.
struct ChildReading {
  std::int64_t points = 0;   ///< where no row has conditions
  std::size_t rows = 0;      ///< the first of `limits` above the age
  std::int64_t further = 0;  ///< 1: young enough to count beside the youngest
  std::size_t young = 0;     ///< how many of FamilyRules::young are not above the age

  friend auto operator<=>(const ChildReading&, const ChildReading&) = default;
};

[[nodiscard]] ChildReading child_reading(const FamilyRules& rules, std::int64_t months);

/// What the children of a case come to for one policy.
struct FamilyReading {
  std::int64_t points = 0;       ///< most of any known child
  std::uint64_t rows = 0;        ///< a bit for each ChildReading::rows
  std::int64_t further = 0;      ///< up to FamilyRules::counted
  std::size_t young = SIZE_MAX;  ///< least of any known child

  friend auto operator<=>(const FamilyReading&, const FamilyReading&) = default;
};

struct FamilyState {
  std::array<FamilyReading, 2> sides;
  std::int64_t unknown = 0;  ///< children of no known age; one where there is no child

  friend auto operator<=>(const FamilyState&, const FamilyState&) = default;
};

/// A child of known age that a case listed on some day could have.
struct PossibleChild {
  std::array<ChildReading, 2> sides;
  Day born = Day::first();
};

/// Each that the policies tell apart, once, in order.
[[nodiscard]] std::vector<PossibleChild> possible_children(const std::array<FamilyRules, 2>& rules,
                                                           Day listed_on,
                                                           Day as_of);

struct PossibleFamily {
  FamilyState state;
  std::vector<std::optional<std::size_t>> children;  ///< places of known ones; nullopt: not known
};

/// Each that the policies tell apart, once; `all`: whether these are all.
[[nodiscard]] std::vector<PossibleFamily> possible_families(
    const std::array<FamilyRules, 2>& rules, const std::vector<PossibleChild>& children, bool& all);

}  // namespace waitlist
