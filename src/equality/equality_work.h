// The parts of an analysis, one after the other: what is hidden, what is compared, what gaps are
// made of, who has anything on record.
#pragma once

#include "equality/measured_units.h"
#include "equality/monitored_labels.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace waitlist {

/// A monitoring fact on the way. Its labels hold true counts, `found` only what is shown.
struct FactWork {
  FactIndex fact = 0;
  MonitoredLabels labels;
  MonitoredFact found;

  [[nodiscard]] std::uint64_t size(std::size_t group) const { return *labels.groups[group].units; }

  [[nodiscard]] std::vector<std::uint8_t> marks_of(std::size_t group) const;

  /// Whether the group is shown and has others to be compared with.
  [[nodiscard]] bool is_compared(std::size_t group) const {
    return found.compared && !found.groups[group].hidden() && size(group) > 0 &&
           size(group) < labels.of_unit.size();
  }
};

/// What is wrong with what was asked; empty: nothing.
[[nodiscard]] Errors faults_of(const Ranking& ranking,
                               const EqualityOptions& options,
                               const MeasuredUnits& units,
                               const std::vector<FactWork>& facts);

/// The facts for monitoring, in the order of the schema, small groups hidden.
[[nodiscard]] std::vector<FactWork> monitored_facts(const Ranking& ranking,
                                                    const MeasuredUnits& units,
                                                    const EqualityOptions& options);

/// Hides shares whose counts are small, and those that would give one away.
void hide_shares(const MeasuredUnits& units, std::uint64_t smallest, FactWork& work);

/// Tests what is compared, over all bands and within them.
void compare_groups(const MeasuredUnits& units,
                    std::vector<FactWork>& facts,
                    OrderEquality& report);

/// Takes gaps of points and places apart.
void split_gaps(const MeasuredUnits& units, std::vector<FactWork>& facts, OrderEquality& report);

void tell_completeness(const CaseTable& cases,
                       const MeasuredUnits& units,
                       std::uint64_t smallest,
                       FactWork& work);

/// Whether two units differ in it.
[[nodiscard]] bool differs(const std::vector<std::int64_t>& values);

}  // namespace waitlist
