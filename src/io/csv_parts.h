// Rows read side by side, in parts that are cut where lines end.
#pragma once

#include <waitlist/base/limits.h>
#include <waitlist/cases/case_table.h>

#include "base/parallel.h"
#include "cases/case_table_builder.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace waitlist {

/// How many rows so many bytes hold, judged by the first ones.
[[nodiscard]] inline std::size_t rows_in(std::size_t bytes, std::string_view first) {
  first = first.substr(0, std::size_t{1} << 16U);
  const auto lines = static_cast<std::size_t>(std::ranges::count(first, '\n'));
  return lines == 0 ? bytes / 64 : bytes / (first.size() / lines + 1) * 33 / 32 + 64;
}

/// Reads the rows from `from` on with runs that `make` makes: each has reserve(), read() of what
/// begins between two places, stopped(), append() and take(). Nullopt when one gives up.
template <class Make>
class CsvParts {
  using Run = decltype(std::declval<Make>()());

 public:
  CsvParts(std::string_view text, std::size_t from, Make make)
      : text_{text}, from_{from}, make_{std::move(make)} {}

  [[nodiscard]] std::optional<CaseTable> read(unsigned count) {
    cut(count);
    run_parts(static_cast<unsigned>(parts_.size()), [this](unsigned i) { parts_[i].read(); });
    std::size_t stopped = from_;
    for (Part& part : parts_) {
      // The last row of the part before ends inside this part, so reading began inside a row: begin
      // again behind that row.
      if (stopped != part.begin) {
        part = {stopped, std::max(stopped, part.end), make_()};
        part.read();
      }
      if (!part.right) return std::nullopt;
      stopped = part.run->stopped();
    }
    if (parts_.empty()) return table_of_checked(make_()->take());
    for (std::size_t i = 1; i < parts_.size(); ++i) parts_[0].run->append(*parts_[i].run);
    auto columns = parts_[0].run->take();
    if (columns->size() > limits::kCasesMax) return std::nullopt;
    return table_of_checked(std::move(columns));
  }

 private:
  struct Part {
    std::size_t begin = 0;
    std::size_t end = 0;
    Run run;
    bool right = false;

    void read() { right = run->read(begin, end); }
  };

  /// Cuts the text behind line ends, which may stand inside quotes: who reads finds that out.
  void cut(unsigned count) {
    parts_.reserve(count);
    std::size_t from = from_;
    for (unsigned i = 1; i <= count && from < text_.size(); ++i) {
      std::size_t end = std::max(from, part_begin(text_.size(), i, count));
      end = i == count ? text_.size() : std::min(text_.find('\n', end), text_.size() - 1) + 1;
      parts_.push_back({from, end, make_()});
      // The first part also takes in the rows of the others.
      const std::size_t bytes = i == 1 ? text_.size() - from : end - from;
      parts_.back().run->reserve(rows_in(bytes, text_.substr(from)));
      from = end;
    }
  }

  std::string_view text_;
  std::size_t from_;
  Make make_;
  std::vector<Part> parts_;
};

}  // namespace waitlist
