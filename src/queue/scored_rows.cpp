#include "queue/scored_rows.h"

#include "base/prefetch.h"

#include <algorithm>
#include <limits>

namespace waitlist {
namespace {

std::int32_t small(std::int64_t number) noexcept { return static_cast<std::int32_t>(number); }

bool is_small(std::int64_t number) noexcept { return small(number) == number; }

bool is_small(const PointsRange& range) noexcept {
  return is_small(range.least.count()) && is_small(range.used.count()) &&
         is_small(range.most.count());
}

std::array<std::int32_t, 3> three_of(const PointsRange& range) noexcept {
  return {small(range.least.count()), small(range.used.count()), small(range.most.count())};
}

PointsRange range_of(const std::array<std::int32_t, 3>& three) noexcept {
  return {Points{three[0]}, Points{three[1]}, Points{three[2]}};
}

std::int32_t number_of(const std::optional<Day>& day, std::int32_t none) noexcept {
  return day ? day->days_since_epoch() : none;
}

}  // namespace

bool ScoredRows::fits(const Score& score) noexcept {
  return is_small(score.points) && is_small(score.risk) && is_small(score.waiting.count()) &&
         is_small(score.filing.count()) && is_small(score.waited.count());
}

ScoredRows::Line ScoredRows::line_of(const Place& place) noexcept {
  const Score& score = place.score;
  return {place.row,
          small(score.waited.count()),
          number_of(score.filing_date, kNoDay),
          number_of(score.latest_start, kNoDay),
          three_of(score.points),
          three_of(score.risk),
          small(score.waiting.count()),
          small(score.filing.count()),
          score.part,
          {score.band, score.band_least, score.band_most, score.tier,
           static_cast<std::uint8_t>(score.must_allocate ? 1 : 0)}};
}

Place ScoredRows::place_of(const Line& line) noexcept {
  Place place;
  place.row = line.row;
  Score& score = place.score;
  score.waited = Days{line.waited};
  score.filing_date = Day::from_days_since_epoch(line.filing_date);
  score.latest_start = Day::from_days_since_epoch(line.latest_start);
  score.points = range_of(line.points);
  score.risk = range_of(line.risk);
  score.waiting = Points{line.waiting};
  score.filing = Points{line.filing};
  score.part = line.part & 0xFFFFFFU;
  score.band = BandIndex{line.bands[0]};
  score.band_least = BandIndex{line.bands[1]};
  score.band_most = BandIndex{line.bands[2]};
  score.tier = TierIndex{line.bands[3]};
  score.must_allocate = line.bands[4] != 0;
  return place;
}

void ScoredRows::make_whole() {
  if (!whole_.empty()) return;
  whole_.reserve(lines_.capacity());
  for (const Line& line : lines_) whole_.push_back(place_of(line));
  lines_ = {};
}

void ScoredRows::add(std::span<const Place> scored) {
  if (whole_.empty()) {
    const std::size_t before = lines_.size();
    bool all_fit = true;
    for (const Place& one : scored) {
      all_fit = all_fit && fits(one.score);
      lines_.push_back(line_of(one));
    }
    if (all_fit) return;
    lines_.resize(before);
  }
  make_whole();
  whole_.insert(whole_.end(), scored.begin(), scored.end());
}

void ScoredRows::append(const ScoredRows& more) {
  if (whole_.empty() && more.whole_.empty()) {
    lines_.insert(lines_.end(), more.lines_.begin(), more.lines_.end());
    return;
  }
  make_whole();
  for (std::size_t i = 0; i < more.size(); ++i) whole_.push_back(more.at(i));
}

Place ScoredRows::at(std::size_t number) const noexcept {
  return whole_.empty() ? place_of(lines_[number]) : whole_[number];
}

void ScoredRows::prefetch(std::size_t number) const noexcept {
  if (whole_.empty()) {
    prefetch_bytes(&lines_[number], sizeof(Line));
  } else {
    prefetch_bytes(&whole_[number], sizeof(Place));
  }
}

}  // namespace waitlist
