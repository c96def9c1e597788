#include <waitlist/base/boost_date.h>

#include <boost/date_time/gregorian/gregorian.hpp>
#include <doctest/doctest.h>

#include <cstdint>
#include <optional>

namespace {

using boost::gregorian::date;
using waitlist::Day;
using waitlist::Days;

}  // namespace

TEST_SUITE("base") {
  TEST_CASE("boost date: every day there is comes back from Boost as it went, under one name") {
    std::int64_t seen = 0;
    for (Day day = Day::first();; day = day + Days{1}) {
      ++seen;
      const date there = waitlist::to_boost(day);
      REQUIRE(waitlist::from_boost(there) == day);
      REQUIRE(boost::gregorian::to_iso_extended_string(there) == day.text());
      if (day == Day::last()) break;
    }
    CHECK(seen == 109'573);
  }

  TEST_CASE("boost date: the days between two dates are the same on both sides") {
    const Day listed = *Day::from_ymd(2009, 4, 6);
    const Day as_of = *Day::from_ymd(2009, 10, 5);
    CHECK((as_of - listed).count() ==
          (waitlist::to_boost(as_of) - waitlist::to_boost(listed)).days());
  }

  TEST_CASE("boost date: what is no day of ours is no day") {
    const Days one{1};
    CHECK(waitlist::from_boost(date{boost::date_time::not_a_date_time}) == std::nullopt);
    CHECK(waitlist::from_boost(date{boost::date_time::pos_infin}) == std::nullopt);
    CHECK(waitlist::from_boost(date{boost::date_time::neg_infin}) == std::nullopt);
    CHECK(waitlist::from_boost(date{1899, 12, 31}) == std::nullopt);
    CHECK(waitlist::from_boost(date{2200, 1, 1}) == std::nullopt);
    CHECK(waitlist::from_boost(date{1900, 1, 1}) == Day::first());
    CHECK(waitlist::from_boost(date{2199, 12, 30}) == Day::last() - one);
  }
}
