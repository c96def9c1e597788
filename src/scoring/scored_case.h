// One case as the rules of a policy see it.
#pragma once

#include <waitlist/cases/case_table.h>

#include "cases/case_columns.h"
#include "policy/policy_tables.h"
#include "scoring/unit_ages.h"

#include <optional>
#include <span>

namespace waitlist {

struct ScoredCase {
  const CaseTable& cases;
  const PolicyTables& tables;
  CaseRow row = 0;
  const UnitAges& ages;
  /// A fact that is unknown and read at its worst: "what if this alone were answered?"
  std::optional<FactIndex> at_worst;
  std::span<const AnswerCode> codes = cases.columns().answers.codes(row);

  [[nodiscard]] Answer answer(FactIndex fact) const noexcept {
    const AnswerCode code = codes[fact];
    return code != kOtherCode ? answer_of(code) : cases.answer(row, fact);
  }
};

}  // namespace waitlist
