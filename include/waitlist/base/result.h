/// \file result.h
/// \brief A value, or every fault that stands in its way.
/// Layer: base.  Expected failures are values; no exception leaves the library.
#pragma once

#include <waitlist/base/error.h>

#include <tl/expected.hpp>

#include <utility>

namespace waitlist {

/// Either a `T` or a non-empty list of errors, never both and never half of one.
template <class T>
using Result = tl::expected<T, Errors>;

/// A failed Result of these errors: `return failed(std::move(errors));`
[[nodiscard]] inline tl::unexpected<Errors> failed(Errors errors) {
  return tl::unexpected<Errors>(std::move(errors));
}

[[nodiscard]] inline tl::unexpected<Errors> failed(Error error) {
  Errors errors;
  errors.push_back(std::move(error));
  return failed(std::move(errors));
}

}  // namespace waitlist
