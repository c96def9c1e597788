#include <waitlist/queue/scored_list.h>

#include "base/parallel.h"
#include "queue/order_keys.h"
#include "queue/steady_builder.h"
#include "queue/steady_order.h"
#include "queue/unit_scores.h"
#include "scoring/scorable_case.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace waitlist {

struct ScoredList::Data {
  CaseTable cases;
  CompiledPolicy policy;
  SteadyCut cut;
};

namespace {

constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

/// The order of one day.
class DayOrder {
 public:
  DayOrder(const ScoredList::Data& list, Day as_of)
      : list_{list},
        rows_{list.cut.rows},
        as_of_{as_of},
        keys_{DayKeys::make(rows_, list.policy, as_of)} {
    score_others();
  }

  /// The first `count` cases. To be called once.
  [[nodiscard]] std::vector<CaseRow> first(std::size_t count, unsigned threads) {
    std::vector<Stander> leads;
    if (keys_ && count < rows_.size()) {
      leads = steady_top(rows_, *keys_, as_of_, count, odd_.members);
    } else if (keys_) {
      odd_ = odd_standings(rows_, *keys_, as_of_);
      leads = steady_order(rows_, *keys_, odd_, threads_worth(rows_.size(), threads));
    }
    std::vector<CaseRow> order = with_members(with_others(std::move(leads)));
    if (order.size() > count) order.resize(count);
    return order;
  }

 private:
  /// Scores and orders the units that the columns do not describe today.
  void score_others() {
    std::vector<UnitIndex> units = list_.cut.others;
    if (!keys_) {
      units.clear();
      for (UnitIndex unit = 0; unit < list_.cases.unit_count(); ++unit) units.push_back(unit);
    } else if (as_of_.days_since_epoch() < rows_.odd_steady_from) {
      for (const OddUnit& odd : rows_.odd_units) {
        if (as_of_.days_since_epoch() < odd.steady_from) units.push_back(odd.unit);
      }
    }
    UnitReader reader{list_.cases, list_.policy, as_of_};
    for (const UnitIndex unit : units) score_unit(reader, unit, others_);
    others_in_order_ = in_order(others_, list_.cases, list_.policy, as_of_);
  }

  /// A member without its mark.
  static CaseRow case_of(CaseRow member) { return CaseRow{member & ~OddStandings::kLast}; }

  /// The first case of a steady stander, scored the general way.
  [[nodiscard]] Place scored(Stander stander) const {
    CaseRow row = stander;
    if ((stander & kSeveral) != 0) row = case_of(odd_.members[stander & ~kSeveral]);
    UnitReader reader{list_.cases, list_.policy, as_of_};
    reader.read(list_.cases.unit(row));
    return {row, 0, reader.score(row)};
  }

  /// Puts the other units among the steady ones. Few are looked at.
  [[nodiscard]] std::vector<Stander> with_others(std::vector<Stander> steady) const {
    if (others_.empty()) return steady;
    std::vector<Stander> merged;
    merged.reserve(steady.size() + others_.size());
    auto from = steady.cbegin();
    std::vector<bool> placed(others_.size());
    for (const std::uint32_t number : others_in_order_) {
      if (placed[number]) continue;
      const auto [begin, end] = unit_around(number);
      std::fill(placed.begin() + begin, placed.begin() + end, true);
      const auto to = std::partition_point(from, steady.cend(), [&](Stander stander) {
        return stands_before(scored(stander), others_[number], list_.cases, list_.policy, as_of_);
      });
      merged.insert(merged.end(), from, to);
      merged.emplace_back(number | kOther);
      from = to;
    }
    merged.insert(merged.end(), from, steady.cend());
    return merged;
  }

  /// The cases of a unit are neighbours in `others_`.
  [[nodiscard]] std::pair<std::ptrdiff_t, std::ptrdiff_t> unit_around(std::uint32_t number) const {
    const auto unit_of = [this](std::uint32_t i) { return list_.cases.unit(others_[i].row); };
    const UnitIndex unit = unit_of(number);
    std::uint32_t begin = number;
    while (begin > 0 && unit_of(begin - 1) == unit) --begin;
    std::uint32_t end = number;
    while (end < others_.size() && unit_of(end) == unit) ++end;
    return {begin, end};
  }

  /// All cases: those of a unit behind its first.
  [[nodiscard]] std::vector<CaseRow> with_members(std::vector<Stander> standers) const {
    const auto is_case = [](Stander stander) { return stander < kOther; };
    if (std::ranges::all_of(standers, is_case)) return standers;
    std::vector<CaseRow> order;
    order.reserve(standers.size() + rows_.odd_rows.size() + others_.size());
    for (const Stander stander : standers) {
      if (is_case(stander)) {
        order.push_back(stander);
      } else if ((stander & kSeveral) != 0) {
        auto member = odd_.members.begin() + (stander & ~kSeveral);
        while ((*member & OddStandings::kLast) == 0) order.push_back(*member++);
        order.push_back(case_of(*member));
      } else {
        add_other(stander & ~kOther, order);
      }
    }
    return order;
  }

  void add_other(std::uint32_t number, std::vector<CaseRow>& order) const {
    const auto [begin, end] = unit_around(number);
    const std::vector<Place> members{others_.begin() + begin, others_.begin() + end};
    for (const std::uint32_t i : in_order(members, list_.cases, list_.policy, as_of_)) {
      order.push_back(members[i].row);
    }
  }

  const ScoredList::Data& list_;
  const SteadyRows& rows_;
  Day as_of_;
  std::optional<DayKeys> keys_;
  OddStandings odd_;
  std::vector<Place> others_;
  BigVector<std::uint32_t> others_in_order_;
};

}  // namespace

Result<ScoredList> ScoredList::make(const CaseTable& cases,
                                    const CompiledPolicy& policy,
                                    unsigned threads) {
  Errors errors = check_scorable_from(cases, policy, Day::first());
  if (!errors.empty()) return failed(std::move(errors));
  return ScoredList{std::make_shared<const Data>(
      Data{cases, policy, steady_cut(cases, policy, threads_worth(cases.size(), threads))})};
}

Result<std::vector<CaseRow>> ScoredList::order(Day as_of, unsigned threads) const {
  Errors errors;
  check_as_of(data_->policy, as_of, errors);
  if (!errors.empty()) return failed(std::move(errors));
  return DayOrder{*data_, as_of}.first(kAll, threads);
}

Result<std::vector<CaseRow>> ScoredList::top(Day as_of, std::size_t count) const {
  Errors errors;
  check_as_of(data_->policy, as_of, errors);
  if (!errors.empty()) return failed(std::move(errors));
  return DayOrder{*data_, as_of}.first(count, 1);
}

ScoredList::ScoredList(std::shared_ptr<const Data> data) noexcept : data_{std::move(data)} {}

const CaseTable& ScoredList::cases() const noexcept { return data_->cases; }

const CompiledPolicy& ScoredList::policy() const noexcept { return data_->policy; }

}  // namespace waitlist
