#include "io/practitioners_reader.h"

#include "base/fault_list.h"
#include "io/case_mix_reader.h"

namespace waitlist {
namespace {

constexpr std::int64_t kCaseloadMost = 1000;
constexpr std::int64_t kUrgentTiersMost = limits::kBandsMax + 1;  // and must_allocate

std::uint32_t count_in(TomlTable& row, std::string_view key, std::int64_t least) {
  return static_cast<std::uint32_t>(
      row.whole_within(key, least, kPractitionersMost, Need::required).value_or(least));
}

void read_changes(TomlTable& row, Practitioners& staff) {
  for (TomlTable& change : row.tables("changes")) {
    const Day from = read_day(change, "from");
    if (!staff.changes.empty() && from <= staff.changes.back().from) {
      change.fault(ErrorCode::inconsistent, "from", from.text(), "changes stand in order of days");
    }
    staff.changes.push_back({from, count_in(change, "count", 1)});
    change.finish();
  }
}

void read_leave(TomlTable& row, Practitioners& staff) {
  for (TomlTable& leave : row.tables("leave")) {
    const Day from = read_day(leave, "from");
    const Day until = read_day(leave, "until");
    if (until <= from) {
      leave.fault(ErrorCode::inconsistent, "until", until.text(),
                  "the first day back comes after the first day away");
    }
    staff.leave.push_back({from, until, count_in(leave, "away", 1)});
    leave.finish();
  }
}

void read_roster_plan(TomlTable& row, Practitioners& staff) {
  RosterPlan plan;
  plan.roster = row.text("roster", Need::required);
  plan.travel = row.text("travel");
  plan.work = row.text("work");
  plan.instructions = row.text("instructions");
  plan.count = row.flag("count_cases", false) ? LoadCount::cases : LoadCount::units;
  plan.urgent_tiers =
      static_cast<std::uint32_t>(row.whole_within("urgent_tiers", 0, kUrgentTiersMost).value_or(1));
  if (plan.roster.ends_with(".json") && !plan.travel.empty()) {
    row.fault(ErrorCode::inconsistent, "travel", plan.travel,
              "a roster in JSON has its travel times itself; write them there");
  }
  for (const std::string_view key : {"count", "caseload", "changes", "in_hand", "other_work"}) {
    row.refuse(key,
               "the roster says who works there, from when on, and what they hold; take this "
               "key out, or `roster`");
  }
  staff.from_roster = std::move(plan);
}

/// A share, or that the record says.
void read_in_hand(TomlTable& row, Practitioners& staff) {
  if (!row.has("in_hand")) return;
  if (!row.is_text("in_hand")) {
    staff.in_hand = row.share("in_hand");
    return;
  }
  const std::string word = row.text("in_hand");
  staff.in_hand_recorded = word == "recorded";
  if (staff.in_hand_recorded) return;
  row.fault(ErrorCode::unknown_word, "in_hand", word,
            "expected a share from 0 to 1, or \"recorded\"" + did_you_mean(word, {"recorded"}));
}

void read_posts(TomlTable& row, Practitioners& staff) {
  staff.count = count_in(row, "count", 1);
  staff.caseload = static_cast<std::uint32_t>(
      row.whole_within("caseload", 1, kCaseloadMost, Need::required).value_or(1));
  read_in_hand(row, staff);
  staff.other_work = row.share("other_work");
  read_changes(row, staff);
  for (const std::string_view key :
       {"travel", "work", "instructions", "count_cases", "urgent_tiers"}) {
    row.refuse(key, "only with a `roster`: without one anybody may take any case");
  }
}

}  // namespace

Day read_day(TomlTable& row, std::string_view key) {
  if (!row.has(key)) {
    static_cast<void>(row.text(key, Need::required));  // says that it is missing
    return Day::first();
  }
  return row.day(key).value_or(Day::first());
}

Practitioners read_practitioners(TomlTable& row) {
  Practitioners staff;
  if (row.has("roster"))
    read_roster_plan(row, staff);
  else
    read_posts(row, staff);
  staff.turnover_per_year = row.number("turnover_per_year", 0.0, 10.0).value_or(0.0);
  staff.vacant_for = read_delay_range(row, "vacant_days", 3650);
  if (row.has("turnover_per_year") != row.has("vacant_days")) {
    row.fault(ErrorCode::inconsistent, "vacant_days", "",
              "`turnover_per_year` and `vacant_days`, how long a post stays empty, go together");
  }
  read_leave(row, staff);
  row.finish();
  return staff;
}

}  // namespace waitlist
