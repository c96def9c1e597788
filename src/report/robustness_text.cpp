#include <waitlist/base/limits.h>
#include <waitlist/base/share_interval.h>
#include <waitlist/report/robustness_report.h>

#include "report/plain_words.h"
#include "report/robustness_words.h"
#include "report/text_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {
namespace {

constexpr std::size_t kNumberWidth = 48;

std::string id_of_unit(const Robustness& all, std::uint32_t unit) {
  return std::string{all.ranking.cases().case_id(all.certain.units[unit].first)};
}

std::string share_in_figures(double share) { return fmt::format("{:.1f}", 100.0 * share); }

std::string robustness_head(const Robustness& all) {
  const Policy& policy = all.ranking.policy().written();
  const PolicyStamp& stamp = all.ranking.policy().stamp();
  std::string text =
      paragraph("Policy: ", policy.title + " (" + stamp.id + " " + stamp.version + ")");
  text += "As of " + long_date(all.ranking.as_of()) + ", by the facts of this list.\n";
  text += count_of(all.ranking.places().size(), "case is", "cases are") + " ranked in " +
          count_of(all.certain.units.size(), "place", "places") + " (linked cases share one).\n";
  const std::size_t faulty = all.ranking.faulty().size();
  if (faulty > 0) {
    text += paragraph("", count_of(faulty, "row is", "rows are") +
                              " set apart with faults and not ranked: no more is said of them.");
  }
  return text + '\n' + paragraph("", variation_in_words(all.varied));
}

/// How many are the first: of a shorter list all.
std::uint32_t first_of(const Robustness& all) {
  return std::min<std::uint32_t>(all.certain.first,
                                 static_cast<std::uint32_t>(all.certain.units.size()));
}

/// The ids of those that are always among the first: of very many the first of them.
std::string always_in_words(const Robustness& all) {
  constexpr std::size_t kAlwaysShown = 100;
  std::vector<std::string> ids;
  for (std::uint32_t unit = 0; unit < all.certain.units.size(); ++unit) {
    if (all.certain.units[unit].among_first == AmongFirst::always) {
      ids.push_back(id_of_unit(all, unit));
    }
  }
  if (ids.size() <= kAlwaysShown) return listed(ids);
  const std::size_t more = ids.size() - kAlwaysShown;
  ids.resize(kAlwaysShown);
  return listed(ids, ", ") + " and " + std::to_string(more) + " more";
}

std::string proved_in_words(const Robustness& all) {
  std::string text = "\nProved\n";
  if (all.certain.unproved) {
    return text + paragraph("  ", "Nothing is proved: " + *all.certain.unproved + ".");
  }
  const std::string first = std::to_string(first_of(all));
  if (first_of(all) == all.certain.units.size()) {
    return text +
           paragraph("  ", "The list has " + count_of(all.certain.units.size(), "place", "places") +
                               ": whatever varies, each is among the first.");
  }
  const auto are = [](std::size_t count) { return count_of(count, "is", "are"); };
  const std::size_t always = all.certain.count(AmongFirst::always);
  text += paragraph("  ", are(always) + " among the first " + first + " under every variation" +
                              (always == 0 ? "." : ": " + always_in_words(all) + "."));
  text += paragraph("  ", are(all.certain.count(AmongFirst::never)) + " among the first " + first +
                              " under no variation.");
  const std::size_t open = all.certain.count(AmongFirst::open);
  if (open == 0) return text;
  return text + paragraph("  ", "Of " + count_of(open, "other", "others") + " neither is proved.");
}

std::string drawn_cell(const Robustness& all, std::uint32_t unit) {
  const std::uint32_t draws = all.drawn.draws;
  if (draws == 0) return "";
  const std::uint32_t times = all.drawn.times(unit);
  const Between share = clopper_pearson({times, draws});
  return std::to_string(times) + " (" + share_in_figures(share.lower) + " to " +
         share_in_figures(share.upper) + " %)";
}

std::string standing_in_table(const UnitBounds& unit) {
  switch (unit.among_first) {
    case AmongFirst::always: return "always";
    case AmongFirst::never: return "never";
    case AmongFirst::open: return "open";
  }
  return {};
}

/// Those about which it is open whether they are among the first: the nearest to the cut.
std::vector<std::uint32_t> near_the_cut(const Robustness& all, std::size_t top) {
  std::vector<std::uint32_t> open;
  for (std::uint32_t unit = 0; unit < all.certain.units.size(); ++unit) {
    if (all.certain.units[unit].among_first == AmongFirst::open) open.push_back(unit);
  }
  const auto distance = [&all](std::uint32_t unit) {
    const std::uint32_t cut = first_of(all);
    return unit < cut ? cut - 1 - unit : unit - cut;
  };
  std::ranges::stable_sort(open, {}, distance);
  open.resize(std::min(open.size(), top));
  std::ranges::sort(open);
  return open;
}

std::string places_table(const Robustness& all, std::size_t top) {
  const std::vector<std::uint32_t> shown = near_the_cut(all, top);
  if (shown.empty()) return {};
  TextTable table{{{"place", Align::right},
                   {"case", Align::left, 24},
                   {"best", Align::right},
                   {"worst", Align::right},
                   {"among the first", Align::left},
                   {all.drawn.draws == 0 ? "" : "draws among the first", Align::left}}};
  for (const std::uint32_t unit : shown) {
    const UnitBounds& bounds = all.certain.units[unit];
    table.add_cell(std::to_string(std::uint32_t{bounds.position}));
    table.add_cell(id_of_unit(all, unit));
    table.add_cell(std::to_string(bounds.best));
    table.add_cell(std::to_string(bounds.worst));
    table.add_cell(standing_in_table(bounds));
    table.add_cell(drawn_cell(all, unit));
    table.end_row();
  }
  std::string text = "\nNear the cut (" + std::to_string(shown.size()) + " of " +
                     std::to_string(all.certain.count(AmongFirst::open)) + " that are open)\n" +
                     table.text(false, 2);
  text += paragraph("  ",
                    "No variation takes one past its best or its worst place. That it gets "
                    "there is not said.");
  if (all.drawn.draws == 0) return text;
  return text +
         paragraph("  ", count_of(all.drawn.draws, "policy was", "policies were") +
                             " drawn with seed " + std::to_string(all.drawn.seed) +
                             ": each number on its own, each value as likely. In brackets is where "
                             "the share may lie if all were drawn, right 95 times in 100. Draws "
                             "prove nothing, not even when all of them agree.");
}

std::string ids_of_units(const Robustness& all, const std::vector<std::uint32_t>& units) {
  constexpr std::size_t kUnitsShown = 3;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(units.size(), kUnitsShown); ++i) {
    names.push_back(id_of_unit(all, units[i]));
  }
  if (units.size() <= kUnitsShown) return listed(names);
  return listed(names, ", ") + " and " + std::to_string(units.size() - kUnitsShown) + " more";
}

std::string deciding_table(const Robustness& all, std::size_t top) {
  const std::string heading = "\nNumbers that decide who is among the first\n";
  if (all.deciding.empty()) {
    return heading + paragraph("  ",
                               "No number alone, at its least or its most, puts one of them "
                               "out.");
  }
  TextTable table{{{"number", Align::left, kNumberWidth},
                   {"written", Align::right},
                   {"at", Align::right},
                   {"go out", Align::left, 24},
                   {"come in", Align::left, 24}}};
  const std::size_t shown = std::min(top, all.deciding.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const DecidingNumber& one = all.deciding[i];
    const VariedNumber& number = all.varied.numbers()[one.number];
    table.add_cell(varied_in_words(all.ranking.policy(), number));
    table.add_cell(short_points(number.written));
    table.add_cell(short_points(one.at_most ? number.most : number.least));
    table.add_cell(ids_of_units(all, one.leave));
    table.add_cell(ids_of_units(all, one.enter));
    table.end_row();
  }
  return "\nNumbers that decide who is among the first (" + std::to_string(shown) + " of " +
         std::to_string(all.deciding.size()) + ")\n" + table.text(false, 2) +
         paragraph("  ",
                   "Each is moved alone to an end of its share, and the list is ranked anew. "
                   "What comes of values in between is not said.");
}

/// The nearest change of a pair, as a share of the number.
struct NearSwap {
  const NeighbourSwaps* pair = nullptr;
  std::uint32_t number = 0;
  Points written, at;
};

/// Whether one change is less of its number than another is of its own.
bool nearer(const NearSwap& a, const NearSwap& b) {
  const auto size = [](Points points) { return points < Points{} ? -points : points; };
  static_assert(limits::kPointsMax <= INT64_MAX / limits::kPointsMax);
  return size(a.at - a.written).count() * size(b.written).count() <
         size(b.at - b.written).count() * size(a.written).count();
}

std::vector<NearSwap> nearest_swaps(const Robustness& all) {
  std::vector<NearSwap> nearest;
  for (const NeighbourSwaps& pair : all.swaps.pairs) {
    NearSwap best;
    for (const NumberSwap& swap : pair.numbers) {
      const Points written = all.swaps.reach.numbers()[swap.number].written;
      for (const SwapSide& side : {swap.below, swap.above}) {
        if (!side.at) continue;
        const NearSwap one{&pair, swap.number, written, *side.at};
        if (best.pair == nullptr || nearer(one, best)) best = one;
      }
    }
    if (best.pair != nullptr) nearest.push_back(best);
  }
  std::ranges::stable_sort(nearest, nearer);
  return nearest;
}

std::string swaps_table(const Robustness& all, std::size_t top) {
  if (all.swaps.unproved) {
    return "\nNeighbours\n" +
           paragraph("  ",
                     "No number is sought that swaps two neighbours: " + *all.swaps.unproved + ".");
  }
  if (all.swaps.pairs.empty()) return {};
  const std::vector<NearSwap> nearest = nearest_swaps(all);
  if (nearest.empty()) {
    return "\nNeighbours\n" +
           paragraph("  ", "No number alone was found that swaps two neighbours.");
  }
  TextTable table{{{"place", Align::right},
                   {"above", Align::left, 20},
                   {"below", Align::left, 20},
                   {"number", Align::left, kNumberWidth},
                   {"written", Align::right},
                   {"swap at", Align::right}}};
  const std::size_t shown = std::min(top, nearest.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const NearSwap& one = nearest[i];
    table.add_cell(std::to_string(std::uint32_t{one.pair->position}));
    table.add_cell(all.ranking.cases().case_id(one.pair->upper));
    table.add_cell(all.ranking.cases().case_id(one.pair->lower));
    table.add_cell(varied_in_words(all.ranking.policy(), all.swaps.reach.numbers()[one.number]));
    table.add_cell(short_points(one.written));
    table.add_cell(short_points(one.at));
    table.end_row();
  }
  std::string text = "\nNeighbours that swap first (" + std::to_string(shown) + " of " +
                     std::to_string(all.swaps.pairs.size()) + " pairs)\n" + table.text(false, 2) +
                     paragraph("  ",
                               "One number is moved alone, from 0 to twice what it is. Of "
                               "all that swap the pair, the one is shown that has to move "
                               "least for its size.");
  std::size_t given_up = 0;
  for (const NeighbourSwaps& pair : all.swaps.pairs) {
    for (const NumberSwap& swap : pair.numbers) {
      given_up += (swap.below.given_up ? 1U : 0U) + (swap.above.given_up ? 1U : 0U);
    }
  }
  if (given_up == 0) return text;
  return text + paragraph("  ", count_of(given_up, "search was", "searches were") +
                                    " given up: of these nothing is known, and such a number may "
                                    "swap a pair sooner.");
}

}  // namespace

std::string render_text(const Robustness& robustness, const RobustnessReportOptions& options) {
  return robustness_head(robustness) + proved_in_words(robustness) +
         places_table(robustness, options.top) + deciding_table(robustness, options.top) +
         swaps_table(robustness, options.top) + '\n' +
         paragraph("",
                   "A rule that is cut into many small numbers looks more sure than one large "
                   "number, and need not be. Whether the policy is right is not said.");
}

}  // namespace waitlist
