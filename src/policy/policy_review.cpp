#include <waitlist/policy/policy_review.h>

#include "policy/ceiling_doubts.h"
#include "policy/conditions/condition_kind.h"
#include "policy/facts_in_use.h"
#include "policy/never_holds.h"
#include "policy/pair_doubts.h"
#include "policy/point_reach.h"
#include "policy/points_per.h"
#include "policy/rule_doubts.h"
#include "policy/scales/scale.h"
#include "policy/time_doubts.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace waitlist {
namespace {

/// The rows that count for every case: what is said of one and the next is true of all for which no
/// condition of another row holds.
template <class Row>
std::vector<Row> without_conditions(const std::vector<Row>& rows) {
  std::vector<Row> plain;
  for (const Row& row : rows) {
    if (row.when.empty()) plain.push_back(row);
  }
  return plain;
}

class Review {
 public:
  explicit Review(const CompiledPolicy& compiled)
      : compiled_{compiled},
        policy_{compiled.written()},
        schema_{compiled.schema()},
        tables_{compiled.tables()},
        windows_{overtaking_windows(compiled)} {}

  std::vector<Doubt> build() {
    look_at_waiting();
    look_at_age();
    look_at_themes();
    look_for_no_effect();
    look_for_cliffs();
    look_for_worse_scores_less();
    look_for_unknown_earns_more();
    look_at_starvation();
    for (Doubt& doubt : doubts_about_time(compiled_)) doubts_.push_back(std::move(doubt));
    for (Doubt& doubt : doubts_about_ceilings(compiled_)) doubts_.push_back(std::move(doubt));
    for (Doubt& doubt : doubts_about_rules(compiled_)) doubts_.push_back(std::move(doubt));
    for (Doubt& doubt : doubts_about_pairs(compiled_)) doubts_.push_back(std::move(doubt));
    for (Doubt& doubt : doubts_about_conditions(compiled_)) doubts_.push_back(std::move(doubt));
    std::ranges::stable_sort(doubts_, {}, [](const Doubt& doubt) {
      return std::tuple{doubt.kind, doubt.place.line, doubt.place.column};
    });
    return std::move(doubts_);
  }

 private:
  void add(DoubtKind kind, TextPlace place, std::string subject, std::string text) {
    doubts_.push_back({kind, place, std::move(subject), std::move(text)});
  }

  void look_at_waiting() {
    const auto earns_any = [](const WaitingRate& rate) { return rate.points != Points{0}; };
    const bool earns = policy_.waiting && std::ranges::any_of(policy_.waiting->rates, earns_any);
    const bool moves = earns || policy_.promotion ||
                       (policy_.must_allocate && policy_.must_allocate->waiting) ||
                       some_order_begins_with(policy_, OrderKey::longest_wait);
    if (!moves) {
      const bool ties = orders_by(policy_, OrderKey::longest_wait);
      add(DoubtKind::ignores_waiting, {}, "waiting",
          std::string{ties ? "Time on the list only breaks ties"
                           : "Time on the list counts for nothing"} +
              ". Ofsted found in October 2009 (C4 001) that the scale by which the list was ranked "
              "took no account of it. A very young child waited six months.");
    }
    if (!policy_.waiting) return;
    for (const WaitingRate& rate : policy_.waiting->rates) {
      if (rate.points >= Points{0}) continue;
      const std::string unit{wait_unit_word(policy_.waiting->count)};
      std::string text = "From " + unit;
      text.append(" ").append(std::to_string(rate.from)).append(" on, each ").append(unit);
      text += " of waiting costs points: a case can lose its place by waiting.";
      add(DoubtKind::waiting_can_fall, rate.place, "waiting", std::move(text));
    }
  }

  void look_at_age() {
    const auto asks_age = [](const When& when) {
      const auto is_age = [](const Condition& condition) {
        return std::visit([](const auto& test) { return is_about_age(test); }, condition.test);
      };
      return std::ranges::any_of(when.all, is_age) || std::ranges::any_of(when.any, is_age);
    };
    bool moves = most_for_age(policy_) > Points{0} ||
                 some_order_begins_with(policy_, OrderKey::youngest_child);
    for (std::size_t i = 0; i < policy_.criteria.size(); ++i) {
      moves = moves || (can_move(i) && asks_age(policy_.criteria[i].when));
    }
    for (const FloorRule& floor : policy_.floors) moves = moves || asks_age(floor.when);
    for (const CeilingRule& ceiling : policy_.ceilings) moves = moves || asks_age(ceiling.when);
    if (policy_.waiting) {
      for (const FasterWaiting& faster : policy_.waiting->faster) {
        moves = moves || asks_age(faster.when);
      }
    }
    if (!moves && schema_.is_about_children()) {
      add(DoubtKind::ignores_age, {}, "age",
          std::string{orders_by(policy_, OrderKey::youngest_child)
                          ? "The child's age only breaks ties"
                          : "The child's age counts for nothing"} +
              ". Ofsted found in October 2009 (C4 001) that the scale by which the list was ranked "
              "took no account of it.");
    }
    if (!policy_.age || policy_.age->at == AgeAt::listed) return;
    const auto steps = without_conditions(policy_.age->points);
    const Points oldest;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const Points older = i + 1 < steps.size() ? steps[i + 1].points : oldest;
      if (older >= steps[i].points) continue;
      add(DoubtKind::age_falls_while_waiting, steps[i].place, "age",
          "Age is taken as of today, so a child that turns " +
              std::to_string(steps[i].under.count()) + " months on the list loses " +
              to_text(steps[i].points - older) + " points. Take the age at listing instead.");
    }
  }

  void look_at_themes() {
    const std::set<std::string> used =
        facts_in_use(policy_, [this](std::size_t criterion) { return can_move(criterion); });
    for (const FactTheme& theme : schema_.themes()) look_at(theme, used);
  }

  void look_at(const FactTheme& theme, const std::set<std::string>& used) {
    std::string unused;
    bool any_used = false;
    for (const FactDefinition& fact : schema_.facts()) {
      if (fact.theme != theme.id) continue;
      if (used.contains(fact.id)) {
        any_used = true;
      } else {
        unused += (unused.empty() ? "" : ", ") + fact.id;
      }
    }
    if (unused.empty()) return;
    add(DoubtKind::ignores_theme, {}, theme.id,
        (any_used ? "These facts about " + theme.label + " are recorded and not used: " + unused
                  : "No fact about " + theme.label + " is used") +
            ". " + theme.finding);
  }

  /// Whether points of this group can change who stands first.
  [[nodiscard]] bool group_matters(std::size_t group) const {
    const bool risk = tables_.groups[group].risk;
    const bool by_band = policy_.bands.size() > 1 && orders_by(policy_, OrderKey::tier);
    return orders_by(policy_, OrderKey::points) ||
           orders_by(policy_, {OrderKey::group, policy_.groups[group].id}) ||
           (risk && (by_band || orders_by(policy_, OrderKey::risk_points)));
  }

  [[nodiscard]] bool can_move(std::size_t criterion) const {
    const CriterionTable& table = tables_.criteria[criterion];
    const bool earns = table.most > Points{0} || table.unknown > Points{0};
    return earns && tables_.groups[table.group].cap > Points{0} && group_matters(table.group);
  }

  void look_for_no_effect() {
    for (std::size_t i = 0; i < policy_.criteria.size(); ++i) {
      if (can_move(i)) continue;
      add(DoubtKind::no_effect, policy_.criteria[i].place, policy_.criteria[i].name(),
          "This criterion can never change the order: every answer earns the same, its group is "
          "capped at nothing, or the order does not look at points.");
    }
    const auto last = BandIndex{policy_.bands.size() - 1};
    for (std::size_t i = 0; i < policy_.floors.size(); ++i) {
      const bool lifts = tables_.floors[i].band < last && orders_by(policy_, OrderKey::tier);
      if (lifts || !policy_.floors[i].action.empty()) continue;
      add(DoubtKind::no_effect, policy_.floors[i].place, policy_.floors[i].id,
          "This floor can never change the order: no case stands below its band, or the order "
          "does not look at tiers.");
    }
    if (policy_.waiting && !orders_by(policy_, OrderKey::points)) {
      add(DoubtKind::no_effect, policy_.waiting->place, "waiting",
          "Waiting earns points, but the order does not look at points.");
    }
  }

  /// Whether one step of a function is worth half of everything that can be earned.
  [[nodiscard]] bool is_cliff(Points step) const {
    const Points height = step < Points{0} ? -step : step;
    return height > Points{0} && height * 2 >= most_without_waiting(tables_);
  }

  void look_for_cliffs() {
    const auto cliff = [this](TextPlace place, const std::string& subject, const char* unit,
                              Decimal at, Points step) {
      if (!is_cliff(step)) return;
      add(DoubtKind::cliff, place, subject,
          std::string{"One "} + unit + " at " + at.text() + " is worth " +
              to_text(step < Points{0} ? -step : step) +
              " points, half or more of all that can be earned without waiting (" +
              to_text(most_without_waiting(tables_)) + "). Use smaller steps.");
    };
    for (const CriterionRule& rule : policy_.criteria) {
      const auto steps = std::visit([](const auto& scale) { return steps_of(scale); }, rule.scale);
      for (std::size_t i = 1; i < steps.size(); ++i) {
        cliff(steps[i].place, rule.name(), "more", steps[i].from,
              steps[i].points - steps[i - 1].points);
      }
    }
    look_at_full_steps();
    if (policy_.age) {
      const auto steps = without_conditions(policy_.age->points);
      for (std::size_t i = 0; i < steps.size(); ++i) {
        const Points older = i + 1 < steps.size() ? steps[i + 1].points : Points{};
        cliff(steps[i].place, "age", "month", steps[i].under.count(), steps[i].points - older);
      }
    }
    if (policy_.filing) {
      const auto steps = without_conditions(policy_.filing->slack);
      for (std::size_t i = 0; i < steps.size(); ++i) {
        const Points later = i + 1 < steps.size() ? steps[i + 1].points : Points{};
        cliff(steps[i].place, "filing", "working day", steps[i].up_to.count(),
              steps[i].points - later);
      }
    }
  }

  void look_at_full_steps() {
    for (std::size_t i = 0; i < policy_.criteria.size(); ++i) {
      const auto& per = tables_.criteria[i].per;
      if (!per || per->steps == StepsCounted::part) continue;
      const auto first = Decimal::of_millionths(per->from.millionths() + per->every.millionths());
      const Points step = earned(*per, first) - earned(*per, per->from);
      if (!is_cliff(step)) continue;
      add(DoubtKind::cliff, policy_.criteria[i].place, policy_.criteria[i].fact,
          "The first step, at " + first.text() + ", is worth " +
              to_text(step < Points{0} ? -step : step) +
              " points, half or more of all that can be earned without waiting (" +
              to_text(most_without_waiting(tables_)) + "). Use smaller steps.");
    }
  }

  void look_for_worse_scores_less() {
    for (std::size_t i = 0; i < policy_.criteria.size(); ++i) {
      const CriterionRule& rule = policy_.criteria[i];
      const CriterionTable& table = tables_.criteria[i];
      const FactDefinition& fact = schema_.fact(table.fact);
      for (std::size_t v = 1; table.kind == FactKind::choice && v < table.by_value.size(); ++v) {
        if (table.by_value[v] >= table.by_value[v - 1]) continue;
        add(DoubtKind::worse_scores_less, rule.place, rule.name(),
            "`" + fact.levels[v].id + "` is more concerning than `" + fact.levels[v - 1].id +
                "` and earns fewer points.");
      }
      if (table.per && (table.kind == FactKind::count ? table.per->points < Points{}
                                                      : table.per->points > Points{})) {
        add(DoubtKind::worse_scores_less, rule.place, rule.fact,
            table.kind == FactKind::count
                ? "A larger number earns fewer points than a smaller one, or as many."
                : "An older event earns more points than a nearer one, or as many.");
      }
      for (std::size_t r = 1; r < table.ranges.size(); ++r) {
        // A count grows worse upwards; a date is the more concerning the nearer it is.
        const bool falls = table.kind == FactKind::count
                               ? table.ranges[r].points < table.ranges[r - 1].points
                               : table.ranges[r].points > table.ranges[r - 1].points;
        if (!falls) continue;
        add(DoubtKind::worse_scores_less, rule.place, rule.name(),
            (table.kind == FactKind::count ? "A number of " : "An event as long ago as ") +
                number_text(fact, table.ranges[r].from) +
                (table.kind == FactKind::count
                     ? std::string{" earns fewer points than a smaller one."}
                     : ' ' + std::string{to_text(table.unit)} +
                           " earns more points than a nearer one."));
      }
    }
  }

  /// The given answers that earn something and yet less than not knowing.
  [[nodiscard]] std::string below_unknown(const CriterionTable& table) const {
    std::string words;
    const auto note = [&](Points points, const std::string& answer) {
      if (points <= Points{0} || points >= table.unknown) return;
      words += (words.empty() ? "" : ", ") + answer + " (" + to_text(points) + ")";
    };
    const FactDefinition& fact = schema_.fact(table.fact);
    for (std::size_t v = 0; v < table.by_value.size(); ++v) {
      note(std::min(table.by_value[v], table.maximum), '`' + fact.levels[v].id + '`');
    }
    for (const RangeTable& range : table.ranges) {
      const std::string from = number_text(fact, range.from);
      note(range.points,
           table.kind == FactKind::count
               ? "a number of " + from
               : "an event of " + from + ' ' + std::string{to_text(table.unit)} + " ago");
    }
    return words;
  }

  void look_for_unknown_earns_more() {
    for (std::size_t i = 0; i < policy_.criteria.size(); ++i) {
      const std::string answers = below_unknown(tables_.criteria[i]);
      if (answers.empty() || !can_move(i)) continue;
      add(DoubtKind::unknown_earns_more, policy_.criteria[i].place, policy_.criteria[i].name(),
          "A given concern earns less than not knowing (" + to_text(tables_.criteria[i].unknown) +
              "): " + answers + ". Lower `unknown`, or raise these.");
    }
  }

  void look_at_starvation() {
    for (const OvertakingWindow& window : windows_) {
      if (window.days) continue;
      add(DoubtKind::starvation, {}, window.tier,
          "Newcomers may pass a case in " + window.tier +
              " however long it has waited. The cause: " + window.reason + ".");
    }
  }

  const CompiledPolicy& compiled_;
  const Policy& policy_;
  const FactSchema& schema_;
  const PolicyTables& tables_;
  std::vector<OvertakingWindow> windows_;
  std::vector<Doubt> doubts_;
};

}  // namespace

std::vector<Doubt> review(const CompiledPolicy& policy) { return Review{policy}.build(); }

std::string_view to_text(DoubtKind kind) noexcept {
  switch (kind) {
    case DoubtKind::ignores_waiting: return "ignores_waiting";
    case DoubtKind::ignores_age: return "ignores_age";
    case DoubtKind::ignores_theme: return "ignores_theme";
    case DoubtKind::no_effect: return "no_effect";
    case DoubtKind::cliff: return "cliff";
    case DoubtKind::worse_scores_less: return "worse_scores_less";
    case DoubtKind::unknown_earns_more: return "unknown_earns_more";
    case DoubtKind::waiting_can_fall: return "waiting_can_fall";
    case DoubtKind::age_falls_while_waiting: return "age_falls_while_waiting";
    case DoubtKind::rate_falls: return "rate_falls";
    case DoubtKind::later_due_first: return "later_due_first";
    case DoubtKind::time_cliff: return "time_cliff";
    case DoubtKind::answer_without_effect: return "answer_without_effect";
    case DoubtKind::hidden_rule: return "hidden_rule";
    case DoubtKind::never_holds: return "never_holds";
    case DoubtKind::share_rounded_up: return "share_rounded_up";
    case DoubtKind::share_without_limit: return "share_without_limit";
    case DoubtKind::unknown_age_earns_less: return "unknown_age_earns_less";
    case DoubtKind::starvation: return "starvation";
    case DoubtKind::ceiling: return "ceiling";
  }
  return "";
}

std::string name_of(const Doubt& doubt) {
  if (doubt.kind == DoubtKind::ignores_theme) return "ignores_" + doubt.subject;
  return std::string{to_text(doubt.kind)};
}

}  // namespace waitlist
