// The rules about cases, looked up once for each case: competences, loads, instructions, pairs.
#pragma once

#include <waitlist/allocation/allocation_rules.h>
#include <waitlist/allocation/roster.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/case_table.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace waitlist {

/// What the rules say about each case of a list, with practitioners by their place in the roster.
class CaseRulesLookup {
 public:
  /// Errors: an unknown case, practitioner, fact or level; two pins for one family; a pin and an
  /// exclusion of the same pair; a pair twice; a reason or a manager missing.
  [[nodiscard]] static Result<CaseRulesLookup> make(const CaseTable& cases,
                                                    const Roster& roster,
                                                    const AllocationRules& rules);

  struct Word {
    PractitionerIndex practitioner = 0;
    std::string reason;
  };
  struct Price {
    PractitionerIndex practitioner = 0;
    Cost cost;
  };

  [[nodiscard]] std::span<const std::string> competences(CaseRow row) const;
  [[nodiscard]] std::uint32_t load(CaseRow row) const;
  [[nodiscard]] const Word* pin(CaseRow row) const;
  [[nodiscard]] std::span<const Word> exclusions(CaseRow row) const;
  /// By practitioner; empty as well when the host has given no pairs.
  [[nodiscard]] std::span<const Price> prices(CaseRow row) const;

 private:
  friend class CaseRulesReader;

  std::unordered_map<CaseRow, std::vector<std::string>> competences_;
  std::unordered_map<CaseRow, std::uint32_t> loads_;
  std::unordered_map<CaseRow, Word> pins_;
  std::unordered_map<CaseRow, std::vector<Word>> exclusions_;
  std::unordered_map<CaseRow, std::vector<Price>> prices_;
};

}  // namespace waitlist
