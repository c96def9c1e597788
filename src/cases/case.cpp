#include <waitlist/cases/case.h>

#include <array>
#include <utility>

namespace waitlist {
namespace {

constexpr std::array<std::pair<CaseStatus, std::string_view>, 5> kStatuses{{
    {CaseStatus::awaiting, "awaiting"},
    {CaseStatus::on_hold, "on_hold"},
    {CaseStatus::duty_allocated, "duty_allocated"},
    {CaseStatus::allocated, "allocated"},
    {CaseStatus::withdrawn, "withdrawn"},
}};

}  // namespace

std::string_view to_text(CaseStatus status) noexcept {
  return kStatuses[static_cast<std::size_t>(status)].second;
}

std::optional<CaseStatus> parse_case_status(std::string_view text) noexcept {
  for (const auto& row : kStatuses) {
    if (row.second == text) return row.first;
  }
  return std::nullopt;
}

std::string_view to_text(DecisionDirection direction) noexcept {
  return direction == DecisionDirection::raise ? "raise" : "lower";
}

}  // namespace waitlist
