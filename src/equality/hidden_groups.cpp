#include <waitlist/equality/small_cells.h>

#include "equality/equality_work.h"

#include <algorithm>
#include <map>
#include <string>

namespace waitlist {
namespace {

bool is_asked_to_hide(const EqualityOptions& options,
                      const FactDefinition& fact,
                      const MonitoredGroup& group) {
  return std::ranges::any_of(options.hide, [&](const HiddenGroup& one) {
    return one.fact == fact.id && one.group == group.id;
  });
}

/// Yes and no by group; hidden groups are one row, the last, where there are any.
struct ShareTable {
  CountTable table{2, {}};
  std::vector<std::size_t> groups;  ///< of the rows that are one group
  bool has_hidden = false;
};

ShareTable share_table(const FactWork& work, const std::vector<std::int64_t>& values) {
  std::vector<std::uint64_t> yes(work.labels.groups.size());
  for (std::size_t unit = 0; unit < values.size(); ++unit) {
    if (values[unit] != 0) ++yes[work.labels.of_unit[unit]];
  }
  ShareTable found;
  std::uint64_t hidden_yes = 0;
  std::uint64_t hidden = 0;
  for (std::size_t group = 0; group < yes.size(); ++group) {
    if (work.found.groups[group].hidden()) {
      hidden_yes += yes[group];
      hidden += work.size(group);
      continue;
    }
    if (work.size(group) == 0) continue;
    found.groups.push_back(group);
    found.table.counts.push_back(yes[group]);
    found.table.counts.push_back(work.size(group) - yes[group]);
  }
  found.has_hidden = hidden > 0;
  if (found.has_hidden) {
    found.table.counts.push_back(hidden_yes);
    found.table.counts.push_back(hidden - hidden_yes);
  }
  return found;
}

/// That all or none of the hidden groups are of a kind would tell it of every member.
std::vector<bool> all_or_none(const ShareTable& shares) {
  std::vector<bool> also(shares.table.counts.size());
  if (!shares.has_hidden) return also;
  const std::size_t last = shares.table.rows() - 1;
  for (const std::size_t column : {0U, 1U}) {
    std::uint64_t total = 0;
    for (std::size_t row = 0; row <= last; ++row) total += shares.table.at(row, column);
    if (total > 0 && shares.table.at(last, column) == 0)
      also[also.size() - 1] = also[also.size() - 2] = true;
  }
  return also;
}

}  // namespace

std::vector<std::uint8_t> FactWork::marks_of(std::size_t group) const {
  std::vector<std::uint8_t> marks(labels.of_unit.size());
  std::ranges::transform(labels.of_unit, marks.begin(), [group](std::uint32_t of) {
    return static_cast<std::uint8_t>(of == group ? 1 : 0);
  });
  return marks;
}

bool differs(const std::vector<std::int64_t>& values) {
  return std::ranges::any_of(values, [&values](auto value) { return value != values.front(); });
}

std::vector<FactWork> monitored_facts(const Ranking& ranking,
                                      const MeasuredUnits& units,
                                      const EqualityOptions& options) {
  const FactSchema& schema = ranking.cases().schema();
  std::vector<FactWork> facts;
  for (std::size_t i = 0; i < schema.facts().size(); ++i) {
    const FactDefinition& fact = schema.facts()[i];
    if (!fact.monitoring_only) continue;
    FactWork& work = facts.emplace_back();
    work.fact = FactIndex{i};
    work.labels = monitored_labels(ranking.cases(), work.fact, units);
    work.found.id = fact.id;
    work.found.label = fact.label;
    work.found.compared = is_compared(fact);
    std::vector<std::uint64_t> counts;
    std::vector<bool> also;
    for (const MonitoredGroup& group : work.labels.groups) {
      counts.push_back(*group.units);
      also.push_back(is_asked_to_hide(options, fact, group));
    }
    const std::vector<bool> hidden = hide_counts(counts, options.smallest, also);
    work.found.groups = work.labels.groups;
    for (std::size_t group = 0; group < hidden.size(); ++group) {
      if (hidden[group]) work.found.groups[group].units.reset();
    }
  }
  return facts;
}

void hide_shares(const MeasuredUnits& units, std::uint64_t smallest, FactWork& work) {
  for (const EqualityMeasure measure : kEqualityMeasures) {
    if (!is_share(measure) || !differs(units.values(measure))) continue;
    const ShareTable shares = share_table(work, units.values(measure));
    const std::vector<bool> hidden = hide_cells(shares.table, smallest, all_or_none(shares));
    for (std::size_t row = 0; row < shares.groups.size(); ++row) {
      if (hidden[2 * row] || hidden[2 * row + 1]) {
        work.found.hidden_shares.push_back({shares.groups[row], measure});
      }
    }
  }
}

void tell_completeness(const CaseTable& cases,
                       const MeasuredUnits& units,
                       std::uint64_t smallest,
                       FactWork& work) {
  const std::size_t not_recorded = work.labels.groups.size() - 1;
  const bool told = !work.found.groups[not_recorded].hidden();
  std::map<std::string_view, std::size_t> rows;
  for (const CaseRow lead : units.leads) rows.try_emplace(cases.team(lead), 0);
  if (rows.size() == 1 || rows.size() > OrderEquality::kTeamsMost) rows.clear();
  CountTable table{2, {}};
  for (auto& [team, row] : rows) {
    row = table.rows();
    table.counts.insert(table.counts.end(), 2, 0);
  }
  for (std::size_t unit = 0; unit < units.size() && !rows.empty(); ++unit) {
    const std::size_t row = rows.at(cases.team(units.leads[unit]));
    ++table.counts[2 * row + (work.labels.of_unit[unit] == not_recorded ? 1 : 0)];
  }
  const std::vector<bool> hidden = hide_cells(table, smallest);
  for (const auto& [team, row] : rows) {
    MonitoringCompleteness& one = work.found.completeness.emplace_back();
    one.team = team;
    one.units = table.at(row, 0) + table.at(row, 1);
    if (told && !hidden[2 * row] && !hidden[2 * row + 1]) one.recorded = table.at(row, 0);
  }
  MonitoringCompleteness& all = work.found.completeness.emplace_back();
  all.units = units.size();
  if (told) all.recorded = all.units - work.size(not_recorded);
}

}  // namespace waitlist
