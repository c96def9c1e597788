// Collects the faults of one input, so that all are reported together and none without end.
#pragma once

#include <waitlist/base/error.h>

#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// `; did you mean "x"?`, or nothing when no known name is near.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       const std::vector<std::string>& known);

/// The first limits::kErrorsMax faults, and a last one that says how many more there were.
[[nodiscard]] Errors first_faults(Errors errors);

/// Collects faults as they are found; what is past the limit is only counted.
class FaultList {
 public:
  void add(Error error);

  /// Puts faults of the same input in front of these.
  void add_before(FaultList first);

  [[nodiscard]] bool empty() const noexcept { return errors_.empty(); }

  /// All faults by line, then column, with a last one that says how many more there were.
  [[nodiscard]] Errors take();

 private:
  Errors errors_;
  std::size_t more_ = 0;
};

}  // namespace waitlist
