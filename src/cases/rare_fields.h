// What few cases have, kept by row and apart from the columns.
#pragma once

#include <waitlist/cases/case_table.h>

#include "cases/case_view.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace waitlist {

/// Pauses, holds, decisions, links, references of children, records of answers, and what clocks of
/// a case are. That a
/// row has none is told by one bit, which mostly is all.
class RareFields {
 public:
  [[nodiscard]] std::span<const Pause> pauses(CaseRow row) const noexcept {
    const auto* kept = find(pauses_, row);
    return kept != nullptr ? std::span<const Pause>{*kept} : std::span<const Pause>{};
  }

  [[nodiscard]] std::span<const std::string> linked_to(CaseRow row) const noexcept {
    const auto* kept = find(links_, row);
    return kept != nullptr ? std::span<const std::string>{*kept} : std::span<const std::string>{};
  }

  /// Null: none.
  [[nodiscard]] const Hold* hold(CaseRow row) const noexcept { return find(holds_, row); }

  /// Null: none.
  [[nodiscard]] const ManagerDecision* decision(CaseRow row) const noexcept {
    return find(decisions_, row);
  }

  /// One for each child, or none at all.
  [[nodiscard]] std::span<const std::string> child_refs(CaseRow row) const noexcept {
    const auto* kept = find(child_refs_, row);
    return kept != nullptr ? std::span<const std::string>{*kept} : std::span<const std::string>{};
  }

  /// In the order of facts.
  [[nodiscard]] std::span<const AnswerRecord> records(CaseRow row) const noexcept {
    const auto* kept = find(records_, row);
    return kept != nullptr ? std::span<const AnswerRecord>{*kept} : std::span<const AnswerRecord>{};
  }

  [[nodiscard]] std::optional<Day> duty_from(CaseRow row) const noexcept {
    const auto* kept = find(duty_from_, row);
    return kept != nullptr ? std::optional{*kept} : std::nullopt;
  }

  /// Empty: none.
  [[nodiscard]] std::string_view relisted_reason(CaseRow row) const noexcept {
    const auto* kept = find(relisted_reasons_, row);
    return kept != nullptr ? std::string_view{*kept} : std::string_view{};
  }

  /// Visits the rows that name others, with the ids they name, in no order that means anything.
  template <class Visit>
  void visit_links(Visit visit) const {
    for (const auto& [row, links] : links_) visit(row, links);
  }

  /// Keeps these fields of a case in the place of those its row had.
  void put(CaseRow row, const CaseView& fields);

  /// Makes swap() of these rows possible.
  void prepare_swap(CaseRow a, CaseRow b);

  /// Gives each of two rows the fields of the other. Requires prepare_swap() since the last put().
  void swap(CaseRow a, CaseRow b) noexcept;

  /// Leaves a row without any of them.
  void clear(CaseRow row) noexcept;

  /// Takes over the fields of other rows, which come after `offset` rows.
  void append(RareFields&& more, std::size_t offset);

 private:
  template <class Value>
  using ByRow = std::unordered_map<CaseRow, Value>;

  template <class Value>
  [[nodiscard]] const Value* find(const ByRow<Value>& values, CaseRow row) const noexcept {
    if (!has(row)) return nullptr;
    const auto at = values.find(row);
    return at != values.end() ? &at->second : nullptr;
  }

  template <class Value>
  void take_over(ByRow<Value>& to, ByRow<Value>& more, std::size_t offset);

  template <class Value>
  static void swap_in(ByRow<Value>& values, CaseRow a, CaseRow b) noexcept;

  [[nodiscard]] bool has(CaseRow row) const noexcept { return row < has_.size() && has_[row]; }

  void mark(CaseRow row);

  std::vector<bool> has_;
  ByRow<std::vector<Pause>> pauses_;
  ByRow<Hold> holds_;
  ByRow<ManagerDecision> decisions_;
  ByRow<std::vector<std::string>> links_;
  ByRow<std::vector<std::string>> child_refs_;
  ByRow<std::vector<AnswerRecord>> records_;
  ByRow<Day> duty_from_;
  ByRow<std::string> relisted_reasons_;
};

}  // namespace waitlist
