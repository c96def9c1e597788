// The cases of a run as they are known today: as listed, but for those with news.
#pragma once

#include "simulation/families.h"

#include <cstdint>
#include <unordered_map>

namespace waitlist {

class KnownCases {
 public:
  explicit KnownCases(const Families& families) : families_{families} {}

  [[nodiscard]] const Case& at(std::uint32_t family) const {
    const auto news = news_.find(family);
    return news == news_.end() ? families_.all[family].listed_as : news->second;
  }

  /// The case, to write an answer into.
  [[nodiscard]] Case& change(std::uint32_t family) {
    return news_.try_emplace(family, families_.all[family].listed_as).first->second;
  }

  /// Its wait is over.
  void forget(std::uint32_t family) { news_.erase(family); }

 private:
  const Families& families_;
  std::unordered_map<std::uint32_t, Case> news_;
};

}  // namespace waitlist
