// Points by level or marker: what a choice and a checklist have in common.
#pragma once

#include "policy/scales/scale.h"

namespace waitlist {

/// Every level or marker of the fact has points, once, and nothing else does.
void check_level_rows(const std::vector<LevelPoints>& rows,
                      const ScaleCheck& check,
                      const std::string& field);

/// Points by position in the fact's list of levels or markers.
[[nodiscard]] std::vector<Points> points_by_level(const std::vector<LevelPoints>& rows,
                                                  const FactDefinition& fact);

}  // namespace waitlist
