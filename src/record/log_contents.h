// A log whose entries were understood, and what they say together.
#pragma once

#include <waitlist/base/result.h>
#include <waitlist/record/log_entry.h>
#include <waitlist/record/record_check.h>
#include <waitlist/record/record_log.h>

#include "record/key_store.h"
#include "record/log_files.h"
#include "record/log_store.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace waitlist {

struct LogContents {
  RawLog raw;
  std::vector<LogEntry> entries;
  std::set<RowPlace> erased_rows;
  std::set<std::uint64_t> erased_reasons;  ///< entries of decisions
  std::set<RowPlace> rows_with_reasons;    ///< that a decision with a free text is about
  bool has_private_part = false;

  /// The list that decisions directly behind this entry are about; nullopt: none may follow it.
  [[nodiscard]] std::optional<std::uint64_t> list_decided_behind(std::uint64_t index) const;

  /// Null: this entry is of no list.
  [[nodiscard]] const ListEntry* list(std::uint64_t index) const noexcept {
    return index < entries.size() ? std::get_if<ListEntry>(&entries[index]) : nullptr;
  }
};

/// What the entries say, where each is one, and speaks of lists before it alone. All faults.
[[nodiscard]] Result<LogContents> understood(LogFiles& files, RawLog raw);

/// The rows of the list at this entry; all that does not fit is a fault. `keys` is null where the
/// private part is not looked at.
[[nodiscard]] Result<std::vector<OpenedRow>> opened_rows(LogFiles& files,
                                                         const LogContents& contents,
                                                         std::uint64_t list,
                                                         const KeyStore* keys);

/// Ids of cases by rows, as far as these open and a decision with a reason is about them.
using DecidedCases = std::map<RowPlace, std::string>;

void note_decided_cases(const LogContents& contents,
                        std::uint64_t list,
                        const std::vector<OpenedRow>& rows,
                        DecidedCases& cases);

/// The reasons of the decisions directly behind an entry, that of a list or of later decisions, in
/// the order of their entries; nullopt: none was written, or it was erased. `cases` has those of
/// the list: a reason that is kept under another case than that of its row is a fault.
struct OpenedReason {
  std::uint64_t decision = 0;
  std::optional<std::string> text;
};

[[nodiscard]] Result<std::vector<OpenedReason>> opened_reasons(LogFiles& files,
                                                               const LogContents& contents,
                                                               std::uint64_t behind,
                                                               const DecidedCases& cases,
                                                               const KeyStore& keys);

/// What a log that was read from these files is; check_record() over any files.
[[nodiscard]] Result<RecordLog> record_log_over(std::shared_ptr<LogFiles> files);
[[nodiscard]] Result<RecordCheck> check_files(LogFiles& files, const KnownLog& known);

/// The files of the policy of a list, as their digests say.
[[nodiscard]] Result<PolicyTexts> read_payload(LogFiles& files, const ListEntry& list);

}  // namespace waitlist
