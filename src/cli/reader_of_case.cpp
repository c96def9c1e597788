#include "cli/reader_of_case.h"

#include <waitlist/waitlist.h>

#include "cli/run.h"

namespace waitlist::cli {

void refuse_for_reader(const ExplainArguments& arguments) {
  const bool family = arguments.reader == "family";
  const auto refuse = [](const char* option, const std::string& found, const char* reason) {
    throw Rejected{
        {{ErrorCode::inconsistent, "command line", 0, 0, option, clipped(found), reason}}};
  };
  if (family && arguments.format == "json") {
    refuse("--format", "json", "a page for a family is text or html");
  }
  if (!family && arguments.format == "html") {
    refuse("--format", "html", "add --for family; for a manager `rank` makes a page");
  }
  if (family && !arguments.above.empty()) {
    refuse("--above", arguments.above, "a family is told nothing of other cases");
  }
  if (family && !arguments.to.empty()) {
    refuse("--to", arguments.to, "a family is told of the case as it is");
  }
  if (family && !arguments.to_above.empty()) {
    refuse("--to-above", arguments.to_above, "a family is told nothing of other cases");
  }
  if (family && !arguments.since.empty()) {
    refuse("--since", arguments.since, "a family is told nothing of other lists");
  }
  if (!family && !arguments.contact.empty()) {
    refuse("--contact", arguments.contact, "it stands on a page for a family: add --for family");
  }
}

}  // namespace waitlist::cli
