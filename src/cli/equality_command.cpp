#include "cli/asked_groups.h"
#include "cli/progress.h"
#include "cli/ranked_list.h"

#include <string>

namespace waitlist::cli {
int compare_groups(const EqualityArguments& arguments) {
  return run([&](Files& files) {
    const Ranking ranking = load_and_rank(files, arguments, true);
    Progress progress;
    progress.step("Comparing");
    const OrderEquality equality =
        value_of(equality_of(ranking, asked_groups(arguments.groups, arguments.threads)));
    progress.step("Writing");
    const std::string text = arguments.format == "csv"    ? render_csv(equality)
                             : arguments.format == "json" ? render_json(equality)
                             : arguments.format == "html" ? render_html(equality)
                                                          : render_text(equality);
    progress.done();
    write_form(files, arguments.output, text, arguments.format);
    return status_of(ranking);
  });
}

}  // namespace waitlist::cli
