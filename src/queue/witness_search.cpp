#include "queue/witness_search.h"

#include "queue/net_part_search.h"

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

NetAims sum_of(const NetAims& one, const NetAims& other) {
  return {one.first + other.first, one.second + other.second};
}

NetFront sum_of(const NetFront& one, const NetFront& other) {
  NetFront sum;
  sum.exact = one.exact && other.exact;
  sum.found.reserve(one.found.size() * other.found.size());
  for (const NetChoice& first : one.found) {
    for (const NetChoice& second : other.found) {
      NetChoice both{sum_of(first.aims, second.aims), first.options};
      both.options.insert(second.options.begin(), second.options.end());
      sum.found.push_back(std::move(both));
    }
  }
  sum.bounds.reserve(one.bounds.size() * other.bounds.size());
  for (const NetAims& first : one.bounds) {
    for (const NetAims& second : other.bounds) sum.bounds.push_back(sum_of(first, second));
  }
  keep_best(sum.found);
  keep_best(sum.bounds);
  return sum;
}

}  // namespace

NetFront NetSearch::front(const Network& network) {
  NetFront all;
  const NetAims base{network.base[0], network.base[1]};
  all.found.push_back({base, {}});
  all.bounds.push_back(base);
  for (const Network& part : parts_of(network)) {
    const auto [at, is_new] = known_.try_emplace(text_of(part));
    if (is_new) at->second = part_front(part, left_);
    all = sum_of(all, at->second);
  }
  return all;
}

}  // namespace waitlist
