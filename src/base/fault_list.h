// Collects the faults of one input, so that all are reported together and none without end.
#pragma once

#include <waitlist/base/error.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// `; did you mean "x"?`, or nothing when no known name is near.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       const std::vector<std::string>& known);

/// The first limits::kErrorsMax faults, and a last one that says how many more there were.
[[nodiscard]] Errors first_faults(Errors errors);

/// How many of these are faults themselves, and not the last one that counts others.
[[nodiscard]] std::size_t faults_kept(const Errors& errors) noexcept;

/// Collects faults as they are found; what is past the limit is only counted.
class FaultList {
 public:
  void add(Error error);

  /// Puts faults of the same input in front of these.
  void add_before(FaultList first);

  [[nodiscard]] bool empty() const noexcept { return errors_.empty(); }

  /// How many are kept so far.
  [[nodiscard]] std::size_t kept() const noexcept { return errors_.size(); }

  /// Says of those from `first` on that they are of this case, where `is_of_case` says so.
  template <class Is>
  void name_case(std::size_t first, std::string_view case_id, Is is_of_case) {
    for (std::size_t i = first; i < errors_.size(); ++i) {
      if (errors_[i].case_id.empty() && is_of_case(errors_[i]))
        errors_[i].case_id = clipped(case_id);
    }
  }

  /// All faults by line, then column, with a last one that says how many more there were.
  [[nodiscard]] Errors take();

 private:
  Errors errors_;
  std::size_t more_ = 0;
};

}  // namespace waitlist
