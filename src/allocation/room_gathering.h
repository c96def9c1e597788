// Places that are free here and there, brought together at one practitioner: two at a time share
// out anew what they hold, so that what is free with one comes to be free with the other.
#pragma once

#include "allocation/load_packing.h"

#include <cstdint>
#include <random>
#include <vector>

namespace waitlist {

class RoomGathering {
 public:
  explicit RoomGathering(LoadPacking& packing) : packing_{packing} {}

  /// Places a unit that is not placed. False: no room was found, and everybody is where they were.
  /// Takes no more than so many steps, and takes those it took off them.
  bool fit(QueuedUnit unit, std::int64_t& steps);

 private:
  struct Room {
    std::int64_t all = 0;
    std::int64_t urgent = 0;
  };

  [[nodiscard]] Room room(PractitionerIndex p) const;
  [[nodiscard]] Room room_without_shared(PractitionerIndex p) const;
  /// Better for the unit: more room, up to what it takes.
  [[nodiscard]] std::int64_t worth(const Room& room) const;
  bool gather_at(PractitionerIndex to);
  void walk_from(PractitionerIndex to);
  /// Shares out anew between the two: for the most room of the first, or any way that fits.
  void share(PractitionerIndex to, PractitionerIndex from, bool any);
  void collect(PractitionerIndex to, PractitionerIndex from);
  [[nodiscard]] bool fill_table();
  [[nodiscard]] std::size_t best_state(PractitionerIndex to, PractitionerIndex from, bool any);
  void hand_out(PractitionerIndex to, PractitionerIndex from, std::size_t state);
  void disturb();

  LoadPacking& packing_;
  QueuedUnit unit_;
  std::uint32_t load_ = 0;
  bool urgent_ = false;
  std::int64_t steps_ = 0;
  std::minstd_rand draws_;
  std::vector<PractitionerIndex> reached_;
  std::vector<PractitionerIndex> parent_;
  std::vector<std::uint8_t> seen_;
  // The table: whether the second can have so many places and urgent places of what is shared, and
  // which unit was the last to come to that.
  std::vector<QueuedUnit> shared_;
  std::size_t loads_ = 0, urgents_ = 0;
  std::vector<std::uint8_t> last_;
};

}  // namespace waitlist
