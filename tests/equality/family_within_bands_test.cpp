// Comparisons inside bands while labels move over all, held against every deal.
#include <waitlist/equality/permutation_test.h>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

/// How far a group stands out: over all, or against the means of its bands, worked out from the
/// definition alone.
long double spreads_away(const DealtList& list,
                         const std::vector<std::uint32_t>& labels,
                         const ComparedGroup& one) {
  const std::vector<std::int64_t>& values = list.outcomes[one.outcome];
  long double off = 0;
  long double variance = 0;
  for (std::uint32_t band = 0; band < 3; ++band) {
    if (!one.within && band > 0) break;
    long double units = 0, total = 0, size = 0, sum = 0, squares = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (one.within && list.compared_within[i] != band) continue;
      const auto value = static_cast<long double>(values[i]);
      ++units;
      total += value;
      if (labels[i] != one.group) continue;
      ++size;
      sum += value;
    }
    if (units < 2) continue;
    const long double mean = total / units;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (one.within && list.compared_within[i] != band) continue;
      squares += (static_cast<long double>(values[i]) - mean) *
                 (static_cast<long double>(values[i]) - mean);
    }
    off += sum - size * mean;
    variance += size * (units - size) * squares / units / (units - 1);
  }
  return variance > 1e-12L ? std::abs(off) / std::sqrt(variance) : 0;
}

}  // namespace

TEST_CASE("Gaps within bands beside those over all: as by every deal, one by one") {
  CHECK(rc::check("a family that looks into bands", [] {
    const auto count = *rc::gen::inRange<std::size_t>(2, 8);
    DealtList list;
    list.outcomes.push_back(*rc::gen::container<std::vector<std::int64_t>>(
        count, rc::gen::inRange<std::int64_t>(0, 9)));
    list.labels.push_back(*rc::gen::container<std::vector<std::uint32_t>>(
        count, rc::gen::inRange<std::uint32_t>(0, 3)));
    list.compared_within = *rc::gen::container<std::vector<std::uint32_t>>(
        count, rc::gen::inRange<std::uint32_t>(0, 3));
    const std::vector<ComparedGroup> compared{
        {0, 0, 0, false}, {0, 0, 1, false}, {0, 0, 0, true}, {0, 0, 1, true}, {0, 0, 2, true}};
    const FamilyTest test = test_family(list, compared);
    RC_ASSERT(test.exact);
    std::vector<std::uint32_t> dealt = list.labels[0];
    std::ranges::sort(dealt);
    std::vector<std::uint64_t> family(compared.size());
    std::uint64_t deals = 0;
    do {
      ++deals;
      long double farthest = 0;
      for (const ComparedGroup& one : compared) {
        farthest = std::max(farthest, spreads_away(list, dealt, one));
      }
      for (std::size_t i = 0; i < compared.size(); ++i) {
        if (farthest >= spreads_away(list, list.labels[0], compared[i]) * (1 - 1e-9L)) ++family[i];
      }
    } while (std::next_permutation(dealt.begin(), dealt.end()));
    RC_ASSERT(test.deals == deals);
    for (std::size_t i = 0; i < compared.size(); ++i) RC_ASSERT(test.gaps[i].family == family[i]);
  }));
}
