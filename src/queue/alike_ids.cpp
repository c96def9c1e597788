#include "queue/alike_ids.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace waitlist {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Bytes of a character here that nobody sees; 0 where there is none.
std::size_t unseen_bytes(std::string_view text) noexcept {
  if (static_cast<unsigned char>(text.front()) < 0x80) return 0;
  for (const std::string_view each :
       {"\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x80\x8E", "\xE2\x80\x8F",
        "\xE2\x81\xA0", "\xEF\xBB\xBF", "\xC2\xAD", "\xC2\xA0"}) {
    if (text.starts_with(each)) return each.size();
  }
  return 0;
}

/// Calls `take` with each byte of an id that makes a difference to whoever reads it.
template <class Take>
void visit_seen(std::string_view id, Take take) {
  char before = '\0';
  while (!id.empty()) {
    if (const std::size_t unseen = unseen_bytes(id); unseen != 0) {
      id.remove_prefix(unseen);
      continue;
    }
    const char c = id.front();
    const bool nought = c == '0' && !is_digit(before) && id.size() > 1 && is_digit(id[1]);
    if (!nought) {
      take(c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c);
      before = c;
    }
    id.remove_prefix(1);
  }
}

std::uint64_t key_of(std::string_view id) {
  std::uint64_t key = 0xCBF29CE484222325U;
  visit_seen(id, [&key](char c) { key = (key ^ static_cast<unsigned char>(c)) * 0x100000001B3U; });
  return key ^ key >> 32U;
}

std::string seen_text(std::string_view id) {
  std::string text;
  visit_seen(id, [&text](char c) { text += c; });
  return text;
}

}  // namespace

void find_alike_ids(const CaseTable& cases, std::vector<Finding>& findings) {
  struct Slot {
    std::uint32_t key = 0;
    std::uint32_t row_and_one = 0;  ///< 0: free
  };

  std::vector<Slot> slots(std::bit_ceil(2 * cases.size() + 2));
  for (std::uint32_t row = 0; row < cases.size(); ++row) {
    const std::string_view id = cases.case_id(CaseRow{row});
    const std::uint64_t hash = key_of(id);
    const auto key = static_cast<std::uint32_t>(hash >> 32U);
    std::size_t at = hash & (slots.size() - 1);
    for (; slots[at].row_and_one != 0; at = (at + 1) & (slots.size() - 1)) {
      if (slots[at].key != key) continue;
      const std::string_view other = cases.case_id(CaseRow{slots[at].row_and_one - 1});
      if (seen_text(other) == seen_text(id)) break;
    }
    if (slots[at].row_and_one == 0) {
      slots[at] = {key, row + 1};
      continue;
    }
    findings.push_back(
        {FindingKind::id_like_another, CaseRow{row},
         "its id differs from " + std::string{cases.case_id(CaseRow{slots[at].row_and_one - 1})} +
             " only in upper and lower case, in noughts before a number or in characters that "
             "nobody sees: is it the same case?"});
  }
}

}  // namespace waitlist
