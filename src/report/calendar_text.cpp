#include <waitlist/report/calendar_report.h>

#include "report/plain_words.h"
#include "report/text_table.h"

#include <algorithm>
#include <map>
#include <vector>

namespace waitlist {
namespace {

struct Year {
  std::size_t holidays = 0;
  std::int64_t working_days = 0;
};

std::map<int, Year> years_of(const WorkingCalendar& calendar, const Holidays& holidays) {
  std::map<int, Year> years;
  for (Day day = calendar.first_day();; day = day + Days{1}) {
    years[day.year()].working_days += calendar.is_working_day(day) ? 1 : 0;
    if (day == calendar.last_day()) break;
  }
  for (const Day day : holidays.days) ++years[day.year()].holidays;
  return years;
}

/// Years with far fewer holidays than is usual in this calendar: some may be missing.
std::vector<std::string> doubts_of(const std::map<int, Year>& years, const Holidays& holidays) {
  std::vector<std::size_t> counts;
  counts.reserve(years.size());
  for (const auto& [year, found] : years) counts.push_back(found.holidays);
  std::ranges::sort(counts);
  const std::size_t usual = counts[counts.size() / 2];
  std::vector<std::string> doubts;
  for (const auto& [year, found] : years) {
    if (found.holidays * 2 >= usual) continue;
    doubts.push_back(std::to_string(year) + " has " +
                     count_of(found.holidays, "holiday", "holidays") + ", half of the years " +
                     std::to_string(usual) + " or more");
  }
  const auto without_any = WorkingCalendar::make("", {{}, holidays.first, holidays.last});
  for (const Day day : holidays.days) {
    if (without_any && !without_any->is_working_day(day)) {
      doubts.push_back(day.text() + " falls on a weekend, which has no working days anyway");
    }
  }
  return doubts;
}

}  // namespace

std::string render_text(const WorkingCalendar& calendar, const Holidays& holidays) {
  const auto years = years_of(calendar, holidays);
  std::string text = calendar.name() + ": holidays from " + calendar.first_day().text() + " to " +
                     calendar.last_day().text();
  const auto computed = calendar.computed_from();
  text += computed ? "; those from " + computed->text() + " on are computed.\n\n" : ".\n\n";
  const auto doubts = doubts_of(years, holidays);
  text += doubts.empty()
              ? std::string{"Nothing in it is doubtful.\n"}
              : count_of(doubts.size(), "thing", "things") + " in it that should be looked at:\n";
  for (const std::string& doubt : doubts) text += paragraph("  ", doubt);
  text += '\n';
  TextTable table{
      {{"year"}, {"holidays", Align::right}, {"working days", Align::right}, {"they are"}}};
  for (const auto& [year, found] : years) {
    const bool is_computed = computed && computed->year() <= year;
    table.add({{std::to_string(year)},
               {std::to_string(found.holidays)},
               {std::to_string(found.working_days)},
               {is_computed ? "computed" : "published"}});
  }
  return text + table.text(false, 2);
}

}  // namespace waitlist
