#include "simulation/capacity_search.h"

#include "simulation/added_practitioners.h"
#include "simulation/area_tally.h"
#include "simulation/replications.h"
#include "simulation/share_test.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <optional>
#include <utility>

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

/// The area with so many practitioners in place of those it has, or added to its roster.
class TriedArea {
 public:
  TriedArea(const AreaModel& model,
            std::optional<PractitionerIndex> like,
            std::uint32_t practitioners)
      : model_{&model}, practitioners_{practitioners} {
    if (!like) return;
    const AreaScenario& scenario = model.scenario();
    lists_ = model.lists();
    lists_.roster->roster = with_more(lists_.roster->roster, *like, practitioners,
                                      scenario.target->added, scenario.from);
    model_ = &own_.emplace(scenario, lists_, model.policies());
  }

  TriedArea(const TriedArea&) = delete;
  TriedArea& operator=(const TriedArea&) = delete;
  TriedArea(TriedArea&&) = delete;
  TriedArea& operator=(TriedArea&&) = delete;
  ~TriedArea() = default;

  /// Whether one replication under one policy meets the target.
  [[nodiscard]] bool meets_target(std::size_t policy,
                                  std::uint32_t replication,
                                  const StopSign& stopped) const {
    const Families families = model_->families(replication);
    return waitlist::meets_target(*model_, policy, families, replication, practitioners_, stopped);
  }

 private:
  AreaLists lists_;  ///< what `own_` refers to
  std::optional<AreaModel> own_;
  const AreaModel* model_;
  std::uint32_t practitioners_;
};

class CapacitySearch {
 public:
  CapacitySearch(const AreaModel& model, std::uint32_t policy, const SimulationOptions& options)
      : model_{model},
        target_{*model.scenario().target},
        error_{error_of_trial(target_, kinds_of_search(model.scenario(), model.lists()))},
        policy_{policy} {
    options_.threads = options.threads;
    if (!options.progress) return;
    options_.progress = [policies = static_cast<std::uint32_t>(model.policies().size()), policy,
                         &options](std::uint32_t, std::uint32_t) {
      return options.progress(policy, policies);
    };
  }

  /// Whether it was stopped, so that find() knows nothing.
  [[nodiscard]] bool stopped() const noexcept { return stopped_; }

  /// An answer, or one for each kind that can be added to the roster.
  std::vector<CapacityFound> find() {
    if (model_.roster() == nullptr) return {found_with({}, {})};
    const Roster& roster = model_.roster()->roster;
    std::vector<CapacityFound> all;
    std::optional<CapacityTrial> as_it_stands;
    for (const PractitionerIndex like : kinds_to_add(target_, roster)) {
      if (!as_it_stands) as_it_stands = trial(like, 0);
      if (stopped_) break;
      all.push_back(found_with(like, as_it_stands));
      const Practitioner& one = roster.practitioners()[like];
      all.back().kind = AddedKind{one.practitioner_id, one.areas, one.competences};
    }
    return all;
  }

 private:
  /// By halving. Numbers that are too close to say are not named.
  CapacityFound found_with(std::optional<PractitionerIndex> like,
                           const std::optional<CapacityTrial>& as_it_stands) {
    CapacityFound found;
    found.policy = model_.policies()[policy_].stamp().id;
    if (as_it_stands && as_it_stands->verdict == TargetVerdict::met) {
      found.enough = as_it_stands;
      found.most = *as_it_stands;
      return found;
    }
    found.one_fewer = as_it_stands;
    if (as_it_stands && as_it_stands->verdict == TargetVerdict::not_met) {
      found.too_few = as_it_stands;
    }
    found.most = trial(like, target_.most);
    if (found.most.verdict != TargetVerdict::met) {
      found.one_fewer.reset();
      return found;
    }
    CapacityTrial enough = found.most;
    std::uint32_t below = 0;
    while (enough.practitioners - below > 1 && !stopped_) {
      const std::uint32_t middle = below + (enough.practitioners - below) / 2;
      CapacityTrial tried = trial(like, middle);
      if (tried.verdict == TargetVerdict::met) {
        enough = tried;
        continue;
      }
      below = middle;
      if (tried.verdict == TargetVerdict::not_met) found.too_few = tried;
      found.one_fewer = tried;
    }
    found.one_more = enough.practitioners < found.most.practitioners
                         ? std::optional{trial(like, enough.practitioners + 1)}
                         : std::nullopt;
    found.enough = enough;
    return found;
  }

  [[nodiscard]] CapacityTrial trial(std::optional<PractitionerIndex> like,
                                    std::uint32_t practitioners) {
    const TriedArea area{model_, like, practitioners};
    ShareTest test{static_cast<double>(target_.met_in) / 1000.0, error_};
    // A batch at a time for the threads; counted one by one, so that it stops at the same
    // repetition whatever the batch.
    constexpr std::uint32_t kBatch = 32;
    while (test.count() < target_.replications && test.verdict() == TargetVerdict::too_close &&
           !stopped_) {
      const std::uint32_t first = test.count();
      const std::uint32_t count = std::min(kBatch, target_.replications - first);
      const auto done = run_replications(
          count, options_, [&](std::uint32_t replication, const StopSign& stopped) {
            return Figures{area.meets_target(policy_, first + replication, stopped) ? 1.0 : 0.0};
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
  const CapacityTarget& target_;
  double error_;
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
    std::vector<CapacityFound> all = search.find();
    if (search.stopped()) break;
    std::ranges::move(all, std::back_inserter(found));
  }
  return found;
}

std::size_t kinds_of_search(const AreaScenario& scenario, const AreaLists& lists) {
  if (!scenario.target || !lists.roster) return 0;
  return kinds_to_add(*scenario.target, lists.roster->roster).size();
}

double error_of_trial(const CapacityTarget& target, std::size_t kinds) {
  // Tried at most: the largest number, those of halving, and one more than found. Of each kind;
  // and the roster as it stands, once.
  const double each = static_cast<double>(std::bit_width(target.most)) + 2.0;
  return kCapacityError / (kinds == 0 ? each : each * static_cast<double>(kinds) + 1.0);
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

namespace {

std::string whom_in_words(const AreaScenario& scenario) {
  const AddedPosts added = scenario.target->added;
  if (scenario.practitioners.from_roster) {
    return std::string{
               "The number is added to the roster as it stands, all like the practitioner that is "
               "named: of the same base, areas, competences, hours, caseload and limits. They know "
               "no family, and they start "} +
           (added == AddedPosts::empty ? "without cases."
                                       : "with as many places taken as that one.");
  }
  const std::string now = std::to_string(scenario.practitioners.count);
  return "The number stands in place of the " + now +
         (scenario.practitioners.count == 1 ? " practitioner" : " practitioners") +
         " of today and of their planned changes. Those beyond " + now +
         (added == AddedPosts::empty ? " start without cases"
                                     : " start with as many cases as everybody else") +
         "; where there are fewer, the cases in hand of the others are left out.";
}

}  // namespace

std::string premise_in_words(const AreaScenario& scenario) {
  const std::string until =
      scenario.target->kind == TargetKind::nobody_over
          ? " It is about the " + std::to_string(scenario.horizon_days) +
                " days that are simulated: over a longer time more may be needed."
          : "";
  return whom_in_words(scenario) + until + " Each number was tried in up to " +
         std::to_string(scenario.target->replications) +
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
