#include <waitlist/base/error.h>

#include "base/cell_name.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace waitlist {
namespace {

constexpr std::size_t kFoundBytesMax = 60;

/// Levenshtein distance; where it is above `most`, anything above `most`.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > most) return most + 1;
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    std::size_t least = row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
      least = std::min(least, row[j]);
    }
    // No row after this has less.
    if (least > most) return most + 1;
  }
  return row[b.size()];
}

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace

std::string clipped(std::string_view text) {
  const bool cut = text.size() > kFoundBytesMax;
  constexpr std::string_view kMore = "…";
  std::size_t end = cut ? kFoundBytesMax - kMore.size() : text.size();
  while (cut && end > 0 && continues_character(text[end])) --end;
  std::string result;
  for (const char c : text.substr(0, end)) {
    const auto byte = static_cast<unsigned char>(c);
    result += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  if (cut) result += kMore;
  return result;
}

std::string nearest_name(std::string_view word, const std::vector<std::string>& known) {
  constexpr std::size_t kNameBytesMax = 512;
  if (word.empty() || word.size() > kNameBytesMax) return {};
  const std::size_t slip = std::min(std::max<std::size_t>(2, word.size() / 3), word.size() - 1);
  std::size_t best = slip + 1;
  std::string_view name;
  for (const std::string& candidate : known) {
    if (best == 0) break;
    if (candidate.size() > kNameBytesMax) continue;
    const std::size_t distance = edit_distance(word, candidate, best - 1);
    if (distance < best) {
      best = distance;
      name = candidate;
    }
  }
  return std::string{name};
}

std::string to_text(const Error& error) {
  std::string text = error.source;
  if (!error.sheet.empty()) {
    if (!text.empty()) text += ": ";
    text += place_in_sheet(error.sheet, error.line, error.column);
  } else if (error.line != 0) {
    text += ':' + std::to_string(error.line);
    if (error.column != 0) text += ':' + std::to_string(error.column);
  }
  if (!text.empty()) text += ": ";
  if (error.line == 0 && !error.case_id.empty()) text += "case " + error.case_id + ": ";
  if (!error.field.empty()) text += error.field;
  if (!error.found.empty()) text += (error.field.empty() ? "\"" : " \"") + error.found + '"';
  if (!error.field.empty() || !error.found.empty()) text += ": ";
  text += error.reason;
  // Names from the input may hold line breaks; a fault is one line all the same.
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  text += " [E" + std::to_string(static_cast<unsigned>(error.code)) + ']';
  return text;
}

}  // namespace waitlist
