#include "queue/unit_scores.h"

#include "base/parallel.h"
#include "queue/order_keys.h"
#include "scoring/dated_scores.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace waitlist {
namespace {

/// A list this short is done before what its cases share has been written down.
constexpr std::size_t kShared = 512;

/// Scores a run of units. Cases leave it in blocks, their keys read while they are near.
class ScoringRun {
 public:
  ScoringRun(const CaseTable& cases,
             const CompiledPolicy& policy,
             Day as_of,
             std::size_t room,
             ContributionKeeper* keeper)
      : cases_{cases},
        policy_{policy},
        as_of_{as_of},
        keeper_{keeper},
        reader_{cases, policy, as_of},
        scored_{{}, KeyColumns{policy.tables().order.size(), room}, {}} {
    scored_.rows.reserve(room);
    block_.reserve(2 * KeyColumns::kBlock);
    if (cases.size() >= kShared) dated_.emplace(policy, as_of);
  }

  void add(UnitIndex unit) {
    const std::size_t before = block_.size();
    reader_.read(unit);
    if (keeper_ != nullptr) {
      keep(unit);
    } else {
      for (const CaseRow row : reader_.facts().ranked) {
        block_.push_back({row, 0, score(reader_.fact_score(row))});
      }
    }
    const std::size_t count = block_.size() - before;
    if (count > 1) {
      const std::size_t first = scored_.rows.size() + before;
      scored_.together.push_back(
          {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(count)});
    }
    if (block_.size() >= KeyColumns::kBlock) flush();
  }

  [[nodiscard]] ScoredCases take() && {
    flush();
    return std::move(scored_);
  }

 private:
  [[nodiscard]] Score score(const FactScore& facts) {
    return dated_ ? dated_->score(facts, reader_.facts())
                  : score_on(policy_, facts, reader_.facts(), as_of_);
  }

  /// Keeps what the points of the cases of a unit are made of as well.
  void keep(UnitIndex unit) {
    const auto& ranked = reader_.facts().ranked;
    auto next = ranked.begin();
    for (const CaseRow row : cases_.members(unit)) {
      if (next == ranked.end() || *next != row) {
        keeper_->leave_out(row);
        continue;
      }
      ++next;
      const Score points = score(keeper_->keep(reader_.ranked(row), as_of_));
      keeper_->keep_dates(row, points);
      block_.push_back({row, 0, points});
    }
  }

  void flush() {
    scored_.rows.add(block_);
    add_order_values(block_, cases_, policy_, as_of_, scored_.keys);
    block_.clear();
  }

  const CaseTable& cases_;
  const CompiledPolicy& policy_;
  Day as_of_;
  ContributionKeeper* keeper_;
  UnitReader reader_;
  std::optional<DatedScores> dated_;
  std::vector<Place> block_;
  ScoredCases scored_;
};

void append(ScoredCases& all, const ScoredCases& more) {
  const auto offset = static_cast<std::uint32_t>(all.rows.size());
  for (const ScoredCases::Together& unit : more.together) {
    all.together.push_back({unit.first + offset, unit.count});
  }
  all.rows.append(more.rows);
  all.keys.append(more.keys);
}

}  // namespace

ScoredCases score_all(const CaseTable& cases,
                      const CompiledPolicy& policy,
                      Day as_of,
                      unsigned threads,
                      ContributionKeeper* keeper) {
  const std::size_t units = cases.unit_count();
  const auto runs =
      static_cast<unsigned>(std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(units, 1)));
  std::vector<std::optional<ScoredCases>> parts(runs);
  run_parts(runs, [&](unsigned part) {
    const UnitIndex begin{part_begin(units, part, runs)};
    const UnitIndex end{part_begin(units, part + 1, runs)};
    // The first run takes in the others.
    ScoringRun run{cases, policy, as_of, part == 0 ? cases.size() : end - begin, keeper};
    for (UnitIndex unit = begin; unit < end; ++unit) run.add(unit);
    parts[part] = std::move(run).take();
  });
  ScoredCases all = *std::move(parts.front());
  for (std::size_t part = 1; part < parts.size(); ++part) append(all, *parts[part]);
  return all;
}

}  // namespace waitlist
