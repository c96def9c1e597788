// The answers of all cases, a byte for each fact. Nearly every answer is one of a few small values;
// the rest (dates, great numbers, many markers) lie apart, each row's together in fact order.
#pragma once

#include <waitlist/cases/case_table.h>

#include "base/big_memory.h"
#include "base/prefetch.h"
#include "cases/answer_code.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace waitlist {

class AnswerRows {
 public:
  explicit AnswerRows(std::size_t facts) noexcept : facts_{facts} {}

  void reserve(std::size_t rows);

  /// A new row, nothing asked.
  void add_row();

  /// A new row of these codes, one for each fact, and of the answers whose code is kOtherCode.
  void add_row(std::span<const AnswerCode> codes, std::span<const Answer> others);

  /// Writes over a row; facts past the end of `answers` are not asked. The row is as it was, or
  /// written whole, when memory runs out.
  void put(CaseRow row, std::span<const Answer> answers);

  /// Rows up to this number are there; nothing is asked in those that are new.
  void resize_rows(std::size_t rows);

  /// Leaves a row with nothing asked.
  void clear(CaseRow row) noexcept;

  /// Gives each of two rows the answers of the other.
  void swap(CaseRow a, CaseRow b) noexcept;

  /// Adds the rows of another list of the same facts.
  void append(const AnswerRows& more);

  void prefetch(CaseRow row) const noexcept {
    prefetch_bytes(&codes_[row * facts_], facts_);
    prefetch_bytes(&other_from_[row], sizeof(std::uint32_t));
  }

  void prefetch_others(CaseRow row) const noexcept {
    prefetch_bytes(others_.data() + other_from_[row], sizeof(Answer));
  }

  [[nodiscard]] std::size_t facts() const noexcept { return facts_; }

  /// O(1), but O(facts) for an answer that has no code of its own.
  [[nodiscard]] Answer answer(CaseRow row, FactIndex fact) const noexcept {
    const AnswerCode code = codes_[row * facts_ + fact];
    return code != kOtherCode ? answer_of(code) : other(row, fact);
  }

  /// The codes of a row in fact order, for whoever looks points up by code.
  [[nodiscard]] std::span<const AnswerCode> codes(CaseRow row) const noexcept {
    return std::span{codes_}.subspan(row * facts_, facts_);
  }

  /// The answers of a row whose code is kOtherCode, in fact order.
  [[nodiscard]] std::span<const Answer> others(CaseRow row) const noexcept;

  /// Whether the row holds these answers; facts past their end are then not asked.
  [[nodiscard]] bool holds(CaseRow row, std::span<const Answer> answers) const noexcept;

  /// Words held apart, also those that no row refers to any more.
  [[nodiscard]] std::size_t others_held() const noexcept { return others_.size(); }

 private:
  [[nodiscard]] Answer other(CaseRow row, FactIndex fact) const noexcept;
  void drop_garbage();

  std::size_t facts_;
  BigVector<AnswerCode> codes_;  ///< by row, then fact: a case is scored whole
  BigVector<Answer> others_;
  BigVector<std::uint32_t> other_from_;  ///< by row: where its others begin
  std::size_t others_used_ = 0;
};

}  // namespace waitlist
