#include "plain_rules.h"

#include "session.h"

#include <algorithm>
#include <bit>
#include <string_view>
#include <type_traits>
#include <variant>

namespace waitlist::comparison {
namespace {

[[noreturn]] void unsupported(const std::string& what) {
  stop("The straightforward program does not do " + what);
}

std::int32_t small(Points points) { return static_cast<std::int32_t>(points.count()); }

std::int32_t small(Days days) { return static_cast<std::int32_t>(days.count()); }

/// Reads one policy into tables.
class Reader {
 public:
  explicit Reader(const CompiledPolicy& policy)
      : schema_{policy.schema()}, written_{policy.written()} {
    plain_.calendar = policy.calendar();
  }

  PlainPolicy read() {
    for (const BandRule& band : written_.bands) plain_.band_from.push_back(small(band.from));
    read_groups();
    read_age();
    read_waiting();
    read_filing();
    read_band_rules();
    if (written_.unknown.total_cap) plain_.unknown_cap = small(*written_.unknown.total_cap);
    plain_.order = kinds_of(written_.order);
    if (!written_.tier_orders.empty()) unsupported("an order of each tier");
    if (written_.lottery_seed) unsupported("a lottery");
    return std::move(plain_);
  }

 private:
  [[nodiscard]] const FactDefinition& definition(const std::string& id) const {
    return schema_.fact(*schema_.find(id));
  }

  std::size_t fact(const std::string& id) {
    const FactIndex index = *schema_.find(id);
    const auto at = std::ranges::find(plain_.facts, index);
    if (at != plain_.facts.end()) return static_cast<std::size_t>(at - plain_.facts.begin());
    if (plain_.facts.size() == kFactsMax) unsupported("a policy of so many facts");
    plain_.facts.push_back(index);
    return plain_.facts.size() - 1;
  }

  [[nodiscard]] std::int32_t band(const std::string& id) const {
    return static_cast<std::int32_t>(std::ranges::find(written_.bands, id, &BandRule::id) -
                                     written_.bands.begin());
  }

  void read_groups() {
    for (const GroupRule& rule : written_.groups) {
      PlainGroup group{rule.combine, rule.cap ? small(*rule.cap) : kNever, rule.risk, false, {}};
      for (const CriterionRule& criterion : written_.criteria) {
        if (criterion.group == rule.id) group.criteria.push_back(read_criterion(criterion));
      }
      group.has_age = written_.age && written_.age->group == rule.id;
      plain_.groups.push_back(std::move(group));
    }
  }

  PlainCriterion read_criterion(const CriterionRule& rule) {
    if (!rule.when.empty()) unsupported("a criterion with conditions");
    const FactDefinition& of = definition(rule.fact);
    PlainCriterion plain{fact(rule.fact), of.kind, {}, {}, 0};
    if (const auto* levels = std::get_if<ByLevel>(&rule.scale)) {
      plain.by_code.assign(of.levels.size() + 1, 0);
      for (const LevelPoints& level : levels->levels) {
        plain.by_code[*find_level(of, level.level) + 1] = small(level.points);
      }
    } else if (const auto* markers = std::get_if<ByMarker>(&rule.scale)) {
      plain.by_code.assign(std::size_t{1} << of.levels.size(), 0);
      for (std::size_t bits = 0; bits < plain.by_code.size(); ++bits) {
        Points sum;
        for (const LevelPoints& marker : markers->markers) {
          if ((bits >> *find_level(of, marker.level) & 1U) != 0) sum += marker.points;
        }
        plain.by_code[bits] = small(markers->maximum ? std::min(sum, *markers->maximum) : sum);
      }
    } else {
      for (const RangePoints& row : std::get<ByRange>(rule.scale).ranges) {
        const std::int64_t from = number_of(of, row.from).value_or(0);
        plain.ranges.push_back({static_cast<std::int32_t>(from), small(row.points)});
      }
      std::ranges::reverse(plain.ranges);
    }
    plain.unknown = rule.unknown ? small(*rule.unknown) : share(plain, rule.critical);
    return plain;
  }

  /// Section 6: a share of the most that the criterion can be worth, up to the next whole point.
  [[nodiscard]] std::int32_t share(const PlainCriterion& criterion, bool critical) const {
    std::int32_t most = 0;
    for (const std::int32_t points : criterion.by_code) most = std::max(most, points);
    for (const PlainRange& row : criterion.ranges) most = std::max(most, row.points);
    std::int32_t parts = 1;
    switch (critical ? written_.unknown.critical_share : written_.unknown.share) {
      case UnknownShare::none: return 0;
      case UnknownShare::third: parts = 3; break;
      case UnknownShare::half: parts = 2; break;
      case UnknownShare::all: break;
    }
    return std::min(most, (most + parts * 1000 - 1) / (parts * 1000) * 1000);
  }

  void read_age() {
    if (!written_.age) return;
    if (written_.age->at != AgeAt::listed) unsupported("ages as of today");
    for (const AgePoints& row : written_.age->points) {
      plain_.age_points.push_back(
          {static_cast<std::int32_t>(row.under.count()), small(row.points)});
    }
    if (const auto& further = written_.age->further_children) {
      plain_.young_under = static_cast<std::int32_t>(further->under.count());
      plain_.young_points = small(further->points);
      plain_.young_maximum = small(further->maximum);
    }
  }

  void read_waiting() {
    if (!written_.waiting) return;
    if (written_.waiting->pauses == PauseTreatment::exclude) unsupported("excluded pauses");
    if (written_.waiting->count != WaitUnit::days) unsupported("months and years of waiting");
    for (const WaitingRate& rate : written_.waiting->rates) {
      if (rate.every != 1) unsupported("rates over several days");
      plain_.rates.push_back({static_cast<std::int32_t>(rate.from), small(rate.points)});
    }
    if (written_.waiting->cap) plain_.waiting_cap = written_.waiting->cap->count();
    for (const FasterWaiting& row : written_.waiting->faster) {
      const auto times = static_cast<std::int32_t>(row.times_thousandths);
      for (const WaitingRate& rate : written_.waiting->rates) {
        if (rate.points.count() * times % 1000 != 0) unsupported("fractions of a thousandth");
      }
      plain_.faster.push_back(read_rule(times, row.when));
    }
  }

  void read_filing() {
    if (!written_.filing) return;
    plain_.effort = small(written_.filing->effort);
    plain_.no_filing = small(written_.filing->no_filing_date);
    for (const SlackPoints& row : written_.filing->slack) {
      plain_.slack.push_back({static_cast<std::int32_t>(row.up_to.count()), small(row.points)});
    }
  }

  void read_band_rules() {
    for (const FloorRule& floor : written_.floors) {
      plain_.floors.push_back(read_rule(band(floor.band), floor.when));
    }
    if (written_.promotion) {
      for (const Days days : written_.promotion->after_days) {
        plain_.promoted_after.push_back(small(days));
      }
      plain_.not_above = band(written_.promotion->not_above);
    }
    const auto& must = written_.must_allocate;
    if (!must) return;
    plain_.has_must_allocate = true;
    if (must->waiting) plain_.must_waiting = small(*must->waiting);
    if (must->before_filing) plain_.must_filing = small(*must->before_filing);
    plain_.below = band(must->below);
    if (must->order.empty()) return;
    plain_.must_order = kinds_of(must->order);
    plain_.must_order.insert(plain_.must_order.begin(), OrderKey::tier);
  }

  static std::vector<OrderKey::Kind> kinds_of(const std::vector<OrderKey>& order) {
    std::vector<OrderKey::Kind> kinds;
    for (const OrderKey& key : order) {
      if (!key.subject.empty()) unsupported("a key that names a group or a date");
      kinds.push_back(key.kind);
    }
    return kinds;
  }

  PlainRule read_rule(std::int32_t gives, const When& when) {
    PlainRule rule{gives, {}, {}};
    for (const Condition& one : when.all) rule.all.push_back(read_test(one));
    for (const Condition& one : when.any) rule.any.push_back(read_test(one));
    return rule;
  }

  PlainTest read_test(const Condition& condition) {
    using Kind = PlainTest::Kind;
    if (condition.negated) unsupported("the opposite of a condition");
    if (const auto* least = std::get_if<FactAtLeast>(&condition.test)) {
      const FactDefinition& of = definition(least->fact);
      if (const auto* level = std::get_if<std::string>(&least->bound)) {
        const auto code = static_cast<std::int32_t>(*find_level(of, *level)) + 1;
        return {Kind::at_least, fact(least->fact), code};
      }
      const auto number =
          static_cast<std::int32_t>(number_of(of, std::get<Decimal>(least->bound)).value_or(0));
      const bool markers = of.kind == FactKind::checklist;
      return {markers ? Kind::markers_at_least : Kind::at_least, fact(least->fact), number};
    }
    if (const auto* any = std::get_if<FactAnyOf>(&condition.test)) {
      if (definition(any->fact).kind == FactKind::choice) unsupported("levels in any order");
      std::int32_t bits = 0;
      for (const std::string& marker : any->markers) {
        bits |= std::int32_t{1} << *find_level(definition(any->fact), marker);
      }
      return {Kind::any_of, fact(any->fact), bits};
    }
    if (const auto* within = std::get_if<FactWithin>(&condition.test)) {
      return {Kind::within_days, fact(within->fact), small(within->days)};
    }
    if (const auto* youngest = std::get_if<YoungestUnder>(&condition.test)) {
      return {Kind::youngest_under, 0, static_cast<std::int32_t>(youngest->months.count())};
    }
    unsupported("a condition that is not at_least, any_of, within_days or youngest_under_months");
  }

  const FactSchema& schema_;
  const Policy& written_;
  PlainPolicy plain_;
};

std::int32_t month_number(Day day) { return day.year() * 12 + static_cast<int>(day.month()); }

std::int32_t plain_answer(Answer answer, FactKind kind) {
  if (!answer.known()) return kUnknown;
  const bool number = kind == FactKind::count || kind == FactKind::date;
  if (!answer.given()) return number ? kNo : 0;
  if (kind == FactKind::date) return answer.day().days_since_epoch();
  const auto value = static_cast<std::int32_t>(answer.value());
  return kind == FactKind::choice ? value + 1 : value;
}

}  // namespace

PlainPolicy plain_policy(const CompiledPolicy& policy) { return Reader{policy}.read(); }

PlainCase plain_case(const CaseTable& cases, CaseRow row, const PlainPolicy& policy) {
  if (cases.decision(row) != nullptr) unsupported("a manager's decision");
  const Day listed = cases.listed_on(row);
  PlainCase plain;
  plain.id = cases.case_id(row);
  plain.awaiting = cases.status(row) == CaseStatus::awaiting;
  plain.listed = listed.days_since_epoch();
  plain.listed_month = month_number(listed);
  plain.listed_day = static_cast<std::int32_t>(listed.day_of_month());
  if (const auto filing = cases.filing_date(row)) plain.filing = filing->days_since_epoch();
  for (const Child& child : cases.children(row)) {
    if (!child.born) {
      plain.children.emplace_back();
      continue;
    }
    plain.children.push_back({child.born->days_since_epoch(), month_number(*child.born),
                              static_cast<std::int32_t>(child.born->day_of_month())});
  }
  for (std::size_t i = 0; i < policy.facts.size(); ++i) {
    const FactIndex fact = policy.facts[i];
    plain.answers[i] = plain_answer(cases.answer(row, fact), cases.schema().fact(fact).kind);
  }
  return plain;
}

}  // namespace waitlist::comparison
