#include "witness/witness_model.h"

#include "cases/contradiction_table.h"
#include "witness/witness_points.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

using Kind = NetNode::Kind;

std::size_t test_node(WitnessModel& model, const ResolvedTest& test) {
  return model.leaf(kFirstFactVariable + test.fact, 1, [&test](const CasePart& part) {
    return std::int64_t{test.holds(part.answer) ? 1 : 0};
  });
}

/// Answers that do not go together make no possible case.
void forbid_contradictions(WitnessModel& model) {
  Network& network = model.network;
  for (const auto& contradiction : resolved_contradictions(model.policies[0]->schema())) {
    std::vector<std::size_t> all;
    all.reserve(contradiction.all.size() + 1);
    for (const ResolvedTest& test : contradiction.all) all.push_back(test_node(model, test));
    std::vector<std::size_t> any;
    any.reserve(contradiction.any.size());
    for (const ResolvedTest& test : contradiction.any) any.push_back(test_node(model, test));
    if (!any.empty()) all.push_back(network.gather(Kind::highest, std::move(any)));
    if (all.empty()) continue;
    const std::size_t met = network.gather(Kind::lowest, std::move(all));
    network.nodes[met].forbidden = true;
  }
}

}  // namespace

WitnessModel::WitnessModel(const CompiledPolicy& up, const CompiledPolicy& down, Day on)
    : policies{&up, &down},
      as_of{on},
      family{FamilyRules{up.tables()}, FamilyRules{down.tables()}},
      leaves(kFirstFactVariable + up.schema().facts().size()),
      by_listing(leaves.size()) {
  network.options.resize(leaves.size());
  network.relaxed.resize(leaves.size());
}

std::size_t WitnessModel::leaf(std::size_t variable,
                               std::int64_t most,
                               std::function<std::int64_t(const CasePart&)> read) {
  NetNode node{Kind::leaf};
  node.variable = variable;
  node.most = most;
  const std::size_t at = network.add(std::move(node));
  leaves[variable].push_back({at, std::move(read)});
  return at;
}

bool has_limit_below(const WitnessModel& model) {
  return model.policies[1]->tables().unknown_cap != kNoCap;
}

void write_model(WitnessModel& model, WitnessAim aim, DownSum down) {
  for (std::size_t side = 0; side < 2; ++side) {
    PointsWriter{model, side}.write(aim, down);
    if (side == 0) model.first_listing_leaves = model.leaves[kListingVariable].size();
  }
  forbid_contradictions(model);
}

}  // namespace waitlist
