#include "allocation/travel_minutes.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
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

  [[nodiscard]] std::size_t places() const noexcept { return numbers_.size(); }

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

/// Puts ways in the order of one of their ends, a number below `places`; ways alike in it stay as
/// they are.
template <class Way, class End>
void order_by(std::vector<Way>& ways, std::size_t places, End end) {
  std::vector<std::size_t> begin(places + 1);
  for (const Way& way : ways) ++begin[end(way) + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  std::vector<Way> ordered(ways.size());
  for (const Way& way : ways) ordered[begin[end(way)]++] = way;
  ways = std::move(ordered);
}

/// By where they begin, then by where they end, in time that grows with the ways.
template <class Way>
void order_by_ends(std::vector<Way>& ways, std::size_t places) {
  order_by(ways, places, [](const Way& way) { return way.ends & 0xffffffffU; });
  order_by(ways, places, [](const Way& way) { return way.ends >> 32U; });
}

struct NumberedWay {
  std::uint64_t ends = 0;
  std::uint32_t way = 0;
};

std::vector<NumberedWay> ordered_ways(const NumberedEnds& ends, std::size_t ways) {
  std::vector<NumberedWay> keys;
  keys.reserve(ways);
  for (std::uint32_t i = 0; i < ways; ++i) keys.push_back({ends.key(i), i});
  order_by_ends(keys, ends.places());
  return keys;
}

}  // namespace

TravelMinutes::TravelMinutes(std::vector<TravelTime>& travel) {
  NumberedEnds ends{travel};
  for (const std::string_view name : ends.order()) places_.emplace_back(name);
  const std::vector<NumberedWay> keys = ordered_ways(ends, travel.size());
  std::vector<TravelTime> sorted;
  sorted.reserve(travel.size());
  ways_.reserve(2 * travel.size());
  for (const NumberedWay& one : keys) {
    ways_.push_back({one.ends, travel[one.way].minutes});
    sorted.push_back(std::move(travel[one.way]));
  }
  // The way back takes as long, where it is not written down itself: then it stands behind.
  for (const NumberedWay& one : keys) {
    ways_.push_back({one.ends << 32U | one.ends >> 32U,
                     sorted[static_cast<std::size_t>(&one - keys.data())].minutes});
  }
  order_by_ends(ways_, places_.size());
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
  const std::vector<NumberedWay> keys = ordered_ways(ends, travel.size());
  std::vector<std::size_t> again;
  for (std::size_t i = 1; i < keys.size(); ++i) {
    if (keys[i].ends == keys[i - 1].ends) again.push_back(keys[i].way);
  }
  std::ranges::sort(again);
  return again;
}

}  // namespace waitlist
