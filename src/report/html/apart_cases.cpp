#include "report/html/apart_cases.h"

#include "base/points_text.h"
#include "report/finding_words.h"
#include "report/plain_words.h"

#include <algorithm>

namespace waitlist::html {

std::vector<const ApartCase*> apart_by_risk_first(const Ranking& ranking) {
  std::vector<const ApartCase*> cases;
  cases.reserve(ranking.apart().size());
  for (const ApartCase& apart : ranking.apart()) cases.push_back(&apart);
  std::ranges::stable_sort(cases, [](const ApartCase* a, const ApartCase* b) {
    if (!a->score || !b->score) return a->score.has_value() && !b->score.has_value();
    if (a->score->tier != b->score->tier) return a->score->tier < b->score->tier;
    return a->score->points.used > b->score->points.used;
  });
  return cases;
}

std::string apart_anchor(std::size_t index) { return "apart-" + std::to_string(index + 1); }

Object words_of(const ApartCase& apart, const Ranking& ranking) {
  const CaseTable& cases = ranking.cases();
  const Hold* hold = cases.hold(apart.row);
  const auto since = apart_since(cases, apart.row);
  Object row{{"case_id", text(cases.case_id(apart.row))},
             {"status", text(apart_in_words(apart.reason))},
             {"listed_on", text(long_date(cases.listed_on(apart.row)))},
             {"since", text(since         ? long_date(*since)
                            : apart.score ? "not recorded"
                                          : "")},
             {"reason", text(hold != nullptr ? hold->reason : "")},
             {"scored", Data{apart.score.has_value()}}};
  if (!apart.score) return row;
  const Score& score = *apart.score;
  row["band"] = text(ranking.policy().band(score.band).id);
  row["kind"] = text(score.band == 0 || score.must_allocate ? "alarm" : "calm");
  row["points"] = text(to_text(score.points.used));
  row["waited"] = text(count_of(score.waited.count(), "day", "days"));
  row["note"] = text(score.must_allocate ? "would have to be allocated" : "");
  return row;
}

}  // namespace waitlist::html
