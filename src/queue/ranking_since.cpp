#include <waitlist/queue/ranking_since.h>

#include "cases/case_columns.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

namespace waitlist {
namespace {

bool is_lowered_concern(ListChangeKind kind) {
  return kind == ListChangeKind::concern_became_no ||
         kind == ListChangeKind::concern_no_longer_recorded ||
         kind == ListChangeKind::concern_lowered;
}

/// Whether the places tell what this change did.
bool is_put_back(ListChangeKind kind) {
  return kind == ListChangeKind::listed_later || kind == ListChangeKind::listed_later_with_reason ||
         is_lowered_concern(kind);
}

/// The list with these changes undone.
CaseTable put_back(const CaseTable& previous,
                   const CaseTable& now,
                   const std::vector<ListChange>& changes) {
  auto columns = std::make_shared<CaseTable::Columns>(now.columns());
  for (const ListChange& change : changes) {
    if (!change.row_before || !change.row_now || !is_put_back(change.kind)) continue;
    const CaseRow row = *change.row_now;
    if (!is_lowered_concern(change.kind)) {
      columns->listed_on[row] = previous.columns().listed_on[*change.row_before];
      continue;
    }
    const std::size_t facts = columns->answers.facts();
    std::vector<Answer> answers;
    answers.reserve(facts);
    for (FactIndex fact = 0; fact < facts; ++fact) {
      const bool is_it = now.schema().fact(fact).id == change.field;
      answers.push_back(is_it ? previous.answer(*change.row_before, fact)
                              : columns->answers.answer(row, fact));
    }
    columns->answers.put(row, answers);
  }
  return CaseTable{columns};
}

Position place_of(const Ranking& ranking, std::string_view case_id) {
  const Place* place = ranking.find(case_id);
  return place == nullptr ? Position{0} : place->position;
}

std::vector<MovedPlace> moves(const Ranking& ranking,
                              const Ranking& other,
                              const std::vector<ListChange>& changes) {
  std::vector<MovedPlace> moved;
  for (const ListChange& change : changes) {
    if (!change.row_now || !is_put_back(change.kind)) continue;
    MovedPlace one{change.case_id, *change.row_now, place_of(ranking, change.case_id),
                   place_of(other, change.case_id)};
    if (one.place != one.put_back) moved.push_back(std::move(one));
  }
  std::ranges::sort(moved, {}, &MovedPlace::case_id);
  moved.erase(std::unique(moved.begin(), moved.end()), moved.end());
  return moved;
}

}  // namespace

std::vector<const ListChange*> ChangesSince::of(std::string_view case_id) const {
  std::vector<const ListChange*> found;
  for (const ListChange& change : changes) {
    if (change.case_id == case_id && !case_id.empty()) found.push_back(&change);
  }
  return found;
}

const MovedPlace* ChangesSince::move_of(std::string_view case_id) const {
  const auto at = std::ranges::lower_bound(moved, case_id, {}, &MovedPlace::case_id);
  return at == moved.end() || at->case_id != case_id ? nullptr : &*at;
}

namespace {

/// Ranks a list in the way the caller does.
using Rank = std::function<Result<Ranking>(CaseTable)>;

Result<RankingSince> ranked_since(const CaseTable& previous,
                                  const CaseTable& now,
                                  std::vector<ListChange> changes,
                                  std::string name,
                                  const Rank& rank_list) {
  auto ranking = rank_list(with_clocks_of(previous, now));
  if (!ranking) return failed(std::move(ranking.error()));
  std::vector<MovedPlace> moved;
  const auto is_relevant = [](const ListChange& one) { return is_put_back(one.kind); };
  if (std::ranges::any_of(changes, is_relevant)) {
    const auto other = rank_list(put_back(previous, now, changes));
    if (!other) return failed(other.error());
    moved = moves(*ranking, *other, changes);
  }
  return RankingSince{std::move(*ranking),
                      {std::move(name), previous, std::move(changes), std::move(moved)}};
}

bool is_among(const std::vector<FaultyCase>& faulty, std::string_view case_id) {
  return std::ranges::any_of(faulty,
                             [case_id](const FaultyCase& one) { return one.case_id == case_id; });
}

}  // namespace

Result<RankingSince> rank_since(const CaseTable& previous,
                                const CaseTable& now,
                                const CompiledPolicy& policy,
                                Day as_of,
                                std::string name,
                                const RankOptions& options) {
  auto changes = list_changes(previous, now);
  if (!changes) return failed(std::move(changes.error()));
  return ranked_since(previous, now, std::move(*changes), std::move(name),
                      [&](const CaseTable& cases) { return rank(cases, policy, as_of, options); });
}

Result<RankingSince> rank_since(const CaseTable& previous,
                                const CaseList& now,
                                const CompiledPolicy& policy,
                                Day as_of,
                                std::string name,
                                const RankOptions& options) {
  auto changes = list_changes(previous, now.cases);
  if (!changes) return failed(std::move(changes.error()));
  std::erase_if(*changes, [&](const ListChange& one) {
    return one.kind == ListChangeKind::vanished && is_among(now.faulty, one.case_id);
  });
  auto since =
      ranked_since(previous, now.cases, std::move(*changes), std::move(name), [&](CaseTable cases) {
        return rank(CaseList{std::move(cases), now.faulty}, policy, as_of, options);
      });
  if (!since) return since;
  // A case that the policy cannot score has left the table, and the rows behind it have moved up.
  const CaseTable& ranked = since->ranking.cases();
  for (ListChange& change : since->since.changes) {
    if (change.row_now) change.row_now = ranked.find(change.case_id);
  }
  for (MovedPlace& move : since->since.moved) {
    if (const auto row = ranked.find(move.case_id)) move.row = *row;
  }
  return since;
}

}  // namespace waitlist
