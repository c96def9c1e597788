// What policies are drawn from that are written as texts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace waitlist {

/// The engine draws alike on every machine; in which order a text asks for its draws each compiler
/// decides, so that each has policies of its own.
class PolicyDraws {
 public:
  explicit PolicyDraws(std::uint64_t seed) : engine_{seed} {}

  int upto(int most) { return static_cast<int>(engine_() % static_cast<unsigned>(most + 1)); }

  bool chance(int percent) { return upto(99) < percent; }

  /// Not 0, so that what is not known can earn 1.
  std::string number(int most) { return std::to_string(upto(most - 1) + 1); }

  /// A number of points, a half at times.
  std::string points(int most) { return std::to_string(upto(most)) + (chance(25) ? ".5" : ""); }

  std::string one_of(const std::vector<std::string>& texts) {
    return texts[static_cast<std::size_t>(upto(static_cast<int>(texts.size()) - 1))];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace waitlist
