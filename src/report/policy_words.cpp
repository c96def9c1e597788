#include "report/policy_words.h"

#include <waitlist/base/limits.h>

#include "policy/policy_tables.h"
#include "report/ceiling_words.h"
#include "report/condition_words.h"
#include "report/matrix_words.h"
#include "report/plain_words.h"

#include <algorithm>

namespace waitlist {
namespace {

std::string key_in_words(const CompiledPolicy& policy, const OrderKey& key) {
  switch (key.kind) {
    case OrderKey::tier: return "the more urgent tier";
    case OrderKey::points: return "more points";
    case OrderKey::risk_points: return "more risk points";
    case OrderKey::latest_start: return "the earlier day on which work has to start";
    case OrderKey::filing_date: return "the earlier filing date";
    case OrderKey::longest_wait: return "the longer wait";
    case OrderKey::youngest_child: return "the younger youngest child";
    case OrderKey::lottery: return "a lottery that is drawn once, by a published seed";
    case OrderKey::overdue: return "the earlier day on which it had to be allocated";
    case OrderKey::group: {
      const auto& groups = policy.written().groups;
      const auto at = std::ranges::find(groups, key.subject, &GroupRule::id);
      return "more points in the group \"" + at->label + '"';
    }
    case OrderKey::date:
      return (key.first == DateFirst::earliest ? "the earlier date under \""
                                               : "the later date under \"") +
             policy.schema().fact(*policy.schema().find(key.subject)).label +
             "\", cases without one last";
    case OrderKey::case_id: return "the case id, so that no tie is left";
  }
  return "";
}

std::string keys_in_words(const CompiledPolicy& policy, const std::vector<OrderKey>& order) {
  std::vector<std::string> keys;
  keys.reserve(order.size());
  for (const OrderKey& key : order) keys.push_back(key_in_words(policy, key));
  std::string words = keys.empty() ? "" : keys.front();
  for (std::size_t i = 1; i < keys.size(); ++i) words += ". Then " + keys[i];
  return words;
}

const char* combine_in_words(Combine combine) {
  switch (combine) {
    case Combine::sum: return "Points add up";
    case Combine::highest: return "Only the highest counts, since these describe the same thing";
    case Combine::highest_plus_half_of_rest:
      return "The highest counts whole and the rest half, since these overlap";
  }
  return "";
}

const char* share_in_words(UnknownShare share) {
  switch (share) {
    case UnknownShare::none: return "nothing";
    case UnknownShare::third: return "a third";
    case UnknownShare::half: return "half";
    case UnknownShare::all: return "all";
  }
  return "";
}

std::string months_in_words(Months months) { return count_of(months.count(), "month", "months"); }

void add_levels(std::vector<PointsRow>& rows,
                const FactDefinition& fact,
                const std::vector<LevelPoints>& levels) {
  for (const FactLevel& level : fact.levels) {
    const auto row = std::ranges::find(levels, level.id, &LevelPoints::level);
    if (row != levels.end()) rows.push_back({level.id, level.label, row->points});
  }
}

/// What numbers count; nothing more is said of a count.
struct UnitWords {
  std::string_view several;  ///< `days`; empty: numbers of a count
  std::string_view since;    ///< ` before listing`

  [[nodiscard]] std::string of(Decimal number) const {
    if (several.empty()) return number.text();
    if (number == 1) return std::string{several.substr(0, several.size() - 1)}.append(since);
    return number.text() + ' ' + std::string{several}.append(since);
  }
};

UnitWords unit_in_words(const FactDefinition& fact, const CriterionRule& rule) {
  if (fact.kind != FactKind::date) return {};
  return {to_text(rule.unit),
          rule.measured == MeasuredTo::as_of ? " before the as-of date" : " before listing"};
}

/// `each full 0.5, counted from 7`, and what there is beside it.
void add_per(std::vector<PointsRow>& rows, const PointsPer& per, const UnitWords& unit) {
  const std::string from = per.from == 0 ? "" : ", counted from " + per.from.text();
  const bool part = per.steps == StepsCounted::part;
  if (per.start != Points{}) rows.push_back({"start", "to begin with", per.start});
  rows.push_back({"per",
                  (part ? "each " : "each full ") + unit.of(per.every) + from +
                      (part ? ", and a part of it its part" : ""),
                  per.points});
  if (per.points < Points{}) rows.push_back({"least", "at least", Points{}});
  if (per.at_most) rows.push_back({"=", "all together at most", *per.at_most});
}

/// The rows of a scale.
class ScaleRows {
 public:
  ScaleRows(const FactSchema& schema, const CriterionRule& rule)
      : schema_{schema}, fact_{schema.fact(schema.find(rule.fact).value_or(0))}, rule_{rule} {}

  void operator()(const ByLevel& scale) { add_levels(rows_, fact_, scale.levels); }

  void operator()(const ByRange& scale) {
    for (const RangePoints& range : scale.ranges) {
      const UnitWords unit = unit_in_words(fact_, rule_);
      std::string from = "from " + range.from.text();
      if (!unit.several.empty()) from.append(" ").append(unit.several).append(unit.since);
      rows_.push_back({from, from, range.points});
    }
  }

  void operator()(const ByMarker& scale) {
    add_levels(rows_, fact_, scale.markers);
    if (scale.maximum) rows_.push_back({"=", "all together at most", *scale.maximum});
  }

  /// A row for each pair of answers.
  void operator()(const ByTwoFacts& scale) {
    const FactDefinition& other = schema_.fact(schema_.find(scale.table.other).value_or(0));
    const std::vector<MatrixLevel> columns = levels_in_order(other, scale.table.columns);
    for (const MatrixLevel& row : rows_in_order(fact_, scale.table)) {
      for (const MatrixLevel& column : columns) {
        rows_.push_back(
            {row.id + '/' + column.id,
             fact_.label + " \"" + row.label + "\", " + other.label + " \"" + column.label + '"',
             scale.table.rows[row.at].cells[column.at]});
      }
    }
  }

  void operator()(const PointsPer& scale) { add_per(rows_, scale, unit_in_words(fact_, rule_)); }

  [[nodiscard]] std::vector<PointsRow> take() { return std::move(rows_); }

 private:
  const FactSchema& schema_;
  const FactDefinition& fact_;
  const CriterionRule& rule_;
  std::vector<PointsRow> rows_;
};

}  // namespace

std::string about_in_words(const Policy& policy) {
  std::string words;
  if (!policy.jurisdiction.empty()) words += " For: " + policy.jurisdiction + ".";
  if (!policy.author.empty()) words += " Written by: " + policy.author + ".";
  if (!policy.approved_by.empty()) words += " Approved by: " + policy.approved_by + ".";
  if (policy.effective_from) words += " In force from " + long_date(*policy.effective_from) + ".";
  if (policy.effective_to) words += " In force until " + long_date(*policy.effective_to) + ".";
  return words.empty() ? words : words.substr(1);
}

std::string order_in_words(const CompiledPolicy& compiled) {
  const Policy& policy = compiled.written();
  std::string words = "First comes " + keys_in_words(compiled, policy.order) +
                      ". Each is asked only where all before it are equal. Linked cases stand "
                      "together.";
  if (policy.must_allocate && !policy.must_allocate->order.empty()) {
    words += " Those that must be allocated have an order of their own. First comes " +
             keys_in_words(compiled, policy.must_allocate->order) + ".";
  }
  for (const TierOrderRule& rule : policy.tier_orders) {
    words += " Cases in the tier " + tier_in_words(compiled, rule.tier) +
             " have an order of their own. First comes " + keys_in_words(compiled, rule.order) +
             ".";
  }
  return words;
}

std::string group_in_words(const GroupRule& group) {
  std::string words = combine_in_words(group.combine);
  if (group.constant) {
    words += group.combine == Combine::sum ? ", with " : "; among them counts ";
    words += short_points(*group.constant) + " for every case";
  }
  if (group.cap) words += ", to at most " + short_points(*group.cap);
  return words +
         (group.risk ? ". They set the band." : ". They order cases within a tier, not between.");
}

std::string label_of(const CompiledPolicy& policy, const CriterionRule& rule) {
  if (!rule.label.empty()) return rule.label;
  const FactSchema& schema = policy.schema();
  const std::string& first = schema.fact(*schema.find(rule.fact)).label;
  const auto* by = std::get_if<ByTwoFacts>(&rule.scale);
  return by == nullptr ? first : first + " and " + schema.fact(*schema.find(by->table.other)).label;
}

std::vector<PointsRow> points_of(const CompiledPolicy& policy, const CriterionRule& rule) {
  ScaleRows scale{policy.schema(), rule};
  std::visit(scale, rule.scale);
  std::vector<PointsRow> rows = scale.take();
  if (rule.unknown) {
    const bool by_two = std::holds_alternative<ByTwoFacts>(rule.scale);
    rows.push_back({"?",
                    by_two ? "one or both not known, but within what is possible" : "not known",
                    *rule.unknown});
  }
  return rows;
}

namespace {

/// The conditions of a row behind what it is about.
std::string row_in_words(const CompiledPolicy& policy, const std::string& what, const When& when) {
  return when.empty() ? what : what + ", where this holds: " + when_in_words(policy, when);
}

}  // namespace

std::vector<PointsRow> points_of(const CompiledPolicy& policy, const AgeRule& age) {
  std::vector<PointsRow> rows;
  if (age.per) {
    add_per(rows, *age.per, {"months", " of age"});
    rows.push_back({"adult", "from " + months_in_words(Months{limits::kAdultMonths}), Points{}});
  }
  for (const AgePoints& step : age.points) {
    if (age.per) break;
    const std::string under =
        row_in_words(policy, "under " + months_in_words(step.under), step.when);
    rows.push_back({under, under, step.points});
  }
  if (age.further_children) {
    rows.push_back({"further",
                    "each further child under " + months_in_words(age.further_children->under) +
                        ", together at most " + short_points(age.further_children->maximum),
                    age.further_children->points});
  }
  return rows;
}

std::vector<PointsRow> points_of(const CompiledPolicy& policy, const FilingRule& filing) {
  std::vector<PointsRow> rows;
  for (const SlackPoints& step : filing.slack) {
    const std::string left = row_in_words(
        policy, count_of(step.up_to.count(), "working day", "working days") + " or less",
        step.when);
    rows.push_back({left, left, step.points});
  }
  rows.push_back({"none", "no filing date", filing.no_filing_date});
  return rows;
}

std::string age_in_words(const AgeRule& age) {
  return std::string{"Age of the youngest child, "} +
         (age.at == AgeAt::listed ? "on the day the case was listed" : "as of today");
}

std::optional<std::int64_t> as_waiting(const CompiledPolicy& policy, Points points) {
  const PolicyTables& tables = policy.tables();
  if (points <= Points{0} || tables.waiting.empty()) return std::nullopt;
  const std::vector<WaitingPiece>& pieces = tables.course(1000).pieces;
  const std::int64_t end = wait_most(tables.wait_unit);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const WaitingPiece& piece = pieces[i];
    const std::int64_t last = i + 1 < pieces.size() ? pieces[i + 1].from - 1 : end;
    const std::int64_t missing = (in_parts(points, tables.point_parts) - piece.at_start).count();
    if (missing <= 0) return piece.from;
    if (piece.slope <= PointParts{0}) continue;
    const std::int64_t slope = piece.slope.count();
    const std::int64_t wait = piece.from + (missing + slope - 1) / slope;
    if (wait <= last) return wait;
  }
  return std::nullopt;
}

std::string wait_in_words(const CompiledPolicy& policy, std::int64_t wait) {
  const WaitUnit unit = policy.tables().wait_unit;
  return count_of(wait, wait_unit_word(unit), to_text(unit));
}

std::string waits_in_words(WaitUnit unit) {
  const std::string units = std::string{to_text(unit)} + " on the list";
  return unit == WaitUnit::days ? units : "completed " + units;
}

std::string from_in_words(WaitUnit unit, const WaitingRate& rate) {
  return "from " + std::string{wait_unit_word(unit)} + " " + std::to_string(rate.from);
}

std::string every_in_words(WaitUnit unit, const WaitingRate& rate) {
  if (rate.every == 1) return "a " + std::string{wait_unit_word(unit)};
  return "in " + std::to_string(rate.every) + " " + std::string{to_text(unit)};
}

std::string count_in_words(WaitUnit unit) {
  if (unit == WaitUnit::days) return "";
  return "What earns points is each completed " + std::string{wait_unit_word(unit)} +
         " of waiting: between two of them nothing is earned.";
}

namespace {

/// What an unknown answer earns, as far as the policy has criteria for which it says so.
std::string share_of_unknown(const Policy& policy) {
  if (policy.criteria.empty()) return "No answer earns anything here, known or not";
  const auto shared = [](const CriterionRule& rule) { return !rule.unknown.has_value(); };
  if (std::ranges::none_of(policy.criteria, shared)) {
    return "What it earns is said for each question";
  }
  const UnknownRule& rule = policy.unknown;
  return std::string{"It earns "} + share_in_words(rule.share) +
         " of the most it could. Where the question is critical it earns " +
         share_in_words(rule.critical_share) + ". A criterion may say itself how much";
}

}  // namespace

std::string unknown_in_words(const Policy& policy) {
  const UnknownRule& rule = policy.unknown;
  std::string words = "What is not known never counts as \"no\". " + share_of_unknown(policy);
  if (rule.total_cap)
    words += ". All of these, with dates of birth that are not known, add at most " +
             short_points(*rule.total_cap) + " to the points that are certain";
  words += ". Both the least and the most it could turn out to be are shown.";
  if (rule.chase_after) {
    words += " A check that has been pending for more than " +
             count_of(rule.chase_after->count(), "working day", "working days") + " is overdue.";
  }
  return words;
}

std::string faster_in_words(const CompiledPolicy& policy, const FasterWaiting& faster) {
  return short_points(Points{faster.times_thousandths}) + " times as fast where " +
         when_in_words(policy, faster.when);
}

std::string pauses_in_words(PauseTreatment pauses) {
  return pauses == PauseTreatment::count
             ? "Periods that the court agreed not to count are counted all the same."
             : "Periods that the court agreed not to count are left out.";
}

std::string effort_in_words(const FilingRule& rule) {
  return "The work takes " + days_in_words(rule.effort) +
         ". What counts is the number of working days left until it has to start.";
}

std::string promotion_in_words(const CompiledPolicy& policy) {
  const PromotionRule& rule = *policy.written().promotion;
  std::vector<std::string> days;
  for (const Days after : rule.after_days) days.push_back(days_in_words(after));
  return "After " + listed(days) + " a case moves up one band each time, up to " +
         tier_in_words(policy, rule.not_above) + ".";
}

std::string must_allocate_in_words(const CompiledPolicy& policy) {
  const MustAllocateRule& rule = *policy.written().must_allocate;
  std::string words;
  const auto add = [&words](const std::string& when) {
    words += (words.empty() ? "A case must be allocated when " : "The same holds when ") + when;
    words += ". ";
  };
  if (rule.waiting) add("it has waited " + days_in_words(*rule.waiting));
  if (rule.before_filing) {
    add("its filing date is " + days_in_words(*rule.before_filing) + " away or less");
  }
  return words + "It then stands right below " + tier_in_words(policy, rule.below) +
         ", unless its own band is as urgent.";
}

std::string valid_in_words(Days valid) {
  return "An answer received more than " + days_in_words(valid) +
         " ago is out of date: it goes on counting, and the least and the most of the score are as "
         "if it were not known.";
}

std::string decisions_in_words(const Policy& policy) {
  const std::string limit =
      has_band_ceiling(policy) ? "what floors and ceilings leave it" : "a floor";
  return "A manager may raise a case to another band. To lower it, a second manager has to agree. "
         "No one may put it below " +
         limit + ". Each needs a reason and ends after at most " +
         days_in_words(policy.decisions.longest) + ".";
}

std::string delays_in_words(const DelayRule& rule) {
  return "Delayed cases are counted by waits of " + weeks_or_days(rule.after_days) +
         ". That changes no order.";
}

std::string apart_in_words(const ApartRule& rule) {
  return "A case on hold or on duty for more than " + days_in_words(rule.review_after) +
         " is reported. That changes no order.";
}

std::string review_in_words(const ReviewRule& rule) {
  return "Look at each case again every " + days_in_words(rule.every) +
         ", from its last review, or else from listing. That changes no order.";
}

std::string source_in_words(const PolicySource& source) {
  std::string words = source.title;
  for (const std::string* part : {&source.publisher, &source.date, &source.address}) {
    if (!part->empty()) words += ", " + *part;
  }
  return words;
}

std::string origin_in_words(const Origin& origin) {
  std::string words = origin.why;
  const std::string from = provenance_in_words(origin.provenance);
  if (!from.empty()) words += (words.empty() ? "From: " : " From: ") + from + ".";
  if (!origin.sources.empty()) words += " Sources: " + listed(origin.sources) + ".";
  return words;
}

}  // namespace waitlist
