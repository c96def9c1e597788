#include "simulation/area_outcomes.h"

#include "simulation/area_tally.h"
#include "simulation/replay.h"

namespace waitlist {
namespace {

constexpr std::int64_t kListEvery = 7;  ///< days between the figures of the list over time

/// Of each policy in turn every measure of the first so many groups, then all lists if asked for.
/// `replayed` gets the figures of the recorded cases, policy by policy; null: they are not asked
/// for.
void add_area(const AreaModel& model,
              const Families& families,
              std::uint32_t replication,
              std::size_t groups,
              bool lists,
              const StopSign& stopped,
              Figures& figures,
              Figures* replayed = nullptr) {
  std::vector<AreaRun> runs;
  runs.reserve(model.policies().size());
  for (std::size_t policy = 0; policy < model.policies().size(); ++policy) {
    AreaRun& run = runs.emplace_back(model.run_of(policy, families, replication));
    run.stop_when(stopped);
    run.run();
    if (stopped) return;
    const auto lived_in = [&model](std::size_t under, const AreaRun& of) {
      return AreaLived{model.policies()[under], of.outcomes(), of.list(), of.in_use()};
    };
    const AreaLived lived = lived_in(policy, run);
    const AreaLived first = lived_in(0, runs.front());
    add_figures(model.scenario(), model.roster(), families, groups, lived, first, figures);
    if (replayed != nullptr) add_replayed(model, families, run.outcomes(), *replayed);
  }
  if (!lists) return;
  for (const AreaRun& run : runs) {
    for (std::size_t day = 0; day < run.list().size(); day += kListEvery) {
      figures.push_back(run.list()[day]);
    }
  }
}

}  // namespace

FigurePlaces places_in(const VariedArea& area, std::size_t measures) {
  const AreaModel& model = area.as_it_stands();
  const auto days = static_cast<std::size_t>(model.scenario().horizon_days);
  return {model.policies().size(), model.groups().all().size(), measures,
          (days + kListEvery - 1) / kListEvery, area.variants().size()};
}

Figures figures_of(const VariedArea& area, std::uint32_t replication, const StopSign& stopped) {
  Figures figures;
  Figures replayed;
  const bool replays = area.as_it_stands().scenario().record.has_value();
  const auto add = [&](const AreaModel& model) {
    if (stopped) return;
    const Families families = model.families(replication);
    add_area(model, families, replication, model.groups().all().size(), true, stopped, figures,
             replays ? &replayed : nullptr);
  };
  add(area.as_it_stands());
  for (const AreaModel& variant : area.variants()) add(variant);
  for (const AreaModel& setting : area.settings()) {
    if (stopped) break;
    add_area(setting, setting.ungrouped_families(replication), replication, 1, false, stopped,
             figures);
  }
  figures.insert(figures.end(), replayed.begin(), replayed.end());
  return figures;
}

std::vector<PolicyOutcome> policy_outcomes(const AreaModel& model,
                                           std::span<const Figures> done,
                                           const FigurePlaces& places,
                                           std::size_t area) {
  const FigureTable table{done};
  auto groups = group_outcomes(table, places.policies, model.groups().all(), places.measures,
                               places.area(area));
  std::vector<PolicyOutcome> outcomes;
  for (std::size_t policy = 0; policy < places.policies; ++policy) {
    PolicyOutcome& outcome = outcomes.emplace_back();
    outcome.policy = model.policies()[policy].stamp();
    outcome.title = model.policies()[policy].written().title;
    outcome.groups = std::move(groups[policy]);
    if (done.empty()) continue;
    for (std::size_t week = 0; week < places.weeks; ++week) {
      outcome.list.push_back({static_cast<std::int64_t>(week) * kListEvery,
                              table.value(places.list(area, policy) + week)});
    }
  }
  return outcomes;
}

std::vector<RepetitionFigures> repetitions_of(std::span<const Figures> done,
                                              const FigurePlaces& places) {
  std::vector<RepetitionFigures> all;
  for (const Figures& one : done) {
    RepetitionFigures& kept = all.emplace_back();
    for (std::size_t area = 0; area <= places.variants; ++area) {
      const auto from = one.begin() + static_cast<std::ptrdiff_t>(places.area(area));
      const auto until = one.begin() + static_cast<std::ptrdiff_t>(places.list(area, 0));
      kept.insert(kept.end(), from, until);
    }
  }
  return all;
}

std::vector<std::optional<ListGrowth>> growth_by_policy(std::span<const Figures> done,
                                                        const FigurePlaces& places,
                                                        std::size_t area) {
  std::vector<std::optional<ListGrowth>> growth;
  for (std::size_t policy = 0; policy < places.policies; ++policy) {
    std::vector<std::vector<double>> lengths;
    for (const Figures& one : done) {
      const auto from = one.begin() + static_cast<std::ptrdiff_t>(places.list(area, policy));
      lengths.emplace_back(from, from + static_cast<std::ptrdiff_t>(places.weeks));
    }
    growth.push_back(list_growth(lengths));
  }
  return growth;
}

}  // namespace waitlist
