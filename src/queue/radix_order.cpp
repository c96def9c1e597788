#include "queue/radix_order.h"

#include "base/parallel.h"

#include <array>
#include <utility>

namespace waitlist {
namespace {

// Two passes for the keys of most policies; the places written to at once still fit a small cache.
constexpr int kDigitBits = 11;
constexpr std::size_t kDigits = std::size_t{1} << static_cast<unsigned>(kDigitBits);

using Run = std::span<const OrderedEntry>;
using Places = std::array<std::uint32_t, kDigits>;

std::size_t digit(OrderedEntry entry, unsigned shift) { return (entry >> shift) & (kDigits - 1); }

/// One pass: writes the entries of all runs to the places of their digits; the last pass writes
/// whose they are alone.
template <class Written>
void pass(std::span<const Run> runs, unsigned shift, Written* out) {
  const auto parts = static_cast<unsigned>(runs.size());
  std::vector<Places> places(parts);
  run_parts(parts, [&](unsigned part) {
    for (const OrderedEntry entry : runs[part]) ++places[part][digit(entry, shift)];
  });
  std::uint32_t next = 0;
  for (std::size_t i = 0; i < kDigits; ++i) {
    for (Places& of_part : places) next += std::exchange(of_part[i], next);
  }
  run_parts(parts, [&](unsigned part) {
    Places& next_of = places[part];
    for (const OrderedEntry entry : runs[part]) {
      out[next_of[digit(entry, shift)]++] = static_cast<Written>(entry);
    }
  });
}

std::vector<Run> cut(Run entries, unsigned parts) {
  std::vector<Run> runs;
  for (unsigned part = 0; part < parts; ++part) {
    const std::size_t begin = part_begin(entries.size(), part, parts);
    const std::size_t end = part_begin(entries.size(), part + 1, parts);
    runs.push_back(entries.subspan(begin, end - begin));
  }
  return runs;
}

}  // namespace

std::vector<CaseRow> radix_ordered(std::span<const Run> runs, int key_bits) {
  std::size_t size = 0;
  for (const Run run : runs) size += run.size();
  std::vector<Run> from{runs.begin(), runs.end()};
  std::vector<EntryRun> passed;  // only the last two are still looked at
  int bit = 0;
  for (; bit + kDigitBits < key_bits; bit += kDigitBits) {
    EntryRun& to = passed.emplace_back(size);
    pass(from, 32U + static_cast<unsigned>(bit), to.begin());
    to.set_end(to.begin() + size);
    from = cut(to.entries(), static_cast<unsigned>(runs.size()));
    if (passed.size() > 1) passed.erase(passed.begin());
  }
  std::vector<CaseRow> ordered(size);
  pass(from, 32U + static_cast<unsigned>(bit), ordered.data());
  return ordered;
}

}  // namespace waitlist
