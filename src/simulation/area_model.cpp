#include "simulation/area_model.h"

#include "base/fault_list.h"
#include "simulation/recorded_outcomes.h"
#include "simulation/scenario_notes.h"

#include <algorithm>
#include <set>

namespace waitlist {
namespace {

class AreaChecks {
 public:
  AreaChecks(const AreaScenario& scenario,
             const AreaLists& lists,
             std::span<const CompiledPolicy> policies)
      : scenario_{scenario}, lists_{lists}, policies_{policies} {}

  Errors find() {
    if (policies_.empty()) {
      add(ErrorCode::missing_value, "policies", "", "name at least one policy");
      return std::move(errors_);
    }
    check_schemas();
    check_days();
    check_scenario();
    if (lists_.start) {
      check_ids(*lists_.start, "start.cases", [](CaseRow) { return true; });
    }
    for (const CaseTable& table : lists_.recorded) {
      check_ids(table, "arrivals.recorded", [&](CaseRow row) {
        return recorded_use(scenario_, lists_, table, row) == RecordedUse::arrives;
      });
      check_recorded(table);
    }
    const Errors roster = roster_faults(scenario_, lists_, policies_.front().schema());
    errors_.insert(errors_.end(), roster.begin(), roster.end());
    const Errors outcomes = outcome_faults(scenario_, lists_);
    errors_.insert(errors_.end(), outcomes.begin(), outcomes.end());
    if (errors_.empty() && lists_.start) check_start();
    if (errors_.empty()) try_mixes();
    return first_faults(std::move(errors_));
  }

 private:
  void add(ErrorCode code, std::string field, std::string_view found, std::string reason) {
    errors_.push_back(
        {code, "scenario", 0, 0, std::move(field), clipped(found), std::move(reason)});
  }

  void check_schemas() {
    const Digest& facts = policies_.front().schema().digest();
    for (const CompiledPolicy& policy : policies_) {
      if (policy.schema().digest() == facts) continue;
      add(ErrorCode::inconsistent, "policies", policy.stamp().id,
          "scores other facts than the first policy; all policies of a scenario share one schema");
    }
    const auto fits = [&facts](const CaseTable& table) { return table.schema().digest() == facts; };
    if ((lists_.start && !fits(*lists_.start)) || !std::ranges::all_of(lists_.recorded, fits)) {
      add(ErrorCode::inconsistent, "facts", "",
          "the lists were read under another fact schema than the policies score");
    }
    const auto recorded = std::ranges::count_if(
        scenario_.streams, [](const ArrivalStream& one) { return !one.recorded.empty(); });
    if (static_cast<std::size_t>(recorded) != lists_.recorded.size() ||
        lists_.start.has_value() == scenario_.start.empty()) {
      add(ErrorCode::missing_value, "start", "", "the lists that the scenario names are needed");
    }
    const auto& names = scenario_.plan.policies;
    if (!scenario_.bands_of.empty() && std::ranges::count(names, scenario_.bands_of) == 0) {
      add(ErrorCode::unknown_reference, "report.bands_of", scenario_.bands_of,
          "name one of the policies of this scenario");
    }
  }

  /// The last day of which anything may be asked: the end, or a filing date after it.
  void check_days() {
    const WorkingCalendar& calendar = policies_.front().calendar();
    for (const CompiledPolicy& policy : policies_) {
      if (policy.calendar() == calendar) continue;
      add(ErrorCode::inconsistent, "policies", policy.written().id,
          "the policies of a scenario count by one calendar: the first by " + calendar.name() +
              ", this one by " + policy.calendar().name());
    }
    std::int64_t filing = 0;
    for (const CaseMix& mix : scenario_.mixes) filing = std::max(filing, mix.filing_after.to);
    const Day last = scenario_.from + Days{scenario_.horizon_days + filing};
    for (const CompiledPolicy& policy : policies_) {
      const auto first = policy.schema().service_from();
      if (!first || scenario_.from >= *first) continue;
      add(ErrorCode::out_of_range, "time", scenario_.from.text(),
          "the service began on " + first->text() +
              ", as the fact schema says: simulate from that day on");
      break;
    }
    if (calendar.covers(scenario_.from) && calendar.covers(last)) return;
    add(ErrorCode::calendar_ends, "time", scenario_.from.text() + " to " + last.text(),
        "the calendar has holidays from " + calendar.first_day().text() + " to " +
            calendar.last_day().text() + "; the simulation and its filing dates must lie within");
  }

  /// What no day of the scenario has to be tried for.
  void check_scenario() {
    const Errors scenario = scenario_faults(scenario_, lists_);
    errors_.insert(errors_.end(), scenario.begin(), scenario.end());
  }

  /// The cases of a list that are used are nobody else's.
  template <class Used>
  void check_ids(const CaseTable& table, const std::string& field, Used used) {
    for (CaseRow row = 0; row < table.size(); ++row) {
      if (!used(row)) continue;
      const std::string_view id = table.case_id(row);
      if (id.starts_with(kDrawnPrefix)) {
        add(ErrorCode::duplicate_name, field, id,
            "ids that begin with sim- are kept for drawn cases");
      } else if (!ids_.insert(id).second) {
        add(ErrorCode::duplicate_name, field, id, "a case of this id is in another list too");
      }
    }
  }

  void check_recorded(const CaseTable& table) {
    const Day last = scenario_.from + Days{scenario_.horizon_days - 1};
    for (CaseRow row = 0; row < table.size(); ++row) {
      if (recorded_use(scenario_, lists_, table, row) != RecordedUse::after) continue;
      add(ErrorCode::out_of_range, "arrivals.recorded", table.case_id(row),
          "listed on " + table.listed_on(row).text() + ", after the last day " + last.text());
    }
  }

  void check_start() {
    const WorkingCalendar& calendar = policies_.front().calendar();
    for (CaseRow row = 0; row < lists_.start->size(); ++row) {
      const Day listed = lists_.start->listed_on(row);
      if (listed > scenario_.from || !calendar.covers(listed)) {
        add(ErrorCode::out_of_range, "start.cases", lists_.start->case_id(row),
            "listed on " + listed.text() +
                "; cases of the starting list are listed by the first day, and not before the "
                "holiday data begins");
      }
    }
    for (const CompiledPolicy& policy : policies_) {
      const auto queue = LiveQueue::make(*lists_.start, policy, scenario_.from);
      if (!queue) errors_.insert(errors_.end(), queue.error().begin(), queue.error().end());
    }
  }

  /// Draws one replication and puts its cases to the test, so that running needs no checks.
  void try_mixes() {
    const FactSchema& schema = policies_.front().schema();
    const WorkingCalendar& calendar = policies_.front().calendar();
    const Families families = FamilyMaker{scenario_, lists_, schema, calendar}.make(0);
    std::vector<Case> cases;
    for (const Family& family : families.all) {
      if (!family.from_start) cases.push_back(family.listed_as);
    }
    const Day last = scenario_.from + Days{scenario_.horizon_days};
    const auto table = CaseTable::make(schema, cases, "simulated cases");
    if (!table) {
      errors_ = table.error();
      return;
    }
    for (const CompiledPolicy& policy : policies_) {
      const Errors found = check_scorable(*table, policy, last);
      errors_.insert(errors_.end(), found.begin(), found.end());
    }
  }

  const AreaScenario& scenario_;
  const AreaLists& lists_;
  std::span<const CompiledPolicy> policies_;
  std::set<std::string_view> ids_;
  Errors errors_;
};

CaseTable start_table(const AreaLists& lists, const FactSchema& schema) {
  return lists.start ? *lists.start : CaseTable::make(schema, {}).value();
}

}  // namespace

Errors area_faults(const AreaScenario& scenario,
                   const AreaLists& lists,
                   std::span<const CompiledPolicy> policies) {
  return AreaChecks{scenario, lists, policies}.find();
}

AreaModel::AreaModel(const AreaScenario& scenario,
                     const AreaLists& lists,
                     std::span<const CompiledPolicy> policies)
    : scenario_{scenario},
      lists_{lists},
      policies_{policies},
      start_{start_table(lists, policies.front().schema())},
      maker_{scenario, lists, policies.front().schema(), policies.front().calendar()},
      groups_{scenario, lists, policies} {}

Families AreaModel::families(std::uint32_t replication) const {
  Families families = maker_.make(replication);
  groups_.assign(families);
  return families;
}

Families AreaModel::ungrouped_families(std::uint32_t replication) const {
  Families families = maker_.make(replication);
  for (Family& family : families.all) family.groups = 1;
  return families;
}

AreaRun AreaModel::run_of(std::size_t policy,
                          const Families& families,
                          std::uint32_t replication,
                          std::optional<std::uint32_t> practitioners) const {
  // One step apart from the families' draws of the same replication.
  const std::uint64_t seed = KeyedDraws{scenario_.plan.seed, replication}.bits(2);
  const std::vector<HeldWork> held = held_at_first(scenario_, outcomes(), seed);
  Staff staff = roster() != nullptr
                    ? Staff{RosterPool{scenario_, lists_, families, start_, seed, held}}
                    : Staff{PractitionerPool{scenario_, practitioners, seed, held}};
  return {scenario_, start_, policies_[policy], families, std::move(staff)};
}

}  // namespace waitlist
