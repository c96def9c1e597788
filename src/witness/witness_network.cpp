#include "witness/witness_network.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

namespace waitlist {
namespace {

using Kind = NetNode::Kind;

NetRange range_of_select(const std::vector<NetRange>& inputs) {
  NetRange range{kNoNetLimit, std::numeric_limits<std::int64_t>::min()};
  for (std::int64_t at = inputs[0].least; at <= inputs[0].most; ++at) {
    const NetRange& one = inputs[static_cast<std::size_t>(at) + 1];
    range.least = std::min(range.least, one.least);
    range.most = std::max(range.most, one.most);
  }
  return range;
}

NetRange range_of_lookup(const NetNode& node, const std::vector<NetRange>& inputs) {
  NetRange range{kNoNetLimit, std::numeric_limits<std::int64_t>::min()};
  for (std::int64_t row = inputs[0].least; row <= inputs[0].most; ++row) {
    for (std::int64_t column = inputs[1].least; column <= inputs[1].most; ++column) {
      const std::int64_t cell = node.table[static_cast<std::size_t>(row) * node.columns +
                                           static_cast<std::size_t>(column)];
      range.least = std::min(range.least, cell);
      range.most = std::max(range.most, cell);
    }
  }
  return range;
}

NetRange range_of_gathered(const NetNode& node,
                           const std::vector<NetRange>& inputs,
                           const NetRange* begun) {
  NetRange range{node.number, node.number};
  if (node.kind == Kind::lowest) range = {kNoNetLimit, kNoNetLimit};
  if (begun != nullptr) range = *begun;
  for (const NetRange& one : inputs) {
    if (node.kind == Kind::sum) {
      range = {range.least + one.least, range.most + one.most};
    } else if (node.kind == Kind::highest) {
      range = {std::max(range.least, one.least), std::max(range.most, one.most)};
    } else {
      range = {std::min(range.least, one.least), std::min(range.most, one.most)};
    }
  }
  return range;
}

NetRange unlimited_range(const NetNode& node,
                         const std::vector<NetRange>& inputs,
                         const NetRange* begun) {
  switch (node.kind) {
    case Kind::number: return {node.number, node.number};
    case Kind::leaf: return {node.least, node.most};
    case Kind::sum:
    case Kind::highest:
    case Kind::lowest: return range_of_gathered(node, inputs, begun);
    case Kind::product: return {inputs[0].least * inputs[1].least, inputs[0].most * inputs[1].most};
    case Kind::halved:
      return {(inputs[0].least + inputs[1].least) / 2, (inputs[0].most + inputs[1].most) / 2};
    case Kind::at_least:
      return {inputs[0].least >= node.number ? 1 : 0, inputs[0].most >= node.number ? 1 : 0};
    case Kind::opposite: return {1 - inputs[0].most, 1 - inputs[0].least};
    case Kind::lookup: return range_of_lookup(node, inputs);
    case Kind::select: return range_of_select(inputs);
  }
  return {};
}

/// What tells two nodes apart.
auto identity_of(const NetNode& node) {
  return std::tuple{node.kind,    node.inputs,   node.number, node.at_most, node.table,
                    node.columns, node.variable, node.least,  node.most};
}

/// Writes a network again, node by node.
class NetSimplifier {
 public:
  explicit NetSimplifier(const Network& from) : from_{from} {
    to_.options = from.options;
    to_.relaxed = from.relaxed;
    to_.base = from.base;
  }

  Network run() {
    const std::vector<bool> used = counted();
    ranges_.reserve(from_.nodes.size());
    place_.resize(from_.nodes.size());
    for (std::size_t i = 0; i < from_.nodes.size(); ++i) {
      if (used[i]) place_[i] = placed(from_.nodes[i]);
    }
    return std::move(to_);
  }

 private:
  /// What anything that counts follows from.
  [[nodiscard]] std::vector<bool> counted() const {
    std::vector<bool> used(from_.nodes.size());
    for (std::size_t i = from_.nodes.size(); i-- > 0;) {
      const NetNode& node = from_.nodes[i];
      if (node.counts() || node.forbidden) used[i] = true;
      if (!used[i]) continue;
      for (const std::size_t input : node.inputs) used[input] = true;
    }
    return used;
  }

  std::size_t placed(NetNode node) {
    const auto weight = std::exchange(node.weight, {});
    const bool forbidden = std::exchange(node.forbidden, false);
    std::vector<NetRange> inputs;
    inputs.reserve(node.inputs.size());
    for (std::size_t& input : node.inputs) {
      input = place_[input];
      inputs.push_back(ranges_[input]);
    }
    const NetRange range = range_of(node, inputs);
    if (range.least == range.most) node = {Kind::number, {}, range.least};
    if (const auto same = passes_on(node)) return noted(*same, weight, forbidden);
    if (node.gathers() && node.kind != Kind::lowest) std::ranges::sort(node.inputs);
    if (node.at_most != kNoNetLimit && range.most < node.at_most) node.at_most = kNoNetLimit;
    const auto [at, is_new] = known_.try_emplace(identity_of(node), to_.nodes.size());
    if (is_new) {
      to_.nodes.push_back(std::move(node));
      ranges_.push_back(range);
    }
    return noted(at->second, weight, forbidden);
  }

  std::size_t noted(std::size_t at, const std::array<std::int64_t, 2>& weight, bool forbidden) {
    NetNode& node = to_.nodes[at];
    for (std::size_t aim = 0; aim < 2; ++aim) node.weight[aim] += weight[aim];
    node.forbidden = node.forbidden || forbidden;
    return at;
  }

  /// The input that a node is always as great as.
  [[nodiscard]] std::optional<std::size_t> passes_on(const NetNode& node) const {
    if (node.at_most != kNoNetLimit) return std::nullopt;
    const auto is = [this](std::size_t at, std::int64_t number) {
      return ranges_[at].least == number && ranges_[at].most == number;
    };
    if (node.kind == Kind::product && is(node.inputs[0], 1)) return node.inputs[1];
    if (node.kind == Kind::product && is(node.inputs[1], 1)) return node.inputs[0];
    if (node.kind != Kind::select) return std::nullopt;
    for (std::size_t i = 1; i < node.inputs.size(); ++i) {
      if (is(node.inputs[0], static_cast<std::int64_t>(i) - 1)) return node.inputs[i];
    }
    return std::nullopt;
  }

  const Network& from_;
  Network to_;
  std::vector<NetRange> ranges_;
  std::vector<std::size_t> place_;
  std::map<decltype(identity_of(NetNode{})), std::size_t> known_;
};

/// What never changes counts as it is, and a sum without a limit by its inputs.
void let_numbers_count(Network& network) {
  for (std::size_t i = network.nodes.size(); i-- > 0;) {
    NetNode& node = network.nodes[i];
    if (!node.counts()) continue;
    if (node.kind == Kind::number) {
      for (std::size_t aim = 0; aim < 2; ++aim) {
        network.base[aim] += node.weight[aim] * node.number;
      }
      node.weight = {};
    } else if (node.kind == Kind::sum && node.at_most == kNoNetLimit) {
      network.weigh(i, std::exchange(node.weight, {}));
    }
  }
}

/// Sets that are joined.
class JoinedSets {
 public:
  explicit JoinedSets(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }

  std::size_t of(std::size_t one) {
    while (parent_[one] != one) one = parent_[one] = parent_[parent_[one]];
    return one;
  }

  void join(std::size_t one, std::size_t other) { parent_[of(one)] = of(other); }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace

std::size_t Network::add(NetNode node) {
  nodes.push_back(std::move(node));
  return nodes.size() - 1;
}

std::size_t Network::number(std::int64_t number) { return add({Kind::number, {}, number}); }

std::size_t Network::gather(Kind kind, std::vector<std::size_t> inputs) {
  return inputs.size() == 1 ? inputs.front() : add({kind, std::move(inputs)});
}

std::size_t Network::product(std::size_t first, std::size_t second) {
  return add({Kind::product, {first, second}});
}

std::size_t Network::opposite(std::size_t of) { return add({Kind::opposite, {of}}); }

std::size_t Network::either(std::size_t asked, std::size_t then, std::size_t otherwise) {
  return add({Kind::select, {asked, otherwise, then}});
}

void Network::weigh(std::size_t at, const std::array<std::int64_t, 2>& weight) {
  if (nodes[at].kind != Kind::sum || nodes[at].at_most != kNoNetLimit) {
    for (std::size_t aim = 0; aim < 2; ++aim) nodes[at].weight[aim] += weight[aim];
    return;
  }
  for (std::size_t aim = 0; aim < 2; ++aim) base[aim] += weight[aim] * nodes[at].number;
  for (const std::size_t input : nodes[at].inputs) weigh(input, weight);
}

NetRange range_of(const NetNode& node, const std::vector<NetRange>& inputs, const NetRange* begun) {
  const NetRange range = unlimited_range(node, inputs, begun);
  return {std::min(range.least, node.at_most), std::min(range.most, node.at_most)};
}

std::vector<NetRange> ranges_of(const Network& network) {
  std::vector<NetRange> ranges;
  ranges.reserve(network.nodes.size());
  std::vector<NetRange> inputs;
  for (const NetNode& node : network.nodes) {
    inputs.clear();
    inputs.reserve(node.inputs.size());
    for (const std::size_t input : node.inputs) inputs.push_back(ranges[input]);
    ranges.push_back(range_of(node, inputs));
  }
  return ranges;
}

std::array<std::int64_t, 2> most_of(const Network& network) {
  std::array<std::int64_t, 2> most = network.base;
  const std::vector<NetRange> ranges = ranges_of(network);
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    for (std::size_t aim = 0; aim < 2; ++aim) {
      const std::int64_t weight = network.nodes[i].weight[aim];
      if (weight != 0) most[aim] += weight * (weight > 0 ? ranges[i].most : ranges[i].least);
    }
  }
  return most;
}

Network simplified(const Network& network) {
  Network simple = NetSimplifier{network}.run();
  let_numbers_count(simple);
  return NetSimplifier{simple}.run();
}

std::vector<Network> parts_of(const Network& network) {
  JoinedSets sets{network.nodes.size()};
  std::map<std::size_t, std::size_t> leaf_of_variable;
  for (std::size_t i = 0; i < network.nodes.size(); ++i) {
    const NetNode& node = network.nodes[i];
    for (const std::size_t input : node.inputs) {
      if (network.nodes[input].kind != Kind::number) sets.join(i, input);
    }
    if (node.kind != Kind::leaf) continue;
    sets.join(i, leaf_of_variable.try_emplace(node.variable, i).first->second);
  }
  std::map<std::size_t, std::size_t> part_of_set;
  std::vector<Network> parts;
  std::vector<std::map<std::size_t, std::size_t>> places;
  for (std::size_t i = 0; i < network.nodes.size(); ++i) {
    if (network.nodes[i].kind == Kind::number) continue;
    const auto [at, is_new] = part_of_set.try_emplace(sets.of(i), parts.size());
    if (is_new) {
      parts.push_back({{}, network.options, network.relaxed, {}});
      places.emplace_back();
    }
    Network& part = parts[at->second];
    auto& place = places[at->second];
    NetNode node = network.nodes[i];
    for (std::size_t& input : node.inputs) {
      if (!place.contains(input)) place[input] = part.add(network.nodes[input]);
      input = place[input];
    }
    place[i] = part.add(std::move(node));
  }
  return parts;
}

}  // namespace waitlist
