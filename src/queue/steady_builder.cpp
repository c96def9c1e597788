#include "queue/steady_builder.h"

#include "base/parallel.h"
#include "cases/case_columns.h"
#include "policy/policy_tables.h"
#include "queue/order_keys.h"
#include "scoring/standing.h"
#include "scoring/unit_reader.h"

#include <algorithm>
#include <limits>
#include <map>
#include <unordered_map>
#include <utility>

namespace waitlist {
namespace {

/// A case on its way into the columns.
struct DraftRow {
  Place scored;  ///< what static keys are read from
  std::int32_t base = 0;
  Stand stand;
  Stand decided;
  std::int32_t decided_from = INT32_MAX;
  std::int32_t decided_until = INT32_MIN;
  bool odd = false;
};

constexpr PointParts kBaseMost{std::int64_t{1} << 29U};

/// The keys of an order that columns can serve: tier and points lead, no day changes the rest. A
/// tier with keys of its own has the same, or how long its cases are overdue before them.
struct KeyPlan {
  bool by_tier = false, by_points = false, by_overdue = false;
  std::vector<KeyTable> rest;
  bool served = true;

  explicit KeyPlan(const CompiledPolicy& policy) {
    const PolicyTables& tables = policy.tables();
    rest = keys_of(tables.order, 0);
    by_tier = take(OrderKey::tier, rest);
    by_points = take(OrderKey::points, rest);
    served = std::ranges::none_of(rest, moves_with_days, &KeyTable::kind);
    // Ages as of today move points on birthdays, dates measured to it on other days.
    if (!tables.age_limits.empty() || !tables.date_steps.empty()) served = false;
    // Nor is one number of points the same for all cases of one filing date.
    if (tables.slack_where) served = false;
    for (std::size_t order = 1; order < tables.order.order_count(); ++order) {
      std::vector<KeyTable> own = keys_of(tables.order, order);
      take(OrderKey::tier, own);
      if (take(OrderKey::overdue, own)) by_overdue = true;
      const bool own_points = take(OrderKey::points, own);
      if (own_points != by_points || own != rest) served = false;
    }
  }

 private:
  /// Without the places that others have a key for.
  static std::vector<KeyTable> keys_of(const OrderTable& table, std::size_t order) {
    std::vector<KeyTable> keys;
    for (std::size_t place = 0; place < table.size(); ++place) {
      const KeyTable& key = table.of_order(order, place);
      if (key.kind != OrderKey::case_id) keys.push_back(key);
    }
    return keys;
  }

  static bool take(OrderKey::Kind key, std::vector<KeyTable>& keys) {
    if (keys.empty() || keys.front().kind != key) return false;
    keys.erase(keys.begin());
    return true;
  }
};

/// Drafts the rows of some units.
class Drafter {
 public:
  Drafter(const CaseTable& cases, const CompiledPolicy& policy)
      : cases_{cases}, policy_{policy}, reader_{cases, policy, Day::last()} {}

  void draft(UnitIndex unit) {
    // On the last day every awaiting case is listed.
    reader_.read(unit);
    const std::size_t begin = rows.size();
    for (const CaseRow row : reader_.facts().ranked) {
      if (!draft_row(row)) {
        rows.resize(begin);
        others.push_back(unit);
        return;
      }
    }
    if (rows.size() - begin < 2) return;
    for (std::size_t i = begin; i < rows.size(); ++i) rows[i].odd = true;
  }

  std::vector<DraftRow> rows;
  std::vector<UnitIndex> others;

 private:
  bool draft_row(CaseRow row) {
    const UnitFacts& facts = reader_.facts();
    if (pauses_excluded(policy_) && !cases_.pauses(row).empty()) return false;
    if (has_later_child(row)) return false;
    DraftRow draft;
    const ManagerDecision* decision = cases_.decision(row);
    Day plain = Day::first();
    if (decision != nullptr) {
      const Day until = decision_end(*decision, policy_.tables());
      if (decision->made_on == Day::first()) plain = until;
      draft.decided = stand_of(score_on_day(row, decision->made_on), facts);
      draft.decided_from = decision->made_on.days_since_epoch();
      draft.decided_until = until.days_since_epoch();
      draft.odd = true;
    }
    const FactScore score = score_on_day(row, plain);
    const PointParts base = in_parts(score.risk.used + score.other.used, policy_.point_parts());
    if (base >= kBaseMost) return false;
    draft.base = static_cast<std::int32_t>(base.count());
    draft.stand = stand_of(score, facts);
    draft.scored.row = row;
    draft.scored.score.risk = score.risk;
    draft.scored.score.waited = facts.waited;
    draft.scored.score.filing_date = facts.filing_date;
    if (policy_.written().filing && facts.filing_date) {
      draft.scored.score.latest_start = *facts.filing_date - policy_.written().filing->effort;
    }
    rows.push_back(draft);
    return true;
  }

  /// Such a child counts from a day on, which columns cannot say.
  [[nodiscard]] bool has_later_child(CaseRow row) const {
    return !std::ranges::all_of(cases_.children(row), [&](const Child& child) {
      return counts_on(child, cases_.listed_on(row));
    });
  }

  /// Only decisions look at the day: columns serve no policy that takes ages as of today.
  [[nodiscard]] FactScore score_on_day(CaseRow row, Day day) const {
    return score_by_codes(reader_.ranked(row), policy_, day);
  }

  static Stand stand_of(const FactScore& score, const UnitFacts& facts) {
    const Day listed = Day::last() - facts.waited;
    return {score.band_used, listed.days_since_epoch(), score.faster_used};
  }

  const CaseTable& cases_;
  const CompiledPolicy& policy_;
  UnitReader reader_;
};

/// Distinct values, numbered from 1 in rising order; 0 is for none.
template <class Value, class Code>
class Numbering {
 public:
  void note(const Value& value) { codes_.try_emplace(value); }

  /// False: more values than codes.
  [[nodiscard]] bool number(std::vector<Value>& values) {
    if (codes_.size() >= std::numeric_limits<Code>::max()) return false;
    values.assign(1, Value{});
    for (auto& [value, code] : codes_) {
      code = static_cast<Code>(values.size());
      values.push_back(value);
    }
    return true;
  }

  [[nodiscard]] Code code(const Value& value) const { return codes_.find(value)->second; }

 private:
  std::map<Value, Code> codes_;
};

class ColumnBuilder {
 public:
  ColumnBuilder(const CaseTable& cases,
                const CompiledPolicy& policy,
                const KeyPlan& plan,
                std::vector<DraftRow> drafts,
                SteadyRows& rows)
      : cases_{cases}, policy_{policy}, plan_{plan}, drafts_{std::move(drafts)}, rows_{rows} {}

  /// False: more stands or filing dates than there are codes.
  [[nodiscard]] bool build() {
    Numbering<Stand, StandCode> stands;
    Numbering<std::int32_t, FilingCode> filings;
    for (const DraftRow& draft : drafts_) {
      stands.note(draft.stand);
      if (draft.odd) stands.note(draft.decided);
      if (draft.scored.score.filing_date) {
        filings.note(draft.scored.score.filing_date->days_since_epoch());
      }
    }
    if (!stands.number(rows_.stands) || !filings.number(rows_.filings)) return false;
    rows_.by_tier = plan_.by_tier;
    rows_.by_points = plan_.by_points;
    rows_.by_overdue = plan_.by_overdue;
    rows_.bands = static_cast<std::uint8_t>(policy_.written().bands.size());
    for (const std::uint32_t number : in_static_order()) {
      const DraftRow& draft = drafts_[number];
      const auto& filing = draft.scored.score.filing_date;
      OddRow row;
      row.at = static_cast<std::uint32_t>(rows_.size());
      row.row = draft.scored.row;
      row.base = plan_.by_points ? draft.base : 0;
      row.filing = filing ? filings.code(filing->days_since_epoch()) : FilingCode{0};
      row.stand = stands.code(draft.stand);
      rows_.stand.push_back(draft.odd ? StandCode{0} : row.stand);
      rows_.filing.push_back(row.filing);
      rows_.base.push_back(row.base);
      rows_.row.push_back(row.row);
      if (!draft.odd) continue;
      row.decided = stands.code(draft.decided);
      row.decided_from = draft.decided_from;
      row.decided_until = draft.decided_until;
      rows_.odd_rows.push_back(row);
    }
    if (!rows_.base.empty()) {
      const auto [least, most] = std::ranges::minmax_element(rows_.base);
      rows_.least_base = *least;
      rows_.most_base = *most;
    }
    gather_odd_units();
    sum_up_blocks(rows_);
    return true;
  }

 private:
  [[nodiscard]] BigVector<std::uint32_t> in_static_order() const {
    const auto values = [&](std::size_t key, std::size_t first, std::span<std::int64_t> out) {
      for (std::int64_t& value : out) {
        value = order_value(plan_.rest[key], drafts_[first++].scored, cases_, policy_, Day::last());
      }
    };
    std::vector<std::uint32_t> rank(cases_.size());
    for (std::uint32_t i = 0; i < rank.size(); ++i) rank[cases_.columns().row_by_id(i)] = i;
    return order_by(drafts_.size(), plan_.rest.size(), values,
                    [&](std::uint32_t a, std::uint32_t b) {
                      return rank[drafts_[a].scored.row] < rank[drafts_[b].scored.row];
                    });
  }

  void gather_odd_units() {
    const auto unit_of = [this](const OddRow& row) { return cases_.unit(row.row); };
    std::ranges::stable_sort(rows_.odd_rows, {}, unit_of);
    for (std::uint32_t i = 0; i < rows_.odd_rows.size(); ++i) {
      OddRow& row = rows_.odd_rows[i];
      if (rows_.odd_units.empty() || rows_.odd_units.back().unit != unit_of(row)) {
        rows_.odd_units.push_back({unit_of(row), i, 0, INT32_MIN});
      }
      OddUnit& unit = rows_.odd_units.back();
      row.unit = static_cast<std::uint32_t>(rows_.odd_units.size() - 1);
      ++unit.count;
      unit.steady_from = std::max(unit.steady_from, cases_.listed_on(row.row).days_since_epoch());
      rows_.odd_steady_from = std::max(rows_.odd_steady_from, unit.steady_from);
      rows_.odd_by_place.push_back(i);
    }
    std::ranges::sort(rows_.odd_by_place, {},
                      [this](std::uint32_t i) { return rows_.odd_rows[i].at; });
  }

  const CaseTable& cases_;
  const CompiledPolicy& policy_;
  const KeyPlan& plan_;
  std::vector<DraftRow> drafts_;
  SteadyRows& rows_;
};

}  // namespace

SteadyCut steady_cut(const CaseTable& cases, const CompiledPolicy& policy, unsigned threads) {
  SteadyCut cut;
  const std::size_t units = cases.unit_count();
  const KeyPlan plan{policy};
  if (plan.served) {
    const auto parts =
        static_cast<unsigned>(std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(units, 1)));
    std::vector<Drafter> drafters(parts, Drafter{cases, policy});
    run_parts(parts, [&](unsigned part) {
      const std::size_t end = part_begin(units, part + 1, parts);
      for (UnitIndex unit{part_begin(units, part, parts)}; unit < end; ++unit) {
        drafters[part].draft(unit);
      }
    });
    std::vector<DraftRow> drafts = std::move(drafters.front().rows);
    for (Drafter& drafter : drafters) {
      if (&drafter != &drafters.front()) {
        drafts.insert(drafts.end(), drafter.rows.begin(), drafter.rows.end());
      }
      cut.others.insert(cut.others.end(), drafter.others.begin(), drafter.others.end());
    }
    if (ColumnBuilder{cases, policy, plan, std::move(drafts), cut.rows}.build()) return cut;
  }
  cut = {};
  for (UnitIndex unit = 0; unit < units; ++unit) cut.others.push_back(unit);
  return cut;
}

}  // namespace waitlist
