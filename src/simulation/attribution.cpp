#include "simulation/attribution.h"

#include <algorithm>

namespace waitlist {
namespace {

/// A measure of one policy in every setting, replication by replication.
AttributedMeasure attributed(std::span<const Figures> done,
                             const FigurePlaces& places,
                             std::size_t causes,
                             std::size_t policy,
                             std::size_t measure) {
  const std::size_t settings = std::size_t{1} << causes;
  std::vector<double> with_all;
  std::vector<double> without_any;
  std::vector<double> whole;
  std::vector<std::vector<double>> parts(causes);
  for (const Figures& one : done) {
    std::vector<double> values;
    values.reserve(settings);
    for (std::size_t setting = 0; setting < settings; ++setting) {
      values.push_back(one[places.in_setting(setting, settings, policy, measure)]);
    }
    with_all.push_back(values.back());
    without_any.push_back(values.front());
    whole.push_back(values.back() - values.front());
    const std::vector<double> shares = shapley_parts(values);
    for (std::size_t cause = 0; cause < causes; ++cause) parts[cause].push_back(shares[cause]);
    // A replication that one setting has no figure for says nothing of any part.
    if (!std::isnan(shares.front())) continue;
    with_all.back() = without_any.back() = whole.back() = kNoFigure;
    for (std::vector<double>& part : parts) part.back() = kNoFigure;
  }
  AttributedMeasure found;
  found.measure = measure;
  found.with_all = estimate(with_all);
  found.without_any = estimate(without_any);
  found.whole = estimate(whole);
  for (const std::vector<double>& part : parts) found.parts.push_back(estimate(part));
  const std::size_t pair_count = causes * (causes - 1) / 2;
  const auto pairs = static_cast<double>(pair_count);
  for (std::size_t i = 0; i < causes; ++i) {
    for (std::size_t j = i + 1; j < causes; ++j) {
      std::vector<double> apart;
      apart.reserve(done.size());
      for (std::size_t k = 0; k < done.size(); ++k) apart.push_back(parts[i][k] - parts[j][k]);
      found.pairs.push_back({i, j, estimate(apart, 0.05 / pairs)});
    }
  }
  return found;
}

}  // namespace

AttributionFound attribution_found(const VariedArea& area,
                                   std::span<const Figures> done,
                                   const FigurePlaces& places,
                                   const std::vector<Measure>& measures) {
  const AreaModel& model = area.as_it_stands();
  const Attribution& asked = *model.scenario().attribution;
  AttributionFound found;
  found.causes = asked.causes;
  for (std::size_t policy = 0; policy < places.policies; ++policy) {
    for (const std::string& id : asked.measures) {
      const auto at = std::ranges::find(measures, id, &Measure::id);
      const auto measure = static_cast<std::size_t>(at - measures.begin());
      found.measures.push_back(attributed(done, places, asked.causes.size(), policy, measure));
      found.measures.back().policy = model.policies()[policy].stamp().id;
    }
  }
  return found;
}

}  // namespace waitlist
