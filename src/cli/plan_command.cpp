#include "cli/asked_day.h"
#include "cli/asked_groups.h"
#include "cli/asked_list.h"
#include "cli/input_files.h"
#include "cli/progress.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace waitlist::cli {
namespace {

/// The list under another policy; read again only where its facts are others or a row is faulty.
Ranking ranked_again(const AskedList& asked,
                     const Ranking& other,
                     const CompiledPolicy& policy,
                     const RankOptions& how) {
  const bool same = other.cases().schema().digest() == policy.schema().digest();
  const bool again = !same || !other.faulty().empty();
  return asked.rank(again ? asked.read(policy) : CaseList{other.cases(), {}}, policy, how);
}

/// Says that the comparison of places is not about the whole list.
void note_unplaced(const PolicyPlan& plan) {
  const std::size_t rows = plan.unplaced.size();
  if (rows == 0) return;
  const auto neither = std::ranges::count_if(
      plan.unplaced, [](const UnplacedCase& one) { return one.by_neither(); });
  say("Note: " + std::to_string(rows) +
      (rows == 1 ? " row of the list is" : " rows of the list are") +
      " not ranked by both policies, " + std::to_string(neither) +
      " by neither; faulty before: " + std::to_string(plan.faulty_before.size()) +
      ", faulty after: " + std::to_string(plan.faulty_after.size()) + ".\n");
}

std::optional<PlannedGroups> groups_of(const PolicyPlan& plan, const PlanArguments& arguments) {
  if (!arguments.by_group) return std::nullopt;
  return value_of(planned_groups(plan, asked_groups(arguments.groups, arguments.threads)));
}

std::string text_of(const PolicyPlan& plan,
                    const PlannedGroups* groups,
                    const PlanArguments& arguments) {
  if (arguments.format == "csv") return render_csv(plan);
  if (arguments.format == "json") return render_json(plan, groups);
  const PlanReportOptions options{arguments.top, groups};
  return arguments.format == "html" ? render_html(plan, options) : render_text(plan, options);
}

std::string text_of(const PlanSeries& series, const PlanArguments& arguments) {
  if (arguments.format == "csv") return render_csv(series);
  if (arguments.format == "json") return render_json(series);
  return arguments.format == "html" ? render_html(series, arguments.top)
                                    : render_text(series, arguments.top);
}

/// A comparison of which nothing came is none: the faults of all lists.
void refuse_unplanned(const PlanSeries& series, const PlanArguments& arguments) {
  if (series.totals().planned > 0) return;
  Errors faults;
  for (const PlannedList& list : series.lists()) {
    faults.insert(faults.end(), list.faults.begin(), list.faults.end());
  }
  throw Rejected{std::move(faults), arguments.faulty == "apart"
                                        ? ""
                                        : "No list of these could be ranked under both policies. "
                                          "--faulty apart sets the cases apart that a policy "
                                          "cannot rank, where that is possible.\n"};
}

/// Whether each list was compared, and no case was set apart.
bool is_whole(const PlanSeries& series) {
  return std::ranges::all_of(series.lists(), [](const PlannedList& list) {
    return list.planned() && list.faulty_before + list.faulty_after == 0;
  });
}

/// Says that the comparison is not about all lists.
void note_unplanned(const PlanSeries& series) {
  const PlanSeriesTotals totals = series.totals();
  const std::size_t left = totals.lists - totals.planned;
  if (left == 0) return;
  say("Note: " + std::to_string(left) + (left == 1 ? " list of " : " lists of ") +
      std::to_string(totals.lists) + (left == 1 ? " has" : " have") +
      " no plan; the result says why.\n");
}

/// Says how many rows nobody could have ranked, as something was wrong in them at the time.
void note_faulty_then(const PlanSeries& series) {
  const std::size_t rows = series.totals().left_out.faulty;
  if (rows == 0) return;
  say("Note: " + std::to_string(rows) +
      (rows == 1 ? " row was faulty when its list was recorded and is left out.\n"
                 : " rows were faulty when their lists were recorded and are left out.\n"));
}

}  // namespace

int plan_over_record(const PlanArguments& arguments) {
  return run([&](Files& files) {
    Progress progress;
    progress.step("Reading the policies");
    const CompiledPolicy before = load_policy(files, arguments.policy_before, arguments.facts);
    const CompiledPolicy after = load_policy(files, arguments.policy, arguments.facts);
    files.keep_out_of(arguments.record);
    progress.step("Reading the record");
    const RecordLog log = value_of(RecordLog::read(arguments.record));
    RecordedPlansOptions how;
    how.last = arguments.last;
    how.faulty = arguments.faulty == "apart" ? FaultyRows::set_apart : FaultyRows::refuse;
    how.threads = arguments.threads;
    how.progress = [&progress](std::size_t done, std::size_t of) {
      progress.step("Comparing: " + std::to_string(done) + " of " + std::to_string(of) + " lists");
    };
    const PlanSeries series = value_of(plan_recorded(log, before, after, how));
    refuse_unplanned(series, arguments);
    const std::string text = text_of(series, arguments);
    progress.done();
    write_form(files, arguments.output, text, arguments.format);
    note_unplanned(series);
    note_faulty_then(series);
    return is_whole(series) ? kDone : kSetApart;
  });
}

int plan_policy(const PlanArguments& arguments) {
  return run([&](Files& files) {
    if (arguments.by_group && arguments.format == "csv") {
      throw Rejected{{{ErrorCode::inconsistent, "command line", 0, 0, "--by-group", "",
                       "a row of CSV is a case; take --format text, json or html"}}};
    }
    Progress progress;
    const Day as_of = day_of(arguments.as_of);
    progress.step("Reading the policies");
    const CompiledPolicy before = load_policy(files, arguments.policy_before, arguments.facts);
    const CompiledPolicy after = load_policy(files, arguments.policy, arguments.facts);
    progress.step("Reading the cases");
    const AskedList asked{files, arguments, as_of};
    const CaseList list = asked.read(after);
    progress.step("Ranking");
    const RankOptions how{arguments.threads, true};
    const Ranking later = asked.rank(list, after, how);
    const Ranking earlier = ranked_again(asked, later, before, how);
    progress.step("Comparing");
    const PolicyPlan plan = plan_of(earlier, later);
    const std::optional<PlannedGroups> groups = groups_of(plan, arguments);
    progress.step("Writing");
    const std::string text = text_of(plan, groups ? &*groups : nullptr, arguments);
    progress.done();
    write_form(files, arguments.output, text, arguments.format);
    note_unplaced(plan);
    return later.faulty().empty() && earlier.faulty().empty() ? kDone : kSetApart;
  });
}

}  // namespace waitlist::cli
