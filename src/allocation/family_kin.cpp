#include "allocation/family_kin.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_map>

namespace waitlist {
namespace {

std::size_t root_of(std::vector<std::size_t>& parent, std::size_t unit) {
  while (parent[unit] != unit) {
    parent[unit] = parent[parent[unit]];
    unit = parent[unit];
  }
  return unit;
}

}  // namespace

FamilyKin::FamilyKin(const CaseTable& cases) {
  std::vector<std::size_t> parent(cases.unit_count());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  std::unordered_map<std::string_view, std::size_t> unit_of_absent;
  for (CaseRow row = 0; row < cases.size(); ++row) {
    for (const std::string& id : cases.linked_to(row)) {
      if (cases.find(id)) continue;
      const auto [at, is_first] = unit_of_absent.emplace(id, cases.unit(row));
      if (!is_first) parent[root_of(parent, at->second)] = root_of(parent, cases.unit(row));
    }
  }
  ids_.resize(parent.size());
  for (std::size_t unit = 0; unit < parent.size(); ++unit) {
    family_of_.push_back(root_of(parent, unit));
    for (const CaseRow row : cases.members(UnitIndex{unit})) {
      ids_[family_of_.back()].push_back(cases.case_id(row));
      known_.push_back(cases.case_id(row));
    }
  }
  for (const auto& [id, unit] : unit_of_absent) {
    ids_[family_of_[unit]].push_back(id);
    known_.push_back(id);
  }
  for (std::vector<std::string_view>& ids : ids_) std::ranges::sort(ids);
  std::ranges::sort(known_);
}

bool FamilyKin::knows(std::string_view case_id) const {
  return std::ranges::binary_search(known_, case_id);
}

}  // namespace waitlist
