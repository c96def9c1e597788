/// \file explanation_report.h
/// \brief An explanation or a comparison as plain English or JSON.
/// Layer: report (may use base to queue).  Written so that a family could read it.
/// Errors: none.  Complexity: O(criteria).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/queue/comparison.h>
#include <waitlist/queue/ranking_since.h>
#include <waitlist/scoring/explanation.h>

#include <string>
#include <string_view>

namespace waitlist {

/// The explained case is one of `ranking`, which tells its position and those beside it. Its
/// changes since an earlier list come last, where there is one.
[[nodiscard]] WAITLIST_EXPORT std::string render_text(const Explanation& explanation,
                                                      const Ranking& ranking,
                                                      const ChangesSince* since = nullptr);
[[nodiscard]] WAITLIST_EXPORT std::string render_json(const Explanation& explanation,
                                                      const Ranking& ranking,
                                                      const ChangesSince* since = nullptr);
[[nodiscard]] WAITLIST_EXPORT std::string render_text(const Comparison& comparison);
[[nodiscard]] WAITLIST_EXPORT std::string render_json(const Comparison& comparison);

/// What is wrong with each row of this id that Ranking::faulty() has. Text: empty when it has none.
[[nodiscard]] WAITLIST_EXPORT std::string render_faulty_text(const Ranking& ranking,
                                                             std::string_view case_id);
[[nodiscard]] WAITLIST_EXPORT std::string render_faulty_json(const Ranking& ranking,
                                                             std::string_view case_id);

}  // namespace waitlist
