// What many units of an allocation have in common, found out once when somebody first asks.
#pragma once

#include <waitlist/allocation/allocation.h>

#include <mutex>
#include <optional>
#include <vector>

namespace waitlist {

/// May be asked by several threads at once; always about the same allocation.
class SharedReasons {
 public:
  /// What keeps practitioners from units, and which of it each unit meets.
  struct Barred {
    std::vector<Barrier> barriers;
    std::vector<std::vector<BarrierIndex>> of_unit;
  };

  [[nodiscard]] const std::vector<std::optional<NextBest>>& next_bests(
      const Allocation::Data& data);
  [[nodiscard]] const TightSets& proofs(const Allocation::Data& data);
  [[nodiscard]] const Barred& barred(const Allocation::Data& data);
  /// What one more place with each practitioner buys, whether they are away or not.
  [[nodiscard]] const std::vector<std::optional<QueuedUnit>>& bought(const Allocation::Data& data);

 private:
  std::once_flag asked_next_, asked_proofs_, asked_barred_, asked_bought_;
  std::vector<std::optional<NextBest>> next_;
  TightSets proofs_;
  Barred barred_;
  std::vector<std::optional<QueuedUnit>> bought_;
};

}  // namespace waitlist
