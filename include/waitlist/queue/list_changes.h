/// \file list_changes.h
/// \brief What moved between two lists that a manager must see: clocks, concerns, children, links.
/// Layer: queue (may use base, cases).  Source: docs/reference/output.md, "Changes since an earlier
/// list"; Ofsted C4 001, "children on the waiting list were not left at risk".
/// Complexity: O(cases × facts), in one pass by id.  Threads: pure; share freely.
/// Not: a full difference. What makes a case more urgent, or is only new, is not told.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/case_table.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

enum class ListChangeKind : std::uint8_t {
  vanished,                    ///< awaiting, on hold or on duty before; not on the list now
  id_reused,                   ///< the id may stand for another case now
  listed_later,                ///< and no reason stands beside it: the earlier day counts
  listed_later_with_reason,    ///< the later day counts
  concern_became_no,           ///< a concern was recorded; now the answer is no
  concern_no_longer_recorded,  ///< a concern was recorded; now it is pending, unknown or not asked
  concern_lowered,             ///< a lower level or number, a marker less, an earlier date
  many_no_in_case,             ///< many answers of one case became no
  many_no_in_fact,             ///< one fact became no in many cases; of no case alone
  check_dropped,               ///< asked for before; now unknown or not asked
  check_restarted,             ///< asked for again on a later day
  hold_begun,
  hold_lengthened,
  hold_from_moved,
  duty_from_moved,
  pause_added,  ///< days are paused that were not
  child_removed,
  expected_child_removed,
  birth_moved,  ///< another date of birth, or day on which a child is due
  link_cut,     ///< neither case names the other any more
  filing_date_later,
  filing_date_removed,
};

/// So many answers of a case that become no at once are many.
inline constexpr std::size_t kManyNoInCase = 5;
/// So many cases, and at least one in kManyNoShare of those on both lists, are many for a fact.
inline constexpr std::size_t kManyNoInFact = 5;
inline constexpr std::size_t kManyNoShare = 10;

struct ListChange {
  ListChangeKind kind{};
  std::string case_id;                ///< empty for many_no_in_fact
  std::optional<CaseRow> row_before;  ///< in the earlier list
  std::optional<CaseRow> row_now;     ///< in the list of now
  std::string field;                  ///< a column of case files, among them the ids of facts
  std::string before;                 ///< both values, as case files write them; may be empty
  std::string now;
  std::string detail;  ///< plain English, without the case id

  friend bool operator==(const ListChange&, const ListChange&) = default;
};

/// The changes from one list to a later one: by kind, then in byte order of case id, then in the
/// order of children, links and facts. `left_out` names cases that the list of now has and its
/// table has not, such as faulty rows: they did not vanish. Errors: the lists have different fact
/// schemas.
[[nodiscard]] WAITLIST_EXPORT Result<std::vector<ListChange>> list_changes(
    const CaseTable& previous, const CaseTable& now, std::span<const std::string> left_out = {});

/// The changes of one case, which has the same id in both. Rows are left empty; a link counts as
/// cut when this case no longer names it. Kinds that need a list are not among them.
[[nodiscard]] WAITLIST_EXPORT std::vector<ListChange> case_changes(const FactSchema& schema,
                                                                   const Case& before,
                                                                   const Case& now);

/// The list of now, where every case that is listed on a later day than before, without a
/// `relisted_reason`, has its earlier day. Rows are those of `now`.
[[nodiscard]] WAITLIST_EXPORT CaseTable with_clocks_of(const CaseTable& previous,
                                                       const CaseTable& now);

/// `vanished`, `id_reused`, …
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(ListChangeKind kind) noexcept;

}  // namespace waitlist
