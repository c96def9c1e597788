#include "policy/rule_doubts.h"

#include "policy/answer_rules.h"
#include "policy/every_when.h"
#include "policy/point_reach.h"
#include "policy/when_implies.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

class RuleReview {
 public:
  explicit RuleReview(const CompiledPolicy& policy)
      : policy_{policy.written()}, schema_{policy.schema()}, tables_{policy.tables()} {}

  std::vector<Doubt> build() {
    for (std::size_t i = 0; i < policy_.criteria.size(); ++i) {
      look_at_answers(i);
      look_at_share(i);
      look_at_share_of_date(i);
    }
    look_at_unknown_age();
    look_at_floors();
    look_at_faster();
    look_at_must_allocate();
    return std::move(doubts_);
  }

 private:
  void add(DoubtKind kind, TextPlace place, std::string subject, std::string text) {
    doubts_.push_back({kind, place, std::move(subject), std::move(text)});
  }

  /// Whether some condition tells this answer, alone or with other markers ticked, from `no`.
  [[nodiscard]] bool some_condition_tells(FactIndex fact, Answer answer) const {
    const std::string& id = schema_.fact(fact).id;
    bool tells = std::ranges::any_of(policy_.floors, [&id](const FloorRule& floor) {
      return floor.by && (floor.by->fact == id || floor.by->table.other == id);
    });
    tells = tells || std::ranges::any_of(tables_.criteria, [fact](const CriterionTable& one) {
              return one.pair && one.reads(fact);
            });
    const auto note = [&](const ConditionTable& condition) {
      if (!condition.reads_fact() || condition.fact != fact) return;
      const MeasureDays days{Day::first(), Day::first()};
      const auto meets = [&](Answer one) { return answer_truth(condition, one, days, false).used; };
      const bool counts_markers = condition.test == ConditionTable::Test::marker_count;
      tells = tells || counts_markers || meets(answer) != meets(Answer::no());
    };
    each_when(tables_, [&note](const WhenTable& when) { each_condition(when, note); });
    return tells;
  }

  /// Whether some criterion gives points for a level or marker of a fact.
  [[nodiscard]] bool earns(FactIndex fact, std::size_t value) const {
    return std::ranges::any_of(tables_.criteria, [&](const CriterionTable& criterion) {
      if (criterion.pair || criterion.fact != fact) return false;
      return criterion.by_value[value] > Points{0};
    });
  }

  void look_at_answers(std::size_t criterion) {
    const CriterionTable& table = tables_.criteria[criterion];
    if (table.most == Points{0}) return;  // no_effect says so
    const FactDefinition& fact = schema_.fact(table.fact);
    std::string words;
    for (std::size_t i = 0; i < table.by_value.size(); ++i) {
      if (earns(table.fact, i)) continue;
      const Answer answer = table.kind == FactKind::choice
                                ? Answer::level(static_cast<std::uint32_t>(i))
                                : Answer::markers(1U << i);
      if (some_condition_tells(table.fact, answer)) continue;
      words += (words.empty() ? "`" : ", `") + fact.levels[i].id + '`';
    }
    if (words.empty()) return;
    add(DoubtKind::answer_without_effect, policy_.criteria[criterion].place,
        policy_.criteria[criterion].fact,
        "\"" + fact.label +
            "\": these answers earn nothing, and no rule asks for them. So each is the same as a "
            "checked `no` here: " +
            words + ".");
  }

  void look_at_share(std::size_t criterion) {
    const CriterionRule& rule = policy_.criteria[criterion];
    const CriterionTable& table = tables_.criteria[criterion];
    const UnknownShare share =
        rule.critical ? policy_.unknown.critical_share : policy_.unknown.share;
    const bool is_part = share == UnknownShare::third || share == UnknownShare::half;
    if (rule.unknown || table.pair || !is_part || table.most == Points{0} ||
        table.unknown != table.most)
      return;
    add(DoubtKind::share_rounded_up, rule.place, rule.fact,
        "\"" + schema_.fact(table.fact).label +
            "\": an unknown answer earns all that any answer can, " + to_text(table.most) +
            ": its share, `" + std::string{to_text(share)} +
            "`, is rounded up to a whole point. Write `unknown`, or use larger numbers.");
  }

  /// The oldest date that can be written is older than anything that anybody meant.
  void look_at_share_of_date(std::size_t criterion) {
    const CriterionRule& rule = policy_.criteria[criterion];
    const CriterionTable& table = tables_.criteria[criterion];
    const auto* per = std::get_if<PointsPer>(&rule.scale);
    const bool without_limit = per != nullptr && !per->at_most && per->points > Points{0};
    if (rule.unknown || !without_limit || table.kind != FactKind::date) return;
    if (table.unknown == Points{0}) return;
    add(DoubtKind::share_without_limit, rule.place, rule.fact,
        "\"" + schema_.fact(table.fact).label + "\": while it is not known it earns " +
            to_text(table.unknown) + ", a share of what the oldest date there is would earn, " +
            to_text(table.most) + ". Write `unknown`, or `at_most`.");
  }

  void look_at_unknown_age() {
    if (!policy_.age) return;
    std::vector<AgePoints> plain;
    std::ranges::copy_if(policy_.age->points, std::back_inserter(plain),
                         [](const AgePoints& row) { return row.when.empty(); });
    const AgePoints& newborn = plain.front();
    const auto best = std::ranges::max_element(plain, {}, &AgePoints::points);
    if (best->points <= newborn.points) return;
    const bool conditional = plain.size() < policy_.age->points.size();
    add(DoubtKind::unknown_age_earns_less, best->place, "age",
        std::string{conditional ? "Where no row with conditions counts, a" : "A"} +
            " child whose date of birth is not known is taken as newborn and earns " +
            to_text(newborn.points) + ", less than one under " +
            std::to_string(best->under.count()) + " months (" + to_text(best->points) +
            "): an unknown birth can hide a more urgent case.");
  }

  void look_at_floors() {
    for (std::size_t i = 0; i < tables_.floors.size(); ++i) {
      if (!policy_.floors[i].action.empty() || tables_.floors[i].pair) continue;
      for (std::size_t j = 0; j < tables_.floors.size(); ++j) {
        if (i == j || tables_.floors[j].pair) continue;
        if (tables_.floors[j].band > tables_.floors[i].band) continue;
        if (tables_.floors[i].whatever_else && !tables_.floors[j].whatever_else) continue;
        if (!implies(tables_.floors[i].when, tables_.floors[j].when)) continue;
        const bool alike = tables_.floors[j].whatever_else == tables_.floors[i].whatever_else &&
                           tables_.floors[j].band == tables_.floors[i].band &&
                           implies(tables_.floors[j].when, tables_.floors[i].when);
        if (alike && i < j) continue;  // the later of two alike is the one too many
        add(DoubtKind::hidden_rule, policy_.floors[i].place, policy_.floors[i].id,
            "Wherever this floor holds, " + policy_.floors[j].id +
                " holds too and its band is as urgent or more: this one changes nothing.");
        break;
      }
    }
  }

  void look_at_faster() {
    for (std::size_t i = 0; i < tables_.faster.size(); ++i) {
      for (std::size_t j = 0; j < tables_.faster.size(); ++j) {
        if (i == j || tables_.faster[j].times < tables_.faster[i].times) continue;
        if (!implies(tables_.faster[i].when, tables_.faster[j].when)) continue;
        const bool alike = tables_.faster[j].times == tables_.faster[i].times &&
                           implies(tables_.faster[j].when, tables_.faster[i].when);
        if (alike && i < j) continue;
        add(DoubtKind::hidden_rule, policy_.waiting->faster[i].place, "waiting",
            "Wherever this row holds, faster row " + std::to_string(j + 1) +
                " holds too and multiplies as much or more: this one changes nothing.");
        break;
      }
    }
  }

  /// The wait by which promotion has lifted every case at least into `below`.
  void look_at_must_allocate() {
    const auto& rule = policy_.must_allocate;
    if (!rule || !rule->waiting || !policy_.promotion) return;
    const std::size_t steps = policy_.bands.size() - 1 - tables_.must_allocate_below;
    const std::vector<Days>& after = policy_.promotion->after_days;
    if (steps == 0 || steps > after.size()) return;
    if (tables_.promotion_limit > tables_.must_allocate_below) return;
    if (after[steps - 1] > *rule->waiting) return;
    add(DoubtKind::hidden_rule, rule->place, "must_allocate",
        "No wait ever brings a case into this tier: after " +
            std::to_string(after[steps - 1].count()) +
            " days promotion has lifted every case into " + rule->below +
            " or higher, where `waiting_days` changes no place.");
  }

  const Policy& policy_;
  const FactSchema& schema_;
  const PolicyTables& tables_;
  std::vector<Doubt> doubts_;
};

}  // namespace

std::vector<Doubt> doubts_about_rules(const CompiledPolicy& policy) {
  return RuleReview{policy}.build();
}

}  // namespace waitlist
