#include "cli/interrupt.h"

#include <csignal>

namespace waitlist::cli {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): a signal reaches no other
volatile std::sig_atomic_t interrupted = 0;

extern "C" void note_interrupt(int) {
  interrupted = 1;
  static_cast<void>(std::signal(SIGINT, SIG_DFL));
}

}  // namespace

Interrupt::Interrupt() : before_{std::signal(SIGINT, note_interrupt)} { interrupted = 0; }

Interrupt::~Interrupt() { static_cast<void>(std::signal(SIGINT, before_)); }

bool Interrupt::asked() noexcept { return interrupted != 0; }

}  // namespace waitlist::cli
