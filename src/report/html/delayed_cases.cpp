#include "report/html/delayed_cases.h"

#include "report/html/board_rows.h"
#include "report/plain_words.h"
#include "scoring/standing.h"
#include "scoring/unit_reader.h"

#include <algorithm>

namespace waitlist::html {
namespace {

std::optional<std::int64_t> share_of_life(const Ranking& ranking, const Place& place) {
  std::optional<Day> youngest;
  for (const Child& child : ranking.cases().children(place.row)) {
    if (!child.born || child.expected || !counts_on(child, ranking.as_of())) continue;
    if (!youngest || *child.born > *youngest) youngest = child.born;
  }
  if (!youngest) return std::nullopt;
  // The wait of this case, not the longest of its unit: a linked case may be listed later.
  const Days wait = waited(ranking.cases(), ranking.policy(), place.row, ranking.as_of());
  const std::int64_t lived = std::max<std::int64_t>((ranking.as_of() - *youngest).count(), 1);
  return std::min<std::int64_t>((wait.count() * 1000 + lived / 2) / lived, 1000);
}

std::string percent(std::int64_t thousandths) {
  return std::to_string((thousandths + 5) / 10) + " %";
}

}  // namespace

std::vector<DelayedCase> delayed_cases(const Ranking& ranking) {
  const Days at_least = ranking.policy().delay_marks().front();
  std::vector<DelayedCase> all;
  UnitReader units{ranking.cases(), ranking.policy(), ranking.as_of()};
  for (const Place& place : ranking.places()) {
    if (place.score.waited < at_least) continue;
    units.read(ranking.cases().unit(place.row));
    const ScoredCase scored = units.ranked(place.row);
    const Readings<BandIndex> risk =
        bands_of_risk(scored.tables, place.score.risk, band_limits(scored));
    const bool lowered = units.fact_score(place.row).band_used > risk.used;
    all.push_back({&place, risk.used, risk.most, lowered, share_of_life(ranking, place)});
  }
  std::ranges::stable_sort(all, [](const DelayedCase& a, const DelayedCase& b) {
    if (a.band_by_risk != b.band_by_risk) return a.band_by_risk < b.band_by_risk;
    return a.place->score.waited > b.place->score.waited;
  });
  return all;
}

Object words_of(const DelayedCase& delayed, const Ranking& ranking) {
  const Place& place = *delayed.place;
  const CompiledPolicy& policy = ranking.policy();
  return Object{{"band", text(policy.band(delayed.band_by_risk).id)},
                {"kind", text(delayed.band_by_risk == 0 ? "alarm" : "calm")},
                {"position", number(place.position)},
                {"waited", text(count_of(place.score.waited.count(), "day", "days"))},
                {"bar", text(bar_length(place.score.waited))},
                {"child", text(youngest_in_words(ranking.cases(), place.row, ranking.as_of()))},
                {"share", text(delayed.share ? percent(*delayed.share) : "not known")},
                {"open", text(delayed.band_most < delayed.band_by_risk
                                  ? "could be " + policy.band(delayed.band_most).id
                                  : "")},
                {"lowered", text(delayed.lowered ? "lowered by a manager's decision" : "")}};
}

std::string delayed_in_words(const std::vector<DelayedCase>& delayed, const Ranking& ranking) {
  const std::string least = weeks_or_days(ranking.policy().delay_marks().front());
  if (delayed.empty()) return "No case has waited " + least + " or more.";
  const auto open = std::ranges::count_if(
      delayed, [](const DelayedCase& one) { return one.band_most < one.band_by_risk; });
  const auto most = std::ranges::max_element(
      delayed, {}, [](const DelayedCase& one) { return one.share.value_or(-1); });
  std::string words = count_of(delayed.size(), "case has", "cases have") + " waited " + least +
                      " or more. For " + std::to_string(open) +
                      " of them something that is not known could put the risk in a higher band.";
  if (most->share) {
    words += " The child who has spent the largest share of its life waiting is in case " +
             std::string{ranking.cases().case_id(most->place->row)} + ": " + percent(*most->share) +
             ".";
  }
  return words;
}

}  // namespace waitlist::html
