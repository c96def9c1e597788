// The rows of the queue board, tier by tier: what drives each place, to open for the whole of it.
#pragma once

#include <waitlist/queue/ranking.h>

#include "report/html/case_explained.h"
#include "report/html/certain_marks.h"
#include "report/html/likely_days.h"
#include "report/html/template.h"

#include <cstddef>
#include <map>
#include <span>
#include <string>

namespace waitlist::html {

/// What people choose from to filter: every value of the shown rows, in byte order.
using Choices = std::map<std::string, std::size_t, std::less<>>;

class BoardRows {
 public:
  /// `explained`: so many units from the front get the whole explanation.
  BoardRows(const Ranking& ranking,
            std::span<const Place> shown,
            std::size_t explained,
            const CertainMarks& certain,
            const LikelyDays& likely);

  /// All shown rows, each tier under its heading.
  [[nodiscard]] std::string text();

  [[nodiscard]] const Choices& areas() const noexcept { return areas_; }

  [[nodiscard]] const Choices& teams() const noexcept { return teams_; }

 private:
  [[nodiscard]] std::string row(std::size_t index);
  [[nodiscard]] std::string body(std::size_t index, const Explanation& explanation);
  [[nodiscard]] List tags(std::size_t index) const;
  /// Linked cases stand where the first of them stands.
  /// How the number of rows under a heading fits those of the summary; false where it is the same.
  [[nodiscard]] Data beside_in_words(std::size_t begin, std::size_t end) const;
  [[nodiscard]] std::size_t due_in_other_tiers(TierIndex tier) const noexcept;
  [[nodiscard]] TierIndex tier_of_unit(std::size_t index) const noexcept;
  [[nodiscard]] bool linked(std::size_t index) const noexcept;

  const Ranking& ranking_;
  std::span<const Place> shown_;
  std::size_t explained_;
  const CertainMarks& certain_;
  const LikelyDays& likely_;
  CaseExplained case_explained_;
  Template row_;
  Choices areas_;
  Choices teams_;
};

/// `case-17`: where a page holds the row of a place. Ids of cases are not ids of HTML.
[[nodiscard]] std::string row_anchor(std::size_t index);

/// The wait as a length of the bar, which is 26 weeks wide.
[[nodiscard]] std::string bar_length(Days waited);

/// Where the bar has its marks, for those that page.css does not have; empty for the usual ones.
[[nodiscard]] std::string wait_bar_style(std::span<const Days> marks);

/// `14 months`, `not known`, `none recorded`: the youngest child of a case.
[[nodiscard]] std::string youngest_in_words(const CaseTable& cases, CaseRow row, Day as_of);

}  // namespace waitlist::html
