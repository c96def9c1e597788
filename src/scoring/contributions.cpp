#include "scoring/answer_words.h"
#include "scoring/explained_case.h"
#include "scoring/group_points.h"

#include <algorithm>
#include <cstdlib>
#include <initializer_list>

namespace waitlist {
namespace {

/// To the nearest whole number, halves away from nought.
std::int64_t nearest(std::int64_t number, std::int64_t of) {
  const std::int64_t half = of / 2;
  return (number < 0 ? number - half : number + half) / of;
}

/// Months or years in days: there are so many of them in 400 years, which have 146 097 days.
std::optional<Days> calendar_days(std::int64_t points,
                                  std::int64_t rate,
                                  std::int64_t in_400_years) {
  constexpr std::int64_t kDays = 146'097;
  constexpr std::int64_t kLongest = 1'000'000'000'000;  // what is longer is no wait
  const std::int64_t whole = points / rate;
  if (std::abs(whole) > kLongest) return std::nullopt;
  const std::int64_t days = whole * kDays;
  const std::int64_t rest = days % in_400_years * rate + points % rate * kDays;
  return Days{days / in_400_years + nearest(rest, rate * in_400_years)};
}

/// The points in days of waiting, to the nearest whole day, when waiting earns anything.
std::optional<Days> worth_in_days(Points points, PointParts rate, const PolicyTables& tables) {
  if (rate <= PointParts{0}) return std::nullopt;
  const std::int64_t exact = in_parts(points, tables.point_parts).count();
  switch (tables.wait_unit) {
    case WaitUnit::days: return Days{nearest(exact, rate.count())};
    case WaitUnit::months: return calendar_days(exact, rate.count(), 4800);
    case WaitUnit::years: return calendar_days(exact, rate.count(), 400);
  }
  return std::nullopt;
}

class ContributionList {
 public:
  explicit ContributionList(const ExplainedCase& explained)
      : explained_{explained},
        policy_{explained.policy.written()},
        tables_{explained.policy.tables()},
        rate_{tables_.waiting_slope(tables_.earning_wait(explained.unit.waited, explained.as_of),
                                    explained.facts.faster_used)} {}

  std::vector<Contribution> build() {
    // Each criterion, up to four lines a group for its constant and what is taken off and one a
    // ceiling, two of age, wait and filing.
    lines_.reserve(tables_.criteria.size() + 4 * tables_.groups.size() + tables_.ceilings.size() +
                   4);
    for (std::size_t i = 0; i < tables_.groups.size(); ++i) add_group(i, explained_.groups[i]);
    add_waiting();
    add_filing();
    return std::move(lines_);
  }

 private:
  Contribution& add(ContributionKind kind,
                    std::string_view id,
                    std::string_view label,
                    Points points) {
    Contribution& line = lines_.emplace_back();
    line.kind = kind;
    line.id = id;
    line.label = label;
    line.group = group_;
    line.points = points;
    line.worth = worth_in_days(points, rate_, tables_);
    return line;
  }

  static void add_origin(Contribution& line, const Origin& origin, const SourceTitles& sources) {
    line.provenance = origin.provenance;
    line.sources = sources;
    line.why = origin.why;
  }

  void add_group(std::size_t index, const GroupPoints& points) {
    const GroupTable& table = tables_.groups[index];
    const GroupRule& rule = policy_.groups[index];
    group_ = rule.id;
    for (const std::uint16_t criterion : table.criteria) add_criterion(criterion);
    if (table.constant != Points{}) {
      add(ContributionKind::constant, rule.id, words({rule.label, ": every case"}), table.constant);
    }
    if (table.has_age) add_ages();
    const Points overlap = points.full.uncapped(table.combine) - points.full.sum();
    const Points capped = points.full.value(table) - points.full.uncapped(table.combine);
    const Points limited = points.used - points.full_value(table);
    const auto take_off = [&](ContributionKind kind, const char* what, Points taken) {
      if (taken != Points{}) add(kind, rule.id, words({rule.label, ": ", what}), taken);
    };
    take_off(ContributionKind::overlap,
             rule.combine == Combine::highest ? "overlap, not counted" : "overlap, counted half",
             overlap);
    take_off(ContributionKind::cap, "above the limit of the group", capped);
    add_ceilings(table, points);
    take_off(ContributionKind::unknown_limit, "above the limit on what is not known", limited);
    group_ = {};
  }

  /// Each that holds; what they take off together stands at the strictest.
  void add_ceilings(const GroupTable& table, const GroupPoints& points) {
    Points taken = points.full_value(table) - points.full.value(table);
    for (const std::uint16_t index : table.ceilings) {
      if (!explained_.ceilings[index].used) continue;
      const CeilingRule& rule = policy_.ceilings[index];
      const bool strictest = tables_.ceilings[index].at_most == points.ceiling.used;
      Contribution& line =
          add(ContributionKind::ceiling, rule.id, rule.label, strictest ? taken : Points{});
      line.answer = words({"at most ", to_text(tables_.ceilings[index].at_most), " points"});
      add_origin(line, rule.origin, tables_.ceilings[index].sources);
      if (strictest) taken = Points{};
    }
  }

  /// The answer; of two the one that is not known, if one is not.
  [[nodiscard]] Answer open_answer(const CriterionTable& table) const {
    const Answer first = explained_.scored.answer(table.fact);
    return table.pair && first.known() ? explained_.scored.answer(table.pair->other.fact) : first;
  }

  [[nodiscard]] std::string_view label_of(const CriterionTable& table) const {
    const std::string& first = tables_.schema.fact(table.fact).label;
    if (!table.pair) return first;
    return words({first, " and ", tables_.schema.fact(table.pair->other.fact).label});
  }

  void add_criterion(std::uint16_t index) {
    const CriterionTable& table = tables_.criteria[index];
    const CriterionRule& rule = policy_.criteria[index];
    const Truth counts =
        table.when.empty() ? Truth{true, true, true} : holds(table.when, explained_.scored);
    if (!counts.most) return;
    const Answer answer = open_answer(table);
    Contribution& line =
        add(answer.known() ? ContributionKind::answer : ContributionKind::unknown, rule.name(),
            rule.label.empty() ? label_of(table) : rule.label, explained_.read.in_use[index]);
    line.state = answer.state();
    line.answer = table.pair
                      ? both_answers_in_words(table.fact, table.pair->other.fact, explained_.scored,
                                              explained_.texts)
                      : answer_in_words(tables_.schema.fact(table.fact), answer, explained_.texts);
    if (!counts.used) {
      line.answer = words({line.answer, "; not counted while it is not known whether it counts"});
    }
    add_origin(line, rule.origin, table.sources);
  }

  void add_ages() {
    const UnitAges& ages = explained_.ages;
    const AgeNumber number = age_number(explained_.scored);
    Contribution& line = add(ContributionKind::age, "age", "Age of the youngest child",
                             number.used - number.used_further);
    line.answer =
        ages.open ? "not known; taken as under 1 month" : youngest_in_words(ages.youngest_known);
    line.state = ages.open ? AnswerState::unknown : AnswerState::given;
    add_origin(line, policy_.age->origin, tables_.age_sources);
    if (number.used_further == Points{}) return;
    Contribution& further =
        add(ContributionKind::more_children, "age", "Further young children", number.used_further);
    further.answer = words({"under ", age_in_words(policy_.age->further_children->under.count())});
    add_origin(further, policy_.age->origin, tables_.age_sources);
  }

  /// Children who were not there at listing count as newborn, which their age does not tell.
  [[nodiscard]] std::string_view youngest_in_words(std::int64_t months) const {
    const bool listed = policy_.age->at == AgeAt::listed;
    for (const CaseRow row : explained_.unit.ranked) {
      if (months != 0) break;
      for (const Child& child : explained_.cases.children(row)) {
        if (!child.born || !counts_on(child, explained_.as_of)) continue;
        if (child.expected) return "newborn: expected, not born as far as is known";
        const bool later = *child.born > explained_.cases.listed_on(row);
        if (listed && later) return "newborn: born after the case was listed";
      }
    }
    return words({age_in_words(months), listed ? " when the case was listed" : " today"});
  }

  /// ` (3 completed months)`; nothing where days earn.
  [[nodiscard]] std::string completed_in_words() const {
    if (tables_.wait_unit == WaitUnit::days) return {};
    const std::int64_t wait = tables_.earning_wait(explained_.unit.waited, explained_.as_of);
    std::string unit{to_text(tables_.wait_unit)};
    if (wait == 1) unit.pop_back();
    return " (" + std::to_string(wait) + " completed " + unit + ")";
  }

  void add_waiting() {
    if (!policy_.waiting) return;
    Contribution& line =
        add(ContributionKind::waiting, "waiting", "Time on the list", explained_.score.waiting);
    const bool linked = explained_.unit.ranked.size() > 1;
    line.answer = words({days_in_words(explained_.unit.waited.count()), completed_in_words(),
                         linked ? ", the longest of the linked cases" : ""});
    add_origin(line, policy_.waiting->origin, tables_.waiting_sources);
  }

  void add_filing() {
    if (!policy_.filing) return;
    Contribution& line =
        add(ContributionKind::filing, "filing", "Court filing date", explained_.score.filing);
    const Score& score = explained_.score;
    line.answer = score.filing_date ? words({score.filing_date->text(), "; work must start by ",
                                             score.latest_start->text()})
                                    : "none recorded";
    line.state = score.filing_date ? AnswerState::given : AnswerState::not_asked;
    add_origin(line, policy_.filing->origin, tables_.filing_sources);
  }

  [[nodiscard]] std::string_view words(std::initializer_list<std::string_view> parts) const {
    return explained_.texts.keep(parts);
  }

  const ExplainedCase& explained_;
  const Policy& policy_;
  const PolicyTables& tables_;
  PointParts rate_;
  std::string_view group_;
  std::vector<Contribution> lines_;
};

}  // namespace

std::vector<Contribution> contributions(const ExplainedCase& explained) {
  return ContributionList{explained}.build();
}

}  // namespace waitlist
