// Children of a case in two lists, matched with each other.
#pragma once

#include <waitlist/cases/case.h>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace waitlist {

/// A child of either list: a place in Case::children.
struct ChildPair {
  std::size_t before = 0;
  std::optional<std::size_t> now;  ///< nullopt: no child of now can be this one
};

/// Every child of before with the one it is now: one of the same reference, else an equal one, else
/// one born where it was expected or its date was unknown, else any other. Children with two
/// different references are never paired.
[[nodiscard]] std::vector<ChildPair> pairs_of_children(const Case& before, const Case& now);

/// `2008-06-01`, `due 2009-12-01`, `unknown`: as case files write a child.
[[nodiscard]] std::string child_text(const Child& child);

/// The reference of a child; empty: none.
[[nodiscard]] std::string child_ref(const Case& one, std::size_t child);

}  // namespace waitlist
