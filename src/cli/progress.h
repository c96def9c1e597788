// What is being done, on a terminal only and on one line that is wiped when it is done.
#pragma once

#include <string_view>

namespace waitlist::cli {

class Progress {
 public:
  Progress();
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void step(std::string_view what) const;
  void done() const;

 private:
  bool shown_;
};

/// Whether people see standard output on a terminal that shows colours (https://no-color.org).
[[nodiscard]] bool stdout_shows_colours();

}  // namespace waitlist::cli
