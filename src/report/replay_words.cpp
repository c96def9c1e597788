#include "report/replay_words.h"

#include "report/simulation_words.h"
#include "report/text_table.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace waitlist {
namespace {

std::string share_of_replay(const Estimate& estimate) {
  return estimate.replications == 0 ? "–" : fmt::format("{:.1f}%", 100.0 * estimate.mean);
}

/// Cases or days, with one decimal where it is a mean over repetitions.
std::string mean_of_replay(const Estimate& estimate) {
  if (estimate.replications == 0) return "–";
  const bool whole = estimate.standard_error == 0.0 && std::floor(estimate.mean) == estimate.mean;
  return whole ? fmt::format("{:.0f}", estimate.mean) : fmt::format("{:.1f}", estimate.mean);
}

/// A share of cases that only some repetitions reach has no mean over all of them.
std::string days_until_share(const Estimate& estimate, std::uint32_t replications) {
  return estimate.replications < replications ? "not reached" : mean_of_replay(estimate);
}

ReplayLine line_of(std::string name, const ReplayedWaits& waits, std::uint32_t replications) {
  return {std::move(name),
          {mean_of_replay(waits.allocated), mean_of_replay(waits.withdrawn),
           mean_of_replay(waits.waiting), mean_of_replay(waits.mean),
           days_until_share(waits.half_in, replications),
           days_until_share(waits.nine_tenths_in, replications), share_of_replay(waits.over_limit),
           share_of_replay(waits.same_day)}};
}

}  // namespace

std::vector<std::string> replay_titles(const HistoryReplay& replay) {
  return {"allocated",
          "withdrew",
          "waiting",
          "mean wait",
          "half in",
          "9 of 10 in",
          longer_than(replay.limit),
          "same day"};
}

std::vector<ReplayLine> replay_lines(const SimulationResult& result) {
  const HistoryReplay& replay = *result.replay;
  std::vector<ReplayLine> lines{line_of("as recorded", replay.recorded, 1)};
  for (std::size_t policy = 0; policy < replay.policies.size(); ++policy) {
    lines.push_back(
        line_of(policy_label(result, policy), replay.policies[policy], result.replications));
  }
  for (std::size_t i = 0; i < replay.variants.size(); ++i) {
    for (std::size_t policy = 0; policy < replay.variants[i].size(); ++policy) {
      lines.push_back(line_of(result.variants[i].id + ": " + policy_label(result, policy),
                              replay.variants[i][policy], result.replications));
    }
  }
  return lines;
}

std::string replay_in_words(const SimulationResult& result) {
  const HistoryReplay& replay = *result.replay;
  const double cases = replay.recorded.cases.mean;
  const std::string in_hand =
      replay.in_hand == 0 ? ""
                          : fmt::format(" On the first day {} more {} in hand.", replay.in_hand,
                                        replay.in_hand == 1 ? "was" : "were");
  return fmt::format(
      "{} of the cases that count {} a row in {}.{} Each wait counts up to the last day. \"Mean "
      "wait\" counts a wait that "
      "goes on with its days so far. \"Half in\" and \"9 of 10 in\" are the days until that share "
      "of all cases was allocated. There a wait that goes on may end later, and a family that "
      "withdrew is not allocated. \"{}\" leaves out cases that were listed too late to tell. "
      "\"Same day\" is the share of the allocations in the record that fall on the same day.",
      mean_of_replay(replay.recorded.cases), cases == 1.0 ? "has" : "have",
      one_line(replay.outcomes), in_hand, replay_titles(replay)[6]);
}

}  // namespace waitlist
