#include "witness/witness_search.h"

#include "witness/net_part_search.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace waitlist {
namespace {

/// What a part says, as a key.
std::string text_of(const Network& part) {
  std::string text;
  const auto note = [&text](std::int64_t number) { text += std::to_string(number) + ' '; };
  for (const NetNode& node : part.nodes) {
    note(static_cast<std::int64_t>(node.kind));
    for (const std::size_t input : node.inputs) note(static_cast<std::int64_t>(input));
    text += '|';
    for (const std::int64_t cell : node.table) note(cell);
    text += '|';
    note(node.number);
    note(node.at_most);
    note(static_cast<std::int64_t>(node.columns));
    note(static_cast<std::int64_t>(node.variable));
    note(node.least);
    note(node.most);
    note(node.weight[0]);
    note(node.weight[1]);
    text += node.forbidden ? "!;" : ";";
  }
  return text;
}

NetFront sum_of(const NetFront& one, const NetFront& other) {
  NetFront sum;
  sum.found.reserve(one.found.size() * other.found.size());
  for (const NetChoice& first : one.found) {
    for (const NetChoice& second : other.found) {
      NetChoice both{first.aims + second.aims, first.options};
      both.options.insert(second.options.begin(), second.options.end());
      sum.found.push_back(std::move(both));
    }
  }
  sum.bounds.reserve(one.bounds.size() * other.bounds.size());
  for (const NetAims& first : one.bounds) {
    for (const NetAims& second : other.bounds) sum.bounds.push_back(first + second);
  }
  keep_best(sum.found);
  keep_best(sum.bounds);
  return sum;
}

/// Good choices of all parts together; nullopt: for some part none was found.
std::optional<NetChoice> good_choice_of(const std::vector<Network>& parts,
                                        const NetAims& base,
                                        const std::vector<NetAims>& rests) {
  NetChoice all{base, {}};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto choice = good_choice(parts[i], rests[i]);
    if (!choice) return std::nullopt;
    all.aims = all.aims + choice->aims;
    all.options.insert(choice->options.begin(), choice->options.end());
  }
  return all;
}

}  // namespace

NetFront NetSearch::front(const Network& network, std::int64_t known) {
  const NetAims base{network.base[0], network.base[1]};
  const std::vector<Network> parts = parts_of(network);
  std::vector<NetAims> bounds;
  bounds.reserve(parts.size());
  NetAims most = base;
  for (const Network& part : parts) {
    bounds.push_back(bound_of(part));
    most = most + bounds.back();
  }
  NetFront all;
  if (most.value() <= known) return all;
  std::vector<NetAims> rests;
  rests.reserve(parts.size());
  for (const NetAims& bound : bounds) rests.push_back(most - bound);
  const auto good = good_choice_of(parts, base, rests);
  if (good) known = std::max(known, good->aims.value());
  all.found.push_back({base, {}});
  all.bounds.push_back(base);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::string text = text_of(parts[i]);
    const auto at = known_.find(text);
    if (at != known_.end()) {
      all = sum_of(all, at->second);
      continue;
    }
    bool complete = true;
    NetFront part = part_front(parts[i], {rests[i], known}, left_, complete);
    all = sum_of(all, part);
    if (complete) known_.emplace(std::move(text), std::move(part));
  }
  // Choices of parts that were left out belong to wholes that are worth no more than this one.
  if (good) {
    all.found.push_back(*good);
    all.bounds.push_back(good->aims);
  }
  return all;
}

}  // namespace waitlist
