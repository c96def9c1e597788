#include <waitlist/record/record_log.h>

#include "base/fault_list.h"
#include "record/log_contents.h"
#include "record/log_files.h"
#include "record/openings.h"
#include "record/record_faults.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace waitlist {
namespace {

/// Looks at entries in their order: each may speak of what stands before it alone.
class EntryReader {
 public:
  EntryReader(LogFiles& files, LogContents& contents) : files_{files}, contents_{contents} {}

  Errors read() {
    contents_.entries.reserve(contents_.raw.entries.size());
    for (const std::string& text : contents_.raw.entries) {
      const std::string source =
          files_.shown("") + ", entry " + std::to_string(contents_.entries.size());
      auto entry = read_log_entry(text, source);
      // What follows may speak of this entry, so that nothing can be said of it.
      if (!entry) return std::move(entry.error());
      const std::string reason = std::visit([this](auto& one) { return fault_of(one); }, *entry);
      if (!reason.empty()) return {record_fault(source, text, reason)};
      contents_.entries.push_back(*std::move(entry));
    }
    return {};
  }

 private:
  std::string fault_of(const ListEntry& list) {
    const std::uint64_t number = ++lists_of_day_[list.as_of];
    const std::string expected = list.as_of.text() + '/' + std::to_string(number);
    return list.list_id == expected ? "" : "expected list " + expected;
  }

  std::string fault_of(const DecisionEntry& decision) {
    const ListEntry* list = contents_.list(decision.list);
    if (list == nullptr) return "speaks of a list that is not before it";
    if (decision.row >= list->ranked) return "speaks of a row that is not ranked";
    const auto* place = std::get_if<DecidedPlace>(&decision.what);
    // A list has at most as many places as ranked rows.
    if (place != nullptr && std::max(place->proposed, place->decided) > list->ranked) {
      return "speaks of a place beyond the list, which ranked " + std::to_string(list->ranked) +
             " rows";
    }
    const auto* before = std::get_if<DecisionEntry>(&contents_.entries.back());
    const bool follows =
        before != nullptr
            ? before->list == decision.list
            : contents_.list_decided_behind(contents_.entries.size() - 1) == decision.list;
    if (decision.reason) contents_.rows_with_reasons.insert({decision.list, decision.row});
    return follows ? "" : "decisions stand directly behind their list, or a `later` about it";
  }

  std::string fault_of(const LaterEntry& later) {
    const ListEntry* list = contents_.list(later.list);
    if (list == nullptr) return "speaks of a list that is not before it";
    return later.on < list->as_of ? "is of a day before that of the list" : "";
  }

  std::string fault_of(const ErasedEntry& erased) {
    for (const RowPlace& place : erased.rows) {
      const ListEntry* list = contents_.list(place.list);
      if (list == nullptr || place.row >= list->rows()) return "speaks of a row that is not there";
      if (!contents_.erased_rows.insert(place).second) return "speaks of a row erased before";
    }
    for (const std::uint64_t at : erased.reasons) {
      const auto* decision = at < contents_.entries.size()
                                 ? std::get_if<DecisionEntry>(&contents_.entries[at])
                                 : nullptr;
      if (decision == nullptr || !decision->reason) return "speaks of a reason that is not there";
      if (!contents_.erased_reasons.insert(at).second) return "speaks of a reason erased before";
    }
    return "";
  }

  LogFiles& files_;
  LogContents& contents_;
  std::map<Day, std::uint64_t> lists_of_day_;
};

Error no_list_at(const RecordLog& log, std::uint64_t list) {
  return record_fault(log.folder(), "entry " + std::to_string(list), "is no list",
                      ErrorCode::unknown_reference);
}

}  // namespace

std::optional<std::uint64_t> LogContents::list_decided_behind(std::uint64_t index) const {
  if (index >= entries.size()) return std::nullopt;
  if (std::holds_alternative<ListEntry>(entries[index])) return index;
  const auto* later = std::get_if<LaterEntry>(&entries[index]);
  return later == nullptr ? std::nullopt : std::optional{later->list};
}

Result<LogContents> understood(LogFiles& files, RawLog raw) {
  LogContents contents;
  contents.raw = std::move(raw);
  Errors errors = EntryReader{files, contents}.read();
  if (!errors.empty()) return failed(std::move(errors));
  // Others may be allowed to read all but this.
  const auto names = files.names("private");
  contents.has_private_part = names && !names->empty();
  return contents;
}

Result<RecordLog> RecordLog::read(const std::string& folder) {
  return record_log_over(posix_files(folder));
}

Result<RecordLog> record_log_over(std::shared_ptr<LogFiles> files) {
  auto raw = read_raw_log(*files);
  if (!raw) return failed(std::move(raw.error()));
  auto contents = understood(*files, *std::move(raw));
  if (!contents) return failed(std::move(contents.error()));
  return RecordLog{std::move(files), std::make_shared<const LogContents>(*std::move(contents))};
}

RecordLog::RecordLog(std::shared_ptr<LogFiles> files,
                     std::shared_ptr<const LogContents> contents) noexcept
    : files_{std::move(files)}, contents_{std::move(contents)} {}

const LogHead& RecordLog::head() const noexcept { return contents_->raw.head; }

std::string RecordLog::folder() const { return files_->shown(""); }

const LogEntry& RecordLog::entry(std::uint64_t index) const noexcept {
  return contents_->entries[index];
}

const std::string& RecordLog::entry_text(std::uint64_t index) const noexcept {
  return contents_->raw.entries[index];
}

EntryProof RecordLog::proof_of(std::uint64_t index) const {
  return {index, inclusion_proof(contents_->raw.leaves, index), head()};
}

std::optional<TreeHead> RecordLog::tree_at(std::uint64_t size) const {
  const std::span<const Digest> leaves{contents_->raw.leaves};
  if (size > leaves.size()) return std::nullopt;
  return TreeHead{size, merkle_root(leaves.first(size))};
}

std::vector<Digest> RecordLog::consistency_since(std::uint64_t size) const {
  return consistency_proof(contents_->raw.leaves, size);
}

std::vector<std::uint64_t> RecordLog::lists(std::optional<Day> as_of) const {
  std::vector<std::uint64_t> found;
  for (std::uint64_t i = 0; i < contents_->entries.size(); ++i) {
    const ListEntry* list = contents_->list(i);
    if (list != nullptr && (!as_of || list->as_of == *as_of)) found.push_back(i);
  }
  return found;
}

Result<std::vector<OpenedRow>> RecordLog::rows(std::uint64_t list) const {
  if (contents_->list(list) == nullptr) return failed(no_list_at(*this, list));
  if (!has_private_part()) return opened_rows(*files_, *contents_, list, nullptr);
  auto keys = KeyStore::read(*files_);
  if (!keys) return failed(std::move(keys.error()));
  return opened_rows(*files_, *contents_, list, &*keys);
}

Result<PolicyTexts> RecordLog::policy_texts(std::uint64_t list) const {
  const ListEntry* entry = contents_->list(list);
  if (entry == nullptr) return failed(no_list_at(*this, list));
  return read_payload(*files_, *entry);
}

Result<std::optional<std::string>> RecordLog::reason(std::uint64_t decision) const {
  const auto* entry = decision < contents_->entries.size()
                          ? std::get_if<DecisionEntry>(&contents_->entries[decision])
                          : nullptr;
  if (entry == nullptr) {
    return failed(record_fault(folder(), "entry " + std::to_string(decision), "is no decision",
                               ErrorCode::unknown_reference));
  }
  if (!has_private_part()) return std::nullopt;
  auto keys = KeyStore::read(*files_);
  if (!keys) return failed(std::move(keys.error()));
  const auto rows = opened_rows(*files_, *contents_, entry->list, &*keys);
  if (!rows) return failed(rows.error());
  DecidedCases cases;
  note_decided_cases(*contents_, entry->list, *rows, cases);
  std::uint64_t behind = decision;
  while (!contents_->list_decided_behind(behind)) --behind;
  auto reasons = opened_reasons(*files_, *contents_, behind, cases, *keys);
  if (!reasons) return failed(std::move(reasons.error()));
  for (OpenedReason& one : *reasons) {
    if (one.decision == decision) return std::move(one.text);
  }
  return std::nullopt;
}

bool RecordLog::has_private_part() const noexcept { return contents_->has_private_part; }

}  // namespace waitlist
