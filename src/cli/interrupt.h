// Ctrl-C as a wish to stop and report, instead of a sudden end. A second one ends at once.
#pragma once

namespace waitlist::cli {

/// While one of these lives, the first interrupt is noted.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  [[nodiscard]] static bool asked() noexcept;

 private:
  using Handler = void (*)(int);
  Handler before_;
};

}  // namespace waitlist::cli
