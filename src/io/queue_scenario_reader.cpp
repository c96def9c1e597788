#include "io/queue_scenario_reader.h"

#include "io/cell_parser.h"
#include "io/duration_reader.h"
#include "io/run_plan_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <sstream>

namespace waitlist {
namespace {

constexpr double kRateMax = 1e6;
constexpr double kDaysMax = 1e9;

std::string number_text(double number) {
  std::ostringstream text;
  text.imbue(std::locale::classic());
  text << number;
  return text.str();
}

class QueueScenarioReader {
 public:
  QueueScenarioReader(TomlTable& root, const FactSchema& schema, RunPlan plan)
      : root_{root}, schema_{schema} {
    scenario_.plan = std::move(plan);
  }

  QueueScenario read() {
    read_time();
    if (auto row = root_.table("servers", Need::required)) {
      const auto count = row->whole_within("count", 1, limits::kServersMax, Need::required);
      scenario_.servers = static_cast<std::uint32_t>(count.value_or(1));
      row->finish();
    }
    const auto work = read_duration(root_, "work");
    if (work) scenario_.work = *work;
    for (TomlTable& row : root_.tables("class", Need::required)) read_class(row, work.has_value());
    if (scenario_.classes.empty()) {
      root_.fault(ErrorCode::missing_value, "class", "", "write at least one [[class]]");
    }
    if (scenario_.classes.size() > limits::kScenarioRowsMax) {
      root_.fault(ErrorCode::too_large, "class", std::to_string(scenario_.classes.size()),
                  "at most " + std::to_string(limits::kScenarioRowsMax) + " classes");
    }
    scenario_.over_days = root_.numbers("over_days", 0.0, kDaysMax);
    check_marks();
    root_.finish();
    if (root_.faults().empty()) check_size();
    return std::move(scenario_);
  }

 private:
  /// A mark that is named twice would be two measures of one id.
  void check_marks() {
    std::set<double> marks;
    for (const double days : scenario_.over_days) {
      if (marks.insert(days).second) continue;
      root_.fault(ErrorCode::duplicate_name, "over_days", fmt::format("{}", days),
                  "is named twice; once is enough");
    }
  }

  void read_time() {
    auto row = root_.table("time", Need::required);
    if (!row) return;
    scenario_.time_place = row->place();
    scenario_.ticks_per_day =
        row->whole_within("ticks_per_day", 1, limits::kTicksPerDayMax).value_or(1'000'000);
    scenario_.warm_up_days = row->number("warm_up_days", 0.0, kDaysMax).value_or(0.0);
    const auto cases =
        row->whole_within("cases", 1, static_cast<std::int64_t>(limits::kRunCasesMax));
    const auto horizon = row->number("horizon_days", 1e-6, kDaysMax);
    scenario_.cases = static_cast<std::uint64_t>(cases.value_or(0));
    scenario_.horizon_days = horizon.value_or(0.0);
    if (row->has("cases") == row->has("horizon_days")) {
      row->fault(ErrorCode::inconsistent, "cases", "",
                 "write either `cases` to count or `horizon_days`");
    }
    row->finish();
  }

  void read_class(TomlTable& row, bool work_for_all) {
    QueueClass one;
    one.place = row.place();
    one.id = row.line("id", Need::required);
    ids_.check(row, "id", one.id);
    one.label = row.line("label");
    if (one.label.empty()) one.label = one.id;
    one.arrivals_per_day =
        row.number("arrivals_per_day", 1e-9, kRateMax, Need::required).value_or(1.0);
    one.work = read_duration(row, "work");
    if (!one.work && !work_for_all) {
      row.fault(ErrorCode::missing_name, "work", "",
                "say how long work takes, here or in [work] for all classes");
    }
    one.answers.assign(schema_.facts().size(), Answer::not_asked());
    if (auto answers = row.table("answers")) read_answers(*answers, one);
    row.finish();
    scenario_.classes.push_back(std::move(one));
  }

  void read_answers(TomlTable& row, QueueClass& one) {
    for (std::size_t i = 0; i < schema_.facts().size(); ++i) {
      const FactDefinition& fact = schema_.facts()[i];
      if (!row.has(fact.id)) {
        static_cast<void>(row.text(fact.id));  // so that a slip is held against its name
        continue;
      }
      if (fact.kind == FactKind::date) {
        static_cast<void>(row.text(fact.id));
        row.fault(ErrorCode::inconsistent, fact.id, "",
                  "a queue scenario has no calendar, so no dates; leave this fact out");
        continue;
      }
      const std::string cell =
          row.is_text(fact.id) ? row.text(fact.id) : std::to_string(row.whole(fact.id).value_or(0));
      CellFault fault;
      if (!parse_answer(fact, cell, one.answers[i], fault)) {
        row.fault(fault.code, fact.id, fault.found, std::move(fault.reason));
      }
    }
    row.finish();
  }

  void check_size() {
    double arrivals = 0.0;
    for (const QueueClass& one : scenario_.classes) arrivals += one.arrivals_per_day;
    const double busy = load(scenario_);
    const bool endless = scenario_.cases != 0;
    const auto fault = [&](ErrorCode code, const std::string& found, std::string reason) {
      root_.faults().add(code, scenario_.time_place, "time", found, std::move(reason));
    };
    if (endless && busy >= 1.0) {
      fault(ErrorCode::inconsistent, "load " + number_text(busy),
            "as much work arrives as the servers can do, or more, so some cases would never be "
            "reached; give a `horizon_days` instead of `cases`, fewer arrivals or more servers");
      return;
    }
    const double days =
        scenario_.warm_up_days +
        (endless ? static_cast<double>(scenario_.cases) / arrivals : scenario_.horizon_days);
    if (days * arrivals > limits::kRunCasesMax) {
      fault(ErrorCode::too_large, number_text(days * arrivals) + " cases",
            "at most 100 million cases arrive in a replication; take a shorter time");
    }
    if (days * static_cast<double>(scenario_.ticks_per_day) >
        static_cast<double>(limits::kTicksMax)) {
      fault(ErrorCode::too_large, number_text(days) + " days",
            "at most 10^12 ticks; take fewer ticks per day or a shorter time");
    }
  }

  TomlTable& root_;
  const FactSchema& schema_;
  QueueScenario scenario_;
  IdCheck ids_;
};

}  // namespace

QueueScenario read_queue_scenario(TomlTable& root, const FactSchema& schema, RunPlan plan) {
  return QueueScenarioReader{root, schema, std::move(plan)}.read();
}

}  // namespace waitlist
