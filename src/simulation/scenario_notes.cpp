#include "simulation/scenario_notes.h"

#include <waitlist/base/limits.h>

#include "simulation/capacity_search.h"
#include "simulation/families.h"
#include "simulation/recorded_outcomes.h"
#include "simulation/share_test.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace waitlist {
namespace {

constexpr Share kWhole = 1000;

Error fault(ErrorCode code, TextPlace at, std::string field, std::string found, std::string why) {
  return {code, "scenario", at.line, at.column, std::move(field), std::move(found), std::move(why)};
}

void check_mix(const CaseMix& mix, Errors& errors) {
  const Share children = std::accumulate(mix.children.begin(), mix.children.end(), Share{0});
  if (children > kWhole) {
    errors.push_back(fault(ErrorCode::inconsistent, mix.place, "mix.children",
                           std::to_string(children) + " thousandths",
                           "shares of one thing are 1 together at most"));
  }
  if (mix.ages.empty()) return;
  Share ages = 0;
  for (const AgeShare& age : mix.ages) ages += age.share;
  if (ages != kWhole || mix.ages.back().under != Months{limits::kAdultMonths}) {
    errors.push_back(fault(ErrorCode::incomplete_cover, mix.place, "mix.ages",
                           std::to_string(ages) + " thousandths under " +
                               std::to_string(mix.ages.back().under.count()) + " months",
                           "each child is of some age: the shares are 1 together, and the last "
                           "row is that of children under 216 months"));
  }
}

void check_changes(const AreaScenario& scenario, Errors& errors) {
  for (const Practitioners::Change& change : scenario.practitioners.changes) {
    if (change.from > scenario.from) continue;
    errors.push_back(fault(ErrorCode::out_of_range, {}, "practitioners.changes", change.from.text(),
                           "changes begin after the first day, " + scenario.from.text() +
                               "; who is there on that day stands in `count`"));
  }
}

void check_target(const AreaScenario& scenario, const AreaLists& lists, Errors& errors) {
  if (!scenario.target || scenario.target->kind != TargetKind::nobody_over) return;
  if (!lists.start || scenario.warm_up_days > 0) return;
  std::optional<CaseRow> longest;
  for (CaseRow row = 0; row < lists.start->size(); ++row) {
    if (lists.start->status(row) != CaseStatus::awaiting) continue;
    if (!longest || lists.start->listed_on(row) < lists.start->listed_on(*longest)) longest = row;
  }
  if (!longest) return;
  const std::int64_t waited = (scenario.from - lists.start->listed_on(*longest)).count();
  if (waited <= scenario.target->days) return;
  errors.push_back(fault(
      ErrorCode::inconsistent, {}, "target.nobody_over_days", std::to_string(scenario.target->days),
      "no number of practitioners can meet it: on the first day the case " +
          std::string{lists.start->case_id(*longest)} + " of the starting list has waited " +
          std::to_string(waited) + " days; a warm-up leaves the starting list out"));
}

/// `A1, A2, A3 and 9 more`.
class Named {
 public:
  void add(std::string_view id) {
    ++count_;
    if (count_ <= kNamed) words_ += (words_.empty() ? "" : ", ") + std::string{id};
  }

  [[nodiscard]] std::size_t count() const noexcept { return count_; }

  [[nodiscard]] std::string words() const {
    return count_ <= kNamed ? words_ : words_ + " and " + std::to_string(count_ - kNamed) + " more";
  }

 private:
  static constexpr std::size_t kNamed = 3;
  std::size_t count_ = 0;
  std::string words_;
};

std::string cases_in_words(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " case" : " cases");
}

class Notes {
 public:
  Notes(const AreaScenario& scenario, const AreaLists& lists, const WorkingCalendar& calendar)
      : scenario_{scenario},
        lists_{lists},
        calendar_{calendar},
        last_{scenario.from + Days{scenario.horizon_days - 1}} {}

  std::vector<std::string> take() {
    std::size_t recorded = 0;
    for (const ArrivalStream& stream : scenario_.streams) {
      if (!stream.recorded.empty())
        note_recorded(stream, lists_.recorded[recorded++]);
      else
        note_shocks(stream);
    }
    for (const Practitioners::Change& change : scenario_.practitioners.changes) {
      if (change.from <= last_) continue;
      notes_.push_back("The change to " + std::to_string(change.count) + " practitioners from " +
                       change.from.text() + " on is left out: " + ends());
    }
    for (const Practitioners::Leave& leave : scenario_.practitioners.leave) {
      if (works_between(scenario_.from, leave.from, leave.until)) continue;
      notes_.push_back("The leave from " + leave.from.text() + " until " + leave.until.text() +
                       " changes nothing: " + never());
    }
    note_met_at_first();
    note_repetitions();
    for (std::string& note : outcome_notes(scenario_, lists_)) notes_.push_back(std::move(note));
    return std::move(notes_);
  }

 private:
  [[nodiscard]] std::string ends() const {
    return "the last day that is simulated is " + last_.text() + '.';
  }

  [[nodiscard]] std::string never() const {
    return "no working day of it is simulated, from " + scenario_.from.text() + " to " +
           last_.text() + '.';
  }

  /// Whether a simulated day from `first` on is a working day of [from, until).
  [[nodiscard]] bool works_between(Day first, Day from, std::optional<Day> until) const {
    const Day begin = std::max(first, from);
    const Day end = until ? std::min(*until, last_ + Days{1}) : last_ + Days{1};
    for (Day day = begin; day < end; day = day + Days{1}) {
      if (calendar_.is_working_day(day)) return true;
    }
    return false;
  }

  void note_shocks(const ArrivalStream& stream) {
    for (const Shock& shock : stream.shocks) {
      // Drawn cases are listed from the second day on.
      if (works_between(scenario_.from + Days{1}, shock.from, shock.until)) continue;
      const std::string until = shock.until ? " until " + shock.until->text() : " on";
      notes_.push_back("The shock of " + stream.id + " from " + shock.from.text() + until +
                       " changes nothing. Cases are referred on working days after " +
                       scenario_.from.text() + ". The last day is " + last_.text() + ".");
    }
  }

  void note_recorded(const ArrivalStream& stream, const CaseTable& table) {
    Named before;
    Named on_the_list;
    for (CaseRow row = 0; row < table.size(); ++row) {
      switch (recorded_use(scenario_, lists_, table, row)) {
        case RecordedUse::arrives:
        case RecordedUse::after: break;
        case RecordedUse::before: before.add(table.case_id(row)); break;
        case RecordedUse::on_the_list: on_the_list.add(table.case_id(row)); break;
      }
    }
    const std::string of = " of the " + cases_in_words(table.size()) + " of " + stream.recorded;
    if (before.count() > 0) {
      notes_.push_back(std::to_string(before.count()) + of + " left out as listed before " +
                       scenario_.from.text() + ", the first day: " + before.words() +
                       ". Who waits on that day stands in the starting list.");
    }
    if (on_the_list.count() > 0) {
      notes_.push_back(std::to_string(on_the_list.count()) + of +
                       " stand in the starting list too and are counted once, there: " +
                       on_the_list.words() + '.');
    }
  }

  void note_met_at_first() {
    if (!scenario_.target || scenario_.target->kind != TargetKind::backlog_gone) return;
    std::size_t waiting = 0;
    for (CaseRow row = 0; lists_.start && row < lists_.start->size(); ++row) {
      waiting += lists_.start->status(row) == CaseStatus::awaiting ? 1U : 0U;
    }
    if (waiting > scenario_.target->list) return;
    notes_.push_back("The target is met before anybody works: on the first day " +
                     (waiting == 0   ? "no case waits"
                      : waiting == 1 ? "1 case waits"
                                     : std::to_string(waiting) + " cases wait") +
                     ", and " + std::to_string(scenario_.target->list) +
                     " are few enough. Any number of practitioners is an answer.");
  }

  void note_repetitions() {
    if (!scenario_.target) return;
    const CapacityTarget& target = *scenario_.target;
    const std::uint32_t least =
        fewest_to_show(static_cast<double>(target.met_in) / 1000.0,
                       error_of_trial(target, kinds_of_search(scenario_, lists_)));
    if (target.replications >= least) return;
    notes_.push_back("No number of practitioners can be shown to meet the target: " +
                     std::to_string(target.replications) + " repetitions of each are too few, " +
                     std::to_string(least) + " the least. Set `replications` of [target].");
  }

  const AreaScenario& scenario_;
  const AreaLists& lists_;
  const WorkingCalendar& calendar_;
  Day last_;
  std::vector<std::string> notes_;
};

}  // namespace

Errors scenario_faults(const AreaScenario& scenario, const AreaLists& lists) {
  Errors errors;
  for (const CaseMix& mix : scenario.mixes) check_mix(mix, errors);
  check_changes(scenario, errors);
  check_target(scenario, lists, errors);
  return errors;
}

std::vector<std::string> scenario_notes(const AreaScenario& scenario,
                                        const AreaLists& lists,
                                        const WorkingCalendar& calendar) {
  return Notes{scenario, lists, calendar}.take();
}

}  // namespace waitlist
