#include "queue/unit_scores.h"

#include "base/parallel.h"
#include "scoring/dated_scores.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace waitlist {
namespace {

/// A list this short is done before what its cases share has been written down.
constexpr std::size_t kShared = 512;

/// As score_unit(), by what the waits and filing dates of the list bring.
void score_unit_by(UnitReader& reader,
                   DatedScores& dated,
                   UnitIndex unit,
                   BigVector<Place>& scored) {
  reader.read(unit);
  for (const CaseRow row : reader.facts().ranked) {
    scored.push_back({row, 0, dated.score(reader.fact_score(row), reader.facts())});
  }
}

/// As score_unit(), keeping what the points of its cases are made of.
void keep_unit(UnitReader& reader,
               const CaseTable& cases,
               Day as_of,
               UnitIndex unit,
               ContributionKeeper& keeper,
               BigVector<Place>& scored) {
  reader.read(unit);
  const auto& ranked = reader.facts().ranked;
  auto next = ranked.begin();
  for (const CaseRow row : cases.members(unit)) {
    if (next == ranked.end() || *next != row) {
      keeper.leave_out(row);
      continue;
    }
    ++next;
    scored.push_back({row, 0, keeper.score(reader.ranked(row), reader.facts(), as_of)});
  }
}

}  // namespace

BigVector<Place> score_all(const CaseTable& cases,
                           const CompiledPolicy& policy,
                           Day as_of,
                           unsigned threads,
                           ContributionKeeper* keeper) {
  const std::size_t units = cases.unit_count();
  const auto runs =
      static_cast<unsigned>(std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(units, 1)));
  std::vector<BigVector<Place>> parts(runs);
  run_parts(runs, [&](unsigned part) {
    UnitReader reader{cases, policy, as_of};
    const UnitIndex begin{part_begin(units, part, runs)};
    const UnitIndex end{part_begin(units, part + 1, runs)};
    parts[part].reserve(runs == 1 ? cases.size() : end - begin);
    std::optional<DatedScores> dated;
    if (cases.size() >= kShared && keeper == nullptr) dated.emplace(policy, as_of);
    for (UnitIndex unit = begin; unit < end; ++unit) {
      if (keeper != nullptr) {
        keep_unit(reader, cases, as_of, unit, *keeper, parts[part]);
      } else if (dated) {
        score_unit_by(reader, *dated, unit, parts[part]);
      } else {
        score_unit(reader, unit, parts[part]);
      }
    }
  });
  if (runs == 1) return std::move(parts.front());
  BigVector<Place> all;
  all.reserve(cases.size());
  for (auto& part : parts) {
    all.insert(all.end(), part.begin(), part.end());
    part = {};
  }
  return all;
}

}  // namespace waitlist
