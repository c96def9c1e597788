#include "scoring/answer_words.h"
#include "scoring/explained_case.h"
#include "scoring/standing.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

namespace waitlist {
namespace {

class StepList {
 public:
  explicit StepList(const ExplainedCase& explained)
      : explained_{explained}, policy_{explained.policy.written()} {}

  std::vector<BandStep> build() {
    steps_.reserve(5);
    band_ = band_by_points(explained_.policy.tables(), explained_.score.risk.used);
    add(BandStep::Kind::points, "by its risk points");
    add_cannot_tell();
    add_floors();
    add_ceilings();
    add_decision();
    add_promotion();
    add_must_allocate();
    return std::move(steps_);
  }

 private:
  BandStep& add(BandStep::Kind kind, std::string_view text) {
    BandStep& step = steps_.emplace_back();
    step.kind = kind;
    step.text = text;
    step.band = policy_.bands[band_].id;
    return step;
  }

  [[nodiscard]] std::string_view words(std::initializer_list<std::string_view> parts) const {
    return explained_.texts.keep(parts);
  }

  void add_cannot_tell() {
    const PolicyTables& tables = explained_.policy.tables();
    if (!cannot_tell(explained_.scored)) return;
    const CannotTellRule& rule = *policy_.cannot_tell;
    std::string open;
    for (const FactIndex fact : tables.cannot_tell->facts) {
      if (explained_.scored.answer(fact).known()) continue;
      open.append(open.empty() ? "" : ", ").append(tables.schema.fact(fact).label);
    }
    band_ = tables.cannot_tell->band;
    BandStep& step =
        add(BandStep::Kind::cannot_tell, words({rule.label, ", while this is not known: ", open}));
    step.provenance = rule.origin.provenance;
  }

  /// Each that holds, whether it changes anything or not.
  void add_ceilings() {
    const PolicyTables& tables = explained_.policy.tables();
    BandLimiter limiter{tables};
    for (std::size_t i = 0; i < tables.floors.size(); ++i) {
      limiter.note(tables.floors[i], explained_.floors[i]);
    }
    for (std::size_t i = 0; i < tables.ceilings.size(); ++i) {
      const auto& at_most = tables.ceilings[i].band;
      if (!at_most || !explained_.ceilings[i].used) continue;
      limiter.note_ceiling(*at_most, explained_.ceilings[i]);
      const BandIndex left = limiter.limits(false).ceiling.used;
      const bool held = left < *at_most && band_ < *at_most;
      const bool changes = band_ < left;
      band_ = std::max(band_, left);
      const CeilingRule& rule = policy_.ceilings[i];
      BandStep& step =
          add(BandStep::Kind::ceiling,
              words({rule.label, changes ? "" : " (changes nothing here)",
                     held ? ": it goes no lower than a floor that holds whatever else" : ""}));
      step.rule = rule.id;
      step.provenance = rule.origin.provenance;
    }
  }

  /// With both answers where a table says so. A host may leave the label out.
  [[nodiscard]] std::string_view label_of(const FloorRule& rule, const FloorTable& table) const {
    const std::string_view label = rule.label.empty() ? rule.id : rule.label;
    if (!table.pair) return label;
    return words({label, " (",
                  both_answers_in_words(table.pair->first.fact, table.pair->other.fact,
                                        explained_.scored, explained_.texts),
                  ")"});
  }

  void add_floors() {
    const PolicyTables& tables = explained_.policy.tables();
    for (std::size_t i = 0; i < tables.floors.size(); ++i) {
      const std::optional<BandIndex>& held = explained_.floors[i].used;
      if (!held) continue;
      const FloorRule& rule = policy_.floors[i];
      band_ = std::min(band_, *held);
      BandStep& step = add(BandStep::Kind::floor, label_of(rule, tables.floors[i]));
      step.rule = rule.id;
      step.action = rule.action;
      step.provenance = rule.origin.provenance;
    }
  }

  /// `P2 (High)`.
  [[nodiscard]] std::string_view band_in_words(std::string_view id) const {
    const auto band = explained_.policy.find_band(id);
    if (!band) return id;
    const BandRule& rule = policy_.bands[*band];
    return rule.label.empty() || rule.label == id ? id : words({id, " (", rule.label, ")"});
  }

  void add_decision() {
    const ScoredCase& scored = explained_.scored;
    const ManagerDecision* decision = explained_.cases.decision(scored.row);
    if (decision == nullptr) return;
    const std::string_view what =
        words({"decision of manager ", decision->made_by, " to ", to_text(decision->direction),
               " to ", band_in_words(decision->band)});
    const bool in_force =
        decision_in_force(explained_.cases, scored.tables, scored.row, explained_.as_of) != nullptr;
    if (!in_force) {
      add(BandStep::Kind::decision, words({what, ": not in force on this day"}));
      return;
    }
    const BandIndex before = band_;
    band_ = explained_.facts.band_used;
    add(BandStep::Kind::decision,
        words({what, decision->agreed_by.empty() ? "" : ", agreed by ", decision->agreed_by, ": ",
               decision->reason, band_ == before ? " (changes nothing here)" : ""}));
  }

  void add_promotion() {
    const BandIndex promoted = explained_.score.band;
    if (promoted == band_) return;
    band_ = promoted;
    BandStep& step = add(BandStep::Kind::promotion,
                         words({"has waited ", days_in_words(explained_.score.waited.count())}));
    step.provenance = policy_.promotion->origin.provenance;
  }

  void add_must_allocate() {
    if (!explained_.score.must_allocate) return;
    const MustAllocateRule& rule = *policy_.must_allocate;
    const bool by_wait = rule.waiting && explained_.score.waited >= *rule.waiting;
    const std::string_view text =
        by_wait ? words({"has waited ", days_in_words(rule.waiting->count()), " or more"})
                : words({"its filing date is ", days_in_words(rule.before_filing->count()),
                         " away or less"});
    BandStep& step = add(BandStep::Kind::must_allocate, text);
    step.band = explained_.policy.tier_id(explained_.score.tier);
    step.action = "must be allocated now";
    step.provenance = rule.origin.provenance;
  }

  const ExplainedCase& explained_;
  const Policy& policy_;
  BandIndex band_ = 0;
  std::vector<BandStep> steps_;
};

}  // namespace

std::vector<BandStep> band_steps(const ExplainedCase& explained) {
  return StepList{explained}.build();
}

}  // namespace waitlist
