/// \file live_queue.h
/// \brief An incrementally maintained ranking: after every change of a case, and every day that
/// passes, its order is the one rank() would give.
/// Layer: queue (may use base, cases, policy, scoring).  Source: docs/background/live-queue.md.
/// Ranges: 0 to limits::kCasesMax cases; days only go forward.
/// Complexity: n cases, b blocks of some hundred of them: a change O(log n + b), top(k) O(k), a new
/// day O(cases on which a rule looks that day), never more than ranking again.
/// Threads: const member functions may be called from several threads at once, others from one
/// alone and while nobody calls anything else; a QueueSnapshot is immutable and may be read by any
/// thread while the queue goes on.
/// Short of memory: a member function that throws std::bad_alloc leaves the queue, and every
/// snapshot, as they were, and may be called again; nothing else is thrown.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/case_table.h>
#include <waitlist/policy/compiled_policy.h>
#include <waitlist/queue/list_changes.h>
#include <waitlist/queue/position.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/scoring/explanation.h>
#include <waitlist/scoring/trajectory.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// A ranked case of a live queue.
struct QueuePlace {
  std::string_view case_id;  ///< valid as long as the snapshot, or until the queue changes
  Position position = 0;     ///< 1 for the first unit; cases of one unit share it
  TierIndex tier = 0;
  BandIndex band = 0;
  bool must_allocate = false;
  Points points;

  friend bool operator==(const QueuePlace&, const QueuePlace&) = default;
};

enum class QueueEventKind : std::uint8_t {
  entered,  ///< is ranked now, and was not
  left,     ///< was ranked, and is not
  band_changed,
  must_allocate,  ///< must be allocated from now on
  moved,          ///< stands at another position
  /// Its `listed_on` moved later without a `relisted_reason`: the earlier day counts and is kept.
  clock_kept,
  case_changed,  ///< what case_changes() tells beside that: `change` says which
};

/// What a change or a new day did to a case. Cases whose position shifts only because others moved
/// past them get no event. What case_changes() tells of a case comes before what it did.
struct QueueEvent {
  QueueEventKind kind{};
  std::string case_id;
  Position old_position = 0;  ///< 0: was not ranked
  Position new_position = 0;  ///< 0: is not ranked
  std::string old_tier;       ///< tier id; empty: was not ranked
  std::string new_tier;
  std::optional<ChangeCause> cause;  ///< the rule that time set off; nullopt: facts changed
  std::optional<ListChangeKind> change = std::nullopt;  ///< of clock_kept and case_changed alone
  std::string detail = {};                              ///< of those, in plain English

  friend bool operator==(const QueueEvent&, const QueueEvent&) = default;
};

using QueueEvents = std::vector<QueueEvent>;

/// Whether a change tells what it did. Telling costs finding the positions before and after.
enum class Telling : std::uint8_t { events, nothing };

/// The queue as it stood at one moment. Copies share it.
class WAITLIST_EXPORT QueueSnapshot {
 public:
  [[nodiscard]] Day as_of() const noexcept;
  [[nodiscard]] std::size_t size() const noexcept;  ///< ranked cases
  [[nodiscard]] std::uint32_t unit_count() const noexcept;

  /// The first `count` cases, or all when there are fewer.
  [[nodiscard]] std::vector<QueuePlace> top(std::size_t count) const;

  /// Every ranked case in order, until `visit` answers false.
  void visit(const std::function<bool(const QueuePlace&)>& visit) const;

  /// The position of a case; nullopt when it was not ranked. O(cases before it): a snapshot has no
  /// index of ids.
  [[nodiscard]] std::optional<Position> position(std::string_view case_id) const;

  struct State;  // src/queue/queue_order.h
  explicit QueueSnapshot(std::shared_ptr<const State> state) noexcept;

 private:
  std::shared_ptr<const State> state_;
};

/// The queue. Its order is at every moment that of rank() from scratch, of the cases as it holds
/// them: with the earliest day of listing of each until a reason stood beside a later one.
class WAITLIST_EXPORT LiveQueue {
 public:
  /// Ranks a list. Errors: those of check_scorable(), for every awaiting case whatever its listing.
  [[nodiscard]] static Result<LiveQueue> make(const CaseTable& cases,
                                              const CompiledPolicy& policy,
                                              Day as_of);

  /// Puts a case as its host holds it now; the queue works out what changed. The same case twice
  /// changes nothing. A case that is there keeps its day of listing when the new one is later and
  /// `relisted_reason` is empty; the event clock_kept says so each time. Errors, which leave the
  /// queue untouched: those of CaseTable::make() for one case, those of check_scorable(), one case
  /// more than limits::kCasesMax, more than limits::kUnitCasesMax cases linked to each other.
  [[nodiscard]] Result<QueueEvents> upsert(const Case& one, Telling telling = Telling::events);

  /// Takes a case away, and with it what it knew of its clock. Errors: it is not there.
  [[nodiscard]] Result<QueueEvents> remove(std::string_view case_id,
                                           Telling telling = Telling::events);

  /// Goes to a later day. Errors, which leave the queue untouched: an earlier day, a day outside
  /// the holiday data of a policy that looks at filing dates.
  [[nodiscard]] Result<QueueEvents> advance_to(Day day, Telling telling = Telling::events);

  [[nodiscard]] Day as_of() const noexcept;
  [[nodiscard]] const CompiledPolicy& policy() const noexcept;
  [[nodiscard]] std::size_t size() const noexcept;        ///< ranked cases
  [[nodiscard]] std::size_t case_count() const noexcept;  ///< all cases, ranked or apart
  [[nodiscard]] std::uint32_t unit_count() const noexcept;

  [[nodiscard]] std::vector<QueuePlace> top(std::size_t count) const;
  void visit(const std::function<bool(const QueuePlace&)>& visit) const;

  /// The position of a case; nullopt when it is apart or not there.
  [[nodiscard]] std::optional<Position> position(std::string_view case_id) const;

  /// The place of a case with the cases of up to `count` units before and after it; empty when it
  /// is not ranked.
  [[nodiscard]] std::vector<QueuePlace> around(std::string_view case_id, std::size_t count) const;

  /// The explanation of a ranked case; nullopt when it is apart or not there. No other case is
  /// scored.
  [[nodiscard]] std::optional<Explanation> explain(std::string_view case_id) const;

  /// forecast() of a ranked case; empty when it is apart or not there.
  [[nodiscard]] std::vector<ForecastChange> forecast(std::string_view case_id, Day last_day) const;

  /// The case as the queue holds it, ranked or apart, with the day of listing that counts; nullopt
  /// when it is not there.
  [[nodiscard]] std::optional<Case> case_of(std::string_view case_id) const;

  /// Every case as case_of() gives it, in the byte order of ids. From these, this policy and
  /// as_of() make() gives this queue again. O(n log n), and memory for a second list.
  [[nodiscard]] CaseTable cases() const;

  /// The queue as rank() gives it, with the cases apart and why: for summaries, comparisons, days
  /// ahead, allocations and every report. O(n log n), and memory for a second list.
  [[nodiscard]] Ranking ranking(const RankOptions& options = {}) const;

  /// The queue as it stands, for readers on other threads. O(b).
  [[nodiscard]] QueueSnapshot snapshot() const;

  LiveQueue(LiveQueue&&) noexcept;
  LiveQueue& operator=(LiveQueue&&) noexcept;
  ~LiveQueue();

 private:
  struct State;  // src/queue/live_queue.cpp
  explicit LiveQueue(std::unique_ptr<State> state) noexcept;
  std::unique_ptr<State> state_;
};

/// `entered`, `left`, `band_changed`, `must_allocate`, `moved`, `clock_kept`, `case_changed`.
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(QueueEventKind kind) noexcept;

}  // namespace waitlist
