#include <waitlist/base/limits.h>
#include <waitlist/record/merkle_tree.h>

#include "base/fault_list.h"
#include "record/digest_bytes.h"
#include "record/log_contents.h"
#include "record/openings.h"
#include "record/record_faults.h"

#include <cstddef>
#include <utility>

namespace waitlist {
namespace {

std::string row_words(const ListEntry& list, std::uint32_t row) {
  return "row " + std::to_string(row) + " of list " + list.list_id;
}

/// Puts openings to their rows and collects what does not fit.
class RowOpener {
 public:
  RowOpener(LogFiles& files, const LogContents& contents, std::uint64_t list)
      : contents_{contents},
        index_{list},
        list_{*contents.list(list)},
        path_{files.shown(openings_path(list))} {}

  void open(std::vector<OpenedRow>& rows, std::vector<RowOpening> openings, const KeyStore& keys) {
    for (RowOpening& one : openings) {
      if (one.row >= rows.size()) {
        add(one.row, "is no row of this list; it has " + std::to_string(rows.size()));
        continue;
      }
      OpenedRow& row = rows[one.row];
      open_row(row, std::move(one), keys);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto row = static_cast<std::uint32_t>(i);
      if (rows[i].opened || reported_.contains(row)) continue;
      if (!contents_.erased_rows.contains({index_, row})) {
        add(row, "is not there, and no entry of the log says that it was erased");
      }
    }
  }

  [[nodiscard]] FaultList& faults() noexcept { return faults_; }

 private:
  void open_row(OpenedRow& row, RowOpening one, const KeyStore& keys) {
    const std::string name =
        one.text.case_id.empty() ? key_name(index_, one.row) : key_name(one.text.case_id);
    const CaseKey* key = keys.find(name);
    if (contents_.erased_rows.contains({index_, one.row})) {
      add(one.row,
          "is there, and an entry of the log says that it was erased; open the log for writing, "
          "for example with `record add`, to finish the erasure");
      return;
    }
    if (key == nullptr) {
      add(one.row, "has no key in private/keys");
      return;
    }
    const RowCommitments now =
        commit_row(*key, list_.list_id, one.text.case_text, one.text.row_text);
    if (now != row.commitments) {
      add(one.row, "does not fit what the log commits to: its text or its key was changed");
      return;
    }
    row.opened = std::move(one.text);
  }

  void add(std::uint32_t row, std::string reason) {
    reported_.insert(row);
    faults_.add(record_fault(path_, row_words(list_, row), std::move(reason)));
  }

  const LogContents& contents_;
  std::uint64_t index_;
  const ListEntry& list_;
  std::string path_;
  FaultList faults_;
  std::set<std::uint32_t> reported_;
};

Result<std::string> read_payload_file(LogFiles& files, const Digest& digest) {
  const std::string path = payload_path(digest);
  auto bytes = read_needed(files, path, limits::kInputBytesMax);
  if (!bytes) return bytes;
  const Digest found = sha256(*bytes);
  if (found == digest) return bytes;
  return failed(record_fault(files.shown(path), found.hex(),
                             "is the digest of what is in this file; expected that of its name"));
}

/// What is wrong with a reason that was not erased; empty: nothing.
std::string reason_fault(const LogContents& contents,
                         const DecisionEntry& decision,
                         const ReasonOpening& one,
                         const DecidedCases& cases,
                         const KeyStore& keys) {
  const ListEntry& list = *contents.list(decision.list);
  const CaseKey* key = keys.find(key_name(one.case_id));
  if (key == nullptr ||
      decision.reason != commitment(salt_of(*key, "reason", list.list_id), one.text)) {
    return "does not fit what the log commits to: its text or its key was changed";
  }
  const RowPlace place{decision.list, decision.row};
  const auto own = cases.find(place);
  // Of a row that does not open, and was not erased, its own fault is told.
  const bool belongs =
      own == cases.end() ? !contents.erased_rows.contains(place) : own->second == one.case_id;
  if (belongs) return {};
  return "is kept under another case than that of " + row_words(list, decision.row) +
         ", which it is about; an erasure of that case would leave it";
}

}  // namespace

void note_decided_cases(const LogContents& contents,
                        std::uint64_t list,
                        const std::vector<OpenedRow>& rows,
                        DecidedCases& cases) {
  for (auto at = contents.rows_with_reasons.lower_bound({list, 0});
       at != contents.rows_with_reasons.end() && at->list == list; ++at) {
    const auto& opened = rows[at->row].opened;
    if (opened) cases.emplace(*at, opened->case_id);
  }
}

Result<std::vector<OpenedRow>> opened_rows(LogFiles& files,
                                           const LogContents& contents,
                                           std::uint64_t list,
                                           const KeyStore* keys) {
  const ListEntry& entry = *contents.list(list);
  auto commitments = read_rows_file(files, list, entry.rows());
  if (!commitments) return failed(std::move(commitments.error()));
  std::vector<Digest> leaves;
  std::vector<OpenedRow> rows;
  leaves.reserve(commitments->size());
  rows.reserve(commitments->size());
  for (const RowCommitments& one : *commitments) {
    leaves.push_back(row_leaf(static_cast<std::uint32_t>(leaves.size()), one));
    rows.push_back({one, std::nullopt});
  }
  const Digest root = merkle_root(leaves);
  if (root != entry.root) {
    return failed(record_fault(files.shown(rows_path(list)), root.hex(),
                               "is the root of these rows; expected " + entry.root.hex() +
                                   ", as entry " + std::to_string(list) + " says"));
  }
  if (keys == nullptr) return rows;
  auto openings = read_openings_file(files, list);
  if (!openings) return failed(std::move(openings.error()));
  if (!*openings) {
    return failed(record_fault(files.shown(openings_path(list)), "",
                               "is missing; it holds what opens the rows of list " + entry.list_id,
                               ErrorCode::file_unreadable));
  }
  RowOpener opener{files, contents, list};
  opener.open(rows, **std::move(openings), *keys);
  if (!opener.faults().empty()) return failed(opener.faults().take());
  return rows;
}

Result<std::vector<OpenedReason>> opened_reasons(LogFiles& files,
                                                 const LogContents& contents,
                                                 std::uint64_t behind,
                                                 const DecidedCases& cases,
                                                 const KeyStore& keys) {
  const std::string path = files.shown(reasons_path(behind));
  auto read = read_reasons_file(files, behind);
  if (!read) return failed(std::move(read.error()));
  std::vector<ReasonOpening> openings;
  if (*read) openings = **std::move(read);
  std::vector<OpenedReason> reasons;
  FaultList faults;
  std::size_t next = 0;
  for (std::uint64_t at = behind + 1; at < contents.entries.size(); ++at) {
    const auto* decision = std::get_if<DecisionEntry>(&contents.entries[at]);
    if (decision == nullptr) break;
    const bool erased = contents.erased_reasons.contains(at);
    const bool is_here = next < openings.size() && openings[next].decision == at;
    OpenedReason reason{at, std::nullopt};
    if (is_here) {
      const ReasonOpening& one = openings[next++];
      std::string fault = erased ? "is there, and an entry of the log says that it was erased"
                                 : reason_fault(contents, *decision, one, cases, keys);
      if (fault.empty()) {
        reason.text = one.text;
      } else {
        faults.add(record_fault(path, "decision " + std::to_string(at), std::move(fault)));
      }
    } else if (decision->reason && !erased) {
      faults.add(record_fault(path, "decision " + std::to_string(at),
                              "is not there, and no entry of the log says that it was erased"));
    }
    reasons.push_back(std::move(reason));
  }
  if (next < openings.size()) {
    faults.add(record_fault(path, "decision " + std::to_string(openings[next].decision),
                            "is no decision that stands there"));
  }
  if (!faults.empty()) return failed(faults.take());
  return reasons;
}

Result<PolicyTexts> read_payload(LogFiles& files, const ListEntry& list) {
  PolicyTexts texts;
  auto policy = read_payload_file(files, list.policy);
  if (!policy) return failed(std::move(policy.error()));
  texts.policy = *std::move(policy);
  if (list.facts) {
    auto facts = read_payload_file(files, *list.facts);
    if (!facts) return failed(std::move(facts.error()));
    texts.facts = *std::move(facts);
  }
  if (list.calendar) {
    auto calendar = read_payload_file(files, *list.calendar);
    if (!calendar) return failed(std::move(calendar.error()));
    texts.calendar = *std::move(calendar);
  }
  return texts;
}

}  // namespace waitlist
