// What is tried in a run with faults, and where it says what it found. Set by the environment, read
// by the library that is loaded before the program.
#pragma once

#include <cstddef>
#include <string>

namespace waitlist::faults {

/// Which kinds of fault a run meets.
enum class Kind : unsigned char {
  memory,  ///< a request for memory fails; either there is some again, or only what is given back
  disk,    ///< the disk is full behind each byte; each step of reading and writing fails
  beside,  ///< one request for memory fails while other threads run: in the program itself
  signal   ///< the program is asked to end, or killed, before and behind each step of writing
};

/// WAITLIST_FAULTS_… of the environment.
struct Plan {
  Kind kind = Kind::memory;
  std::size_t step = 1;    ///< each so many-th point is tried …
  std::size_t first = 0;   ///< … from this one
  std::string target;      ///< the file that the program writes, alone in its folder
  std::string old_text;    ///< what it holds before
  std::string new_text;    ///< what an undisturbed run leaves there
  std::string out, error;  ///< what an undisturbed run prints
  int status = 0;          ///< and how it ends
  std::string report;      ///< the file that says what was found

  /// Whether a path is in the folder of the target.
  [[nodiscard]] bool has_in_folder(const char* path) const;
};

[[nodiscard]] Plan plan_of_environment();

/// The bytes of a file; empty when it is not there.
[[nodiscard]] std::string text_of_file(const std::string& path);

}  // namespace waitlist::faults
