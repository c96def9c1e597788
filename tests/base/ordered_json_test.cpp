// Documents to be written, held against the library whose form they keep.
#include "base/ordered_json.h"

#include "support/failing_memory.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <cstdint>
#include <limits>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using waitlist::OrderedJson;
namespace failing = waitlist::failing_memory;
using Expected = nlohmann::ordered_json;

std::string text_of(const Expected& json, int indent) {
  return json.dump(indent, ' ', false, Expected::error_handler_t::replace);
}

/// The same value twice, drawn at random.
std::pair<OrderedJson, Expected> random_value(int depth) {
  using rc::gen::arbitrary;
  switch (*rc::gen::inRange(0, depth > 0 ? 8 : 6)) {
    case 0: return {OrderedJson(nullptr), Expected(nullptr)};
    case 1: {
      const bool is = *arbitrary<bool>();
      return {OrderedJson(is), Expected(is)};
    }
    case 2: {
      const auto number = *arbitrary<std::int64_t>();
      return {OrderedJson(number), Expected(number)};
    }
    case 3: {
      const auto number = *arbitrary<std::uint64_t>();
      return {OrderedJson(number), Expected(number)};
    }
    case 4: {
      const double number = *arbitrary<double>();
      return {OrderedJson(number), Expected(number)};
    }
    case 5: {
      const auto text = *arbitrary<std::string>();
      return {OrderedJson(text), Expected(text)};
    }
    case 6: {
      std::pair list{OrderedJson::array(), Expected::array()};
      for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        auto [one, expected] = random_value(depth - 1);
        list.first.push_back(std::move(one));
        list.second.push_back(std::move(expected));
      }
      return list;
    }
    default: {
      std::pair object{OrderedJson::object(), Expected::object()};
      for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        const auto key = *arbitrary<std::string>();
        auto [one, expected] = random_value(depth - 1);
        object.first[key] = std::move(one);
        object.second[key] = std::move(expected);
      }
      return object;
    }
  }
}

/// As a report is made, with a part of every kind.
template <class Json>
Json report() {
  Json json = {{"id", "A-1"}, {"points", 7}, {"none", nullptr}, {"twice", {"x", "y", "z"}}};
  json["rows"] = Json::array();
  json["rows"].push_back({{"level", "one"}, {"least", std::int64_t{-3}}});
  json["rows"].push_back({{"level", std::string{"two"}}, {"most", 2.5}, {"open", true}});
  json["rows"].back()["least"] = std::numeric_limits<std::uint64_t>::max();
  json["empty"] = Json::object();
  json.update({{"id", "A-2"}, {"label", "quotes \" and \u00e9, \x01 and \xff"}});
  Json& one = json["made"].emplace_back(Json{{"by", "M1"}});
  one["at"] = {{"on", "2009-10-05"}};
  json["at"] = std::move(one["at"]);
  json["names"] = std::vector<std::string>{"a", "b"};
  json["moved"] = {{"answer", std::move(json["points"])}};
  return json;
}

}  // namespace

TEST_SUITE("base") {
  TEST_CASE("ordered JSON: what is written is what nlohmann::ordered_json writes") {
    for (const int indent : {-1, 0, 1, 2}) {
      CHECK(report<OrderedJson>().dump(indent) == text_of(report<Expected>(), indent));
    }
    CHECK(rc::check([] {
      const auto [json, expected] = random_value(3);
      for (const int indent : {-1, 2}) RC_ASSERT(json.dump(indent) == text_of(expected, indent));
    }));
  }

  TEST_CASE("ordered JSON: it is made short of memory or not, and given up without any") {
    std::size_t points = 0;
    for (bool made = false; !made; ++points) {
      std::optional<OrderedJson> json;
      const failing::Shortage shortage{points, failing::Then::all_fail};
      try {
        json = report<OrderedJson>();
        made = true;
      } catch (const std::bad_alloc&) {
        made = false;
      }
      json.reset();
    }
    CHECK(points > 40);

    std::optional<OrderedJson> json = report<OrderedJson>();
    const failing::Shortage shortage{0, failing::Then::all_fail};
    json.reset();
    CHECK_FALSE(shortage.has_struck());
  }
}
