#include "simulation/asked_units.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace waitlist {

AskedUnits::AskedUnits(const Families& families, CaseTable start, LoadCount count)
    : families_{families},
      start_{std::move(start)},
      count_{count},
      units_(families.all.size()),
      first_(families.all.size()) {
  std::iota(first_.begin(), first_.end(), 0U);
}

void AskedUnits::change_rules(CaseRules rules, Eligibility eligibility) {
  rules_ = std::make_unique<CaseRules>(std::move(rules));
  eligibility_ = std::make_unique<Eligibility>(std::move(eligibility));
  for (Unit& unit : units_) unit.families.clear();
}

void AskedUnits::forget(std::uint32_t family) { units_[first_[family]].families.clear(); }

const std::vector<AskedPart>& AskedUnits::of(std::span<const std::uint32_t> unit,
                                             const KnownCases& known,
                                             std::uint32_t practitioners,
                                             WorkKinds& kinds) {
  Unit& one = units_[unit.front()];
  if (!std::ranges::equal(one.families, unit)) {
    one.families.assign(unit.begin(), unit.end());
    for (const std::uint32_t family : unit) first_[family] = unit.front();
    work_out(one, known, practitioners, kinds);
  }
  return one.parts;
}

void AskedUnits::work_out(Unit& unit,
                          const KnownCases& known,
                          std::uint32_t practitioners,
                          WorkKinds& kinds) const {
  std::vector<CaseAsks> asks;
  for (const std::uint32_t family : unit.families) asks.push_back(rules_->asks(known.at(family)));
  unit.parts.clear();
  const auto groups = parted(asks);
  for (const std::vector<std::size_t>& group : groups) {
    AskedPart part;
    std::vector<CaseAsks> own;
    for (const std::size_t at : group) {
      const std::uint32_t family = unit.families[at];
      own.push_back(asks[at]);
      part.families.push_back(family);
      part.loads.push_back(count_ == LoadCount::cases ? asks[at].load : 1);
    }
    // Whoever knows one of the unit's cases knows the family, divided or not.
    for (const std::uint32_t family : unit.families) add_kin(family, part.kin);
    if (eligibility_->has_conflicts()) {
      std::vector<std::string_view> kin = part.kin;
      for (const std::vector<std::size_t>& other : groups) {
        if (&other == &group) continue;
        for (const std::size_t at : other) std::erase(kin, asks[at].case_id);
      }
      eligibility_->note_conflicts(kin, own.front());
    }
    WorkKind kind;
    kind.load = load_of(own, count_);
    for (PractitionerIndex p{0}; p < practitioners; ++p) {
      if (!eligibility_->may_take(p, own)) continue;
      kind.posts.push_back(p);
      part.pairs.push_back({p, eligibility_->parts(p, own).sum()});
    }
    part.kind = kinds.number_of(std::move(kind));
    unit.parts.push_back(std::move(part));
  }
}

void AskedUnits::add_kin(std::uint32_t family, std::vector<std::string_view>& kin) const {
  const Case& one = families_.all[family].listed_as;
  kin.emplace_back(one.case_id);
  kin.insert(kin.end(), one.linked_to.begin(), one.linked_to.end());
  if (const auto row = start_.find(one.case_id)) {
    for (const CaseRow member : start_.members(start_.unit(*row))) {
      kin.push_back(start_.case_id(member));
    }
  }
}

}  // namespace waitlist
