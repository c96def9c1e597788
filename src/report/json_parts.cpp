#include "report/json_parts.h"

namespace waitlist {

OrderedJson json_of(Points points) { return to_text(points); }

OrderedJson json_of(const PointsRange& points) {
  return {{"used", json_of(points.used)},
          {"least", json_of(points.least)},
          {"most", json_of(points.most)}};
}

OrderedJson json_of(const std::optional<Day>& day) {
  return day ? OrderedJson(day->text()) : OrderedJson(nullptr);
}

OrderedJson json_of(const PolicyStamp& stamp) {
  return {{"id", stamp.id}, {"version", stamp.version}, {"digest", stamp.digest.hex()}};
}

std::string text_of(const OrderedJson& document, int indent) {
  return document.dump(indent, ' ', false, OrderedJson::error_handler_t::replace);
}

}  // namespace waitlist
