#include <waitlist/io/calendar_reader.h>
#include <waitlist/io/policy_reader.h>
#include <waitlist/record/policy_texts.h>

#include <utility>

namespace waitlist {
namespace {

Result<WorkingCalendar> calendar_of(const PolicyTexts& texts, const std::string& source) {
  auto name = calendar_named_by(texts.policy, source);
  if (!name) return failed(std::move(name.error()));
  if (name->empty()) return WorkingCalendar::england_and_wales();
  if (!texts.calendar) {
    return failed(Error{ErrorCode::missing_value, source, 0, 0, "calendar", *name,
                        "the policy names a calendar; its text is missing"});
  }
  auto holidays = read_holidays_csv(*texts.calendar, *name);
  if (!holidays) return failed(std::move(holidays.error()));
  return WorkingCalendar::make(*name, *holidays);
}

}  // namespace

Result<CompiledPolicy> read_policy_texts(const PolicyTexts& texts, const std::string& source) {
  auto calendar = calendar_of(texts, source);
  if (!calendar) return failed(std::move(calendar.error()));
  if (!texts.facts) return read_policy_with_facts(texts.policy, source, *calendar);
  auto facts = read_fact_schema(*texts.facts, source + " (facts)");
  if (!facts) return failed(std::move(facts.error()));
  return read_policy(texts.policy, *facts, source, *calendar);
}

}  // namespace waitlist
