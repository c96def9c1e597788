#include <waitlist/queue/list_changes.h>

#include "cases/case_columns.h"
#include "queue/answer_changes.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

namespace waitlist {
namespace {

/// Whether the case is one that somebody waits for.
bool waits(CaseStatus status) {
  return status == CaseStatus::awaiting || status == CaseStatus::on_hold ||
         status == CaseStatus::duty_allocated;
}

bool same_hold(const Hold* one, const Hold* other) {
  return one == nullptr || other == nullptr ? one == other : *one == *other;
}

/// Whether nothing that is compared differs: most cases of two lists are told so without a copy.
bool is_unchanged(const CaseTable& old, CaseRow before, const CaseTable& list, CaseRow now) {
  const AnswerRows& old_answers = old.columns().answers;
  const AnswerRows& answers = list.columns().answers;
  return std::ranges::equal(old_answers.codes(before), answers.codes(now)) &&
         std::ranges::equal(old_answers.others(before), answers.others(now)) &&
         old.status(before) == list.status(now) && old.listed_on(before) == list.listed_on(now) &&
         old.filing_date(before) == list.filing_date(now) && old.area(before) == list.area(now) &&
         std::ranges::equal(old.children(before), list.children(now)) &&
         std::ranges::equal(old.child_refs(before), list.child_refs(now)) &&
         std::ranges::equal(old.linked_to(before), list.linked_to(now)) &&
         std::ranges::equal(old.pauses(before), list.pauses(now)) &&
         same_hold(old.hold(before), list.hold(now)) &&
         old.duty_from(before) == list.duty_from(now);
}

bool names(const CaseTable& cases, std::string_view one, std::string_view link) {
  const auto row = cases.find(one);
  return row && std::ranges::count(cases.linked_to(*row), link) != 0;
}

std::string status_in_words(CaseStatus status) {
  return status == CaseStatus::on_hold          ? "on hold"
         : status == CaseStatus::duty_allocated ? "on duty"
                                                : "awaiting";
}

/// Walks through two lists side by side.
class ListWalk {
 public:
  ListWalk(const CaseTable& previous, const CaseTable& now, std::span<const std::string> left_out)
      : previous_{previous},
        now_{now},
        left_out_{left_out.begin(), left_out.end()},
        became_no_(now.schema().facts().size()) {}

  std::vector<ListChange> find() {
    const CaseTable::Columns& old = previous_.columns();
    const CaseTable::Columns& list = now_.columns();
    for (std::size_t i = 0, j = 0; i < old.size();) {
      const CaseRow before = old.row_by_id(i);
      if (j == list.size() || old.case_id(before) < list.case_id(list.row_by_id(j))) {
        find_vanished(before);
        ++i;
        continue;
      }
      const CaseRow now = list.row_by_id(j++);
      if (old.case_id(before) != list.case_id(now)) continue;
      find_in_case(before, now);
      ++i;
    }
    find_in_facts();
    std::ranges::stable_sort(changes_, {}, &ListChange::kind);
    return std::move(changes_);
  }

 private:
  void find_vanished(CaseRow row) {
    const CaseStatus status = previous_.status(row);
    if (!waits(status) || left_out_.contains(previous_.case_id(row))) return;
    changes_.push_back({ListChangeKind::vanished, std::string{previous_.case_id(row)}, row,
                        std::nullopt, "status", std::string{to_text(status)}, "",
                        status_in_words(status) + " before, listed on " +
                            previous_.listed_on(row).text() +
                            ", and not on the list now; it should stand there as allocated or "
                            "withdrawn"});
  }

  void find_in_case(CaseRow before, CaseRow now) {
    ++both_;
    if (is_unchanged(previous_, before, now_, now)) return;
    for (FactIndex fact = 0; fact < became_no_.size(); ++fact) {
      const bool became = became_no(now_.schema().fact(fact), previous_.answer(before, fact),
                                    now_.answer(now, fact));
      if (became) ++became_no_[fact];
    }
    const std::string_view id = now_.case_id(now);
    for (ListChange& change : case_changes(now_.schema(), previous_.at(before), now_.at(now))) {
      if (change.kind == ListChangeKind::link_cut && names(now_, change.before, id)) continue;
      change.row_before = before;
      change.row_now = now;
      changes_.push_back(std::move(change));
    }
  }

  void find_in_facts() {
    for (FactIndex fact = 0; fact < became_no_.size(); ++fact) {
      const std::size_t count = became_no_[fact];
      if (count < kManyNoInFact || count * kManyNoShare < both_) continue;
      const FactDefinition& definition = now_.schema().fact(fact);
      changes_.push_back({ListChangeKind::many_no_in_fact, "", std::nullopt, std::nullopt,
                          definition.id, "", "no",
                          definition.label + ": became no in " + std::to_string(count) + " of " +
                              std::to_string(both_) + " cases that are on both lists"});
    }
  }

  const CaseTable& previous_;
  const CaseTable& now_;
  std::set<std::string_view> left_out_;
  std::vector<std::size_t> became_no_;  ///< by fact: cases
  std::size_t both_ = 0;                ///< cases on both lists
  std::vector<ListChange> changes_;
};

}  // namespace

Result<std::vector<ListChange>> list_changes(const CaseTable& previous,
                                             const CaseTable& now,
                                             std::span<const std::string> left_out) {
  if (previous.schema().digest() != now.schema().digest()) {
    return failed({{ErrorCode::inconsistent, "cases", 0, 0, "facts", previous.schema().id(),
                    "the two lists have different fact schemas; read both with the same one"}});
  }
  return ListWalk{previous, now, left_out}.find();
}

CaseTable with_clocks_of(const CaseTable& previous, const CaseTable& now) {
  std::shared_ptr<CaseTable::Columns> kept;
  for (CaseRow row = 0; row < now.size(); ++row) {
    if (!now.relisted_reason(row).empty()) continue;
    const auto before = previous.find(now.case_id(row));
    if (!before || previous.listed_on(*before) >= now.listed_on(row)) continue;
    if (kept == nullptr) kept = std::make_shared<CaseTable::Columns>(now.columns());
    kept->listed_on[row] = previous.columns().listed_on[*before];
  }
  return kept == nullptr ? now : CaseTable{kept};
}

}  // namespace waitlist
