#include "report/html/upcoming_section.h"

#include "base/enumerator_words.h"
#include "report/finding_words.h"
#include "report/html/long_dates.h"
#include "report/plain_words.h"

#include <cstddef>
#include <string_view>

namespace waitlist::html {
namespace {

constexpr std::size_t kShownOfKind = 50;

}  // namespace

Object upcoming_section(const Ranking& ranking,
                        const Summary& summary,
                        const std::function<std::string(CaseRow)>& anchor) {
  List kinds;
  visit_enumerators<UpcomingKind>([&](UpcomingKind kind, std::string_view /*word*/) {
    List days;
    std::size_t count = 0;
    for (const UpcomingDay& day : summary.upcoming) {
      if (day.kind != kind || ++count > kShownOfKind) continue;
      days.push_back(Object{{"on", text(long_date(day.on))},
                            {"case_id", text(id_with_status(ranking, day.row))},
                            {"anchor", text(anchor(day.row))},
                            {"detail", text(with_long_dates(detail_of(ranking, day)))}});
    }
    if (count == 0) return true;
    const std::size_t more = count - days.size();
    kinds.push_back(Object{{"kind", text(capitalised(upcoming_in_words(kind)))},
                           {"count", number(count)},
                           {"more", more == 0 ? Data{false}
                                              : text("And " + std::to_string(more) +
                                                     " more; --format json lists all.")},
                           {"days", days}});
    return true;
  });
  const std::string ahead = days_in_words(summary.ahead);
  return Object{
      {"words", text(kinds.empty() ? "In the next " + ahead +
                                         " time alone brings nothing that has to be seen coming."
                                   : "What the next " + ahead +
                                         " bring if only the day changes. No one is "
                                         "allocated, no answer comes, no case is added.")},
      {"kinds", kinds}};
}

}  // namespace waitlist::html
