#include "report/html/long_dates.h"

#include <waitlist/base/day.h>

#include "report/plain_words.h"

namespace waitlist::html {
namespace {

constexpr std::size_t kDate = 10;  ///< of `2009-10-05`

bool ends_word(std::string_view text, std::size_t at) {
  if (at >= text.size()) return true;
  constexpr std::string_view kEnds = " ,;:)!?";
  if (kEnds.find(text[at]) != std::string_view::npos) return true;
  return text[at] == '.' && (at + 1 == text.size() || text[at + 1] == ' ');
}

bool begins_word(std::string_view text, std::size_t at) {
  return at == 0 || text[at - 1] == ' ' || text[at - 1] == '(';
}

}  // namespace

std::string with_long_dates(std::string_view text) {
  std::string words;
  words.reserve(text.size() + kDate);
  bool quoted = false;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '"') quoted = !quoted;
    if (!quoted && begins_word(text, at) && ends_word(text, at + kDate)) {
      if (const auto day = Day::parse(text.substr(at, kDate))) {
        words += long_date(*day);
        at += kDate;
        continue;
      }
    }
    words += text[at];
    ++at;
  }
  return words;
}

}  // namespace waitlist::html
