// A record beside its replay: the table and the words that text and page share.
#pragma once

#include <waitlist/simulation/simulation_result.h>

#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// A row of figures: `as recorded`, a policy, or a policy in a variant.
struct ReplayLine {
  std::string name;
  std::vector<std::string> cells;  ///< by replay_titles()
};

/// The titles of the columns after the name.
[[nodiscard]] std::vector<std::string> replay_titles(const HistoryReplay& replay);

/// The record first, then the policies, then those of each variant.
[[nodiscard]] std::vector<ReplayLine> replay_lines(const SimulationResult& result);

/// What is compared, and how the columns count.
[[nodiscard]] std::string replay_in_words(const SimulationResult& result);

}  // namespace waitlist
