#include <waitlist/base/share_interval.h>
#include <waitlist/report/robustness_report.h>

#include "report/json_parts.h"
#include "report/robustness_words.h"

#include <optional>
#include <string>

namespace waitlist {
namespace {

/// By what it varies, or would if it could.
const char* by_of(const VariedNumber& number) { return number.by_interval ? "interval" : "share"; }

OrderedJson numbers_of(const VariedPolicy& varied) {
  OrderedJson numbers = OrderedJson::array();
  for (const VariedNumber& number : varied.numbers()) {
    numbers.push_back({{"kind", to_text(number.kind)},
                       {"rule", number.rule},
                       {"part", number.part},
                       {"name", number.name},
                       {"label", varied_in_words(varied.policy(), number)},
                       {"written", json_of(number.written)},
                       {"least", json_of(number.least)},
                       {"most", json_of(number.most)},
                       {"by", by_of(number)}});
  }
  return numbers;
}

OrderedJson numbers_that_stay(const VariedPolicy& varied) {
  OrderedJson numbers = OrderedJson::array();
  for (const VariedNumber& number : varied.fixed()) {
    numbers.push_back({{"name", number.name},
                       {"label", varied_in_words(varied.policy(), number)},
                       {"written", json_of(number.written)},
                       {"by", by_of(number)}});
  }
  return numbers;
}

OrderedJson ids_of_listed(const Robustness& all, const std::vector<std::uint32_t>& units) {
  OrderedJson ids = OrderedJson::array();
  for (const std::uint32_t unit : units) {
    ids.push_back(all.ranking.cases().case_id(all.certain.units[unit].first));
  }
  return ids;
}

/// How often a unit was among the first, and at which places.
OrderedJson draws_of(const Robustness& all, const DrawnUnit* drawn) {
  const std::uint32_t times = drawn == nullptr ? 0 : drawn->times;
  OrderedJson places = OrderedJson::array();
  if (drawn != nullptr) {
    for (const DrawnPlace& place : drawn->places) {
      places.push_back({{"place", place.place}, {"draws", place.times}});
    }
  }
  const Between share = clopper_pearson({times, all.drawn.draws});
  return {{"among_first", times},
          {"share_least", share.lower},
          {"share_most", share.upper},
          {"places", std::move(places)}};
}

OrderedJson units_of_report(const Robustness& all) {
  std::vector<const DrawnUnit*> drawn(all.certain.units.size(), nullptr);
  for (const DrawnUnit& unit : all.drawn.units) drawn[unit.unit] = &unit;
  OrderedJson units = OrderedJson::array();
  for (std::uint32_t unit = 0; unit < all.certain.units.size(); ++unit) {
    const UnitBounds& bounds = all.certain.units[unit];
    if (bounds.among_first == AmongFirst::never) continue;
    OrderedJson json = {{"case_id", all.ranking.cases().case_id(bounds.first)},
                        {"place", std::uint32_t{bounds.position}},
                        {"best", bounds.best},
                        {"worst", bounds.worst},
                        {"among_first", to_text(bounds.among_first)}};
    if (all.drawn.draws > 0) json["drawn"] = draws_of(all, drawn[unit]);
    units.push_back(std::move(json));
  }
  return units;
}

OrderedJson deciding_of(const Robustness& all) {
  OrderedJson deciding = OrderedJson::array();
  for (const DecidingNumber& one : all.deciding) {
    const VariedNumber& number = all.varied.numbers()[one.number];
    deciding.push_back({{"number", one.number},
                        {"label", varied_in_words(all.varied.policy(), number)},
                        {"at", json_of(one.at_most ? number.most : number.least)},
                        {"out", ids_of_listed(all, one.leave)},
                        {"in", ids_of_listed(all, one.enter)}});
  }
  return deciding;
}

OrderedJson json_of_side(const SwapSide& side) {
  if (side.given_up) return "given_up";
  return side.at ? json_of(*side.at) : OrderedJson(nullptr);
}

OrderedJson neighbours_of(const Robustness& all) {
  OrderedJson pairs = OrderedJson::array();
  for (const NeighbourSwaps& pair : all.swaps.pairs) {
    OrderedJson numbers = OrderedJson::array();
    for (const NumberSwap& swap : pair.numbers) {
      const VariedNumber& number = all.swaps.reach.numbers()[swap.number];
      numbers.push_back({{"kind", to_text(number.kind)},
                         {"rule", number.rule},
                         {"part", number.part},
                         {"name", number.name},
                         {"written", json_of(number.written)},
                         {"below", json_of_side(swap.below)},
                         {"above", json_of_side(swap.above)}});
    }
    pairs.push_back({{"place", std::uint32_t{pair.position}},
                     {"above", all.ranking.cases().case_id(pair.upper)},
                     {"below", all.ranking.cases().case_id(pair.lower)},
                     {"numbers", std::move(numbers)}});
  }
  return pairs;
}

OrderedJson json_of_reason(const std::optional<std::string>& reason) {
  return reason ? OrderedJson(*reason) : OrderedJson(nullptr);
}

}  // namespace

std::string render_json(const Robustness& robustness) {
  const CertainPlaces& certain = robustness.certain;
  OrderedJson json = {{"policy", json_of(robustness.ranking.policy().stamp())},
                      {"cases_digest", robustness.ranking.cases().digest().hex()},
                      {"as_of", robustness.ranking.as_of().text()},
                      {"cases", robustness.ranking.places().size()},
                      {"places", certain.units.size()},
                      {"faulty", robustness.ranking.faulty().size()},
                      {"share_percent", robustness.varied.share_percent()},
                      {"inside_intervals", robustness.varied.inside_intervals()},
                      {"first", certain.first},
                      {"draws", robustness.drawn.draws},
                      {"seed", robustness.drawn.seed}};
  json["unproved"] = json_of_reason(certain.unproved);
  json["always"] = certain.count(AmongFirst::always);
  json["never"] = certain.count(AmongFirst::never);
  json["open"] = certain.count(AmongFirst::open);
  json["numbers"] = numbers_of(robustness.varied);
  json["numbers_that_stay"] = robustness.varied.fixed().size();
  json["stay"] = numbers_that_stay(robustness.varied);
  json["units"] = units_of_report(robustness);
  json["deciding"] = deciding_of(robustness);
  json["neighbours"] = neighbours_of(robustness);
  return text_of(json) + '\n';
}

}  // namespace waitlist
