/// \file case.h
/// \brief One children's case on a waiting list, as facts.
/// Layer: cases (may use base).  No names, addresses or narrative: an opaque id, dates, codes.
/// Waiting is counted from `listed_on`, the day the order for the work was received; a transfer
/// between teams never restarts it (domain reference, section 7.4).
/// Threads: values; share freely.
#pragma once

#include <waitlist/base/day.h>
#include <waitlist/base/export.h>
#include <waitlist/cases/answer.h>
#include <waitlist/cases/fact_schema.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// Where a case stands. Only `awaiting` is ranked; the rest is listed apart, never dropped.
enum class CaseStatus : std::uint8_t { awaiting, on_hold, duty_allocated, allocated, withdrawn };

/// A child of the case: from its birth on, also when that comes after listing.
struct Child {
  std::optional<Day> born = {};  ///< nullopt: the date of birth is not known
  /// Not born yet as far as is known, and `born` is the day on which it is due. Such a child counts
  /// as newborn.
  bool expected = false;

  friend bool operator==(const Child&, const Child&) = default;
};

/// Why and until when a case is not to be ranked.
struct Hold {
  std::string reason = {};
  std::optional<Day> until = {};           ///< nullopt: until somebody lifts it
  std::optional<Day> from = std::nullopt;  ///< first day on hold; nullopt: not recorded

  friend bool operator==(const Hold&, const Hold&) = default;
};

/// A period the court agreed not to count. It counts all the same unless the policy excludes it.
struct Pause {
  Day from;
  std::optional<Day> to = {};  ///< first day that counts again; nullopt: still running
  std::string reason = {};

  friend bool operator==(const Pause&, const Pause&) = default;
};

enum class DecisionDirection : std::uint8_t { raise, lower };

/// A manager's decision to place a case in another band than its points do.
/// Source: MARAC guidance (judgement may raise, should not lower; domain reference, section 3.1).
struct ManagerDecision {
  DecisionDirection direction = DecisionDirection::raise;
  std::string band = {};       ///< id of a band of the policy
  std::string reason = {};     ///< required
  std::string made_by = {};    ///< opaque code of the manager
  std::string agreed_by = {};  ///< a second manager; required to lower
  Day made_on = Day::first();
  Day expires_on = Day::first();  ///< first day on which it no longer holds

  friend bool operator==(const ManagerDecision&, const ManagerDecision&) = default;
};

/// When an answer was received, and from whom. The answer is one that was asked for.
struct AnswerRecord {
  FactIndex fact = 0;
  std::optional<Day> received_on = {};  ///< nullopt: not recorded
  std::string source = {};              ///< opaque code, one line of at most 64 bytes; may be empty

  friend bool operator==(const AnswerRecord&, const AnswerRecord&) = default;
};

/// One case as a host holds it. A CaseTable is made from these or read from a file.
struct Case {
  std::string case_id = {};  ///< opaque; 1 to 64 bytes of visible text without `;` or `,`
  std::string area = {};
  std::string team = {};
  CaseStatus status = CaseStatus::awaiting;
  Day listed_on = Day::first();
  std::optional<Day> filing_date = {};
  bool no_filing_date = false;  ///< known to have none; without it, one that is absent is unknown
  std::vector<Child> children = {};
  /// References that tell a child again in another case, without a name: none at all, or one for
  /// each child, empty where there is none. 1 to 64 bytes of visible text without `;` or `,`.
  std::vector<std::string> child_refs = {};
  std::vector<std::string> linked_to = {};  ///< siblings, cross-applications, consolidated cases
  std::optional<Hold> hold = {};            ///< required when on_hold, absent otherwise
  std::vector<Pause> pauses = {};           ///< in order, not overlapping, from listing onwards
  std::optional<ManagerDecision> decision = {};  ///< the one in force; the host keeps earlier ones
  std::optional<Day> duty_from = {};    ///< first day on duty; absent unless duty_allocated
  std::optional<Day> reviewed_on = {};  ///< when somebody last looked at the case as a whole
  std::string relisted_reason = {};     ///< why `listed_on` is later than it was; empty: it is not
  std::vector<Answer> answers = {};  ///< one for each fact of the schema; a short list is not_asked
  std::vector<AnswerRecord> records = {};  ///< in any order, at most one for each fact

  friend bool operator==(const Case&, const Case&) = default;
};

/// `awaiting`, `on_hold`, `duty_allocated`, `allocated`, `withdrawn`.
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(CaseStatus status) noexcept;
[[nodiscard]] WAITLIST_EXPORT std::optional<CaseStatus> parse_case_status(
    std::string_view text) noexcept;

/// `raise`, `lower`.
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(DecisionDirection direction) noexcept;

}  // namespace waitlist
