// What changed since an earlier list, in the words that all reports of a ranking share.
#pragma once

#include <waitlist/queue/ranking_since.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace waitlist {

/// `listed on a later day without a reason`, …
[[nodiscard]] std::string change_in_words(ListChangeKind kind);

/// `In place 41; …`: a sentence.
[[nodiscard]] std::string move_in_words(const MovedPlace& move);

/// The section of the summary, with its title.
[[nodiscard]] std::string since_in_words(const ChangesSince& since);

/// The same of one case.
[[nodiscard]] std::string since_in_words(const ChangesSince& since, std::string_view case_id);

/// The kinds of change of each row, as CSV names them.
class ChangeMarks {
 public:
  /// Null: nothing has changed.
  ChangeMarks(const ChangesSince* since, const CaseTable& cases);

  /// `listed_later;link_cut`; empty: none.
  [[nodiscard]] std::string_view of(CaseRow row) const;

 private:
  void add(CaseRow row, ListChangeKind kind);

  std::map<std::uint32_t, std::string> marks_;
};

}  // namespace waitlist
