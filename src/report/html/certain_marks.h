// Beside each row of the queue board: how sure it is that the case is among the first.
#pragma once

#include <waitlist/report/ranking_report.h>

#include <optional>
#include <string>

namespace waitlist::html {

/// Words of a mark and of what stands above the rows. Nothing is said where nothing is known.
class CertainMarks {
 public:
  /// `certainty`: null where the page does not tell. It must outlive the marks.
  explicit CertainMarks(const BoardCertainty* certainty);

  struct Mark {
    bool sure = false;
    std::string words;
  };

  /// nullopt for a place that is never among the first, and where there are no marks at all.
  [[nodiscard]] std::optional<Mark> of(Position position) const;

  /// What the marks mean and what they rest on; empty where the page does not tell.
  [[nodiscard]] std::string in_words() const;

 private:
  [[nodiscard]] bool marks_rows() const;

  const BoardCertainty* certainty_;
  std::string first_;  ///< `the first 50`: of a shorter list all
};

}  // namespace waitlist::html
