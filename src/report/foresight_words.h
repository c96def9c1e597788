// The words that reports of a foresight share.
#pragma once

#include <waitlist/simulation/foresight.h>

#include <string>
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

[[nodiscard]] std::vector<Brought> brought_under(const PolicyForesight& policy);

/// How many cases have at least this chance to wait longer than the limit.
[[nodiscard]] std::size_t cases_at_risk(const PolicyForesight& policy);

/// How to read it, in whole sentences.
[[nodiscard]] std::string foresight_in_words(const Foresight& foresight);

}  // namespace waitlist
