// Decisions about a list on their way into a log.
#pragma once

#include <waitlist/base/result.h>
#include <waitlist/record/decisions.h>
#include <waitlist/record/log_entry.h>

#include "record/key_store.h"
#include "record/openings.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// A ranked case of the list.
struct DecidedRow {
  std::uint32_t row = 0;
  std::uint32_t position = 0;
  std::string team;
};

/// The list that decisions are about.
struct DecidedList {
  std::uint64_t index = 0;  ///< its entry
  std::string list_id;
  std::uint32_t places = 0;          ///< the greatest place that a case can be put to
  std::uint64_t first_decision = 0;  ///< the entry that the first of them will be
  std::function<std::optional<DecidedRow>(std::string_view case_id)> find;  ///< nullopt: not ranked
};

struct TakenDecisions {
  std::vector<DecisionEntry> entries;
  std::vector<ReasonOpening> reasons;
};

/// Decisions as entries. Errors: one about a case that is not ranked, twice about the same of a
/// case, about both its place and who takes it or neither; no code, no place, a reason that is too
/// long or is not one line.
[[nodiscard]] Result<TakenDecisions> take_decisions(std::span<const ListDecision> decisions,
                                                    const DecidedList& list,
                                                    const KeyStore& keys);

}  // namespace waitlist
