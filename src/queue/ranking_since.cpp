#include <waitlist/queue/ranking_since.h>

#include "cases/case_columns.h"
#include "cases/case_list.h"

#include <algorithm>
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

Result<ChangesSince> changes_since(const CaseTable& previous,
                                   const CaseTable& now,
                                   const Ranking& ranking,
                                   std::string name,
                                   std::span<const std::string> left_out,
                                   const RankOptions& options) {
  auto changes = list_changes(previous, now, left_out);
  if (!changes) return failed(std::move(changes.error()));
  std::vector<MovedPlace> moved;
  const auto is_relevant = [](const ListChange& one) { return is_put_back(one.kind); };
  if (std::ranges::any_of(*changes, is_relevant)) {
    const auto other = rank(put_back(previous, now, *changes), ranking.policy(), ranking.as_of(),
                            {.threads = options.threads});
    if (!other) return failed(other.error());
    moved = moves(ranking, *other, *changes);
  }
  return ChangesSince{std::move(name), previous, std::move(*changes), std::move(moved)};
}

Result<RankingSince> rank_since(const CaseTable& previous,
                                const CaseTable& now,
                                const CompiledPolicy& policy,
                                Day as_of,
                                std::string name,
                                const RankOptions& options) {
  auto ranking = rank(with_clocks_of(previous, now), policy, as_of, options);
  if (!ranking) return failed(std::move(ranking.error()));
  auto since = changes_since(previous, now, *ranking, std::move(name), {}, options);
  if (!since) return failed(std::move(since.error()));
  return RankingSince{std::move(*ranking), std::move(*since)};
}

Result<RankingSince> rank_since(const CaseTable& previous,
                                const CaseList& now,
                                const CompiledPolicy& policy,
                                Day as_of,
                                std::string name,
                                const RankOptions& options) {
  auto ranking =
      rank(CaseList{with_clocks_of(previous, now.cases), now.faulty}, policy, as_of, options);
  if (!ranking) return failed(std::move(ranking.error()));
  std::vector<std::string> left_out;
  std::vector<bool> dropped(now.cases.size());
  for (const FaultyCase& faulty : ranking->faulty()) {
    left_out.push_back(faulty.case_id);
    // A case that the policy cannot score.
    if (const auto row = now.cases.find(faulty.case_id)) dropped[*row] = true;
  }
  const bool all = std::ranges::find(dropped, true) == dropped.end();
  const CaseTable rest = all ? now.cases : table_without(now.cases, dropped);
  auto since = changes_since(previous, rest, *ranking, std::move(name), left_out, options);
  if (!since) return failed(std::move(since.error()));
  return RankingSince{std::move(*ranking), std::move(*since)};
}

}  // namespace waitlist
