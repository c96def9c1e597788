#include "witness/net_layers.h"

#include <algorithm>
#include <set>
#include <utility>

namespace waitlist {
namespace {

using Kind = NetNode::Kind;

std::int64_t empty_of(const NetNode& node) {
  return node.kind == Kind::lowest ? kNoNetLimit : node.number;
}

}  // namespace

NetLayers::NetLayers(const Network& part)
    : part_{part},
      parents_(part.nodes.size()),
      values_(part.nodes.size()),
      ranges_(part.nodes.size()) {
  for (std::size_t i = 0; i < part.nodes.size(); ++i) {
    for (const std::size_t input : part.nodes[i].inputs) parents_[input].push_back(i);
  }
  order_variables();
  plan();
}

void NetLayers::order_variables() {
  std::set<std::size_t> left;
  for (const NetNode& node : part_.nodes) {
    if (node.kind == Kind::leaf) left.insert(node.variable);
  }
  std::vector<bool> chosen(part_.options.size());
  variables_.reserve(left.size());
  while (!left.empty()) {
    std::size_t best = *left.begin();
    std::pair<std::size_t, std::size_t> least{SIZE_MAX, SIZE_MAX};
    for (const std::size_t variable : left) {
      chosen[variable] = true;
      const std::pair costs{open_after(chosen), part_.options[variable]};
      chosen[variable] = false;
      if (costs < least) {
        least = costs;
        best = variable;
      }
    }
    chosen[best] = true;
    left.erase(best);
    variables_.push_back(best);
  }
}

std::size_t NetLayers::open_after(const std::vector<bool>& chosen) const {
  const std::size_t count = part_.nodes.size();
  std::vector<bool> closed(count);
  std::vector<bool> begun(count);
  for (std::size_t i = 0; i < count; ++i) {
    const NetNode& node = part_.nodes[i];
    bool all = node.kind != Kind::leaf || chosen[node.variable];
    for (const std::size_t input : node.inputs) {
      all = all && closed[input];
      begun[i] = begun[i] || (closed[input] && part_.nodes[input].kind != Kind::number);
    }
    closed[i] = all;
  }
  std::size_t open = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const NetNode& node = part_.nodes[i];
    if (!closed[i]) {
      open += node.gathers() && begun[i] ? 1U : 0U;
    } else if (node.kind != Kind::number) {
      open += std::ranges::any_of(parents_[i],
                                  [&](std::size_t parent) {
                                    return !closed[parent] && !part_.nodes[parent].gathers();
                                  })
                  ? 1U
                  : 0U;
    }
  }
  return open;
}

void NetLayers::plan() {
  const std::size_t count = part_.nodes.size();
  std::vector<std::size_t> layer_of(part_.options.size(), kNever);
  for (std::size_t i = 0; i < variables_.size(); ++i) layer_of[variables_[i]] = i;
  opened_.assign(count, kNever);
  closed_.assign(count, 0);
  closes_.resize(variables_.size());
  opens_.resize(variables_.size());
  open_.resize(variables_.size());
  for (std::size_t i = 0; i < count; ++i) {
    const NetNode& node = part_.nodes[i];
    if (node.kind == Kind::leaf) closed_[i] = layer_of[node.variable];
    for (const std::size_t input : node.inputs) {
      closed_[i] = std::max(closed_[i], closed_[input]);
      opened_[i] = std::min(opened_[i], closed_[input]);
    }
    closes_[closed_[i]].push_back(i);
    if (node.gathers() && !node.inputs.empty()) opens_[opened_[i]].push_back(i);
  }
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t until = closed_[i];
    std::size_t from = opened_[i];
    if (!part_.nodes[i].gathers()) {
      from = closed_[i];
    }
    for (const std::size_t parent : parents_[i]) {
      if (!part_.nodes[parent].gathers()) until = std::max(until, closed_[parent]);
    }
    if (from == kNever) continue;
    for (std::size_t layer = from; layer < until; ++layer) open_[layer].push_back(i);
  }
}

std::int64_t NetLayers::value_of(const NetNode& node, std::size_t option) const {
  const auto input = [&](std::size_t at) { return values_[node.inputs[at]]; };
  switch (node.kind) {
    case Kind::number: return node.number;
    case Kind::leaf: return node.table[option];
    case Kind::sum:
    case Kind::highest:
    case Kind::lowest: return empty_of(node);
    case Kind::product: return input(0) * input(1);
    case Kind::halved: return (input(0) + input(1)) / 2;
    case Kind::at_least: return input(0) >= node.number ? 1 : 0;
    case Kind::opposite: return 1 - input(0);
    case Kind::lookup:
      return node.table[static_cast<std::size_t>(input(0)) * node.columns +
                        static_cast<std::size_t>(input(1))];
    case Kind::select: return input(static_cast<std::size_t>(input(0)) + 1);
  }
  return 0;
}

void NetLayers::gather(std::size_t into, std::int64_t value) {
  const NetNode& node = part_.nodes[into];
  std::int64_t& number = values_[into];
  if (node.kind == Kind::sum) {
    number += value;
  } else {
    number = node.kind == Kind::highest ? std::max(number, value) : std::min(number, value);
  }
  number = std::min(number, node.at_most);
}

bool NetLayers::choose(std::size_t layer,
                       const std::vector<std::int64_t>& before,
                       std::size_t option,
                       std::vector<std::int64_t>& after,
                       NetAims& aims) {
  if (layer > 0) {
    const auto& open = open_[layer - 1];
    for (std::size_t i = 0; i < open.size(); ++i) values_[open[i]] = before[i];
  }
  for (const std::size_t node : opens_[layer]) values_[node] = empty_of(part_.nodes[node]);
  for (const std::size_t at : closes_[layer]) {
    const NetNode& node = part_.nodes[at];
    if (!node.gathers() || node.inputs.empty()) {
      values_[at] = std::min(value_of(node, option), node.at_most);
    }
    if (node.forbidden && values_[at] != 0) return false;
    aims.first += node.weight[0] * values_[at];
    aims.second += node.weight[1] * values_[at];
    for (const std::size_t parent : parents_[at]) {
      if (part_.nodes[parent].gathers()) gather(parent, values_[at]);
    }
  }
  after.clear();
  after.reserve(open_[layer].size());
  for (const std::size_t node : open_[layer]) after.push_back(values_[node]);
  return true;
}

NetAims NetLayers::bound_from(std::size_t layer, const NetAims& aims) {
  NetAims bound = aims;
  for (std::size_t i = 0; i < part_.nodes.size(); ++i) {
    if (is_closed(i, layer)) continue;
    const NetNode& node = part_.nodes[i];
    // What was gathered before stands for the inputs that it came from.
    const bool begun = layer != kNever && node.gathers() && opened_[i] <= layer;
    inputs_.clear();
    for (const std::size_t input : node.inputs) {
      if (!begun || !is_closed(input, layer)) inputs_.push_back(ranges_[input]);
    }
    const NetRange before = ranges_[i];
    ranges_[i] = range_of(node, inputs_, begun ? &before : nullptr);
    for (std::size_t aim = 0; aim < 2; ++aim) {
      const std::int64_t weight = node.weight[aim];
      if (weight == 0) continue;
      (aim == 0 ? bound.first : bound.second) +=
          weight * (weight > 0 ? ranges_[i].most : ranges_[i].least);
    }
  }
  return bound;
}

NetAims NetLayers::bound(std::size_t layer,
                         const std::vector<std::int64_t>& open,
                         const NetAims& aims) {
  for (std::size_t i = 0; i < open.size(); ++i) ranges_[open_[layer][i]] = {open[i], open[i]};
  return bound_from(layer, aims);
}

NetAims NetLayers::bound_at_first() { return bound_from(kNever, {}); }

}  // namespace waitlist
