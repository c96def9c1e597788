#include "cli/progress.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace waitlist::cli {

Progress::Progress() : shown_{isatty(STDERR_FILENO) == 1} {}

Progress::~Progress() { done(); }

void Progress::step(std::string_view what) const {
  if (!shown_) return;
  std::fprintf(stderr, "\r\x1b[K%.*s…", static_cast<int>(what.size()), what.data());
  std::fflush(stderr);
}

void Progress::done() const {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

bool stdout_shows_colours() {
  const char* no_colour = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe): one thread
  return isatty(STDOUT_FILENO) == 1 && (no_colour == nullptr || *no_colour == '\0');
}

}  // namespace waitlist::cli
