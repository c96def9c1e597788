// The folder of a log as the record sees it. Each change is durable when it returns, or an error;
// after an error nothing more may be written, since nobody knows what of it will last.
#pragma once

#include <waitlist/base/result.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// Paths are relative to the folder of the log, `/` between their parts.
class LogFiles {
 public:
  LogFiles() = default;
  virtual ~LogFiles() = default;
  LogFiles(const LogFiles&) = delete;
  LogFiles& operator=(const LogFiles&) = delete;
  LogFiles(LogFiles&&) = delete;
  LogFiles& operator=(LogFiles&&) = delete;

  /// What messages call a file.
  [[nodiscard]] virtual std::string shown(const std::string& path) const = 0;

  /// The bytes of a file; nullopt: there is none. Errors: file_unreadable; too_large, it has more
  /// than `bytes_max`.
  [[nodiscard]] virtual Result<std::optional<std::string>> read(const std::string& path,
                                                                std::uint64_t bytes_max) = 0;

  /// What is in a folder, rising; nothing where it is not there.
  [[nodiscard]] virtual Result<std::vector<std::string>> names(const std::string& folder) = 0;

  /// Makes a folder in one that is there. One that exists stays as it is.
  [[nodiscard]] virtual Errors make_folder(const std::string& folder) = 0;

  /// Writes a file, over one that is there, and syncs its bytes; not yet its name.
  [[nodiscard]] virtual Errors write(const std::string& path, std::string_view bytes) = 0;

  /// Gives a file another name of the same folder, in the place of what has it, and syncs the
  /// folder.
  [[nodiscard]] virtual Errors rename(const std::string& from, const std::string& to) = 0;

  /// Takes a file away, if it is there, and syncs its folder.
  [[nodiscard]] virtual Errors remove(const std::string& path) = 0;
};

/// What a file that is being written is called until it is whole.
inline constexpr std::string_view kUnfinished = ".new";

/// The file whole or as it was before, with the folders that lead to it.
[[nodiscard]] Errors replace_file(LogFiles& files, const std::string& path, std::string_view bytes);

/// The same file in the part that readers see, which must be there.
[[nodiscard]] Result<std::string> read_needed(LogFiles& files,
                                              const std::string& path,
                                              std::uint64_t bytes_max);

/// Holds the one place for a writer; empty where somebody else has it.
class WriterLock {
 public:
  WriterLock() = default;
  virtual ~WriterLock() = default;
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;
  WriterLock(WriterLock&&) = delete;
  WriterLock& operator=(WriterLock&&) = delete;
};

/// A folder of this system. It need not be there yet.
[[nodiscard]] std::shared_ptr<LogFiles> posix_files(const std::string& folder);

/// Errors: somebody else writes; the folder cannot be written.
[[nodiscard]] Result<std::unique_ptr<WriterLock>> lock_for_writing(const std::string& folder);

}  // namespace waitlist
