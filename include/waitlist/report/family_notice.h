/// \file family_notice.h
/// \brief What a family may be told about their own case, as a page for them.
/// Layer: report (may use base to queue).
/// Why: an explanation for a manager tells what another party, the police or a school has said, and
/// a place tells what is known of other cases. A notice is made of nothing but the policy, the day
/// and, of the case, its id, team, day of listing and day of review, and the answers to facts that
/// are marked FactDefinition::disclose. It has no points, band or place, and does not tell whether
/// the case is on hold or on duty. So nothing else changes a byte of it:
/// docs/reference/family-page.md. Threads: values; share freely.
#pragma once

#include <waitlist/base/day.h>
#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/case_table.h>
#include <waitlist/policy/compiled_policy.h>

#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// The words of a page, in plain English. The sentences are of grade 6 or below (Flesch-Kincaid),
/// apart from names and labels that the case, the schema and the policy bring.
struct FamilyNotice {
  struct Section {
    std::string heading;
    std::vector<std::string> before;  ///< sentences above the items
    std::vector<std::string> items;   ///< may be empty
    std::vector<std::string> after;   ///< sentences below them

    friend bool operator==(const Section&, const Section&) = default;
  };

  std::string title;
  std::string opening;
  std::vector<Section> sections;
  std::string rules;  ///< which policy this goes by

  friend bool operator==(const FamilyNotice&, const FamilyNotice&) = default;
};

/// What may be told of a case. `contact` says how to reach the team, in one line; may be empty.
/// Errors: unknown_reference where no case has this id; inconsistent where its wait is over
/// (allocated or withdrawn), where it is listed after `as_of`, and where table and policy have
/// different facts. O(facts + size of the policy).
[[nodiscard]] WAITLIST_EXPORT Result<FamilyNotice> family_notice(const CaseTable& cases,
                                                                 const CompiledPolicy& policy,
                                                                 std::string_view case_id,
                                                                 Day as_of,
                                                                 const std::string& contact = {});

/// As a letter in plain text.
[[nodiscard]] WAITLIST_EXPORT std::string render_text(const FamilyNotice& notice);

/// As a page: one file that asks nothing of any network, and prints.
[[nodiscard]] WAITLIST_EXPORT std::string render_html(const FamilyNotice& notice);

}  // namespace waitlist
