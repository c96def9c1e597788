// How often each answer is drawn. Sources and assumptions: docs/background/synthetic-data.md.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace waitlist {

/// Whose cases a row of shares is for.
enum class DrawnFor : std::uint8_t {
  everybody,
  reported_abuse,  ///< where domestic abuse is reported; elsewhere the answer is "no"
};

/// Thousandths of the cases; what is left of a thousand is a checked "no".
struct AnswerShares {
  std::string_view fact;
  DrawnFor drawn_for = DrawnFor::everybody;
  int not_asked = 0;
  int unknown = 0;
  int pending = 0;
  std::array<int, 6> levels{};  ///< in the order of the schema
};

[[nodiscard]] std::span<const AnswerShares> answer_shares() noexcept;

}  // namespace waitlist
