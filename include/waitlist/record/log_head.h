/// \file log_head.h
/// \brief The head of a log and the proof of one entry, as text that is handed on.
/// Layer: record (may use base).  Format: docs/reference/record.md; the three lines of a C2SP
/// checkpoint without signatures, and c2sp.org/tlog-proof@v1.
/// Ranges: an origin is 1 to 200 visible ASCII characters; a head is of at most
/// limits::kLogEntriesMax entries.  Errors: malformed_text, for any text that to_text() would not
/// write.  Complexity: O(bytes).  Threads: values; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/record/merkle_tree.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// Which log it is, how long, and the root over all of it.
struct LogHead {
  std::string origin;  ///< of this log alone: a new log has another one
  TreeHead tree;

  friend bool operator==(const LogHead&, const LogHead&) = default;
};

/// That an entry is in the log of a head.
struct EntryProof {
  std::uint64_t index = 0;     ///< of the entry, from 0
  std::vector<Digest> hashes;  ///< the leaf's side first
  LogHead head;

  friend bool operator==(const EntryProof&, const EntryProof&) = default;
};

/// Whether a log may have this name.
[[nodiscard]] WAITLIST_EXPORT bool is_origin(std::string_view text) noexcept;

/// `origin\nsize\nroot in base64\n`.
[[nodiscard]] WAITLIST_EXPORT std::string to_text(const LogHead& head);

[[nodiscard]] WAITLIST_EXPORT Result<LogHead> read_log_head(std::string_view text,
                                                            const std::string& source = "head");

[[nodiscard]] WAITLIST_EXPORT std::string to_text(const EntryProof& proof);

[[nodiscard]] WAITLIST_EXPORT Result<EntryProof> read_entry_proof(
    std::string_view text, const std::string& source = "proof");

/// `SIZE:ROOT` as people keep it; the root is 64 hexadecimal digits or 44 characters of base64.
[[nodiscard]] WAITLIST_EXPORT Result<TreeHead> read_tree_head(std::string_view text,
                                                              const std::string& source = "head");

/// `SIZE:ROOT`, the root whole and in hexadecimal digits: a root that is cut short proves little.
[[nodiscard]] WAITLIST_EXPORT std::string to_text(const TreeHead& tree);

}  // namespace waitlist
