#include "io/blank_text.h"

#include "base/visible_text.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace waitlist {
namespace {

constexpr std::array<std::string_view, 13> kBlanks{" ",  // as typed
                                                   "\t",
                                                   "\xC2\xA0",
                                                   "\xE2\x80\x87",
                                                   "\xE2\x80\xAF",  // do not break a line
                                                   "\xE2\x80\x8B",
                                                   "\xE2\x80\x8C",
                                                   "\xE2\x80\x8D",
                                                   "\xE2\x80\x8E",  // have no width
                                                   "\xE2\x80\x8F",
                                                   "\xE2\x81\xA0",
                                                   "\xEF\xBB\xBF",
                                                   "\xC2\xAD"};

}  // namespace

std::string_view without_blanks(std::string_view text) noexcept {
  while (!text.empty() && !shows(text.front())) {
    const auto* const blank = std::ranges::find_if(
        kBlanks, [text](std::string_view each) { return text.starts_with(each); });
    if (blank == kBlanks.end()) break;
    text.remove_prefix(blank->size());
  }
  while (!text.empty() && !shows(text.back())) {
    const auto* const blank = std::ranges::find_if(
        kBlanks, [text](std::string_view each) { return text.ends_with(each); });
    if (blank == kBlanks.end()) break;
    text.remove_suffix(blank->size());
  }
  return text;
}

}  // namespace waitlist
