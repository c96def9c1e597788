#include "report/since_words.h"

#include "queue/answer_changes.h"
#include "report/plain_words.h"
#include "report/text_table.h"

#include <cstddef>
#include <vector>

namespace waitlist {
namespace {

constexpr std::size_t kChangesShown = 5;  ///< of each kind; JSON has all of them

std::string title(const ChangesSince& since) {
  return "\n" + paragraph("", "Changed since " + since.name);
}

std::string and_more(std::size_t all) {
  if (all <= kChangesShown) return {};
  return "    and " + std::to_string(all - kChangesShown) + " more (--format json lists all)\n";
}

constexpr std::string_view kPutBack =
    "today if every later day of listing and every lowered concern on this list were put back to "
    "what the earlier list says";

std::string place_in_words(Position place) {
  return place == Position{0} ? "not ranked" : "place " + std::to_string(std::uint32_t{place});
}

std::string moves(const ChangesSince& since) {
  if (since.moved.empty()) return {};
  std::string text =
      paragraph("  ", "Places that this moved: " + count_of(since.moved.size(), "case", "cases") +
                          ". Put back: the place " + std::string{kPutBack} + ".");
  for (std::size_t i = 0; i < since.moved.size() && i < kChangesShown; ++i) {
    const MovedPlace& move = since.moved[i];
    text += paragraph("    ", move.case_id + ": " + place_in_words(move.place) + "; put back, " +
                                  place_in_words(move.put_back));
  }
  return text + and_more(since.moved.size());
}

}  // namespace

std::string change_in_words(ListChangeKind kind) {
  switch (kind) {
    case ListChangeKind::vanished: return "not on the list any more";
    case ListChangeKind::id_reused: return "an id that may stand for another case";
    case ListChangeKind::listed_later: return "listed on a later day without a reason";
    case ListChangeKind::listed_later_with_reason: return "listed on a later day for a reason";
    case ListChangeKind::concern_became_no: return "a concern that became no";
    case ListChangeKind::concern_no_longer_recorded: return "a concern that is not recorded now";
    case ListChangeKind::concern_lowered: return "a concern that was lowered";
    case ListChangeKind::many_no_in_case: return "many answers of one case became no";
    case ListChangeKind::many_no_in_fact: return "one fact became no in many cases";
    case ListChangeKind::check_dropped: return "a check that is not asked for any more";
    case ListChangeKind::check_restarted: return "a check that was asked for again";
    case ListChangeKind::hold_begun: return "put on hold";
    case ListChangeKind::hold_lengthened: return "on hold for longer";
    case ListChangeKind::hold_from_moved: return "another first day on hold";
    case ListChangeKind::duty_from_moved: return "another first day on duty";
    case ListChangeKind::pause_added: return "a pause that was not there";
    case ListChangeKind::child_removed: return "a child that is not recorded any more";
    case ListChangeKind::expected_child_removed: return "a child that is not expected any more";
    case ListChangeKind::birth_moved: return "another date of birth or due date";
    case ListChangeKind::link_cut: return "a link that was cut";
    case ListChangeKind::filing_date_later: return "a later filing date";
    case ListChangeKind::filing_date_removed: return "a filing date that is not recorded now";
  }
  return "";
}

std::string move_in_words(const MovedPlace& move) {
  const std::string place =
      move.place == Position{0} ? "Not ranked" : "In " + place_in_words(move.place);
  return place + "; it would be in " + place_in_words(move.put_back) + ' ' + std::string{kPutBack} +
         '.';
}

std::string since_in_words(const ChangesSince& since) {
  std::string text = title(since);
  if (since.changes.empty()) return text + "  No change of the kinds that are looked for.\n";
  for (std::size_t begin = 0; begin < since.changes.size();) {
    const ListChangeKind kind = since.changes[begin].kind;
    std::size_t end = begin;
    while (end < since.changes.size() && since.changes[end].kind == kind) ++end;
    text += paragraph("  ", capitalised(change_in_words(kind)) + ": " +
                                count_of(end - begin, "change", "changes"));
    for (std::size_t i = begin; i < end && i < begin + kChangesShown; ++i) {
      const ListChange& change = since.changes[i];
      text +=
          paragraph("    ", (change.case_id.empty() ? "" : change.case_id + ": ") + change.detail);
    }
    text += and_more(end - begin);
    begin = end;
  }
  return text + moves(since);
}

std::string since_in_words(const ChangesSince& since, std::string_view case_id) {
  std::string text = title(since);
  const auto changes = since.of(case_id);
  if (changes.empty()) return text + "  No change of the kinds that are looked for.\n";
  for (const ListChange* change : changes) {
    text += paragraph("  ", capitalised(change_in_words(change->kind)) + ": " + change->detail);
  }
  const MovedPlace* move = since.move_of(case_id);
  return move == nullptr ? text : text + paragraph("  ", move_in_words(*move));
}

ChangeMarks::ChangeMarks(const ChangesSince* since, const CaseTable& cases) {
  if (since == nullptr) return;
  for (const ListChange& change : since->changes) {
    if (change.row_now) add(*change.row_now, change.kind);
    if (change.kind != ListChangeKind::many_no_in_fact) continue;
    const auto fact = cases.schema().find(change.field);
    if (!fact) continue;
    for (CaseRow row = 0; row < cases.size(); ++row) {
      const auto before = since->previous.find(cases.case_id(row));
      if (before && became_no(cases.schema().fact(*fact), since->previous.answer(*before, *fact),
                              cases.answer(row, *fact))) {
        add(row, change.kind);
      }
    }
  }
}

void ChangeMarks::add(CaseRow row, ListChangeKind kind) {
  std::string& marks = marks_[row];
  const std::string_view word = to_text(kind);
  if (marks.ends_with(word)) return;  // changes come by kind
  marks += (marks.empty() ? "" : ";") + std::string{word};
}

std::string_view ChangeMarks::of(CaseRow row) const {
  const auto at = marks_.find(row);
  return at == marks_.end() ? std::string_view{} : std::string_view{at->second};
}

}  // namespace waitlist
