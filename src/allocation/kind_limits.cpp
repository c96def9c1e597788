#include "allocation/kind_limits.h"

#include <waitlist/base/limits.h>

#include "base/fault_list.h"

#include <algorithm>
#include <utility>

namespace waitlist {

std::vector<std::string> limited_kinds(const Roster& roster) {
  std::vector<std::string> kinds;
  for (const Practitioner& one : roster.practitioners()) {
    for (const KindLimit& limit : one.kind_limits) kinds.push_back(limit.kind);
  }
  std::ranges::sort(kinds);
  kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
  return kinds;
}

Errors check_kinds(const Roster& roster,
                   std::span<const std::string> kinds,
                   std::span<const KindRule> rules) {
  FaultList faults;
  std::vector<std::string> known;
  known.reserve(rules.size());
  for (const KindRule& rule : rules) known.push_back(rule.kind);
  if (kinds.size() > limits::kLimitedKindsMax) {
    faults.add({ErrorCode::too_large, "roster", 0, 0, "kind_limits", std::to_string(kinds.size()),
                "at most " + std::to_string(limits::kLimitedKindsMax) + " kinds have a limit"});
  }
  for (const Practitioner& one : roster.practitioners()) {
    for (const KindLimit& limit : one.kind_limits) {
      if (std::ranges::count(known, limit.kind) != 0) continue;
      faults.add({ErrorCode::unknown_reference, "roster", 0, 0,
                  "practitioner " + clipped(one.practitioner_id) + ": kind_limits",
                  clipped(limit.kind),
                  "nothing says which cases are of this kind, so the limit would have no effect; "
                  "add a row with it as `kind` to the work file (--work)" +
                      did_you_mean(limit.kind, known)});
    }
  }
  return faults.empty() ? Errors{} : faults.take();
}

std::optional<LimitedKind> number_of(std::span<const std::string> kinds, std::string_view kind) {
  const auto found = std::ranges::lower_bound(kinds, kind);
  if (found == kinds.end() || *found != kind) return std::nullopt;
  return LimitedKind{static_cast<std::size_t>(found - kinds.begin())};
}

std::vector<KindCount> kinds_of(std::span<const std::string> kinds,
                                std::span<const CaseAsks> cases,
                                LoadCount count) {
  std::vector<KindCount> counts;
  if (kinds.empty()) return counts;
  for (const CaseAsks& one : cases) {
    for (const std::string_view kind : one.kinds) {
      const auto number = number_of(kinds, kind);
      if (!number) continue;
      const auto known = std::ranges::find(counts, *number, &KindCount::kind);
      if (known == counts.end()) {
        counts.push_back({*number, 1});
      } else if (count == LoadCount::cases) {
        ++known->count;
      }
    }
  }
  std::ranges::sort(counts);
  return counts;
}

void add_kind_limits(std::span<const std::string> kinds,
                     const Practitioner& practitioner,
                     std::span<const std::uint32_t> given,
                     PractitionerIndex number,
                     AssignmentProblem& problem) {
  for (std::size_t i = 0; i < practitioner.kind_limits.size(); ++i) {
    const KindLimit& limit = practitioner.kind_limits[i];
    const std::uint64_t has = std::uint64_t{limit.held} + (i < given.size() ? given[i] : 0);
    const auto left =
        static_cast<std::uint32_t>(limit.most - std::min<std::uint64_t>(limit.most, has));
    problem.limit_kind(number, *number_of(kinds, limit.kind), left);
  }
}

}  // namespace waitlist
