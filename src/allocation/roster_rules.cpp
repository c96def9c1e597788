#include "allocation/roster_rules.h"

#include <waitlist/base/limits.h>

#include "allocation/travel_minutes.h"
#include "base/visible_text.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

/// Reports the faults of one practitioner.
class PractitionerCheck {
 public:
  PractitionerCheck(const Practitioner& one,
                    std::uint32_t line,
                    const std::string& source,
                    FaultList& faults)
      : one_{one}, line_{line}, source_{source}, faults_{faults} {}

  void run() {
    check_id();
    check_hours();
    check_list("areas", one_.areas);
    check_list("competences", one_.competences);
    check_ids("held", one_.held);
    check_ids("conflicts", one_.conflicts);
    check_text("base", one_.base);
    for (const PastFamily& family : one_.past_families) {
      check_case_id("past_families", family.case_id);
    }
    check_size("past_families", one_.past_families.size());
    check_size("absences", one_.absences.size());
    check_size("reductions", one_.reductions.size());
    check_kinds();
    check_other_work();
    for (const Absence& absence : one_.absences) {
      check_range("absences", absence.days, absence.reason);
    }
    for (const CaseloadReduction& reduction : one_.reductions) {
      check_range("reductions", reduction.days, reduction.reason);
      if (reduction.percent >= 1 && reduction.percent <= 100) continue;
      add(ErrorCode::out_of_range, "reductions", std::to_string(reduction.percent),
          "a reduction is 1 to 100 percent of the caseload");
    }
  }

  void add(ErrorCode code, std::string_view field, std::string_view found, std::string reason) {
    std::string name;
    if (line_ == 0 && !one_.practitioner_id.empty()) {
      name = "practitioner " + clipped(one_.practitioner_id) + ": ";
    }
    name += field;
    faults_.add({code, source_, line_, 0, std::move(name), clipped(found), std::move(reason)});
  }

 private:
  void check_id() {
    const std::string& id = one_.practitioner_id;
    if (id.empty()) {
      add(ErrorCode::missing_value, "practitioner_id", "", "every practitioner needs an id");
    } else if (id.size() > limits::kCaseIdBytesMax || !is_listable(id)) {
      add(ErrorCode::out_of_range, "practitioner_id", id,
          "an id is 1 to 64 visible characters without spaces, `;` or `,`: a code, not a name");
    }
  }

  void check_hours() {
    if (one_.contracted_hours < WeekHours{} ||
        one_.contracted_hours > WeekHours{limits::kWeekHoursMax}) {
      add(ErrorCode::out_of_range, "contracted_hours",
          std::to_string(one_.contracted_hours.count() / 100), "a week has 168 hours");
    }
    if (one_.available_hours < WeekHours{} || one_.available_hours > one_.contracted_hours) {
      add(ErrorCode::inconsistent, "available_hours",
          std::to_string(one_.available_hours.count() / 100),
          "more hours are available than contracted; correct one of the two");
    }
    const std::uint32_t held =
        one_.held_load.value_or(static_cast<std::uint32_t>(one_.held.size()));
    const std::array<std::pair<const char*, std::uint32_t>, 7> counts{
        {{"caseload", one_.caseload},
         {"held_load", held},
         {"urgent_limit", one_.urgent_limit.value_or(0)},
         {"urgent_held", one_.urgent_held},
         {"new_limit", one_.new_limit.value_or(0)},
         {"new_taken", one_.new_taken},
         {"new_least", one_.new_least}}};
    for (const auto& [field, count] : counts) {
      if (count <= limits::kPlacesMax) continue;
      add(ErrorCode::out_of_range, field, std::to_string(count),
          "at most " + std::to_string(limits::kPlacesMax));
    }
    if (one_.new_limit && one_.new_least > *one_.new_limit) {
      add(ErrorCode::inconsistent, "new_least", std::to_string(one_.new_least),
          "a least share above the limit on new work, `new_limit`, can never be met; correct one "
          "of "
          "the two");
    }
    if (one_.urgent_held > held) {
      add(ErrorCode::inconsistent, "urgent_held", std::to_string(one_.urgent_held),
          "more urgent cases are held than cases; correct one of the two");
    }
  }

  void check_count(std::string_view field, std::uint32_t count) {
    if (count <= limits::kPlacesMax) return;
    add(ErrorCode::out_of_range, field, std::to_string(count),
        "at most " + std::to_string(limits::kPlacesMax));
  }

  /// Words that stand once each, without `;` and `,`.
  void check_words(std::string_view field, std::vector<std::string> words) {
    check_size(field, words.size());
    for (const std::string& word : words) {
      if (!word.empty() && is_listable(word) && word.size() <= limits::kCaseIdBytesMax) continue;
      add(ErrorCode::out_of_range, field, word,
          "a name is 1 to 64 visible characters without spaces, `;` or `,`");
    }
    std::ranges::sort(words);
    const auto twice = std::ranges::adjacent_find(words);
    if (twice == words.end()) return;
    add(ErrorCode::duplicate_name, field, *twice,
        "this name stands here twice; keep one of the two");
  }

  void check_kinds() {
    std::vector<std::string> kinds;
    kinds.reserve(one_.kind_limits.size());
    for (const KindLimit& limit : one_.kind_limits) {
      kinds.push_back(limit.kind);
      check_count("kind_limits", limit.most);
      check_count("kind_limits", limit.held);
    }
    check_words("kind_limits", std::move(kinds));
  }

  void check_other_work() {
    std::vector<std::string> streams;
    streams.reserve(one_.other_work.size());
    for (const OtherWork& work : one_.other_work) {
      streams.push_back(work.stream);
      check_count("other_work", work.places);
    }
    check_words("other_work", std::move(streams));
  }

  void check_list(std::string_view field, const std::vector<std::string>& items) {
    check_size(field, items.size());
    for (const std::string& item : items) {
      if (item.empty()) add(ErrorCode::missing_value, field, "", "an item of the list is empty");
      check_text(field, item);
    }
  }

  void check_ids(std::string_view field, const std::vector<std::string>& ids) {
    check_size(field, ids.size());
    std::vector<std::string> sorted = ids;
    std::ranges::sort(sorted);
    const auto twice = std::ranges::adjacent_find(sorted);
    if (twice != sorted.end()) {
      add(ErrorCode::duplicate_name, field, *twice, "this case stands here twice");
    }
    for (const std::string& id : ids) check_case_id(field, id);
  }

  void check_case_id(std::string_view field, const std::string& id) {
    if (!id.empty() && id.size() <= limits::kCaseIdBytesMax && is_listable(id)) return;
    add(ErrorCode::out_of_range, field, id, "name cases by their ids, `;` between");
  }

  void check_size(std::string_view field, std::size_t size) {
    if (size <= limits::kRosterListMax) return;
    add(ErrorCode::too_large, field, std::to_string(size),
        "at most " + std::to_string(limits::kRosterListMax) + " of one practitioner");
  }

  void check_range(std::string_view field, const DayRange& days, const std::string& reason) {
    check_text(field, reason);
    if (reason.empty()) add(ErrorCode::missing_value, field, days.from.text(), "give a reason");
    if (days.to && *days.to <= days.from) {
      add(ErrorCode::inconsistent, field, days.to->text(),
          "it ends after it begins on " + days.from.text());
    }
  }

  void check_text(std::string_view field, std::string_view text) {
    if (text.size() <= limits::kReasonBytesMax && is_one_line(text)) return;
    add(ErrorCode::out_of_range, field, text, "one line of at most 200 bytes, no narrative");
  }

  const Practitioner& one_;
  std::uint32_t line_;
  const std::string& source_;
  FaultList& faults_;
};

std::uint32_t line_of(std::span<const std::uint32_t> lines, std::size_t index) {
  return index < lines.size() ? lines[index] : 0;
}

}  // namespace

void check_practitioners(std::span<const Practitioner> practitioners,
                         std::span<const std::uint32_t> lines,
                         const std::string& source,
                         FaultList& faults) {
  if (practitioners.size() > limits::kPractitionersMax) {
    faults.add({ErrorCode::too_large, source, 0, 0, "practitioners",
                std::to_string(practitioners.size()),
                "at most " + std::to_string(limits::kPractitionersMax)});
  }
  std::map<std::string_view, std::uint32_t> first_line;
  for (std::size_t i = 0; i < practitioners.size(); ++i) {
    const Practitioner& one = practitioners[i];
    const std::uint32_t line = line_of(lines, i);
    PractitionerCheck check{one, line, source, faults};
    check.run();
    if (one.practitioner_id.empty()) continue;
    const auto [before, is_first] = first_line.emplace(one.practitioner_id, line);
    if (is_first) continue;
    check.add(ErrorCode::duplicate_name, "practitioner_id", one.practitioner_id,
              before->second == 0 ? "another practitioner has this id too"
                                  : "the practitioner of line " + std::to_string(before->second) +
                                        " has this id too");
  }
}

void check_travel(std::span<const TravelTime> travel,
                  std::span<const std::uint32_t> lines,
                  const std::string& source,
                  FaultList& faults) {
  if (travel.size() > limits::kTravelTimesMax) {
    faults.add({ErrorCode::too_large, source, 0, 0, "travel", std::to_string(travel.size()),
                "at most " + std::to_string(limits::kTravelTimesMax)});
  }
  const std::vector<std::size_t> again = ways_written_again(travel);
  auto next_again = again.begin();
  for (std::size_t i = 0; i < travel.size(); ++i) {
    const TravelTime& way = travel[i];
    const auto add = [&](ErrorCode code, const char* field, std::string_view found,
                         std::string reason) {
      faults.add({code, source, line_of(lines, i), 0, field, clipped(found), std::move(reason)});
    };
    for (const std::string& place : {way.from, way.to}) {
      const char* field = &place == &way.from ? "from" : "to";
      if (place.empty()) add(ErrorCode::missing_value, field, "", "name the place");
      if (place.size() > limits::kReasonBytesMax || !is_one_line(place)) {
        add(ErrorCode::out_of_range, field, place, "one line of at most 200 bytes");
      }
    }
    if (way.minutes > limits::kTravelMinutesMax) {
      add(ErrorCode::out_of_range, "minutes", std::to_string(way.minutes),
          "at most " + std::to_string(limits::kTravelMinutesMax) + " minutes");
    }
    if (way.from == way.to && way.minutes != 0) {
      add(ErrorCode::inconsistent, "minutes", std::to_string(way.minutes),
          "from a place to itself it is 0 minutes");
    }
    if (next_again != again.end() && *next_again == i) {
      ++next_again;
      add(ErrorCode::duplicate_name, "from", way.from + " to " + way.to,
          "this way stands here twice");
    }
  }
}

}  // namespace waitlist
