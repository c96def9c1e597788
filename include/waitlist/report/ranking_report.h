/// \file ranking_report.h
/// \brief A ranking and its summary as text: aligned table, CSV, JSON, HTML.
/// Layer: report (may use base to simulation).  Points print with three decimals.
/// Errors: none.  Complexity: O(n).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/queue/ranking_since.h>
#include <waitlist/queue/summary.h>
#include <waitlist/robustness/certain_places.h>
#include <waitlist/robustness/varied_policy.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace waitlist {

struct Foresight;  // simulation/foresight.h

struct ReportOptions {
  std::size_t top = SIZE_MAX;           ///< units shown; cases of the last unit are never split
  bool colour = false;                  ///< terminal colours; never the only signal
  Days ahead = kUsualDaysAhead;         ///< of the CSV column `upcoming`; 0: it stays empty
  const ChangesSince* since = nullptr;  ///< null: no earlier list; CSV has columns for it
  bool explained = false;               ///< of JSON: each case with its explanation, some 8 KB each
};

/// A table for people, most urgent first. Cases listed apart stand below it.
[[nodiscard]] WAITLIST_EXPORT std::string render_table(const Ranking& ranking,
                                                       const ReportOptions& options = {});

/// CSV (RFC 4180, LF) with a header line, `position,case_id,band,points,…`:
/// docs/reference/output.md. Cells that a spreadsheet would run as a formula are neutralised with a
/// leading `'`. Beside an earlier list, cases that vanished come last, whatever `top` is.
[[nodiscard]] WAITLIST_EXPORT std::string render_csv(const Ranking& ranking,
                                                     const ReportOptions& options = {});

/// JSON with stamps, summary, places and cases apart: docs/reference/output.md.
[[nodiscard]] WAITLIST_EXPORT std::string render_json(const Ranking& ranking,
                                                      const Summary& summary,
                                                      const ReportOptions& options = {});

/// What changed since an earlier list as JSON Lines, an object for each change, in their order: for
/// a program that hands them on. docs/reference/output.md, "Changes since an earlier list".
[[nodiscard]] WAITLIST_EXPORT std::string render_json_lines(const ChangesSince& since);

/// How much a queue board shows.
enum class BoardExtent : std::uint8_t {
  whole,  ///< everything, for a screen
  /// What has to be done today, by team, and one line for each case: for paper, in about a tenth of
  /// the sheets. It says what it leaves out.
  brief,
};

/// The log into which a list was recorded, for its page: who keeps the page can tell later whether
/// that log was written anew.
struct BoardRecord {
  std::string origin;
  std::uint64_t entries = 0;
  std::string root;  ///< whole, in hexadecimal digits
};

/// How sure it is who is among the first, for the page: docs/reference/robustness.md.
struct BoardCertainty {
  VariedPolicy varied;   ///< of the policy that the list is ranked under
  CertainPlaces places;  ///< of the whole list, also where the page shows a part of it
};

struct BoardOptions {
  /// Units shown; the page says how many there are and where the rest is.
  std::size_t top = 20'000;
  /// Of them, from the front, so many with the whole explanation to open. The others have their
  /// facts, and what drives their place.
  std::size_t explained = 500;
  const ChangesSince* since = nullptr;  ///< null: no earlier list
  BoardExtent extent = BoardExtent::whole;
  /// Of the whole extent: null: it was not recorded. A page of a recorded list has no digest of the
  /// cases, by which a case that is erased later could be guessed back.
  const BoardRecord* record = nullptr;
  /// Of the whole extent, a third signal beside the band and `provisional`; null: the page does not
  /// tell.
  const BoardCertainty* certainty = nullptr;
  /// Of the whole extent, as foresee_ranked() gives it: the likely day of each row, and what
  /// futures it is from. One of another list, day or policy is not told. Null: the page does not
  /// tell.
  const Foresight* foresight = nullptr;
};

/// The queue board: one HTML file for a browser, with what must be allocated, what is delayed and
/// at what risk, every place with what drives it, and what the data needs. It asks nothing of any
/// network, needs no script to be read, and prints. docs/guides/reports.md.
/// Complexity: O(n), and some 8 KB for each unit that is explained, 1 KB for each other.
[[nodiscard]] WAITLIST_EXPORT std::string render_html(const Ranking& ranking,
                                                      const Summary& summary,
                                                      const BoardOptions& options = {});

/// The summary in plain English, for people; with what changed since an earlier list, where there
/// is one.
[[nodiscard]] WAITLIST_EXPORT std::string render_text(const Summary& summary,
                                                      const Ranking& ranking,
                                                      const ChangesSince* since = nullptr);

}  // namespace waitlist
