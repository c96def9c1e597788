// Builds a CaseTable case by case and checks what only all fields together can tell.
// Readers parse cells; the rules about a case live here, once, for CSV, JSON and hosts.
#pragma once

#include <waitlist/base/result.h>
#include <waitlist/cases/case_table.h>

#include "base/fault_list.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// One case as views into somebody's text; valid during add() only.
struct CaseView {
  std::string_view case_id, area, team;
  CaseStatus status = CaseStatus::awaiting;
  std::optional<Day> listed_on;  ///< nullopt: absent, or already reported as a fault
  std::optional<Day> filing_date;
  std::span<const Child> children;
  std::span<const std::string_view> linked_to;
  bool has_hold = false;
  std::string_view hold_reason;
  std::optional<Day> hold_until;
  std::span<const Pause> pauses;
  const ManagerDecision* decision = nullptr;  ///< null: none
  std::span<const Answer> answers;            ///< one for each fact; shorter: the rest not_asked
};

class CaseTableBuilder {
 public:
  CaseTableBuilder(FactSchema schema, Day as_of, std::string source);
  ~CaseTableBuilder();
  CaseTableBuilder(CaseTableBuilder&&) noexcept;
  CaseTableBuilder& operator=(CaseTableBuilder&&) noexcept;

  /// Room for this many cases; a hint.
  void reserve(std::size_t cases);

  /// Adds a case found at `line` (0: unknown; errors then name the case id). Faults go to
  /// faults(). A reader that already reported a fault of this case passes what it could read.
  void add(const CaseView& fields, std::uint32_t line);

  /// Where readers put faults of their own, so that all come out together in the order of lines.
  [[nodiscard]] FaultList& faults() noexcept;

  /// The table, or every fault. The builder is spent.
  [[nodiscard]] Result<CaseTable> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waitlist
