// Whether a unit of several places fits among those that are placed, however they are re-arranged.
#pragma once

#include <waitlist/allocation/assignment.h>

#include "allocation/load_flow.h"
#include "allocation/load_packing.h"

#include <cstdint>
#include <vector>

namespace waitlist {

enum class FitAnswer : std::uint8_t {
  found,       ///< it is placed, and all the others still are
  impossible,  ///< no arrangement whatever places all of them
  stopped,     ///< neither was found out within the steps that are allowed
};

/// Answers by a search over how many units of a kind each practitioner has, which a flow that may
/// share units cuts short: where not even shared units fit, nothing does. The steps that are
/// allowed are counted, for one question and for all questions together; no clock decides.
class LoadFit {
 public:
  static constexpr std::int64_t kStepsOfAll = 400'000'000;

  /// Requires a checked problem that outlives this.
  explicit LoadFit(const AssignmentProblem& problem, std::int64_t steps_of_all = kStepsOfAll);

  [[nodiscard]] std::int64_t steps_left() const noexcept { return steps_left_; }

  /// Whether a unit may fit: false is a proof that it does not. Looks at shared units alone.
  [[nodiscard]] bool may_fit(const LoadPacking& packing, QueuedUnit unit);

  /// Places that are full but for fewer than the unit takes, and the units that hold them: none of
  /// these, nor the unit, could go anywhere else. Empty where counting places alone proves nothing.
  [[nodiscard]] TightSet proof(const LoadPacking& packing, QueuedUnit unit) const;

  /// Those whose places, were there more of them, might help the unit: nobody else's do.
  [[nodiscard]] std::vector<PractitionerIndex> helpers(const LoadPacking& packing,
                                                       QueuedUnit unit) const;

  /// The whole question, of a unit that is not placed. `packing` changes when it is found.
  [[nodiscard]] FitAnswer fit(LoadPacking& packing, QueuedUnit unit);

 private:
  struct Kind {
    std::uint32_t load = 1;
    bool urgent = false;
    std::vector<PractitionerIndex> eligible;
  };

  /// The part of the problem that the unit's question is about, by numbers of its own.
  struct Question {
    std::vector<PractitionerIndex> people;
    std::vector<std::uint32_t> kinds;
    std::vector<QueuedUnit> units;         ///< placed with these people, by number
    std::vector<std::uint32_t> person_of;  ///< of each practitioner; kOutside
    std::vector<std::uint32_t> class_of;   ///< of each kind; kOutside
  };

  static constexpr std::uint32_t kOutside = UINT32_MAX;

  [[nodiscard]] Question part_around(const LoadPacking& packing, QueuedUnit unit) const;
  /// The shared problem with loads and places divided and rounded down: a weaker question, but
  /// one that sees what whole units cannot fill.
  [[nodiscard]] LoadFlow flow_of(const Question& part,
                                 const LoadPacking& packing,
                                 QueuedUnit unit,
                                 std::uint32_t divisor) const;
  [[nodiscard]] bool hopeless(const Question& part, const LoadPacking& packing, QueuedUnit unit);
  [[nodiscard]] FitAnswer search(LoadFlow& flow);
  void hand_out(const Question& part,
                const LoadFlow& flow,
                LoadPacking& packing,
                QueuedUnit unit) const;

  const AssignmentProblem& problem_;
  std::vector<Kind> kinds_;
  std::vector<std::uint32_t> kind_of_;  ///< of each unit
  std::int64_t steps_left_;
};

}  // namespace waitlist
