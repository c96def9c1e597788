// One case as the rules of a policy see it.
#pragma once

#include <waitlist/cases/case_table.h>

#include "cases/case_columns.h"
#include "policy/policy_tables.h"
#include "scoring/unit_ages.h"

#include <optional>

namespace waitlist {

struct ScoredCase {
  const CaseTable& cases;
  const PolicyTables& tables;
  CaseRow row = 0;
  const UnitAges& ages;
  /// A fact that is unknown and read at its worst: "what if this alone were answered?"
  std::optional<FactIndex> at_worst;
  const AnswerRows& answers = cases.columns().answers;

  [[nodiscard]] Answer answer(FactIndex fact) const noexcept { return answers.answer(row, fact); }
};

}  // namespace waitlist
