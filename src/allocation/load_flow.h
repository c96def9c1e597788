// Units of several places, shared out place by place within limits: what a search over whole units
// asks again and again whether it can still come out right.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace waitlist {

/// Units that are the same to a packing.
struct UnitKind {
  std::uint32_t load = 1;
  bool urgent = false;
  std::vector<std::uint8_t> may;  ///< by practitioner: whether these units may go there
};

/// Places of a practitioner; `urgent` of them at most for urgent units, or a limit above them all.
struct LoadRoom {
  std::uint32_t all = 0;
  std::uint32_t urgent = 0;
};

/// A state of the search, to be copied. Practitioners and classes go by numbers of its own.
class LoadFlow {
 public:
  using Kinds = std::shared_ptr<const std::vector<UnitKind>>;

  /// Where a class has a part of a unit: `whole` units, and a rest.
  struct Split {
    std::size_t of = 0;
    std::size_t at = 0;
    std::uint32_t whole = 0;
  };

  LoadFlow(Kinds classes, std::vector<LoadRoom> rooms);

  /// One more unit of the class, at a practitioner who has the room; or anywhere, when settled.
  void put(std::size_t of, std::size_t at);
  void want(std::size_t of);

  /// Limits on the whole units of a class that somebody has. They are kept to when settled.
  void at_least(std::size_t of, std::size_t at, std::uint32_t units);
  void at_most(std::size_t of, std::size_t at, std::uint32_t units);

  /// Places everything that is wanted, sharing units among practitioners where need be. False: it
  /// cannot be done, so it cannot be done with whole units either. With `round`, places that no
  /// whole units could fill together are not counted.
  [[nodiscard]] bool settle(bool round);

  /// Where the last thing that was wanted could have gone, by practitioner, after settle() has
  /// failed: everybody there is full, and nothing there could go anywhere else.
  enum class Reached : std::uint8_t { no, urgent, all };
  [[nodiscard]] std::vector<Reached> reached() const;
  /// Whether units of the class are among those that could go nowhere else.
  [[nodiscard]] bool is_closed_in(std::size_t of) const;

  /// A unit that is shared: of the heaviest class, where most of one is. nullopt: none is.
  [[nodiscard]] std::optional<Split> split() const;

  [[nodiscard]] std::uint32_t least_units(std::size_t of, std::size_t at) const {
    return least_[cell(of, at)];
  }

  [[nodiscard]] std::uint32_t units_at(std::size_t of, std::size_t at) const {
    return x_[cell(of, at)] / (*kinds_)[of].load;
  }

  [[nodiscard]] std::size_t bytes() const noexcept { return 3 * x_.size() * sizeof(std::uint32_t); }

  /// Cells looked at so far, in this state and those it was copied from.
  [[nodiscard]] std::int64_t steps() const noexcept { return steps_; }

 private:
  [[nodiscard]] std::size_t cell(std::size_t of, std::size_t at) const noexcept {
    return of * rooms_.size() + at;
  }

  [[nodiscard]] std::uint32_t least(std::size_t of, std::size_t at) const {
    return (*kinds_)[of].load * least_[cell(of, at)];
  }

  void add(std::size_t of, std::size_t at, std::uint32_t places);
  void drop(std::size_t of, std::size_t at, std::uint32_t places);
  bool keep_limits(std::size_t of);
  bool evict(std::size_t at, bool urgent);
  void round_rooms();
  [[nodiscard]] std::uint32_t reachable(std::size_t at, std::uint32_t room, bool urgent) const;
  bool augment(std::size_t of);
  bool search(std::size_t of);
  bool look_from(std::size_t node);
  bool reach(std::size_t node, std::size_t from);
  void push(std::size_t of);

  Kinds kinds_;
  std::vector<LoadRoom> rooms_;              ///< as they are
  std::vector<LoadRoom> usable_;             ///< as far as whole units can fill them
  std::vector<std::uint32_t> x_;             ///< places of each class at each practitioner
  std::vector<std::uint32_t> least_, most_;  ///< limits, in units
  std::vector<std::uint32_t> count_;         ///< units of each class
  std::vector<std::uint32_t> wanted_;        ///< places of each class that are still to be found
  std::vector<std::uint32_t> used_, urgent_used_;
  std::int64_t steps_ = 0;
  // The search: classes, then practitioners, then the urgent places of practitioners.
  std::vector<std::uint32_t> from_;
  std::vector<std::uint32_t> queue_;
  std::size_t end_ = 0;
};

}  // namespace waitlist
