#include "report/equality_parts.h"

#include <cmath>
#include <utility>

namespace waitlist {

OrderedJson json_of_figure(double value) {
  if (!std::isfinite(value)) return nullptr;
  return std::round(value * 1e6) / 1e6 + 0.0;  // no -0
}

OrderedJson json_of_groups(const std::vector<MonitoredGroup>& groups) {
  OrderedJson all = OrderedJson::array();
  for (const MonitoredGroup& group : groups) {
    OrderedJson json = {{"id", group.id},
                        {"kind", to_text(group.kind)},
                        {"label", group.label},
                        {"hidden", group.hidden()},
                        {"units", nullptr}};
    if (group.units) json["units"] = *group.units;
    all.push_back(std::move(json));
  }
  return all;
}

}  // namespace waitlist
