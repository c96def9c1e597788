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
  name_groups(compared);
  members_.reserve(compared.size());
  for (const ComparedGroup& one : compared) add_member(list, one);
  DealtSums own;
  add_up(labels.own(), own);
  for (FamilyMember& one : members_) {
    one.deviation = one.expected.deviation(sum_of(one, own));
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

/// A group is added up once, whatever is compared of it.
void FamilySums::name_groups(std::span<const ComparedGroup> compared) {
  groups_of_.resize(labels_.class_count());
  for (const ComparedGroup& one : compared) {
    const std::size_t number = groups_.size();
    if (!groups_.try_emplace({one.labels, one.group}, number).second) continue;
    for (const std::uint32_t of : labels_.classes_of(one.labels, one.group)) {
      groups_of_[of].push_back(number);
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
  one.group = groups_.at({compared.labels, compared.group});
  one.expected = dealt_sum(banded_units(list.outcomes[compared.outcome], in_group,
                                        compared.within ? list.compared_within : list.bands));
}

void FamilySums::add_up(std::span<const std::uint32_t> classes, DealtSums& sums) const {
  add_classes(classes, sums);
  add_groups(sums);
}

void FamilySums::add_classes(std::span<const std::uint32_t> classes, DealtSums& sums) const {
  const std::size_t rows = bands_.size() * labels_.class_count();
  sums.class_units.assign(rows, 0);
  sums.class_sums.assign(rows * kinds_, 0);
  const std::int64_t* value = values_.data();
  for (std::size_t place = 0; place < classes.size(); ++place) {
    const std::size_t band = band_of_.empty() ? 0 : band_of_[place];
    const std::size_t row = band * labels_.class_count() + classes[place];
    ++sums.class_units[row];
    std::int64_t* to = &sums.class_sums[row * kinds_];
    for (std::size_t kind = 0; kind < kinds_; ++kind) to[kind] += value[kind];
    value += kinds_;
  }
}

void FamilySums::add_groups(DealtSums& sums) const {
  sums.group_units.assign(groups_.size() * bands_.size(), 0);
  sums.group_sums.assign(groups_.size() * bands_.size() * kinds_, 0);
  std::size_t row = 0;
  for (std::size_t band = 0; band < bands_.size(); ++band) {
    for (const std::vector<std::size_t>& groups : groups_of_) {
      const std::int64_t units = sums.class_units[row];
      const std::int64_t* from = &sums.class_sums[row * kinds_];
      ++row;
      // With many facts most classes are in one band alone.
      if (units == 0) continue;
      for (const std::size_t group : groups) {
        const std::size_t cell = group * bands_.size() + band;
        sums.group_units[cell] += units;
        std::int64_t* to = &sums.group_sums[cell * kinds_];
        for (std::size_t kind = 0; kind < kinds_; ++kind) to[kind] += from[kind];
      }
    }
  }
}

std::int64_t FamilySums::sum_of(const FamilyMember& one, const DealtSums& sums) const {
  std::int64_t sum = 0;
  for (std::size_t band = 0; band < bands_.size(); ++band) {
    sum += sums.group_sums[(one.group * bands_.size() + band) * kinds_ + one.outcome];
  }
  return sum;
}

/// How far the group stands from the means of its bands: the spread is that of the deals which put
/// as many of it into each band as this one does.
double FamilySums::far_within(const FamilyMember& one, const DealtSums& sums) const {
  double off = 0.0;
  double variance = 0.0;
  for (std::size_t i = 0; i < bands_.size(); ++i) {
    const BandTotals& band = bands_[i];
    const std::size_t cell = one.group * bands_.size() + i;
    const std::int64_t in_group = sums.group_units[cell];
    const std::int64_t sum = sums.group_sums[cell * kinds_ + one.outcome];
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
  const double off = std::abs(one.expected.deviation(sum_of(one, sums)));
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
