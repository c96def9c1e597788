#include "allocation/travel_minutes.h"

#include <algorithm>
#include <cstddef>
#include <unordered_map>
#include <utility>

namespace waitlist {
namespace {

/// The ends of ways as numbers.
class NumberedEnds {
 public:
  explicit NumberedEnds(std::span<const TravelTime> travel) {
    ends_.reserve(travel.size());
    for (const TravelTime& way : travel) {
      const std::uint32_t from = number(way.from);
      ends_.emplace_back(from, number(way.to));
    }
  }

  /// Numbers that rise with the names; returns the names.
  std::vector<std::string_view> order() {
    std::vector<std::string_view> names;
    names.reserve(numbers_.size());
    for (const auto& [name, number] : numbers_) names.push_back(name);
    std::ranges::sort(names);
    std::vector<std::uint32_t> rank(names.size());
    for (std::uint32_t i = 0; i < names.size(); ++i) rank[numbers_[names[i]]] = i;
    for (auto& [from, to] : ends_) {
      from = rank[from];
      to = rank[to];
    }
    return names;
  }

  [[nodiscard]] std::uint64_t key(std::size_t way) const noexcept {
    return std::uint64_t{ends_[way].first} << 32U | ends_[way].second;
  }

 private:
  std::uint32_t number(std::string_view name) {
    return numbers_.emplace(name, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }

  std::unordered_map<std::string_view, std::uint32_t> numbers_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends_;
};

struct KeyOfWay {
  std::uint64_t key = 0;
  std::uint32_t way = 0;

  friend auto operator<=>(const KeyOfWay&, const KeyOfWay&) = default;
};

std::vector<KeyOfWay> sorted_keys(const NumberedEnds& ends, std::size_t ways) {
  std::vector<KeyOfWay> keys;
  keys.reserve(ways);
  for (std::uint32_t i = 0; i < ways; ++i) keys.push_back({ends.key(i), i});
  std::ranges::sort(keys);
  return keys;
}

}  // namespace

TravelMinutes::TravelMinutes(std::vector<TravelTime>& travel) {
  NumberedEnds ends{travel};
  for (const std::string_view name : ends.order()) places_.emplace_back(name);
  const std::vector<KeyOfWay> keys = sorted_keys(ends, travel.size());
  std::vector<TravelTime> sorted;
  sorted.reserve(travel.size());
  ways_.reserve(2 * travel.size());
  for (const KeyOfWay& one : keys) {
    ways_.push_back({one.key, travel[one.way].minutes});
    sorted.push_back(std::move(travel[one.way]));
  }
  // The way back takes as long, where it is not written down itself: then it stands behind.
  for (const KeyOfWay& one : keys) {
    ways_.push_back({one.key << 32U | one.key >> 32U,
                     sorted[static_cast<std::size_t>(&one - keys.data())].minutes});
  }
  std::ranges::stable_sort(ways_, {}, &Way::ends);
  travel = std::move(sorted);
}

std::optional<std::uint32_t> TravelMinutes::between(std::string_view from,
                                                    std::string_view to) const noexcept {
  const auto number = [this](std::string_view name) -> std::optional<std::uint64_t> {
    const auto at = std::ranges::lower_bound(places_, name);
    if (at == places_.end() || *at != name) return std::nullopt;
    return static_cast<std::uint64_t>(at - places_.begin());
  };
  const auto first = number(from);
  const auto last = number(to);
  if (!first || !last) return std::nullopt;
  const std::uint64_t ends = *first << 32U | *last;
  const auto way = std::ranges::lower_bound(ways_, ends, {}, &Way::ends);
  return way == ways_.end() || way->ends != ends ? std::nullopt : std::optional{way->minutes};
}

std::vector<std::size_t> ways_written_again(std::span<const TravelTime> travel) {
  const NumberedEnds ends{travel};
  const std::vector<KeyOfWay> keys = sorted_keys(ends, travel.size());
  std::vector<std::size_t> again;
  for (std::size_t i = 1; i < keys.size(); ++i) {
    if (keys[i].key == keys[i - 1].key) again.push_back(keys[i].way);
  }
  std::ranges::sort(again);
  return again;
}

}  // namespace waitlist
