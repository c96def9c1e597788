#include "queue/faulty_cases.h"

#include "cases/case_columns.h"
#include "cases/case_list.h"
#include "scoring/scorable_case.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace waitlist {
namespace {

/// The list without the cases that the policy cannot score on this day, which join the faulty.
std::optional<CaseList> without_unscorable(const CaseList& list,
                                           const CompiledPolicy& policy,
                                           Day as_of) {
  auto unscorable = unscorable_cases(list.cases, policy, as_of);
  if (unscorable.empty()) return std::nullopt;
  std::vector<bool> dropped(list.cases.size());
  std::vector<FaultyCase> faulty = list.faulty;
  const std::vector<std::uint32_t> places = indices_in_input(list.cases, list.faulty);
  for (auto& [row, errors] : unscorable) {
    dropped[row] = true;
    faulty.push_back(faulty_case_of(list.cases, row, places[row]));
    faulty.back().faults = std::move(errors);
  }
  std::ranges::sort(faulty, {}, &FaultyCase::index);
  return CaseList{table_without(list.cases, dropped), std::move(faulty)};
}

/// In byte order, each once.
void sort_once(std::vector<std::string>& ids) {
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

}  // namespace

Result<Ranking> rank(const CaseList& list,
                     const CompiledPolicy& policy,
                     Day as_of,
                     const RankOptions& options) {
  const bool same_schema = list.cases.schema().digest() == policy.schema().digest();
  const auto fewer = same_schema ? without_unscorable(list, policy, as_of) : std::nullopt;
  const CaseList& left = fewer ? *fewer : list;
  auto ranking = rank(left.cases, policy, as_of, options);
  if (ranking && !left.faulty.empty()) {
    ranking->faulty_ = std::make_shared<const std::vector<FaultyCase>>(left.faulty);
  }
  return ranking;
}

std::span<const FaultyCase> Ranking::faulty() const noexcept {
  return faulty_ == nullptr ? std::span<const FaultyCase>{} : std::span{*faulty_};
}

FaultyIds::FaultyIds(std::span<const FaultyCase> faulty) : faulty_{faulty} {
  for (const FaultyCase& one : faulty) {
    if (!one.case_id.empty()) by_id_.emplace(one.case_id, &one);
  }
}

const FaultyCase* FaultyIds::find(std::string_view case_id) const {
  if (by_id_.empty()) return nullptr;
  const auto found = by_id_.find(case_id);
  return found == by_id_.end() ? nullptr : found->second;
}

void find_faulty_links(const Ranking& ranking, std::vector<Finding>& findings) {
  if (ranking.faulty().empty()) return;
  const CaseTable& cases = ranking.cases();
  const FaultyIds ids{ranking.faulty()};
  const auto add = [&](CaseRow row, std::string words, const FaultyCase& faulty) {
    words += ", which is not ranked: " + place_in_input(faulty) + " must be looked at";
    findings.push_back({FindingKind::linked_case_faulty, row, std::move(words)});
  };
  for (CaseRow row = 0; row < cases.size(); ++row) {
    for (const std::string& link : cases.linked_to(row)) {
      const FaultyCase* faulty = ids.find(link);
      if (faulty != nullptr) add(row, "linked to " + link, *faulty);
    }
  }
  for (const FaultyCase& faulty : ranking.faulty()) {
    std::vector<std::string> names = faulty.linked_to;
    sort_once(names);
    for (const std::string& name : names) {
      const auto row = cases.find(name);
      if (!row) continue;
      // A case that names the faulty one itself has been told.
      const auto links = cases.linked_to(*row);
      if (!faulty.case_id.empty() && std::ranges::count(links, faulty.case_id) != 0) continue;
      add(*row,
          "named as linked by " +
              (faulty.case_id.empty() ? "a row without an id" : clipped(faulty.case_id)),
          faulty);
    }
  }
}

std::string place_in_input(const FaultyCase& faulty) {
  if (faulty.line != 0) return "line " + std::to_string(faulty.line);
  return "case " + std::to_string(std::uint64_t{faulty.index} + 1) + " of the input";
}

std::vector<std::vector<std::string>> links_of_faulty(const Ranking& ranking) {
  const auto faulty = ranking.faulty();
  std::unordered_map<std::string_view, std::vector<std::string>> named_by;
  if (!faulty.empty()) {
    const CaseTable& cases = ranking.cases();
    const FaultyIds ids{faulty};
    cases.columns().rare.visit_links([&](CaseRow row, const std::vector<std::string>& links) {
      for (const std::string& link : links) {
        const FaultyCase* one = ids.find(link);
        if (one != nullptr) named_by[one->case_id].emplace_back(cases.case_id(row));
      }
    });
  }
  std::vector<std::vector<std::string>> all;
  all.reserve(faulty.size());
  for (const FaultyCase& one : faulty) {
    std::vector<std::string>& links = all.emplace_back(one.linked_to);
    const auto named = named_by.find(one.case_id);
    if (named != named_by.end()) {
      links.insert(links.end(), named->second.begin(), named->second.end());
    }
    sort_once(links);
  }
  return all;
}

}  // namespace waitlist
