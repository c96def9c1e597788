// What the texts of an explanation are views of: the policy's own words, and words made for a case.
#pragma once

#include <waitlist/policy/compiled_policy.h>

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <memory_resource>
#include <string_view>
#include <utility>

namespace waitlist {

class ExplanationTexts {
 public:
  explicit ExplanationTexts(CompiledPolicy policy) noexcept : policy_{std::move(policy)} {}

  ExplanationTexts(const ExplanationTexts&) = delete;
  ExplanationTexts& operator=(const ExplanationTexts&) = delete;

  /// These parts as one text, which lives as long as this object.
  std::string_view keep(std::initializer_list<std::string_view> parts) {
    std::size_t size = 0;
    for (const std::string_view part : parts) size += part.size();
    char* const begin = static_cast<char*>(words_.allocate(size, 1));
    char* end = begin;
    for (const std::string_view part : parts) end = std::ranges::copy(part, end).out;
    return {begin, size};
  }

 private:
  static constexpr std::size_t kUsualSize = 768;  ///< more is fetched when more is said

  CompiledPolicy policy_;
  std::pmr::monotonic_buffer_resource words_{kUsualSize};
};

}  // namespace waitlist
