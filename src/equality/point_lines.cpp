#include "equality/point_lines.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace waitlist {
namespace {

using RuleKind = EqualityRule::Kind;

RuleKind kind_of(ContributionKind kind) noexcept {
  switch (kind) {
    case ContributionKind::answer:
    case ContributionKind::unknown:
    case ContributionKind::constant:
    case ContributionKind::age:
    case ContributionKind::more_children: break;
    case ContributionKind::overlap:
    case ContributionKind::cap:
    case ContributionKind::ceiling:
    case ContributionKind::unknown_limit: return RuleKind::taken_off;
    case ContributionKind::waiting: return RuleKind::waiting;
    case ContributionKind::filing: return RuleKind::filing;
  }
  return RuleKind::group;
}

const GroupRule* group_named(const CompiledPolicy& policy, std::string_view id) {
  const auto& groups = policy.written().groups;
  const auto at = std::ranges::find(groups, id, &GroupRule::id);
  return at == groups.end() ? nullptr : &*at;
}

/// How many units of one part a line reaches, and by which value others are told from them.
struct Reach {
  std::uint64_t with = 0;  ///< units in which it is not 0
  std::uint64_t without = 0;
};

bool tells_few(std::uint64_t units, std::uint64_t smallest) {
  return units > 0 && units < smallest;
}

/// Whether a line has two values in the whole list: its mean then tells how many have which.
bool has_two_values(const std::vector<std::int64_t>& values) {
  const auto [least, most] = std::ranges::minmax(values);
  return std::ranges::all_of(
      values, [least = least, most = most](auto value) { return value == least || value == most; });
}

bool tells_a_small_number(const std::vector<std::int64_t>& values,
                          std::span<const std::vector<std::uint8_t>> parts,
                          std::uint64_t smallest) {
  if (values.empty()) return false;
  const bool two = has_two_values(values);
  const std::int64_t least = std::ranges::min(values);
  for (const auto& part : parts) {
    Reach reach;
    Reach low;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (part[i] == 0) continue;
      ++(values[i] != 0 ? reach.with : reach.without);
      ++(values[i] != least ? low.with : low.without);
    }
    if (tells_few(reach.with, smallest)) return true;
    if (two && (tells_few(low.with, smallest) || tells_few(low.without, smallest))) return true;
  }
  return false;
}

std::uint64_t reached(const PointLine& line) {
  return static_cast<std::uint64_t>(
      std::ranges::count_if(line.values, [](std::int64_t value) { return value != 0; }));
}

void add_to(PointLine& sum, const PointLine& line) {
  for (std::size_t i = 0; i < line.values.size(); ++i) sum.values[i] += line.values[i];
}

}  // namespace

std::string rule_label(EqualityRule::Kind kind, const GroupRule* group) {
  std::string name = group == nullptr ? "" : group->label.empty() ? group->id : group->label;
  switch (kind) {
    case RuleKind::group: return name;
    case RuleKind::taken_off: return name + ": taken off";
    case RuleKind::waiting: return "Waiting";
    case RuleKind::filing: return "Filing date";
    case RuleKind::limits: return "Floors, ceilings and decisions";
    case RuleKind::others: return "Other rules together";
    case RuleKind::tie_break: return "Tie-breaks and tiers";
  }
  return name;
}

std::vector<PointLine> point_lines(const Ranking& ranking, const MeasuredUnits& units) {
  const ContributionTable* table = ranking.contributions();
  if (table == nullptr) return {};
  std::vector<PointLine> lines;
  std::map<std::pair<std::string, RuleKind>, std::size_t> numbers;
  std::vector<std::size_t> line_of;
  for (const ContributionLine& one : table->lines()) {
    const RuleKind kind = kind_of(one.kind);
    const auto [at, added] =
        numbers.try_emplace(std::pair{std::string{one.group}, kind}, lines.size());
    if (added) {
      lines.push_back({{kind, std::string{one.group},
                        rule_label(kind, group_named(ranking.policy(), one.group))},
                       std::vector<std::int64_t>(units.size())});
    }
    line_of.push_back(at->second);
  }
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    const std::span<const Points> parts = table->of(units.leads[unit]);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      lines[line_of[i]].values[unit] += parts[i].count();
    }
  }
  std::erase_if(lines, [](const PointLine& line) { return reached(line) == 0; });
  return lines;
}

std::vector<PointLine> without_small_reach(std::vector<PointLine> lines,
                                           std::span<const std::vector<std::uint8_t>> parts,
                                           std::uint64_t smallest) {
  std::vector<PointLine> shown;
  std::vector<PointLine> small;
  for (PointLine& line : lines) {
    const bool tells = tells_a_small_number(line.values, parts, smallest);
    (tells ? small : shown).push_back(std::move(line));
  }
  if (small.empty()) return shown;
  PointLine others{{RuleKind::others, "", rule_label(RuleKind::others, nullptr)},
                   std::vector<std::int64_t>(small.front().values.size())};
  for (const PointLine& line : small) add_to(others, line);
  std::size_t joined = small.size();
  // One alone would be told by its name's absence.
  while (!shown.empty() && (joined < 2 || tells_a_small_number(others.values, parts, smallest))) {
    const auto least = std::ranges::min_element(shown, {}, reached);
    add_to(others, *least);
    shown.erase(least);
    ++joined;
  }
  shown.push_back(std::move(others));
  return shown;
}

std::string_view to_text(EqualityRule::Kind kind) noexcept {
  switch (kind) {
    case RuleKind::group: return "group";
    case RuleKind::taken_off: return "taken_off";
    case RuleKind::waiting: return "waiting";
    case RuleKind::filing: return "filing";
    case RuleKind::limits: return "limits";
    case RuleKind::others: return "others";
    case RuleKind::tie_break: return "tie_break";
  }
  return "";
}

}  // namespace waitlist
