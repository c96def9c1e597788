// What the one that writes a record holds.
#pragma once

#include <waitlist/record/record_log.h>

#include "record/key_store.h"
#include "record/log_contents.h"
#include "record/log_files.h"
#include "record/log_store.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace waitlist {

/// What is being erased, from before its entry until it is gone.
inline constexpr const char* kErasingPath = "private/erasing";

struct RecordWriter::State {
  std::unique_ptr<WriterLock> lock;  ///< goes last
  LogStore store;
  LogContents contents;

  /// Faults where an error, or memory that ran out, left something that the next writer finishes.
  [[nodiscard]] Errors unready() const;

  /// Adds entries and understands them.
  [[nodiscard]] Errors append(std::span<const std::string> entries);

  /// Remembers an error of writing, after which nothing more is written.
  [[nodiscard]] Errors stopped_by(Errors errors);
};

/// A writer over these files. Finishes an erasure that was cut short, and takes away what a list
/// that was never added left behind.
[[nodiscard]] Result<RecordWriter> writer_over(std::shared_ptr<LogFiles> files,
                                               std::unique_ptr<WriterLock> lock);

[[nodiscard]] Result<RecordWriter> new_writer_over(std::shared_ptr<LogFiles> files,
                                                   std::unique_ptr<WriterLock> lock,
                                                   const std::string& origin);

/// Finishes what `private/erasing` says is under way, if anything.
[[nodiscard]] Errors finish_erasure(LogFiles& files, const LogContents& contents);

}  // namespace waitlist
