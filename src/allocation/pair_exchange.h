// Two practitioners share out anew what they hold: a knapsack, solved exactly.
#pragma once

#include "allocation/load_packing.h"

#include <cstdint>
#include <vector>

namespace waitlist {

class PairExchange {
 public:
  explicit PairExchange(LoadPacking& packing) : packing_{packing} {}

  /// Shares out anew, pair by pair, until no two practitioners, at least one of whom has changed,
  /// can do better between them. Answers whether the total has fallen.
  bool run(std::vector<std::uint8_t> changed);

 private:
  struct Shared {
    QueuedUnit unit;
    std::int64_t at_first = 0;
    std::int64_t at_second = 0;
    std::uint32_t load = 0;
    std::uint32_t urgent_load = 0;
  };

  [[nodiscard]] std::vector<PractitionerIndex> partners_of(PractitionerIndex first);
  bool share_anew(PractitionerIndex first, PractitionerIndex second);
  void collect(PractitionerIndex first, PractitionerIndex second);
  [[nodiscard]] bool fill_table(std::uint32_t load_room, std::uint32_t urgent_room);
  void hand_out(PractitionerIndex first, PractitionerIndex second, std::size_t state);
  bool hand_out_within_kinds(PractitionerIndex first, PractitionerIndex second, std::size_t state);

  LoadPacking& packing_;
  std::vector<Shared> shared_;
  std::vector<std::uint8_t> marked_;
  // The table: least pair prices for each load and urgent load that the first has, and for each
  // unit whether it is with the first in that best way.
  std::size_t loads_ = 0, urgents_ = 0;
  std::vector<std::int64_t> least_;
  std::vector<std::uint8_t> with_first_;
};

}  // namespace waitlist
