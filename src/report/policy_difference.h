// What distinguishes two policies, part by part and value by value.
#pragma once

#include <waitlist/policy/compiled_policy.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

enum class ChangeKind : std::uint8_t { same, changed, added, removed };

/// A value before and after; empty where there is none.
struct RowDifference {
  ChangeKind kind{};
  std::string label;
  std::string before, after;
  std::optional<Points> more;  ///< after less before, where both are points
};

struct PartDifference {
  ChangeKind kind{};
  std::string title;
  std::vector<RowDifference> rows;
};

/// Parts of the later policy in its order, then those that only the earlier one has.
struct SectionDifference {
  std::string id;  ///< `waiting`: letters
  std::string title;
  std::vector<PartDifference> parts;
};

struct PolicyDifference {
  std::vector<std::string> summary;  ///< sentences, what matters most first; never empty
  std::vector<SectionDifference> sections;
};

[[nodiscard]] PolicyDifference difference(const CompiledPolicy& before,
                                          const CompiledPolicy& after);

/// How many parts of all sections are of this kind.
[[nodiscard]] std::size_t parts_of(const PolicyDifference& difference, ChangeKind kind);

/// `2 added, 1 changed`; `the same` when nothing differs.
[[nodiscard]] std::string changes_in_words(const SectionDifference& section);

/// `+4`, `-2.5`, else in a word.
[[nodiscard]] std::string change_in_words(const RowDifference& row);

/// `added`, `removed`, `changed`, `the same`.
[[nodiscard]] std::string_view to_text(ChangeKind kind) noexcept;

}  // namespace waitlist
