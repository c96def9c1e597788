// The cases of a list unit by unit: what a unit brings to their scores is read once for all of
// them, and its memory used again for the next unit.
#pragma once

#include "scoring/code_score.h"
#include "scoring/waited_days.h"

#include <optional>

namespace waitlist {

class UnitReader {
 public:
  /// The table and the policy must outlive the reader.
  UnitReader(const CaseTable& cases, const CompiledPolicy& policy, Day as_of) noexcept
      : cases_{cases}, policy_{policy}, as_of_{as_of} {}

  /// Reads a unit. O(1) when it was the last one read.
  void read(UnitIndex unit) {
    if (unit_ == unit) return;
    read(unit, kNoCase);
    unit_ = unit;
  }

  /// Reads the unit of a case as it would be if the case were ranked, whatever its status.
  void read_of(CaseRow row) {
    read(cases_.unit(row), row);
    unit_.reset();
  }

  /// Of the unit read.
  [[nodiscard]] const UnitFacts& facts() const noexcept { return facts_; }

  /// One of the cases counted in it.
  [[nodiscard]] ScoredCase ranked(CaseRow row) const noexcept {
    return {cases_, policy_.tables(), row, ages_, std::nullopt, as_of_};
  }

  [[nodiscard]] FactScore fact_score(CaseRow row) const {
    return score_by_codes(ranked(row), policy_, as_of_);
  }

  [[nodiscard]] Score score(CaseRow row) const {
    return score_on(policy_, fact_score(row), facts_, as_of_);
  }

 private:
  void read(UnitIndex unit, CaseRow also) {
    read_unit_facts(cases_, policy_, unit, as_of_, facts_, also);
    ages_ = unit_ages(cases_, policy_.tables(), facts_.ranked, as_of_);
  }

  const CaseTable& cases_;
  const CompiledPolicy& policy_;
  Day as_of_;
  std::optional<UnitIndex> unit_;
  UnitFacts facts_;
  UnitAges ages_;
};

}  // namespace waitlist
