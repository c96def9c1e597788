#include "assignment_families.h"

#include <algorithm>
#include <random>

namespace waitlist::families {
namespace {

/// Whole numbers below a bound; std::mt19937_64 is the same everywhere, distributions are not.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : bits_{seed} {}

  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(bits_() % bound); }

 private:
  std::mt19937_64 bits_;
};

}  // namespace

const std::vector<Family>& all() {
  static const std::vector<Family> families{
      {"sparse 1,000 x 100", 1000, 100, 5, 25, 125, 1000},
      {"sparse 5,000 x 250", 5000, 250, 10, 25, 62, 1000},
      {"sparse 20,000 x 500", 20'000, 500, 20, 25, 31, 1000},
      {"dense 2,000 x 200", 2000, 200, 1, 0, 110, 1000},
      {"tight 5,000 x 250", 5000, 250, 10, 25, 100, 1000},
      {"few areas 5,000 x 250", 5000, 250, 3, 0, 90, 1000},
      {"equal prices 5,000 x 250", 5000, 250, 10, 25, 62, 0},
      {"few prices 5,000 x 250", 5000, 250, 10, 25, 95, 10},
      {"products 5,000 x 250", 5000, 250, 10, 25, 95, 12, 0, true},
      {"rising 1,000 x 100", 1000, 100, 5, 25, 125, 12'000, 6000},
      {"rising 5,000 x 250", 5000, 250, 10, 25, 62, 12'000, 6000},
      {"rising, room 5,000 x 250", 5000, 250, 10, 25, 130, 12'000, 6000},
      {"rising, tight 5,000 x 250", 5000, 250, 10, 25, 100, 12'000, 6000},
      {"rising, dense 2,000 x 200", 2000, 200, 1, 0, 110, 12'000, 6000},
      {"rising, few areas 5,000 x 250", 5000, 250, 3, 0, 90, 12'000, 6000},
      {"rising, equal prices 5,000 x 250", 5000, 250, 10, 25, 130, 0, 6000},
      {"rising, products 5,000 x 250", 5000, 250, 10, 25, 130, 12, 60, true},
      {"rising 20,000 x 500", 20'000, 500, 20, 25, 31, 12'000, 6000},
  };
  return families;
}

AssignmentProblem make(const Family& family, std::uint64_t seed) {
  Draws draws{seed};
  AssignmentProblem problem;
  problem.reserve(family.units, std::size_t{family.units} * (family.eligible + 1));
  const std::uint64_t wanted = std::uint64_t{family.units} * family.places_percent / 100;
  const auto mean = static_cast<std::uint32_t>(wanted / family.practitioners);
  std::vector<std::vector<PractitionerIndex>> in_area(family.areas);
  for (PractitionerIndex p{0}; p < family.practitioners; ++p) {
    PractitionerPlaces places;
    places.places = mean / 2 + draws.below(mean + 1);
    if (family.full > 0 && places.places > 0) {
      const std::int64_t held = draws.below(places.places + 1);
      const std::int64_t caseload = places.places + held;
      places.price = {Cost{family.full * held / caseload}, Cost{family.full / caseload}};
    }
    problem.add_practitioner(places);
    in_area[p % family.areas].push_back(p);
    const std::uint32_t second = draws.below(family.areas);
    if (second != p % family.areas) in_area[second].push_back(p);
  }
  std::vector<EligiblePair> pairs;
  for (std::uint32_t unit = 0; unit < family.units; ++unit) {
    std::vector<PractitionerIndex>& there = in_area[draws.below(family.areas)];
    // The first so many of the area after some have changed places: each as likely as any other.
    const auto count = static_cast<std::uint32_t>(
        family.eligible == 0 ? there.size() : std::min<std::size_t>(family.eligible, there.size()));
    pairs.clear();
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto left = static_cast<std::uint32_t>(there.size()) - i;
      if (family.eligible != 0) std::swap(there[i], there[i + draws.below(left)]);
      std::int64_t price = draws.below(family.price_max + 1);
      if (family.products) price *= draws.below(family.price_max + 1);
      pairs.push_back({there[i], Cost{price}});
    }
    problem.add_unit(pairs);
  }
  return problem;
}

}  // namespace waitlist::families
