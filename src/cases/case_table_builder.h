// Builds a CaseTable case by case and checks what only all fields together can tell.
// Readers parse cells; the rules about a case live here, once, for CSV, JSON and hosts.
#pragma once

#include <waitlist/base/result.h>
#include <waitlist/cases/case_list.h>
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
  CaseTableBuilder(FactSchema schema, std::string source, FaultyRows rows = FaultyRows::refuse);
  ~CaseTableBuilder();
  CaseTableBuilder(CaseTableBuilder&&) noexcept;
  CaseTableBuilder& operator=(CaseTableBuilder&&) noexcept;

  /// Room for this many cases; a hint.
  void reserve(std::size_t cases);

  /// Adds a case found at `line` (0: unknown; errors then name the case id). Faults go to
  /// faults(). A reader that already reported a fault of this case passes what it could read.
  /// False: the case is set apart, with all that faults() held.
  bool add(const CaseView& fields, std::uint32_t line);

  /// A row whose faults are reported already, and of which nothing else could be read.
  void add_unreadable(std::uint32_t line);

  /// Where readers put faults of their own, so that all come out together in the order of lines.
  /// Where faulty rows are set apart, those of the row that is added next.
  [[nodiscard]] FaultList& faults() noexcept;

  /// What faults() holds is wrong with the input as a whole. Says nothing where rows are refused.
  void refuse_for_faults();

  /// The faults of the row that was set apart last are wrong with the input as a whole.
  void refuse_for_last_row();

  /// The table, or every fault. Requires FaultyRows::refuse. The builder is spent.
  [[nodiscard]] Result<CaseTable> finish();

  /// The sound cases and the faulty rows, or the faults of the input as a whole. Requires
  /// FaultyRows::set_apart. The builder is spent.
  [[nodiscard]] Result<CaseList> finish_list();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The table of rows that check_case() has accepted one by one; nullopt when an id stands twice, or
/// too many cases hang together.
[[nodiscard]] std::optional<CaseTable> table_of_checked(
    std::shared_ptr<CaseTable::Columns> columns);

}  // namespace waitlist
