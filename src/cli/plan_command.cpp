#include "cli/asked_day.h"
#include "cli/asked_groups.h"
#include "cli/asked_list.h"
#include "cli/input_files.h"
#include "cli/progress.h"

#include <algorithm>
#include <optional>
#include <string>

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

}  // namespace

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
