#include <waitlist/io/calendar_reader.h>

#include "io/cell_parser.h"
#include "io/csv_rows.h"
#include "io/text_encoding.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <vector>

namespace waitlist {
namespace {

constexpr std::string_view kComputed = "computed";

constexpr std::array<NamedColumn, 3> kColumns{
    {{"date", true}, {"title", false}, {"source", false}}};

class HolidayReader {
 public:
  void read(CsvRows& rows) {
    enum : std::uint8_t { date, title, source };

    CellFault fault;
    const auto day = parse_day(rows.cell(date), fault);
    if (!day) {
      rows.report(date, fault.code, rows.cell(date), fault.reason);
      return;
    }
    const auto [at, is_new] = line_of_.try_emplace(*day, rows.line());
    if (!is_new) {
      rows.report(date, ErrorCode::duplicate_name, rows.cell(date),
                  "line " + std::to_string(at->second) + " has this day; a holiday stands once");
    }
    const bool computed = rows.cell(source) == kComputed;
    std::optional<Day>& last = computed ? computed_ : published_;
    if (!last || (computed ? *day < *last : *last < *day)) last = day;
    if (computed && !first_line_) first_line_ = rows.line();
  }

  /// What was read; a fault where there is no year of holidays.
  [[nodiscard]] Holidays take(const std::string& source, FaultList& faults) const {
    Holidays found;
    if (line_of_.empty()) {
      faults.add({ErrorCode::missing_value, source, 0, 0, "date", "",
                  "a calendar needs a holiday at least: its years are those that have one"});
      return found;
    }
    for (const auto& [day, line] : line_of_) found.days.push_back(day);
    found.first = *Day::from_ymd(found.days.front().year(), 1, 1);
    found.last = *Day::from_ymd(found.days.back().year(), 12, 31);
    if (!computed_) return found;
    found.computed_from = Day::from_ymd(computed_->year(), 1, 1);
    if (published_ && published_->year() >= computed_->year()) {
      faults.add({ErrorCode::inconsistent, source, *first_line_, 1, "source",
                  std::string{kComputed},
                  "computed holidays stand in the years after all that are published: the first of "
                  "them is " +
                      computed_->text() + ", and " + published_->text() + " is published"});
    }
    return found;
  }

 private:
  std::map<Day, std::uint32_t> line_of_;
  std::optional<Day> computed_;   ///< the first
  std::optional<Day> published_;  ///< the last
  std::optional<std::uint32_t> first_line_;
};

}  // namespace

Result<Holidays> read_holidays_csv(std::string_view text, const std::string& source) {
  FaultList faults;
  HolidayReader reader;
  if (check_encoding(text, source, faults)) {
    CsvRows rows{without_byte_order_mark(text), kColumns, source, faults};
    while (rows.next()) reader.read(rows);
  }
  // Where no row could be read, the cause is said already.
  if (!faults.empty()) return failed(faults.take());
  Holidays found = reader.take(source, faults);
  if (!faults.empty()) return failed(faults.take());
  return found;
}

}  // namespace waitlist
