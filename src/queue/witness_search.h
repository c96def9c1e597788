// The greatest value that a network can take (witness_network.h): exact, or between two bounds.
// Variables are chosen one after the other, and choices that leave the same open numbers behind are
// one; parts that nothing joins are searched apart, and their values added up.
#pragma once

#include "queue/witness_network.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace waitlist {

/// What both aims come to. The value of a choice is the smaller one.
struct NetAims {
  std::int64_t first = 0;
  std::int64_t second = 0;
};

/// Choices that come to this: an option for each variable that counts.
struct NetChoice {
  NetAims aims;
  std::map<std::size_t, std::size_t> options;
};

/// None of them is as good as another in both aims.
struct NetFront {
  std::vector<NetChoice> found;
  std::vector<NetAims> bounds;  ///< every choice has one that is no worse in both aims
  bool exact = true;            ///< every choice has one of `found` that is no worse
};

/// Searches the parts of networks, and remembers them.
class NetSearch {
 public:
  /// So many open choices are followed, all parts together; beyond, only the best ones.
  explicit NetSearch(std::uint64_t steps) : left_{steps} {}

  /// Whether no more can be followed.
  [[nodiscard]] bool exhausted() const noexcept { return left_ == 0; }

  /// Of all variables together.
  [[nodiscard]] NetFront front(const Network& network);

 private:
  std::uint64_t left_;
  std::map<std::string, NetFront> known_;
};

}  // namespace waitlist
