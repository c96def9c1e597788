#include <waitlist/record/record_log.h>

#include "record/openings.h"
#include "record/record_faults.h"
#include "record/record_numbers.h"
#include "record/taken_decisions.h"
#include "record/writer_state.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace waitlist {
namespace {

/// The ranked rows of a list that can be opened, and how many places it has.
struct RankedRows {
  std::map<std::string, DecidedRow, std::less<>> by_case;
  std::uint32_t places = 0;
};

std::string team_of(const std::string& case_text) {
  const auto json = nlohmann::json::parse(case_text, nullptr, false);
  if (!json.is_object() || !json.contains("team") || !json["team"].is_string()) return {};
  return json["team"].get<std::string>();
}

std::uint32_t position_of(const std::string& row_text) {
  for (const auto& [name, value] : row_parts(row_text)) {
    if (name == "position") {
      return static_cast<std::uint32_t>(record_number(value, UINT32_MAX).value_or(0));
    }
  }
  return 0;
}

/// Cases of a family share a place, so that a list may have fewer places than ranked rows. What an
/// erased row behind the last one that opens said of its place is gone: each may have had its own.
RankedRows ranked_rows(const ListEntry& list, const std::vector<OpenedRow>& rows) {
  RankedRows found;
  const std::size_t ranked = std::min<std::size_t>(list.ranked, rows.size());
  for (std::size_t row = 0; row < ranked; ++row) {
    const auto& opened = rows[row].opened;
    if (!opened) {
      ++found.places;
      continue;
    }
    found.places = position_of(opened->row_text);
    found.by_case.emplace(opened->case_id, DecidedRow{static_cast<std::uint32_t>(row), found.places,
                                                      team_of(opened->case_text)});
  }
  return found;
}

}  // namespace

Result<LogHead> RecordWriter::decide(std::uint64_t list,
                                     Day on,
                                     std::span<const ListDecision> decisions) {
  Errors errors = state_->unready();
  if (!errors.empty()) return failed(std::move(errors));
  LogFiles& files = state_->store.files();
  const ListEntry* entry = state_->contents.list(list);
  if (entry == nullptr) {
    return failed(record_fault(files.shown(""), "entry " + std::to_string(list), "is no list",
                               ErrorCode::unknown_reference));
  }
  if (on < entry->as_of) {
    errors.push_back(record_fault("on", on.text(),
                                  "is before the day of list " + entry->list_id +
                                      "; give the day on which the decisions were made"));
  }
  if (decisions.empty()) {
    errors.push_back(record_fault("decisions", "", "hold no decision", ErrorCode::missing_value));
  }
  if (!errors.empty()) return failed(std::move(errors));
  const auto keys = KeyStore::read(files);
  if (!keys) return failed(keys.error());
  const auto rows = opened_rows(files, state_->contents, list, &*keys);
  if (!rows) return failed(rows.error());
  const RankedRows ranked = ranked_rows(*entry, *rows);
  const std::uint64_t heading = state_->contents.entries.size();
  auto taken = take_decisions(decisions,
                              {list, entry->list_id, ranked.places, heading + 1,
                               [&ranked](std::string_view case_id) -> std::optional<DecidedRow> {
                                 const auto at = ranked.by_case.find(case_id);
                                 return at == ranked.by_case.end() ? std::nullopt
                                                                   : std::optional{at->second};
                               }},
                              *keys);
  if (!taken) return failed(std::move(taken.error()));
  std::vector<std::string> entries;
  entries.reserve(1 + taken->entries.size());
  entries.push_back(to_text(LogEntry{LaterEntry{list, on}}));
  for (const DecisionEntry& one : taken->entries) entries.push_back(to_text(LogEntry{one}));
  if (!taken->reasons.empty()) {
    errors = state_->stopped_by(
        replace_file(files, reasons_path(heading), to_reasons_file(heading, taken->reasons)));
  }
  if (errors.empty()) errors = state_->append(entries);
  if (!errors.empty()) return failed(std::move(errors));
  return head();
}

}  // namespace waitlist
