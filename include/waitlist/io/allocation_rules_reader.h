/// \file allocation_rules_reader.h
/// \brief CSV text to what work asks for, a manager's instructions, or a host's own prices.
/// Layer: io (may use base, cases, policy, allocation).  Format: docs/reference/allocation.md.
/// Ranges: limits.h.  Errors: all faults, placed; what a name means is checked by allocate().
/// Complexity: O(bytes).  Threads: pure; share freely.
#pragma once

#include <waitlist/allocation/allocation_rules.h>
#include <waitlist/base/export.h>
#include <waitlist/base/result.h>

#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// Needs, loads, kinds and preferences of one file.
struct WorkRules {
  std::vector<CompetenceNeed> needs;
  std::vector<LoadRule> loads;
  std::vector<KindRule> kinds;
  std::vector<CompetencePreference> preferences;
  std::vector<SecondWorkerRule> seconds;
};

/// `competence,load,case_id,fact,answers,may_not_take,kind,prefers,second,lead`: each row has a
/// competence, a load, a word of those who may not take the cases, a kind of work, a competence
/// that is preferred or one of a second worker, and names a case or a fact with its answers.
[[nodiscard]] WAITLIST_EXPORT Result<WorkRules> read_work_csv(std::string_view text,
                                                              const std::string& source = "work");

/// `instruction,case_id,practitioner_id,reason,made_by`.
[[nodiscard]] WAITLIST_EXPORT Result<std::vector<Instruction>> read_instructions_csv(
    std::string_view text, const std::string& source = "instructions");

/// `case_id,practitioner_id,cost`. A file without a row says that nobody may take anything:
/// AllocationRules::only_pairs is for that.
[[nodiscard]] WAITLIST_EXPORT Result<std::vector<PairPrice>> read_pairs_csv(
    std::string_view text, const std::string& source = "pairs");

/// `case_id,practitioner_id`: an earlier proposal, as render_csv() wrote it or with these two
/// columns alone. Rows without a practitioner say nothing.
[[nodiscard]] WAITLIST_EXPORT Result<std::vector<EarlierPlace>> read_earlier_csv(
    std::string_view text, const std::string& source = "earlier proposal");

/// `weight,value`: weights by the names of PriceWeights, in minutes with up to two decimals;
/// `continuity_days` in whole days. Those that no row names stay as they are.
[[nodiscard]] WAITLIST_EXPORT Result<PriceWeights> read_weights_csv(
    std::string_view text, const std::string& source = "weights");

}  // namespace waitlist
