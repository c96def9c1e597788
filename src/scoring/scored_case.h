// One case as the rules of a policy see it.
#pragma once

#include <waitlist/cases/case_table.h>

#include "cases/case_columns.h"
#include "policy/policy_tables.h"
#include "scoring/stale_answers.h"
#include "scoring/unit_ages.h"

#include <algorithm>
#include <optional>
#include <span>

namespace waitlist {

/// An unknown or stale answer read as known.
struct SupposedAnswer {
  FactIndex fact = 0;
  Answer answer;
};

struct ScoredCase {
  const CaseTable& cases;
  const PolicyTables& tables;
  CaseRow row = 0;
  const UnitAges& ages;
  /// Goes before what is recorded, unknown or stale.
  std::optional<SupposedAnswer> supposed;
  Day as_of;
  const AnswerRows& answers = cases.columns().answers;
  std::span<const AnswerRecord> aging = records_that_age(cases, tables, row);
  const AnswerCode* codes = answers.codes(row).data();  ///< by fact

  /// "What if this alone were answered so?" `room` holds a code for each fact, and outlives it.
  void suppose(FactIndex fact, Answer answer, std::span<AnswerCode> room) {
    supposed = SupposedAnswer{fact, answer};
    std::ranges::copy(answers.codes(row), room.begin());
    room[fact] = code_of(answer);
    codes = room.data();
  }

  [[nodiscard]] bool supposes(FactIndex fact) const noexcept {
    return supposed && supposed->fact == fact;
  }

  [[nodiscard]] Answer answer(FactIndex fact) const noexcept {
    return supposes(fact) ? supposed->answer : answers.answer(row, fact);
  }

  [[nodiscard]] MeasureDays measure_days() const noexcept { return {cases.listed_on(row), as_of}; }

  /// The first day on which the answer to this fact was stale, when it is.
  [[nodiscard]] std::optional<Day> stale_since(FactIndex fact) const noexcept {
    for (const AnswerRecord& record : aging) {
      if (record.fact != fact || supposes(fact)) continue;
      const auto from = stale_from(cases, tables, row, record);
      if (from && *from <= as_of) return from;
    }
    return std::nullopt;
  }

  /// Whether any answer of the case is.
  [[nodiscard]] bool has_stale() const noexcept {
    return std::ranges::any_of(aging, [this](const AnswerRecord& record) {
      const auto from = stale_from(cases, tables, row, record);
      return from && *from <= as_of;
    });
  }
};

}  // namespace waitlist
