#include "record/taken_decisions.h"

#include <waitlist/record/commitment.h>

#include "base/fault_list.h"
#include "record/decision_rules.h"

#include <functional>
#include <set>
#include <utility>

namespace waitlist {
namespace {

/// Collects decisions, and what is wrong with any of them.
class DecisionTaker {
 public:
  DecisionTaker(const DecidedList& list, const KeyStore& keys) : list_{list}, keys_{keys} {}

  void take(const ListDecision& one) {
    line_ = one.line;
    check(one);
    const auto row = list_.find(one.case_id);
    if (!row) {
      refuse(ErrorCode::unknown_reference, "case_id", one.case_id, "no ranked case has this id");
      return;
    }
    DecisionEntry entry;
    entry.list = list_.index;
    entry.row = row->row;
    if (one.place != 0) {
      entry.what = DecidedPlace{row->position, one.place};
    } else {
      entry.what = DecidedPractitioner{one.proposed_practitioner_id, one.practitioner_id};
    }
    entry.code = one.code;
    entry.proposed_by = one.proposed_by;
    entry.made_by = one.made_by;
    entry.team = row->team;
    const std::uint64_t index = list_.first_decision + taken_.entries.size();
    const CaseKey* key = keys_.find(key_name(one.case_id));
    if (!one.reason.empty() && key != nullptr) {
      entry.reason = commitment(salt_of(*key, "reason", list_.list_id), one.reason);
      taken_.reasons.push_back({index, one.case_id, one.reason});
    }
    taken_.entries.push_back(std::move(entry));
  }

  [[nodiscard]] Result<TakenDecisions> result() {
    if (!faults_.empty()) return failed(faults_.take());
    return std::move(taken_);
  }

 private:
  void refuse(ErrorCode code, const char* field, const std::string& found, std::string reason) {
    faults_.add({code, "decisions", line_, 0, field, clipped(found), std::move(reason)});
  }

  void check(const ListDecision& one) {
    const bool of_place = one.place != 0;
    if (!seen_.emplace(one.case_id, of_place).second) {
      refuse(ErrorCode::duplicate_name, "case_id", one.case_id,
             "this case stands here twice; keep the decision that holds");
    }
    if (of_place == !one.practitioner_id.empty()) {
      refuse(ErrorCode::inconsistent, "practitioner_id", one.practitioner_id,
             "a decision is of a place from 1 to " + std::to_string(list_.places) +
                 ", or of who takes the case; write one of them");
    } else if (one.place > list_.places) {
      refuse(ErrorCode::out_of_range, "place", std::to_string(one.place),
             "expected a place of the list, from 1 to " + std::to_string(list_.places));
    } else if (of_place && !one.proposed_practitioner_id.empty()) {
      refuse(ErrorCode::inconsistent, "proposed_practitioner_id", one.proposed_practitioner_id,
             "a decision on a place proposes nobody; leave it out");
    }
    check_code("code", one.code);
    check_code("proposed_by", one.proposed_by);
    check_code("made_by", one.made_by);
    if (!one.practitioner_id.empty()) check_code("practitioner_id", one.practitioner_id);
    if (!one.proposed_practitioner_id.empty()) {
      check_code("proposed_practitioner_id", one.proposed_practitioner_id);
    }
    if (const auto fault = fault_of_reason(one.reason)) {
      refuse(fault->code, "reason", one.reason, fault->expected);
    }
  }

  void check_code(const char* field, const std::string& code) {
    if (is_record_code(code)) return;
    refuse(ErrorCode::unknown_word, field, code, code_rule());
  }

  const DecidedList& list_;
  const KeyStore& keys_;
  std::uint32_t line_ = 0;
  std::set<std::pair<std::string, bool>> seen_;
  FaultList faults_;
  TakenDecisions taken_;
};

}  // namespace

Result<TakenDecisions> take_decisions(std::span<const ListDecision> decisions,
                                      const DecidedList& list,
                                      const KeyStore& keys) {
  DecisionTaker taker{list, keys};
  for (const ListDecision& one : decisions) taker.take(one);
  return taker.result();
}

}  // namespace waitlist
