#include <waitlist/robustness/robustness.h>

#include <algorithm>
#include <utility>

namespace waitlist {

Result<Robustness> robustness(const Ranking& ranking, const RobustnessOptions& options) {
  if (!ranking.parts().empty()) {
    return failed(Error{ErrorCode::inconsistent, "robustness", 0, 0, "ranking", "",
                        "places are those of the whole list: take the ranking of all of it"});
  }
  if (options.first == 0) {
    return failed(Error{ErrorCode::out_of_range, "robustness", 0, 0, "first", "0",
                        "how many units are the first: 1 or more"});
  }
  auto varied = VariedPolicy::make(ranking.policy(), options.share_percent);
  if (!varied) return failed(std::move(varied.error()));
  CertainPlaces certain = certain_places(ranking, *varied, options.first);
  auto drawn =
      drawn_places(ranking, *varied, certain, {options.draws, options.seed, options.threads});
  if (!drawn) return failed(std::move(drawn.error()));
  auto deciding = deciding_numbers(ranking, *varied, certain, options.threads);
  if (!deciding) return failed(std::move(deciding.error()));
  auto swaps = swap_values(ranking, options.first, options.threads);
  if (!swaps) {
    // The share that was asked for is within what the format takes: the rest can be told.
    swaps = SwapValues{*varied, "the format refuses numbers that are twice as large", {}};
  }
  return Robustness{ranking,           *std::move(varied),   std::move(certain),
                    *std::move(drawn), *std::move(deciding), *std::move(swaps)};
}

}  // namespace waitlist
