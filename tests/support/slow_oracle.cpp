#include "support/slow_oracle.h"

#include <waitlist/base/limits.h>
#include <waitlist/cases/working_calendar.h>

#include "support/slow_ages.h"
#include "support/slow_ceilings.h"
#include "support/slow_conditions.h"
#include "support/slow_filing.h"
#include "support/slow_order.h"
#include "support/slow_pairs.h"
#include "support/slow_per.h"
#include "support/slow_scales.h"
#include "support/slow_staleness.h"
#include "support/slow_units.h"
#include "support/slow_waiting.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace waitlist::slow_oracle {
namespace {

class Oracle {
 public:
  Oracle(const std::vector<Case>& cases,
         const Policy& policy,
         const FactSchema& schema,
         Day as_of,
         const WorkingCalendar& calendar)
      : cases_{cases}, policy_{policy}, schema_{schema}, as_of_{as_of}, calendar_{calendar} {}

  std::vector<Line> run() {
    const std::vector<std::vector<const Case*>> units = units_of(cases_, as_of_);
    std::vector<std::vector<Scored>> scored;
    for (const auto& unit : units) {
      std::vector<Scored> members;
      for (const Case* one : unit) members.push_back(score(*one, unit));
      std::ranges::sort(members, [this](const Scored& a, const Scored& b) { return before(a, b); });
      scored.push_back(std::move(members));
    }
    std::ranges::sort(
        scored, [this](const auto& a, const auto& b) { return before(a.front(), b.front()); });
    std::vector<Line> lines;
    std::uint32_t position = 0;
    for (const auto& members : scored) {
      ++position;
      for (const Scored& one : members) {
        lines.push_back(one.line);
        lines.back().position = position;
      }
    }
    return lines;
  }

 private:
  struct Scored {
    Line line;
    std::int64_t points = 0;  ///< exact, all of them over one number
    std::int64_t risk = 0;
    std::int64_t overdue = 0;
    std::size_t tier = 0;
    std::optional<Day> filing, latest_start;
    std::optional<Day> youngest_born;
    std::map<std::string, std::int64_t> groups;
    const Case* of = nullptr;
  };

  [[nodiscard]] std::int64_t waited(const Case& one, Day as_of) const {
    const bool exclude = policy_.waiting && policy_.waiting->pauses == PauseTreatment::exclude;
    std::int64_t days = 0;
    for (Day day = one.listed_on; day < as_of; day = day + Days{1}) {
      const bool paused = std::ranges::any_of(one.pauses, [day](const Pause& pause) {
        return pause.from <= day && (!pause.to || day < *pause.to);
      });
      if (!exclude || !paused) ++days;
    }
    return days;
  }

  // Section 4

  [[nodiscard]] Answer answer(const Case& one, const std::string& fact) const {
    return one.answers[*schema_.find(fact)];
  }

  [[nodiscard]] Day measured_to(const Case& one, MeasuredTo day) const {
    return day == MeasuredTo::as_of ? as_of_ : one.listed_on;
  }

  [[nodiscard]] const FactDefinition& definition(const CriterionRule& rule) const {
    return schema_.fact(*schema_.find(rule.fact));
  }

  [[nodiscard]] std::int64_t criterion_points(const Case& one, const CriterionRule& rule) const {
    return given_points(rule, definition(rule), answer(one, rule.fact),
                        measured_to(one, rule.measured));
  }

  // Section 5

  [[nodiscard]] std::vector<std::optional<std::int64_t>> ages(
      const std::vector<const Case*>& unit) const {
    const bool today = policy_.age && policy_.age->at == AgeAt::as_of;
    return ages_of(unit, today ? AgeAt::as_of : AgeAt::listed, as_of_);
  }

  [[nodiscard]] std::int64_t age_number(const Case& one,
                                        const std::vector<const Case*>& unit,
                                        Reading reading) const {
    return slow_oracle::age_number(
        *policy_.age, ages(unit), reading,
        [&](const When& when, Reading of) { return when_holds(when, one, unit, of); });
  }

  // Section 6

  enum class Form { least, known, full, most };

  /// Bands do not come into it: a place stands there so that ages are read as for a rate.
  [[nodiscard]] Holds ceilings_of(const Case& one, const std::vector<const Case*>& unit) const {
    return [this, &one, &unit](const When& when, Reading reading) {
      return when_holds(when, one, unit, reading, &no_bands_);
    };
  }

  /// The levels that the answer may be: any where it is not known, and what it says where it is;
  /// when `doubted`, any where it is out of date as well.
  [[nodiscard]] std::vector<std::string> levels_told(const Case& one,
                                                     const std::string& fact,
                                                     bool doubted) const {
    const bool stale = doubted && is_stale(one, policy_, schema_, fact, as_of_);
    return possible_levels(schema_.fact(*schema_.find(fact)), answer(one, fact), stale,
                           Reading::most);
  }

  [[nodiscard]] std::int64_t pair_points(const Case& one,
                                         const CriterionRule& rule,
                                         const ByTwoFacts& by,
                                         Form form) const {
    const bool doubted = form == Form::least || form == Form::most;
    const auto points = points_of_pairs(
        by, {levels_told(one, rule.fact, doubted), levels_told(one, by.table.other, doubted)});
    const auto [least, most] = std::ranges::minmax(points);
    if (form == Form::most) return most;
    if (form != Form::full) return least;
    return std::clamp(unknown_of(rule, definition(rule), policy_.unknown), least, most);
  }

  [[nodiscard]] std::int64_t group_points(const GroupRule& group,
                                          const Case& one,
                                          const std::vector<const Case*>& unit,
                                          Form form) const {
    std::vector<std::int64_t> numbers;
    Case fresh = one;
    fresh.records.clear();
    const Reading reading = form == Form::least  ? Reading::least
                            : form == Form::most ? Reading::most
                            : form == Form::full ? Reading::used
                                                 : Reading::least;
    for (const CriterionRule& rule : policy_.criteria) {
      if (rule.group != group.id) continue;
      // What is known does not depend on whether it is stale.
      const Case& asked = form == Form::known ? fresh : one;
      if (!when_holds(rule.when, asked, unit, reading)) continue;
      if (const auto* by = std::get_if<ByTwoFacts>(&rule.scale)) {
        numbers.push_back(pair_points(one, rule, *by, form));
        continue;
      }
      const bool stale = is_stale(one, policy_, schema_, rule.fact, as_of_);
      if (stale && form == Form::least) continue;
      if (stale && form == Form::most)
        numbers.push_back(most_of(rule, definition(rule)));
      else if (answer(one, rule.fact).known())
        numbers.push_back(criterion_points(one, rule));
      else if (form == Form::full)
        numbers.push_back(unknown_of(rule, definition(rule), policy_.unknown));
      else if (form == Form::most)
        numbers.push_back(most_of(rule, definition(rule)));
    }
    if (group.constant) numbers.push_back(group.constant->count());
    if (policy_.age && policy_.age->group == group.id) {
      numbers.push_back(age_number(one, unit,
                                   form == Form::full   ? Reading::used
                                   : form == Form::most ? Reading::most
                                                        : Reading::least));
    }
    const Reading way = form == Form::least  ? Reading::least
                        : form == Form::most ? Reading::most
                                             : Reading::used;
    return under_ceilings(policy_, group.id, combined(group, numbers), way, ceilings_of(one, unit));
  }

  struct Sums {
    std::int64_t risk = 0;
    std::int64_t other = 0;
    std::map<std::string, std::int64_t> groups;
  };

  [[nodiscard]] Sums sums(const Case& one,
                          const std::vector<const Case*>& unit,
                          Reading reading) const {
    Sums sum;
    std::int64_t left = policy_.unknown.total_cap ? policy_.unknown.total_cap->count() : INT64_MAX;
    for (const bool risk : {true, false}) {
      for (const GroupRule& group : policy_.groups) {
        if (group.risk != risk) continue;
        std::int64_t points = 0;
        if (reading == Reading::least) points = group_points(group, one, unit, Form::least);
        if (reading == Reading::most) points = group_points(group, one, unit, Form::most);
        if (reading == Reading::used) {
          const std::int64_t known = group_points(group, one, unit, Form::known);
          const std::int64_t more =
              std::min(group_points(group, one, unit, Form::full) - known, left);
          left -= more;
          points = known + more;
        }
        (risk ? sum.risk : sum.other) += points;
        sum.groups[group.id] = points;
      }
    }
    return sum;
  }

  // Section 9

  using Bands = std::map<Reading, std::size_t>;

  [[nodiscard]] bool plain_holds(const Condition& condition,
                                 const Case& one,
                                 const std::vector<const Case*>& unit,
                                 Reading reading,
                                 const Bands* bands) const {
    if (const auto* at_least = std::get_if<BandAtLeast>(&condition.test)) {
      return bands->at(reading) <= band_place(at_least->band);
    }
    if (const auto* youngest = std::get_if<YoungestUnder>(&condition.test)) {
      return std::ranges::any_of(ages(unit), [&](const std::optional<std::int64_t>& months) {
        if (months) return *months < youngest->months.count();
        return reading == Reading::most || (reading == Reading::used && bands == nullptr);
      });
    }
    const std::string fact = fact_of(condition);
    const bool stale = is_stale(one, policy_, schema_, fact, as_of_);
    const FactDefinition& definition = schema_.fact(*schema_.find(fact));
    return plain_fact_holds(condition,
                            {definition, answer(one, fact), stale, one.listed_on, as_of_}, reading);
  }

  /// Whether what a condition asks for is known.
  [[nodiscard]] bool is_known(const Condition& condition,
                              const Case& one,
                              const std::vector<const Case*>& unit) const {
    if (std::holds_alternative<BandAtLeast>(condition.test)) return true;
    if (!std::holds_alternative<YoungestUnder>(condition.test)) {
      return answer(one, fact_of(condition)).known();
    }
    const auto all = ages(unit);
    return std::ranges::all_of(all, [](const auto& months) { return months.has_value(); });
  }

  [[nodiscard]] bool condition_holds(const Condition& condition,
                                     const Case& one,
                                     const std::vector<const Case*>& unit,
                                     Reading reading,
                                     const Bands* bands) const {
    const auto plain = [&](Reading of) { return plain_holds(condition, one, unit, of, bands); };
    if (!condition.negated) return plain(reading);
    if (reading == Reading::least) return !plain(Reading::most);
    if (reading == Reading::most) return !plain(Reading::least);
    return is_known(condition, one, unit) && !plain(Reading::used);
  }

  [[nodiscard]] bool when_holds(const When& when,
                                const Case& one,
                                const std::vector<const Case*>& unit,
                                Reading reading,
                                const Bands* bands = nullptr) const {  // null: not of a rate
    const auto test = [&](const Condition& condition) {
      return condition_holds(condition, one, unit, reading, bands);
    };
    return std::ranges::all_of(when.all, test) &&
           (when.any.empty() || std::ranges::any_of(when.any, test));
  }

  // Sections 7, 8 and 10

  [[nodiscard]] std::size_t band_place(const std::string& id) const {
    std::size_t place = 0;
    while (policy_.bands[place].id != id) ++place;
    return place;
  }

  [[nodiscard]] std::vector<std::string> levels_of(const Case& one,
                                                   const std::string& id,
                                                   Reading reading) const {
    return possible_levels(schema_.fact(*schema_.find(id)), answer(one, id),
                           is_stale(one, policy_, schema_, id, as_of_), reading);
  }

  [[nodiscard]] std::size_t decided_band(const Case& one,
                                         const std::vector<const Case*>& unit,
                                         Reading reading,
                                         std::int64_t risk) const {
    const auto floors = [&](const When& when, Reading way) {
      return when_holds(when, one, unit, way);
    };
    const auto unknown = [&](const std::string& id) { return !answer(one, id).known(); };
    const auto [band, lowest] =
        undecided_band(policy_, risk, reading, floors, ceilings_of(one, unit), unknown,
                       [&](const std::string& fact) { return levels_of(one, fact, reading); });
    if (!one.decision) return band;
    const ManagerDecision& decision = *one.decision;
    const bool in_force = decision.made_on <= as_of_ && as_of_ < decision.expires_on &&
                          as_of_ < decision.made_on + policy_.decisions.longest;
    if (!in_force) return band;
    const std::size_t decided = band_place(decision.band);
    if (decision.direction == DecisionDirection::raise) return std::min(band, decided);
    return decided > band ? std::min(decided, lowest) : band;
  }

  [[nodiscard]] ExactWaiting waiting_points(const Case& one,
                                            const std::vector<const Case*>& unit,
                                            Reading reading,
                                            const Bands& bands,
                                            std::int64_t days) const {
    if (!policy_.waiting) return {};
    const WaitingRule& rule = *policy_.waiting;
    std::optional<std::int64_t> times;
    for (const FasterWaiting& row : rule.faster) {
      if (!when_holds(row.when, one, unit, reading, &bands)) continue;
      times = std::max(times.value_or(row.times_thousandths), row.times_thousandths);
    }
    return exact_waiting(rule, days, as_of_, times.value_or(1000));
  }

  [[nodiscard]] std::size_t promoted(std::size_t band, std::int64_t days) const {
    if (!policy_.promotion) return band;
    const std::size_t limit = band_place(policy_.promotion->not_above);
    for (const Days after : policy_.promotion->after_days) {
      if (days >= after.count() && band > limit) --band;
    }
    return band;
  }

  [[nodiscard]] Scored score(const Case& one, const std::vector<const Case*>& unit) const {
    Scored scored;
    scored.of = &one;
    Line& line = scored.line;
    line.case_id = one.case_id;
    bool open = false;
    for (const Case* member : unit) {
      open = open || (!member->filing_date && !member->no_filing_date);
      line.waited = std::max(line.waited, waited(*member, as_of_));
      if (member->filing_date && (!scored.filing || *member->filing_date < *scored.filing)) {
        scored.filing = member->filing_date;
      }
      for (const Child& child : member->children) {
        if (!belongs(child, as_of_)) continue;
        const Day born = child.born.value_or(Day::last());
        if (!scored.youngest_born || born > *scored.youngest_born) scored.youngest_born = born;
      }
    }
    if (policy_.filing && scored.filing) {
      scored.latest_start = *scored.filing - policy_.filing->effort;
    }

    std::map<Reading, std::int64_t> base;
    std::map<Reading, ExactWaiting> wait;
    Bands band;
    for (const Reading reading : {Reading::least, Reading::used, Reading::most}) {
      const Sums sum = sums(one, unit, reading);
      if (reading == Reading::used) scored.risk = sum.risk;
      if (reading == Reading::used) scored.groups = sum.groups;
      band[reading] = decided_band(one, unit, reading, sum.risk);
      const auto row_holds = [&](const When& when, Reading of) {
        return when_holds(when, one, unit, of);
      };
      base[reading] = sum.risk + sum.other +
                      filing_points(policy_, scored.filing, open, reading,
                                    SlackTo{as_of_, calendar_}, row_holds);
    }
    for (const Reading reading : {Reading::least, Reading::used, Reading::most}) {
      wait[reading] = waiting_points(one, unit, reading, band, line.waited);
    }
    for (auto& [reading, place] : band) place = promoted(place, line.waited);
    const auto [low, high] =
        std::minmax({thousandths(wait[Reading::least]), thousandths(wait[Reading::used]),
                     thousandths(wait[Reading::most])});
    const ExactWaiting& used = wait[Reading::used];
    scored.points = base[Reading::used] * used.over + used.number;
    line.least = base[Reading::least] + low;
    line.used = base[Reading::used] + thousandths(used);
    line.most = base[Reading::most] + high;
    const std::int64_t part = scored.points - line.used * used.over;
    line.part = part / std::gcd(part, used.over);
    line.part_of = used.over / std::gcd(part, used.over);
    line.band = policy_.bands[band[Reading::used]].id;
    line.band_least = policy_.bands[band[Reading::least]].id;
    line.band_most = policy_.bands[band[Reading::most]].id;
    put_in_tier(scored, band[Reading::used]);
    while (scored.line.must_allocate &&
           must_allocate_on(as_of_ - Days{scored.overdue + 1}, unit, scored.filing)) {
      ++scored.overdue;
    }
    return scored;
  }

  /// Whether step 5 held for the unit on a day.
  [[nodiscard]] bool must_allocate_on(Day day,
                                      const std::vector<const Case*>& unit,
                                      const std::optional<Day>& filing) const {
    const MustAllocateRule& rule = *policy_.must_allocate;
    if (rule.before_filing && filing && day >= *filing - *rule.before_filing) return true;
    return rule.waiting && std::ranges::any_of(unit, [&](const Case* one) {
             return day >= one->listed_on && waited(*one, day) >= rule.waiting->count();
           });
  }

  void put_in_tier(Scored& scored, std::size_t band) const {
    scored.tier = 2 * band;
    scored.line.tier = scored.line.band;
    if (!policy_.must_allocate) return;
    const MustAllocateRule& rule = *policy_.must_allocate;
    const bool long_wait = rule.waiting && scored.line.waited >= rule.waiting->count();
    const bool near =
        rule.before_filing && scored.filing && as_of_ >= *scored.filing - *rule.before_filing;
    scored.line.must_allocate = long_wait || near;
    if (!scored.line.must_allocate || band <= band_place(rule.below)) return;
    scored.tier = 2 * band_place(rule.below) + 1;
    scored.line.tier = "must_allocate";
  }

  // Section 11

  [[nodiscard]] bool before(const Scored& a, const Scored& b) const {
    const auto earlier = [](const std::optional<Day>& x, const std::optional<Day>& y) {
      return std::pair{x && (!y || *x < *y), y && (!x || *y < *x)};
    };
    for (const OrderKey& key : order_between(policy_, a.line.tier, b.line.tier)) {
      std::pair<bool, bool> first;  // a first, b first
      switch (key.kind) {
        case OrderKey::tier: first = {a.tier < b.tier, b.tier < a.tier}; break;
        case OrderKey::points: first = {a.points > b.points, b.points > a.points}; break;
        case OrderKey::risk_points: first = {a.risk > b.risk, b.risk > a.risk}; break;
        case OrderKey::latest_start: first = earlier(a.latest_start, b.latest_start); break;
        case OrderKey::filing_date: first = earlier(a.filing, b.filing); break;
        case OrderKey::longest_wait:
          first = {a.line.waited > b.line.waited, b.line.waited > a.line.waited};
          break;
        case OrderKey::youngest_child:
          first = {a.youngest_born > b.youngest_born, b.youngest_born > a.youngest_born};
          break;
        case OrderKey::lottery:
          first = first_by_lottery(a.line.case_id, b.line.case_id, policy_);
          break;
        case OrderKey::overdue: first = {a.overdue > b.overdue, b.overdue > a.overdue}; break;
        case OrderKey::group: first = first_by_group(a.groups, b.groups, key); break;
        case OrderKey::date: first = first_by_date(*a.of, *b.of, key, schema_); break;
        case OrderKey::case_id:
          first = {a.line.case_id < b.line.case_id, b.line.case_id < a.line.case_id};
          break;
      }
      if (first.first != first.second) return first.first;
    }
    return false;
  }

  const std::vector<Case>& cases_;
  const Policy& policy_;
  const FactSchema& schema_;
  Day as_of_;
  const WorkingCalendar& calendar_;
  Bands no_bands_;
};

}  // namespace

std::vector<Line> rank(const std::vector<Case>& cases,
                       const Policy& policy,
                       const FactSchema& schema,
                       Day as_of,
                       const WorkingCalendar& calendar) {
  return Oracle{cases, policy, schema, as_of, calendar}.run();
}

}  // namespace waitlist::slow_oracle
