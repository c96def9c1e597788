#include "support/slow_units.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace waitlist::slow_oracle {

std::vector<std::vector<const Case*>> units_of(const std::vector<Case>& cases, Day as_of) {
  // Spread the smallest number until nothing changes.
  std::vector<std::size_t> number(cases.size());
  std::iota(number.begin(), number.end(), std::size_t{0});
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t a = 0; a < cases.size(); ++a) {
      for (std::size_t b = 0; b < cases.size(); ++b) {
        if (std::ranges::count(cases[a].linked_to, cases[b].case_id) == 0) continue;
        const std::size_t least = std::min(number[a], number[b]);
        changed = changed || number[a] != least || number[b] != least;
        number[a] = number[b] = least;
      }
    }
  }
  std::map<std::size_t, std::vector<const Case*>> units;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (cases[i].status == CaseStatus::awaiting && cases[i].listed_on <= as_of) {
      units[number[i]].push_back(&cases[i]);
    }
  }
  std::vector<std::vector<const Case*>> list;
  for (auto& [first, unit] : units) list.push_back(std::move(unit));
  return list;
}

}  // namespace waitlist::slow_oracle
