// Worlds so small that every possible case can be written down and ranked under two policies: what
// find_witness() is held against.
#pragma once

#include <waitlist/cases/case_table.h>
#include <waitlist/policy/compiled_policy.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace waitlist::witness_worlds {

/// The engine draws alike on every machine; in which order a text asks for its draws each compiler
/// decides, so that each has policies of its own.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : engine_{seed} {}

  int upto(int most) { return static_cast<int>(engine_() % static_cast<unsigned>(most + 1)); }

  bool chance(int percent) { return upto(99) < percent; }

  /// A number of points, a half at times.
  std::string points(int most) { return std::to_string(upto(most)) + (chance(25) ? ".5" : ""); }

  std::string one_of(const std::vector<std::string>& texts) {
    return texts[static_cast<std::size_t>(upto(static_cast<int>(texts.size()) - 1))];
  }

 private:
  std::mt19937_64 engine_;
};

struct World {
  FactSchema schema;
  Day as_of;
  /// Every case that policies of this world could tell from others, each alone, none of which
  /// contradicts itself.
  CaseTable cases;
};

/// Facts of every kind at the beginning of time, so that there are few days.
[[nodiscard]] const World& of_answers();
[[nodiscard]] std::string policy_of_answers(Draws& draws);

/// Children, filing dates and waits about one fact, and one date.
[[nodiscard]] const World& of_days();
[[nodiscard]] std::string policy_of_days(Draws& draws);

[[nodiscard]] CompiledPolicy compiled(const World& world, const std::string& text);

/// What all cases of a world come to.
struct SlowWitness {
  Points loss;  ///< the most, points before less points after
  Points gain;
  bool same_standing = true;  ///< the same band and must_allocate for every case
};

[[nodiscard]] SlowWitness compare_all(const World& world,
                                      const CompiledPolicy& before,
                                      const CompiledPolicy& after);

}  // namespace waitlist::witness_worlds
