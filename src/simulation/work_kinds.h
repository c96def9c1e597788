// Kinds of work: who may do it and how many places it takes. Few kinds make up a whole list.
#pragma once

#include <waitlist/allocation/assignment_problem.h>

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace waitlist {

struct WorkKind {
  std::vector<PractitionerIndex> posts;  ///< rising
  std::uint32_t load = 1;

  friend auto operator<=>(const WorkKind&, const WorkKind&) = default;
};

class WorkKinds {
 public:
  /// The number of a kind, which stays the same.
  std::uint32_t number_of(WorkKind kind) {
    const auto [at, is_new] =
        numbers_.emplace(std::move(kind), static_cast<std::uint32_t>(kinds_.size()));
    if (is_new) kinds_.push_back(&at->first);
    return at->second;
  }

  [[nodiscard]] const WorkKind& operator[](std::uint32_t number) const { return *kinds_[number]; }

  [[nodiscard]] std::size_t size() const noexcept { return kinds_.size(); }

 private:
  std::map<WorkKind, std::uint32_t> numbers_;
  std::vector<const WorkKind*> kinds_;  ///< by number; nodes of a map stay where they are
};

}  // namespace waitlist
