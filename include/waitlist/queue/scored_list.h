/// \file scored_list.h
/// \brief A list whose facts are scored once, to be ordered on any day at the speed of memory.
/// Layer: queue (may use base, cases, policy, scoring).  Source: docs/background/batch-order.md.
/// Ranges: 0 to limits::kCasesMax cases.  The order is that of rank(), to the last place.
/// Complexity: make() O(n log n); order() O(n), some 10 bytes a case read and 8 written twice;
/// top() reads the blocks of cases that can hold one of the first, mostly few of them.
/// Threads: immutable; copies share one value; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/case_table.h>
#include <waitlist/policy/compiled_policy.h>

#include <cstddef>
#include <memory>
#include <vector>

namespace waitlist {

/// A list ready to be ordered.
class WAITLIST_EXPORT ScoredList {
 public:
  /// Scores the facts of every awaiting case. Errors: those of check_scorable(), for awaiting cases
  /// whatever the day of their listing. The result does not depend on `threads`.
  [[nodiscard]] static Result<ScoredList> make(const CaseTable& cases,
                                               const CompiledPolicy& policy,
                                               unsigned threads = 1);

  /// Every case that is ranked on the day, in order; cases of one unit follow each other. Errors: a
  /// day outside the holiday data of a policy that looks at filing dates. The result does not
  /// depend on `threads`, and short lists are ordered by one thread whatever is asked for.
  [[nodiscard]] Result<std::vector<CaseRow>> order(Day as_of, unsigned threads = 1) const;

  /// The first `count` of order(), or all when there are fewer.
  [[nodiscard]] Result<std::vector<CaseRow>> top(Day as_of, std::size_t count) const;

  [[nodiscard]] const CaseTable& cases() const noexcept;
  [[nodiscard]] const CompiledPolicy& policy() const noexcept;

  struct Data;  // src/queue/scored_list_data.h
  explicit ScoredList(std::shared_ptr<const Data> data) noexcept;

 private:
  std::shared_ptr<const Data> data_;
};

}  // namespace waitlist
