#include <waitlist/base/version.h>
#include <waitlist/record/record_replay.h>

#include "record/entry_text.h"
#include "record/remaining_rows.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <utility>

namespace waitlist {
namespace {

/// The parts of a row, each name with the number of those before it that have the same.
using PartsOfRow = std::map<std::pair<std::string, std::size_t>, std::string>;

PartsOfRow parts_by_name(const RecordedRow& row) {
  PartsOfRow parts;
  std::map<std::string, std::size_t> seen;
  bool first = true;
  for (auto& [name, value] : row_parts(row.row_text)) {
    if (first) {
      parts.emplace(std::pair{"status", 0}, name);
      first = false;
    } else {
      parts.emplace(std::pair{name, seen[name]++}, value);
    }
  }
  return parts;
}

std::string value_or_empty(const PartsOfRow& parts, const PartsOfRow::key_type& key) {
  const auto found = parts.find(key);
  return found == parts.end() ? std::string{} : found->second;
}

std::uint64_t position_in(const PartsOfRow& parts) {
  return std::strtoull(value_or_empty(parts, {"position", 0}).c_str(), nullptr, 10);
}

class ChangeCounter {
 public:
  void add(const std::string& part,
           std::uint32_t row,
           const std::string& recorded,
           const std::string& today) {
    const auto [at, is_new] =
        changes_.try_emplace(part, ReplayChange{part, 0, row, recorded, today});
    ++at->second.rows;
    static_cast<void>(is_new);
  }

  [[nodiscard]] std::vector<ReplayChange> take() {
    std::vector<ReplayChange> all;
    all.reserve(changes_.size());
    for (auto& [part, change] : changes_) all.push_back(std::move(change));
    return all;
  }

 private:
  std::map<std::string, ReplayChange> changes_;
};

/// Compares two rows of one case. Where rows are missing, positions and the numbers of families are
/// those of a shorter list: `ahead` is by how much positions were greater so far.
void compare_rows(const NumberedRow& recorded,
                  const RecordedRow& today,
                  bool gaps,
                  std::uint64_t& ahead,
                  ChangeCounter& changes) {
  if (recorded.second.case_text != today.case_text) {
    changes.add("case", recorded.first, recorded.second.case_text, today.case_text);
  }
  if (recorded.second.row_text == today.row_text) return;
  const PartsOfRow before = parts_by_name(recorded.second);
  const PartsOfRow now = parts_by_name(today);
  std::set<PartsOfRow::key_type> names;
  for (const auto& [name, value] : before) names.insert(name);
  for (const auto& [name, value] : now) names.insert(name);
  for (const auto& name : names) {
    const std::string was = value_or_empty(before, name);
    const std::string is = value_or_empty(now, name);
    if (was == is && before.contains(name) == now.contains(name)) continue;
    if (gaps && name.first == "family" && !was.empty() && !is.empty()) continue;
    if (gaps && name.first == "position" && !was.empty() && !is.empty()) {
      const std::uint64_t before_it = position_in(before);
      const std::uint64_t now_it = position_in(now);
      if (before_it >= now_it + ahead) {
        ahead = before_it - now_it;
        continue;
      }
    }
    changes.add(name.first, recorded.first, was, is);
  }
}

}  // namespace

std::vector<ReplayChange> replay_changes(std::span<const NumberedRow> recorded,
                                         std::span<const RecordedRow> today,
                                         bool gaps) {
  ChangeCounter changes;
  std::map<std::string_view, const RecordedRow*> by_id;
  for (const RecordedRow& row : today) by_id.emplace(row.case_id, &row);
  std::uint64_t ahead = 0;
  for (std::size_t i = 0; i < recorded.size(); ++i) {
    const auto found = by_id.find(recorded[i].second.case_id);
    if (found == by_id.end()) {
      changes.add("status", recorded[i].first, "on the list", "not on the list");
      continue;
    }
    compare_rows(recorded[i], *found->second, gaps, ahead, changes);
    if (i < today.size() && today[i].case_id != recorded[i].second.case_id) {
      changes.add("order", recorded[i].first, recorded[i].second.case_id, today[i].case_id);
    }
  }
  return changes.take();
}

Result<Replay> replay(const RecordLog& log, std::uint64_t list) {
  const auto opened = log.rows(list);
  if (!opened) return failed(opened.error());
  const auto& entry = std::get<ListEntry>(log.entry(list));
  Errors missing = private_part_faults(log, "the cases of list " + entry.list_id);
  if (!missing.empty()) return failed(std::move(missing));
  auto texts = log.policy_texts(list);
  if (!texts) return failed(std::move(texts.error()));
  const std::string source = log.folder() + ", list " + entry.list_id;
  const auto policy = read_policy_texts(*texts, source + ", policy");
  if (!policy) return failed(policy.error());
  const RemainingRows remaining = remaining_rows(entry, *opened);
  const auto cases = remaining_cases(remaining, policy->schema(), source + ", cases");
  if (!cases) return failed(cases.error());
  auto ranking = rank(*cases, *policy, entry.as_of);
  if (!ranking) return failed(std::move(ranking.error()));
  Replay replay;
  replay.list = entry;
  replay.made_again = static_cast<std::uint32_t>(remaining.rows.size());
  replay.erased = remaining.erased;
  replay.of_broken_families = remaining.of_broken_families;
  replay.faulty = remaining.faulty;
  replay.same_stamp = policy->stamp().digest == entry.stamp;
  const bool gaps = replay.erased + replay.of_broken_families != 0;
  replay.changes = replay_changes(remaining.rows, recorded_rows(*ranking), gaps);
  replay.ranking = *std::move(ranking);
  return replay;
}

std::string render_text(const Replay& replay) {
  std::string text = "List " + replay.list.list_id + ", recorded by version " +
                     replay.list.program + "; this is version " + WAITLIST_VERSION + ".\n";
  text += std::to_string(replay.made_again) + " of " + std::to_string(replay.list.rows()) +
          " rows were made again";
  text += replay.same() ? ", each byte for byte as it was recorded.\n" : ".\n";
  const auto add_count = [&text](std::uint32_t count, const char* what) {
    if (count != 0) text += "Rows " + std::string{what} + ": " + std::to_string(count) + ".\n";
  };
  add_count(replay.erased, "erased");
  add_count(replay.of_broken_families, "not made again, as a case of the family was erased");
  add_count(replay.faulty, "that were faulty then and are not made again");
  if (!replay.same_stamp) text += "The policy is the same text, and is understood otherwise.\n";
  for (const ReplayChange& change : replay.changes) {
    text += "Changed: " + change.part + ", in " + std::to_string(change.rows) +
            (change.rows == 1 ? " row" : " rows") + ". Row " + std::to_string(change.first) +
            " said \"" + clipped(change.recorded) + "\"; now it says \"" + clipped(change.today) +
            "\".\n";
  }
  return text;
}

}  // namespace waitlist
