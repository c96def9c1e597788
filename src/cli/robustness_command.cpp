#include "cli/asked_day.h"
#include "cli/asked_list.h"
#include "cli/input_files.h"
#include "cli/progress.h"

#include <string>
#include <utility>

namespace waitlist::cli {

int tell_robustness(const RobustnessArguments& arguments) {
  return run([&](Files& files) {
    Progress progress;
    const Day as_of = day_of(arguments.as_of);
    progress.step("Reading the policy");
    const CompiledPolicy policy = load_policy(files, arguments.policy, arguments.facts);
    progress.step("Reading the cases");
    const AskedList asked{files, arguments, as_of};
    const CaseList list = asked.read(policy);
    progress.step("Ranking");
    const Ranking ranking = asked.rank(list, policy, {arguments.threads});
    progress.step("Varying the policy");
    auto found = robustness(ranking, {arguments.share, arguments.first, arguments.draws,
                                      arguments.seed, arguments.threads});
    if (!found) throw Rejected{std::move(found.error())};
    progress.step("Writing");
    const std::string text =
        arguments.format == "json" ? render_json(*found) : render_text(*found, {arguments.top});
    progress.done();
    write_form(files, arguments.output, text, arguments.format);
    return ranking.faulty().empty() ? kDone : kSetApart;
  });
}

}  // namespace waitlist::cli
