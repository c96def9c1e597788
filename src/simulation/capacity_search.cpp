#include "simulation/capacity_search.h"

#include "simulation/area_tally.h"
#include "simulation/replications.h"
#include "simulation/share_test.h"

#include <algorithm>
#include <bit>

namespace waitlist {
namespace {

/// Whether one replication under one policy meets the target with so many practitioners.
bool meets_target(const AreaModel& model,
                  std::size_t policy,
                  const Families& families,
                  std::uint32_t replication,
                  std::uint32_t practitioners,
                  const StopSign& stopped) {
  const CapacityTarget& target = *model.scenario().target;
  AreaRun run = model.run_of(policy, families, replication, practitioners);
  if (target.kind == TargetKind::backlog_gone) run.stop_when_list_is(target.list);
  run.stop_when(stopped);
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
  CapacitySearch(const AreaModel& model, std::uint32_t policy, const SimulationOptions& options)
      : model_{model}, policy_{policy} {
    options_.threads = options.threads;
    if (!options.progress) return;
    options_.progress = [policies = static_cast<std::uint32_t>(model.policies().size()), policy,
                         &options](std::uint32_t, std::uint32_t) {
      return options.progress(policy, policies);
    };
  }

  /// Whether it was stopped, so that find() knows nothing.
  [[nodiscard]] bool stopped() const noexcept { return stopped_; }

  /// By halving. Numbers that are too close to say are not named.
  CapacityFound find() {
    CapacityFound found;
    found.policy = model_.policies()[policy_].stamp().id;
    found.most = trial(model_.scenario().target->most);
    if (found.most.verdict != TargetVerdict::met) return found;
    CapacityTrial enough = found.most;
    std::uint32_t below = 0;
    while (enough.practitioners - below > 1 && !stopped_) {
      const std::uint32_t middle = below + (enough.practitioners - below) / 2;
      CapacityTrial tried = trial(middle);
      if (tried.verdict == TargetVerdict::met) {
        enough = tried;
        continue;
      }
      below = middle;
      if (tried.verdict == TargetVerdict::not_met) found.too_few = tried;
      found.one_fewer = tried;
    }
    found.one_more = enough.practitioners < found.most.practitioners
                         ? std::optional{trial(enough.practitioners + 1)}
                         : std::nullopt;
    found.enough = enough;
    return found;
  }

 private:
  [[nodiscard]] CapacityTrial trial(std::uint32_t practitioners) {
    const CapacityTarget& target = *model_.scenario().target;
    ShareTest test{static_cast<double>(target.met_in) / 1000.0, error_of_trial(target)};
    // A batch at a time for the threads; counted one by one, so that it stops at the same
    // repetition whatever the batch.
    constexpr std::uint32_t kBatch = 32;
    while (test.count() < target.replications && test.verdict() == TargetVerdict::too_close &&
           !stopped_) {
      const std::uint32_t first = test.count();
      const std::uint32_t count = std::min(kBatch, target.replications - first);
      const auto done = run_replications(
          count, options_, [&](std::uint32_t replication, const StopSign& stopped) {
            const Families families = model_.families(first + replication);
            const bool met = meets_target(model_, policy_, families, first + replication,
                                          practitioners, stopped);
            return Figures{met ? 1.0 : 0.0};
          });
      stopped_ = done.size() < count;
      for (const Figures& one : done) {
        test.note(one.front() == 1.0);
        if (test.verdict() != TargetVerdict::too_close) break;
      }
    }
    return {practitioners, test.met(), test.count(), test.verdict(), test.interval()};
  }

  const AreaModel& model_;
  std::uint32_t policy_;
  SimulationOptions options_;
  bool stopped_ = false;
};

}  // namespace

std::vector<CapacityFound> search_capacity(const AreaModel& model,
                                           const SimulationOptions& options) {
  std::vector<CapacityFound> found;
  const auto policies = static_cast<std::uint32_t>(model.policies().size());
  for (std::uint32_t policy = 0; policy < policies; ++policy) {
    if (options.progress && !options.progress(policy, policies)) break;
    CapacitySearch search{model, policy, options};
    CapacityFound one = search.find();
    if (search.stopped()) break;
    found.push_back(std::move(one));
  }
  return found;
}

double error_of_trial(const CapacityTarget& target) {
  // Tried at most: the largest number, those of halving, and one more than found.
  return kCapacityError / (static_cast<double>(std::bit_width(target.most)) + 2.0);
}

std::string target_in_words(const CapacityTarget& target) {
  const std::string tenths =
      target.met_in % 10 == 0 ? "" : '.' + std::to_string(target.met_in % 10);
  const std::string often =
      " in at least " + std::to_string(target.met_in / 10) + tenths + " of 100 futures";
  if (target.kind == TargetKind::nobody_over) {
    return "nobody waits longer than " + std::to_string(target.days) + " days" + often;
  }
  return "no more than " + std::to_string(target.list) + " cases wait on some day within " +
         std::to_string(target.days) + " days" + often;
}

std::string premise_in_words(const CapacityTarget& target, std::uint32_t today) {
  const std::string now = std::to_string(today);
  return "The number stands in place of the " + now +
         " practitioners of today and of their planned changes. Those beyond " + now +
         (target.added == AddedPosts::empty ? " start without cases"
                                            : " start with as many cases as everybody else") +
         "; where there are fewer, the cases in hand of the others are left out. Each number was "
         "tried in up to " +
         std::to_string(target.replications) +
         " repetitions, until it could be told. It is taken that more practitioners never do "
         "worse. "
         "For each policy, that any of its answers is wrong has a probability of at most 5 in 100.";
}

std::string_view to_text(TargetVerdict verdict) noexcept {
  switch (verdict) {
    case TargetVerdict::met: return "met";
    case TargetVerdict::not_met: return "not_met";
    case TargetVerdict::too_close: return "too_close";
  }
  return "";
}

std::string_view to_text(AddedPosts added) noexcept {
  switch (added) {
    case AddedPosts::empty: return "empty";
    case AddedPosts::as_now: return "as_now";
  }
  return "";
}

}  // namespace waitlist
