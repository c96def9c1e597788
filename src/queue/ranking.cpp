#include <waitlist/queue/ranking.h>

#include "base/parallel.h"
#include "base/prefetch.h"
#include "cases/case_columns.h"
#include "queue/order_keys.h"
#include "queue/ranking_data.h"
#include "queue/scored_rows.h"
#include "queue/unit_scores.h"
#include "scoring/looks.h"
#include "scoring/unit_reader.h"

#include <algorithm>
#include <utility>

namespace waitlist {
namespace {

constexpr std::size_t kStepsAhead = 32;

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

using Together = ScoredCases::Together;

/// Which of the scored cases are linked.
class LinkedCases {
 public:
  /// In place of the unit of a case that is not.
  static constexpr std::uint32_t kAlone = UINT32_MAX;

  LinkedCases(std::span<const Together> units, std::size_t count)
      : units_{units}, linked_(count), unit_of_(units.empty() ? 0 : count) {
    for (std::uint32_t unit = 0; unit < units.size(); ++unit) {
      for (std::uint32_t i = 0; i < units[unit].count; ++i) {
        linked_[units[unit].first + i] = true;
        unit_of_[units[unit].first + i] = unit;
      }
    }
  }

  /// The unit of a case, as it is numbered here.
  [[nodiscard]] std::uint32_t unit(std::uint32_t number) const {
    return linked_[number] ? unit_of_[number] : kAlone;
  }

  /// Each unit at the place of its first case, the others directly after it in their order.
  [[nodiscard]] BigVector<std::uint32_t> together(BigVector<std::uint32_t> order) const {
    if (units_.empty()) return order;
    std::vector<std::vector<std::uint32_t>> members(units_.size());
    for (const std::uint32_t number : order) {
      if (linked_[number]) members[unit_of_[number]].push_back(number);
    }
    BigVector<std::uint32_t> sequence;
    sequence.reserve(order.size());
    for (const std::uint32_t number : order) {
      if (!linked_[number]) {
        sequence.push_back(number);
        continue;
      }
      const auto& unit = members[unit_of_[number]];
      if (unit.front() == number) sequence.insert(sequence.end(), unit.begin(), unit.end());
    }
    return sequence;
  }

 private:
  std::span<const Together> units_;
  std::vector<bool> linked_;          ///< by number
  BigVector<std::uint32_t> unit_of_;  ///< by number, where any are linked
};

/// Moves the scored cases to their places, numbers the units, and notes where each row is.
/// `sequence` says which of them comes to each place.
void fill_places(const ScoredRows& scored,
                 const LinkedCases& linked,
                 std::span<const std::uint32_t> sequence,
                 Ranking::Data& data) {
  data.place_of_row.assign(data.cases.size(), Ranking::Data::kApart);
  data.places.reserve(sequence.size());
  std::uint32_t before = LinkedCases::kAlone;
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    // A case is far from the next in the order: what comes some steps later is asked for now.
    scored.prefetch(sequence[std::min(i + kStepsAhead, sequence.size() - 1)]);
    const std::uint32_t number = sequence[i];
    const std::uint32_t unit = linked.unit(number);
    if (unit == LinkedCases::kAlone || unit != before) ++data.unit_count;
    before = unit;
    data.places.push_back(scored.at(number));
    data.places.back().position = Position{data.unit_count};
    data.place_of_row[scored.row(number)] = static_cast<std::uint32_t>(i);
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
  ScoredCases scored = score_all(cases, policy, as_of, threads_worth(cases.size(), options.threads),
                                 keeper ? &*keeper : nullptr);
  if (keeper) data->contributions = std::move(*keeper).take();
  const ScoredRows& rows = scored.rows;
  const LinkedCases linked{scored.together, rows.size()};
  const BigVector<std::uint32_t> order = linked.together(ordered(
      scored.keys, rows.size(), [&rows](std::uint32_t i) { return rows.row(i); }, cases, policy));
  fill_places(rows, linked, order, *data);
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
