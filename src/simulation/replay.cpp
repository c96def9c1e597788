#include "simulation/replay.h"

#include <waitlist/simulation/wait_incidence.h>

#include "simulation/area_tally.h"
#include "simulation/recorded_outcomes.h"

#include <algorithm>
#include <array>

namespace waitlist {
namespace {

/// In the order in which add_replayed() appends them.
constexpr std::array kReplayFigures{
    &ReplayedWaits::cases,          &ReplayedWaits::allocated,  &ReplayedWaits::withdrawn,
    &ReplayedWaits::waiting,        &ReplayedWaits::mean,       &ReplayedWaits::half_in,
    &ReplayedWaits::nine_tenths_in, &ReplayedWaits::over_limit, &ReplayedWaits::same_day};

Days limit_of(const AreaModel& model) {
  return *std::ranges::max_element(model.policies().front().delay_marks());
}

WaitEnd wait_end(FamilyEnd end) {
  switch (end) {
    case FamilyEnd::allocated: return WaitEnd::allocated;
    case FamilyEnd::withdrawn: return WaitEnd::withdrawn;
    case FamilyEnd::waiting: break;
  }
  return WaitEnd::unfinished;
}

/// What is counted over the recorded cases of a run.
struct ReplayTally {
  std::vector<ObservedWait> waits;
  std::array<std::size_t, 3> ends{};  ///< by FamilyEnd
  std::int64_t days = 0;
  std::size_t seen = 0, over = 0;  ///< longer than the limit
  std::size_t recorded = 0, same_day = 0;

  [[nodiscard]] Figures figures() const {
    const auto share = [](std::size_t part, std::size_t of) {
      return of == 0 ? kNoFigure : static_cast<double>(part) / static_cast<double>(of);
    };
    const WaitIncidence incidence = wait_incidence(waits);
    const double mean =
        waits.empty() ? kNoFigure : static_cast<double>(days) / static_cast<double>(waits.size());
    return {static_cast<double>(waits.size()),
            static_cast<double>(ends[static_cast<std::size_t>(FamilyEnd::allocated)]),
            static_cast<double>(ends[static_cast<std::size_t>(FamilyEnd::withdrawn)]),
            static_cast<double>(ends[static_cast<std::size_t>(FamilyEnd::waiting)]),
            mean,
            incidence.length_until(0.5).value_or(kNoFigure),
            incidence.length_until(0.9).value_or(kNoFigure),
            share(over, seen),
            share(same_day, recorded)};
  }
};

Figures replayed_figures(const AreaModel& model,
                         const Families& families,
                         const std::vector<FamilyOutcome>& outcomes,
                         const std::vector<FamilyOutcome>& recorded) {
  ReplayTally tally;
  const std::int64_t limit = limit_of(model).count();
  const std::int64_t last = model.scenario().horizon_days - 1;
  for (std::size_t i = 0; i < families.all.size(); ++i) {
    const Family& family = families.all[i];
    if (!family.counts || model.outcomes().of(family.listed_as.case_id) == nullptr) continue;
    const FamilyOutcome& outcome = outcomes[i];
    const std::int64_t wait = waited(family, outcome);
    // A case of the starting list is known because it still waited just before the first day.
    const double known_from = family.from_start ? -static_cast<double>(family.listed) - 0.5 : -1.0;
    tally.waits.push_back({static_cast<double>(wait), wait_end(outcome.end), known_from});
    tally.days += wait;
    ++tally.ends[static_cast<std::size_t>(outcome.end)];
    if (last - family.listed > limit) {
      ++tally.seen;
      tally.over += wait > limit ? 1U : 0U;
    }
    if (recorded[i].end != FamilyEnd::allocated) continue;
    ++tally.recorded;
    const bool same = outcome.end == FamilyEnd::allocated && outcome.day == recorded[i].day;
    tally.same_day += same ? 1U : 0U;
  }
  return tally.figures();
}

/// From one figure of each replication on, one after the other.
ReplayedWaits waits_from(const FigureTable& table, std::size_t first) {
  ReplayedWaits waits;
  for (std::size_t i = 0; i < kReplayFigures.size(); ++i) {
    waits.*kReplayFigures[i] = table.value(first + i);
  }
  return waits;
}

}  // namespace

std::vector<FamilyOutcome> outcomes_as_recorded(const AreaModel& model, const Families& families) {
  const std::int64_t last = model.scenario().horizon_days - 1;
  const auto day_of = [&](Day day) { return (day - model.scenario().from).count(); };
  std::vector<FamilyOutcome> recorded;
  recorded.reserve(families.all.size());
  for (const Family& family : families.all) {
    FamilyOutcome& made = recorded.emplace_back();
    made.day = last;
    const CaseOutcome* const known = model.outcomes().of(family.listed_as.case_id);
    if (known == nullptr) continue;
    if (known->allocated_on && day_of(*known->allocated_on) <= last) {
      made.end = FamilyEnd::allocated;
      made.day = day_of(*known->allocated_on);
    } else if (known->withdrawn_on && day_of(*known->withdrawn_on) <= last) {
      made.end = FamilyEnd::withdrawn;
      made.day = day_of(*known->withdrawn_on);
    }
  }
  return recorded;
}

void add_replayed(const AreaModel& model,
                  const Families& families,
                  const std::vector<FamilyOutcome>& outcomes,
                  Figures& figures) {
  const Figures own =
      replayed_figures(model, families, outcomes, outcomes_as_recorded(model, families));
  figures.insert(figures.end(), own.begin(), own.end());
}

HistoryReplay replay_of(const VariedArea& area, std::span<const Figures> done) {
  const AreaModel& model = area.as_it_stands();
  const RecordPlan& plan = *model.scenario().record;
  HistoryReplay replay;
  replay.outcomes = plan.outcomes;
  replay.until = plan.until;
  replay.in_hand = static_cast<std::uint32_t>(model.outcomes().in_hand().size());
  replay.limit = limit_of(model);
  const Families families = model.ungrouped_families(0);
  const std::vector<FamilyOutcome> recorded = outcomes_as_recorded(model, families);
  const std::vector<Figures> once{replayed_figures(model, families, recorded, recorded)};
  replay.recorded = waits_from(FigureTable{once}, 0);
  if (done.empty()) return replay;
  const std::size_t policies = model.policies().size();
  const std::size_t own = (1 + area.variants().size()) * policies * kReplayFigures.size();
  std::size_t at = done.front().size() - own;
  const FigureTable table{done};
  const auto next = [&] {
    std::vector<ReplayedWaits> waits;
    waits.reserve(policies);
    for (std::size_t policy = 0; policy < policies; ++policy) {
      waits.push_back(waits_from(table, at));
      waits.back().policy = model.policies()[policy].stamp().id;
      at += kReplayFigures.size();
    }
    return waits;
  };
  replay.policies = next();
  replay.variants.reserve(area.variants().size());
  for (std::size_t i = 0; i < area.variants().size(); ++i) replay.variants.push_back(next());
  return replay;
}

}  // namespace waitlist
