#include "base/fault_list.h"

#include <waitlist/base/limits.h>

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

namespace waitlist {
namespace {

constexpr std::string_view kAnd = "and ";
constexpr std::string_view kMore = " more faults; mend these first";

void add_count(Errors& errors, std::size_t more) {
  if (more == 0) return;
  errors.push_back({ErrorCode::too_large, errors.front().source, 0, 0, "", "",
                    std::string{kAnd} + std::to_string(more) + std::string{kMore}});
}

/// How many faults that are not kept it counts; 0: it is a fault itself.
std::size_t counted_by(const Error& error) noexcept {
  const std::string_view reason = error.reason;
  std::size_t more = 0;
  if (error.code == ErrorCode::too_large && error.field.empty() && reason.starts_with(kAnd) &&
      reason.ends_with(kMore)) {
    std::from_chars(reason.data() + kAnd.size(), reason.data() + reason.size(), more);
  }
  return more;
}

}  // namespace

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
  const std::string near = nearest_name(word, known);
  return near.empty() ? std::string{} : "; did you mean \"" + near + "\"?";
}

std::size_t fault_count(const Errors& errors) noexcept {
  std::size_t count = 0;
  for (const Error& error : errors) count += std::max<std::size_t>(counted_by(error), 1);
  return count;
}

std::size_t faults_kept(const Errors& errors) noexcept {
  return static_cast<std::size_t>(std::ranges::count(errors, std::size_t{0}, counted_by));
}

Errors first_faults(Errors errors) {
  if (errors.size() <= limits::kErrorsMax) return errors;
  const std::size_t more = errors.size() - limits::kErrorsMax;
  errors.resize(limits::kErrorsMax);
  add_count(errors, more);
  return errors;
}

void FaultList::add(Error error) {
  const std::size_t counted = errors_.empty() ? 0 : counted_by(error);
  if (counted != 0) {
    more_ += counted;
  } else if (errors_.size() < limits::kErrorsMax) {
    errors_.push_back(std::move(error));
  } else {
    ++more_;
  }
}

void FaultList::add_before(FaultList first) {
  for (Error& error : errors_) first.add(std::move(error));
  first.more_ += more_;
  *this = std::move(first);
}

Errors FaultList::take() {
  std::ranges::stable_sort(errors_, {}, [](const Error& error) {
    return std::tuple{error.line, error.column};
  });
  add_count(errors_, std::exchange(more_, 0));
  return std::exchange(errors_, {});
}

}  // namespace waitlist
