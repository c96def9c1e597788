#include "simulation/report_groups.h"

#include <waitlist/scoring/score.h>

#include "base/check.h"
#include "simulation/case_draw.h"

#include <algorithm>
#include <array>

namespace waitlist {
namespace {

struct AgeBand {
  std::int64_t under_months;
  const char* id;
  const char* label;
};

constexpr std::array<AgeBand, 5> kAges{{{12, "under_1", "youngest child under 1"},
                                        {60, "1_to_4", "youngest child 1 to 4"},
                                        {120, "5_to_9", "youngest child 5 to 9"},
                                        {180, "10_to_14", "youngest child 10 to 14"},
                                        {216, "15_to_17", "youngest child 15 to 17"}}};

const CompiledPolicy& policy_of(const AreaScenario& scenario,
                                std::span<const CompiledPolicy> policies) {
  const auto named = std::ranges::find(scenario.plan.policies, scenario.bands_of);
  const bool found = named != scenario.plan.policies.end();
  return policies[found ? static_cast<std::size_t>(named - scenario.plan.policies.begin()) : 0];
}

std::optional<Day> youngest_birth(const Case& one) {
  std::optional<Day> latest;
  for (const Child& child : one.children) {
    if (child.born && (!latest || *child.born > *latest)) latest = child.born;
  }
  return latest;
}

}  // namespace

std::int64_t youngest_days(const Case& one) {
  const auto born = youngest_birth(one);
  return born ? (one.listed_on - *born).count() : -1;
}

std::vector<std::string> reported_areas(const AreaScenario& scenario) {
  std::vector<std::string> areas;
  const auto add = [&areas](const std::string& area) {
    if (!area.empty() && std::ranges::count(areas, area) == 0) areas.push_back(area);
  };
  for (const ArrivalStream& stream : scenario.streams) add(stream.area);
  for (const AreaVariant& variant : scenario.variants) {
    for (const ArrivalStream& stream : variant.streams) add(stream.area);
  }
  for (const std::string& area : scenario.areas) add(area);
  return areas;
}

ReportGroups::ReportGroups(const AreaScenario& scenario,
                           const AreaLists& lists,
                           std::span<const CompiledPolicy> policies)
    : scenario_{scenario}, bands_of_{policy_of(scenario, policies)} {
  add("all", "all cases");
  first_band_ = groups_.size();
  for (const BandRule& band : bands_of_.written().bands) {
    add("band." + band.id, "band " + band.id + " at listing (" + bands_of_.stamp().id + ')',
        "band at listing");
  }
  first_age_ = groups_.size();
  const std::string by_age = "age of the youngest child";
  for (const AgeBand& age : kAges) add(std::string{"age."} + age.id, age.label, by_age);
  add("age.unknown", "no date of birth known", by_age);
  areas_ = reported_areas(scenario);
  first_area_ = groups_.size();
  if (areas_.size() == 1) areas_.clear();
  for (const std::string& area : areas_) add("area." + area, area, "area");
  if (lists.start) start_ = add("start", "waiting when the simulation begins");
  first_own_ = groups_.size();
  for (const ReportGroup& group : scenario.groups) {
    if (group.by_answer)
      add_answers(group);
    else
      add(group.id, group.label);
  }
}

std::size_t ReportGroups::add(std::string id, std::string label, const std::string& split) {
  groups_.push_back({std::move(id), std::move(label), {}, split});
  return groups_.size() - 1;
}

void ReportGroups::add_answers(const ReportGroup& group) {
  const FactDefinition& fact = bands_of_.schema().fact(*group.by_answer);
  for (const FactLevel& level : fact.levels) {
    add(group.id + '.' + level.id, group.label + ": " + level.label, group.label);
  }
  if (fact.no_is_answer) add(group.id + ".no", group.label + ": no", group.label);
  add(group.id + ".not_known", group.label + ": not known", group.label);
}

std::uint64_t ReportGroups::groups_of(const Family& family) const {
  const Case& one = family.listed_as;
  std::uint64_t bits = 1;
  const auto set = [&bits](std::size_t group) { bits |= std::uint64_t{1} << group; };
  const auto born = youngest_birth(one);
  const std::int64_t months = born ? completed_months(*born, one.listed_on).count() : -1;
  std::size_t age = 0;
  while (born && age + 1 < kAges.size() && months >= kAges[age].under_months) ++age;
  set(first_age_ + (born ? age : kAges.size()));
  const auto area = std::ranges::find(areas_, one.area);
  if (area != areas_.end()) {
    set(first_area_ + static_cast<std::size_t>(area - areas_.begin()));
  }
  if (start_ != 0 && family.from_start) set(start_);
  std::size_t at = first_own_;
  const auto answer_to = [&one](FactIndex fact) {
    return fact < one.answers.size() ? one.answers[fact] : Answer::not_asked();
  };
  for (const ReportGroup& group : scenario_.groups) {
    if (group.by_answer) {
      const FactDefinition& fact = bands_of_.schema().fact(*group.by_answer);
      const Answer answer = answer_to(*group.by_answer);
      const std::size_t not_known = fact.levels.size() + (fact.no_is_answer ? 1 : 0);
      const std::size_t no = fact.levels.size();
      set(at + (answer.given() ? std::size_t{answer.value()} : answer.known() ? no : not_known));
      at += not_known + 1;
      continue;
    }
    const FactSchema& schema = bands_of_.schema();
    const bool met = (!group.meets || meets(*group.meets, schema.fact(group.meets->fact).kind,
                                            answer_to(group.meets->fact))) &&
                     (!group.youngest_under || (born && months < group.youngest_under->count())) &&
                     (group.case_id.empty() || group.case_id == one.case_id);
    if (met) set(at);
    ++at;
  }
  return bits;
}

/// Bands as each case alone would have them on the day of its listing.
void ReportGroups::assign_bands(Families& families) const {
  std::vector<Case> cases;
  cases.reserve(families.all.size());
  Day last = scenario_.from;
  for (const Family& family : families.all) {
    cases.push_back(family.listed_as);
    cases.back().linked_to.clear();
    cases.back().decision.reset();
    last = std::max(last, family.listed_as.listed_on);
  }
  const auto table = CaseTable::make(bands_of_.schema(), cases, "simulated cases");
  WAITLIST_CHECK(table.has_value());  // simulate() has tried the mixes
  for (CaseRow row = 0; row < table->size(); ++row) {
    UnitFacts unit;
    unit.ranked = {row};
    const FactScore facts = score_facts(*table, bands_of_, row, unit, table->listed_on(row));
    families.all[row].groups |= std::uint64_t{1} << (first_band_ + facts.band_used);
  }
}

void ReportGroups::assign(Families& families) const {
  for (Family& family : families.all) family.groups = groups_of(family);
  assign_bands(families);
}

}  // namespace waitlist
