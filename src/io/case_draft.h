// One case while its cells are read. Reused from case to case, so a cell costs no allocation.
#pragma once

#include <waitlist/cases/fact_schema.h>

#include "cases/case_table_builder.h"
#include "io/cell_parser.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// The columns of every case file, in the order of case_columns().
enum class CaseField : std::uint8_t {
  case_id,
  area,
  team,
  status,
  listed_on,
  filing_date,
  child_dobs,
  linked_to,
  hold_reason,
  hold_until,
  pauses,
  decision,
  decision_reason,
  decision_by,
  decision_agreed_by,
  decision_made_on,
  decision_expires_on,
  child_refs,
  hold_from,
  duty_from,
  reviewed_on,
  relisted_reason,
};

/// What a column beside a fact says about its answer.
enum class RecordPart : std::uint8_t { received_on, source };

class CaseDraft {
 public:
  explicit CaseDraft(const FactSchema& schema);

  void clear();

  /// Reads a cell that is not empty. False: `fault` says what is wrong with it.
  [[nodiscard]] bool read(CaseField field, std::string_view cell, CellFault& fault);
  [[nodiscard]] bool read_fact(FactIndex fact, std::string_view cell, CellFault& fault);
  [[nodiscard]] bool read_record(FactIndex fact,
                                 RecordPart part,
                                 std::string_view cell,
                                 CellFault& fault);

  /// The answer to this fact could not be read: its record is not judged either.
  void set_faulty(FactIndex fact) { faulty_facts_.push_back(fact); }

  /// A case may be on hold without any cell that says so: JSON says it with an object.
  void set_hold() noexcept { case_.has_hold = true; }

  void set_status(CaseStatus status) noexcept { case_.status = status; }

  /// The reference is empty, or lives until clear(). Not after a cell of references.
  void add_child(Child child, std::string_view ref) {
    children_.push_back(child);
    child_refs_.push_back(ref);
    has_child_refs_ = has_child_refs_ || !ref.empty();
  }

  void add_link(std::string_view id) { links_.push_back(id); }

  void add_pause(Pause pause) { pauses_.push_back(std::move(pause)); }

  [[nodiscard]] std::string_view case_id() const noexcept { return case_.case_id; }

  /// What is missing now that all cells are read: names of fields, each with what to do.
  struct Missing {
    CaseField field{};
    ErrorCode code{};
    const char* reason = "";
  };

  [[nodiscard]] std::vector<Missing> missing() const;

  /// The case, as views into the cells; valid until clear().
  [[nodiscard]] const CaseView& view();
  /// The same without answers.
  [[nodiscard]] const CaseView& fields();

  /// The answers that the case is judged with, when they were read elsewhere; valid until clear().
  void judge_with(std::span<const Answer> answers) noexcept { case_.answers = answers; }

 private:
  bool read_decision(CaseField field, std::string_view cell, CellFault& fault);

  [[nodiscard]] bool seen(CaseField field) const noexcept {
    return (seen_ >> static_cast<unsigned>(field) & 1U) != 0;
  }

  const FactSchema& schema_;
  CaseView case_;
  std::vector<Child> children_;
  std::vector<std::string_view> child_refs_;
  bool has_child_refs_ = false;
  std::vector<std::string_view> links_;
  std::vector<Pause> pauses_;
  std::vector<Answer> answers_;
  std::vector<AnswerRecord> records_;  ///< in the order of facts
  std::vector<FactIndex> faulty_facts_;
  ManagerDecision decision_;
  std::uint32_t seen_ = 0;    ///< fields with a cell, right or wrong
  std::uint32_t faulty_ = 0;  ///< fields whose cell is wrong
};

}  // namespace waitlist
