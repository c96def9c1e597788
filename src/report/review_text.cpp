#include <waitlist/report/policy_report.h>

#include "report/plain_words.h"
#include "report/text_table.h"

namespace waitlist {

std::string render_text(std::span<const Doubt> doubts,
                        std::span<const OvertakingWindow> windows,
                        const std::string& source) {
  std::string text = source + ": the policy is valid.\n\n";
  if (doubts.empty()) {
    text += "Nothing in it is doubtful.\n";
  } else {
    text += count_of(doubts.size(), "thing", "things") +
            " in it that a manager should think about twice:\n";
  }
  for (const Doubt& doubt : doubts) {
    std::string place;
    if (doubt.place.line != 0) {
      place = source + ":" + std::to_string(doubt.place.line) + ":" +
              std::to_string(doubt.place.column) + ": ";
    }
    text += paragraph("  ", place + name_of(doubt) + " (" + doubt.subject + "): " + doubt.text);
  }
  text += "\nHow long a case has to wait until no newcomer to the same tier can pass it\n";
  TextTable table{{{"tier"}, {"days", Align::right}, {"because", Align::left, 70}}};
  for (const OvertakingWindow& window : windows) {
    table.add({{window.tier},
               {window.days ? std::to_string(window.days->count()) : "no limit"},
               {window.reason}});
  }
  return text + table.text(false, 2);
}

}  // namespace waitlist
