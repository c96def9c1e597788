#include "io/area_scenario_reader.h"

#include "io/case_mix_reader.h"
#include "io/duration_reader.h"
#include "io/practitioners_reader.h"
#include "io/run_plan_reader.h"

#include <algorithm>
#include <set>

namespace waitlist {
namespace {

/// Each level, `no` and not known.
std::size_t answer_groups(const FactDefinition& fact) {
  return fact.levels.size() + (fact.no_is_answer ? 2 : 1);
}

constexpr std::int64_t kHorizonMost = 36'500;

class AreaScenarioReader {
 public:
  AreaScenarioReader(TomlTable& root, const FactSchema& schema, RunPlan plan)
      : root_{root}, schema_{schema} {
    scenario_.plan = std::move(plan);
  }

  AreaScenario read() {
    read_time();
    IdCheck mixes;
    for (TomlTable& row : root_.tables("mix", Need::required)) {
      scenario_.mixes.push_back(read_case_mix(row, schema_));
      mixes.check(row, "id", scenario_.mixes.back().id);
    }
    read_start();
    IdCheck streams;
    for (TomlTable& row : root_.tables("arrivals", Need::required)) {
      read_stream(row);
      streams.check(row, "id", scenario_.streams.back().id);
    }
    if (scenario_.streams.size() > limits::kScenarioRowsMax) {
      root_.fault(ErrorCode::too_large, "arrivals", std::to_string(scenario_.streams.size()),
                  "at most " + std::to_string(limits::kScenarioRowsMax) + " streams");
    }
    check_areas();
    read_work();
    if (auto row = root_.table("practitioners", Need::required)) {
      scenario_.practitioners = read_practitioners(*row);
    }
    read_record();
    read_report();
    if (auto row = root_.table("target")) read_target(*row);
    root_.pass("variant");  // read once the scenario is known to be sound
    root_.pass("attribution");
    root_.finish();
    return std::move(scenario_);
  }

 private:
  void read_time() {
    auto row = root_.table("time", Need::required);
    if (!row) return;
    scenario_.from = read_day(*row, "from");
    scenario_.horizon_days =
        row->whole_within("horizon_days", 1, kHorizonMost, Need::required).value_or(1);
    scenario_.warm_up_days = row->whole_within("warm_up_days", 0, kHorizonMost).value_or(0);
    if (scenario_.warm_up_days >= scenario_.horizon_days) {
      row->fault(ErrorCode::inconsistent, "warm_up_days", std::to_string(scenario_.warm_up_days),
                 "the warm-up is shorter than the horizon, of which it is the first part");
    }
    row->finish();
  }

  /// Place of the mix that a key names.
  std::optional<std::size_t> read_mix(TomlTable& row, Need need) {
    const std::string id = row.text("mix", need);
    if (id.empty()) return std::nullopt;
    const auto at = std::ranges::find(scenario_.mixes, id, &CaseMix::id);
    if (at != scenario_.mixes.end()) {
      return static_cast<std::size_t>(at - scenario_.mixes.begin());
    }
    row.fault(ErrorCode::unknown_reference, "mix", id, "no [[mix]] has this id");
    return std::nullopt;
  }

  void read_start() {
    auto row = root_.table("start");
    if (!row) return;
    scenario_.start = row->text("cases", Need::required);
    scenario_.start_mix = read_mix(*row, Need::optional);
    row->finish();
  }

  void read_stream(TomlTable& row) {
    ArrivalStream stream;
    stream.place = row.place();
    stream.id = row.line("id", Need::required);
    stream.area = row.text("area");
    stream.team = row.text("team");
    stream.mix = read_mix(row, Need::required).value_or(0);
    stream.recorded = row.text("recorded");
    if (row.has("recorded") == row.has("per_working_day")) {
      row.fault(ErrorCode::inconsistent, "per_working_day", "",
                "write either `per_working_day` or a `recorded` case file");
    }
    if (row.has("recorded")) {
      for (const std::string_view key : {"law", "dispersion", "months", "shocks"}) {
        row.refuse(key, "recorded cases come as they are in their file; take this key out");
      }
    }
    stream.per_working_day = row.number("per_working_day", 0.0, kReferralsMost).value_or(0.0);
    stream.law = row.word("law", CountLaw::poisson);
    stream.dispersion = row.number("dispersion", 1e-3, 1e6).value_or(1.0);
    if ((stream.law == CountLaw::negative_binomial) != row.has("dispersion")) {
      row.fault(ErrorCode::inconsistent, "dispersion", "",
                "required with law = \"negative_binomial\", and only there");
    }
    double most = read_months(row, stream);
    for (TomlTable& shock : row.tables("shocks")) most *= read_shock(shock, stream);
    if (stream.per_working_day * most > kReferralsMost) {
      row.fault(ErrorCode::too_large, "per_working_day", "",
                "no more than 500 referrals a working day, with months and shocks");
    }
    row.finish();
    scenario_.streams.push_back(std::move(stream));
  }

  /// The largest of the twelve.
  static double read_months(TomlTable& row, ArrivalStream& stream) {
    const std::vector<double> months = row.numbers("months", 0.0, 100.0);
    if (months.empty() && !row.has("months")) return 1.0;
    if (months.size() != stream.months.size()) {
      row.fault(ErrorCode::incomplete_cover, "months", std::to_string(months.size()),
                "twelve numbers, January to December");
      return 1.0;
    }
    std::ranges::copy(months, stream.months.begin());
    return *std::ranges::max_element(months);
  }

  static double read_shock(TomlTable& row, ArrivalStream& stream) {
    Shock shock;
    shock.from = read_day(row, "from");
    shock.until = row.day("until");
    shock.times = row.number("times", 0.0, 100.0, Need::required).value_or(1.0);
    if (shock.until && *shock.until <= shock.from) {
      row.fault(ErrorCode::inconsistent, "until", shock.until->text(),
                "the first day on which it is over comes after its first day");
    }
    row.finish();
    stream.shocks.push_back(shock);
    return std::max(shock.times, 1.0);
  }

  /// Each area is a group of the report.
  void check_areas() {
    constexpr std::size_t kAreasMost = 16;
    std::set<std::string_view> areas;
    for (const ArrivalStream& stream : scenario_.streams) areas.insert(stream.area);
    if (areas.size() <= kAreasMost) return;
    root_.fault(ErrorCode::too_large, "arrivals", std::to_string(areas.size()) + " areas",
                "at most 16 areas");
  }

  void read_work() {
    auto row = root_.table("work", Need::required);
    if (!row) return;
    WorkRule& work = scenario_.work;
    work.otherwise = read_duration(*row);
    if (row->has("by")) work.fact = read_fact(*row, "by", schema_);
    for (TomlTable& level : row->tables("level")) read_work_of_level(level);
    row->finish();
  }

  void read_work_of_level(TomlTable& row) {
    const std::string id = row.line("id", Need::required);
    WorkRule::OfLevel rule;
    rule.law = read_duration(row);
    row.finish();
    WorkRule& work = scenario_.work;
    if (!work.fact) {
      row.fault(ErrorCode::missing_name, "id", id, "say in `by` which fact has this level");
      return;
    }
    const auto level = find_level(schema_.fact(*work.fact), id);
    if (!level) {
      row.fault(ErrorCode::unknown_reference, "id", id,
                "the fact " + schema_.fact(*work.fact).id + " has no such level");
      return;
    }
    rule.level = *level;
    work.of_level.push_back(std::move(rule));
  }

  void read_record() {
    auto row = root_.table("record");
    if (!row) return;
    RecordPlan record;
    record.place = row->place();
    record.outcomes = row->text("outcomes", Need::required);
    record.until = read_day(*row, "until");
    row->finish();
    scenario_.record = std::move(record);
  }

  void read_report() {
    auto row = root_.table("report");
    if (!row) return;
    scenario_.bands_of = row->text("bands_of");
    IdCheck ids;
    std::size_t groups = 0;
    for (TomlTable& group : row->tables("group")) {
      read_group(group);
      const ReportGroup& read = scenario_.groups.back();
      ids.check(group, "id", read.id);
      groups += read.by_answer ? answer_groups(schema_.fact(*read.by_answer)) : 1;
    }
    constexpr std::size_t kOwnGroupsMost = 24;  // beside bands, ages, areas and the starting list
    if (groups > kOwnGroupsMost) {
      row->fault(ErrorCode::too_large, "group", std::to_string(groups) + " groups",
                 "at most 24 groups, each answer counted");
    }
    row->finish();
  }

  void read_group(TomlTable& row) {
    ReportGroup group;
    group.id = row.line("id", Need::required);
    group.label = row.line("label");
    if (group.label.empty()) group.label = group.id;
    if (const auto months = row.whole_within("youngest_under_months", 1, limits::kAdultMonths)) {
      group.youngest_under = Months{*months};
    }
    const bool has_fact = row.has("fact");
    if (has_fact) {
      if (const auto fact = read_fact(row, "fact", schema_)) {
        const FactDefinition& definition = schema_.fact(*fact);
        if (row.has("at_least")) {
          group.meets = MixCondition{*fact, read_at_least(row, definition)};
        } else if (definition.kind == FactKind::choice && !group.youngest_under) {
          group.by_answer = fact;
        } else {
          row.fault(ErrorCode::missing_name, "at_least", definition.id,
                    "only a choice by itself makes a group of each answer; say `at_least`");
        }
      }
    }
    group.case_id = row.text("case");
    if (!has_fact && !row.has("youngest_under_months") && !row.has("case")) {
      row.fault(ErrorCode::missing_name, "fact", group.id,
                "a group is chosen by `fact`, `youngest_under_months` or `case`");
    }
    scenario_.groups.push_back(std::move(group));
    row.finish();
  }

  void read_target(TomlTable& row) {
    CapacityTarget target;
    const bool nobody = row.has("nobody_over_days");
    const auto over = row.whole_within("nobody_over_days", 0, kHorizonMost);
    const auto list = row.whole_within("list_at_most", 0, 1'000'000);
    const auto within = row.whole_within("within_days", 1, kHorizonMost);
    target.kind = nobody ? TargetKind::nobody_over : TargetKind::backlog_gone;
    target.days = nobody ? over.value_or(0) : within.value_or(1);
    target.list = static_cast<std::uint32_t>(list.value_or(0));
    if (nobody == row.has("list_at_most") || nobody == row.has("within_days")) {
      row.fault(ErrorCode::inconsistent, "nobody_over_days", "",
                "write either `nobody_over_days`, or `list_at_most` and `within_days`");
    }
    if (row.has("met_in")) target.met_in = row.share("met_in");
    if (target.met_in <= 0 || target.met_in >= 1000) {
      row.fault(ErrorCode::out_of_range, "met_in", "",
                "0.001 to 0.999: no number of repetitions shows that something is always so");
    }
    if (nobody ? over.has_value() : within.has_value()) check_deadline(row, target);
    target.added = row.word("added", AddedPosts::empty);
    target.most = static_cast<std::uint32_t>(
        row.whole_within("most_practitioners", 1, kPractitionersMost, Need::required).value_or(1));
    target.replications =
        static_cast<std::uint32_t>(row.whole_within("replications", 1, limits::kReplicationsMax)
                                       .value_or(target.replications));
    target.like = row.texts("like");
    if (row.has("like") && !scenario_.practitioners.from_roster) {
      row.fault(ErrorCode::inconsistent, "like", "",
                "only with a `roster`: it names practitioners there, like whom more are added");
    }
    row.finish();
    scenario_.target = std::move(target);
  }

  /// A target beyond the time that is simulated would be judged by what nobody saw.
  void check_deadline(TomlTable& row, const CapacityTarget& target) const {
    const bool backlog = target.kind == TargetKind::backlog_gone;
    // Cases are drawn from the second day on.
    const bool drawn = std::ranges::all_of(
        scenario_.streams, [](const ArrivalStream& one) { return one.recorded.empty(); });
    const std::int64_t first = std::max<std::int64_t>(drawn ? 1 : 0, scenario_.warm_up_days);
    const std::int64_t seen = scenario_.horizon_days - 1 - (backlog ? 0 : first);
    if (backlog ? target.days <= seen : target.days < seen || !scenario_.start.empty()) return;
    row.fault(ErrorCode::inconsistent, backlog ? "within_days" : "nobody_over_days",
              std::to_string(target.days),
              backlog ? "the last day that is simulated is day " + std::to_string(seen) +
                            "; make [time] horizon_days longer"
                      : "no case that counts is seen to wait longer than " + std::to_string(seen) +
                            " days; make [time] horizon_days longer");
  }

  TomlTable& root_;
  const FactSchema& schema_;
  AreaScenario scenario_;
};

}  // namespace

AreaScenario read_area_scenario(TomlTable& root, const FactSchema& schema, RunPlan plan) {
  return AreaScenarioReader{root, schema, std::move(plan)}.read();
}

}  // namespace waitlist
