// Waiting, and the band where it makes rates faster, as nodes of a network
// (docs/reference/policy-format.md, sections 7 and 10).

#include "witness/witness_points.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

using Kind = NetNode::Kind;

}  // namespace

std::size_t PointsWriter::waiting() {
  std::vector<std::int64_t> times{1000};
  for (const FasterTable& row : tables_.faster) times.push_back(row.times);
  std::sort(times.begin() + 1, times.end());
  times.erase(std::unique(times.begin() + 1, times.end()), times.end());
  std::vector<std::size_t> inputs;
  inputs.reserve(times.size() + 1);
  inputs.push_back(faster());
  for (const std::int64_t one : times) {
    inputs.push_back(model_.leaf(kListingVariable, 0, [of = &tables_, one](const CasePart& part) {
      const Days waited = part.days.as_of - part.days.listed_on;
      return of->waiting_points(of->earning_wait(waited, part.days.as_of), one).count();
    }));
  }
  return network_.add({Kind::select, std::move(inputs)});
}

std::size_t PointsWriter::faster() {
  std::vector<std::int64_t> times;
  times.reserve(tables_.faster.size());
  for (const FasterTable& row : tables_.faster) times.push_back(row.times);
  std::ranges::sort(times);
  times.erase(std::unique(times.begin(), times.end()), times.end());
  std::vector<std::size_t> rows;
  rows.reserve(tables_.faster.size() + 1);
  rows.push_back(network_.number(0));
  for (const FasterTable& row : tables_.faster) {
    const auto place = std::ranges::lower_bound(times, row.times) - times.begin() + 1;
    const std::size_t holds = whens_.holds(
        row.when, AgeTaken::firmly, [this](std::int64_t bound) { return band_within(bound); });
    rows.push_back(network_.product(holds, network_.number(place)));
  }
  return network_.gather(Kind::highest, std::move(rows));
}

std::size_t PointsWriter::band_within(std::int64_t bound) {
  if (bound + 1 >= static_cast<std::int64_t>(tables_.band_from.size())) return network_.number(1);
  // The band is the less urgent of what ceilings leave and of the more urgent of points and floors.
  const std::size_t left =
      network_.gather(Kind::highest, {ceilings_within(bound), floors_within(bound, true)});
  const std::size_t put =
      network_.gather(Kind::highest, {points_within(bound), floors_within(bound, false)});
  return network_.gather(Kind::lowest, {left, put});
}

std::size_t PointsWriter::floors_within(std::int64_t bound, bool firm_alone) {
  std::vector<std::size_t> floors{network_.number(0)};
  for (const FloorTable& floor : tables_.floors) {
    if (firm_alone && !floor.whatever_else) continue;
    if (floor.pair) {
      floors.push_back(pair_floor_within(floor, bound));
    } else if (floor.band <= bound) {
      floors.push_back(whens_.holds(floor.when, AgeTaken::mildly));
    }
  }
  return network_.gather(Kind::highest, std::move(floors));
}

std::size_t PointsWriter::pair_floor_within(const FloorTable& floor, std::int64_t bound) {
  const auto& pair = *floor.pair;
  NetNode lookup{Kind::lookup, {whens_.place_in(pair.first), whens_.place_in(pair.other)}};
  lookup.columns = pair.other.places + std::size_t{1};
  lookup.table.reserve((pair.first.places + std::size_t{1}) * lookup.columns);
  for (std::size_t row = 0; row <= pair.first.places; ++row) {
    for (std::size_t column = 0; column <= pair.other.places; ++column) {
      const bool both = row < pair.first.places && column < pair.other.places;
      const auto cell = both ? pair.at(row, column) : std::nullopt;
      lookup.table.push_back(cell && *cell <= bound ? 1 : 0);
    }
  }
  return network_.add(std::move(lookup));
}

std::size_t PointsWriter::ceilings_within(std::int64_t bound) {
  std::vector<std::size_t> lower{network_.number(0)};
  for (const CeilingTable& ceiling : tables_.ceilings) {
    if (ceiling.band && *ceiling.band > bound) {
      lower.push_back(whens_.holds(ceiling.when, AgeTaken::firmly));
    }
  }
  return network_.opposite(network_.gather(Kind::highest, std::move(lower)));
}

std::size_t PointsWriter::points_within(std::int64_t bound) {
  NetNode reached{Kind::at_least, {risk_points()}};
  reached.number = tables_.band_from[static_cast<std::size_t>(bound)].count();
  const std::size_t by_points = network_.add(std::move(reached));
  if (!tables_.cannot_tell) return by_points;
  std::vector<std::size_t> unknown;
  unknown.reserve(tables_.cannot_tell->facts.size());
  for (const FactIndex fact : tables_.cannot_tell->facts) {
    unknown.push_back(model_.leaf(kFirstFactVariable + fact, 1, [](const CasePart& part) {
      return std::int64_t{part.answer.known() ? 0 : 1};
    }));
  }
  return network_.either(network_.gather(Kind::highest, std::move(unknown)),
                         network_.number(tables_.cannot_tell->band <= bound ? 1 : 0), by_points);
}

std::size_t PointsWriter::risk_points() {
  NetNode full{Kind::sum};
  NetNode known{Kind::sum};
  for (const GroupNodes& group : groups_) {
    if (!group.risk) continue;
    full.inputs.push_back(group.full);
    if (limited()) known.inputs.push_back(group.known);
  }
  // More than what the first band asks for says no more.
  full.at_most = tables_.band_from.front().count();
  known.at_most = full.at_most;
  if (full.inputs.empty()) return network_.number(0);
  if (!limited()) return network_.add(std::move(full));
  known.number = tables_.unknown_cap.count();
  return network_.gather(Kind::lowest,
                         {network_.add(std::move(full)), network_.add(std::move(known))});
}

}  // namespace waitlist
