// Files of one run of the command line: read whole, written whole or not at all.
#pragma once

#include <waitlist/base/result.h>

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waitlist::cli {

/// Reads and writes, and never writes over what was read or written in the same run.
class Files {
 public:
  /// The bytes of a file; `-` is standard input. Errors: file_unreadable, too_large.
  [[nodiscard]] Result<std::string> read(const std::string& path);

  /// `-` and an empty path are standard output. Empty: done. Errors: file_unwritable, also for a
  /// path that leads to a file that was read or written, or into a folder that is kept out of, by
  /// whatever name.
  [[nodiscard]] Errors write(const std::string& path, std::string_view text);

  /// What `write` would refuse whatever the text. Empty: nothing.
  [[nodiscard]] Errors check_target(const std::string& path) const;

  /// From now on nothing is written into this folder or below it: a log is added to by its writer
  /// alone.
  void keep_out_of(const std::string& folder);

  /// Says that something else than this wrote, or may have: a log that was added to.
  void note_written(bool written) noexcept { have_written_ = have_written_ || written; }

  /// Whether something was written, or may have been in part to standard output.
  [[nodiscard]] bool have_written() const noexcept { return have_written_; }

 private:
  /// What tells one file from another whatever it is called.
  using Identity = std::pair<std::uintmax_t, std::uintmax_t>;

  void remember(int descriptor);

  std::set<Identity> read_, written_;
  std::vector<std::string> kept_out_of_;  ///< whole paths without links
  bool have_written_ = false;
};

/// Whether there is a file or a folder of this name.
[[nodiscard]] bool is_there(const std::string& path);

/// The path of `name` beside the file `path`.
[[nodiscard]] std::string beside(const std::string& path, const std::string& name);

}  // namespace waitlist::cli
