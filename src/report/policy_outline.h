// A policy as named parts with named values, so that two can be laid beside each other.
#pragma once

#include <waitlist/policy/compiled_policy.h>

#include <optional>
#include <string>
#include <vector>

namespace waitlist {

struct OutlineRow {
  std::string key;  ///< what the row is, in this and in other policies
  std::string label;
  std::string value;
  std::optional<Points> points;  ///< when the value is a number of points
};

/// A band, a criterion, a floor, a function.
struct OutlinePart {
  std::string key;
  std::string title;
  std::vector<OutlineRow> rows;
};

struct OutlineSection {
  std::string id;  ///< `waiting`: letters
  std::string title;
  std::vector<OutlinePart> parts;
  bool shown_empty = true;  ///< whether a page has it though two policies say nothing in it
};

/// All that a policy says. Every policy has the same sections in the same order; any of them may
/// be without parts.
[[nodiscard]] std::vector<OutlineSection> outline(const CompiledPolicy& policy);

}  // namespace waitlist
