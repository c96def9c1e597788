// What a Ranking holds.
#pragma once

#include <waitlist/queue/list_part.h>
#include <waitlist/queue/ranking.h>

#include "base/big_memory.h"

#include <memory>
#include <optional>
#include <vector>

namespace waitlist {

struct Ranking::Data {
  static constexpr std::uint32_t kApart = UINT32_MAX;

  CaseTable cases;
  CompiledPolicy policy;
  Day as_of;
  BigVector<Place> places;
  std::vector<ApartCase> apart;
  BigVector<std::uint32_t> place_of_row;  ///< index into places; kApart: listed apart
  std::uint32_t unit_count = 0;
  std::optional<ContributionTable> contributions = std::nullopt;
  std::shared_ptr<const Data> whole = nullptr;  ///< null: this is it
  std::vector<ListPart> parts = {};
};

}  // namespace waitlist
