#include "base/fault_list.h"

#include <waitlist/base/limits.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace waitlist {
namespace {

void add_count(Errors& errors, std::size_t more) {
  if (more == 0) return;
  errors.push_back({ErrorCode::too_large, errors.front().source, 0, 0, "", "",
                    "and " + std::to_string(more) + " more faults; mend these first"});
}

}  // namespace

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
  const std::string near = nearest_name(word, known);
  return near.empty() ? std::string{} : "; did you mean \"" + near + "\"?";
}

Errors first_faults(Errors errors) {
  if (errors.size() <= limits::kErrorsMax) return errors;
  const std::size_t more = errors.size() - limits::kErrorsMax;
  errors.resize(limits::kErrorsMax);
  add_count(errors, more);
  return errors;
}

void FaultList::add(Error error) {
  if (errors_.size() < limits::kErrorsMax) {
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
