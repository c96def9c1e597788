// The greatest value that a network can take (witness_network.h): exact, or between two bounds.
// Variables are chosen one after the other, and choices that leave the same open numbers behind are
// one; parts that nothing joins are searched apart, and their values added up.
#pragma once

#include "witness/witness_network.h"

#include <algorithm>
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

  [[nodiscard]] std::int64_t value() const noexcept { return std::min(first, second); }

  friend NetAims operator+(const NetAims& a, const NetAims& b) noexcept {
    return {a.first + b.first, a.second + b.second};
  }

  friend NetAims operator-(const NetAims& a, const NetAims& b) noexcept {
    return {a.first - b.first, a.second - b.second};
  }
};

/// Choices that come to this: an option for each variable that counts.
struct NetChoice {
  NetAims aims;
  std::map<std::size_t, std::size_t> options;
};

/// None of them is as good as another in both aims.
struct NetFront {
  std::vector<NetChoice> found;
  /// Every choice that is worth more than what was known has one that is no worse in both aims.
  std::vector<NetAims> bounds;
};

/// Searches the parts of networks, and remembers them.
class NetSearch {
 public:
  /// So many open choices are followed, all parts together; beyond, only the best ones.
  explicit NetSearch(std::uint64_t steps) : left_{steps} {}

  /// Whether no more can be followed.
  [[nodiscard]] bool exhausted() const noexcept { return left_ == 0; }

  /// Of all variables together. `known`: choices that are worth no more are not looked for.
  [[nodiscard]] NetFront front(const Network& network, std::int64_t known);

 private:
  std::uint64_t left_;
  std::map<std::string, NetFront> known_;
};

}  // namespace waitlist
