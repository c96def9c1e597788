// What stands between C and C++: arguments looked at, exceptions and faults turned into statuses.
#pragma once

#include <waitlist/base/error.h>
#include <waitlist/base/result.h>
#include <waitlist/c/waitlist.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <exception>
#include <limits>
#include <new>
#include <string>
#include <string_view>
#include <utility>

namespace waitlist::c {

/// An input or a question that is refused. Thrown inside a guard alone.
struct Rejected {
  Errors errors;
  std::int32_t status = WL_REJECTED;
};

/// An argument that no right program gives.
struct Misuse {
  const char* argument = "";
  const char* reason = "";
};

/// Nothing is wrong, and there is nothing to give.
struct Ended {
  std::int32_t status = WL_OK;
};

template <class T>
T value_of(Result<T> result) {
  if (!result) throw Rejected{std::move(result.error())};
  return *std::move(result);
}

inline void require(bool holds, const char* argument, const char* reason) {
  if (!holds) throw Misuse{argument, reason};
}

/// What a handle or an array points at.
template <class T>
T& given(T* pointer, const char* argument) {
  require(pointer != nullptr, argument, "is NULL");
  return *pointer;
}

/// A text of the caller.
inline std::string_view text_of(const char* text, std::size_t size, const char* argument) {
  require(size <= std::size_t{std::numeric_limits<std::ptrdiff_t>::max()}, argument,
          "has a size that no text has");
  if (text != nullptr) return {text, size};
  require(size == 0, argument, "is NULL, and its size is not 0");
  return {};
}

/// The name of an input in faults.
inline std::string source_of(const char* text, std::size_t size, const char* usual) {
  const std::string_view name = text_of(text, size, "source");
  return std::string{name.empty() ? std::string_view{usual} : name};
}

/// How large the struct was in interface version 1: up to the last member that it had then. Members
/// that come later leave this as it is.
template <class Struct>
inline constexpr std::size_t kFirstSize = 0;
template <>
inline constexpr std::size_t kFirstSize<wl_fault> = offsetof(wl_fault, sentence_size) +
                                                    sizeof(std::size_t);
template <>
inline constexpr std::size_t kFirstSize<wl_policy_options> = offsetof(wl_policy_options,
                                                                      holidays_size) +
                                                             sizeof(std::size_t);
template <>
inline constexpr std::size_t kFirstSize<wl_case_options> = offsetof(wl_case_options, source_size) +
                                                           sizeof(std::size_t);
template <>
inline constexpr std::size_t kFirstSize<wl_rank_options> = offsetof(wl_rank_options, threads) +
                                                           sizeof(std::uint32_t);
template <>
inline constexpr std::size_t kFirstSize<wl_report_options> = offsetof(wl_report_options, reserved) +
                                                             sizeof(std::uint32_t);
template <>
inline constexpr std::size_t kFirstSize<wl_ranking_columns> = offsetof(wl_ranking_columns,
                                                                       must_allocate) +
                                                              sizeof(std::uint8_t*);
template <>
inline constexpr std::size_t kFirstSize<wl_allocation_input> = offsetof(wl_allocation_input,
                                                                        earlier_size) +
                                                               sizeof(std::size_t);
template <>
inline constexpr std::size_t kFirstSize<wl_simulate_options> = offsetof(wl_simulate_options,
                                                                        source_size) +
                                                               sizeof(std::size_t);

/// Which members a caller's struct has, its own size says; the others stay 0.
template <class Struct>
Struct struct_of(const Struct* theirs, const char* argument) {
  static_assert(kFirstSize<Struct> != 0, "a struct of the interface has a first size");
  Struct own{};
  const std::uint32_t size = given(theirs, argument).struct_size;
  require(size >= kFirstSize<Struct> && size <= sizeof(Struct), argument,
          "has a struct_size that this version does not know");
  std::memcpy(&own, theirs, size);
  return own;
}

/// The same of options, which may be NULL.
template <class Struct>
Struct options_of(const Struct* theirs) {
  return theirs == nullptr ? Struct{} : struct_of(theirs, "options");
}

/// Keeps faults for the caller; a status of its own where there is no memory for them.
std::int32_t keep_faults(wl_errors** errors, Errors faults, std::int32_t status) noexcept;
/// The same of one fault that is the program's or the library's.
std::int32_t keep_fault(wl_errors** errors,
                        std::int32_t status,
                        const char* function,
                        const char* argument,
                        const char* reason) noexcept;

/// Runs the work of a function. No exception leaves it.
template <class Work>
std::int32_t guarded(const char* function, wl_errors** errors, const Work& work) noexcept {
  if (errors != nullptr) *errors = nullptr;
  try {
    work();
    return WL_OK;
  } catch (Rejected& rejected) {
    return keep_faults(errors, std::move(rejected.errors), rejected.status);
  } catch (const Misuse& misuse) {
    return keep_fault(errors, WL_MISUSE, function, misuse.argument, misuse.reason);
  } catch (const Ended& ended) {
    return ended.status;
  } catch (const std::bad_alloc&) {
    return WL_NO_MEMORY;
  } catch (const std::exception& other) {
    return keep_fault(errors, WL_BUG, function, "", other.what());
  } catch (...) {
    return keep_fault(errors, WL_BUG, function, "", "something was thrown that is no exception");
  }
}

/// An out-parameter is cleared before anything else is looked at.
template <class T>
void clear(T* out) noexcept {
  if (out != nullptr) *out = T{};
}

}  // namespace waitlist::c
