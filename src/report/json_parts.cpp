#include "report/json_parts.h"

#include <cstdint>

namespace waitlist {

OrderedJson json_of(Points points) { return to_text(points); }

OrderedJson json_of(Decimal number) {
  const auto whole = number.units(0);
  return whole ? OrderedJson(*whole) : OrderedJson(number.text());
}

OrderedJson json_of(const PointsRange& points) {
  return {{"used", json_of(points.used)},
          {"least", json_of(points.least)},
          {"most", json_of(points.most)}};
}

OrderedJson json_of(const std::optional<Day>& day) {
  return day ? OrderedJson(day->text()) : OrderedJson(nullptr);
}

OrderedJson json_of(const OrderKey& key) {
  if (key.subject.empty()) return to_text(key.kind);
  OrderedJson json;
  json[std::string{to_text(key.kind)}] = key.subject;
  if (key.first != DateFirst::earliest) json["first"] = to_text(key.first);
  return json;
}

OrderedJson json_of(const std::vector<OrderKey>& order) {
  OrderedJson json = OrderedJson::array();
  for (const OrderKey& key : order) json.push_back(json_of(key));
  return json;
}

OrderedJson json_of(const PolicyStamp& stamp) {
  return {{"id", stamp.id}, {"version", stamp.version}, {"digest", stamp.digest.hex()}};
}

OrderedJson json_of(const ListChange& change, const ChangesSince& since) {
  OrderedJson json = {
      {"kind", to_text(change.kind)}, {"case_id", change.case_id}, {"field", change.field},
      {"before", change.before},      {"now", change.now},         {"detail", change.detail}};
  const MovedPlace* move = since.move_of(change.case_id);
  if (move == nullptr) return json;
  json["place"] =
      move->place == Position{0} ? OrderedJson(nullptr) : OrderedJson(std::uint32_t{move->place});
  json["place_put_back"] = std::uint32_t{move->put_back};
  return json;
}

OrderedJson json_of_list(const ChangesSince& since) {
  return {{"name", since.name}, {"digest", since.previous.digest().hex()}};
}

OrderedJson stamps_of(const Allocation& allocation) {
  const Ranking& ranking = allocation.ranking();
  return {{"policy", json_of(ranking.policy().stamp())},
          {"cases_digest", ranking.cases().digest().hex()},
          {"roster_digest", allocation.roster().digest().hex()},
          {"rules_digest", allocation.rules_digest().hex()},
          {"as_of", ranking.as_of().text()}};
}

std::string text_of(const OrderedJson& document, int indent) { return document.dump(indent); }

}  // namespace waitlist
