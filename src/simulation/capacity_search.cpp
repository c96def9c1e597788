#include "simulation/capacity_search.h"

#include "simulation/area_tally.h"
#include "simulation/replications.h"

#include <algorithm>

namespace waitlist {
namespace {

/// Whether one replication under one policy meets the target with so many practitioners.
bool meets_target(const AreaModel& model,
                  std::size_t policy,
                  const Families& families,
                  std::uint32_t replication,
                  std::uint32_t practitioners) {
  const CapacityTarget& target = *model.scenario().target;
  AreaRun run = model.run_of(policy, families, replication, practitioners);
  if (target.kind == TargetKind::backlog_gone) run.stop_when_list_is(target.list);
  const std::int64_t last = run.run();
  if (target.kind == TargetKind::backlog_gone) {
    return run.list().back() <= target.list && last <= target.days;
  }
  for (std::size_t i = 0; i < families.all.size(); ++i) {
    if (!families.all[i].counts) continue;
    if (waited(families.all[i], run.outcomes()[i]) > target.days) return false;
  }
  return true;
}

class CapacitySearch {
 public:
  CapacitySearch(const AreaModel& model, std::size_t policy, const SimulationOptions& options)
      : model_{model}, policy_{policy} {
    options_.threads = options.threads;
  }

  CapacityFound find() {
    const CapacityTarget& target = *model_.scenario().target;
    CapacityFound found;
    found.policy = model_.policies()[policy_].stamp().id;
    std::uint32_t too_few = 0;
    std::uint32_t enough = target.most;
    found.met = share_met(enough);
    if (found.met < needed()) return found;
    while (enough - too_few > 1) {
      const std::uint32_t middle = too_few + (enough - too_few) / 2;
      const double met = share_met(middle);
      if (met >= needed()) {
        enough = middle;
        found.met = met;
      } else {
        too_few = middle;
        found.met_by_one_fewer = met;
      }
    }
    found.practitioners = enough;
    return found;
  }

 private:
  [[nodiscard]] double needed() const {
    return static_cast<double>(model_.scenario().target->met_in) / 1000.0;
  }

  [[nodiscard]] double share_met(std::uint32_t practitioners) const {
    const std::uint32_t count = model_.scenario().target->replications;
    const auto done = run_replications(count, options_, [&](std::uint32_t replication) {
      const Families families = model_.families(replication);
      return Figures{meets_target(model_, policy_, families, replication, practitioners) ? 1.0
                                                                                         : 0.0};
    });
    const auto met = std::ranges::count(done, Figures{1.0});
    return static_cast<double>(met) / count;
  }

  const AreaModel& model_;
  std::size_t policy_;
  SimulationOptions options_;
};

}  // namespace

std::vector<CapacityFound> search_capacity(const AreaModel& model,
                                           const SimulationOptions& options) {
  std::vector<CapacityFound> found;
  const auto policies = static_cast<std::uint32_t>(model.policies().size());
  for (std::uint32_t policy = 0; policy < policies; ++policy) {
    if (options.progress && !options.progress(policy, policies)) break;
    found.push_back(CapacitySearch{model, policy, options}.find());
  }
  return found;
}

std::string target_in_words(const CapacityTarget& target) {
  const std::string tenths =
      target.met_in % 10 == 0 ? "" : '.' + std::to_string(target.met_in % 10);
  const std::string often =
      " in " + std::to_string(target.met_in / 10) + tenths + " of 100 simulations";
  if (target.kind == TargetKind::nobody_over) {
    return "nobody waits longer than " + std::to_string(target.days) + " days" + often;
  }
  return "no more than " + std::to_string(target.list) + " cases wait on some day within " +
         std::to_string(target.days) + " days" + often;
}

}  // namespace waitlist
