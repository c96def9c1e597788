#include "equality/measured_units.h"

namespace waitlist {

MeasuredUnits::MeasuredUnits(const Ranking& ranking) : outcomes(kEqualityMeasures.size()) {
  const std::size_t count = ranking.unit_count();
  leads.reserve(count);
  bands.reserve(count);
  for (auto& values : outcomes) values.reserve(count);
  Position before = 0;
  for (const Place& place : ranking.places()) {
    if (place.position == before) continue;
    before = place.position;
    leads.push_back(place.row);
    const Score& score = place.score;
    bands.push_back(std::uint8_t{score.band});
    for (const EqualityMeasure measure : kEqualityMeasures) {
      std::int64_t value = 0;
      switch (measure) {
        case EqualityMeasure::place: value = std::uint32_t{place.position}; break;
        case EqualityMeasure::waited: value = score.waited.count(); break;
        case EqualityMeasure::points: value = score.points.used.count(); break;
        case EqualityMeasure::provisional: value = score.provisional() ? 1 : 0; break;
        case EqualityMeasure::must_allocate: value = score.must_allocate ? 1 : 0; break;
      }
      outcomes[static_cast<std::size_t>(measure)].push_back(value);
    }
  }
}

}  // namespace waitlist
