#include "cli/asked_list.h"
#include "cli/input_files.h"

#include <algorithm>
#include <string>

namespace waitlist::cli {
namespace {

/// The list, read for a policy and ranked with what its points are made of.
Ranking ranked_for(Files& files,
                   const ListInput& input,
                   const PlanArguments& arguments,
                   const CompiledPolicy& policy,
                   Day as_of) {
  const CaseReadOptions options = read_options(files, arguments, policy.schema());
  const auto list = read_list(input, policy.schema(), options);
  if (!list) throw refused(list.error(), input, arguments, policy, as_of, options);
  auto ranking = rank_list(*list, policy, as_of, options, {arguments.threads, true});
  if (ranking) return *std::move(ranking);
  throw refused(std::move(ranking.error()), input, arguments, policy, as_of, options);
}

/// The same without reading it again, where the schema is the same.
Ranking ranked_again(Files& files,
                     const ListInput& input,
                     const Ranking& other,
                     const PlanArguments& arguments,
                     const CompiledPolicy& policy,
                     Day as_of) {
  const bool same = other.cases().schema().digest() == policy.schema().digest();
  if (!same || !other.faulty().empty()) return ranked_for(files, input, arguments, policy, as_of);
  const CaseReadOptions options = read_options(files, arguments, policy.schema());
  auto ranking = rank_list({other.cases(), {}}, policy, as_of, options, {arguments.threads, true});
  if (ranking) return *std::move(ranking);
  throw refused(std::move(ranking.error()), input, arguments, policy, as_of, options);
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

}  // namespace

int plan_policy(const PlanArguments& arguments) {
  return run([&](Files& files) {
    Progress progress;
    const Day as_of = day_of(arguments.as_of);
    progress.step("Reading the policies");
    const CompiledPolicy before = load_policy(files, arguments.policy_before, arguments.facts);
    const CompiledPolicy after = load_policy(files, arguments.policy, arguments.facts);
    progress.step("Reading the cases");
    const ListInput input = load_list(files, arguments);
    progress.step("Ranking");
    const Ranking later = ranked_for(files, input, arguments, after, as_of);
    const Ranking earlier = ranked_again(files, input, later, arguments, before, as_of);
    progress.step("Comparing");
    const PolicyPlan plan = plan_of(earlier, later);
    progress.step("Writing");
    const std::string text = arguments.format == "csv"    ? render_csv(plan)
                             : arguments.format == "json" ? render_json(plan)
                                                          : render_text(plan, {arguments.top});
    progress.done();
    write_form(files, arguments.output, text, arguments.format);
    note_unplaced(plan);
    return later.faulty().empty() && earlier.faulty().empty() ? kDone : kSetApart;
  });
}

}  // namespace waitlist::cli
