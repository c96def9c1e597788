#include "allocation/known_families.h"

#include <algorithm>
#include <string>
#include <vector>

namespace waitlist {

Cost continuity_worth(const PriceWeights& weights, Days ago) {
  const std::int64_t fade = weights.continuity_days.count();
  const std::int64_t days = std::max<std::int64_t>(0, ago.count());
  return days >= fade ? Cost{} : Cost{weights.continuity.count() * (fade - days) / fade};
}

KnownFamilies::KnownFamilies(const CaseTable& cases,
                             const Roster& roster,
                             const PriceWeights& weights,
                             Day as_of) {
  // Links name cases that have left the list; whoever worked with those knows every family that
  // names them.
  std::unordered_map<std::string_view, std::vector<UnitIndex>> absent;
  for (CaseRow row = 0; row < cases.size(); ++row) {
    for (const std::string& id : cases.linked_to(row)) {
      if (!cases.find(id)) absent[id].push_back(cases.unit(row));
    }
  }
  const auto learn_of = [&](PractitionerIndex practitioner, UnitIndex unit, Cost worth) {
    Cost& known = units_[unit][practitioner];
    known = std::max(known, worth);
  };
  const auto learn = [&](PractitionerIndex practitioner, const std::string& id, Cost worth) {
    if (worth == Cost{}) return;
    if (const auto row = cases.find(id)) return learn_of(practitioner, cases.unit(*row), worth);
    const auto gone = absent.find(id);
    if (gone == absent.end()) return;
    for (const UnitIndex unit : gone->second) learn_of(practitioner, unit, worth);
  };
  const auto practitioners = roster.practitioners();
  for (PractitionerIndex p{0}; p < practitioners.size(); ++p) {
    for (const std::string& id : practitioners[p].held) learn(p, id, Cost{weights.continuity});
    for (const PastFamily& family : practitioners[p].past_families) {
      learn(p, family.case_id, continuity_worth(weights, as_of - family.last_worked));
    }
  }
}

Cost KnownFamilies::worth(UnitIndex unit, PractitionerIndex practitioner) const {
  const auto family = units_.find(unit);
  if (family == units_.end()) return Cost{};
  const auto known = family->second.find(practitioner);
  return known == family->second.end() ? Cost{} : known->second;
}

std::optional<PractitionerIndex> KnownFamilies::best(UnitIndex unit) const {
  const auto family = units_.find(unit);
  if (family == units_.end()) return std::nullopt;
  std::optional<PractitionerIndex> best;
  Cost most;
  for (const auto& [practitioner, worth] : family->second) {
    const bool better = !best || worth > most || (worth == most && practitioner < *best);
    if (!better) continue;
    best = practitioner;
    most = worth;
  }
  return best;
}

}  // namespace waitlist
