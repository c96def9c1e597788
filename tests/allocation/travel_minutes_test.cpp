#include "allocation/travel_minutes.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

/// Names of which one begins another, and that no order of writing is the order of bytes.
std::string drawn_place() {
  return *rc::gen::element<std::string>("B", "A", "AB", "", "a", "Z\xC3\xAB", "10", "9");
}

std::vector<TravelTime> drawn_ways() {
  std::vector<TravelTime> ways(*rc::gen::inRange<std::size_t>(0, 30));
  for (TravelTime& way : ways) {
    way = {drawn_place(), drawn_place(), *rc::gen::inRange(0U, 100U)};
  }
  return ways;
}

using Ends = std::pair<std::string, std::string>;

}  // namespace

TEST_SUITE("travel minutes") {
  TEST_CASE("travel: a way takes what is written of it, else what is written of the way back") {
    CHECK(rc::check([] {
      std::map<Ends, std::uint32_t> written;
      std::vector<TravelTime> ways;
      for (const TravelTime& way : drawn_ways()) {
        if (written.emplace(Ends{way.from, way.to}, way.minutes).second) ways.push_back(way);
      }
      std::vector<TravelTime> sorted = ways;
      const TravelMinutes minutes{sorted};
      RC_ASSERT(sorted.size() == written.size());
      auto next = written.begin();
      for (const TravelTime& way : sorted) {
        RC_ASSERT((Ends{way.from, way.to} == next->first && way.minutes == next->second));
        ++next;
      }
      const std::string from = drawn_place();
      const std::string to = drawn_place();
      const auto there = written.find({from, to});
      const auto back = written.find({to, from});
      const auto found = minutes.between(from, to);
      if (there != written.end()) {
        RC_ASSERT(found == there->second);
      } else if (back != written.end()) {
        RC_ASSERT(found == back->second);
      } else {
        RC_ASSERT(!found.has_value());
      }
      RC_ASSERT(!minutes.between("nowhere", to).has_value());
    }));
  }

  TEST_CASE("travel: every way but the first between two ends is written again") {
    CHECK(rc::check([] {
      const std::vector<TravelTime> ways = drawn_ways();
      std::map<Ends, std::size_t> first;
      std::vector<std::size_t> again;
      for (std::size_t i = 0; i < ways.size(); ++i) {
        if (!first.emplace(Ends{ways[i].from, ways[i].to}, i).second) again.push_back(i);
      }
      RC_ASSERT(ways_written_again(ways) == again);
    }));
  }
}
