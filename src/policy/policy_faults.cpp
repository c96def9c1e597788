#include "policy/policy_faults.h"

#include <waitlist/base/limits.h>
#include <waitlist/policy/compiled_policy.h>

#include "policy/ceiling_faults.h"
#include "policy/fault_collector.h"
#include "policy/order_faults.h"
#include "policy/scale_faults.h"
#include "policy/two_fact_faults.h"
#include "policy/uncertain_faults.h"

#include <algorithm>
#include <set>
#include <utility>

namespace waitlist {
namespace {

void check_calendar(FaultCollector& to, const WorkingCalendar& calendar) {
  const Policy& policy = to.policy();
  if (policy.calendar == calendar.name()) return;
  to.add(ErrorCode::unknown_reference, policy.id_place, "calendar", policy.calendar,
         "write `england_and_wales`, which is shipped, or the file of another calendar, whose name "
         "ends with .csv" +
             (policy.calendar.ends_with(".csv")
                  ? "; this policy was to be read with the calendar \"" + calendar.name() + '"'
                  : std::string{}));
}

void check_header(FaultCollector& to) {
  const Policy& policy = to.policy();
  const auto required = [&to, &policy](const char* key, const std::string& value) {
    if (value.empty())
      to.add(ErrorCode::missing_value, policy.id_place, key, "", "every policy states this");
  };
  required("title", policy.title);
  required("version", policy.version);
  required("status_line", policy.status_line);
  if (!is_policy_id(policy.id)) {
    to.add(ErrorCode::unknown_word, policy.id_place, "id", policy.id,
           "1 to 64 letters, digits, `_`, `.` and `-`");
  }
  if (policy.status != "illustrative" && policy.status != "approved") {
    to.add(ErrorCode::unknown_word, policy.id_place, "status", policy.status,
           "`illustrative` or `approved`");
  }
  if (policy.status == "approved" && policy.approved_by.empty()) {
    to.add(ErrorCode::missing_value, policy.id_place, "approved_by", "",
           "an approved policy says who approved it; without that it is `illustrative`");
  }
  std::set<std::string_view> keys;
  for (std::size_t i = 0; i < policy.sources.size(); ++i) {
    const PolicySource& source = policy.sources[i];
    if (!is_policy_id(source.key) || source.title.empty()) {
      to.add(ErrorCode::missing_value, source.place, numbered("source", i), source.key,
             "a source has a key (letters, digits, `_`, `.`, `-`) and a title");
    } else if (!keys.insert(source.key).second) {
      to.add(ErrorCode::duplicate_name, source.place, numbered("source", i) + ".key", source.key,
             "an earlier source has this key");
    }
  }
}

void check_bands(FaultCollector& to) {
  const auto& bands = to.policy().bands;
  if (bands.empty() || bands.size() > limits::kBandsMax) {
    to.add(ErrorCode::out_of_range, to.policy().id_place, "band", std::to_string(bands.size()),
           "a policy has 1 to " + std::to_string(limits::kBandsMax) + " bands");
    return;
  }
  std::set<std::string_view> ids;
  for (std::size_t i = 0; i < bands.size(); ++i) {
    const BandRule& band = bands[i];
    const std::string field = numbered("band", i);
    if (!is_policy_id(band.id) || band.id == "must_allocate") {
      to.add(ErrorCode::unknown_word, band.place, field + ".id", band.id,
             "1 to 64 letters, digits, `_`, `.` and `-`, and not `must_allocate`");
    } else if (!ids.insert(band.id).second) {
      to.add(ErrorCode::duplicate_name, band.place, field + ".id", band.id,
             "an earlier band has this id");
    }
    to.check_points(band.from, band.place, field + ".from");
    if (i > 0 && bands[i - 1].from <= band.from) {
      to.add(ErrorCode::incomplete_cover, band.place, field + ".from", "",
             "bands stand from the most urgent down, so `from` falls strictly");
    }
  }
  if (bands.back().from != Points{0}) {
    to.add(ErrorCode::incomplete_cover, bands.back().place, numbered("band", bands.size() - 1), "",
           "the last band is `from = 0`, so that every case has a band");
  }
}

void check_groups(FaultCollector& to) {
  const auto& groups = to.policy().groups;
  if (groups.size() > limits::kGroupsMax) {
    to.add(ErrorCode::too_large, to.policy().id_place, "group", std::to_string(groups.size()),
           "at most " + std::to_string(limits::kGroupsMax) + " groups");
  }
  std::set<std::string_view> ids;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const GroupRule& group = groups[i];
    if (!is_policy_id(group.id)) {
      to.add(ErrorCode::unknown_word, group.place, numbered("group", i) + ".id", group.id,
             "1 to 64 letters, digits, `_`, `.` and `-`");
    } else if (!ids.insert(group.id).second) {
      to.add(ErrorCode::duplicate_name, group.place, numbered("group", i) + ".id", group.id,
             "an earlier group has this id");
    }
    if (group.cap) to.check_points(*group.cap, group.place, numbered("group", i) + ".cap");
    if (group.constant) {
      to.check_points(*group.constant, group.place, numbered("group", i) + ".constant");
    }
  }
}

void check_floor_table(FaultCollector& to, const FloorRule& floor, const std::string& field) {
  if (!floor.band.empty() || !floor.when.all.empty() || !floor.when.any.empty()) {
    to.add(ErrorCode::inconsistent, floor.place, field + ".by", floor.id,
           "a floor by two facts has its bands in `rows`, and neither `band` nor conditions");
  }
  check_table(TwoFactCheck{to, floor.by->fact, floor.place, field}, floor.by->table,
              [&to](const std::string& band, TextPlace place, const std::string& where) {
                if (!band.empty()) to.check_band(band, place, where);
              });
}

void check_floors(FaultCollector& to) {
  const auto& floors = to.policy().floors;
  if (floors.size() > limits::kFloorsMax) {
    to.add(ErrorCode::too_large, to.policy().id_place, "floor", std::to_string(floors.size()),
           "at most " + std::to_string(limits::kFloorsMax) + " floors");
  }
  std::set<std::string_view> ids;
  for (std::size_t i = 0; i < floors.size(); ++i) {
    const FloorRule& floor = floors[i];
    const std::string field = numbered("floor", i);
    if (!is_policy_id(floor.id)) {
      to.add(ErrorCode::unknown_word, floor.place, field + ".id", floor.id,
             "1 to 64 letters, digits, `_`, `.` and `-`");
    } else if (!ids.insert(floor.id).second) {
      to.add(ErrorCode::duplicate_name, floor.place, field + ".id", floor.id,
             "an earlier floor has this id");
    }
    if (floor.by) {
      check_floor_table(to, floor, field);
    } else {
      to.check_band(floor.band, floor.place, field + ".band");
      to.check_when(floor.when, floor.place, field, WhenOf::floor);
    }
    to.check_origin(floor.origin, floor.place, field);
  }
}

void check_days(
    FaultCollector& to, Days days, std::int64_t least, TextPlace place, const std::string& field) {
  if (days.count() < least || days.count() > limits::kDaysMax) {
    to.add(ErrorCode::out_of_range, place, field, std::to_string(days.count()),
           "days, " + std::to_string(least) + " to " + std::to_string(limits::kDaysMax));
  }
}

void check_tier_rules(FaultCollector& to) {
  const Policy& policy = to.policy();
  if (policy.promotion) {
    const PromotionRule& rule = *policy.promotion;
    to.check_band(rule.not_above, rule.place, "promotion.not_above");
    to.check_origin(rule.origin, rule.place, "promotion");
    for (std::size_t i = 0; i < rule.after_days.size(); ++i) {
      check_days(to, rule.after_days[i], 0, rule.place, "promotion.after_days");
      if (i > 0 && rule.after_days[i] <= rule.after_days[i - 1]) {
        to.add(ErrorCode::incomplete_cover, rule.place, "promotion.after_days",
               std::to_string(rule.after_days[i].count()), "the days rise strictly");
      }
    }
    if (rule.after_days.empty()) {
      to.add(ErrorCode::missing_value, rule.place, "promotion.after_days", "",
             "name at least one number of days");
    }
  }
  if (policy.must_allocate) {
    const MustAllocateRule& rule = *policy.must_allocate;
    to.check_band(rule.below, rule.place, "must_allocate.below");
    to.check_origin(rule.origin, rule.place, "must_allocate");
    if (!rule.waiting && !rule.before_filing) {
      to.add(ErrorCode::missing_value, rule.place, "must_allocate", "",
             "needs `waiting_days` or `before_filing_days`");
    }
    if (rule.waiting) check_days(to, *rule.waiting, 0, rule.place, "must_allocate.waiting_days");
    if (rule.before_filing) {
      check_days(to, *rule.before_filing, 0, rule.place, "must_allocate.before_filing_days");
    }
  }
  check_days(to, policy.decisions.longest, 1, policy.decisions.place, "decisions.longest_days");
}

void check_delays(FaultCollector& to) {
  if (!to.policy().delays) return;
  const DelayRule& rule = *to.policy().delays;
  const std::string field = "delays.after_days";
  const std::vector<Days>& marks = rule.after_days;
  if (marks.empty() || marks.size() > limits::kDelayMarksMax) {
    to.add(marks.empty() ? ErrorCode::missing_value : ErrorCode::too_large, rule.place, field,
           marks.empty() ? "" : std::to_string(marks.size()),
           "name 1 to " + std::to_string(limits::kDelayMarksMax) + " numbers of days");
  }
  for (std::size_t i = 0; i < marks.size(); ++i) {
    check_days(to, marks[i], 1, rule.place, field);
    if (i > 0 && marks[i] <= marks[i - 1]) {
      to.add(ErrorCode::incomplete_cover, rule.place, field, std::to_string(marks[i].count()),
             "the days rise strictly");
    }
  }
}

void check_watches(FaultCollector& to) {
  const Policy& policy = to.policy();
  if (policy.apart) {
    check_days(to, policy.apart->review_after, 1, policy.apart->place, "apart.review_days");
  }
  if (policy.review) {
    check_days(to, policy.review->every, 1, policy.review->place, "review.every_days");
  }
}

}  // namespace

Errors find_faults(const Policy& policy,
                   const FactSchema& schema,
                   const WorkingCalendar& calendar,
                   const std::string& source) {
  FaultCollector to{policy, schema, source};
  check_header(to);
  check_calendar(to, calendar);
  check_orders(to);
  check_bands(to);
  check_groups(to);
  check_criteria(to);
  check_age(to);
  check_unknown(to);
  check_waiting(to);
  check_filing(to);
  check_floors(to);
  check_ceilings(to);
  check_cannot_tell(to);
  check_tier_rules(to);
  check_delays(to);
  check_watches(to);
  check_uncertain(to);
  return to.take();
}

Errors faults_at_interval_ends(const Policy& policy,
                               const FactSchema& schema,
                               const WorkingCalendar& calendar,
                               const std::string& source) {
  Errors errors;
  if (policy.uncertain.empty()) return errors;
  for (const bool at_to : {false, true}) {
    const Policy moved = at_interval_ends(policy, schema, at_to);
    for (Error& error : find_faults(moved, schema, calendar, source)) {
      error.reason = "with each number of [[uncertain]] at its `" +
                     std::string{at_to ? "to" : "from"} + "` this rule is broken: " + error.reason;
      errors.push_back(std::move(error));
    }
  }
  return errors;
}

}  // namespace waitlist
