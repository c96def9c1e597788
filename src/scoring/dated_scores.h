// score_on() of many cases on one day: what the same wait and the same filing date bring to each of
// them is worked out once.
#pragma once

#include <waitlist/scoring/score.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace waitlist {

class DatedScores {
 public:
  /// The policy must outlive it.
  DatedScores(const CompiledPolicy& policy, Day as_of);

  /// score_on() of the same. Requires check_scorable().
  [[nodiscard]] Score score(const FactScore& facts, const UnitFacts& unit);

 private:
  static constexpr std::size_t kSlots = 1024;  ///< a power of two
  static constexpr std::int64_t kNothing = std::numeric_limits<std::int64_t>::min();

  /// What a wait brings to whoever has waited so long.
  struct Wait {
    std::int64_t days = kNothing;
    std::uint8_t promoted_by = 0;  ///< bands
    bool must_allocate = false;
  };

  /// And what it earns at one multiple of the rates.
  struct Earned {
    Points points;
    std::uint32_t part = 0;  ///< Score::part
  };

  /// What a filing date brings, and whether others are open beside it.
  struct Filing {
    std::int64_t date = kNothing;  ///< twice the day, and one where others are open
    PointsRange points;
    std::optional<Day> latest_start;
    bool must_allocate = false;
  };

  [[nodiscard]] std::size_t slot_of_wait(Days waited);
  void fill_wait(std::size_t slot, Days waited);
  [[nodiscard]] const Filing& filing(const UnitFacts& unit);
  [[nodiscard]] Filing filing_of(const UnitFacts& unit, std::int64_t date) const;
  [[nodiscard]] const Earned& earned(std::size_t slot, std::int64_t times) const noexcept;
  [[nodiscard]] PointsRange waiting(std::size_t slot, const FactScore& facts, Score& score) const;
  [[nodiscard]] BandIndex promoted(BandIndex band, const Wait& wait) const noexcept;

  const CompiledPolicy& policy_;
  const PolicyTables& tables_;
  Day as_of_;
  std::vector<std::int64_t> times_;  ///< as PolicyTables::waiting
  std::vector<Wait> waits_;
  std::vector<Earned> earned_;  ///< by slot of the wait, then as times_
  std::vector<Filing> filings_;
};

}  // namespace waitlist
