// What a change of policy does to groups, in words and cells, for text and pages alike.
#pragma once

#include <waitlist/equality/planned_groups.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// Of the table of a fact; the first names the group.
inline constexpr std::array<std::string_view, 8> kPlannedGroupColumns{
    "group",        "units",  "mean place before", "after",
    "goes down by", "others", "chance alone",      "told apart"};

/// A row for each group that has a unit; a hidden one has its mark and nothing else.
[[nodiscard]] std::vector<std::vector<std::string>> planned_group_rows(const PlannedFact& fact);

/// What is compared, how, and how often that is wrong; each a sentence or two.
[[nodiscard]] std::vector<std::string> planned_groups_in_words(const PlannedGroups& groups);

}  // namespace waitlist
