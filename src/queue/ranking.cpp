#include <waitlist/queue/ranking.h>

#include "base/parallel.h"
#include "base/prefetch.h"
#include "queue/order_keys.h"
#include "queue/ranking_data.h"
#include "queue/unit_scores.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace waitlist {
namespace {

ApartReason apart_reason(CaseStatus status) {
  switch (status) {
    case CaseStatus::awaiting: return ApartReason::not_yet_listed;
    case CaseStatus::on_hold: return ApartReason::on_hold;
    case CaseStatus::duty_allocated: return ApartReason::duty_allocated;
    case CaseStatus::allocated: return ApartReason::allocated;
    case CaseStatus::withdrawn: return ApartReason::withdrawn;
  }
  return ApartReason::withdrawn;
}

std::vector<ApartCase> cases_apart(const Ranking::Data& data) {
  std::vector<ApartCase> apart;
  for (CaseRow row = 0; row < data.cases.size(); ++row) {
    if (data.place_of_row[row] != Ranking::Data::kApart) continue;
    apart.push_back({row, apart_reason(data.cases.status(row))});
  }
  std::ranges::sort(apart, {}, [&](const ApartCase& one) {
    return std::tuple{one.reason, data.cases.case_id(one.row)};
  });
  return apart;
}

/// Gives each unit the place of its first case, its other cases directly after it.
class UnitPlacer {
 public:
  UnitPlacer(std::span<const Scored> scored,
             std::span<const std::uint32_t> order,
             Ranking::Data& data)
      : scored_{scored}, order_{order}, data_{data} {
    data_.places.reserve(scored_.size());
    data_.place_of_row.assign(data_.cases.size(), Ranking::Data::kApart);
  }

  void place_all() {
    // The scores lie elsewhere in memory than their places: several are asked for at a time.
    constexpr std::size_t kAhead = 12;
    for (std::size_t rank = 0; rank < order_.size(); ++rank) {
      const std::size_t coming = rank + kAhead;
      if (coming < order_.size()) prefetch_bytes(&scored_[order_[coming]], sizeof(Scored));
      const std::uint32_t first = order_[rank];
      if (stands_alone(first)) {
        ++data_.unit_count;
        place(first);
      } else if (data_.place_of_row[scored_[first].row] == Ranking::Data::kApart) {
        place_unit_of(first);
      }
    }
  }

 private:
  /// Cases of a unit are neighbours among the scored.
  [[nodiscard]] bool same_unit(std::uint32_t number, std::uint32_t other) const {
    return other < scored_.size() && scored_[number].unit == scored_[other].unit;
  }

  [[nodiscard]] bool stands_alone(std::uint32_t number) const {
    return !same_unit(number, number - 1) && !same_unit(number, number + 1);
  }

  void place_unit_of(std::uint32_t first) {
    std::uint32_t begin = first;
    while (same_unit(first, begin - 1)) --begin;
    members_.clear();
    for (std::uint32_t i = begin; same_unit(first, i); ++i) members_.push_back(i);
    std::ranges::sort(members_, {}, [this](std::uint32_t i) { return rank_of(i); });
    ++data_.unit_count;
    for (const std::uint32_t i : members_) place(i);
  }

  void place(std::uint32_t number) {
    const Scored& scored = scored_[number];
    data_.place_of_row[scored.row] = static_cast<std::uint32_t>(data_.places.size());
    data_.places.push_back({scored.row, data_.unit_count, scored.score});
  }

  std::uint32_t rank_of(std::uint32_t number) {
    if (rank_of_.empty()) {
      rank_of_.resize(order_.size());
      for (std::uint32_t rank = 0; rank < order_.size(); ++rank) rank_of_[order_[rank]] = rank;
    }
    return rank_of_[number];
  }

  std::span<const Scored> scored_;
  std::span<const std::uint32_t> order_;
  Ranking::Data& data_;
  std::vector<std::uint32_t> rank_of_;  ///< filled when linked cases ask for it
  std::vector<std::uint32_t> members_;
};

}  // namespace

Result<Ranking> rank(const CaseTable& cases,
                     const CompiledPolicy& policy,
                     Day as_of,
                     const RankOptions& options) {
  Errors errors = check_scorable(cases, policy, as_of);
  if (!errors.empty()) return failed(std::move(errors));
  auto data =
      std::make_shared<Ranking::Data>(Ranking::Data{cases, policy, as_of, {}, {}, {}, 0, {}});
  std::optional<ContributionKeeper> keeper;
  if (options.keep_contributions) keeper.emplace(policy, cases.size());
  const BigVector<Scored> scored =
      score_all(cases, policy, as_of, threads_worth(cases.size(), options.threads),
                keeper ? &*keeper : nullptr);
  if (keeper) data->contributions = std::move(*keeper).take();
  const std::vector<std::uint32_t> order = in_order(scored, cases, policy, as_of);
  UnitPlacer{scored, order, *data}.place_all();
  data->apart = cases_apart(*data);
  return Ranking{std::move(data)};
}

Ranking::Ranking(std::shared_ptr<const Data> data) noexcept : data_{std::move(data)} {}

std::span<const Place> Ranking::places() const noexcept { return data_->places; }

std::span<const ApartCase> Ranking::apart() const noexcept { return data_->apart; }

const CaseTable& Ranking::cases() const noexcept { return data_->cases; }

const CompiledPolicy& Ranking::policy() const noexcept { return data_->policy; }

Day Ranking::as_of() const noexcept { return data_->as_of; }

const ContributionTable* Ranking::contributions() const noexcept {
  return data_->contributions ? &*data_->contributions : nullptr;
}

std::uint32_t Ranking::unit_count() const noexcept { return data_->unit_count; }

const Place* Ranking::find(std::string_view case_id) const noexcept {
  const auto row = data_->cases.find(case_id);
  if (!row || data_->place_of_row[*row] == Data::kApart) return nullptr;
  return &data_->places[data_->place_of_row[*row]];
}

std::string_view to_text(ApartReason reason) noexcept {
  switch (reason) {
    case ApartReason::on_hold: return "on_hold";
    case ApartReason::duty_allocated: return "duty_allocated";
    case ApartReason::allocated: return "allocated";
    case ApartReason::withdrawn: return "withdrawn";
    case ApartReason::not_yet_listed: return "not_yet_listed";
  }
  return "";
}

}  // namespace waitlist
