#include "cli/asked_day.h"
#include "cli/asked_list.h"
#include "cli/input_files.h"
#include "cli/progress.h"

#include <string>

namespace waitlist::cli {
namespace {

/// Both sides of FACT=GROUP; without a sign all is the fact, which then is unknown.
HiddenGroup hidden_group(const std::string& text) {
  const std::size_t sign = text.find('=');
  if (sign == std::string::npos) return {text, ""};
  return {text.substr(0, sign), text.substr(sign + 1)};
}

}  // namespace

int compare_groups(const EqualityArguments& arguments) {
  return run([&](Files& files) {
    Progress progress;
    const Day as_of = day_of(arguments.as_of);
    progress.step("Reading the policy");
    const CompiledPolicy policy = load_policy(files, arguments.policy, arguments.facts);
    progress.step("Reading the cases");
    const AskedList asked{files, arguments, as_of};
    const CaseList list = asked.read(policy);
    progress.step("Ranking");
    const Ranking ranking = asked.rank(list, policy, {arguments.threads, true});
    progress.step("Comparing");
    EqualityOptions options;
    options.smallest = arguments.smallest;
    options.deals.deals = arguments.deals;
    options.deals.seed = arguments.seed;
    options.deals.threads = arguments.threads;
    for (const std::string& one : arguments.hide) options.hide.push_back(hidden_group(one));
    const OrderEquality equality = value_of(equality_of(ranking, options));
    progress.step("Writing");
    const std::string text = arguments.format == "csv"    ? render_csv(equality)
                             : arguments.format == "json" ? render_json(equality)
                                                          : render_text(equality);
    progress.done();
    write_form(files, arguments.output, text, arguments.format);
    return ranking.faulty().empty() ? kDone : kSetApart;
  });
}

}  // namespace waitlist::cli
