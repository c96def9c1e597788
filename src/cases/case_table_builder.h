// Builds a CaseTable case by case and checks what only all fields together can tell.
// Readers parse cells; the rules about a case live here, once, for CSV, JSON and hosts.
#pragma once

#include <waitlist/base/result.h>
#include <waitlist/cases/case_table.h>

#include "base/fault_list.h"
#include "cases/case_view.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace waitlist {

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

/// The table of rows that check_case() has accepted one by one; nullopt when an id stands twice.
[[nodiscard]] std::optional<CaseTable> table_of_checked(
    std::shared_ptr<CaseTable::Columns> columns);

}  // namespace waitlist
