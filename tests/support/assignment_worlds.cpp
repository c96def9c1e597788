#include "support/assignment_worlds.h"

#include <rapidcheck.h>

#include <random>
#include <vector>

namespace waitlist::assignment_worlds {
namespace {

/// A practitioner of a small world: which units it may take, and how many.
struct Column {
  std::uint32_t eligible = 0;
  std::uint32_t places = 0;
};

AssignmentProblem world_of(const std::vector<Column>& columns,
                           unsigned units,
                           std::uint32_t price_max,
                           std::minstd_rand& draws) {
  AssignmentProblem problem;
  for (const Column& column : columns) {
    PractitionerPlaces places;
    places.places = column.places;
    problem.add_practitioner(places);
  }
  std::vector<EligiblePair> pairs;
  for (unsigned unit = 0; unit < units; ++unit) {
    pairs.clear();
    for (PractitionerIndex p{0}; p < columns.size(); ++p) {
      if ((columns[p].eligible >> unit & 1U) == 0) continue;
      pairs.push_back({p, Cost{static_cast<std::int64_t>(draws() % (price_max + 1))}});
    }
    problem.add_unit(pairs);
  }
  return problem;
}

std::int64_t drawn_price(int most) { return *rc::gen::inRange<std::int64_t>(-most, most + 1); }

PlacePrice drawn_place_price() {
  return {Cost{drawn_price(3)}, Cost{*rc::gen::inRange<std::int64_t>(0, 4)}};
}

}  // namespace

std::uint64_t for_each_small_world(unsigned units,
                                   unsigned practitioners,
                                   const std::function<void(const AssignmentProblem&)>& look) {
  const std::uint32_t kinds = (1U << units) * 3;
  std::minstd_rand draws{2009};
  std::uint64_t worlds = 0;
  std::vector<std::uint32_t> kind(practitioners, 0);
  std::vector<Column> columns(practitioners);
  for (;;) {
    for (unsigned p = 0; p < practitioners; ++p) columns[p] = {kind[p] / 3, kind[p] % 3};
    look(world_of(columns, units, 2, draws));
    look(world_of(columns, units, 1000, draws));
    ++worlds;
    // The next list of kinds that does not fall: each set of practitioners once.
    std::size_t at = practitioners;
    while (at > 0 && kind[at - 1] + 1 == kinds) --at;
    if (at == 0) return worlds;
    const std::uint32_t next = kind[at - 1] + 1;
    for (std::size_t i = at - 1; i < practitioners; ++i) kind[i] = next;
  }
}

AssignmentProblem random_world(unsigned units,
                               unsigned practitioners,
                               Prices prices,
                               std::uint32_t load_max) {
  AssignmentProblem problem;
  const bool tight = *rc::gen::arbitrary<bool>();
  const auto places_max = static_cast<int>(tight ? 2 : 1 + 2 * units / practitioners);
  for (unsigned p = 0; p < practitioners; ++p) {
    PractitionerPlaces places;
    places.places = static_cast<std::uint32_t>(*rc::gen::inRange(0, places_max + 1));
    const bool limited = *rc::gen::arbitrary<bool>();
    if (limited) {
      places.urgent_places = static_cast<std::uint32_t>(*rc::gen::inRange(0, places_max + 1));
    }
    if (prices == Prices::everywhere) {
      places.price = drawn_place_price();
      if (*rc::gen::arbitrary<bool>()) places.urgent_price = drawn_place_price();
    }
    problem.add_practitioner(places);
  }
  const auto count = *rc::gen::inRange<unsigned>(0, units + 1);
  const int price_max = *rc::gen::element(0, 1, 3, 50);
  const int share = *rc::gen::element(30, 60, 100);
  for (unsigned unit = 0; unit < count; ++unit) {
    std::vector<EligiblePair> pairs;
    for (PractitionerIndex p{0}; p < practitioners; ++p) {
      if (*rc::gen::inRange(0, 100) < share) pairs.push_back({p, Cost{drawn_price(price_max)}});
    }
    const bool urgent = *rc::gen::inRange(0, 3) == 0;
    const std::uint32_t load =
        load_max == 1 ? 1 : *rc::gen::inRange<std::uint32_t>(1, load_max + 1);
    problem.add_unit(pairs, urgent, load);
  }
  return problem;
}

std::string text_of(const AssignmentProblem& problem) {
  std::string text;
  for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
    const PractitionerPlaces& places = problem.places(p);
    text += "practitioner " + std::to_string(p) + ": " + std::to_string(places.places) +
            " places at " + std::to_string(places.price.first.count()) + "+" +
            std::to_string(places.price.rise.count()) + "k, urgent " +
            std::to_string(places.urgent_places) + " at " +
            std::to_string(places.urgent_price.first.count()) + "+" +
            std::to_string(places.urgent_price.rise.count()) + "k\n";
  }
  for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
    text += "unit " + std::to_string(unit) + (problem.urgent(unit) ? " urgent" : "") + " load " +
            std::to_string(problem.load(unit)) + ":";
    for (const EligiblePair& pair : problem.eligible(unit)) {
      text += " " + std::to_string(pair.practitioner) + "@" + std::to_string(pair.cost.count());
    }
    text += "\n";
  }
  return text;
}

}  // namespace waitlist::assignment_worlds
