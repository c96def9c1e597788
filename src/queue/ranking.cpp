#include <waitlist/queue/ranking.h>

#include "base/parallel.h"
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
void place_units(const std::vector<Scored>& scored,
                 const std::vector<std::uint32_t>& order,
                 Ranking::Data& data) {
  // Cases of a unit are neighbours in `scored`, so a unit is a run around any of them.
  std::vector<std::uint32_t> rank_of(scored.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) rank_of[order[rank]] = rank;
  data.places.reserve(scored.size());
  data.place_of_row.assign(data.cases.size(), Ranking::Data::kApart);
  std::vector<std::uint32_t> members;
  for (const std::uint32_t first : order) {
    if (data.place_of_row[scored[first].row] != Ranking::Data::kApart) continue;
    const UnitIndex unit = scored[first].unit;
    std::uint32_t begin = first;
    while (begin > 0 && scored[begin - 1].unit == unit) --begin;
    members.clear();
    for (std::uint32_t i = begin; i < scored.size() && scored[i].unit == unit; ++i) {
      members.push_back(i);
    }
    std::ranges::sort(members, {}, [&rank_of](std::uint32_t i) { return rank_of[i]; });
    ++data.unit_count;
    for (const std::uint32_t i : members) {
      data.place_of_row[scored[i].row] = static_cast<std::uint32_t>(data.places.size());
      data.places.push_back({scored[i].row, data.unit_count, scored[i].score});
    }
  }
}

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
  const std::vector<Scored> scored =
      score_all(cases, policy, as_of, threads_worth(cases.size(), options.threads),
                keeper ? &*keeper : nullptr);
  if (keeper) data->contributions = std::move(*keeper).take();
  place_units(scored, in_order(scored, cases, policy, as_of), *data);
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
