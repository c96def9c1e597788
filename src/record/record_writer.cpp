#include <waitlist/base/limits.h>
#include <waitlist/base/version.h>
#include <waitlist/record/record_log.h>

#include "record/openings.h"
#include "record/record_faults.h"
#include "record/record_numbers.h"
#include "record/taken_decisions.h"
#include "record/writer_state.h"
#include "scoring/standing.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace waitlist {
namespace {

/// A list on its way into the log.
struct NewList {
  ListEntry entry;
  std::uint64_t index = 0;
  std::vector<RecordedRow> rows;
  std::vector<RowCommitments> commitments;
  TakenDecisions decisions;
};

void count_decisions_on_bands(const Ranking& ranking, ListEntry& entry) {
  for (const Place& place : ranking.places()) {
    const ManagerDecision* decision =
        decision_in_force(ranking.cases(), ranking.policy().tables(), place.row, ranking.as_of());
    if (decision == nullptr) continue;
    ++(decision->direction == DecisionDirection::raise ? entry.raised : entry.lowered);
  }
}

ListEntry entry_of(const Ranking& ranking, const PolicyTexts& texts, std::size_t lists_before) {
  ListEntry entry;
  entry.as_of = ranking.as_of();
  entry.list_id = entry.as_of.text() + '/' + std::to_string(lists_before + 1);
  entry.ranked = static_cast<std::uint32_t>(ranking.places().size());
  entry.apart = static_cast<std::uint32_t>(ranking.apart().size());
  entry.faulty = static_cast<std::uint32_t>(ranking.faulty().size());
  entry.policy = sha256(texts.policy);
  if (texts.facts) entry.facts = sha256(*texts.facts);
  if (texts.calendar) entry.calendar = sha256(*texts.calendar);
  entry.stamp = ranking.policy().stamp().digest;
  entry.program = WAITLIST_VERSION;
  count_decisions_on_bands(ranking, entry);
  return entry;
}

Errors commit_rows(NewList& list, KeyStore& keys) {
  std::vector<Digest> leaves;
  leaves.reserve(list.rows.size());
  list.commitments.reserve(list.rows.size());
  for (const RecordedRow& row : list.rows) {
    const auto number = static_cast<std::uint32_t>(leaves.size());
    const auto key = keys.find_or_make(row.case_id.empty() ? key_name(list.index, number)
                                                           : key_name(row.case_id));
    if (!key) return key.error();
    list.commitments.push_back(commit_row(*key, list.entry.list_id, row.case_text, row.row_text));
    leaves.push_back(row_leaf(number, list.commitments.back()));
  }
  list.entry.root = merkle_root(leaves);
  return {};
}

DecidedList decided_list(const NewList& list, const Ranking& ranking) {
  return {list.index, list.entry.list_id, ranking.unit_count(), list.index + 1,
          [&ranking](std::string_view case_id) -> std::optional<DecidedRow> {
            const Place* place = ranking.find(case_id);
            if (place == nullptr) return std::nullopt;
            return DecidedRow{static_cast<std::uint32_t>(place - ranking.places().data()),
                              place->position, std::string{ranking.cases().team(place->row)}};
          }};
}

/// A payload that is there whole stays.
Errors keep_payload(LogFiles& files, const std::string& text) {
  const std::string path = payload_path(sha256(text));
  auto there = files.read(path, text.size());
  if (there && *there == text) return {};
  return replace_file(files, path, text);
}

/// Everything that the entries of the list name, before any of them. The commitments come first, so
/// that what an attempt leaves behind can be told by them.
Errors write_files(LogFiles& files,
                   const NewList& list,
                   const PolicyTexts& texts,
                   const KeyStore& keys) {
  Errors errors = replace_file(files, rows_path(list.index), to_rows_file(list.commitments));
  for (const std::string* text : {&texts.policy, texts.facts ? &*texts.facts : nullptr,
                                  texts.calendar ? &*texts.calendar : nullptr}) {
    if (errors.empty() && text != nullptr) errors = keep_payload(files, *text);
  }
  if (errors.empty()) errors = keys.write(files);
  std::vector<RowOpening> openings;
  openings.reserve(list.rows.size());
  for (const RecordedRow& row : list.rows) {
    openings.push_back({static_cast<std::uint32_t>(openings.size()), row});
  }
  if (errors.empty()) {
    errors = replace_file(files, openings_path(list.index), to_openings_file(list.index, openings));
  }
  if (errors.empty() && !list.decisions.reasons.empty()) {
    errors = replace_file(files, reasons_path(list.index),
                          to_reasons_file(list.index, list.decisions.reasons));
  }
  return errors;
}

/// Takes away files of lists past the end of the log, and files that were never whole.
Errors clean_folder(LogFiles& files, const std::string& folder, std::uint64_t size, bool& cleaned) {
  auto names = files.names(folder);
  if (!names) return std::move(names.error());
  for (const std::string& name : *names) {
    const bool unfinished = name.ends_with(kUnfinished);
    const auto number = record_number(name, UINT64_MAX);
    if (!unfinished && (folder == "private" || folder == "payload" || !number || *number < size)) {
      continue;
    }
    std::string path = folder;
    path += '/';
    path += name;
    Errors errors = files.remove(path);
    if (!errors.empty()) return errors;
    cleaned = true;
  }
  return {};
}

/// Takes away keys that nothing needs.
Errors clean_keys(LogFiles& files, const LogContents& contents) {
  std::set<std::string, std::less<>> used;
  for (std::uint64_t list = 0; list < contents.entries.size(); ++list) {
    if (contents.list(list) == nullptr) continue;
    auto openings = read_openings_file(files, list);
    if (!openings) return std::move(openings.error());
    if (!*openings) continue;
    for (const RowOpening& one : **openings) {
      used.insert(one.text.case_id.empty() ? key_name(list, one.row) : key_name(one.text.case_id));
    }
  }
  auto keys = KeyStore::read(files);
  if (!keys) return std::move(keys.error());
  return keys->keep_only(used) ? keys->write(files) : Errors{};
}

Errors clean_up(LogFiles& files, const LogContents& contents) {
  const std::uint64_t size = contents.entries.size();
  bool cleaned = false;
  // The commitments last: while they are there, this is not done.
  for (const char* folder : {"private", "private/openings", "private/reasons", "payload"}) {
    Errors errors = clean_folder(files, folder, size, cleaned);
    if (!errors.empty()) return errors;
  }
  auto rows = files.read(rows_path(size), UINT64_MAX);
  if (!rows) return std::move(rows.error());
  if (cleaned || *rows) {
    Errors errors = clean_keys(files, contents);
    if (!errors.empty()) return errors;
  }
  return clean_folder(files, "rows", size, cleaned);
}

Result<RecordWriter> writer_of(LogStore store, std::unique_ptr<WriterLock> lock) {
  auto contents = understood(store.files(), store.log());
  if (!contents) return failed(std::move(contents.error()));
  Errors errors = finish_erasure(store.files(), *contents);
  if (errors.empty()) errors = clean_up(store.files(), *contents);
  if (!errors.empty()) return failed(std::move(errors));
  return RecordWriter{std::make_unique<RecordWriter::State>(
      RecordWriter::State{std::move(lock), std::move(store), *std::move(contents)})};
}

}  // namespace

Errors RecordWriter::State::unready() const {
  Errors errors = store.stopped();
  if (!errors.empty()) return errors;
  auto erasing = store.files().read(kErasingPath, limits::kCellBytesMax);
  if (!erasing) return std::move(erasing.error());
  if (!*erasing) return {};
  return {record_fault(store.files().shown(kErasingPath), "",
                       "an erasure was cut short; open the log again, which finishes it",
                       ErrorCode::file_unwritable)};
}

Errors RecordWriter::State::append(std::span<const std::string> entries) {
  Errors errors = store.append(entries);
  if (!errors.empty()) return errors;
  auto next = understood(store.files(), store.log());
  if (!next) return stopped_by(std::move(next.error()));
  contents = *std::move(next);
  return {};
}

Errors RecordWriter::State::stopped_by(Errors errors) {
  if (!errors.empty()) store.stop();
  return errors;
}

Result<RecordWriter> writer_over(std::shared_ptr<LogFiles> files,
                                 std::unique_ptr<WriterLock> lock) {
  auto store = LogStore::open(std::move(files));
  if (!store) return failed(std::move(store.error()));
  return writer_of(*std::move(store), std::move(lock));
}

Result<RecordWriter> new_writer_over(std::shared_ptr<LogFiles> files,
                                     std::unique_ptr<WriterLock> lock,
                                     const std::string& origin) {
  auto store = LogStore::create(std::move(files), origin);
  if (!store) return failed(std::move(store.error()));
  return writer_of(*std::move(store), std::move(lock));
}

Result<RecordWriter> RecordWriter::create(const std::string& folder, const std::string& origin) {
  std::shared_ptr<LogFiles> files = posix_files(folder);
  for (const char* part : {"", "private"}) {
    Errors errors = files->make_folder(part);
    if (!errors.empty()) return failed(std::move(errors));
  }
  auto lock = lock_for_writing(folder);
  if (!lock) return failed(std::move(lock.error()));
  return new_writer_over(std::move(files), *std::move(lock), origin);
}

Result<RecordWriter> RecordWriter::open(const std::string& folder) {
  std::shared_ptr<LogFiles> files = posix_files(folder);
  auto state = files->read(kPrivateHead, UINT64_MAX);
  auto head = files->read(kPublicHead, UINT64_MAX);
  auto names = files->names("private");
  if (state && head && names && !*state && !*head) {
    return failed(record_fault(files->shown(kPublicHead), "",
                               "is missing; this folder holds no log", ErrorCode::file_unreadable));
  }
  if (names && names->empty()) {
    return failed(
        record_fault(files->shown("private"), "",
                     "is missing; without its private part a log can be read and checked, "
                     "not added to",
                     ErrorCode::file_unreadable));
  }
  auto lock = lock_for_writing(folder);
  if (!lock) return failed(std::move(lock.error()));
  return writer_over(std::move(files), *std::move(lock));
}

const LogHead& RecordWriter::head() const noexcept { return state_->store.log().head; }

Result<RecordedList> RecordWriter::add(const Ranking& ranking,
                                       const PolicyTexts& texts,
                                       std::span<const ListDecision> decisions) {
  Errors errors = state_->unready();
  if (!errors.empty()) return failed(std::move(errors));
  const auto policy = read_policy_texts(texts);
  if (!policy) return failed(policy.error());
  if (!ranking.parts().empty() || policy->stamp() != ranking.policy().stamp()) {
    return failed(record_fault("ranking", ranking.policy().stamp().digest.hex(),
                               "expected a whole ranking, made by the policy of these texts: " +
                                   policy->stamp().digest.hex()));
  }
  LogFiles& files = state_->store.files();
  auto keys = KeyStore::read(files);
  if (!keys) return failed(std::move(keys.error()));
  const auto of_day = std::ranges::count_if(state_->contents.entries, [&](const LogEntry& entry) {
    const auto* list = std::get_if<ListEntry>(&entry);
    return list != nullptr && list->as_of == ranking.as_of();
  });
  NewList list{entry_of(ranking, texts, static_cast<std::size_t>(of_day)),
               state_->contents.entries.size(),
               recorded_rows(ranking),
               {},
               {}};
  errors = commit_rows(list, *keys);
  if (!errors.empty()) return failed(std::move(errors));
  auto taken = take_decisions(decisions, decided_list(list, ranking), *keys);
  if (!taken) return failed(std::move(taken.error()));
  list.decisions = *std::move(taken);
  std::vector<std::string> entries;
  entries.reserve(1 + list.decisions.entries.size());
  entries.push_back(to_text(LogEntry{list.entry}));
  for (const DecisionEntry& one : list.decisions.entries) entries.push_back(to_text(LogEntry{one}));
  errors = state_->stopped_by(write_files(files, list, texts, *keys));
  if (errors.empty()) errors = state_->append(entries);
  if (!errors.empty()) return failed(std::move(errors));
  return RecordedList{
      list.index,
      list.entry.list_id,
      list.entry.root,
      head(),
      {list.index, inclusion_proof(state_->store.log().leaves, list.index), head()}};
}

RecordWriter::RecordWriter(std::unique_ptr<State> state) noexcept : state_{std::move(state)} {}

RecordWriter::RecordWriter(RecordWriter&&) noexcept = default;
RecordWriter& RecordWriter::operator=(RecordWriter&&) noexcept = default;
RecordWriter::~RecordWriter() = default;

}  // namespace waitlist
