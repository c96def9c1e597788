#include "scoring/dated_scores.h"

#include "policy/policy_tables.h"
#include "scoring/fact_score.h"
#include "scoring/filing_points.h"
#include "scoring/standing.h"

#include <algorithm>

namespace waitlist {

DatedScores::DatedScores(const CompiledPolicy& policy, Day as_of)
    : policy_{policy}, tables_{policy.tables()}, as_of_{as_of}, waits_(kSlots), filings_(kSlots) {
  for (const WaitingCourse& course : tables_.waiting) times_.push_back(course.times);
  if (times_.empty()) times_.push_back(1000);  // nothing is earned by waiting
  earned_.resize(kSlots * times_.size());
}

std::size_t DatedScores::slot_of_wait(Days waited) {
  const std::size_t slot = static_cast<std::uint64_t>(waited.count()) % kSlots;
  if (waits_[slot].days != waited.count()) fill_wait(slot, waited);
  return slot;
}

void DatedScores::fill_wait(std::size_t slot, Days waited) {
  Wait& wait = waits_[slot];
  wait.days = waited.count();
  // Bands are promoted one by one, so that the last tells how many there are.
  const auto last = BandIndex{tables_.band_from.size() - 1};
  wait.promoted_by = static_cast<std::uint8_t>(last - promoted_band(tables_, last, waited));
  wait.must_allocate = must_allocate_holds(tables_, waited, std::nullopt, as_of_);
  const std::int64_t earning = tables_.earning_wait(waited, as_of_);
  for (std::size_t i = 0; i < times_.size(); ++i) {
    const PointParts exact = tables_.waiting_parts(earning, times_[i]);
    earned_[slot * times_.size() + i] = {
        rounded_down(exact, tables_.point_parts),
        static_cast<std::uint32_t>(left_out(exact, tables_.point_parts))};
  }
}

const DatedScores::Filing& DatedScores::filing(const UnitFacts& unit) {
  constexpr std::int64_t kNoDate = INT32_MAX;
  const std::int64_t day = unit.filing_date ? unit.filing_date->days_since_epoch() : kNoDate;
  const std::int64_t date = 2 * day + (unit.filing_open ? 1 : 0);
  Filing& known = filings_[static_cast<std::uint64_t>(date) % kSlots];
  if (known.date != date) known = filing_of(unit, date);
  return known;
}

DatedScores::Filing DatedScores::filing_of(const UnitFacts& unit, std::int64_t date) const {
  Filing filing;
  filing.date = date;
  if (policy_.written().filing && unit.filing_date) {
    filing.latest_start = *unit.filing_date - policy_.written().filing->effort;
  }
  // Rows with conditions are the case's own.
  if (!tables_.slack_where) filing.points = filing_range(policy_, {}, unit, as_of_);
  // The wait is told by itself, and no time at all is the least there is.
  filing.must_allocate = must_allocate_holds(tables_, Days{0}, unit.filing_date, as_of_);
  return filing;
}

const DatedScores::Earned& DatedScores::earned(std::size_t slot,
                                               std::int64_t times) const noexcept {
  const auto at = std::ranges::find(times_, times);
  const auto course = at == times_.end() ? 0 : static_cast<std::size_t>(at - times_.begin());
  return earned_[slot * times_.size() + course];
}

/// `score` receives what rounding the points in use down leaves out.
PointsRange DatedScores::waiting(std::size_t slot, const FactScore& facts, Score& score) const {
  const Earned& used = earned(slot, facts.faster_used);
  score.part = used.part & 0xFFFFFFU;
  if (facts.faster_least == facts.faster_used && facts.faster_most == facts.faster_used) {
    return {used.points, used.points, used.points};
  }
  const Points least = earned(slot, facts.faster_least).points;
  const Points most = earned(slot, facts.faster_most).points;
  return {std::min({least, used.points, most}), used.points, std::max({least, used.points, most})};
}

BandIndex DatedScores::promoted(BandIndex band, const Wait& wait) const noexcept {
  const int raised = band - wait.promoted_by;
  return BandIndex{std::min<int>(band, std::max<int>(raised, tables_.promotion_limit))};
}

Score DatedScores::score(const FactScore& facts, const UnitFacts& unit) {
  const std::size_t slot = slot_of_wait(unit.waited);
  const Wait& wait = waits_[slot];
  const Filing& filed = filing(unit);
  Score score;
  score.waited = unit.waited;
  score.filing_date = unit.filing_date;
  score.latest_start = filed.latest_start;
  score.band = promoted(facts.band_used, wait);
  score.band_least = promoted(facts.band_least, wait);
  score.band_most = promoted(facts.band_most, wait);
  score.must_allocate = wait.must_allocate || filed.must_allocate;
  score.tier = policy_.tier(score.band, score.must_allocate);
  const PointsRange earned = waiting(slot, facts, score);
  const PointsRange filing =
      tables_.slack_where ? filing_range(policy_, facts.slack, unit, as_of_) : filed.points;
  score.risk = facts.risk;
  score.waiting = earned.used;
  score.filing = filing.used;
  score.points = facts.risk;
  score.points += facts.other;
  score.points += earned;
  score.points += filing;
  return score;
}

}  // namespace waitlist
