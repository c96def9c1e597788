#include <waitlist/allocation/assignment.h>
#include <waitlist/base/limits.h>

#include "allocation/assignment_state.h"
#include "allocation/unique_optimum.h"

#include <algorithm>
#include <utility>

namespace waitlist {

Result<Assignment> Assignment::solve(const AssignmentProblem& problem) {
  Errors errors = problem.check();
  for (QueuedUnit unit{0}; errors.empty() && unit < problem.unit_count(); ++unit) {
    if (problem.load(unit) == 1) continue;
    errors.push_back({ErrorCode::out_of_range, "problem", 0, 0, "unit " + std::to_string(unit),
                      std::to_string(problem.load(unit)),
                      "here a unit takes one place; solve_weighted() is for more"});
  }
  if (problem.has_kinds()) {
    errors.push_back({ErrorCode::out_of_range, "problem", 0, 0, "kinds", "",
                      "here nobody has a limit on a kind of work; solve_weighted() is for that"});
  }
  if (!errors.empty()) return failed(std::move(errors));
  auto state = std::make_unique<State>(problem);
  state->place_in_queue_order();
  return Assignment{std::move(state)};
}

Assignment::Assignment(std::unique_ptr<State> state) noexcept : state_{std::move(state)} {}

Assignment::Assignment(const Assignment& other) : state_{std::make_unique<State>(*other.state_)} {}

Assignment& Assignment::operator=(const Assignment& other) {
  if (this != &other) state_ = std::make_unique<State>(*other.state_);
  return *this;
}

Assignment::Assignment(Assignment&&) noexcept = default;
Assignment& Assignment::operator=(Assignment&&) noexcept = default;
Assignment::~Assignment() = default;

std::size_t Assignment::unit_count() const noexcept { return state_->flow.units(); }

std::size_t Assignment::practitioner_count() const noexcept { return state_->flow.practitioners(); }

std::size_t Assignment::placed_count() const noexcept {
  std::size_t placed = 0;
  for (PractitionerIndex p{0}; p < state_->flow.practitioners(); ++p) {
    placed += state_->flow.taken(p);
  }
  return placed;
}

std::optional<PractitionerIndex> Assignment::practitioner_of(QueuedUnit unit) const noexcept {
  const PlaceFlow::Node node = state_->flow.node_of(unit);
  if (node == PlaceFlow::kNowhere) return std::nullopt;
  return state_->flow.practitioner_at(node);
}

std::uint32_t Assignment::places_taken(PractitionerIndex practitioner) const noexcept {
  return state_->flow.taken(practitioner);
}

std::uint32_t Assignment::urgent_taken(PractitionerIndex practitioner) const noexcept {
  std::uint32_t count = state_->flow.urgent_at(practitioner);
  for (const QueuedUnit unit : state_->flow.held(practitioner)) {
    if (state_->flow.urgent(unit)) ++count;
  }
  return count;
}

Cost Assignment::total() const noexcept { return Cost{state_->flow.total()}; }

std::vector<QueuedUnit> Assignment::queue() const { return state_->queue; }

Result<QueuedUnit> Assignment::insert(QueuedUnit before,
                                      std::span<const EligiblePair> eligible,
                                      bool urgent) {
  AssignmentProblem problem;
  for (PractitionerIndex p{0}; p < state_->flow.practitioners(); ++p) {
    problem.add_practitioner({});
  }
  problem.add_unit(eligible, urgent);
  Errors errors = problem.check();
  if (state_->flow.units() >= limits::kCasesMax) {
    errors.push_back({ErrorCode::too_large, "problem", 0, 0, "units", "",
                      "at most " + std::to_string(limits::kCasesMax) + " are allowed"});
  }
  if (!errors.empty()) return failed(std::move(errors));
  return state_->insert(before, eligible, urgent);
}

void Assignment::remove(QueuedUnit unit) { state_->remove(unit); }

void Assignment::take_place(PractitionerIndex practitioner) { state_->take_place(practitioner); }

void Assignment::withdraw(PractitionerIndex practitioner) { state_->withdraw(practitioner); }

Errors Assignment::keep_where_they_are() {
  // A move has to cost more than all differences in price together.
  const std::int64_t price = state_->flow.largest_price();
  const auto steps = static_cast<std::int64_t>(state_->flow.units() + state_->flow.nodes() + 8);
  constexpr std::int64_t kMost = INT64_MAX / 16;
  if (price > kMost / steps / steps) {
    return {{ErrorCode::out_of_range, "problem", 0, 0, "price", std::to_string(price),
             "prices are too large for counting moves before prices"}};
  }
  state_->flow.price_moves(price * 8 * steps);
  return {};
}

}  // namespace waitlist
