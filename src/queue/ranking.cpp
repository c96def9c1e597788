#include <waitlist/queue/ranking.h>

#include "base/parallel.h"
#include "base/prefetch.h"
#include "cases/case_columns.h"
#include "queue/order_keys.h"
#include "queue/ranking_data.h"
#include "queue/unit_scores.h"
#include "scoring/looks.h"
#include "scoring/unit_reader.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

constexpr std::size_t kStepsAhead = 16;

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

/// Whether a case has somebody's eye on it for the time being only, so that its risk is shown.
bool may_come_back(ApartReason reason) noexcept {
  return reason == ApartReason::on_hold || reason == ApartReason::duty_allocated;
}

std::vector<ApartCase> cases_apart(const Ranking::Data& data) {
  const CaseTable::Columns& columns = data.cases.columns();
  std::vector<std::pair<ApartReason, CaseRow>> rows;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const CaseRow row = columns.row_by_id(i);
    if (data.place_of_row[row] != Ranking::Data::kApart) continue;
    rows.emplace_back(apart_reason(columns.status[row]), row);
  }
  std::ranges::stable_sort(rows, {}, &std::pair<ApartReason, CaseRow>::first);
  UnitReader units{data.cases, data.policy, data.as_of};
  std::vector<ApartCase> apart;
  apart.reserve(rows.size());
  for (const auto& [reason, row] : rows) {
    ApartCase& one = apart.emplace_back();
    one.row = row;
    one.reason = reason;
    if (!may_come_back(reason)) continue;
    units.read_of(row);
    if (can_be_scored(data.policy, units.facts(), data.as_of)) one.score = units.score(row);
  }
  return apart;
}

/// Gives each unit the place of its first case, its other cases directly after it: the order of
/// scored cases, cases of a unit brought together.
class UnitsTogether {
 public:
  UnitsTogether(std::span<const Place> scored,
                std::span<const std::uint32_t> order,
                const CaseTable& cases)
      : order_{order}, same_as_next_(scored.size()) {
    // Cases of a unit are neighbours among the scored.
    const UnitList& units = cases.columns().units;
    for (std::size_t i = 1; i < scored.size(); ++i) {
      const bool same = units.unit(scored[i - 1].row) == units.unit(scored[i].row);
      same_as_next_[i - 1] = same;
      any_ = any_ || same;
    }
  }

  [[nodiscard]] std::vector<std::uint32_t> sequence() {
    if (!any_) return {order_.begin(), order_.end()};
    placed_.resize(order_.size());
    rank_.resize(order_.size());
    for (std::uint32_t i = 0; i < order_.size(); ++i) rank_[order_[i]] = i;
    std::vector<std::uint32_t> sequence;
    sequence.reserve(order_.size());
    for (const std::uint32_t first : order_) {
      if (!placed_[first]) add_unit_of(first, sequence);
    }
    return sequence;
  }

 private:
  void add_unit_of(std::uint32_t first, std::vector<std::uint32_t>& sequence) {
    std::uint32_t begin = first;
    while (begin > 0 && same_as_next_[begin - 1]) --begin;
    std::uint32_t end = first;
    while (same_as_next_[end]) ++end;
    const auto from = static_cast<std::ptrdiff_t>(sequence.size());
    for (std::uint32_t i = begin; i <= end; ++i) {
      placed_[i] = true;
      sequence.push_back(i);
    }
    if (begin == end) return;
    std::sort(sequence.begin() + from, sequence.end(),
              [this](std::uint32_t a, std::uint32_t b) { return rank_[a] < rank_[b]; });
  }

  std::span<const std::uint32_t> order_;
  std::vector<bool> same_as_next_;   ///< by number
  bool any_ = false;                 ///< of these
  std::vector<bool> placed_;         ///< by number
  std::vector<std::uint32_t> rank_;  ///< by number
};

/// Moves the scored cases to their places, numbers the units, and notes where each row is.
/// `sequence` says which of them comes to each place.
void fill_places(std::span<const Place> scored,
                 std::span<const std::uint32_t> sequence,
                 Ranking::Data& data) {
  const CaseTable::Columns& columns = data.cases.columns();
  data.place_of_row.assign(columns.size(), Ranking::Data::kApart);
  data.places.reserve(scored.size());
  std::optional<UnitIndex> unit;
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    // A case is far from the next in the order: what comes a few steps later is asked for now.
    const std::size_t coming = std::min(i + kStepsAhead, sequence.size() - 1);
    prefetch_bytes(&scored[sequence[coming]], sizeof(Place));
    const Place& from = scored[sequence[i]];
    const UnitIndex of = columns.units.unit(from.row);
    if (unit != of) ++data.unit_count;
    unit = of;
    data.place_of_row[from.row] = static_cast<std::uint32_t>(i);
    data.places.push_back(from);
    data.places.back().position = Position{data.unit_count};
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
  const BigVector<Place> scored =
      score_all(cases, policy, as_of, threads_worth(cases.size(), options.threads),
                keeper ? &*keeper : nullptr);
  if (keeper) data->contributions = std::move(*keeper).take();
  const std::vector<std::uint32_t> order = in_order(scored, cases, policy, as_of);
  fill_places(scored, UnitsTogether{scored, order, cases}.sequence(), *data);
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

std::span<const Place> Ranking::unit_of(CaseRow row) const noexcept {
  const Data& whole = data_->whole ? *data_->whole : *data_;
  const std::uint32_t place = whole.place_of_row[row];
  if (place == Data::kApart) return {};
  const Position position = whole.places[place].position;
  std::uint32_t begin = place;
  while (begin > 0 && whole.places[begin - 1].position == position) --begin;
  std::uint32_t end = place + 1;
  while (end < whole.places.size() && whole.places[end].position == position) ++end;
  return std::span<const Place>{whole.places}.subspan(begin, end - begin);
}

std::span<const ListPart> Ranking::parts() const noexcept { return data_->parts; }

std::size_t Ranking::ranked_in_all() const noexcept {
  return (data_->whole ? *data_->whole : *data_).places.size();
}

const Place* Ranking::find(std::string_view case_id) const noexcept {
  const auto row = data_->cases.find(case_id);
  if (!row || data_->place_of_row[*row] == Data::kApart) return nullptr;
  return &data_->places[data_->place_of_row[*row]];
}

const ApartCase* Ranking::find_apart(std::string_view case_id) const noexcept {
  const auto row = data_->cases.find(case_id);
  if (!row || data_->place_of_row[*row] != Data::kApart) return nullptr;
  const auto is_it = [&](const ApartCase& one) { return one.row == *row; };
  const auto at = std::ranges::find_if(data_->apart, is_it);
  return at == data_->apart.end() ? nullptr : &*at;
}

std::optional<Day> apart_since(const CaseTable& cases, CaseRow row) {
  const Hold* hold = cases.hold(row);
  return hold != nullptr ? hold->from : cases.duty_from(row);
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
