#include <waitlist/base/limits.h>

#include "base/fault_list.h"
#include "simulation/families.h"
#include "simulation/recorded_outcomes.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace waitlist {
namespace {

/// Where a case of the lists stands.
struct ListedCase {
  Day listed_on = Day::first();
  bool waits_at_first = false;  ///< in the starting list, for allocation
  bool takes_part = false;
};

std::unordered_map<std::string_view, ListedCase> listed_cases(const AreaScenario& scenario,
                                                              const AreaLists& lists) {
  std::unordered_map<std::string_view, ListedCase> found;
  for (const CaseTable& table : lists.recorded) {
    for (CaseRow row = 0; row < table.size(); ++row) {
      const bool arrives = recorded_use(scenario, lists, table, row) == RecordedUse::arrives;
      ListedCase& one = found[table.case_id(row)];
      if (!one.takes_part) one = {table.listed_on(row), false, arrives};
    }
  }
  if (!lists.start) return found;
  for (CaseRow row = 0; row < lists.start->size(); ++row) {
    const bool waits = lists.start->status(row) == CaseStatus::awaiting;
    ListedCase& one = found[lists.start->case_id(row)];
    if (waits || !one.takes_part) one = {lists.start->listed_on(row), waits, waits};
  }
  return found;
}

class OutcomeChecks {
 public:
  OutcomeChecks(const AreaScenario& scenario, const AreaLists& lists)
      : scenario_{scenario}, lists_{lists} {}

  Errors find() {
    check_plan();
    if (!scenario_.record || !lists_.outcomes) return std::move(errors_);
    listed_ = listed_cases(scenario_, lists_);
    for (const CaseOutcome& one : lists_.outcomes->rows) check_row(one);
    if (lists_.roster) check_roster();
    return std::move(errors_);
  }

 private:
  void add_plan(ErrorCode code, std::string field, std::string_view found, std::string reason) {
    const TextPlace at = scenario_.record ? scenario_.record->place : TextPlace{};
    errors_.push_back({code, "scenario", at.line, at.column, std::move(field), clipped(found),
                       std::move(reason)});
  }

  void add_row(const CaseOutcome& one,
               ErrorCode code,
               const char* field,
               std::string_view found,
               std::string reason) {
    Error error{code,  lists_.outcomes->source, one.line,         0,
                field, clipped(found),          std::move(reason)};
    error.case_id = clipped(one.case_id);
    errors_.push_back(std::move(error));
  }

  void check_plan() {
    if (scenario_.record.has_value() != lists_.outcomes.has_value()) {
      add_plan(ErrorCode::missing_value, "record.outcomes", "",
               "the outcomes that the scenario names are needed, and none other");
    }
    if (!scenario_.record) {
      if (scenario_.practitioners.in_hand_recorded) {
        add_plan(ErrorCode::missing_name, "practitioners.in_hand", "recorded",
                 "say in [record] which file has the outcomes of cases, or write a share");
      }
      return;
    }
    const Day last = scenario_.from + Days{scenario_.horizon_days - 1};
    if (scenario_.record->until < last) {
      add_plan(ErrorCode::inconsistent, "record.until", scenario_.record->until.text(),
               "the last day that is simulated is " + last.text() +
                   "; the record goes on to that day at least, so make [time] horizon_days less");
    }
    if (scenario_.start.empty() && lists_.recorded.empty()) {
      add_plan(ErrorCode::inconsistent, "record.outcomes", scenario_.record->outcomes,
               "there is no case to replay; name a starting list, or arrivals that are `recorded`");
    }
    if (scenario_.practitioners.in_hand_recorded && scenario_.target &&
        scenario_.target->added == AddedPosts::as_now) {
      add_plan(ErrorCode::inconsistent, "target.added", "as_now",
               "the record says which cases are in hand; write `empty`, or a share as `in_hand`");
    }
  }

  /// What a file cannot say, but a program can.
  void check_sound(const CaseOutcome& one) {
    if (!seen_.insert(one.case_id).second) {
      add_row(one, ErrorCode::duplicate_name, "case_id", one.case_id,
              "another row has this case too; write one for each case");
    }
    const bool closes_well =
        one.allocated_on && one.closed_on && *one.allocated_on <= *one.closed_on;
    if ((!one.closed_on || closes_well) && !(one.allocated_on && one.withdrawn_on)) return;
    add_row(one, ErrorCode::inconsistent, "allocated_on",
            one.allocated_on ? one.allocated_on->text() : std::string{},
            "a case is allocated and later closed, or it withdraws; these days do not go together");
  }

  void check_row(const CaseOutcome& one) {
    check_sound(one);
    check_until(one, "allocated_on", one.allocated_on);
    check_until(one, "closed_on", one.closed_on);
    check_until(one, "withdrawn_on", one.withdrawn_on);
    const auto listed = listed_.find(one.case_id);
    if (listed == listed_.end()) {
      // Work that began before is told by the record alone, also where it had ended by then.
      if (one.allocated_on && *one.allocated_on < scenario_.from) return;
      add_row(one, ErrorCode::unknown_reference, "case_id", one.case_id,
              "no list of the scenario has this case, and it was not allocated before the first "
              "day, " +
                  scenario_.from.text() + near(one.case_id));
      return;
    }
    check_listed(one, listed->second, "allocated_on", one.allocated_on);
    check_listed(one, listed->second, "withdrawn_on", one.withdrawn_on);
  }

  void check_until(const CaseOutcome& one, const char* field, std::optional<Day> day) {
    const Day until = scenario_.record->until;
    if (!day || *day <= until) return;
    add_row(one, ErrorCode::out_of_range, field, day->text(),
            "after the record ends on " + until.text() + ", as `until` of [record] says");
  }

  void check_listed(const CaseOutcome& one,
                    const ListedCase& listed,
                    const char* field,
                    std::optional<Day> day) {
    if (!day) return;
    if (*day < listed.listed_on) {
      add_row(one, ErrorCode::inconsistent, field, day->text(),
              "before the case was listed on " + listed.listed_on.text());
    } else if (listed.waits_at_first && *day < scenario_.from) {
      add_row(one, ErrorCode::inconsistent, field, day->text(),
              "the case waits in the starting list on " + scenario_.from.text());
    }
  }

  /// Looked for in all ids, so for as many as are told.
  std::string near(std::string_view id) {
    if (errors_.size() >= limits::kErrorsMax) return {};
    if (ids_.empty()) {
      ids_.reserve(listed_.size());
      for (const auto& [known, where] : listed_) ids_.emplace_back(known);
      std::ranges::sort(ids_);
    }
    return did_you_mean(id, ids_);
  }

  /// What somebody holds on the first day was allocated by then, and not closed.
  void check_roster() {
    const RecordedOutcomes outcomes{scenario_, lists_};
    for (const Practitioner& one : lists_.roster->roster.practitioners()) {
      for (const std::string& id : one.held) {
        const CaseOutcome* const known = outcomes.of(id);
        if (known == nullptr || is_held_at_first(*known, scenario_.from)) continue;
        const bool closed = known->closed_on && *known->closed_on <= scenario_.from;
        add_row(*known, ErrorCode::inconsistent, closed ? "closed_on" : "allocated_on",
                closed                ? known->closed_on->text()
                : known->allocated_on ? known->allocated_on->text()
                                      : std::string{},
                "practitioner " + one.practitioner_id + " of the roster holds the case on " +
                    scenario_.from.text() +
                    (closed ? ", so it closed later"
                            : ", so it was "
                              "allocated before"));
      }
    }
  }

  const AreaScenario& scenario_;
  const AreaLists& lists_;
  std::unordered_map<std::string_view, ListedCase> listed_;
  std::set<std::string_view> seen_;
  std::vector<std::string> ids_;
  Errors errors_;
};

std::string of_cases(std::size_t count, std::size_t of) {
  return std::to_string(count) + " of " + std::to_string(of) + (of == 1 ? " case" : " cases");
}

/// `5 were open, 4 withdrew and 1 has no row`.
class Reasons {
 public:
  void add(std::size_t count, const char* one, const char* many) {
    if (count > 0) parts_.push_back(std::to_string(count) + ' ' + (count == 1 ? one : many));
  }

  [[nodiscard]] std::string words() const {
    std::string text;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (i > 0) text += i + 1 == parts_.size() ? " and " : ", ";
      text += parts_[i];
    }
    return text;
  }

 private:
  std::vector<std::string> parts_;
};

class OutcomeNotes {
 public:
  OutcomeNotes(const AreaScenario& scenario, const AreaLists& lists)
      : scenario_{scenario}, lists_{lists}, outcomes_{scenario, lists} {}

  std::vector<std::string> take() {
    count_cases();
    note_work();
    note_no_row();
    note_apart();
    note_held();
    note_answers();
    return std::move(notes_);
  }

 private:
  void count_cases() {
    if (lists_.start) {
      for (CaseRow row = 0; row < lists_.start->size(); ++row) {
        const std::string_view id = lists_.start->case_id(row);
        if (lists_.start->status(row) == CaseStatus::awaiting) {
          count(id);
        } else if (const CaseOutcome* const one = outcomes_.of(id)) {
          const bool over = one->closed_on && *one->closed_on <= scenario_.from;
          if (!over && !is_held_at_first(*one, scenario_.from)) ++apart_;
        }
      }
    }
    for (const CaseTable& table : lists_.recorded) {
      for (CaseRow row = 0; row < table.size(); ++row) {
        if (recorded_use(scenario_, lists_, table, row) == RecordedUse::arrives) {
          count(table.case_id(row));
        }
      }
    }
  }

  void count(std::string_view id) {
    ++cases_;
    const CaseOutcome* const one = outcomes_.of(id);
    if (one == nullptr)
      ++no_row_;
    else if (one->withdrawn_on)
      ++withdrew_;
    else if (!one->allocated_on)
      ++waited_;
    else if (!one->closed_on)
      ++open_;
  }

  void note_work() {
    const std::size_t drawn = open_ + withdrew_ + waited_ + no_row_;
    if (drawn == 0) return;
    Reasons why;
    const std::string until = " on " + scenario_.record->until.text();
    why.add(open_, ("was still open" + until).c_str(), ("were still open" + until).c_str());
    why.add(withdrew_, "withdrew", "withdrew");
    why.add(waited_, "still waited", "still waited");
    why.add(no_row_, "has no row", "have no row");
    notes_.push_back("How long the work takes is not recorded for " + of_cases(drawn, cases_) +
                     ", so it is drawn. Of these " + why.words() + '.' +
                     (open_ == 0 ? ""
                                 : " What is drawn for an open case is at least as long as what "
                                   "was seen of it."));
  }

  void note_no_row() {
    if (no_row_ == 0) return;
    notes_.push_back("Nothing is recorded of " + of_cases(no_row_, cases_) +
                     ": whether they withdraw is drawn, too.");
  }

  void note_apart() {
    if (apart_ == 0) return;
    notes_.push_back("What became of " + std::to_string(apart_) +
                     (apart_ == 1 ? " case" : " cases") +
                     " of the starting list is not replayed: on " + scenario_.from.text() +
                     (apart_ == 1 ? " it does" : " they do") +
                     " not await allocation, and what stands apart then stays so.");
  }

  void note_held() {
    const std::size_t held = outcomes_.in_hand().size();
    const auto open = static_cast<std::size_t>(std::ranges::count_if(
        outcomes_.in_hand(), [](const CaseOutcome* one) { return !one->closed_on; }));
    if (lists_.roster)
      note_roster();
    else if (!scenario_.practitioners.in_hand_recorded)
      note_unused(held);
    else
      note_open(held, open);
  }

  void note_unused(std::size_t held) {
    if (held == 0) return;
    notes_.push_back("The record has " + std::to_string(held) + (held == 1 ? " case" : " cases") +
                     " in hand on " + scenario_.from.text() +
                     ", and they are left out. With `in_hand = \"recorded\"` in [practitioners] "
                     "they take places until they close.");
  }

  void note_open(std::size_t held, std::size_t open) {
    if (open > 0) {
      notes_.push_back("In hand at first: " + of_cases(open, held) + " had no end by " +
                       scenario_.record->until.text() + ". How much longer they take is drawn.");
    }
    const auto& staff = scenario_.practitioners;
    const std::uint64_t all = std::uint64_t{staff.count} * staff.caseload;
    const std::uint64_t places = all - all * static_cast<std::uint64_t>(staff.other_work) / 1000;
    if (held <= places) return;
    notes_.push_back("The record has " + std::to_string(held) + (held == 1 ? " case" : " cases") +
                     " in hand on " + scenario_.from.text() + ", and there " +
                     (places == 1 ? "is 1 place" : "are " + std::to_string(places) + " places") +
                     (places == 0 ? ". Nobody takes a case."
                                  : ". Nobody takes a case until enough of them are closed."));
  }

  void note_roster() {
    std::size_t held = 0;
    std::size_t places = 0;
    std::set<std::string_view> placed;
    for (const Practitioner& one : lists_.roster->roster.practitioners()) {
      const std::size_t taken = capacity_on(one, scenario_.from).held;
      places += taken;
      for (std::size_t i = 0; i < std::min(taken, one.held.size()); ++i) {
        const CaseOutcome* const known = outcomes_.of(one.held[i]);
        if (known != nullptr) placed.insert(known->case_id);
        held += known != nullptr && known->closed_on ? 1U : 0U;
      }
    }
    const std::size_t left_out = outcomes_.in_hand().size() - placed.size();
    if (left_out > 0) {
      notes_.push_back("The record has " + std::to_string(left_out) +
                       (left_out == 1 ? " case" : " cases") + " in hand on " +
                       scenario_.from.text() + " that " +
                       (left_out == 1 ? "takes no place" : "take no places") +
                       " of the roster, and they are left out.");
    }
    if (held == places) return;
    notes_.push_back("When work ends that the roster holds at first is recorded for " +
                     std::to_string(held) + " of " + std::to_string(places) +
                     " places. For the others it is drawn.");
  }

  /// Answers have no file: what a case is known by later comes from its mix.
  void note_answers() {
    bool any = lists_.start && scenario_.start_mix &&
               changes(*lists_.start, scenario_.mixes[*scenario_.start_mix]);
    std::size_t recorded = 0;
    for (const ArrivalStream& stream : scenario_.streams) {
      if (stream.recorded.empty()) continue;
      any = changes(lists_.recorded[recorded++], scenario_.mixes[stream.mix]) || any;
    }
    if (!any) return;
    notes_.emplace_back(
        "What becomes known of a case while it waits is not recorded. It is drawn, as [[mix]] "
        "says.");
  }

  [[nodiscard]] static bool changes(const CaseTable& table, const CaseMix& mix) {
    if (!mix.changes.empty()) return true;
    if (mix.facts.empty()) return false;
    for (CaseRow row = 0; row < table.size(); ++row) {
      const Case one = table.at(row);
      if (std::ranges::any_of(
              one.answers, [](Answer answer) { return answer.state() == AnswerState::pending; })) {
        return true;
      }
    }
    return false;
  }

  const AreaScenario& scenario_;
  const AreaLists& lists_;
  RecordedOutcomes outcomes_;
  std::size_t cases_ = 0, no_row_ = 0, withdrew_ = 0, waited_ = 0, open_ = 0;
  std::size_t apart_ = 0;  ///< of the starting list, with something recorded and not awaiting
  std::vector<std::string> notes_;
};

}  // namespace

Errors outcome_faults(const AreaScenario& scenario, const AreaLists& lists) {
  return OutcomeChecks{scenario, lists}.find();
}

std::vector<std::string> outcome_notes(const AreaScenario& scenario, const AreaLists& lists) {
  if (!scenario.record || !lists.outcomes) return {};
  return OutcomeNotes{scenario, lists}.take();
}

}  // namespace waitlist
