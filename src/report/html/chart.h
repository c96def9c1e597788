// What every chart has: a name, words for those who do not see it, axes and marks.
#pragma once

#include <optional>
#include <string>

namespace waitlist::html {

/// How a chart is read out. The same numbers stand in a table beside it.
struct ChartName {
  std::string id;     ///< unique in the document: letters, digits, `-` and `_`
  std::string title;  ///< `Points earned by waiting`
  std::string words;  ///< what there is to see, in a sentence or two
};

/// An axis goes at least from `from` to `to`, and on to whatever the data need.
struct ChartAxis {
  std::string title;  ///< with the unit: `Days on the list`
  std::optional<double> from, to;
};

/// A value that is marked across the whole chart: `12 weeks`.
struct ChartMark {
  double at = 0;
  std::string label;
};

}  // namespace waitlist::html
