#include <waitlist/allocation/assignment_problem.h>
#include <waitlist/base/limits.h>

#include "base/fault_list.h"

#include <algorithm>

namespace waitlist {
namespace {

bool within_limits(Cost cost) {
  return cost.count() >= -limits::kPairCostMax && cost.count() <= limits::kPairCostMax;
}

const std::string& price_limits() {
  static const std::string text = "a price is from -" + std::to_string(limits::kPairCostMax) +
                                  " to " + std::to_string(limits::kPairCostMax);
  return text;
}

class ProblemCheck {
 public:
  explicit ProblemCheck(const AssignmentProblem& problem)
      : problem_{problem}, named_by_(problem.practitioner_count(), QueuedUnit{UINT32_MAX}) {}

  Errors run() {
    check_sizes();
    const auto practitioners = static_cast<PractitionerIndex>(problem_.practitioner_count());
    for (PractitionerIndex i{0}; i < practitioners; ++i) check_practitioner(i);
    const auto units = static_cast<QueuedUnit>(problem_.unit_count());
    for (QueuedUnit unit{0}; unit < units; ++unit) check_unit(unit);
    return faults_.take();
  }

 private:
  void check_sizes() {
    const auto check = [this](std::size_t count, std::size_t most, const char* what) {
      if (count <= most) return;
      add(ErrorCode::too_large, what, std::to_string(count),
          "at most " + std::to_string(most) + " are allowed");
    };
    check(problem_.practitioner_count(), limits::kPractitionersMax, "practitioners");
    check(problem_.unit_count(), limits::kCasesMax, "units");
    check(problem_.pair_count(), limits::kPairsMax, "pairs");
  }

  void check_practitioner(PractitionerIndex index) {
    const PractitionerPlaces& places = problem_.places(index);
    const std::string field = "practitioner " + std::to_string(index);
    if (places.places > limits::kPlacesMax) {
      add(ErrorCode::out_of_range, field, std::to_string(places.places),
          "a practitioner has at most " + std::to_string(limits::kPlacesMax) + " places");
      return;
    }
    if (places.below_least.count() < 0 || !within_limits(places.below_least)) {
      add(ErrorCode::out_of_range, field, std::to_string(places.below_least.count()),
          "the first places of a practitioner cost less by 0 or more, and " + price_limits());
    }
    for (const PlacePrice& price : {places.price, places.urgent_price}) {
      const bool right = price.rise.count() >= 0 && within_limits(price.rise) &&
                         within_limits(price.first) &&
                         price.rise.count() * places.places <= limits::kPairCostMax;
      if (!right) {
        add(ErrorCode::out_of_range, field, std::to_string(price.rise.count()),
            "the price of a place does not fall as places are taken, and " + price_limits());
      }
    }
  }

  void check_kinds(QueuedUnit unit) {
    for (const KindCount& one : problem_.kinds(unit)) {
      if (one.count >= 1 && one.count <= limits::kLoadMax && one.kind < limits::kLimitedKindsMax) {
        continue;
      }
      this->add(ErrorCode::out_of_range, "unit " + std::to_string(unit), std::to_string(one.count),
                "a unit counts as 1 to " + std::to_string(limits::kLoadMax) + " of a kind, of " +
                    std::to_string(limits::kLimitedKindsMax) + " kinds at most");
    }
  }

  void check_unit(QueuedUnit unit) {
    check_kinds(unit);
    const auto add = [&](ErrorCode code, std::int64_t found, std::string reason) {
      this->add(code, "unit " + std::to_string(unit), std::to_string(found), std::move(reason));
    };
    if (problem_.load(unit) == 0 || problem_.load(unit) > limits::kLoadMax) {
      add(ErrorCode::out_of_range, problem_.load(unit),
          "a unit takes 1 to " + std::to_string(limits::kLoadMax) + " places");
    }
    for (const EligiblePair& pair : problem_.eligible(unit)) {
      if (pair.practitioner >= named_by_.size()) {
        add(ErrorCode::unknown_reference, pair.practitioner,
            "there is no practitioner of this number");
        continue;
      }
      if (named_by_[pair.practitioner] == unit) {
        add(ErrorCode::duplicate_name, pair.practitioner,
            "this practitioner is named twice for this unit");
      }
      named_by_[pair.practitioner] = unit;
      if (!within_limits(pair.cost)) {
        add(ErrorCode::out_of_range, pair.cost.count(), price_limits());
      }
    }
  }

  void add(ErrorCode code, std::string field, std::string found, std::string reason) {
    faults_.add({code, "problem", 0, 0, std::move(field), std::move(found), std::move(reason)});
  }

  const AssignmentProblem& problem_;
  std::vector<QueuedUnit> named_by_;  ///< the last unit that named each practitioner
  FaultList faults_;
};

}  // namespace

PractitionerIndex AssignmentProblem::add_practitioner(const PractitionerPlaces& places) {
  places_.push_back(places);
  return static_cast<PractitionerIndex>(places_.size() - 1);
}

QueuedUnit AssignmentProblem::add_unit(std::span<const EligiblePair> eligible,
                                       bool urgent,
                                       std::uint32_t load) {
  pairs_.insert(pairs_.end(), eligible.begin(), eligible.end());
  begin_.push_back(pairs_.size());
  load_.push_back(load);
  urgent_.push_back(urgent ? 1 : 0);
  return static_cast<QueuedUnit>(load_.size() - 1);
}

QueuedUnit AssignmentProblem::add_unit_like(const AssignmentProblem& other, QueuedUnit unit) {
  const QueuedUnit added = add_unit(other.eligible(unit), other.urgent(unit), other.load(unit));
  for (const KindCount& one : other.kinds(unit)) add_kind(added, one);
  return added;
}

void AssignmentProblem::limit_kind(PractitionerIndex practitioner,
                                   LimitedKind kind,
                                   std::uint32_t most) {
  if (kind >= kind_limits_.size()) kind_limits_.resize(std::size_t{kind} + 1);
  auto& limits = kind_limits_[kind];
  if (limits.size() < places_.size()) limits.resize(places_.size(), PractitionerPlaces::kNoLimit);
  limits[practitioner] = most;
}

void AssignmentProblem::add_kind(QueuedUnit unit, KindCount kind) {
  if (kinds_.size() <= unit) kinds_.resize(std::size_t{unit} + 1);
  auto& kinds = kinds_[unit];
  kinds.insert(std::ranges::upper_bound(kinds, kind), kind);
}

bool AssignmentProblem::fits_alone(QueuedUnit unit, PractitionerIndex practitioner) const noexcept {
  const PractitionerPlaces& places = places_[practitioner];
  if (load(unit) > places.places || (urgent(unit) && load(unit) > places.urgent_places)) {
    return false;
  }
  return std::ranges::all_of(kinds(unit), [&](const KindCount& one) {
    return one.kind >= kind_count() || one.count <= kind_limit(practitioner, one.kind);
  });
}

void AssignmentProblem::reserve(std::size_t units, std::size_t pairs) {
  begin_.reserve(units + 1);
  load_.reserve(units);
  urgent_.reserve(units);
  pairs_.reserve(pairs);
}

Errors AssignmentProblem::check() const { return ProblemCheck{*this}.run(); }

}  // namespace waitlist
