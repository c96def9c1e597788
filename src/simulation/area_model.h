// A service area, its lists and its policies, checked against each other and ready to run.
#pragma once

#include "simulation/area_run.h"
#include "simulation/report_groups.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace waitlist {

/// Everything that makes a simulation impossible. Empty: AreaModel may be made.
[[nodiscard]] Errors area_faults(const AreaScenario& scenario,
                                 const AreaLists& lists,
                                 std::span<const CompiledPolicy> policies);

class AreaModel {
 public:
  AreaModel(const AreaScenario& scenario,
            const AreaLists& lists,
            std::span<const CompiledPolicy> policies);
  /// The model keeps looking at its lists: none that end with the statement.
  AreaModel(const AreaScenario&, AreaLists&&, std::span<const CompiledPolicy>) = delete;

  [[nodiscard]] const AreaScenario& scenario() const noexcept { return scenario_; }

  [[nodiscard]] std::span<const CompiledPolicy> policies() const noexcept { return policies_; }

  [[nodiscard]] const AreaLists& lists() const noexcept { return lists_; }

  /// The roster that work is allocated from; null: anybody may take any case.
  [[nodiscard]] const AreaRoster* roster() const noexcept {
    return lists_.roster ? &*lists_.roster : nullptr;
  }

  /// What the record of the scenario says; empty without one.
  [[nodiscard]] const RecordedOutcomes& outcomes() const noexcept { return maker_.outcomes(); }

  [[nodiscard]] const ReportGroups& groups() const noexcept { return groups_; }

  [[nodiscard]] Families families(std::uint32_t replication) const;

  /// The same, of which only is known that they belong to all cases.
  [[nodiscard]] Families ungrouped_families(std::uint32_t replication) const;

  /// One policy over these families, ready to run. `practitioners` stands in place of their number
  /// and its changes, where they are not those of a roster; nullopt: as the scenario says.
  [[nodiscard]] AreaRun run_of(std::size_t policy,
                               const Families& families,
                               std::uint32_t replication,
                               std::optional<std::uint32_t> practitioners = std::nullopt) const;

 private:
  const AreaScenario& scenario_;
  const AreaLists& lists_;
  std::span<const CompiledPolicy> policies_;
  CaseTable start_;
  FamilyMaker maker_;
  ReportGroups groups_;
};

}  // namespace waitlist
