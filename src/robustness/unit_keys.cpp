#include "robustness/unit_keys.h"

#include "base/point_parts.h"
#include "policy/policy_tables.h"
#include "queue/order_keys.h"
#include "robustness/exact_points.h"
#include "scoring/dated_scores.h"

#include <algorithm>
#include <optional>

namespace waitlist {
namespace {

constexpr std::size_t kVariesColumn = SIZE_MAX;
/// A list this short is done before what its cases share has been written down.
constexpr std::size_t kShortList = 512;

}  // namespace

KeyReader::KeyReader(const Ranking& ranking, std::vector<UnitIndex> units)
    : ranking_{&ranking}, units_{std::move(units)} {
  choose_columns();
  read_steady();
}

KeyReader KeyReader::of(std::span<const std::uint32_t> units) const {
  std::vector<UnitIndex> chosen;
  chosen.reserve(units.size());
  for (const std::uint32_t unit : units) chosen.push_back(units_[unit]);
  return KeyReader{*ranking_, std::move(chosen)};
}

void KeyReader::choose_columns() {
  const OrderTable& order = ranking_->policy().tables().order;
  column_of_.resize(order.order_count());
  for (std::size_t i = 0; i < order.order_count(); ++i) {
    for (std::size_t place = 0; place < order.size(); ++place) {
      const KeyTable& key = order.of_order(i, place);
      if (moves_with_points(key.kind)) {
        column_of_[i].push_back(kVariesColumn);
        continue;
      }
      const auto known = std::ranges::find(steady_keys_, key);
      column_of_[i].push_back(static_cast<std::size_t>(known - steady_keys_.begin()));
      if (known == steady_keys_.end()) steady_keys_.push_back(key);
    }
  }
}

void KeyReader::read_steady() {
  const CaseTable& cases = ranking_->cases();
  UnitReader reader{cases, ranking_->policy(), ranking_->as_of()};
  steady_.reserve(units_.size() * steady_keys_.size());
  for (const UnitIndex unit : units_) {
    reader.read(unit);
    for (const CaseRow row : reader.facts().ranked) {
      const Place place{row, 0, reader.score(row)};
      for (const KeyTable& key : steady_keys_) {
        steady_.push_back(order_value(key, place, cases, ranking_->policy(), ranking_->as_of()));
      }
    }
  }
}

std::int64_t KeyReader::varying(const KeyTable& key,
                                const Place& scored,
                                const CompiledPolicy& variation,
                                const UnitReader& reader) const {
  // The reader has the unit before it already.
  if (key.kind == OrderKey::group) {
    return -group_in_use(reader.ranked(scored.row), key.subject).count();
  }
  return order_value(key, scored, ranking_->cases(), variation, ranking_->as_of());
}

UnitKeys KeyReader::read(const CompiledPolicy& variation) const {
  const CaseTable& cases = ranking_->cases();
  const OrderTable& order = variation.tables().order;
  UnitKeys read;
  read.width_ = order.size();
  read.parts_ = variation.point_parts();
  read.keys_.reserve(units_.size() * read.width_);
  read.tiers_.reserve(units_.size());
  read.first_.reserve(units_.size());
  read.points_.reserve(units_.size());
  read.standing_.reserve(units_.size());
  UnitReader reader{cases, variation, ranking_->as_of()};
  std::optional<DatedScores> dated;
  if (units_.size() >= kShortList) dated.emplace(variation, ranking_->as_of());
  std::vector<std::int64_t> keys(read.width_);
  std::size_t number = 0;
  for (const UnitIndex unit : units_) {
    reader.read(unit);
    bool is_first = true;
    for (const CaseRow row : reader.facts().ranked) {
      const FactScore facts = reader.fact_score(row);
      const Score score = dated ? dated->score(facts, reader.facts())
                                : score_on(variation, facts, reader.facts(), ranking_->as_of());
      const std::size_t used = order.order_of(score.tier);
      for (std::size_t place = 0; place < read.width_; ++place) {
        const std::size_t column = column_of_[used][place];
        keys[place] = column == kVariesColumn
                          ? varying(order.of_order(used, place), {row, 0, score}, variation, reader)
                          : steady_[number * steady_keys_.size() + column];
      }
      ++number;
      const std::int64_t points = in_parts(score.points.used, score.part, read.parts_).count();
      // A tier rises to a lower number.
      const std::int64_t standing = facts.faster_used - std::int64_t{score.tier};
      if (is_first) {
        read.keys_.insert(read.keys_.end(), keys.begin(), keys.end());
        read.tiers_.push_back(score.tier);
        read.first_.push_back(row);
        read.points_.push_back(points);
        read.standing_.push_back(standing);
        is_first = false;
        continue;
      }
      const std::size_t last = read.first_.size() - 1;
      read.standing_[last] += standing;
      const auto best = std::span{read.keys_}.last(read.width_);
      if (!(std::ranges::lexicographical_compare(keys, best) ||
            (std::ranges::equal(keys, best) &&
             cases.case_id(row) < cases.case_id(read.first_[last])))) {
        continue;
      }
      std::ranges::copy(keys, best.begin());
      read.tiers_[last] = score.tier;
      read.first_[last] = row;
      read.points_[last] = points;
    }
  }
  return read;
}

int KeyReader::compare(std::span<const std::int64_t> a,
                       std::int64_t parts_a,
                       std::span<const std::int64_t> b,
                       std::int64_t parts_b,
                       TierIndex tier) const noexcept {
  const OrderTable& order = ranking_->policy().tables().order;
  for (std::size_t place = 0; place < a.size(); ++place) {
    if (parts_a != parts_b && order.at(place, tier).kind == OrderKey::points) {
      const auto one = ExactPoints::of_parts(a[place], parts_a, parts_b);
      const auto other = ExactPoints::of_parts(b[place], parts_b, parts_a);
      if (one != other) return one < other ? -1 : 1;
      continue;
    }
    if (a[place] != b[place]) return a[place] < b[place] ? -1 : 1;
  }
  return 0;
}

bool KeyReader::before(const UnitKeys& a,
                       std::size_t one,
                       const UnitKeys& b,
                       std::size_t other) const {
  // Where tiers differ and have keys of their own, the tier is the first key and tells.
  const int way = compare(a.keys(one), a.parts(), b.keys(other), b.parts(), a.tier(one));
  if (way != 0) return way < 0;
  const CaseTable& cases = ranking_->cases();
  return cases.case_id(a.first(one)) < cases.case_id(b.first(other));
}

}  // namespace waitlist
