/// \file record_log.h
/// \brief An append-only log of ranked lists, decisions and erasures, as plain files in a folder.
/// Layer: record (may use base, cases, policy, scoring, queue, io).  Format and promises:
/// docs/reference/record.md. One writer at a time, readers at any time. A writer that ends anywhere
/// leaves a log that opens at its last whole entry. This is the one module that reads and writes
/// files: a log is only as good as the order in which it is written.
/// Ranges: limits::kLogEntriesMax entries.  Errors: file_unreadable and file_unwritable; a damaged
/// log is malformed_text or inconsistent, and names the file, what was found and what expected.
/// Complexity: opening reads and hashes the whole log, 1 million entries in some seconds.
/// Threads: a RecordLog is immutable, share freely; a RecordWriter belongs to one thread.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/record/commitment.h>
#include <waitlist/record/decisions.h>
#include <waitlist/record/log_entry.h>
#include <waitlist/record/log_head.h>
#include <waitlist/record/policy_texts.h>
#include <waitlist/record/recorded_list.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace waitlist {

class LogFiles;      // src/record/log_files.h
struct LogContents;  // src/record/log_contents.h

/// A row with what opens it, as far as it was not erased.
struct OpenedRow {
  RowCommitments commitments;
  std::optional<RecordedRow> opened;  ///< nullopt: erased, or the private part is not here

  friend bool operator==(const OpenedRow&, const OpenedRow&) = default;
};

/// A log as one head has it: every entry was read, and hashes to that head.
class WAITLIST_EXPORT RecordLog {
 public:
  /// The log in this folder at its public head. What a writer adds later is not in it.
  [[nodiscard]] static Result<RecordLog> read(const std::string& folder);

  [[nodiscard]] const LogHead& head() const noexcept;
  [[nodiscard]] std::string folder() const;

  /// What an entry says. Requires index < head().tree.size, as the next two do.
  [[nodiscard]] const LogEntry& entry(std::uint64_t index) const noexcept;
  /// The entry as it stands in the log.
  [[nodiscard]] const std::string& entry_text(std::uint64_t index) const noexcept;
  [[nodiscard]] EntryProof proof_of(std::uint64_t index) const;

  /// The tree when it had so many entries; nullopt: it has fewer.
  [[nodiscard]] std::optional<TreeHead> tree_at(std::uint64_t size) const;
  /// That it was only added to since it had so many entries.
  [[nodiscard]] std::vector<Digest> consistency_since(std::uint64_t size) const;

  /// Entries of lists, rising; with a day those of it alone.
  [[nodiscard]] std::vector<std::uint64_t> lists(std::optional<Day> as_of = std::nullopt) const;

  /// The rows of the list at this entry, checked against its root, each with what opens it, checked
  /// against its commitments. Errors also: `list` is no entry of a list.
  [[nodiscard]] Result<std::vector<OpenedRow>> rows(std::uint64_t list) const;
  /// The files of the policy of that list, checked against their digests.
  [[nodiscard]] Result<PolicyTexts> policy_texts(std::uint64_t list) const;
  /// The free text of a decision, checked; nullopt: none was written, it was erased, or the private
  /// part is not here.
  [[nodiscard]] Result<std::optional<std::string>> reason(std::uint64_t decision) const;

  /// Whether the private part is here: what opens rows, and the keys.
  [[nodiscard]] bool has_private_part() const noexcept;

  /// Of src/record alone.
  RecordLog(std::shared_ptr<LogFiles> files, std::shared_ptr<const LogContents> contents) noexcept;

  [[nodiscard]] LogFiles& files() const noexcept { return *files_; }

  [[nodiscard]] const LogContents& contents() const noexcept { return *contents_; }

 private:
  std::shared_ptr<LogFiles> files_;
  std::shared_ptr<const LogContents> contents_;
};

/// What was added.
struct RecordedList {
  std::uint64_t list = 0;  ///< the entry of the list
  std::string list_id;
  Digest root;       ///< of its rows
  LogHead head;      ///< print it whole on every report: what nobody outside holds proves nothing
  EntryProof proof;  ///< that the list is in the log of that head
};

struct ErasureOrder {
  std::string case_id;
  std::string ground;      ///< as is_record_code()
  std::string ordered_by;  ///< as is_record_code()
  Day on = Day::first();
};

/// What was erased.
struct Erasure {
  std::uint32_t rows = 0;
  std::uint32_t lists = 0;
  std::uint32_t reasons = 0;
  LogHead head;
};

/// The one that may add to a log. It holds a lock until it is gone.
class WAITLIST_EXPORT RecordWriter {
 public:
  /// Begins a log. Errors also: there is one already, `origin` is none.
  [[nodiscard]] static Result<RecordWriter> create(const std::string& folder,
                                                   const std::string& origin);

  /// Opens a log and finishes or takes back what was cut short. Errors also: somebody else writes.
  [[nodiscard]] static Result<RecordWriter> open(const std::string& folder);

  [[nodiscard]] const LogHead& head() const noexcept;

  /// Adds a list and the decisions about it; all of it or nothing. The ranking must be whole, with
  /// RankOptions::keep_contributions, and made from these texts. Errors also: a decision about a
  /// case that is not ranked.
  [[nodiscard]] Result<RecordedList> add(const Ranking& ranking,
                                         const PolicyTexts& texts,
                                         std::span<const ListDecision> decisions = {});

  /// Adds decisions about a list that was recorded before, made on that day: all of them or none.
  /// `list` is its entry. Errors also: no list, a day before that of the list, no decision, one
  /// about a case that was not ranked or whose row was erased, or of a place that the list has not.
  [[nodiscard]] Result<LogHead> decide(std::uint64_t list,
                                       Day on,
                                       std::span<const ListDecision> decisions);

  /// Destroys the key of a case, what opens its rows in all lists, and the free text of decisions
  /// about it, and adds an entry that says so. Errors also: unknown_reference, nothing that can be
  /// opened has this id.
  [[nodiscard]] Result<Erasure> erase(const ErasureOrder& order);

  RecordWriter(RecordWriter&&) noexcept;
  RecordWriter& operator=(RecordWriter&&) noexcept;
  RecordWriter(const RecordWriter&) = delete;
  RecordWriter& operator=(const RecordWriter&) = delete;
  ~RecordWriter();

  struct State;  // src/record/writer_state.h
  explicit RecordWriter(std::unique_ptr<State> state) noexcept;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace waitlist
