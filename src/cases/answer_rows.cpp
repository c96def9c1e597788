#include "cases/answer_rows.h"

#include <waitlist/base/limits.h>

#include <algorithm>
#include <array>
#include <utility>

namespace waitlist {
namespace {

// Others are counted in 32 bits. A list this long would need 20 GB for them alone, so that a bound
// of memory is met before this one.
static_assert(limits::kFactsMax <= 256);

std::size_t others_among(std::span<const AnswerCode> codes) noexcept {
  return static_cast<std::size_t>(std::ranges::count(codes, kOtherCode));
}

}  // namespace

void AnswerRows::reserve(std::size_t rows) {
  codes_.reserve(rows * facts_);
  other_from_.reserve(rows);
}

void AnswerRows::add_row() {
  codes_.resize(codes_.size() + facts_, kNotAskedCode);
  other_from_.push_back(0);
}

void AnswerRows::add_row(std::span<const AnswerCode> codes, std::span<const Answer> others) {
  codes_.insert(codes_.end(), codes.begin(), codes.end());
  other_from_.push_back(static_cast<std::uint32_t>(others_.size()));
  others_.insert(others_.end(), others.begin(), others.end());
  others_used_ += others.size();
}

void AnswerRows::put(CaseRow row, std::span<const Answer> answers) {
  std::array<AnswerCode, limits::kFactsMax> written{};
  static_assert(kNotAskedCode == 0);
  const auto codes = std::span{written}.first(facts_);
  const auto given = answers.first(std::min(facts_, answers.size()));
  std::ranges::transform(given, codes.begin(), code_of);
  const std::size_t before = others_among(this->codes(row));
  const std::size_t now = others_among(codes);
  const std::size_t held = others_.size();
  if (now > before) {
    others_.resize(held + now);
    other_from_[row] = static_cast<std::uint32_t>(held);
  }
  others_used_ += now - before;
  std::ranges::copy(codes, codes_.begin() + static_cast<std::ptrdiff_t>(row * facts_));
  if (now == 0) return;
  auto to = others_.begin() + other_from_[row];
  for (const Answer answer : given) {
    if (code_of(answer) == kOtherCode) *to++ = answer;
  }
  drop_garbage();
}

void AnswerRows::resize_rows(std::size_t rows) {
  codes_.resize(rows * facts_, kNotAskedCode);
  other_from_.resize(rows);
}

void AnswerRows::clear(CaseRow row) noexcept {
  const auto codes = std::span{codes_}.subspan(row * facts_, facts_);
  others_used_ -= others_among(codes);
  std::ranges::fill(codes, kNotAskedCode);
}

void AnswerRows::swap(CaseRow a, CaseRow b) noexcept {
  std::ranges::swap_ranges(std::span{codes_}.subspan(a * facts_, facts_),
                           std::span{codes_}.subspan(b * facts_, facts_));
  std::swap(other_from_[a], other_from_[b]);
}

void AnswerRows::append(const AnswerRows& more) {
  const auto offset = static_cast<std::uint32_t>(others_.size());
  codes_.insert(codes_.end(), more.codes_.begin(), more.codes_.end());
  others_.insert(others_.end(), more.others_.begin(), more.others_.end());
  others_used_ += more.others_used_;
  for (const std::uint32_t from : more.other_from_) other_from_.push_back(from + offset);
}

std::span<const Answer> AnswerRows::others(CaseRow row) const noexcept {
  const std::size_t count = others_among(codes(row));
  if (count == 0) return {};
  return std::span{others_}.subspan(other_from_[row], count);
}

bool AnswerRows::holds(CaseRow row, std::span<const Answer> answers) const noexcept {
  const auto held = codes(row);
  const auto given = answers.first(std::min(facts_, answers.size()));
  unsigned differ = 0;  // without a branch: this is asked at every change
  for (std::size_t fact = 0; fact < given.size(); ++fact) {
    differ |= static_cast<unsigned>(code_of(given[fact]) ^ held[fact]);
  }
  for (const AnswerCode code : held.subspan(given.size())) differ |= code;
  static_assert(kNotAskedCode == 0);
  if (differ != 0) return false;
  const Answer* other = others_.data() + other_from_[row];
  return std::ranges::all_of(given, [&other](Answer answer) {
    return code_of(answer) != kOtherCode || answer == *other++;
  });
}

Answer AnswerRows::other(CaseRow row, FactIndex fact) const noexcept {
  return others_[other_from_[row] + others_among(codes(row).first(fact))];
}

/// Rewrites the others without those that no row refers to, once these are the larger part.
void AnswerRows::drop_garbage() {
  if (others_.size() < 2 * others_used_ + 4096) return;
  BigVector<Answer> kept;
  kept.reserve(others_used_);
  for (CaseRow row = 0; row < other_from_.size(); ++row) {
    const auto of_row = others(row);
    other_from_[row] = static_cast<std::uint32_t>(kept.size());
    kept.insert(kept.end(), of_row.begin(), of_row.end());
  }
  others_ = std::move(kept);
}

}  // namespace waitlist
