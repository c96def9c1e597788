// Orders by columns of keys against a sort of whole rows.
#include "queue/key_columns.h"

#include "queue/scored_rows.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using KeyRows = std::vector<std::array<std::int64_t, 3>>;

/// Keys as they occur: a few values, days with an end that stands for none, anything at all.
std::int64_t drawn_key() {
  switch (*rc::gen::inRange(0, 4)) {
    case 0: return *rc::gen::inRange<std::int64_t>(0, 3);
    case 1: return *rc::gen::inRange<std::int64_t>(14'400, 14'800);
    case 2: return *rc::gen::element<std::int64_t>(84'006, -84'005, 25'568, INT32_MAX, INT32_MIN);
    default: break;
  }
  return *rc::gen::arbitrary<std::int64_t>();
}

std::vector<std::uint32_t> sorted_whole(const KeyRows& rows) {
  std::vector<std::uint32_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&rows](std::uint32_t i) { return rows[i]; });
  return order;
}

KeyColumns columns_of(const KeyRows& rows, std::size_t begin, std::size_t end) {
  KeyColumns columns{3, rows.size()};
  std::vector<std::int64_t> values;
  for (std::size_t from = begin; from < end; from += KeyColumns::kBlock) {
    const std::size_t to = std::min(end, from + KeyColumns::kBlock);
    for (std::size_t key = 0; key < 3; ++key) {
      values.clear();
      for (std::size_t i = from; i < to; ++i) values.push_back(rows[i][key]);
      columns.add(key, values);
    }
  }
  return columns;
}

bool is_sorted_order(const KeyRows& rows, std::size_t cut) {
  KeyColumns columns = columns_of(rows, 0, cut);
  columns.append(columns_of(rows, cut, rows.size()));
  return std::ranges::equal(columns.order(rows.size(), nullptr, std::nullopt), sorted_whole(rows));
}

}  // namespace

TEST_SUITE("key_columns") {
  TEST_CASE("key_columns: a few cases stand as a sort of their keys puts them") {
    CHECK(rc::check([] {
      KeyRows rows(*rc::gen::inRange<std::size_t>(0, 40));
      for (auto& row : rows) row = {drawn_key(), drawn_key(), drawn_key()};
      RC_ASSERT(is_sorted_order(rows, *rc::gen::inRange<std::size_t>(0, rows.size() + 1)));
    }));
  }

  TEST_CASE("key_columns: many cases do as well, whatever the width of their keys") {
    CHECK(rc::check([] {
      std::array<std::vector<std::int64_t>, 3> few;
      for (auto& values : few) {
        values.resize(*rc::gen::inRange<std::size_t>(1, 6));
        for (std::int64_t& value : values) value = drawn_key();
      }
      KeyRows rows(*rc::gen::inRange<std::size_t>(2'040, 2'600));
      std::uint64_t state = *rc::gen::arbitrary<std::uint32_t>();
      for (auto& row : rows) {
        for (std::size_t key = 0; key < 3; ++key) {
          state = state * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
          row[key] = few[key][(state >> 33U) % few[key].size()];
        }
      }
      RC_ASSERT(is_sorted_order(rows, rows.size() / 3));
    }));
  }

  TEST_CASE("key_columns: where the second key says nothing, those behind it decide") {
    // By the first key; with the first key 1 by the second, else by the third.
    KeyRows rows;
    for (std::int64_t i = 0; i < 3'000; ++i) {
      const std::int64_t first = i % 3;
      rows.push_back({first, first == 1 ? -(i % 97) : 0, i * 7 % 1'009});
    }
    KeyColumns columns = columns_of(rows, 0, rows.size());
    CHECK(std::ranges::equal(columns.order(rows.size(), nullptr, 1), sorted_whole(rows)));
  }

  TEST_CASE("scored_rows: a case comes out as it went in, however great its points") {
    CHECK(rc::check([] {
      const auto points = [] {
        return Points{*rc::gen::element<std::int64_t>(0, 1, 142'684, INT32_MAX, INT32_MIN,
                                                      std::int64_t{INT32_MAX} + 1,
                                                      std::int64_t{1} << 50U)};
      };
      const auto day = []() -> std::optional<Day> {
        return *rc::gen::element<std::optional<Day>>(std::nullopt, Day::first(), Day::last());
      };
      std::vector<Place> places(*rc::gen::inRange<std::size_t>(0, 6));
      for (Place& place : places) {
        place.row = CaseRow{*rc::gen::arbitrary<std::uint32_t>()};
        Score& score = place.score;
        score.points = {points(), points(), points()};
        score.risk = {points(), points(), points()};
        score.waiting = points();
        score.filing = points();
        score.waited = Days{*rc::gen::inRange<std::int64_t>(0, 100'000)};
        score.filing_date = day();
        score.latest_start = day();
        score.band = BandIndex{*rc::gen::inRange<std::uint8_t>(0, 16)};
        score.band_least = BandIndex{*rc::gen::inRange<std::uint8_t>(0, 16)};
        score.band_most = BandIndex{*rc::gen::inRange<std::uint8_t>(0, 16)};
        score.tier = TierIndex{*rc::gen::inRange<std::uint8_t>(0, 17)};
        score.must_allocate = *rc::gen::arbitrary<bool>();
        score.part = *rc::gen::inRange<std::uint32_t>(0, 1U << 24U) & 0xFFFFFFU;
      }
      const std::size_t cut = *rc::gen::inRange<std::size_t>(0, places.size() + 1);
      ScoredRows rows;
      rows.add(std::span{places}.first(cut));
      ScoredRows more;
      more.add(std::span{places}.subspan(cut));
      rows.append(more);
      RC_ASSERT(rows.size() == places.size());
      for (std::size_t i = 0; i < places.size(); ++i) {
        RC_ASSERT(rows.row(i) == places[i].row);
        RC_ASSERT(rows.at(i).row == places[i].row);
        RC_ASSERT(rows.at(i).score == places[i].score);
      }
    }));
  }
}
