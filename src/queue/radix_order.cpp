#include "queue/radix_order.h"

#include "base/parallel.h"

#include <array>
#include <cstddef>
#include <span>
#include <utility>

namespace waitlist {
namespace {

// Two passes for the keys of most policies; the places written to at once still fit a small cache.
constexpr int kDigitBits = 11;
constexpr std::size_t kDigits = std::size_t{1} << static_cast<unsigned>(kDigitBits);

using Run = std::span<const OrderedEntry>;
using Places = std::array<std::uint32_t, kDigits>;

std::size_t digit(OrderedEntry entry, unsigned shift) { return (entry >> shift) & (kDigits - 1); }

/// One pass: moves the entries of all runs to the places of their digits.
void pass(const std::vector<Run>& runs, unsigned shift, std::vector<OrderedEntry>& out) {
  const auto parts = static_cast<unsigned>(runs.size());
  std::vector<Places> places(parts);
  run_parts(parts, [&](unsigned part) {
    Places& counts = places[part];
    counts.fill(0);
    for (const OrderedEntry entry : runs[part]) ++counts[digit(entry, shift)];
  });
  std::uint32_t next = 0;
  for (std::size_t i = 0; i < kDigits; ++i) {
    for (Places& of_part : places) next += std::exchange(of_part[i], next);
  }
  run_parts(parts, [&](unsigned part) {
    Places& next_of = places[part];
    for (const OrderedEntry entry : runs[part]) out[next_of[digit(entry, shift)]++] = entry;
  });
}

std::vector<Run> cut(const std::vector<OrderedEntry>& entries, unsigned parts) {
  std::vector<Run> runs;
  for (unsigned part = 0; part < parts; ++part) {
    const std::size_t begin = part_begin(entries.size(), part, parts);
    const std::size_t end = part_begin(entries.size(), part + 1, parts);
    runs.push_back(Run{entries}.subspan(begin, end - begin));
  }
  return runs;
}

}  // namespace

std::vector<OrderedEntry> radix_ordered(const std::vector<std::vector<OrderedEntry>>& runs,
                                        int key_bits) {
  std::size_t size = 0;
  for (const auto& run : runs) size += run.size();
  std::vector<OrderedEntry> from;
  std::vector<OrderedEntry> to(size);
  std::vector<Run> parts{runs.begin(), runs.end()};
  for (int bit = 0; bit == 0 || bit < key_bits; bit += kDigitBits) {
    if (bit > 0) {
      std::swap(from, to);
      to.resize(size);
      parts = cut(from, static_cast<unsigned>(runs.size()));
    }
    pass(parts, 32U + static_cast<unsigned>(bit), to);
  }
  return to;
}

}  // namespace waitlist
