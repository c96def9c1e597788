/// \file ranking.h
/// \brief The ordered allocation queue: who is next, by which rule, and who stands apart.
/// Layer: queue (may use base, cases, policy, scoring).
/// Source: Ofsted C4 001, "consistent allocation … taking account of ages and time awaiting
/// service"; docs/reference/policy-format.md sections 10 and 11.
/// Ranges: 0 to limits::kCasesMax cases; an empty list gives an empty queue.
/// Complexity: O(n log n) time, O(n) space.  Threads: a Ranking is immutable; share freely.
/// Not: capacity or practitioners. It proposes; a named manager decides.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/case_list.h>
#include <waitlist/queue/position.h>
#include <waitlist/scoring/contribution_table.h>
#include <waitlist/scoring/explanation.h>
#include <waitlist/scoring/score.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

struct ListPart;  // list_part.h

/// One ranked case.
struct Place {
  CaseRow row = 0;
  /// 1 for the first unit. Cases of one unit share their position and follow each other.
  Position position = 0;
  Score score;
};

/// Why a case is on the list but not ranked.
enum class ApartReason : std::uint8_t {
  on_hold,
  duty_allocated,
  allocated,
  withdrawn,
  not_yet_listed,  ///< listed after the as-of date
};

/// A case that is listed apart: never dropped, not ranked.
struct ApartCase {
  CaseRow row = 0;
  ApartReason reason{};
  /// Of a case on hold or on duty: what it would score if it were awaiting. nullopt also where the
  /// holiday data does not reach its filing date.
  std::optional<Score> score;
};

struct RankOptions {
  /// Threads for scoring, at most; a short list is not shared out. The result does not depend on
  /// it.
  unsigned threads = 1;
  /// Whether to keep what the points of every case are made of: Ranking::contributions().
  bool keep_contributions = false;
};

/// An immutable queue. It keeps the table and the policy it was made from, so it is complete.
class WAITLIST_EXPORT Ranking {
 public:
  /// Ranked cases in order.
  [[nodiscard]] std::span<const Place> places() const noexcept;
  /// Cases listed apart, by reason, then in byte order of id.
  [[nodiscard]] std::span<const ApartCase> apart() const noexcept;
  /// Rows of the list that were set apart because something in them is wrong, in the order of the
  /// input: they are on the list, not ranked, and must be looked at first.
  [[nodiscard]] std::span<const FaultyCase> faulty() const noexcept;
  [[nodiscard]] const CaseTable& cases() const noexcept;
  [[nodiscard]] const CompiledPolicy& policy() const noexcept;
  [[nodiscard]] Day as_of() const noexcept;
  /// The place of a case, or null when it is apart or not on the list. O(log n).
  [[nodiscard]] const Place* find(std::string_view case_id) const noexcept;
  /// The case apart of that id, or null when it is ranked or not on the list. O(cases apart).
  [[nodiscard]] const ApartCase* find_apart(std::string_view case_id) const noexcept;
  /// What the points of every case are made of; null unless RankOptions asked to keep it.
  [[nodiscard]] const ContributionTable* contributions() const noexcept;
  /// Units ranked: the last position of the whole list.
  [[nodiscard]] std::uint32_t unit_count() const noexcept;
  /// The cases of the whole list that share the position of a ranked one, in order, itself among
  /// them; none of a case that is apart. O(cases of the unit).
  [[nodiscard]] std::span<const Place> unit_of(CaseRow row) const noexcept;
  /// Of part_of(): which part this is, each part of a part; empty: the whole.
  [[nodiscard]] std::span<const ListPart> parts() const noexcept;
  /// How many cases the whole list ranks.
  [[nodiscard]] std::size_t ranked_in_all() const noexcept;

  struct Data;  // src/queue/ranking_data.h
  explicit Ranking(std::shared_ptr<const Data> data) noexcept;

 private:
  friend WAITLIST_EXPORT Result<Ranking> rank(const CaseList& list,
                                              const CompiledPolicy& policy,
                                              Day as_of,
                                              const RankOptions& options);
  friend WAITLIST_EXPORT Ranking part_of(const Ranking& ranking, const ListPart& part);

  std::shared_ptr<const Data> data_;
  std::shared_ptr<const std::vector<FaultyCase>> faulty_;  ///< null: none
};

/// Ranks every awaiting case. Errors: those of check_scorable().
[[nodiscard]] WAITLIST_EXPORT Result<Ranking> rank(const CaseTable& cases,
                                                   const CompiledPolicy& policy,
                                                   Day as_of,
                                                   const RankOptions& options = {});

/// The first day on hold or on duty; nullopt where it was not recorded, and for other cases.
[[nodiscard]] WAITLIST_EXPORT std::optional<Day> apart_since(const CaseTable& cases, CaseRow row);
/// Ranks the sound cases of a list as if its faulty rows were not there, and keeps these. A case
/// that check_scorable() would refuse joins them: a decision that names no band of the policy, a
/// latest start outside the calendar's data. So places + apart + faulty are the rows of the input.
/// Errors: those of the day and the fact schema.
[[nodiscard]] WAITLIST_EXPORT Result<Ranking> rank(const CaseList& list,
                                                   const CompiledPolicy& policy,
                                                   Day as_of,
                                                   const RankOptions& options = {});

[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(ApartReason reason) noexcept;

}  // namespace waitlist
