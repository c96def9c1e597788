#include <waitlist/record/record_check.h>

#include "base/fault_list.h"
#include "record/log_contents.h"
#include "record/openings.h"
#include "record/record_faults.h"
#include "record/record_numbers.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>

namespace waitlist {
namespace {

constexpr std::uint64_t kStateBytesMax = 1024;

/// Looks at everything and goes on behind what does not fit.
class RecordChecker {
 public:
  RecordChecker(LogFiles& files, const LogContents& contents) : files_{files}, contents_{contents} {
    check_.head = contents.raw.head;
    check_.private_part = contents.has_private_part;
  }

  void check_private_head() {
    auto bytes = read_needed(files_, kPrivateHead, kStateBytesMax);
    if (!bytes) return add(std::move(bytes.error()));
    const auto state = read_log_head(*bytes, files_.shown(kPrivateHead));
    if (!state) return add(state.error());
    const bool ahead = state->tree.size > check_.head.tree.size;
    if (state->origin != check_.head.origin || (!ahead && *state != check_.head)) {
      add({record_fault(files_.shown(kPrivateHead), to_text(state->tree),
                        "expected the public head, " + to_text(check_.head.tree) +
                            ", or one that grew from it")});
    }
  }

  void check_entries() {
    if (check_.private_part) {
      auto keys = KeyStore::read(files_);
      if (!keys) {
        add(std::move(keys.error()));
      } else {
        keys_ = *std::move(keys);
      }
    }
    for (std::uint64_t i = 0; i < contents_.entries.size(); ++i) {
      std::visit([&](const auto& one) { count(i, one); }, contents_.entries[i]);
    }
    if (!check_.private_part) return;
    check_files_of_entries("private/openings",
                           [this](std::uint64_t at) { return contents_.list(at) != nullptr; });
    check_files_of_entries("private/reasons", [this](std::uint64_t at) { return has_reasons(at); });
    if (keys_) check_unused_keys();
  }

  void check_known(const KnownLog& known) {
    if (!known.origin.empty() && known.origin != check_.head.origin) {
      faults_.add(record_fault(files_.shown(kPublicHead), check_.head.origin,
                               "expected the log " + known.origin));
    }
    const std::span<const Digest> leaves{contents_.raw.leaves};
    for (const TreeHead& head : known.kept) {
      std::string reason;
      if (head.size == 0) {
        reason = "a head without entries proves nothing; give one of a log with a list";
      } else if (head.size > leaves.size()) {
        reason = "is a head of a longer log; this one has " + std::to_string(leaves.size()) +
                 " entries: it was put back, or it is another log";
      } else if (const Digest root = merkle_root(leaves.first(head.size)); root != head.root) {
        reason = "is not the head that this log had at " + std::to_string(head.size) +
                 " entries: " + root.hex() + "; it was written anew, or it is another log";
      }
      if (reason.empty()) {
        ++check_.kept_heads;
      } else {
        faults_.add(record_fault("head", "", to_text(head) + " " + reason));
      }
    }
  }

  [[nodiscard]] Result<RecordCheck> result() {
    if (!faults_.empty()) return failed(faults_.take());
    return check_;
  }

 private:
  void add(Errors errors) {
    for (Error& one : errors) faults_.add(std::move(one));
  }

  void count(std::uint64_t index, const ListEntry& list) {
    ++check_.lists;
    check_.rows += list.rows();
    if (payloads_.emplace(list.policy, list.facts, list.calendar).second) {
      auto texts = read_payload(files_, list);
      if (!texts) add(std::move(texts.error()));
    }
    auto rows = opened_rows(files_, contents_, index, keys_ ? &*keys_ : nullptr);
    if (!rows) return add(std::move(rows.error()));
    for (std::uint32_t row = 0; row < rows->size(); ++row) {
      const auto& opened = (*rows)[row].opened;
      if (!opened) continue;
      ++check_.opened_rows;
      used_.insert(opened->case_id.empty() ? key_name(index, row) : key_name(opened->case_id));
    }
    note_decided_cases(contents_, index, *rows, cases_);
    check_reasons(index);
  }

  void count(std::uint64_t index, const LaterEntry& /*later*/) { check_reasons(index); }

  void check_reasons(std::uint64_t behind) {
    if (!keys_) return;
    auto reasons = opened_reasons(files_, contents_, behind, cases_, *keys_);
    if (!reasons) add(std::move(reasons.error()));
  }

  void count(std::uint64_t /*index*/, const DecisionEntry& /*decision*/) { ++check_.decisions; }

  void count(std::uint64_t /*index*/, const ErasedEntry& erased) {
    ++check_.erasures;
    check_.erased_rows += erased.rows.size();
  }

  /// Whether any decision directly behind this entry was written with a reason.
  [[nodiscard]] bool has_reasons(std::uint64_t behind) const {
    if (!contents_.list_decided_behind(behind)) return false;
    for (std::uint64_t at = behind + 1; at < contents_.entries.size(); ++at) {
      const auto* decision = std::get_if<DecisionEntry>(&contents_.entries[at]);
      if (decision == nullptr) return false;
      if (decision->reason) return true;
    }
    return false;
  }

  /// What lies beside the files that entries ask for may hold cases that were erased.
  template <class IsNamed>
  void check_files_of_entries(const std::string& folder, IsNamed is_named) {
    const auto names = files_.names(folder);
    if (!names) return add(names.error());
    for (const std::string& name : *names) {
      const auto at = record_number(name, UINT64_MAX);
      // A writer may be at work: what it has begun is not counted by this head.
      const bool begun = name.ends_with(kUnfinished) || (at && *at >= contents_.entries.size());
      if (begun || (at && is_named(*at))) continue;
      std::string path = folder;
      path.append("/").append(name);
      faults_.add(record_fault(files_.shown(path), "",
                               "is a file that no entry of the log asks for; look at what it "
                               "holds, and take it away"));
    }
  }

  /// A key that opens nothing may be one that should be gone.
  void check_unused_keys() {
    // A list that is being added has its keys first.
    auto next = files_.read(rows_path(contents_.entries.size()), UINT64_MAX);
    if (!next) return add(std::move(next.error()));
    if (*next || !faults_.empty()) return;
    std::size_t unused = 0;
    for (const auto& [name, key] : keys_->all()) unused += used_.contains(name) ? 0U : 1U;
    if (unused == 0) return;
    faults_.add(record_fault(files_.shown(KeyStore::kPath), std::to_string(unused) + " keys",
                             "open no row of any list; expected none that is not needed"));
  }

  LogFiles& files_;
  const LogContents& contents_;
  RecordCheck check_;
  FaultList faults_;
  std::optional<KeyStore> keys_;
  DecidedCases cases_;
  std::set<std::string, std::less<>> used_;
  std::set<std::tuple<Digest, std::optional<Digest>, std::optional<Digest>>> payloads_;
};

std::string counted(std::uint64_t count, const char* one, const char* many) {
  return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

Result<RecordCheck> check_once(LogFiles& files, const KnownLog& known) {
  auto raw = read_raw_log(files);
  if (!raw) return failed(std::move(raw.error()));
  const auto contents = understood(files, *std::move(raw));
  if (!contents) return failed(contents.error());
  RecordChecker checker{files, *contents};
  if (contents->has_private_part) checker.check_private_head();
  checker.check_entries();
  checker.check_known(known);
  return checker.result();
}

}  // namespace

Result<RecordCheck> check_files(LogFiles& files, const KnownLog& known) {
  constexpr int kChecksMax = 10;
  for (int checks = 1;; ++checks) {
    const auto before = read_public_head(files);
    auto check = check_once(files, known);
    if (check || checks == kChecksMax || !before) return check;
    // What a writer did meanwhile is no fault.
    const auto after = read_public_head(files);
    if (!after || after->tree == before->tree) return check;
  }
}

Result<RecordCheck> check_record(const std::string& folder, const KnownLog& known) {
  return check_files(*posix_files(folder), known);
}

std::string render_text(const RecordCheck& check) {
  std::string text = "The log " + check.head.origin +
                     " is whole: " + counted(check.head.tree.size, "entry", "entries") + ", root " +
                     check.head.tree.root.hex() + ".\n";
  text += counted(check.lists, "list", "lists") + " with " + counted(check.rows, "row", "rows") +
          ", " + counted(check.decisions, "decision", "decisions") + ", " +
          counted(check.erasures, "entry", "entries") + " about erasures.\n";
  if (check.private_part) {
    text += counted(check.opened_rows, "row was opened and fits", "rows were opened and fit") +
            " what the log says.\n";
  } else {
    text += "The private part is not here or closed to you, so no row was opened.\n";
  }
  text += check.erased_rows == 0
              ? "No row was erased.\n"
              : counted(check.erased_rows, "row was erased", "rows were erased") +
                    ", as entries of the log say.\n";
  if (check.kept_heads == 0) {
    text += "No kept head was given. A log that was written anew would pass, too.\n";
  } else {
    text += "It grew from " +
            counted(check.kept_heads, "head that was kept.", "heads that were kept.") + "\n";
  }
  return text + "Keep this head: " + to_text(check.head.tree) + "\n";
}

}  // namespace waitlist
