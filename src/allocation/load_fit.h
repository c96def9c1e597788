// Whether a unit of several places fits among those that are placed, however they are re-arranged.
#pragma once

#include <waitlist/allocation/assignment.h>

#include "allocation/load_flow.h"
#include "allocation/load_packing.h"

#include <cstdint>
#include <optional>
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
    std::vector<KindCount> work;  ///< kinds of work with a limit

    /// How many of a kind of work each of these units counts as.
    [[nodiscard]] std::uint32_t of(LimitedKind kind) const noexcept;
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
  /// one that sees what whole units cannot fill. A kind of work takes the part of urgent units
  /// where it is given: what is urgent is then not asked for.
  [[nodiscard]] LoadFlow flow_of(const Question& part,
                                 const LoadPacking& packing,
                                 QueuedUnit unit,
                                 std::uint32_t divisor,
                                 std::optional<LimitedKind> inner = std::nullopt) const;
  /// Units of one kind of work alone, each as many places as it counts as: another weaker question.
  [[nodiscard]] LoadFlow kind_flow(const Question& part,
                                   const LoadPacking& packing,
                                   QueuedUnit unit,
                                   LimitedKind kind) const;
  void limit_units(const Question& part, LoadFlow& flow) const;
  /// Whether units of a kind of work take as many places as they count as.
  [[nodiscard]] bool counts_like_places(const Question& part, LimitedKind kind) const;
  /// The most places that one of a kind of work takes, rounded up.
  [[nodiscard]] std::uint32_t places_of_one(const Question& part, LimitedKind kind) const;
  /// The most of a kind of work that stand in one place, rounded up.
  [[nodiscard]] std::uint32_t most_in_place(const Question& part, LimitedKind kind) const;
  /// The kind of work that a search counts like urgent units, where nothing limits these.
  [[nodiscard]] std::optional<LimitedKind> inner_kind(const Question& part) const;
  [[nodiscard]] bool too_many_of_a_kind(const Question& part,
                                        const LoadPacking& packing,
                                        QueuedUnit unit);
  [[nodiscard]] TightSet proof_by_kind(const Question& part,
                                       const LoadPacking& packing,
                                       QueuedUnit unit) const;

  /// At most so many of a kind of work with a person of the question.
  struct KindLimit {
    std::size_t at = 0;
    LimitedKind kind;
    std::uint32_t most = 0;
  };

  /// Where whole units pass a limit that the flow does not know.
  struct Passed {
    bool at_all = false;
    bool for_certain = false;  ///< no side of a limit that was taken could mend it
    LoadFlow::Split split;     ///< units of which there must be fewer, or no fewer
  };

  [[nodiscard]] Passed passed_limit(const Question& part, const LoadFlow& flow) const;
  void look_at(const Question& part,
               const LoadFlow& flow,
               const KindLimit& limit,
               Passed& passed) const;
  [[nodiscard]] bool hopeless(const Question& part, const LoadPacking& packing, QueuedUnit unit);
  [[nodiscard]] FitAnswer search(const Question& part, LoadFlow& flow);
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
