#include "simulation/families.h"

#include "simulation/case_draw.h"
#include "simulation/duration_draw.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

namespace waitlist {
namespace {

constexpr std::uint64_t kWorkPurpose = std::uint64_t{1} << 40U;  // past those of case_draw.cpp
constexpr std::uint64_t kLinkPurpose = kWorkPurpose + 1;
constexpr std::uint64_t kLinkedToPurpose = kWorkPurpose + 2;
constexpr std::size_t kLinksBack = 20;

std::string padded(std::int64_t number, std::size_t width) {
  std::string digits = std::to_string(number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

double referrals(const ArrivalStream& stream, Day day) {
  double mean = stream.per_working_day * stream.months[day.month() - 1];
  for (const Shock& shock : stream.shocks) {
    if (day >= shock.from && (!shock.until || day < *shock.until)) mean *= shock.times;
  }
  return mean;
}

/// A count of this mean where the fraction falls: more referrals never take one away.
std::int64_t count_at(const ArrivalStream& stream, double mean, double fraction) {
  const bool poisson = stream.law == CountLaw::poisson;
  const double k = stream.dispersion;
  double chance = poisson ? std::exp(-mean) : std::exp(k * std::log(k / (k + mean)));
  double sum = chance;
  std::int64_t count = 0;
  while (fraction >= sum && count < 65'535) {
    const auto n = static_cast<double>(count);
    chance *= poisson ? mean / (n + 1.0) : (n + k) / (n + 1.0) * mean / (mean + k);
    sum += chance;
    ++count;
    if (chance < 1e-18 && n > mean) break;  // as far as doubles can tell apart
  }
  return count;
}

}  // namespace

class FamilyMaker::Draft {
 public:
  Draft(const FamilyMaker& maker, std::uint32_t replication)
      : scenario_{maker.scenario_},
        lists_{maker.lists_},
        schema_{maker.schema_},
        calendar_{maker.calendar_},
        outcomes_{maker.outcomes_},
        seed_{KeyedDraws{scenario_.plan.seed, replication}.bits(1)},
        work_{scenario_.work.otherwise, 1} {
    for (const WorkRule::OfLevel& rule : scenario_.work.of_level) {
      work_of_level_.emplace_back(rule.level, DurationDraw{rule.law, 1});
    }
  }

  Families make() {
    add_start();
    std::size_t recorded = 0;
    for (std::size_t i = 0; i < scenario_.streams.size(); ++i) {
      const ArrivalStream& stream = scenario_.streams[i];
      if (stream.recorded.empty())
        add_drawn(i);
      else
        add_recorded(stream, lists_.recorded[recorded++]);
    }
    std::ranges::sort(made_.events, {}, [](const FamilyEvent& event) {
      return std::tuple{event.day, event.kind, event.family, event.fact};
    });
    for (std::uint32_t i = 0; i < made_.all.size(); ++i) {
      made_.by_id.emplace(made_.all[i].listed_as.case_id, i);
    }
    return std::move(made_);
  }

 private:
  void add_start() {
    if (!lists_.start) return;
    for (CaseRow row = 0; row < lists_.start->size(); ++row) {
      Case one = lists_.start->at(row);
      const bool waits = one.status == CaseStatus::awaiting;
      const std::int64_t listed = (one.listed_on - scenario_.from).count();
      if (!waits) continue;  // stands apart in the queue for good
      const CaseMix* mix = scenario_.start_mix ? &scenario_.mixes[*scenario_.start_mix] : nullptr;
      const KeyedDraws draws{seed_, number_of_id(one.case_id)};
      add(std::move(one), listed, true, mix, draws);
    }
  }

  void add_recorded(const ArrivalStream& stream, const CaseTable& table) {
    for (CaseRow row = 0; row < table.size(); ++row) {
      if (recorded_use(scenario_, lists_, table, row) != RecordedUse::arrives) continue;
      Case one = table.at(row);
      one.status = CaseStatus::awaiting;
      one.hold.reset();
      one.duty_from.reset();
      one.decision.reset();  // managers' decisions are not simulated
      const std::int64_t listed = (one.listed_on - scenario_.from).count();
      const KeyedDraws draws{seed_, number_of_id(one.case_id)};
      add(std::move(one), listed, false, &scenario_.mixes[stream.mix], draws);
    }
  }

  void add_drawn(std::size_t place) {
    const ArrivalStream& stream = scenario_.streams[place];
    const KeyedDraws counts{seed_, number_of_id(stream.id)};
    std::vector<std::string> last;
    for (std::int64_t day = 1; day < scenario_.horizon_days; ++day) {
      const Day on = scenario_.from + Days{day};
      if (!calendar_.is_working_day(on)) continue;
      const double mean = referrals(stream, on);
      const double fraction = counts.fraction(static_cast<std::uint64_t>(day));
      const std::int64_t count = count_at(stream, mean, fraction);
      for (std::int64_t i = 0; i < count; ++i) add_one(place, day, i, last);
    }
  }

  void add_one(std::size_t place,
               std::int64_t day,
               std::int64_t number,
               std::vector<std::string>& last) {
    const ArrivalStream& stream = scenario_.streams[place];
    const CaseMix& mix = scenario_.mixes[stream.mix];
    const KeyedDraws draws{seed_, ((std::uint64_t{place} + 1) << 48U) +
                                      (static_cast<std::uint64_t>(day) << 16U) +
                                      static_cast<std::uint64_t>(number)};
    Case one;
    one.case_id = std::string{kDrawnPrefix} + padded(day, 5) + '-' +
                  padded(static_cast<std::int64_t>(place), 2) + '-' + padded(number, 3);
    one.area = stream.area;
    one.team = stream.team;
    one.listed_on = scenario_.from + Days{day};
    draw_facts(mix, schema_, draws, one);
    if (!last.empty() && draws.chance(kLinkPurpose, mix.linked)) {
      const auto back = static_cast<std::int64_t>(std::min(last.size(), kLinksBack));
      const auto steps = static_cast<std::size_t>(draws.below(kLinkedToPurpose, back));
      one.linked_to.push_back(last[last.size() - 1 - steps]);
    }
    last.push_back(one.case_id);
    add(std::move(one), day, false, &mix, draws);
  }

  void add(
      Case one, std::int64_t listed, bool from_start, const CaseMix* mix, const KeyedDraws& draws) {
    const auto family = static_cast<std::uint32_t>(made_.all.size());
    // What is drawn for a case of the starting list begins today, as nothing is known of its past.
    const std::int64_t begins = std::max<std::int64_t>(listed, 0);
    const std::int64_t most = scenario_.horizon_days - begins;
    const CaseOutcome* const known = outcomes_.of(one.case_id);
    if (!from_start) made_.events.push_back({listed, FamilyEventKind::listed, family, 0, {}});
    if (mix != nullptr) {
      for (const ComingAnswer& coming : coming_answers(*mix, schema_, draws, one, most)) {
        made_.events.push_back(
            {begins + coming.after, FamilyEventKind::answered, family, coming.fact, coming.answer});
      }
    }
    if (const auto day = withdrawal(known, begins, mix, draws)) {
      made_.events.push_back({*day, FamilyEventKind::withdrawn, family, 0, {}});
    }
    Family made;
    made.work_days = work_days(one, known, draws);
    made.listed = listed;
    made.from_start = from_start;
    made.counts = from_start ? scenario_.warm_up_days == 0 : listed >= scenario_.warm_up_days;
    made.listed_as = std::move(one);
    made_.all.push_back(std::move(made));
  }

  /// The day on which a case withdraws if it still waits; nullopt: on none that is simulated. Up to
  /// its allocation a recorded case is known to have stayed; what it would have done afterwards is
  /// drawn, which the law allows as it has no memory.
  [[nodiscard]] std::optional<std::int64_t> withdrawal(const CaseOutcome* known,
                                                       std::int64_t begins,
                                                       const CaseMix* mix,
                                                       const KeyedDraws& draws) const {
    if (known != nullptr) {
      if (known->withdrawn_on) return (*known->withdrawn_on - scenario_.from).count();
      if (!known->allocated_on) return std::nullopt;
      begins = std::max(begins, (*known->allocated_on - scenario_.from).count());
    }
    const std::int64_t most = scenario_.horizon_days - begins;
    if (mix == nullptr || most < 1) return std::nullopt;
    const std::int64_t after = withdrawn_after(*mix, draws, most);
    return after <= most ? std::optional{begins + after} : std::nullopt;
  }

  [[nodiscard]] std::int64_t work_days(const Case& one,
                                       const CaseOutcome* known,
                                       const KeyedDraws& draws) const {
    const DurationDraw& law = work_of(one);
    if (known == nullptr || !known->allocated_on) {
      return std::max<std::int64_t>(1, law.draw(draws, kWorkPurpose));
    }
    if (known->closed_on) return (*known->closed_on - *known->allocated_on).count();
    return drawn_at_least(law, draws, kWorkPurpose,
                          seen_so_far(*scenario_.record, *known->allocated_on));
  }

  [[nodiscard]] const DurationDraw& work_of(const Case& one) const {
    if (!scenario_.work.fact || *scenario_.work.fact >= one.answers.size()) return work_;
    const Answer answer = one.answers[*scenario_.work.fact];
    for (const auto& [level, law] : work_of_level_) {
      if (answer.given() && answer.value() == level) return law;
    }
    return work_;
  }

  const AreaScenario& scenario_;
  const AreaLists& lists_;
  const FactSchema& schema_;
  const WorkingCalendar& calendar_;
  const RecordedOutcomes& outcomes_;
  std::uint64_t seed_;
  DurationDraw work_;
  std::vector<std::pair<std::uint32_t, DurationDraw>> work_of_level_;
  Families made_;
};

std::uint64_t number_of_id(std::string_view id) {
  std::uint64_t hash = 0xcbf29ce484222325U;  // FNV-1a
  for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

FamilyMaker::FamilyMaker(const AreaScenario& scenario,
                         const AreaLists& lists,
                         const FactSchema& schema,
                         const WorkingCalendar& calendar)
    : scenario_{scenario},
      lists_{lists},
      schema_{schema},
      calendar_{calendar},
      outcomes_{scenario, lists} {}

Families FamilyMaker::make(std::uint32_t replication) const {
  return Draft{*this, replication}.make();
}

RecordedUse recorded_use(const AreaScenario& scenario,
                         const AreaLists& lists,
                         const CaseTable& recorded,
                         CaseRow row) {
  const std::int64_t listed = (recorded.listed_on(row) - scenario.from).count();
  if (listed < 0) return RecordedUse::before;
  if (listed >= scenario.horizon_days) return RecordedUse::after;
  const bool stands = listed == 0 && lists.start && lists.start->find(recorded.case_id(row));
  return stands ? RecordedUse::on_the_list : RecordedUse::arrives;
}

std::string_view to_text(CountLaw law) noexcept {
  switch (law) {
    case CountLaw::poisson: return "poisson";
    case CountLaw::negative_binomial: return "negative_binomial";
  }
  return "";
}

}  // namespace waitlist
