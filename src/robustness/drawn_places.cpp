#include <waitlist/robustness/drawn_places.h>

#include "base/parallel.h"
#include "robustness/first_units.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

namespace waitlist {
namespace {

std::vector<DrawnUnit> counted(std::span<const std::uint32_t> firsts,
                               std::size_t first,
                               std::span<const std::uint32_t> unit_of) {
  constexpr unsigned kUnitBits = 32;
  std::vector<std::uint64_t> had;  // the unit, then its place
  had.reserve(firsts.size());
  for (std::size_t i = 0; i < firsts.size(); ++i) {
    had.push_back(std::uint64_t{unit_of[firsts[i]]} << kUnitBits | (i % first + 1));
  }
  std::ranges::sort(had);
  std::vector<DrawnUnit> units;
  for (std::size_t i = 0; i < had.size(); ++i) {
    const auto unit = static_cast<std::uint32_t>(had[i] >> kUnitBits);
    if (units.empty() || units.back().unit != unit) units.push_back({unit, 0, {}});
    DrawnUnit& last = units.back();
    ++last.times;
    if (last.places.empty() || had[i] != had[i - 1]) {
      last.places.push_back({static_cast<std::uint32_t>(had[i]), 0});
    }
    ++last.places.back().times;
  }
  std::ranges::stable_sort(units, std::ranges::greater{}, &DrawnUnit::times);
  return units;
}

}  // namespace

std::uint32_t DrawnPlaces::times(std::uint32_t unit) const noexcept {
  const auto at = std::ranges::find(units, unit, &DrawnUnit::unit);
  return at == units.end() ? 0 : at->times;
}

Result<DrawnPlaces> drawn_places(const Ranking& ranking,
                                 const VariedPolicy& varied,
                                 const CertainPlaces& certain,
                                 const DrawOptions& options) {
  const std::size_t first = std::min<std::size_t>(certain.first, certain.units.size());
  DrawnPlaces drawn;
  drawn.draws = options.draws;
  drawn.seed = options.seed;
  if (first == 0 || options.draws == 0) return drawn;
  if (std::uint64_t{options.draws} * first > kDrawnPlacesMost) {
    return failed(
        Error{ErrorCode::too_large, "variation of the policy", 0, 0, "draws",
              std::to_string(options.draws),
              "0 to " + std::to_string(kDrawnPlacesMost / first) + " draws for the first " +
                  std::to_string(first) + ", as draws times places are at most " +
                  std::to_string(kDrawnPlacesMost) + ": take fewer draws, or fewer of the first"});
  }
  const OpenUnits open{ranking, certain};
  std::vector<std::uint32_t> firsts(options.draws * first);
  const unsigned parts = std::clamp(options.threads, 1U, options.draws);
  std::vector<std::optional<Errors>> faults(parts);
  run_parts(parts, [&](unsigned part) {
    FirstUnits units{open};
    const std::uint32_t end = part_begin(options.draws, part + 1, parts);
    for (std::uint32_t draw = part_begin(options.draws, part, parts); draw < end; ++draw) {
      const auto policy = varied.compiled(varied.drawn(options.seed, draw));
      if (!policy) {
        faults[part] = policy.error();
        return;
      }
      std::ranges::copy(units.under(*policy),
                        firsts.begin() + static_cast<std::ptrdiff_t>(draw * first));
    }
  });
  for (std::optional<Errors>& fault : faults) {
    if (fault) return failed(*std::move(fault));
  }
  drawn.units = counted(firsts, first, open.numbers);
  return drawn;
}

}  // namespace waitlist
