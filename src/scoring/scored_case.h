// One case as the rules of a policy see it.
#pragma once

#include <waitlist/cases/case_table.h>

#include "cases/case_columns.h"
#include "policy/policy_tables.h"
#include "scoring/unit_ages.h"

#include <optional>

namespace waitlist {

/// An unknown answer read as known: a checked no, or the worst answer there is.
struct SupposedAnswer {
  FactIndex fact = 0;
  bool at_worst = true;
};

struct ScoredCase {
  const CaseTable& cases;
  const PolicyTables& tables;
  CaseRow row = 0;
  const UnitAges& ages;
  /// "What if this alone were answered?"
  std::optional<SupposedAnswer> supposed;
  const AnswerRows& answers = cases.columns().answers;

  [[nodiscard]] bool supposes(FactIndex fact) const noexcept {
    return supposed && supposed->fact == fact;
  }

  [[nodiscard]] Answer answer(FactIndex fact) const noexcept { return answers.answer(row, fact); }
};

}  // namespace waitlist
