#include <waitlist/report/robustness_report.h>

#include "report/plain_words.h"
#include "report/robustness_words.h"
#include "report/text_table.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {
namespace {

constexpr std::size_t kNumberWidth = 48;

std::string robustness_head(const Robustness& all) {
  const Policy& policy = all.ranking.policy().written();
  const PolicyStamp& stamp = all.ranking.policy().stamp();
  std::string text =
      paragraph("Policy: ", policy.title + " (" + stamp.id + " " + stamp.version + ")");
  text += "As of " + long_date(all.ranking.as_of()) + ", by the facts of this list.\n";
  text += robust_places_in_words(all) + '\n';
  if (const std::string apart = robust_apart_in_words(all); !apart.empty()) {
    text += paragraph("", apart);
  }
  return text + '\n' + paragraph("", variation_in_words(all.varied));
}

std::string proved_section(const Robustness& all) {
  std::string text = "\nProved\n";
  for (const std::string& sentence : proved_in_words(all)) text += paragraph("  ", sentence);
  return text;
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
    table.add_cell(robust_unit_name(all, unit));
    table.add_cell(std::to_string(bounds.best));
    table.add_cell(std::to_string(bounds.worst));
    table.add_cell(among_first_in_words(bounds));
    table.add_cell(drawn_in_words(all, unit));
    table.end_row();
  }
  std::string text = "\nNear the cut (" + std::to_string(shown.size()) + " of " +
                     std::to_string(all.certain.count(AmongFirst::open)) + " that are open)\n" +
                     table.text(false, 2);
  text += paragraph("  ", kBoundsNote);
  if (all.drawn.draws == 0) return text;
  return text + paragraph("  ", draws_in_words(all));
}

std::string deciding_table(const Robustness& all, std::size_t top) {
  const std::string heading = "\nNumbers that decide who is among the first\n";
  if (all.deciding.empty()) {
    return heading + paragraph("  ", kNoDeciding);
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
    table.add_cell(listed_units(all, one.leave));
    table.add_cell(listed_units(all, one.enter));
    table.end_row();
  }
  return "\nNumbers that decide who is among the first (" + std::to_string(shown) + " of " +
         std::to_string(all.deciding.size()) + ")\n" + table.text(false, 2) +
         paragraph("  ", kDecidingNote);
}

std::string swaps_table(const Robustness& all, std::size_t top) {
  if (const std::string none = no_swaps_in_words(all); !none.empty()) {
    return "\nNeighbours\n" + paragraph("  ", none);
  }
  if (all.swaps.pairs.empty()) return {};
  const std::vector<NearSwap> nearest = nearest_swaps(all);
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
                     paragraph("  ", kSwapsNote);
  if (const std::string given_up = given_up_in_words(all); !given_up.empty()) {
    text += paragraph("  ", given_up);
  }
  return text;
}

}  // namespace

std::string render_text(const Robustness& robustness, const RobustnessReportOptions& options) {
  return robustness_head(robustness) + proved_section(robustness) +
         places_table(robustness, options.top) + deciding_table(robustness, options.top) +
         swaps_table(robustness, options.top) + '\n' + paragraph("", kRobustnessLimit);
}

}  // namespace waitlist
