/// \file case_mix.h
/// \brief What newly listed cases are like: children, dates, answers, and what becomes of them.
/// Layer: simulation (may use base to allocation).  Source: docs/reference/scenario-format.md 6.
/// Units: shares in thousandths, so that no rounding decides who is drawn.
/// Threads: values; share freely.
#pragma once

#include <waitlist/cases/answer.h>
#include <waitlist/cases/fact_schema.h>
#include <waitlist/policy/policy.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace waitlist {

/// Thousandths of the cases.
using Share = std::int64_t;

/// Holds for a case whose answer to the fact is given and at least this.
struct MixCondition {
  FactIndex fact = 0;
  std::int64_t at_least = 0;  ///< place of the level, number, or count of markers
};

/// One row of a drawn answer. For counts and dates a number is drawn evenly from `from` to `to`.
struct AnswerRow {
  Answer answer;       ///< choice: the level; also `unknown` and `not_asked`, of any kind of fact
  bool drawn = false;  ///< a number, or days before listing, instead of `answer`
  std::int64_t from = 0;
  std::int64_t to = 0;
  Share share = 0;
};

/// How one fact is answered when a case is listed. Rows for one fact are tried in order; the first
/// whose condition holds is drawn from, and where none holds the answer is a checked "no". So is
/// what the rows leave of a thousand.
struct FactMix {
  FactIndex fact = 0;
  std::optional<MixCondition> only_if;
  std::vector<AnswerRow> rows;
  std::vector<Share> markers;  ///< checklist: of each marker by itself
  Share pending = 0;  ///< asked for at listing; the answer comes later, drawn from the known rows
};

/// A fact that may get worse while the case waits.
struct FactChange {
  FactIndex fact = 0;
  Answer to;  ///< given; a case whose answer is as grave already stays as it is
  double per_30_days = 0.0;
  std::optional<MixCondition> only_if;
};

struct AgeShare {
  Months under;  ///< from the row before, or from birth
  Share share = 0;
};

struct DelayRange {
  std::int64_t from = 0;
  std::int64_t to = 0;  ///< included
};

struct CaseMix {
  std::string id;
  std::vector<Share> children;  ///< of cases with 1, 2, … children; what is left has one more
  std::vector<AgeShare> ages;   ///< what is left of a thousand is in the last row
  Share birth_unknown = 0;      ///< of the children
  Share linked = 0;             ///< linked to one of the twenty cases before it in its stream
  Share filing = 0;             ///< with a filing date
  DelayRange filing_after;      ///< days from listing to it
  DelayRange answered_after;    ///< days until a pending answer comes
  double withdrawn_per_30_days = 0.0;
  std::vector<FactMix> facts;
  std::vector<FactChange> changes;
  TextPlace place;
};

}  // namespace waitlist
