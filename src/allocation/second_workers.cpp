// Who works on a unit beside its practitioner: found when all else is settled.
#include "allocation/allocation_data.h"
#include "allocation/place_price.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {
namespace {

/// What has to be a second worker's, beside this first one.
std::vector<std::string> seconds_asked(std::span<const CaseAsks> asks, const Practitioner& lead) {
  std::vector<std::string> words;
  for (const CaseAsks& one : asks) {
    for (const SecondAsk& second : one.seconds) {
      const bool applies =
          second.lead.empty() || std::ranges::count(lead.competences, second.lead) != 0;
      if (applies && std::ranges::count(words, second.competence) == 0) {
        words.emplace_back(second.competence);
      }
    }
  }
  return words;
}

}  // namespace

Cost Allocation::Data::price_between(const PlacePrice& price,
                                     std::int64_t from,
                                     std::int64_t count) const {
  return Cost{sum_of_places(price, from + count) / scale - sum_of_places(price, from) / scale};
}

void Allocation::Data::find_second_workers() {
  for (AllocationUnit& unit : units) {
    if (!unit.practitioner) continue;
    std::vector<CaseAsks> cases = asks(unit.rows);
    std::vector<std::string> words =
        seconds_asked(cases, roster.practitioners()[*unit.practitioner]);
    if (words.empty()) continue;
    note_conflicts(unit.rows, unit.split, cases);
    cases.front().urgent = unit.urgent;
    SecondWorker& second = unit.second.emplace();
    second.competences = std::move(words);
    for (PractitionerIndex p{0}; p < loads.size(); ++p) {
      if (p == *unit.practitioner) continue;
      if (!eligibility.may_be_second(p, cases, second.competences)) continue;
      second.any_may = true;
      const std::int64_t taken = std::int64_t{loads[p].given} + loads[p].second;
      if (taken >= std::int64_t{loads[p].before.free}) continue;
      const PairParts of_pair = parts(p, unit.rows, cases);
      const Cost price =
          of_pair.travel + of_pair.continuity + price_between(places[p].price, taken, 1);
      if (second.practitioner && second.price <= price) continue;
      second.practitioner = p;
      second.price = price;
    }
    if (second.practitioner) ++loads[*second.practitioner].second;
  }
}

}  // namespace waitlist
