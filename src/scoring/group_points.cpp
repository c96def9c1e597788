#include "scoring/group_points.h"

namespace waitlist {

GroupPoints read_group(const GroupTable& group, const ScoredCase& scored) {
  return read_group(group, scored, [](Points) {});
}

}  // namespace waitlist
