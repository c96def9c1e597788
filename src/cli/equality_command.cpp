#include "cli/progress.h"
#include "cli/ranked_list.h"

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
    const Ranking ranking = load_and_rank(files, arguments, true);
    Progress progress;
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
                             : arguments.format == "html" ? render_html(equality)
                                                          : render_text(equality);
    progress.done();
    write_form(files, arguments.output, text, arguments.format);
    return status_of(ranking);
  });
}

}  // namespace waitlist::cli
