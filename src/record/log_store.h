// Entries as tiles, bundles and heads in a folder: read whole, appended to in the one order in
// which a crash at any point leaves a log that opens. What entries say is not looked at here.
#pragma once

#include <waitlist/base/result.h>
#include <waitlist/record/log_head.h>

#include "record/log_files.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace waitlist {

/// A log that was read whole and hashes to its head.
struct RawLog {
  LogHead head;
  std::vector<std::string> entries;
  std::vector<Digest> leaves;
};

inline constexpr const char* kPublicHead = "checkpoint";
inline constexpr const char* kPrivateHead = "private/state";

/// The head that readers go by. Errors: none is there.
[[nodiscard]] Result<LogHead> read_public_head(LogFiles& files);

/// Reads every file that this head implies and compares each tile. All faults.
[[nodiscard]] Result<RawLog> read_raw_log(LogFiles& files, const LogHead& head);

/// At the public head; again where a writer has gone on meanwhile.
[[nodiscard]] Result<RawLog> read_raw_log(LogFiles& files);

/// The log for the one that writes. Whoever makes it holds the lock.
class LogStore {
 public:
  /// Begins a log. Errors: there is one, or a part of one; `origin` is none.
  [[nodiscard]] static Result<LogStore> create(std::shared_ptr<LogFiles> files,
                                               const std::string& origin);

  /// Opens it at the newest head that holds, and makes that the public one.
  [[nodiscard]] static Result<LogStore> open(std::shared_ptr<LogFiles> files);

  [[nodiscard]] const RawLog& log() const noexcept { return log_; }

  [[nodiscard]] LogFiles& files() const noexcept { return *files_; }

  [[nodiscard]] const std::shared_ptr<LogFiles>& shared_files() const noexcept { return files_; }

  /// All of the entries or none. After an error this store takes nothing more.
  [[nodiscard]] Errors append(std::span<const std::string> entries);

  /// Remembers that something could not be written.
  void stop() noexcept { stopped_ = true; }

  /// Faults where nothing may be written any more.
  [[nodiscard]] Errors stopped() const;

 private:
  LogStore(std::shared_ptr<LogFiles> files, RawLog log)
      : files_{std::move(files)}, log_{std::move(log)} {}

  [[nodiscard]] Errors write_entries(const RawLog& next);
  [[nodiscard]] Errors write_heads(const LogHead& head);
  [[nodiscard]] Errors remove_old_parts(std::uint64_t size_before);

  std::shared_ptr<LogFiles> files_;
  RawLog log_;
  bool stopped_ = false;
};

}  // namespace waitlist
