#include "equality/monitored_labels.h"

#include <bit>
#include <optional>

namespace waitlist {
namespace {

using GroupKind = MonitoredGroup::Kind;

MonitoredGroup group_of(GroupKind kind, std::string label) {
  return {kind, '(' + std::string{to_text(kind)} + ')', std::move(label), 0};
}

/// The groups of a fact: its levels, then none, several and not recorded.
class FactGroups {
 public:
  explicit FactGroups(const FactDefinition& fact) : compared_{is_compared(fact)} {
    if (compared_) {
      for (const FactLevel& level : fact.levels) {
        groups_.push_back({GroupKind::level, level.id, level.label, 0});
      }
    } else {
      groups_.push_back({GroupKind::level, "(recorded)", "Recorded", 0});
    }
    none_ = add(GroupKind::none, "None");
    checklist_ = fact.kind == FactKind::checklist;
    if (checklist_) several_ = add(GroupKind::several, "More than one");
    not_recorded_ = add(GroupKind::not_recorded, "Not recorded");
  }

  /// nullopt: not recorded.
  [[nodiscard]] std::optional<std::uint32_t> of(Answer answer) const {
    if (!answer.known()) return std::nullopt;
    if (!answer.given()) return none_;
    if (!compared_) return 0;
    if (!checklist_) return answer.value();
    if (answer.marker_count() > 1) return several_;
    return static_cast<std::uint32_t>(std::countr_zero(answer.value()));
  }

  [[nodiscard]] std::uint32_t not_recorded() const noexcept { return not_recorded_; }

  [[nodiscard]] std::vector<MonitoredGroup> take() && { return std::move(groups_); }

 private:
  std::uint32_t add(GroupKind kind, std::string label) {
    groups_.push_back(group_of(kind, std::move(label)));
    return static_cast<std::uint32_t>(groups_.size() - 1);
  }

  bool compared_;
  bool checklist_ = false;
  std::uint32_t none_ = 0;
  std::uint32_t several_ = 0;
  std::uint32_t not_recorded_ = 0;
  std::vector<MonitoredGroup> groups_;
};

}  // namespace

bool is_compared(const FactDefinition& fact) noexcept {
  return fact.kind == FactKind::choice || fact.kind == FactKind::checklist;
}

MonitoredLabels monitored_labels(const CaseTable& cases,
                                 FactIndex fact,
                                 const MeasuredUnits& units) {
  FactGroups groups{cases.schema().fact(fact)};
  MonitoredLabels labels;
  labels.of_unit.reserve(units.size());
  for (const CaseRow lead : units.leads) {
    labels.of_unit.push_back(groups.of(cases.answer(lead, fact)).value_or(groups.not_recorded()));
  }
  labels.groups = std::move(groups).take();
  for (const std::uint32_t group : labels.of_unit) ++*labels.groups[group].units;
  return labels;
}

std::string_view to_text(MonitoredGroup::Kind kind) noexcept {
  switch (kind) {
    case GroupKind::level: return "level";
    case GroupKind::none: return "none";
    case GroupKind::several: return "several";
    case GroupKind::not_recorded: return "not_recorded";
  }
  return "";
}

}  // namespace waitlist
