#include "policy/policy_digest.h"

#include <waitlist/policy/compiled_policy.h>

#include "base/canonical_text.h"

#include <string>
#include <string_view>

namespace waitlist {
namespace {

/// Every value with its length and every list with its size, so that no two policies share a text.
class CanonicalText {
 public:
  void add(std::string_view value) { append_part(text_, value); }

  void add(const std::string& value) { add(std::string_view{value}); }

  void add(const char* value) { add(std::string_view{value}); }

  void add(bool value) { text_ += value ? 'y' : 'n'; }

  void add(std::int64_t value) { add(std::to_string(value)); }

  void add(std::uint64_t value) { add(std::to_string(value)); }

  void add(Decimal value) { add(value.text()); }

  void add(Day value) { add(value.text()); }

  template <class Unit>
  void add(Whole<Unit> value) {
    add(value.count());
  }

  template <class T>
  void add(const std::optional<T>& value) {
    text_ += value ? '+' : '-';
    if (value) add(*value);
  }

  template <class T>
  void add(const std::vector<T>& values) {
    add(static_cast<std::uint64_t>(values.size()));
    for (const T& value : values) add(value);
  }

  template <class... T>
  void add(const std::variant<T...>& value) {
    add(static_cast<std::uint64_t>(value.index()));
    std::visit([this](const auto& held) { this->add(held); }, value);
  }

  /// A word is a key by itself; what the others name follows it.
  void add(const OrderKey& value) {
    add(to_text(value.kind));
    if (value.kind == OrderKey::group) add(value.subject);
    if (value.kind == OrderKey::date) all(value.subject, to_text(value.first));
  }

  void add(const Origin& value) { all(to_text(value.provenance), value.sources, value.why); }

  void add(const PolicySource& value) {
    all(value.key, value.title, value.publisher, value.date, value.address);
  }

  void add(const BandRule& value) { all(value.id, value.label, value.meaning, value.from); }

  void add(const GroupRule& value) {
    all(value.id, value.label, to_text(value.combine), value.cap, value.risk);
  }

  void add(const LevelPoints& value) { all(value.level, value.points); }

  void add(const RangePoints& value) { all(value.from, value.points); }

  void add(const ByLevel& value) { add(value.levels); }

  void add(const ByRange& value) { add(value.ranges); }

  void add(const ByMarker& value) { all(value.markers, value.maximum); }

  void add(const PointsPer& value) {
    all(value.points, value.every, value.from, value.start, value.at_most, to_text(value.steps));
  }

  void add(const CriterionRule& value) {
    all(value.fact, value.group, value.label, value.scale, value.unknown, value.critical,
        value.origin);
  }

  void add(const AgePoints& value) {
    all(value.under, value.points);
    if (!value.when.empty()) all("when", value.when);
  }

  void add(const FurtherChildren& value) { all(value.under, value.points, value.maximum); }

  void add(const AgeRule& value) {
    // What `per` comes to is said by itself: see add_numbers().
    const std::vector<AgePoints> none;
    all(value.group, value.at == AgeAt::as_of, value.per ? none : value.points,
        value.further_children, value.origin);
  }

  void add(const UnknownRule& value) {
    all(to_text(value.share), to_text(value.critical_share), value.total_cap, value.chase_after);
  }

  void add(const FactAtLeast& value) { all(value.fact, value.bound); }

  void add(const FactAnyOf& value) { all(value.fact, value.markers); }

  void add(const FactWithin& value) {
    all(value.fact, value.days);
    if (value.measured != MeasuredTo::listed) add(to_text(value.measured));
  }

  void add(const YoungestUnder& value) { add(value.months); }

  void add(const BandAtLeast& value) { add(value.band); }

  void add(const FactAtMost& value) { all(value.fact, value.bound); }

  void add(const FactBetween& value) { all(value.fact, value.from, value.to); }

  void add(const FactIs& value) { all(value.fact, value.value); }

  void add(const FactWithinMonths& value) {
    all(value.fact, value.number, to_text(value.unit), to_text(value.measured));
  }

  void add(const FactOlder& value) {
    all(value.fact, value.number, to_text(value.unit), to_text(value.measured));
  }

  void add(const FactIsUnknown& value) { add(value.fact); }

  void add(const Condition& value) {
    add(value.test);
    if (value.negated) add("not");
  }

  void add(const When& value) { all(value.all, value.any); }

  void add(const WaitingRate& value) {
    all(value.from, value.points);
    // Only where it is given: no number is this word.
    if (value.every != 1) all("in", value.every);
  }

  void add(const FasterWaiting& value) { all(value.times_thousandths, value.when); }

  void add(const WaitingRule& value) {
    all(value.pauses == PauseTreatment::exclude, value.rates, value.cap, value.faster,
        value.origin);
    if (value.count != WaitUnit::days) all("count", to_text(value.count));
  }

  void add(const SlackPoints& value) {
    all(value.up_to, value.points);
    if (!value.when.empty()) all("when", value.when);
  }

  void add(const FilingRule& value) {
    all(value.effort, value.slack, value.no_filing_date, value.origin);
  }

  void add(const FloorRule& value) {
    all(value.id, value.label, value.band, value.action, value.when, value.origin);
  }

  template <class Cell>
  void add(const TwoFactRow<Cell>& value) {
    all(value.level, value.cells);
  }

  template <class Cell>
  void add(const TwoFactTable<Cell>& value) {
    all(value.other, value.columns, value.rows);
  }

  void add(const ByTwoFacts& value) { add(value.table); }

  void add(const BandCeiling& value) { add(value.band); }

  void add(const GroupCeiling& value) { all(value.group, value.at_most); }

  void add(const CeilingRule& value) {
    all("ceiling", value.id, value.label, value.limit, value.when, value.origin);
  }

  void add(const CannotTellRule& value) {
    all("cannot_tell", value.band, value.facts, value.label, value.origin);
  }

  void add(const PromotionRule& value) { all(value.after_days, value.not_above, value.origin); }

  void add(const MustAllocateRule& value) {
    all(value.waiting, value.before_filing, value.below, value.origin);
    // A tier without an order of its own is that of policies from before there were any.
    if (!value.order.empty()) all("order", value.order);
  }

  void add(const Policy& value) {
    all(value.id, value.version, value.title, value.status, value.status_line, value.jurisdiction,
        value.author, value.approved_by, value.effective_from, value.effective_to, value.facts,
        value.calendar, value.order, value.lottery_seed, value.sources, value.bands, value.groups,
        value.criteria, value.age, value.waiting, value.filing, value.unknown, value.floors,
        value.promotion, value.must_allocate, value.decisions.longest);
  }

  void add(const TierOrderRule& value) { all(value.tier, value.order); }

  void add(const DelayRule& value) { all("delays", value.after_days); }

  void add(const ApartRule& value) { all("apart", value.review_after); }

  void add(const ReviewRule& value) { all("review", value.every); }

  void add(const UncertainNumber& value) { all(value.number, value.from, value.to, value.reason); }

  void add_uncertain(const Policy& policy) { all("uncertain", policy.uncertain); }

  /// What keeps cases down, and from being kept down.
  void add_ceilings(const Policy& policy) {
    for (const FloorRule& rule : policy.floors) {
      if (rule.whatever_else) all("whatever_else", rule.id);
      if (rule.by) all("by", rule.id, rule.by->fact, rule.by->table);
    }
    for (const CeilingRule& rule : policy.ceilings) add(rule);
    if (policy.cannot_tell) add(*policy.cannot_tell);
  }

  /// What is in the text only where it is given.
  void add_numbers(const Policy& policy) {
    for (const GroupRule& rule : policy.groups) {
      if (rule.constant) all("constant", rule.id, *rule.constant);
    }
    for (std::size_t i = 0; i < policy.criteria.size(); ++i) {
      const DateUnit unit = policy.criteria[i].unit;
      if (unit != DateUnit::days) all("unit", std::uint64_t{i}, to_text(unit));
    }
    if (policy.age && policy.age->per) all("per", *policy.age->per);
  }

  /// What not every criterion says: under the criterion's name, that of its fact where it has none.
  void add_of_criteria(const Policy& policy) {
    for (const CriterionRule& rule : policy.criteria) {
      if (!rule.id.empty()) all("criterion", rule.id, rule.fact);
      if (rule.valid) all("valid", rule.name(), *rule.valid);
      if (rule.measured != MeasuredTo::listed) all("measured", rule.name(), to_text(rule.measured));
      if (!rule.when.empty()) all("when", rule.name(), rule.when);
    }
  }

  void add_calendar(const WorkingCalendar& calendar) {
    all("calendar", calendar.first_day(), calendar.last_day());
    for (Day day = calendar.first_day(); day <= calendar.last_day(); day = day + Days{1}) {
      if (!calendar.is_working_day(day)) add(day);
      if (day == calendar.last_day()) break;  // the day after it may be none
    }
  }

  void add_tier_orders(const Policy& policy) { all("tier_order", policy.tier_orders); }

  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  template <class... T>
  void all(const T&... values) {
    (add(values), ...);
  }

  std::string text_;
};

}  // namespace

Digest policy_digest(const Policy& policy,
                     const FactSchema& schema,
                     const WorkingCalendar& calendar) {
  CanonicalText canonical;
  canonical.add("waitlist policy 1");
  canonical.add(schema.digest().hex());
  canonical.add(policy);
  // Only where it says something else: a policy without [delays] or [apart] means the usual.
  if (policy.delays && policy.delays->after_days != DelayRule{}.after_days) {
    canonical.add(*policy.delays);
  }
  if (policy.apart && policy.apart->review_after != ApartRule{}.review_after) {
    canonical.add(*policy.apart);
  }
  if (policy.review) canonical.add(*policy.review);
  canonical.add_of_criteria(policy);
  canonical.add_ceilings(policy);
  canonical.add_numbers(policy);
  if (!policy.tier_orders.empty()) canonical.add_tier_orders(policy);
  if (!policy.uncertain.empty()) canonical.add_uncertain(policy);
  // The shipped one is named by the policy and grows with what is published.
  if (calendar.name() != WorkingCalendar::england_and_wales().name()) {
    canonical.add_calendar(calendar);
  }
  return sha256(canonical.text());
}

}  // namespace waitlist
