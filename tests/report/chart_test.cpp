#include "report/html/plot.h"
#include "report/html/row_chart.h"
#include "report/html/scale.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

using namespace waitlist::html;  // NOLINT(google-build-using-namespace): every name here is ours

using waitlist::text_checks::has;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++count;
  }
  return count;
}

std::vector<std::string> tick_labels(std::vector<double> values, ScaleEnds ends) {
  Extent extent;
  for (const double value : values) extent.add(value);
  const Scale scale{extent, ends, 6};
  std::vector<std::string> labels;
  for (const Tick& tick : scale.ticks()) labels.push_back(tick.label);
  return labels;
}

Plot plot_of(std::vector<PlotPoint> points) {
  return {.name = {"p", "Title", "Words"},
          .x = {"Days", {}, {}},
          .y = {"Points", {}, {}},
          .series = {{"A line", std::move(points), {}, PlotLine::straight}},
          .marks_x = {},
          .marks_y = {}};
}

RowChart rows_of(std::vector<ChartRow> rows) {
  return {.name = {"r", "Title", "Words"},
          .x = {"Cases", {}, {}},
          .series = {"Before", "After"},
          .limit_label = "Most there may be",
          .rows = std::move(rows),
          .marks = {}};
}

/// What holds for every picture, whatever the data.
void check_picture_sound(const std::string& picture) {
  CAPTURE(picture);
  CHECK_FALSE(has(picture, "nan"));
  CHECK_FALSE(has(picture, "inf"));
  CHECK_FALSE(has(picture, "style="));
  CHECK_FALSE(has(picture, "<script"));
  CHECK_FALSE(has(picture, "\"-"));  // nothing lies left of the picture or has a negative size
  CHECK(count_of(picture, "<svg ") == 1);
  CHECK(count_of(picture, "<text") == count_of(picture, "</text>"));
  CHECK(has(picture, "role=\"img\" aria-labelledby=\""));
}

}  // namespace

TEST_SUITE("report") {
  TEST_CASE("scale: ticks are 1, 2 or 5 times a power of ten, and never more than asked for") {
    CHECK(tick_labels({0, 30}, ScaleEnds::rounded) ==
          std::vector<std::string>{"0", "10", "20", "30"});
    CHECK(tick_labels({0, 210}, ScaleEnds::exact) ==
          std::vector<std::string>{"0", "50", "100", "150", "200"});
    CHECK(tick_labels({0, 0.3}, ScaleEnds::rounded) ==
          std::vector<std::string>{"0.0", "0.1", "0.2", "0.3"});
    CHECK(tick_labels({-7, 3}, ScaleEnds::rounded) ==
          std::vector<std::string>{"-10", "-5", "0", "5"});
    for (const double most : {1e-9, 0.004, 1.0, 7.0, 99.0, 1e4, 1e15, 1e300}) {
      for (const double least : {0.0, -1.0, -3e7, 0.9 * most}) {
        CAPTURE(most);
        CAPTURE(least);
        for (const ScaleEnds ends : {ScaleEnds::exact, ScaleEnds::rounded}) {
          const auto labels = tick_labels({least, most}, ends);
          CHECK_FALSE(labels.empty());
          CHECK(labels.size() <= 6);
        }
      }
    }
  }

  TEST_CASE("scale: places are in proportion, and nothing is drawn outside") {
    Extent extent;
    extent.add(0);
    extent.add(10);
    extent.add(kNan);
    extent.add(kInfinity);
    Scale scale{extent, ScaleEnds::exact, 6};
    scale.place(100, 200);
    CHECK(scale.at(0) == 100);
    CHECK(scale.at(2.5) == 125);
    CHECK(scale.at(10) == 200);
    CHECK(scale.at(1e300) == 200);
    CHECK(scale.at(-5) == 100);
  }

  TEST_CASE("plot: its name is read out, its axes and series are named") {
    Plot plot = plot_of({{0, 0}, {84, 12}, {140, 30}});
    plot.series.push_back(
        {"Another", {{0, 5}, {140, 5}}, {{0, 4, 6}, {140, 3, 9}}, PlotLine::steps});
    plot.marks_x = {{84, "12 weeks"}, {90, "13 weeks"}, {9000, "never"}};
    plot.marks_y = {{20, "Enough"}};
    const std::string picture = svg(plot);
    check_picture_sound(picture);
    for (const char* part :
         {"<title id=\"p-title\">Title</title>", "<desc id=\"p-words\">Words</desc>",
          "aria-labelledby=\"p-title p-words\"", ">Days</text>", ">Points</text>", ">A line</text>",
          ">Another</text>", ">12 weeks</text>", ">Enough</text>", "class=\"line s0\"",
          "class=\"line s1\" stroke-dasharray", "class=\"area s1\""}) {
      CAPTURE(part);
      CHECK(has(picture, part));
    }
    CHECK_FALSE(has(picture, "never"));
    CHECK(svg(plot) == picture);
  }

  TEST_CASE("plot: steps go level first, then up") {
    Plot plot = plot_of({{0, 0}, {10, 10}});
    const std::string straight = svg(plot);
    plot.series[0].line = PlotLine::steps;
    const std::string steps = svg(plot);
    const auto corners = [](const std::string& picture) {
      const std::size_t from = picture.find("<path d=\"");
      return count_of(picture.substr(from, picture.find('/', from) - from), "L");
    };
    CHECK(corners(straight) == 1);
    CHECK(corners(steps) == 2);
  }

  TEST_CASE("plot: data that are none, one, alike, huge or no number do no harm") {
    for (const std::vector<PlotPoint>& points :
         {std::vector<PlotPoint>{},
          {{3, 4}},
          {{3, 4}, {3, 4}},
          {{0, -1e300}, {1e300, 1e300}},
          {{-5, -5}, {-1, -9}},
          {{kNan, 1}, {1, kInfinity}, {2, 2}, {kNan, kNan}, {3, 3}, {4, 4}}}) {
      Plot plot = plot_of(points);
      plot.series[0].interval = {{0, kNan, 1}, {1, 0, 2}, {2, 1, kInfinity}};
      plot.marks_x = {{kNan, "x"}};
      plot.marks_y = {{kInfinity, "y"}};
      check_picture_sound(svg(plot));
    }
    CHECK(has(svg(plot_of({{kNan, 1}, {2, 2}, {kNan, 2}})), "<circle"));
    Plot nothing = plot_of({});
    nothing.series.clear();
    check_picture_sound(svg(nothing));
  }

  TEST_CASE("charts: texts are escaped, and long ones cut with the whole to be read") {
    const std::string hostile = "<script>\"x\"</script> & \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D";
    const std::string long_word(300, 'w');
    Plot plot = plot_of({{0, 0}, {1, 1}});
    plot.name = {"p", hostile, hostile};
    plot.x.title = plot.y.title = plot.series[0].label = hostile;
    plot.series.push_back({long_word, {{0, 1}}, {}, PlotLine::straight});
    plot.marks_x = {{0.5, hostile}};
    plot.marks_y = {{0.5, long_word}};
    RowChart chart = rows_of({{hostile, {{Bar{1}, 0, hostile}}, 1.0}, {long_word, {}, {}}});
    chart.name = {"r", hostile, hostile};
    chart.x.title = chart.limit_label = hostile;
    chart.marks = {{1, hostile}};
    for (const std::string& picture : {svg(plot), svg(chart)}) {
      check_picture_sound(picture);
      CHECK_FALSE(has(picture, "\"x\""));
      CHECK(has(picture, "&lt;script&gt;&quot;x&quot;"));
      CHECK(has(picture, "<title>" + long_word + "</title>"));
      CHECK(count_of(picture, long_word) <= 3);
    }
  }

  TEST_CASE("rows: bars, spreads and whiskers stand in their row with its limit") {
    const std::string picture =
        svg(rows_of({{"A team", {{Bar{12}, 0, "12"}, {Bar{15}, 1, "15 of 14"}}, 14.0},
                     {"Waits", {{Quantiles{1, 2, 3, 4, 5, 9}, 0, ""}}, {}},
                     {"Difference", {{Whisker{-3, -5, 1}, 0, ""}}, {}}}));
    check_picture_sound(picture);
    for (const char* part :
         {">A team</text>", ">15 of 14</text>", "class=\"limit\"", ">Most there may be</text>",
          ">Before</text>", ">After</text>", "class=\"median\"", "class=\"dot s0\"", ">-5</text>",
          "Box: the middle half"}) {
      CAPTURE(part);
      CHECK(has(picture, part));
    }
  }

  TEST_CASE("rows: labels of the axis stay on the picture and off each other") {
    const RowChart wide = rows_of({{"A label above its row", {{Whisker{0, -90, 390}, 0, ""}}, {}}});
    CHECK(has(svg(wide), "<text x=\"4\" "));  // -100 would begin left of the picture
    const RowChart narrow =
        rows_of({{"A long name", {{Whisker{0.1, -0.19, 0.29}, 0, "a text that takes room"}}, {}}});
    CHECK(has(svg(narrow), ">-0.2</text>"));
    CHECK_FALSE(has(svg(narrow), ">-0.1</text>"));
    CHECK(has(svg(narrow), ">0.0</text>"));
  }

  TEST_CASE("rows: an axis that is cut ends there, and what goes on has an arrow") {
    RowChart chart = rows_of({{"A", {{Quantiles{1, 2, 3, 4, 5, 90}, 0, "90"}}, {}},
                              {"B", {{Quantiles{1, 2, 3, 4, 5, 6}, 0, "6"}}, {}}});
    CHECK(has(svg(chart), ">100</text>"));
    CHECK_FALSE(has(svg(chart), "Goes on past the end of the axis."));
    chart.cut = 10.0;
    CHECK(has(svg(chart), ">10</text>"));
    CHECK_FALSE(has(svg(chart), ">100</text>"));
    CHECK(has(svg(chart), "Goes on past the end of the axis."));
    const std::size_t arrows = count_of(svg(chart), "class=\"median\"") - 3;  // and a key
    CHECK(arrows == 2 * 2);
  }

  TEST_CASE("rows: data that are none, alike, huge or no number do no harm") {
    check_picture_sound(svg(rows_of({})));
    check_picture_sound(svg(rows_of({{"", {}, {}}})));
    check_picture_sound(svg(rows_of({{"a", {{Bar{0}, 0, ""}}, 0.0}})));
    check_picture_sound(svg(rows_of({{"a", {{Bar{kNan}, 7, "?"}, {Bar{-1e300}, 9, ""}}, kNan},
                                     {"b", {{Quantiles{0, 0, kNan, 0, 0, 0}, 0, ""}}, kInfinity},
                                     {"c", {{Whisker{0, -kInfinity, 1}, 0, ""}}, {}}})));
  }

  TEST_CASE("rows: short labels stand beside their row, long ones above it") {
    const std::string beside = svg(rows_of({{"Short", {{Bar{1}, 0, ""}}, {}}}));
    const std::string above = svg(
        rows_of({{"A label that takes more room than a telephone has", {{Bar{1}, 0, ""}}, {}}}));
    CHECK(beside.size() < above.size());
    CHECK_FALSE(has(beside, "<text x=\"8\" y=\"23\" class=\"halo\""));
    CHECK(has(above, "<text x=\"8\" y=\"23\" class=\"halo\""));
  }
}
