// Whole numbers that follow from choices: the points of a possible case as a network of small
// steps, of which the greatest value is looked for (witness_search.h).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace waitlist {

inline constexpr std::int64_t kNoNetLimit = std::numeric_limits<std::int64_t>::max();

/// One number. Only a weight may be below 0.
struct NetNode {
  enum class Kind : std::uint8_t {
    number,    ///< the same whatever is chosen
    leaf,      ///< by the option that its variable takes
    sum,       ///< of its inputs, and `number`
    highest,   ///< 0 without inputs
    lowest,    ///< of one input or more
    product,   ///< of two
    halved,    ///< of a sum and the highest in it: the highest and half of the rest, rounded down
    at_least,  ///< 1 where its input is `number` or more, else 0
    opposite,  ///< of 0 and 1
    lookup,    ///< two inputs are row and column of `table`
    select,    ///< the first input says which of those behind it
  };

  Kind kind{};
  std::vector<std::size_t> inputs{};
  std::int64_t number = 0;
  std::int64_t at_most = kNoNetLimit;  ///< what it comes to at most
  std::vector<std::int64_t> table{};   ///< of a leaf: by option
  std::size_t columns = 0;
  std::size_t variable = 0;              ///< of a leaf
  std::int64_t least = 0;                ///< of a leaf: no option is below
  std::int64_t most = 0;                 ///< of a leaf: no option is above
  std::array<std::int64_t, 2> weight{};  ///< what it counts for in each of the two aims
  bool forbidden = false;                ///< choices where it is 1 are none

  friend bool operator==(const NetNode&, const NetNode&) = default;

  /// Whether inputs can be taken in one after the other, in any order.
  [[nodiscard]] bool gathers() const noexcept {
    return kind == Kind::sum || kind == Kind::highest || kind == Kind::lowest;
  }

  [[nodiscard]] bool counts() const noexcept { return weight[0] != 0 || weight[1] != 0; }
};

/// Nodes stand behind their inputs.
struct Network {
  std::vector<NetNode> nodes;
  std::vector<std::size_t> options;    ///< by variable: how many it has
  std::vector<bool> relaxed;           ///< by variable: it could take others, within least and most
  std::array<std::int64_t, 2> base{};  ///< of the aims

  std::size_t add(NetNode node);
  std::size_t number(std::int64_t number);
  std::size_t gather(NetNode::Kind kind, std::vector<std::size_t> inputs);
  std::size_t product(std::size_t first, std::size_t second);
  std::size_t opposite(std::size_t of);
  /// `then` where `asked` is 1.
  std::size_t either(std::size_t asked, std::size_t then, std::size_t otherwise);

  /// Lets a node count in the aims. A sum that nothing limits counts by its inputs.
  void weigh(std::size_t at, const std::array<std::int64_t, 2>& weight);
};

/// What values lie between.
struct NetRange {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

/// The least and the most of a node when its inputs lie between these. `begun`: what it has
/// gathered of others before.
[[nodiscard]] NetRange range_of(const NetNode& node,
                                const std::vector<NetRange>& inputs,
                                const NetRange* begun = nullptr);

/// Of all nodes, by what is said of leaves.
[[nodiscard]] std::vector<NetRange> ranges_of(const Network& network);

/// What an aim comes to at most, by what is said of leaves: the first and the second.
[[nodiscard]] std::array<std::int64_t, 2> most_of(const Network& network);

/// The same network without what is written twice, what counts for nothing, and what never changes.
[[nodiscard]] Network simplified(const Network& network);

/// Parts that no choice joins. Variables keep their numbers.
[[nodiscard]] std::vector<Network> parts_of(const Network& network);

}  // namespace waitlist
