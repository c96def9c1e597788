#include "equality/family_sums.h"

#include <algorithm>
#include <cmath>

namespace waitlist {

FamilySums::FamilySums(const DealtList& list,
                       const DealtLabels& labels,
                       std::span<const ComparedGroup> compared)
    : labels_{labels}, kinds_{list.outcomes.size()} {
  values_.reserve(labels.units().size() * kinds_);
  for (const std::uint32_t unit : labels.units()) {
    for (const auto& outcome : list.outcomes) values_.push_back(outcome[unit]);
  }
  if (!list.compared_within.empty()) {
    band_of_.reserve(labels.units().size());
    for (const std::uint32_t unit : labels.units()) {
      band_of_.push_back(list.compared_within[unit]);
    }
  }
  total_bands();
  members_.reserve(compared.size());
  for (const ComparedGroup& one : compared) add_member(list, one);
  DealtSums own;
  add_up(labels.own(), own);
  for (FamilyMember& one : members_) {
    std::int64_t sum = 0;
    for (const std::uint32_t of : one.classes) sum += own.over_all[of * kinds_ + one.outcome];
    one.deviation = one.expected.deviation(sum);
    one.own_far = far_of(one, own);
  }
}

void FamilySums::total_bands() {
  const std::size_t count = band_of_.empty() ? 1 : std::ranges::max(band_of_) + 1;
  bands_.resize(count);
  for (BandTotals& band : bands_) {
    band.sums.resize(kinds_);
    band.variances.resize(kinds_);
  }
  const auto band_at = [this](std::size_t place) -> BandTotals& {
    return bands_[band_of_.empty() ? 0 : band_of_[place]];
  };
  const std::size_t places = labels_.units().size();
  for (std::size_t place = 0; place < places; ++place) {
    BandTotals& band = band_at(place);
    ++band.units;
    for (std::size_t kind = 0; kind < kinds_; ++kind) {
      band.sums[kind] += values_[place * kinds_ + kind];
    }
  }
  for (std::size_t place = 0; place < places; ++place) {
    BandTotals& band = band_at(place);
    if (band.units < 2) continue;
    const auto units = static_cast<double>(band.units);
    for (std::size_t kind = 0; kind < kinds_; ++kind) {
      const double off = static_cast<double>(values_[place * kinds_ + kind]) -
                         static_cast<double>(band.sums[kind]) / units;
      band.variances[kind] += off * off / units / (units - 1);
    }
  }
}

void FamilySums::add_member(const DealtList& list, const ComparedGroup& compared) {
  const auto& of = list.labels[compared.labels];
  std::vector<std::uint8_t> in_group(of.size());
  std::ranges::transform(of, in_group.begin(), [&compared](std::uint32_t group) {
    return static_cast<std::uint8_t>(group == compared.group ? 1 : 0);
  });
  FamilyMember& one = members_.emplace_back();
  one.outcome = compared.outcome;
  one.within = compared.within;
  one.classes = labels_.classes_of(compared.labels, compared.group);
  one.expected = dealt_sum(banded_units(list.outcomes[compared.outcome], in_group,
                                        compared.within ? list.compared_within : list.bands));
}

void FamilySums::add_up(std::span<const std::uint32_t> classes, DealtSums& sums) const {
  const std::size_t width = labels_.class_count() * kinds_;
  sums.by_band.assign(bands_.size() * width, 0);
  sums.counts.assign(bands_.size() * labels_.class_count(), 0);
  const std::int64_t* value = values_.data();
  for (std::size_t place = 0; place < classes.size(); ++place) {
    const std::size_t band = band_of_.empty() ? 0 : band_of_[place];
    const std::size_t row = band * labels_.class_count() + classes[place];
    ++sums.counts[row];
    std::int64_t* to = &sums.by_band[row * kinds_];
    for (std::size_t kind = 0; kind < kinds_; ++kind) to[kind] += value[kind];
    value += kinds_;
  }
  sums.over_all.assign(sums.by_band.begin(),
                       sums.by_band.begin() + static_cast<std::ptrdiff_t>(width));
  for (std::size_t band = 1; band < bands_.size(); ++band) {
    for (std::size_t i = 0; i < width; ++i) sums.over_all[i] += sums.by_band[band * width + i];
  }
}

/// How far the group stands from the means of its bands: the spread is that of the deals which put
/// as many of it into each band as this one does.
double FamilySums::far_within(const FamilyMember& one, const DealtSums& sums) const {
  double off = 0.0;
  double variance = 0.0;
  for (std::size_t i = 0; i < bands_.size(); ++i) {
    const BandTotals& band = bands_[i];
    std::int64_t in_group = 0;
    std::int64_t sum = 0;
    for (const std::uint32_t of : one.classes) {
      const std::size_t row = i * labels_.class_count() + of;
      in_group += sums.counts[row];
      sum += sums.by_band[row * kinds_ + one.outcome];
    }
    if (in_group == 0 || in_group == band.units) continue;
    off += static_cast<double>(band.units * sum - in_group * band.sums[one.outcome]) /
           static_cast<double>(band.units);
    variance +=
        static_cast<double>(in_group * (band.units - in_group)) * band.variances[one.outcome];
  }
  return variance > 0 ? std::abs(off) / std::sqrt(variance) : 0.0;
}

double FamilySums::far_of(const FamilyMember& one, const DealtSums& sums) const {
  if (one.within) return far_within(one, sums);
  std::int64_t sum = 0;
  for (const std::uint32_t of : one.classes) sum += sums.over_all[of * kinds_ + one.outcome];
  const double off = std::abs(one.expected.deviation(sum));
  return one.expected.spread > 0 ? off / one.expected.spread : 0.0;
}

double FamilySums::farthest(const DealtSums& sums, std::vector<std::uint64_t>& alone) const {
  double most = 0.0;
  for (std::size_t i = 0; i < members_.size(); ++i) {
    const double far = far_of(members_[i], sums);
    if (far >= members_[i].own_far * kAsFar) ++alone[i];
    most = std::max(most, far);
  }
  return most;
}

}  // namespace waitlist
