#include "report/html/policy_differences.h"

#include "report/html/row_chart.h"
#include "report/html/simulated_policies.h"
#include "report/plain_words.h"
#include "report/simulation_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace waitlist::html {
namespace {

std::string signed_difference(const Figure& figure, MeasureUnit unit) {
  return interval_in_words(figure.difference, unit, figure.value.mean, Sign::always);
}

/// As it is drawn: shares in per cent.
RowShape whisker(const Figure& figure, MeasureUnit unit, std::size_t policy) {
  const double times = unit == MeasureUnit::share ? 100.0 : 1.0;
  const Estimate& difference = figure.difference;
  return {Whisker{times * difference.mean, times * (difference.mean - difference.half_width),
                  times * (difference.mean + difference.half_width)},
          policy, signed_difference(figure, unit)};
}

std::string difference_title(MeasureUnit unit) {
  const std::string_view counted_in = unit_of_difference(unit);
  return "Difference" + (counted_in.empty() ? "" : ", " + std::string{counted_in});
}

std::string joined(const std::vector<std::string>& names) {
  std::string words;
  for (const std::string& name : names) words += (words.empty() ? "" : "; ") + name;
  return words;
}

/// A group under one policy, against the first.
struct GroupChange {
  const GroupOutcome* group = nullptr;
  const Figure* first = nullptr;
  const Figure* now = nullptr;
};

class GroupChanges {
 public:
  /// All groups but the first, which is everybody.
  GroupChanges(const SimulationResult& result, std::size_t policy, std::size_t mean)
      : result_{result}, policy_{policy} {
    const std::vector<GroupOutcome>& groups = result.policies[policy].groups;
    for (std::size_t i = 1; i < groups.size(); ++i) {
      const Figure& now = groups[i].figures[mean];
      if (now.difference.replications == 0 || !has_cases(result, groups[i])) continue;
      changes_.push_back({&groups[i], &groups_of(result)[i].figures[mean], &now});
    }
    std::ranges::stable_sort(changes_, {},
                             [](const GroupChange& change) { return change.now->difference.mean; });
  }

  /// The groups that wait less, or more, those that change most first.
  [[nodiscard]] List groups(Verdict verdict) const {
    List list;
    for (const GroupChange& change : of(verdict)) {
      list.push_back(Object{{"group", text(capitalised(change.group->label))},
                            {"change", text(words_of(change, verdict))}});
    }
    return list;
  }

  /// The names of those of which neither can be said.
  [[nodiscard]] std::string others() const {
    std::vector<std::string> names;
    for (const GroupChange& change : changes_) {
      const Verdict verdict = verdict_of(change.now->difference);
      if (verdict == Verdict::less || verdict == Verdict::more) continue;
      names.push_back(capitalised(change.group->label));
    }
    return joined(names);
  }

  /// Both ends: those that gain most and those that lose most.
  [[nodiscard]] RowChart chart() const {
    constexpr std::size_t kEach = 5;
    RowChart chart;
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      if (i >= kEach && i + kEach < changes_.size()) continue;
      chart.rows.push_back({capitalised(changes_[i].group->label),
                            {whisker(*changes_[i].now, MeasureUnit::days, policy_)},
                            {}});
    }
    chart.x.title = "Mean wait less that under the first policy, days";
    return chart;
  }

  [[nodiscard]] DataTable table() const {
    DataTable table{"Mean wait in days, group by group: " + policy_name(result_, policy_),
                    {{"Group", CellKind::words},
                     {policy_name(result_, 0)},
                     {policy_name(result_, policy_)},
                     {"Difference"},
                     {"In words", CellKind::words}},
                    {}};
    for (const GroupChange& change : changes_) {
      table.rows.push_back({capitalised(change.group->label),
                            {{days(change.first->value)},
                             {days(change.now->value)},
                             {signed_difference(*change.now, MeasureUnit::days)},
                             {verdict_in_words(change.now->difference)}}});
    }
    return table;
  }

 private:
  static std::string days(const Estimate& value) {
    return interval_in_words(value, MeasureUnit::days, value.mean, Sign::as_it_is);
  }

  [[nodiscard]] std::vector<GroupChange> of(Verdict verdict) const {
    std::vector<GroupChange> found;
    for (const GroupChange& change : changes_) {
      if (verdict_of(change.now->difference) == verdict) found.push_back(change);
    }
    if (verdict == Verdict::more) std::ranges::reverse(found);
    return found;
  }

  static std::string words_of(const GroupChange& change, Verdict verdict) {
    Estimate by = change.now->difference;
    by.mean = std::abs(by.mean);
    const double now = change.now->value.mean;
    const double first = change.first->value.mean;
    return interval_in_words(by, MeasureUnit::days, now, Sign::as_it_is) +
           (verdict == Verdict::less ? " days less: " : " days more: ") +
           number_in_words(now, std::max(now, first)) + " instead of " +
           number_in_words(first, std::max(now, first));
  }

  const SimulationResult& result_;
  std::size_t policy_;
  std::vector<GroupChange> changes_;
};

/// The groups whose wait changes against that of all other cases, those that gain most first.
List against_others(const SimulationResult& result, std::size_t policy, std::size_t gap) {
  struct Changed {
    const GroupOutcome* group = nullptr;
    const Figure* figure = nullptr;
  };

  std::vector<Changed> changed;
  for (const GroupOutcome& group : result.policies[policy].groups) {
    const Figure& figure = group.figures[gap];
    const Verdict verdict = verdict_of(figure.difference);
    if (verdict != Verdict::less && verdict != Verdict::more) continue;
    changed.push_back({&group, &figure});
  }
  std::ranges::stable_sort(changed, {},
                           [](const Changed& one) { return one.figure->difference.mean; });
  List list;
  for (const Changed& one : changed) {
    const Estimate& by = one.figure->difference;
    list.push_back(
        Object{{"group", text(capitalised(one.group->label))},
               {"change",
                text(interval_in_words(by, MeasureUnit::days, by.mean, Sign::always) + " days")}});
  }
  return list;
}

/// `30.1 ± 3.8 % of all cases waited at least 7 days less than under the first policy.`
std::string own_changes(const SimulationResult& result, std::size_t policy) {
  std::string words;
  for (const std::string_view id : {"shorter", "longer"}) {
    const auto at = place_of(result, id);
    if (!at) continue;
    const Estimate& value = result.policies[policy].groups.front().figures[*at].value;
    if (value.replications == 0) continue;
    words += (words.empty() ? "" : " ") +
             interval_in_words(value, MeasureUnit::share, 1.0, Sign::as_it_is) +
             " % of all cases " + result.measures[*at].label + '.';
  }
  return words;
}

}  // namespace

std::string difference_charts(const SimulationResult& result, DataTables& tables) {
  std::string all;
  for (const std::size_t measure : asked_first(result)) {
    const Measure& one = result.measures[measure];
    const std::string title = capitalised(label_with_unit(one));
    RowChart chart;
    DataTable table{title + ": difference to " + policy_name(result, 0),
                    {{"Policy", CellKind::words},
                     {"Under it"},
                     {difference_title(one.unit)},
                     {"In words", CellKind::words}},
                    {}};
    std::vector<std::string> told;
    for (std::size_t policy = 1; policy < result.policies.size(); ++policy) {
      const Figure& figure = result.policies[policy].groups.front().figures[measure];
      const std::string name = policy_name(result, policy);
      const std::string words = verdict_in_words(figure.difference);
      ChartRow row{name, {}, {}};
      if (figure.difference.replications > 0)
        row.shapes.push_back(whisker(figure, one.unit, policy));
      chart.rows.push_back(std::move(row));
      told.push_back(fmt::format("{} {}", name, words));
      table.rows.push_back(
          {name,
           {{interval_in_words(figure.value, one.unit, figure.value.mean, Sign::as_it_is)},
            {signed_difference(figure, one.unit)},
            {words}}});
    }
    chart.name = {"difference-" + std::to_string(measure),
                  title + ": difference to the first policy", capitalised(listed(told)) + "."};
    chart.x.title = difference_title(one.unit);
    const Estimate& first = groups_of(result).front().figures[measure].value;
    all += tables.html(
        ChartHead{title, policy_name(result, 0) + ": " +
                             interval_in_words(first, one.unit, first.mean, Sign::as_it_is)},
        svg(chart), table);
  }
  return all;
}

List differences_in_words(const SimulationResult& result) {
  List policies;
  for (std::size_t policy = 1; policy < result.policies.size(); ++policy) {
    std::vector<std::string> more;
    std::vector<std::string> less;
    std::vector<std::string> open;
    for (const std::size_t measure : asked_first(result)) {
      const Measure& one = result.measures[measure];
      const Figure& figure = result.policies[policy].groups.front().figures[measure];
      if (figure.difference.replications == 0) continue;
      const std::string_view unit = unit_of_difference(one.unit);
      const std::string words = one.label + " (" + signed_difference(figure, one.unit) +
                                (unit.empty() ? "" : ' ' + std::string{unit}) + ")";
      switch (verdict_of(figure.difference)) {
        case Verdict::more: more.push_back(words); break;
        case Verdict::less: less.push_back(words); break;
        case Verdict::same:
        case Verdict::cannot_tell: open.push_back(words); break;
      }
    }
    const auto said = [](const std::vector<std::string>& items) {
      return items.empty() ? Data{false} : text(listed(items) + ".");
    };
    policies.push_back(Object{{"policy", text(policy_name(result, policy))},
                              {"more", said(more)},
                              {"less", said(less)},
                              {"open", said(open)}});
  }
  return policies;
}

List gains_and_losses(const SimulationResult& result, DataTables& tables) {
  List policies;
  const auto mean = place_of(result, "wait_mean");
  if (!mean) return policies;
  const auto gap_of_new = place_of(result, "wait_gap_new");
  const auto gap = gap_of_new ? gap_of_new : place_of(result, "wait_gap");
  for (std::size_t policy = 1; policy < result.policies.size(); ++policy) {
    const GroupChanges changes{result, policy, *mean};
    const std::string name = policy_name(result, policy);
    RowChart chart = changes.chart();
    chart.name = {"gains-" + std::to_string(policy + 1), "Who gains and who loses: " + name,
                  "From the group whose mean wait falls most to the one whose rises most. The "
                  "figures of all groups stand in the table below."};
    const List less = changes.groups(Verdict::less);
    const List more = changes.groups(Verdict::more);
    const std::string others = changes.others();
    const List against = gap ? against_others(result, policy, *gap) : List{};
    policies.push_back(Object{
        {"gap", Data{gap.has_value()}},
        {"has_against", Data{!against.empty()}},
        {"against", against},
        {"without_start", Data{gap_of_new.has_value()}},
        {"policy", text(name)},
        {"own", text(own_changes(result, policy))},
        {"has_less", Data{!less.empty()}},
        {"less", less},
        {"has_more", Data{!more.empty()}},
        {"more", more},
        {"others", others.empty() ? Data{false} : text(others)},
        {"chart", text(tables.html(ChartHead{"Mean wait: " + name,
                                             "The groups that gain most and those that lose most."},
                                   svg(chart), changes.table()))}});
  }
  return policies;
}

}  // namespace waitlist::html
