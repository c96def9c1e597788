#include <embedded/robustness_page_mustache.h>
#include <waitlist/base/share_interval.h>
#include <waitlist/report/robustness_report.h>

#include "report/html/data_table.h"
#include "report/html/page.h"
#include "report/html/row_chart.h"
#include "report/html/template.h"
#include "report/plain_words.h"
#include "report/robustness_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {
namespace {

using html::CellKind;
using html::Data;
using html::DataRow;
using html::DataTable;
using html::List;
using html::number;
using html::Object;
using html::RowChart;
using html::text;
using html::text_or_none;
using html::Whisker;

constexpr std::size_t kUnitsListed = 1000;  // of a table or a text that grows with the list
constexpr std::size_t kCutRowsDrawn = 60;
constexpr std::size_t kDecidingIds = 10;

class RobustnessPage {
 public:
  RobustnessPage(const Robustness& all, const RobustnessReportOptions& options)
      : all_{all}, options_{options} {}

  std::string document() {
    html::Template page{embedded::robustness_page_mustache()};
    return html::document(
        {.title = "How sure is this order: " + all_.ranking.policy().written().title,
         .body = page.filled(data()),
         .script = ""});
  }

 private:
  Object data() {
    const PolicyStamp& stamp = all_.ranking.policy().stamp();
    const std::string name = stamp.id + ' ' + stamp.version;
    Object data{{"policy", text(all_.ranking.policy().written().title + " (" + name + ")")},
                {"day", text(long_date(all_.ranking.as_of()))},
                {"places", text(robust_places_in_words(all_))},
                {"apart", text_or_none(robust_apart_in_words(all_))},
                {"figures", figures()},
                {"variation", text(variation_in_words(all_.varied))},
                {"bounds", text(kBoundsNote)},
                {"limits", limits()},
                {"stamp", text(name)},
                {"digest", text(stamp.digest.hex())},
                {"cases_digest", text(all_.ranking.cases().digest().hex())}};
    add_numbers(data);
    add_proved(data);
    add_cut(data);
    add_deciding(data);
    add_swaps(data);
    return data;
  }

  [[nodiscard]] std::string first() const { return std::to_string(first_of(all_)); }

  [[nodiscard]] List figures() const {
    List list;
    const auto add = [&list](const std::string& label, std::size_t value) {
      list.push_back(Object{{"label", text(label)}, {"value", number(value)}});
    };
    if (!all_.certain.unproved) {
      add("always among the first " + first(), all_.certain.count(AmongFirst::always));
      add("never among the first " + first(), all_.certain.count(AmongFirst::never));
      add("neither is proved", all_.certain.count(AmongFirst::open));
    }
    add("places", all_.certain.units.size());
    add("numbers that vary", all_.varied.numbers().size());
    add("policies drawn", all_.drawn.draws);
    return list;
  }

  static List limits() {
    List list;
    for (const std::string_view limit :
         {kRobustnessLimit,
          std::string_view{"What other rules, caps or bands would do is not said, nor what other "
                           "answers would."},
          std::string_view{"How likely a policy is, nobody knows. Each value as likely is a way to "
                           "count."}}) {
      list.push_back(Object{{"limit", text(limit)}});
    }
    return list;
  }

  void add_numbers(Object& data) {
    DataTable table{"Numbers of points that vary, each on its own",
                    {{"Number", CellKind::words},
                     {"Written"},
                     {"Least"},
                     {"Most"},
                     {"By", CellKind::words},
                     {"Name in the policy", CellKind::words}},
                    {}};
    table.rows.reserve(all_.varied.numbers().size());
    for (const VariedNumber& one : all_.varied.numbers()) {
      table.rows.push_back({varied_in_words(all_.varied.policy(), one),
                            {{short_points(one.written)},
                             {short_points(one.least)},
                             {short_points(one.most)},
                             {reach_in_words(all_.varied, one)},
                             {one.name}}});
    }
    data["numbers"] = table.rows.empty() ? Data{false} : text(tables_.html(table));
    data["numbers_summary"] = text(count_of(table.rows.size(), "number", "numbers"));
  }

  /// Place, case, bounds and draws of units.
  [[nodiscard]] DataTable table_of(const std::string& caption,
                                   const std::vector<std::uint32_t>& units) const {
    DataTable table{caption,
                    {{"Case", CellKind::words},
                     {"Place"},
                     {"Best"},
                     {"Worst"},
                     {"Among the first", CellKind::words}},
                    {}};
    const bool draws = all_.drawn.draws > 0;
    if (draws) table.columns.push_back({"Draws among the first"});
    table.rows.reserve(units.size());
    for (const std::uint32_t unit : units) {
      const UnitBounds& bounds = all_.certain.units[unit];
      DataRow row{robust_unit_name(all_, unit),
                  {{std::to_string(std::uint32_t{bounds.position})},
                   {std::to_string(bounds.best)},
                   {std::to_string(bounds.worst)},
                   {among_first_in_words(bounds)}}};
      if (draws) row.cells.push_back({drawn_in_words(all_, unit)});
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  void add_proved(Object& data) {
    data["proved"] = html::sentences(proved_in_words(all_));
    std::vector<std::uint32_t> units = units_among(all_, AmongFirst::always);
    const std::vector<std::uint32_t> open = units_among(all_, AmongFirst::open);
    units.insert(units.end(), open.begin(), open.end());
    std::ranges::sort(units);
    const std::size_t count = units.size();
    units.resize(std::min(count, kUnitsListed));
    data["units"] = units.empty()
                        ? Data{false}
                        : text(tables_.html(table_of("Places that are not proved to be past the "
                                                     "first " +
                                                         first(),
                                                     units)));
    data["units_summary"] = text("Always or open: " + count_of(count, "place", "places"));
    data["units_more"] = text_or_none(
        count > units.size() ? "The first " + std::to_string(units.size()) +
                                   " stand here, in the order as written. The data has all of them."
                             : "");
    const std::vector<std::uint32_t> never = units_among(all_, AmongFirst::never);
    data["never"] = text_or_none(never.empty() ? "" : listed_units(all_, never, kUnitsListed));
    data["never_summary"] = text("Never: " + count_of(never.size(), "place", "places"));
  }

  /// A row for each unit, with what `whisker` and `words` say of it.
  [[nodiscard]] RowChart chart_of(const std::vector<std::uint32_t>& units,
                                  auto whisker,
                                  auto words) const {
    RowChart chart;
    chart.rows.reserve(units.size());
    for (const std::uint32_t unit : units) {
      const UnitBounds& bounds = all_.certain.units[unit];
      chart.rows.push_back(
          {std::to_string(std::uint32_t{bounds.position}) + ". " + robust_unit_name(all_, unit),
           {{whisker(unit, bounds), 0, words(unit, bounds)}},
           {}});
    }
    return chart;
  }

  static Object picture(RowChart chart, const std::string& note) {
    chart.name.words = note;
    return Object{
        {"title", text(chart.name.title)}, {"svg", text(svg(chart))}, {"note", text(note)}};
  }

  [[nodiscard]] Object share_picture(const std::vector<std::uint32_t>& units) const {
    const double draws = all_.drawn.draws;
    RowChart chart = chart_of(
        units,
        [&](std::uint32_t unit, const UnitBounds&) {
          const std::uint32_t times = all_.drawn.times(unit);
          const Between share = clopper_pearson({times, all_.drawn.draws});
          return Whisker{100.0 * times / draws, 100.0 * share.lower, 100.0 * share.upper};
        },
        [&](std::uint32_t unit, const UnitBounds&) {
          return fmt::format("{:.1f} %", 100.0 * all_.drawn.times(unit) / draws);
        });
    chart.name.id = "shares";
    chart.name.title = "How often drawn policies put it among the first " + first();
    chart.x = {"Share of the drawn policies, in %", 0.0, 100.0};
    return picture(std::move(chart),
                   "The dot is the share of the draws, the line where the share of all may lie.");
  }

  [[nodiscard]] Object place_picture(const std::vector<std::uint32_t>& units) const {
    RowChart chart = chart_of(
        units,
        [](std::uint32_t, const UnitBounds& bounds) {
          return Whisker{static_cast<double>(std::uint32_t{bounds.position}),
                         static_cast<double>(bounds.best), static_cast<double>(bounds.worst)};
        },
        [](std::uint32_t, const UnitBounds& bounds) {
          return std::to_string(bounds.best) + " to " + std::to_string(bounds.worst);
        });
    chart.name.id = "bounds";
    chart.name.title = "Between which places it stays";
    chart.x.title = "Place";
    chart.marks = {{static_cast<double>(first_of(all_)), "last of the first " + first()}};
    return picture(std::move(chart),
                   "The dot is its place now. No variation takes it past the ends of its line.");
  }

  void add_cut(Object& data) {
    const std::size_t open = all_.certain.count(AmongFirst::open);
    const std::vector<std::uint32_t> shown = near_the_cut(all_, options_.top);
    data["open"] = text_or_none(shown.empty() ? ""
                                              : std::to_string(shown.size()) + " of " +
                                                    std::to_string(open) + " that are open");
    if (shown.empty()) return;
    data["draws"] = text_or_none(all_.drawn.draws == 0 ? "" : draws_in_words(all_));
    data["cut_table"] =
        text(tables_.html(table_of("Those nearest to the cut, in the order as written", shown)));
    const std::vector<std::uint32_t> drawn =
        near_the_cut(all_, std::min(options_.top, kCutRowsDrawn));
    List pictures;
    if (all_.drawn.draws > 0) pictures.push_back(share_picture(drawn));
    if (!all_.certain.unproved) pictures.push_back(place_picture(drawn));
    data["has_pictures"] = Data{!pictures.empty()};
    data["pictures"] = pictures;
  }

  void add_deciding(Object& data) {
    DataTable table{"Numbers at their least or most, and who goes out and comes in",
                    {{"Number", CellKind::words},
                     {"Written"},
                     {"At"},
                     {"Go out", CellKind::words},
                     {"Come in", CellKind::words}},
                    {}};
    const std::size_t shown = std::min(options_.top, all_.deciding.size());
    table.rows.reserve(shown);
    for (std::size_t i = 0; i < shown; ++i) {
      const DecidingNumber& one = all_.deciding[i];
      const VariedNumber& varied = all_.varied.numbers()[one.number];
      table.rows.push_back({varied_in_words(all_.varied.policy(), varied),
                            {{short_points(varied.written)},
                             {short_points(one.at_most ? varied.most : varied.least)},
                             {listed_units(all_, one.leave, kDecidingIds)},
                             {listed_units(all_, one.enter, kDecidingIds)}}});
    }
    data["deciding"] = table.rows.empty() ? Data{false} : text(tables_.html(table));
    data["deciding_count"] =
        text(std::to_string(shown) + " of " + std::to_string(all_.deciding.size()));
    data["deciding_note"] = text(kDecidingNote);
    data["no_deciding"] = text(kNoDeciding);
  }

  void add_swaps(Object& data) {
    DataTable table{"Pairs of neighbours, those that swap at the least change first",
                    {{"Above", CellKind::words},
                     {"Below", CellKind::words},
                     {"Place"},
                     {"Number", CellKind::words},
                     {"Written"},
                     {"Swap at"}},
                    {}};
    const std::vector<NearSwap> nearest = nearest_swaps(all_);
    const std::size_t shown = std::min(options_.top, nearest.size());
    table.rows.reserve(shown);
    for (std::size_t i = 0; i < shown; ++i) {
      const NearSwap& one = nearest[i];
      const CaseTable& cases = all_.ranking.cases();
      table.rows.push_back(
          {std::string{cases.case_id(one.pair->upper)},
           {{std::string{cases.case_id(one.pair->lower)}},
            {std::to_string(std::uint32_t{one.pair->position})},
            {varied_in_words(all_.ranking.policy(), all_.swaps.reach.numbers()[one.number])},
            {short_points(one.written)},
            {short_points(one.at)}}});
    }
    data["swaps"] = table.rows.empty() ? Data{false} : text(tables_.html(table));
    data["swaps_count"] =
        text(std::to_string(shown) + " of " + count_of(all_.swaps.pairs.size(), "pair", "pairs"));
    data["swaps_note"] = text(kSwapsNote);
    const std::string none = no_swaps_in_words(all_);
    data["no_swaps"] = text(none.empty() ? "There are no two neighbours." : none);
    data["given_up"] = text_or_none(given_up_in_words(all_));
  }

  const Robustness& all_;
  const RobustnessReportOptions& options_;
  html::DataTables tables_;
};

}  // namespace

std::string render_html(const Robustness& robustness, const RobustnessReportOptions& options) {
  return RobustnessPage{robustness, options}.document();
}

}  // namespace waitlist
