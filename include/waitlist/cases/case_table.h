/// \file case_table.h
/// \brief A checked, immutable waiting list: every case of it, held in columns.
/// Layer: cases (may use base).  Ranges: 0 to limits::kCasesMax cases.
/// Complexity: column access O(1); find() O(log cases); memory some 1 byte a fact and 70 a case.
/// Threads: immutable; copies share one value; share freely.
#pragma once

#include <waitlist/base/digest.h>
#include <waitlist/base/export.h>
#include <waitlist/base/index.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/case.h>
#include <waitlist/cases/fact_schema.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace waitlist {

/// Place of a case in its table. It follows the order of the input and decides nothing.
using CaseRow = Index<struct CaseTag>;
/// Number of a linked unit: cases of one family that are ranked together.
using UnitIndex = Index<struct UnitTag>;

/// An immutable waiting list.
class WAITLIST_EXPORT CaseTable {
 public:
  /// Checks and keeps the cases. No day decides what a case may be: a list can be ranked as of a
  /// day before some of it was recorded. Errors name the case: see
  /// `docs/reference/cases.md` for the whole list of rules.
  [[nodiscard]] static Result<CaseTable> make(const FactSchema& schema,
                                              std::span<const Case> cases,
                                              const std::string& source = "cases");

  [[nodiscard]] const FactSchema& schema() const noexcept;
  [[nodiscard]] std::size_t size() const noexcept;
  [[nodiscard]] std::optional<CaseRow> find(std::string_view case_id) const noexcept;

  [[nodiscard]] std::string_view case_id(CaseRow row) const noexcept;
  [[nodiscard]] std::string_view area(CaseRow row) const noexcept;
  [[nodiscard]] std::string_view team(CaseRow row) const noexcept;
  [[nodiscard]] CaseStatus status(CaseRow row) const noexcept;
  [[nodiscard]] Day listed_on(CaseRow row) const noexcept;
  [[nodiscard]] std::optional<Day> filing_date(CaseRow row) const noexcept;
  /// Whether it is known that there is no filing date.
  [[nodiscard]] bool no_filing_date(CaseRow row) const noexcept;
  [[nodiscard]] std::span<const Child> children(CaseRow row) const noexcept;
  /// References of children: one for each, empty where there is none, or none at all.
  [[nodiscard]] std::span<const std::string> child_refs(CaseRow row) const noexcept;
  [[nodiscard]] Answer answer(CaseRow row, FactIndex fact) const noexcept;
  /// In the order of facts; those that say neither a day nor a source are left out.
  [[nodiscard]] std::span<const AnswerRecord> records(CaseRow row) const noexcept;
  [[nodiscard]] std::span<const Pause> pauses(CaseRow row) const noexcept;
  [[nodiscard]] const Hold* hold(CaseRow row) const noexcept;                 ///< null: none
  [[nodiscard]] const ManagerDecision* decision(CaseRow row) const noexcept;  ///< null: none
  [[nodiscard]] std::optional<Day> duty_from(CaseRow row) const noexcept;
  [[nodiscard]] std::optional<Day> reviewed_on(CaseRow row) const noexcept;
  /// Why it was listed again on a later day; empty: it was not.
  [[nodiscard]] std::string_view relisted_reason(CaseRow row) const noexcept;
  /// Ids this case names as linked, as written; they need not be in the table.
  [[nodiscard]] std::span<const std::string> linked_to(CaseRow row) const noexcept;

  /// The unit of a case: cases joined by links, directly or through others, whatever their status.
  [[nodiscard]] UnitIndex unit(CaseRow row) const noexcept;
  /// All cases of a unit, in the byte order of their ids.
  [[nodiscard]] std::span<const CaseRow> members(UnitIndex unit) const noexcept;
  [[nodiscard]] std::size_t unit_count() const noexcept;

  /// The case as a value of its own. O(facts).
  [[nodiscard]] Case at(CaseRow row) const;

  /// SHA-256 of the canonical text of all cases in the byte order of their ids: the order of the
  /// input and its format do not change it. O(cases log cases), computed at each call.
  [[nodiscard]] Digest digest() const;

  struct Columns;  // private layout, src/cases/case_columns.h
  explicit CaseTable(std::shared_ptr<const Columns> columns) noexcept;

  [[nodiscard]] const Columns& columns() const noexcept { return *columns_; }

 private:
  std::shared_ptr<const Columns> columns_;
};

}  // namespace waitlist
