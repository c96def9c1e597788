#include <waitlist/queue/list_changes.h>

#include "queue/answer_changes.h"
#include "queue/child_changes.h"

#include <algorithm>
#include <set>
#include <utility>

namespace waitlist {
namespace {

std::string text_of_day(const std::optional<Day>& day) { return day ? day->text() : ""; }

std::string in_words(const std::vector<std::string>& items) {
  std::string words;
  for (std::size_t i = 0; i < items.size(); ++i) {
    words += (i == 0 ? "" : i + 1 == items.size() ? " and " : ", ") + items[i];
  }
  return words;
}

template <class Value>
bool share_none(const std::set<Value>& some, const std::set<Value>& others) {
  return std::ranges::none_of(some, [&](const Value& one) { return others.contains(one); });
}

std::set<std::string> refs_of(const Case& one) {
  std::set<std::string> refs{one.child_refs.begin(), one.child_refs.end()};
  refs.erase("");
  return refs;
}

std::set<Day> births_of(const Case& one) {
  std::set<Day> days;
  for (const Child& child : one.children) {
    if (child.born && !child.expected) days.insert(*child.born);
  }
  return days;
}

std::string text_of_pause(const Pause& pause) {
  return pause.from.text() + '/' + text_of_day(pause.to) + ' ' + pause.reason;
}

bool covers(const Pause& outer, const Pause& inner) {
  return outer.from <= inner.from && (!outer.to || (inner.to && *inner.to <= *outer.to));
}

/// Compares two states of one case.
class CaseComparison {
 public:
  CaseComparison(const FactSchema& schema, const Case& before, const Case& now)
      : schema_{schema}, before_{before}, now_{now} {}

  std::vector<ListChange> find() {
    find_in_id();
    find_in_listing();
    find_in_answers();
    find_in_hold();
    find_in_duty();
    find_in_pauses();
    find_in_children();
    find_in_links();
    find_in_filing();
    std::ranges::stable_sort(changes_, {}, &ListChange::kind);
    return std::move(changes_);
  }

 private:
  void add(ListChangeKind kind,
           std::string_view field,
           std::string before,
           std::string now,
           std::string detail) {
    changes_.push_back({kind, now_.case_id, std::nullopt, std::nullopt, std::string{field},
                        std::move(before), std::move(now), std::move(detail)});
  }

  /// References of children tell cases apart; without them dates of birth, area and listing do.
  void find_in_id() {
    const auto refs = refs_of(before_);
    const auto refs_now = refs_of(now_);
    const auto births = births_of(before_);
    const auto births_now = births_of(now_);
    const bool has_refs = !refs.empty() && !refs_now.empty();
    const bool has_births = !births.empty() && !births_now.empty();
    const bool area_differs = before_.area != now_.area;
    const bool listing_differs = before_.listed_on != now_.listed_on;
    std::vector<std::string> differ;
    if (has_refs && share_none(refs, refs_now)) differ.emplace_back("the references of children");
    if (has_births && share_none(births, births_now)) differ.emplace_back("all dates of birth");
    const bool elsewhere = area_differs || listing_differs;
    const bool reused = has_refs     ? share_none(refs, refs_now)
                        : has_births ? share_none(births, births_now) && elsewhere
                                     : area_differs && listing_differs;
    if (!reused) return;
    if (area_differs) differ.emplace_back("the area");
    if (listing_differs) differ.emplace_back("the day of listing");
    add(ListChangeKind::id_reused, "case_id", before_.case_id, now_.case_id,
        "the id may stand for another case now: " + in_words(differ) + " differ");
  }

  void find_in_listing() {
    if (now_.listed_on <= before_.listed_on) return;
    const std::string days =
        "listed on " + before_.listed_on.text() + " before, on " + now_.listed_on.text() + " now";
    if (now_.relisted_reason.empty()) {
      add(ListChangeKind::listed_later, "listed_on", before_.listed_on.text(),
          now_.listed_on.text(),
          days +
              ", and relisted_reason is empty: waiting counts from the earlier day until a "
              "reason stands there");
      return;
    }
    const bool is_old = now_.relisted_reason == before_.relisted_reason;
    add(ListChangeKind::listed_later_with_reason, "listed_on", before_.listed_on.text(),
        now_.listed_on.text(),
        days + ": " + now_.relisted_reason +
            (is_old ? " (the same reason stood there before)" : ""));
  }

  [[nodiscard]] Answer answer_before(std::size_t fact) const {
    return fact < before_.answers.size() ? before_.answers[fact] : Answer::not_asked();
  }

  [[nodiscard]] Answer answer_now(std::size_t fact) const {
    return fact < now_.answers.size() ? now_.answers[fact] : Answer::not_asked();
  }

  void find_in_answers() {
    const auto facts = schema_.facts();
    std::vector<std::string> became;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const Answer before = answer_before(i);
      const Answer now = answer_now(i);
      if (became_no(facts[i], before, now)) became.push_back(facts[i].id);
      const auto kind = answer_change(facts[i], before, now);
      if (!kind) continue;
      add(*kind, facts[i].id, answer_text(facts[i], before), answer_text(facts[i], now),
          answer_change_in_words(facts[i], before, now));
    }
    if (became.size() < kManyNoInCase) return;
    add(ListChangeKind::many_no_in_case, "", "", "no",
        std::to_string(became.size()) +
            " answers were not no before and are no now: " + in_words(became));
  }

  void find_in_hold() {
    if (!now_.hold || now_.status != CaseStatus::on_hold) return;
    const Hold& now = *now_.hold;
    const std::string until = now.until ? "until " + now.until->text() : "without an end";
    if (before_.status != CaseStatus::on_hold || !before_.hold) {
      add(ListChangeKind::hold_begun, "status", std::string{to_text(before_.status)},
          std::string{to_text(now_.status)}, "on hold now, " + until + ": " + now.reason);
      return;
    }
    const Hold& before = *before_.hold;
    if (before.until && (!now.until || *now.until > *before.until)) {
      add(ListChangeKind::hold_lengthened, "hold_until", before.until->text(),
          text_of_day(now.until),
          "on hold until " + before.until->text() + " before, " + until + " now" +
              (before.reason == now.reason
                   ? ", for the same reason: " + now.reason
                   : "; the reason was: " + before.reason + "; it is: " + now.reason));
    }
    find_moved_clock(ListChangeKind::hold_from_moved, "hold_from", "on hold", before.from,
                     now.from);
  }

  void find_in_duty() {
    if (before_.status != CaseStatus::duty_allocated || now_.status != before_.status) return;
    find_moved_clock(ListChangeKind::duty_from_moved, "duty_from", "on duty", before_.duty_from,
                     now_.duty_from);
  }

  void find_moved_clock(ListChangeKind kind,
                        std::string_view field,
                        const std::string& state,
                        const std::optional<Day>& before,
                        const std::optional<Day>& now) {
    if (!before || before == now) return;
    add(kind, field, before->text(), text_of_day(now),
        state + " from " + before->text() + " before, " +
            (now ? "from " + now->text() : "from a day that is not recorded") + " now");
  }

  void find_in_pauses() {
    for (const Pause& pause : now_.pauses) {
      const auto covered = [&](const Pause& other) { return covers(other, pause); };
      if (std::ranges::any_of(before_.pauses, covered)) continue;
      add(ListChangeKind::pause_added, "pauses", "", text_of_pause(pause),
          "days are paused that were not: from " + pause.from.text() +
              (pause.to ? " to " + pause.to->text() : ", still running") + ": " + pause.reason);
    }
  }

  void find_in_children() {
    if (before_.children == now_.children && before_.child_refs == now_.child_refs) return;
    for (const ChildPair& pair : pairs_of_children(before_, now_)) {
      const Child& before = before_.children[pair.before];
      const std::string ref = child_ref(before_, pair.before);
      const std::string name = (ref.empty() ? "a child" : "the child " + ref) +
                               (!before.born      ? " without a date of birth"
                                : before.expected ? " due on " + before.born->text()
                                                  : " born on " + before.born->text());
      if (!pair.now) {
        add(before.expected ? ListChangeKind::expected_child_removed
                            : ListChangeKind::child_removed,
            "child_dobs", child_text(before), "", name + " is not recorded any more");
        continue;
      }
      const Child& now = now_.children[*pair.now];
      const bool is_born = now.born && !now.expected && (before.expected || !before.born);
      if (before == now || is_born) continue;
      add(ListChangeKind::birth_moved, "child_dobs", child_text(before), child_text(now),
          name +
              (!now.born      ? " has no known date of birth"
               : now.expected ? " is due on " + now.born->text()
                              : " is recorded as born on " + now.born->text()) +
              " now");
    }
  }

  void find_in_links() {
    for (const std::string& link : before_.linked_to) {
      if (std::ranges::count(now_.linked_to, link) != 0) continue;
      add(ListChangeKind::link_cut, "linked_to", link, "",
          "linked to " + link + " before, and not now");
    }
  }

  void find_in_filing() {
    if (!before_.filing_date) return;
    if (now_.filing_date && *now_.filing_date > *before_.filing_date) {
      add(ListChangeKind::filing_date_later, "filing_date", before_.filing_date->text(),
          now_.filing_date->text(),
          "to be filed on " + before_.filing_date->text() + " before, on " +
              now_.filing_date->text() + " now");
    }
    if (!now_.filing_date) {
      add(ListChangeKind::filing_date_removed, "filing_date", before_.filing_date->text(),
          now_.no_filing_date ? "none" : "",
          "to be filed on " + before_.filing_date->text() + " before; " +
              (now_.no_filing_date ? "recorded as having no filing date now"
                                   : "no filing date is recorded now"));
    }
  }

  const FactSchema& schema_;
  const Case& before_;
  const Case& now_;
  std::vector<ListChange> changes_;
};

}  // namespace

std::vector<ListChange> case_changes(const FactSchema& schema,
                                     const Case& before,
                                     const Case& now) {
  return CaseComparison{schema, before, now}.find();
}

std::string_view to_text(ListChangeKind kind) noexcept {
  switch (kind) {
    case ListChangeKind::vanished: return "vanished";
    case ListChangeKind::id_reused: return "id_reused";
    case ListChangeKind::listed_later: return "listed_later";
    case ListChangeKind::listed_later_with_reason: return "listed_later_with_reason";
    case ListChangeKind::concern_became_no: return "concern_became_no";
    case ListChangeKind::concern_no_longer_recorded: return "concern_no_longer_recorded";
    case ListChangeKind::concern_lowered: return "concern_lowered";
    case ListChangeKind::many_no_in_case: return "many_no_in_case";
    case ListChangeKind::many_no_in_fact: return "many_no_in_fact";
    case ListChangeKind::check_dropped: return "check_dropped";
    case ListChangeKind::check_restarted: return "check_restarted";
    case ListChangeKind::hold_begun: return "hold_begun";
    case ListChangeKind::hold_lengthened: return "hold_lengthened";
    case ListChangeKind::hold_from_moved: return "hold_from_moved";
    case ListChangeKind::duty_from_moved: return "duty_from_moved";
    case ListChangeKind::pause_added: return "pause_added";
    case ListChangeKind::child_removed: return "child_removed";
    case ListChangeKind::expected_child_removed: return "expected_child_removed";
    case ListChangeKind::birth_moved: return "birth_moved";
    case ListChangeKind::link_cut: return "link_cut";
    case ListChangeKind::filing_date_later: return "filing_date_later";
    case ListChangeKind::filing_date_removed: return "filing_date_removed";
  }
  return "";
}

}  // namespace waitlist
