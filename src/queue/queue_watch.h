// What a change did to the units it touched: looked at before and after, told as events.
#pragma once

#include "queue/queue_order.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace waitlist {

class QueueWatch {
 public:
  QueueWatch(const CompiledPolicy& policy, Telling telling) : policy_{policy}, telling_{telling} {}

  /// Looks at the units that a change will touch.
  void see_before(const QueueSnapshot::State& order,
                  std::span<const MadeLine> units,
                  std::span<const UnitIndex> touched);

  /// Remembers which rule makes time touch each of these units; see_after() gets the same ones.
  void note_causes(const QueueSnapshot::State& order,
                   std::span<const MadeLine> units,
                   std::span<const UnitIndex> touched);

  /// Remembers what a manager must see of a case that will be as `now`; before it is put.
  void note_changes(const CaseTable& cases, CaseRow row, const Case& now);

  /// Looks at the units that came of them, and tells what was noted, then what happened, in byte
  /// order of case id.
  [[nodiscard]] QueueEvents see_after(const QueueSnapshot::State& order,
                                      std::span<const MadeLine> units,
                                      std::span<const UnitIndex> formed);

 private:
  /// How a case stood; position 0: not ranked.
  struct Stand {
    Position position = 0;
    TierIndex tier = 0;
    BandIndex band = 0;
    bool must_allocate = false;
  };

  struct Seen {
    Stand before, after;
    std::optional<ChangeCause> cause;
  };

  [[nodiscard]] std::string tier_of(const Stand& stand) const;
  void tell(const std::string& case_id, const Seen& seen, QueueEvents& events) const;
  void tell_changes(QueueEvents& events);

  const CompiledPolicy& policy_;
  Telling telling_;
  std::vector<ChangeCause> causes_;
  std::vector<ListChange> changes_;
  std::map<std::string, Seen, std::less<>> cases_;
};

}  // namespace waitlist
