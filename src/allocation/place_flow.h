// Units in the places of practitioners, and every way in which one of them could move.
//
// A practitioner is two nodes: T for all places, A for the places of urgent units where there is
// a limit or a price on them. Units are no nodes: a unit at node x that may go to y is an edge from
// x to y. Of all units at x, only the cheapest edge to each y matters; a row keeps these.
#pragma once

#include <waitlist/allocation/assignment_problem.h>

#include <cstdint>
#include <span>
#include <vector>

namespace waitlist {

class PlaceFlow {
 public:
  using Node = std::uint32_t;
  static constexpr Node kNowhere = UINT32_MAX;

  /// A place that a unit may have.
  struct Pair {
    std::int64_t cost = 0;
    Node node = 0;
  };

  /// The cheapest move of a unit from the node of a row to another node.
  struct Move {
    std::int64_t extra = 0;
    Node to = 0;
    QueuedUnit unit;
  };

  /// Requires a checked problem. Nothing is placed yet.
  explicit PlaceFlow(const AssignmentProblem& problem);

  /// Adds a unit of this number after all others; it is not placed.
  QueuedUnit add_unit(std::span<const EligiblePair> eligible, bool urgent);

  [[nodiscard]] std::uint32_t practitioners() const noexcept {
    return static_cast<std::uint32_t>(places_.size());
  }

  [[nodiscard]] Node nodes() const noexcept { return 2 * practitioners(); }

  /// The node behind all others, where every place ends.
  [[nodiscard]] Node sink() const noexcept { return nodes(); }

  [[nodiscard]] bool is_urgent_node(Node node) const noexcept { return node >= practitioners(); }

  [[nodiscard]] PractitionerIndex practitioner_at(Node node) const noexcept {
    return PractitionerIndex{is_urgent_node(node) ? node - practitioners() : node};
  }

  [[nodiscard]] Node urgent_node(PractitionerIndex practitioner) const noexcept {
    return practitioner + practitioners();
  }

  [[nodiscard]] std::size_t units() const noexcept { return node_.size(); }

  [[nodiscard]] std::span<const Pair> pairs(QueuedUnit unit) const noexcept {
    return std::span{pairs_}.subspan(begin_[unit], begin_[unit + 1] - begin_[unit]);
  }

  [[nodiscard]] bool urgent(QueuedUnit unit) const noexcept { return urgent_[unit] != 0; }

  /// Where a unit is placed, or kNowhere.
  [[nodiscard]] Node node_of(QueuedUnit unit) const noexcept { return node_[unit]; }

  [[nodiscard]] std::int64_t cost_of(QueuedUnit unit) const noexcept { return cost_[unit]; }

  [[nodiscard]] std::span<const QueuedUnit> held(Node node) const noexcept { return held_[node]; }

  [[nodiscard]] std::uint32_t taken(PractitionerIndex practitioner) const noexcept {
    return taken_[practitioner];
  }

  [[nodiscard]] std::uint32_t places(PractitionerIndex practitioner) const noexcept {
    return places_[practitioner].places;
  }

  [[nodiscard]] bool has_free(PractitionerIndex practitioner) const noexcept {
    return taken(practitioner) < places(practitioner);
  }

  [[nodiscard]] bool urgent_has_free(PractitionerIndex practitioner) const noexcept {
    return urgent_at(practitioner) < places_[practitioner].urgent_places;
  }

  /// Urgent units at the urgent node; 0 where there is no limit or price on them.
  [[nodiscard]] std::uint32_t urgent_at(PractitionerIndex practitioner) const noexcept {
    return static_cast<std::uint32_t>(held_[urgent_node(practitioner)].size());
  }

  /// Prices of the next place and of the place taken last.
  [[nodiscard]] std::int64_t next_price(PractitionerIndex practitioner) const noexcept {
    return place_price(practitioner, taken(practitioner));
  }

  /// Price of the next place as next_price() has it; kNoPlace where none is free, and at every
  /// urgent node. Kept at hand: each step of a search asks.
  [[nodiscard]] std::int64_t open_price(Node node) const noexcept { return open_price_[node]; }

  static constexpr std::int64_t kNoPlace = INT64_MAX;

  /// Of the place after the next, which the practitioner must have.
  [[nodiscard]] std::int64_t price_after_next(PractitionerIndex practitioner) const noexcept {
    return place_price(practitioner, std::int64_t{taken(practitioner)} + 1);
  }

  [[nodiscard]] std::int64_t last_price(PractitionerIndex practitioner) const noexcept {
    return place_price(practitioner, std::int64_t{taken(practitioner)} - 1);
  }

  [[nodiscard]] std::int64_t next_urgent_price(PractitionerIndex practitioner) const noexcept {
    return price(places_[practitioner].urgent_price, urgent_at(practitioner));
  }

  [[nodiscard]] std::int64_t last_urgent_price(PractitionerIndex practitioner) const noexcept {
    return price(places_[practitioner].urgent_price, std::int64_t{urgent_at(practitioner)} - 1);
  }

  /// What a pair of the unit costs, as the problem priced it.
  [[nodiscard]] std::int64_t written_cost(QueuedUnit unit, Node node) const noexcept;
  /// What all pairs and places taken cost, as the problem priced them.
  [[nodiscard]] std::int64_t total() const noexcept;

  /// Prices that make every possible move cost nothing or more: w + potential(x) - potential(y).
  [[nodiscard]] std::int64_t potential(Node node) const noexcept { return potential_[node]; }

  [[nodiscard]] std::span<const std::int64_t> potentials() const noexcept { return potential_; }

  void add_potential(Node node, std::int64_t more) noexcept { potential_[node] += more; }

  /// What the nearest free place costs from the node in front of it, against the potentials: no
  /// way from anywhere ends for less. 0 if no place is free.
  [[nodiscard]] std::int64_t least_last_step() const noexcept;
  /// All alike, by no more than least_last_step(): every possible move still costs nothing or more.
  void lower_potentials(std::int64_t by) noexcept;

  /// The cheapest move from a node to each other node, out of a row that is made when it is asked
  /// for and out of date.
  [[nodiscard]] std::span<const Move> moves(Node node) {
    if (stale_[node] != 0) make_row(node);
    return rows_[node];
  }

  template <class Look>
  void for_each_move(Node node, Look look) {
    for (const Move& move : moves(node)) look(move);
  }

  /// The same without the row, for those who may not change anything; more than one move to a node.
  template <class Look>
  void for_each_move(Node node, Look look) const {
    for (const QueuedUnit unit : held_[node]) {
      for (const Pair& pair : pairs(unit)) look(Move{pair.cost - cost_[unit], pair.node, unit});
    }
  }

  /// Puts a unit at a node at this cost, from wherever it is.
  void place(QueuedUnit unit, Node node, std::int64_t cost);
  void unplace(QueuedUnit unit);

  void drop_place(PractitionerIndex practitioner) noexcept {
    --places_[practitioner].places;
    see_open(practitioner);
  }

  /// From now on a unit costs nothing where it is, and elsewhere `move` and the difference in
  /// price; least shares do not count any more. Potentials start anew.
  void price_moves(std::int64_t move);
  /// The largest price of a pair or place, without its sign and least shares.
  [[nodiscard]] std::int64_t largest_price() const noexcept;

 private:
  static std::int64_t price(const PlacePrice& price, std::int64_t number) noexcept {
    return price.first.count() + price.rise.count() * number;
  }

  /// Of a place for all units: those of a least share cost less.
  [[nodiscard]] std::int64_t place_price(PractitionerIndex practitioner,
                                         std::int64_t number) const noexcept {
    const PractitionerPlaces& places = places_[practitioner];
    const bool of_share = number < std::int64_t{places.least};
    return price(places.price, number) - (of_share ? places.below_least.count() : 0);
  }

  [[nodiscard]] Node node_for(bool urgent, PractitionerIndex practitioner) const noexcept {
    return urgent && limited_[practitioner] != 0 ? urgent_node(practitioner) : practitioner;
  }

  void see_open(PractitionerIndex practitioner) noexcept {
    open_price_[practitioner] = has_free(practitioner) ? next_price(practitioner) : kNoPlace;
  }

  void leave(QueuedUnit unit);
  void make_row(Node node);
  void start_potentials();

  std::vector<PractitionerPlaces> places_;
  std::vector<std::uint32_t> taken_;
  std::vector<std::uint8_t> limited_;  ///< whether urgent units have a node of their own
  std::vector<std::size_t> begin_{0};
  std::vector<Pair> pairs_;
  std::vector<std::int64_t> written_;  ///< prices of pairs before price_moves(); else empty
  std::vector<std::uint8_t> urgent_;
  std::vector<Node> node_;
  std::vector<std::int64_t> cost_;
  std::vector<std::uint32_t> slot_;  ///< of each placed unit in the list of its node
  std::vector<std::vector<QueuedUnit>> held_;
  std::vector<std::int64_t> potential_;
  std::vector<std::int64_t> open_price_;  ///< of each node

  std::vector<std::vector<Move>> rows_;
  std::vector<std::uint8_t> stale_;
  // While a row is made: its moves, and which of them leads to each node.
  std::vector<Move> row_;
  std::vector<std::uint32_t> best_;
};

}  // namespace waitlist
