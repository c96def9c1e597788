// The words that reports of a foresight share.
#pragma once

#include <waitlist/simulation/foresight.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// A chance is worth acting on from here.
inline constexpr double kChanceToActOn = 0.1;

/// `12.4%`; `≥12.4%` where some futures end before it can be told.
[[nodiscard]] std::string chance_in_figures(const Chance& chance);

/// The cases that a variant brings under kChanceToActOn, by the upper end of its interval, of those
/// that are not under it in the scenario as it stands.
struct Brought {
  std::string id, title;
  std::vector<std::string> cases;
};

/// Whether the whole interval of a chance in a variant is under kChanceToActOn.
[[nodiscard]] bool is_brought_under(const Chance& then);

[[nodiscard]] std::vector<Brought> brought_under(const PolicyForesight& policy);

/// `SM-0001, SM-0002 and 9 more`; `SM-0001 and SM-0002` where there are not more than `most`.
[[nodiscard]] std::string first_ids(const std::vector<std::string>& ids, std::size_t most);

/// How many cases have at least this chance to wait longer than the limit.
[[nodiscard]] std::size_t cases_at_risk(const PolicyForesight& policy);

[[nodiscard]] bool is_at_risk(const CaseForesight& one);

/// The id of a policy, and its version where another one of the foresight has the id, too.
[[nodiscard]] std::string policy_label(const Foresight& foresight, const PolicyForesight& policy);

/// `12 of 375 cases wait longer than 20 weeks in 10 % of the futures or more.`
[[nodiscard]] std::string risk_in_words(const PolicyForesight& policy, Days limit);

/// That it may be more of them; empty where every future tells.
[[nodiscard]] std::string open_in_words(const PolicyForesight& policy);

/// `80 %` for every share that is at least as great, so that it stays true; `75.5 %` for one below.
[[nodiscard]] std::string interval_share_in_words(double share);

/// `999 futures (seed 2009)`; `12 futures of 999 that were asked for (seed 2009)`.
[[nodiscard]] std::string futures_in_words(const Foresight& foresight);

/// What a future is.
inline constexpr std::string_view kFutureInWords =
    "A future is one way in which new cases, work and people may go on. All are drawn from the "
    "scenario: where it is wrong, the days are wrong.";

/// What an interval of days says and what it does not, or that there is none.
[[nodiscard]] std::vector<std::string> interval_sentences(const Foresight& foresight);

/// The last day that is simulated.
[[nodiscard]] Day last_foreseen_day(const Foresight& foresight);

/// `12 to 30 October 2009`, `28 October to 3 November 2009`; one day where both are the same.
[[nodiscard]] std::string span_in_words(Day from, Day to);

/// `12 to 30 October 2009`, of the interval; or why there is none.
[[nodiscard]] std::string likely_span_in_words(const CaseForesight& one,
                                               const Foresight& foresight);

/// How to read it, in whole sentences.
[[nodiscard]] std::string foresight_in_words(const Foresight& foresight);

}  // namespace waitlist
