// Facts, policies and their calendars.
#include "c/read.h"

#include <waitlist/io/calendar_reader.h>
#include <waitlist/io/policy_reader.h>
#include <waitlist/report/policy_report.h>

namespace waitlist::c {
namespace {

Rejected unread_holidays(const std::string& source) {
  return Rejected{{{ErrorCode::inconsistent, source, 0, 0, "calendar", "",
                    "holidays were given, and the policy names no calendar of its own"}}};
}

}  // namespace

CompiledPolicy read_policy_text(std::string_view toml,
                                const FactSchema* schema,
                                const std::optional<std::string_view>& holidays,
                                const std::string& source) {
  WorkingCalendar calendar = WorkingCalendar::england_and_wales();
  if (holidays) {
    const std::string name = value_of(calendar_named_by(toml, source));
    if (name.empty()) throw unread_holidays(source);
    calendar = value_of(WorkingCalendar::make(name, value_of(read_holidays_csv(*holidays, name))));
  }
  return value_of(schema == nullptr ? read_policy_with_facts(toml, source, calendar)
                                    : read_policy(toml, *schema, source, calendar));
}

}  // namespace waitlist::c

using namespace waitlist::c;  // NOLINT(google-build-using-namespace): the work of this file

int32_t wl_read_facts(const char* toml,
                      size_t size,
                      const char* source,
                      size_t source_size,
                      wl_facts** facts,
                      wl_errors** errors) {
  clear(facts);
  return guarded("wl_read_facts", errors, [&] {
    given(facts, "facts");
    const std::string_view text = text_of(toml, size, "toml");
    given(toml, "toml");
    give(facts,
         value_of(waitlist::read_fact_schema(text, source_of(source, source_size, "facts"))));
  });
}

void wl_facts_free(wl_facts* facts) { delete facts; }

int32_t wl_facts_named_by(const char* policy_toml,
                          size_t size,
                          wl_text** name,
                          wl_errors** errors) {
  clear(name);
  return guarded("wl_facts_named_by", errors, [&] {
    given(name, "name");
    given(policy_toml, "policy_toml");
    give_text(name, value_of(waitlist::schema_named_by(text_of(policy_toml, size, "policy_toml"))));
  });
}

int32_t wl_calendar_named_by(const char* policy_toml,
                             size_t size,
                             wl_text** name,
                             wl_errors** errors) {
  clear(name);
  return guarded("wl_calendar_named_by", errors, [&] {
    given(name, "name");
    given(policy_toml, "policy_toml");
    give_text(name,
              value_of(waitlist::calendar_named_by(text_of(policy_toml, size, "policy_toml"))));
  });
}

int32_t wl_read_policy(const char* toml,
                       size_t size,
                       const wl_facts* facts,
                       const wl_policy_options* options,
                       wl_policy** policy,
                       wl_errors** errors) {
  clear(policy);
  return guarded("wl_read_policy", errors, [&] {
    given(policy, "policy");
    given(toml, "toml");
    const wl_policy_options own = options_of(options);
    require(own.reserved == 0, "options", "have something in `reserved`");
    std::optional<std::string_view> holidays;
    if (own.holidays != nullptr || own.holidays_size != 0) {
      holidays = text_of(own.holidays, own.holidays_size, "options");
    }
    give(policy,
         read_policy_text(text_of(toml, size, "toml"), facts == nullptr ? nullptr : &facts->schema,
                          holidays, source_of(own.source, own.source_size, "policy")));
  });
}

void wl_policy_free(wl_policy* policy) { delete policy; }

int32_t wl_policy_facts(const wl_policy* policy, wl_facts** facts, wl_errors** errors) {
  clear(facts);
  return guarded("wl_policy_facts", errors, [&] {
    given(facts, "facts");
    give(facts, given(policy, "policy").policy.schema());
  });
}

int32_t wl_policy_text(const wl_policy* policy, int32_t form, wl_text** text, wl_errors** errors) {
  clear(text);
  return guarded("wl_policy_text", errors, [&] {
    given(text, "text");
    const waitlist::CompiledPolicy& shown = given(policy, "policy").policy;
    switch (form) {
      case WL_TEXT: return give_text(text, render_text(shown));
      case WL_JSON: return give_text(text, render_json(shown));
      case WL_HTML: return give_text(text, render_html(shown));
      default: refuse_form();
    }
  });
}

int32_t wl_policy_tier_count(const wl_policy* policy, size_t* count, wl_errors** errors) {
  clear(count);
  return guarded("wl_policy_tier_count", errors, [&] {
    given(count, "count");
    *count = given(policy, "policy").policy.tier_count();
  });
}

int32_t wl_policy_tier_id(
    const wl_policy* policy, size_t tier, const char** id, size_t* size, wl_errors** errors) {
  clear(id);
  clear(size);
  return guarded("wl_policy_tier_id", errors, [&] {
    given(id, "id");
    given(size, "size");
    const waitlist::CompiledPolicy& asked = given(policy, "policy").policy;
    require(tier < asked.tier_count(), "tier", "is past the last tier");
    const std::string_view name = asked.tier_id(waitlist::TierIndex{tier});
    *id = name.data();
    *size = name.size();
  });
}
