#include "cli/progress.h"
#include "cli/ranked_list.h"

#include <string>

namespace waitlist::cli {

int tell_robustness(const RobustnessArguments& arguments) {
  return run([&](Files& files) {
    const Ranking ranking = load_and_rank(files, arguments);
    Progress progress;
    progress.step("Varying the policy");
    const Robustness found =
        value_of(robustness(ranking, {arguments.share, arguments.first, arguments.draws,
                                      arguments.seed, arguments.threads}));
    progress.step("Writing");
    const std::string text = arguments.format == "json"   ? render_json(found)
                             : arguments.format == "html" ? render_html(found, {arguments.top})
                                                          : render_text(found, {arguments.top});
    progress.done();
    write_form(files, arguments.output, text, arguments.format);
    return status_of(ranking);
  });
}

}  // namespace waitlist::cli
